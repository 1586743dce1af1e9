"""What trafilatura makes of a page: a second opinion on each block, and on where an unknown page has its text."""

import logging
from collections.abc import Sequence
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from pipeline.pages.blocks import Block
from pipeline.pages.prose import bare

DEEPEST: Final = 200
"""Levels; trafilatura recurses, and a page of unclosed tags nests two thousand."""
MOST_ELEMENTS: Final = 20_000

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # it warns about every short text; ours are short on purpose


def _body(tree: HtmlElement) -> etree._Element | None:
    """Return the text that trafilatura finds; nothing is thrown away that a later rule could judge."""
    from trafilatura import bare_extraction  # noqa: PLC0415 a third of the readers' start, and few pages need it
    from trafilatura.settings import Document, Extractor  # noqa: PLC0415

    options = Extractor(output_format="python", fast=True, recall=True, comments=False, tables=True, dedup=False)
    document = bare_extraction(tree, options=options)
    return document.body if isinstance(document, Document) else None


def keeps(blocks: Sequence[Block]) -> list[bool]:
    """Tell for each block whether trafilatura takes it for content, judged on a tree of nothing but these blocks."""
    root = document_fromstring("<html><body><article></article></body></html>")
    article = root[0][0]
    items = None
    for block in blocks:
        if block.tag != "li":
            items = None
        elif items is None:
            items = etree.SubElement(article, "ul")
        (article if items is None else items).append(_element(block))
    text = bare(_text(root))
    return [bare(block.text) in text for block in blocks]


def _element(block: Block) -> etree._Element:
    element = etree.Element(block.tag if block.tag in {"p", "li", "h2", "h3", "h4", "blockquote"} else "p")
    if block.names and len(block.names) < 200:
        element.set("class", block.names)
    at, last = 0, None
    for link in block.links:
        before = block.text[at : link.start]
        if last is None:
            element.text = before
        else:
            last.tail = before
        last = etree.SubElement(element, "a", href=link.href[:200])
        last.text = block.text[link.start : link.end]
        at = link.end
    if last is None:
        element.text = block.text
    else:
        last.tail = block.text[at:]
    return element


def _text(tree: HtmlElement) -> str:
    body = _body(tree)
    return "" if body is None else " ".join(map(str, body.itertext()))


def passages(tree: HtmlElement) -> list[str]:
    """Return the paragraphs that trafilatura finds in a whole page; none where the page would hold it up."""
    if _is_hostile(tree):
        return []
    body = _body(tree)
    if body is None:
        return []
    return [
        text
        for part in body.iter("p", "item", "quote", "head")
        if (text := " ".join("".join(map(str, part.itertext())).split()))
    ]


def _is_hostile(tree: HtmlElement) -> bool:
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > MOST_ELEMENTS:
            return True
    return False
