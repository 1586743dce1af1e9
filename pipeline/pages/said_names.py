"""Whom a page's head names as its author: meta tags and JSON-LD, which no reader sees and a CMS fills by itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import CreditRole
from pipeline.pages import linked_data
from pipeline.pages.between import hooked_names
from pipeline.pages.markup import Markup, shown
from pipeline.pages.names import PARTICLES, alternatives
from pipeline.pages.script_names import script_names

OWN_META: Final = re.compile(r"(?:^|[_:.-])(?:content|news|article|post|berita)[_:.-](?P<role>author|reporter|editor)$")
"""`content_author` (kompas, Promedia), `jpnncom_news_editor`: a newsroom's own field, filled for each story."""

META_ROLES: Final[Mapping[str, CreditRole]] = {"author": "reporter", "reporter": "reporter", "editor": "editor"}
COMMON_METAS: Final = ("author", "dc.creator", "parsely-author", "sailthru.author")
"""Often the owner of the site or the maker of its theme: they can only confirm a name that is printed."""

WRITTEN_BY: Final = frozenset({"ditulis oleh", "written by", "penulis"})
"""Labels of `twitter:data1`, which SEO plugins of WordPress write for each story."""

AUTHOR_LINK: Final = re.compile(r"/(?:author|penulis|reporter|wartawan|editor)/")
STATE_AUTHOR: Final = re.compile(
    r'"(?:author|reporter|penulis|writer)"\s*:\s*(?:\{[^{}]{0,200}?"name"\s*:\s*)?"([^"\\]{2,60})"'
)
MOST_LINKS: Final = 20

WORD: Final = r"[^\W\d_a-z](?:[^\W\d_]|['’.](?=[^\W\d_]))*[.'’]?"
PERSON: Final = re.compile(
    rf"{WORD}(?:[ -](?:{WORD}|(?:{alternatives(PARTICLES)})\.?(?= ))){{0,5}}"
    r"(?:, [\w.]{2,8}\.?(?: [\w.]{2,8}\.?)?){0,2}"
)
"""A name as people write it: words with capitals, which an account such as `admin2` has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Names of the head."""

    names: tuple[tuple[CreditRole, str], ...]
    """Whose role counts where no reader of the page sees another name for it: one a role, the surest."""
    state: Iterator[tuple[CreditRole, str]]
    """The same of its scripts, asked only where neither print nor head says."""
    hints: Iterator[str]
    """Which only confirm a name that is printed without a label: of common metas, author links, a script's data."""


def said_names(markup: Markup, *, own_names: frozenset[str], author_is_writer: bool) -> Said:
    """Return whom the head names; never one made of `own_names`, the words of the outlet's name in lower case.

    `author_is_writer` says that the author in JSON-LD is whoever wrote the text, not who put it online.
    """
    found = [pair for pair in _metas(markup) if _is_person(pair[1], own_names)]
    if author_is_writer and not found:
        found = [("reporter", name) for name in _authors(markup) if _is_person(name, own_names)]
    found += [(role, name) for role, name in hooked_names(markup) if _is_person(name, own_names)]
    found += [("editor", name) for name in _people(markup, "editor") if _is_person(name, own_names)]
    surest = dict(reversed(found))
    return Said(
        names=tuple(surest.items()),
        state=(
            (role, name)
            for role, name in script_names(markup)
            if (author_is_writer or role != "reporter") and _is_person(name, own_names)
        ),
        hints=(name for name in _hints(markup) if _is_person(name, own_names)),
    )


def _hints(markup: Markup) -> Iterator[str]:
    """Yield them one by one: most pages print the name, and nobody asks."""
    yield from (markup.metas[name] for name in COMMON_METAS if name in markup.metas)
    yield from (shown(link) for link in islice(_author_links(markup), MOST_LINKS))
    states = (script.text for script in markup.scripts if script.type == "application/json")
    for state in states:
        yield from (match[1] for match in islice(STATE_AUTHOR.finditer(state), MOST_LINKS))


def _author_links(markup: Markup) -> Iterator[HtmlElement]:
    return (link for href, link in markup.anchors if AUTHOR_LINK.search(href) or link.get("rel") == "author")


def _metas(markup: Markup) -> Iterator[tuple[CreditRole, str]]:
    for name, text in markup.metas.items():
        if match := OWN_META.search(name):
            yield META_ROLES[match["role"]], text.strip()


def _authors(markup: Markup) -> Iterator[str]:
    """Yield the people among the authors of JSON-LD, then whom an SEO plugin names."""
    yield from _people(markup, "author")
    if markup.metas.get("twitter:label1", "").lower() in WRITTEN_BY:
        yield markup.metas.get("twitter:data1", "").strip()


def _people(markup: Markup, key: str) -> Iterator[str]:
    """Yield the names of people under a key of the article's JSON-LD, there or in a node of their own."""
    value = markup.article_data.get(key)
    for said in value if isinstance(value, list) else [value]:
        elsewhere = isinstance(said, dict) and "name" not in said and said.get("@id")
        node = _node(markup, elsewhere) if isinstance(elsewhere, str) else said
        if isinstance(node, dict) and node.get("@type") != "Organization" and isinstance(node.get("name"), str):
            yield node["name"].strip()
        elif isinstance(node, str):
            yield node.strip()


def _node(markup: Markup, identity: str) -> object:
    nodes = (node for _, data in markup.linked_data for node in linked_data.nodes(data))
    return next((node for node in nodes if node.get("@id") == identity), None)


def _is_person(name: str, own_names: frozenset[str]) -> bool:
    return bool(PERSON.fullmatch(name)) and not set(name.lower().split()) <= own_names
