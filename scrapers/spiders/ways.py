"""The ways into a site that one of its pages shows: its search box, its feeds, its sections."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from lxml.html import HtmlElement

from pipeline.pages.markup import text_of
from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.words import WORDS

FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
TYPED: Final = frozenset({"", "text", "search"})
NAME_WORDS: Final = 4
"""Words in the name of a section, a tag or an index; what is longer is a headline."""
DEEPEST_SECTION: Final = 4
"""Segments of a section's path: /index.php/berita/kategori/politik has four."""
TYPED_INTO_PATH: Final = re.compile(r"""["'](?P<path>(?:https?:/)?/[^"'\s]*[/=])["']\s*\+""")
"""`location.href='/search/'+this.q.value`: a script that puts the words into an address."""
DAY: Final = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<by>[-/.]|%2F|)(?P<m>\d\d?)(?P=by)(?P<d>\d\d?)(?!\d)")
DAY_FIRST: Final = re.compile(r"(?<!\d)(?P<d>\d\d?)(?P<by>[-/.]|%2F)(?P<m>\d\d?)(?P=by)(?P<y>20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """A form that sends words in an address."""

    action: str
    name: str
    """Of the field that is typed into."""
    hidden: tuple[tuple[str, str], ...] = ()
    in_path: bool = False
    """The words stand at the end of the action itself."""

    def url(self, words: str) -> str:
        """Return the address that the form leads to for `words`."""
        if self.in_path:
            return self.action + quote(words)
        return f"{self.action.partition('?')[0]}?{urlencode([*self.hidden, (self.name, words)])}"


def search_box(tree: HtmlElement, url: str) -> SearchBox | None:
    """Return the page's search box; None where it has none that works without scripts."""
    base = base_of(tree, url)
    for form in tree.iter("form"):
        if (written := TYPED_INTO_PATH.search(form.get("onsubmit", ""))) is not None:
            action = joined(base, written["path"])
            if action:
                return SearchBox(action=action, name="", in_path=True)
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


def named_links(tree: HtmlElement, url: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the links that have a name and no headline, with their names as slugs: what they say, what they end in.

    `Politik dan Hukum` behind /rubrik/politik-hukum.html has the names politik-dan-hukum and politik-hukum.
    """
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target, text = joined(base, link.get("href", "")), text_of(link)
        parts = urlsplit((target or "").partition("#")[0])
        segments = [segment for segment in parts.path.lower().split("/") if segment]
        if parts.scheme not in {"http", "https"} or len(text.split()) > NAME_WORDS or len(segments) > DEEPEST_SECTION:
            continue
        values = [value for _, value in parse_qsl(parts.query)]
        named = [text, *(re.sub(r"\.\w{2,5}$", "", segment) for segment in segments[-1:]), *values]
        names = frozenset(filter(None, map(_slug, named)))
        if names and target:
            yield parts.geturl(), names


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def day_patterns(tree: HtmlElement, url: str) -> Iterator[Callable[[date], str]]:
    """Yield what makes the address of a day's list, for each link with a whole date in its address."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = joined(base, link.get("href", "")) or ""
        found = DAY.search(target) or DAY_FIRST.search(target)
        if found and len(text_of(link).split()) <= NAME_WORDS:
            yield partial(_on_day, target, found)


def _on_day(target: str, found: re.Match[str], day: date) -> str:
    """Return `target` with another day in place of `found`, written with as many digits."""
    written = {"y": str(day.year), "m": str(day.month), "d": str(day.day)}
    padded = found["m"].startswith("0") or found["d"].startswith("0") or len(found["m"] + found["d"]) == 4
    text = found[0]
    for name in sorted("ymd", key=found.start, reverse=True):
        start, end = found.start(name) - found.start(), found.end(name) - found.start()
        text = text[:start] + (written[name].zfill(2) if padded else written[name]) + text[end:]
    return target[: found.start()] + text + target[found.end() :]
