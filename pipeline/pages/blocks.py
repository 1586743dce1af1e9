"""Blocks: the lines of a page as a reader sees them, and the elements that were dropped among them."""

from typing import NamedTuple

from lxml import etree

from pipeline.pages.furniture import Drop


class Link(NamedTuple):
    """An anchor in a block: characters start..end of its text."""

    start: int
    end: int
    href: str


class Block(NamedTuple):
    """One line of text as a reader sees it, or a dropped element (then `furniture` says why).

    A tuple and no dataclass, for a frozen one takes five times as long to make, and a page has hundreds.
    """

    text: str
    tag: str = "p"
    """Nearest block element."""
    names: str = ""
    """Its classes and id."""
    links: tuple[Link, ...] = ()
    strong: bool = False
    """All of it is bold, or a heading."""
    small: bool = False
    """All of it is slanted, small or centred."""
    glued: bool = False
    """Continues the block before: a line break, or an advert, inside a sentence."""
    after_image: bool = False
    """Only blanks stand between the last image and this."""
    furniture: Drop | None = None
    holder: etree._Element | None = None
    """The block element that it stands in."""

    @property
    def linked(self) -> float:
        """Share of its characters that stand in links."""
        return sum([end - start for start, end, _ in self.links]) / max(1, len(self.text)) if self.links else 0.0


def quotation(block: Block) -> etree._Element | None:
    """Return the quotation's element that a line stands in."""
    holder = block.holder
    while holder is not None and holder.tag in {"p", "div", "blockquote", "cite", "q"}:
        if holder.tag == "blockquote":
            return holder
        holder = holder.getparent()
    return None


def is_quotation(block: Block) -> bool:
    """Tell whether a line stands in a quotation's element."""
    return quotation(block) is not None
