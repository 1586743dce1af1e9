"""The ways into a site that one of its pages shows: its search box, its feeds, its sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.words import WORDS

FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
TYPED: Final = frozenset({"", "text", "search"})
DEEPEST_SECTION: Final = 2
"""Segments of a section's path: /kategori/politik has two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """A form that sends words in an address."""

    action: str
    name: str
    """Of the field that is typed into."""
    hidden: tuple[tuple[str, str], ...] = ()

    def url(self, words: str) -> str:
        """Return the address that the form leads to for `words`."""
        return f"{self.action.partition('?')[0]}?{urlencode([*self.hidden, (self.name, words)])}"


def search_box(tree: HtmlElement, url: str) -> SearchBox | None:
    """Return the page's search box; None where it has none that works without scripts."""
    base = base_of(tree, url)
    for form in tree.iter("form"):
        fields = [e for e in form.iter("input") if e.get("name")]
        typed = [e for e in fields if e.get("type", "").lower() in TYPED]
        secret = any(e.get("type", "").lower() in {"password", "email", "file"} for e in fields)
        if form.get("method", "get").lower() != "get" or len(typed) != 1 or secret:
            continue
        name, action = typed[0].get("name", ""), joined(base, form.get("action") or urlsplit(url).path or "/")
        said = typed[0].get("type", "").lower() == "search" or form.get("role") == "search"
        if action and urlsplit(action).scheme in {"http", "https"} and (said or name.lower() in WORDS.search_names):
            hidden = tuple((e.get("name", ""), e.get("value", "")) for e in fields if e.get("type", "") == "hidden")
            return SearchBox(action=action, name=name, hidden=hidden)
    return None


def feeds(tree: HtmlElement, url: str) -> Iterator[str]:
    """Yield the addresses of the feeds that a page announces; those of comments are left out."""
    base = base_of(tree, url)
    for link in tree.iter("link"):
        if "alternate" in link.get("rel", "").lower().split() and link.get("type", "").lower() in FEEDS:
            target = joined(base, link.get("href", ""))
            if target and "/comments/" not in target:
                yield target


def sections(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """Yield address and slug of what may be sections: short paths with one word at their end."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = joined(base, link.get("href", ""))
        parts = urlsplit(target or "")
        segments = [segment for segment in parts.path.lower().split("/") if segment]
        if target and parts.scheme in {"http", "https"} and 1 <= len(segments) <= DEEPEST_SECTION and not parts.query:
            yield urljoin(target, parts.path), segments[-1]
