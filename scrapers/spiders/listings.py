"""What a listing lists, whatever it is made of: HTML, RSS, Atom, a sitemap, WordPress REST, Blogger JSON.

Pure functions over bytes and trees; which listing to ask for, and what of it, is the spiders' part.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from pipeline.decode import LARGEST
from pipeline.errors import ArchiveError
from scrapers.spiders import data, days
from scrapers.spiders.data import plain
from scrapers.spiders.days import Days
from scrapers.spiders.words import WORDS

Kind = Literal["html", "feed", "sitemap", "rest", "blogger", "data"]
"""`data` is JSON in a form of the site's own (data.py)."""

ATOM: Final = "{http://www.w3.org/2005/Atom}"
ROOT: Final = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|urlset|sitemapindex|html|!doctype\s+html|head|body)\b", re.I)
XML_ROOTS: Final = frozenset({b"rss", b"feed", b"rdf", b"urlset", b"sitemapindex"})
DATES: Final = ("pubDate", "published", "date", "publication_date", "issued", "updated")
"""Local names of a feed's dates, best first."""


class NotAListing(ArchiveError):
    """Raised when an answer is none of the listings that we read: an error in JSON, a broken feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One link of a listing, as it stands there."""

    url: str
    headline: str = ""
    days: Days | None = None
    text: str = ""
    """What the listing carries of the article itself; feeds often carry all of it."""
    around: bool = False
    """Stands in the furniture around the list: a sidebar, a menu."""
    post: bool = False
    """The listing lists nothing but articles, so the shape of the address need not say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a listing."""

    kind: Kind
    entries: tuple[Listed, ...] = ()
    inside: tuple[Listed, ...] = ()
    """Further listings that this one lists: the sitemaps of an index."""
    next: str | None = None
    """Address of the next page, where this one links it."""
    more: str | None = None
    """Address from which a script loads what follows."""
    total: int | None = None
    """Entries on all pages together, where the listing says so."""
    held: bool = False
    """Its entries stand in JSON for the page's own scripts; links to further pages do not stand there at all."""
    part: data.Part | None = None
    """Of `data`: what it holds, before anybody knows what its addresses are relative to."""


def structured(body: bytes, *, zone: str) -> Listing | None:
    """Read JSON or XML; None for what is neither, which is HTML as often as not. Raises NotAListing."""
    body = _unpacked(body)
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")  # a feed may follow a blank line
    if start[:1] in {b"{", b"["}:
        return _json(body, zone=zone)
    if (lines := start.split()) and all(line.startswith((b"http://", b"https://")) for line in lines):
        return Listing(kind="sitemap", entries=tuple(Listed(url=line) for line in body.decode("latin-1").split()))
    root = ROOT.search(start)
    if root is None or root[1].lower() not in XML_ROOTS:
        return None
    at = body.find(root[0])  # a warning of PHP may stand before it
    declared = body.rfind(b"<?xml", 0, at)
    return _xml(body[declared if declared >= 0 else at :], zone=zone)


def _unpacked(body: bytes) -> bytes:
    """Return what a packed file holds, as sitemap.xml.gz is served: cut off where it is larger than we read."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, LARGEST)
    except zlib.error as error:
        raise NotAListing(f"a packed file that cannot be unpacked: {error}") from error


def _json(body: bytes, *, zone: str) -> Listing:
    try:
        tree = json.loads(body)
    except ValueError as error:
        raise NotAListing(f"no JSON: {error}") from error
    match tree:
        case list() if entries := tuple(_rest(tree, zone=zone)):
            return Listing(kind="rest", entries=entries)
        case []:
            return Listing(kind="rest")
        case {"feed": {} as feed}:
            entries, total = tuple(_blogger(feed, zone=zone)), _number(feed, "openSearch$totalResults")
            return Listing(kind="blogger", entries=entries, total=total)
    part = data.read(tree, zone=zone)
    if part.items or part.fragment or not _at(tree, "code") + _at(tree, "error"):
        return Listing(kind="data", part=part)
    raise NotAListing(f"JSON of no known form: {_at(tree, 'code') or _at(tree, 'error') or type(tree).__name__}")


def _rest(posts: Sequence[object], *, zone: str) -> Iterator[Listed]:
    """Read WordPress posts; `date` is the outlet's own time, without offset."""
    for post in posts:
        link = _at(post, "link")
        if link:
            text = f"{_at(post, 'excerpt', 'rendered')} {_at(post, 'content', 'rendered')}"
            yield Listed(
                url=link, headline=plain(_at(post, "title", "rendered")), days=days.of_stamp(_at(post, "date"), zone),
                text=plain(text), post=True,
            )  # fmt: skip


def _blogger(feed: Mapping[str, object], *, zone: str) -> Iterator[Listed]:
    """Read Blogger's Atom in JSON, where `$t` holds the text of an element."""
    entries = feed.get("entry")
    for entry in entries if isinstance(entries, list) else []:
        links = entry.get("link") if isinstance(entry, dict) else None
        for link in links if isinstance(links, list) else []:
            if _at(link, "rel") == "alternate" and _at(link, "href"):
                text = f"{_at(entry, 'content', '$t')} {_at(entry, 'summary', '$t')}"
                yield Listed(
                    url=_at(link, "href"), headline=plain(_at(entry, "title", "$t")),
                    days=days.of_stamp(_at(entry, "published", "$t"), zone), text=plain(text), post=True,
                )  # fmt: skip


def _at(tree: object, *path: str) -> str:
    """Return the text at `path` below a JSON object; an empty one where there is none."""
    for name in path:
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree if isinstance(tree, str) else ""


def _number(feed: Mapping[str, object], name: str) -> int | None:
    text = _at(feed, name, "$t")
    return int(text) if text.isdecimal() else None


def _xml(body: bytes, *, zone: str) -> Listing:
    # recover: one unescaped & in a headline must not hide the other items
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAListing(f"no XML: {error}") from error
    if root is None:
        raise NotAListing("no XML")
    match _name(root):
        case "urlset":
            return Listing(kind="sitemap", entries=tuple(_sitemap(root, zone=zone)))
        case "sitemapindex":
            return Listing(kind="sitemap", inside=tuple(_sitemap(root, zone=zone)))
        case "rss" | "rdf" | "feed":
            return Listing(kind="feed", entries=tuple(_feed(root, zone=zone)))
    raise NotAListing(f"XML of no known form: {_name(root)}")


def _sitemap(root: etree._Element, *, zone: str) -> Iterator[Listed]:
    """Read the addresses of a sitemap or of an index of them; lastmod only says when an article changed last."""
    for item in root:
        fields = _texts(item)
        if not fields.get("loc"):
            continue
        exact = days.of_stamp(fields.get("publication_date", ""), zone)
        changed = days.of_stamp(fields.get("lastmod", ""), zone)
        yield Listed(
            url=fields["loc"], headline=fields.get("title", ""),
            days=exact or (Days.until(changed.last) if changed else None),
        )  # fmt: skip


def _feed(root: etree._Element, *, zone: str) -> Iterator[Listed]:
    """Read RSS 2.0, RSS 1.0 and Atom."""
    for item in root.iter():
        if _name(item) not in {"item", "entry"}:
            continue
        fields = _texts(item)
        links = [e.get("href", "") for e in item.iter(f"{ATOM}link") if e.get("rel", "alternate") == "alternate"]
        url = fields.get("origLink") or fields.get("link") or (links[0] if links else "") or fields.get("guid", "")
        if not url:
            continue
        stamps = (days.of_stamp(fields[name], zone) for name in DATES if fields.get(name))
        text = " ".join(fields.get(name, "") for name in ("encoded", "content", "description", "summary"))
        yield Listed(
            url=url, headline=plain(fields.get("title", "")), days=next(filter(None, stamps), None), text=plain(text),
            post=True,
        )  # fmt: skip


def _texts(item: etree._Element) -> dict[str, str]:
    """Return the texts of the elements below by local name; the first of each name counts."""
    found: dict[str, str] = {}
    for element in item.iterdescendants():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            found.setdefault(_name(element), element.text.strip())
    return found


def _name(element: etree._Element) -> str:
    tag = element.tag
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return "rdf" if name == "RDF" else name


def holds_articles(sitemap: str) -> bool:
    """Tell from a sitemap's file name whether articles stand in it: `post-sitemap2.xml` yes, `page-sitemap.xml` no."""
    parts = set(re.split(r"[^a-z]+", sitemap.rpartition("/")[2].partition("?")[0].lower()))
    return not parts & WORDS.sitemaps_without_articles
