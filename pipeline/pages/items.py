"""The blocks of a region on their way to paragraphs and removed spans."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import RemovedSpan, SpanKind
from pipeline.pages.blocks import Block
from pipeline.pages.cutting import unlinked
from pipeline.pages.furniture import Drop


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page says beside the region, for telling repetitions."""

    headline: str = ""
    description: str = ""
    sections: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    """Captions between headline and region."""
    people: tuple[str, ...] = ()
    """Names that the page gives as the article's authors."""
    names: frozenset[str] = frozenset()
    """Words of the outlet's name and host, in lower case."""
    host: str = ""
    outlet: str = ""
    """Its name, bare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """The article of one region."""

    paragraphs: tuple[str, ...]
    removed: tuple[RemovedSpan, ...]
    partial: bool
    dated: tuple[str, ...] = ()
    """Removed lines of date and time, without the links in them."""


@dataclass(slots=True)
class Item:
    """One block on its way: kept, or dropped with a reason; what was cut from it stands before, inside or after."""

    block: Block
    drop: Drop | None = None
    before: list[tuple[Drop, str]] = field(default_factory=list)
    behind: list[tuple[Drop, str]] = field(default_factory=list)
    prose: bool = False

    def take(self, kind: SpanKind, rule: str) -> None:
        if self.drop is None:
            self.drop = Drop(kind=kind, rule=rule)


def result(items: Sequence[Item], *, partial: bool) -> Trimmed:
    """Join what is kept into paragraphs, and say of each removed span before which paragraph it stood."""
    paragraphs: list[str] = []
    spans: list[RemovedSpan] = []

    def remove(drop: Drop, text: str, position: int) -> None:
        if text:
            spans.append(RemovedSpan(kind=drop.kind, rule=drop.rule, text=text, position=position))

    joined = False
    for item in items:
        for drop, text in item.before:
            remove(drop, text, len(paragraphs))
        if item.drop is not None:
            remove(item.drop, item.block.text, len(paragraphs))
            joined = joined and item.block.furniture is not None
        elif item.block.glued and joined and paragraphs:
            paragraphs[-1] = f"{paragraphs[-1]} {item.block.text}"
        else:
            paragraphs.append(item.block.text)
            joined = True
        for drop, text in item.behind:
            remove(drop, text, len(paragraphs))
    dated = tuple(unlinked(item.block) for item in items if item.drop is not None and item.drop.kind == "timestamp")
    return Trimmed(paragraphs=tuple(paragraphs), removed=tuple(spans), partial=partial, dated=dated)
