"""Portals whose page a script draws from its own data, as jawapos.com since 2026: `__NEXT_DATA__` is read first."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from lxml.html import HtmlElement, fragment_fromstring

from pipeline.pages.base import Page
from pipeline.pages.blocks import Block
from pipeline.pages.markup import Markup

TEXTS: Final = ("content", "body", "articleBody", "description", "html", "text")
TITLES: Final = ("title", "headline", "name")
DATES: Final = ("published_at", "publishedAt", "publish_date", "date", "datePublished", "created_at")
CHANGES: Final = ("updated_at", "updatedAt", "modified_at", "modifiedAt", "dateModified", "last_modified")
SHORTEST: Final = 300
"""Characters of HTML; a shorter text beside a title is an excerpt."""
DEEPEST: Final = 12


class NextPage(Page):
    """The article is the deepest node of the page's data with a title and a long text in HTML."""

    name = "nextjs"

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        data = _data(markup)
        return '"pageProps"' in data and bool(_article(data))

    @cached_property
    def data(self) -> Mapping[str, object]:
        return _article(_data(self.markup))

    @cached_property
    def headline(self) -> str | None:
        return (
            next((" ".join(str(self.data[key]).split()) for key in TITLES if isinstance(self.data.get(key), str)), None)
            or super().headline
        )

    @cached_property
    def found(self) -> tuple[HtmlElement, ...]:
        text = max((str(self.data[key]) for key in TEXTS if isinstance(self.data.get(key), str)), key=len)
        return (fragment_fromstring(text, create_parent="div"),)

    @cached_property
    def masthead(self) -> tuple[Block, ...]:
        said = (self.data.get(key) for key in DATES)
        changed = (self.data.get(key) for key in CHANGES)
        return (
            *(Block(text=value) for value in said if isinstance(value, str)),
            *(Block(text=f"Diperbarui: {value}") for value in changed if isinstance(value, str)),
            *super().masthead,
        )


def _data(markup: Markup) -> str:
    return next((script.text for script in markup.scripts if script.id == "__NEXT_DATA__"), "")


def _article(text: str) -> Mapping[str, object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found = list(_nodes(data, DEEPEST))
    return max(
        found, key=lambda node: max(len(str(node[key])) for key in TEXTS if isinstance(node.get(key), str)), default={}
    )


def _nodes(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(data, dict):
        texts = [
            value
            for key in TEXTS
            if isinstance(value := data.get(key), str) and len(value) >= SHORTEST and "<p" in value
        ]
        if texts and any(isinstance(data.get(key), str) for key in TITLES):
            yield data
        for value in data.values():
            yield from _nodes(value, depth - 1)
    elif isinstance(data, list):
        for value in data[:50]:
            yield from _nodes(value, depth - 1)
