"""Which acts a sentence tells of: words of several meanings that stand close together (data/acts.yml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Final, TypeAlias

from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, phrases, vocabulary, written

NEAR: Final = 70
"""Characters between the first word of a frame and each of its others, where the frame sets none."""
MOST: Final = 8
"""Words of a slot that are tried in one sentence: a page that lists thousands shall not cost their product."""
HIDING: Final = frozenset({"none", "team"})
"""Classes whose words hide those inside them: `tim kampanye` is no campaign."""

Slot: TypeAlias = frozenset[str]
"""Classes of which one fills a place of a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What makes an act: a word of each slot, near one another in one sentence."""

    name: str
    """As data/acts.yml writes it."""
    code: str
    slots: tuple[Slot, ...]
    orders: tuple[tuple[int, int], ...]
    """Places of which the first comes before the second."""
    near: int
    """Characters between its first word and each other."""
    weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An act where it stands: offsets into Document.text."""

    start: int
    end: int
    code: str
    frame: str
    sentence: int
    weak: bool


@cache
def classes() -> Lexicon:
    return Lexicon(phrases("acts", "classes"))


@cache
def frames() -> tuple[Frame, ...]:
    return tuple(
        frame(text, code, weak=kind == "weak")
        for kind in ("frames", "weak")
        for code, listed in phrases("acts", kind).items()
        for text in listed
    )


def frame(text: str, code: str, *, weak: bool) -> Frame:
    """Read a frame as data/acts.yml writes it: `escort>candidate 14`, `attend gathering candidate/campaign/team`."""
    slots: list[Slot] = []
    orders: list[tuple[int, int]] = []
    words, _, limit = text.rpartition(" ") if text[-1].isdigit() else (text, "", "")
    for part in words.split():
        for number, place in enumerate(part.split(">")):
            if number:
                orders.append((len(slots) - 1, len(slots)))
            slots.append(frozenset(place.split("/")))
    return Frame(name=text, code=code, slots=tuple(slots), orders=tuple(orders), near=int(limit or NEAR), weak=weak)


@lru_cache(maxsize=2)
def told(document: Document) -> tuple[Told, ...]:
    """Return the acts that frames tell of, sentence by sentence: relevance, event and violations ask for the same."""
    by_sentence: dict[int, dict[str, list[Hit]]] = {}
    for hit in classes().find_all(document.folded, HIDING):
        here = by_sentence.setdefault(document.sentence_at(hit.start).index, {})
        for label in hit.labels:
            here.setdefault(label, []).append(hit)
    return tuple(
        Told(start=span[0], end=span[1], code=frame.code, frame=frame.name, sentence=index, weak=frame.weak)
        for index, seen in sorted(by_sentence.items())
        for frame in frames()
        if all(not slot.isdisjoint(seen) for slot in frame.slots) and (span := filled(frame, seen))
    )


def filled(frame: Frame, seen: Mapping[str, Sequence[Hit]]) -> tuple[int, int] | None:
    """Return the span of the words that fill a frame: each near the one of its first slot, no two the same."""
    fillers = [
        sorted((hit for name in slot for hit in seen.get(name, ())), key=lambda hit: (hit.start, hit.end))[:MOST]
        for slot in frame.slots  # a set has another order in each process
    ]
    for hits in product(*fillers):
        if apart(hits, frame.orders) and all(gap(hits[0], other) <= frame.near for other in hits[1:]):
            return min(hit.start for hit in hits), max(hit.end for hit in hits)
    return None


def apart(hits: Sequence[Hit], orders: Sequence[tuple[int, int]]) -> bool:
    """Say whether no hit stands in another, and those whose order counts in their order."""
    if any(hits[first].end > hits[second].start for first, second in orders):
        return False
    listed = sorted(hits, key=lambda hit: hit.start)
    return all(first.end <= second.start for first, second in pairwise(listed))


def gap(one: Hit, other: Hit) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def unhidden(acts: Sequence[Told]) -> list[Told]:
    """Return the acts without those that are another one in other words: `dipaksa hadir kampanye` is no attendance."""
    where = {(act.code, act.sentence) for act in acts}
    codes = {act.code for act in acts}
    return [
        act
        for act in acts
        if not any((by, act.sentence) in where for by in hidden_by("hides", act))
        and not codes.intersection(hidden_by("hides_all", act))
    ]


def hidden_by(key: str, act: Told) -> list[str]:
    """Return the codes that hide an act, or what its frame tells."""
    return [by for by, hidden in phrases("acts", key).items() if {act.code, f"{act.code} {act.frame}"} & set(hidden)]


@cache
def forbidding() -> Lexicon:
    words = vocabulary("acts")["forbidding"]
    if not isinstance(words, list):
        raise TypeError("forbidding of data/acts.yml is not a list")
    return Lexicon({"forbidding": written(words)})


def is_forbidden(document: Document, act: Told) -> bool:
    """Say whether a sentence only forbids the act that it names: `ASN dilarang berfoto bersama calon`."""
    return bool(forbidding().find(document.folded[document.sentences[act.sentence].start : act.end]))
