"""From the element that holds an article to its lines of text, in reading order.

Own segmentation instead of a library's: the same paragraph comes as <p>, as bare text between two <br>, as <div>,
as a list item, in spans that cut words, or in a <p> that nobody closed, and each loses text somewhere else.
"""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.errors import BadPayload
from pipeline.model import SpanKind
from pipeline.pages.blocks import Block, Link
from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import attributes
from pipeline.pages.printed import SILENT, printed
from pipeline.pages.prose import fold, is_ended
from pipeline.pages.shapes import BLOCKS, Shape, shape_of

TOUCHING: Final = frozenset({"span", "time", "abbr", "date"})
IMAGES: Final = frozenset({"img", "amp-img", "picture"})
PICTURED: Final = frozenset[SpanKind]({"caption", "other"})
"""Kinds of dropped elements whose picture belongs to the text: an advert's has no caption below."""
LONGEST_SPAN: Final = 500
"""Characters kept of an element that is dropped whole; widgets can hold a page of links."""
ITEM: Final = re.compile(r"(?:\(?\d{1,2}[.)]|[a-zA-Z][.)]|[-–•*·●▪])\s*\S")
STUB: Final = re.compile(r"(?!.*[a-z]{3}\. )[^\W\d_][^:!?/\"“”]{0,60}(?:\s-{1,2}|\s?[–—])$")
"""A dateline that stands alone, its paragraph in the next element: `Jakarta -`."""
DASHES: Final = ("-", "–", "—")
MOST_LINES: Final = 15_000
"""Lines in one element; the longest real article has some thousands, and a page is read for seconds if it has more."""
Looks = Mapping[str, str]
"""The attributes of an element: asked for together, that costs half of asking for each."""


def segment(
    region: etree._Element, furniture: Furniture, *, apart: bool = False, kinds: frozenset[SpanKind] | None = None
) -> list[Block]:
    """Return the blocks of `region` in reading order, dropped elements among them: all, or those of `kinds`.

    `apart` sets a bar between inline elements that touch: in text they are pieces of a word, in a masthead names.
    """
    return _joined(_Walk(region, furniture, apart=apart, kinds=kinds).blocks)


def located(region: etree._Element, furniture: Furniture) -> list[tuple[etree._Element, Block]]:
    """Return blocks with the element that holds each, dropped ones left out; lone datelines are left alone."""
    walk = _Walk(region, furniture, kinds=frozenset())
    return list(zip(walk.holders, walk.blocks, strict=True))


def _joined(blocks: list[Block]) -> list[Block]:
    """Give a dateline that stands alone to the paragraph it belongs to."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last
            and last.text.endswith(DASHES)
            and not last.furniture
            and not block.furniture
            and STUB.match(last.text)
            and len(last.text.split()) <= 8
        ):
            shift = len(last.text) + 1
            links = tuple([Link(start + shift, end + shift, href) for start, end, href in block.links])
            text = f"{last.text} {block.text}"
            joined[-1] = block._replace(text=text, links=last.links + links, strong=False)
        else:
            joined.append(block)
    return joined


class _Walk:
    """One pass over a region; never recursive, since pages nest thousands of elements."""

    def __init__(
        self,
        region: etree._Element,
        furniture: Furniture,
        *,
        apart: bool = False,
        kinds: frozenset[SpanKind] | None = None,
    ) -> None:
        self.blocks: list[Block] = []
        self.holders: list[etree._Element] = []
        self._furniture = furniture
        self._apart = apart
        self._kinds = kinds
        self._stack: list[tuple[etree._Element, Looks]] = [(region, attributes(region))]
        self._open: list[Shape] = []
        self._hrefs: list[str] = []
        self._bold = self._slant = 0
        self._image = False
        self._breaks = 0
        self._soft = False
        self._pending: list[Block] = []
        self._begin()
        self._run(region)
        self._flush()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._length = self._bold_length = self._slant_length = 0
        self._links: list[Link] = []
        self._link_start = 0

    def _run(self, region: etree._Element) -> None:
        walk = etree.iterwalk(region, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                tag = element.tag
                looks = attributes(element)
                if element is region or not self._drops(element, tag, looks):
                    self._begin_element(element, tag, looks)
                    if text := element.text:
                        self._text(text)
                else:
                    skipped = element
                    walk.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self._end_element(self._open.pop())
            if (tail := element.tail) and element is not region:
                self._text(tail)

    def _drops(self, element: etree._Element, tag: object, looks: Looks) -> bool:
        if not isinstance(tag, str) or tag in SILENT:
            return True
        drop = self._furniture.of(element, tag, looks)
        if drop is None:
            return False
        inline = tag not in BLOCKS
        if drop.kind in PICTURED:
            self._image = self._image or next(element.iterdescendants("img"), None) is not None
        text = printed(element, LONGEST_SPAN) if self._kinds is None or drop.kind in self._kinds else ""
        if not inline:
            self._flush()
            self._soft = True
        if text:
            block = Block(text, tag, furniture=drop, holder=element)
            if inline and self._parts:
                self._pending.append(block)
            else:
                self._add(block)
        return True

    def _begin_element(self, element: etree._Element, tag: str, looks: Looks) -> None:
        shape = shape_of(element, tag, looks)
        self._open.append(shape)
        if shape.block:
            if shape.breaks:
                self._break()
            elif self._parts:
                self._text(" ")
            self._stack.append((element, looks))
        elif tag == "br":
            self._flush()
            self._breaks += 1
        elif self._apart and tag in TOUCHING and self._parts and self._is_apart(element):
            self._text(" | ")
        elif tag in IMAGES:
            if not self._parts:
                self._image = True
        elif shape.link:
            self._hrefs.append(looks.get("href") or "")
            self._link_start = self._length
        self._bold += shape.strong
        self._slant += shape.small

    def _is_apart(self, element: etree._Element) -> bool:
        """Tell whether an inline element touches what stands before it, or is one of several and nothing else."""
        if self._parts[-1][-1:].isalnum():
            return True
        around = element.getparent()
        return (
            around is not None
            and element.getprevious() is not None
            and not (around.text or "").strip()
            and all(child.tag in TOUCHING and not (child.tail or "").strip() for child in around)
        )

    def _end_element(self, shape: Shape) -> None:
        self._bold -= shape.strong
        self._slant -= shape.small
        if shape.block:
            if shape.breaks:
                self._break()
            self._stack.pop()
        elif shape.link:
            self._end_link()
            self._hrefs.pop()
            self._link_start = self._length

    def _break(self) -> None:
        if self._parts or self._pending:
            self._flush()
        self._breaks = 2
        self._soft = False

    def _text(self, raw: str) -> None:
        if raw.isspace():
            if not self._parts:
                return
            text = " "
        else:
            text = fold(raw)
        if not self._parts or self._parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        self._parts.append(text)
        self._length += len(text)
        if self._bold:
            self._bold_length += len(text)
        if self._slant:
            self._slant_length += len(text)

    def _end_link(self) -> None:
        if self._length > self._link_start:
            self._links.append(Link(self._link_start, self._length, self._hrefs[-1]))

    def _flush(self) -> None:
        """End the line: what was gathered becomes a block."""
        if not self._parts and not self._pending:
            return
        if self._hrefs:
            self._end_link()
        text = "".join(self._parts).rstrip(" ")
        if text:
            self._add(self._block(text))
            self._breaks = 0
            self._soft = self._image = False
        for block in self._pending:
            self._add(block)
        self._pending = []
        self._begin()

    def _add(self, block: Block) -> None:
        if len(self.blocks) >= MOST_LINES:
            raise BadPayload(f"more than {MOST_LINES:,} lines")
        self.blocks.append(block)
        self.holders.append(self._stack[-1][0])

    def _block(self, text: str) -> Block:
        holder, looks = self._stack[-1]
        size = len(text)
        links = [
            link if link.end <= size else Link(link.start, size, link.href) for link in self._links if link.start < size
        ]
        return Block(
            text=text,
            tag=str(holder.tag),
            names=f"{looks.get('class') or ''} {looks.get('id') or ''}".strip() if looks else "",
            links=tuple(links),
            strong=self._bold_length >= self._length - 2,
            small=self._slant_length >= self._length - 2,
            glued=(self._breaks == 1 or (self._breaks == 0 and self._soft)) and self._is_glued(text),
            after_image=self._image,
            holder=holder,
        )

    def _is_glued(self, text: str) -> bool:
        """One line break inside a sentence is layout; after a full stop, or before an item, it is a new paragraph."""
        last = next((block for block in reversed(self.blocks) if not block.furniture), None)
        if last is None or is_ended(last.text) or ITEM.match(text):
            return False
        return self._breaks == 1 or text[0].islower()
