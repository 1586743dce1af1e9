"""Bodies that a page keeps in its scripts, as HTML in a string: Nuxt, Next, any state that a script draws from.

Whatever the framework, the text is a string literal of JSON with paragraphs in it, wherever in the state it stands.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from pipeline.pages.markup import Markup

LITERAL: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.S)
SHORTEST: Final = 300
"""Characters of a string literal; shorter ones are excerpts."""
PARAGRAPH: Final = re.compile(r"<(?:p|br|div)\b[^<>]*>", re.I)
MARKS: Final = ("<p", "<br", "<div", "u003cp", "u003cbr", "u003cdiv", "u003Cp", "u003Cbr", "u003Cdiv")
LEAST: Final = 2
"""Paragraphs, or breaks between them."""
NESTED: Final = 3
"""How often a string can stand in a string."""
LONGEST: Final = 4_000_000
"""Characters of the scripts of a page that are searched."""


def bodies(markup: Markup) -> Iterator[HtmlElement]:
    """Yield what the scripts of a page hold as HTML, the longest first."""
    texts = [script.text for script in markup.scripts if not script.is_linked_data and script.text]
    if sum(map(len, texts)) > LONGEST:
        return
    found = {text for script in texts for text in _texts(script, NESTED)}
    for text in sorted(found, key=len, reverse=True)[:3]:
        try:
            yield fragment_fromstring(text, create_parent="div")
        except (etree.LxmlError, ValueError):
            continue


def _texts(script: str, depth: int) -> Iterator[str]:
    if depth == 0 or not any(mark in script for mark in MARKS):
        return
    for match in LITERAL.finditer(script):
        if len(match[1]) < SHORTEST:
            continue
        try:
            text = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:
            continue
        if isinstance(text, str) and not text.lstrip().startswith(("{", "[")) and _is_body(text):
            yield text
        elif isinstance(text, str):
            yield from _texts(text, depth - 1)


def _is_body(text: str) -> bool:
    return len(PARAGRAPH.findall(text)) >= LEAST and '":' not in text[:400]
