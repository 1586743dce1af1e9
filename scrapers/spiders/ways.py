"""The ways into a site that one of its pages shows: its search box, its feeds, its sections."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from lxml.html import HtmlElement

from pipeline.pages.markup import text_of
from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.words import WORDS

FEEDS: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
FEED_PATH: Final = re.compile(r"(?:^|/)(?:rss|feed|atom)\b(?!s?/?$)[^?]*|\.(?:rss|xml|rdf|atom)$", re.I)
"""/rss/politik.xml, /politik/feed.xml; not /rss itself, which may be a page that names them."""
SITEMAP: Final = re.compile(r"sitemap|peta", re.I)
SEARCHES: Final = re.compile(r"search|cari|telusur", re.I)
OTHER_FILE: Final = re.compile(r"\.(?!html?$|php$|aspx?$|jsp$)[a-z][a-z0-9]{1,4}$|/e-?paper\b", re.I)
"""A day's printed edition is no list."""
TYPED: Final = frozenset({"", "text", "search"})
NAME_WORDS: Final = 4
"""Words in the name of a section, a tag or an index; what is longer is a headline."""
LONGEST_TAG: Final = 20
"""Words in the name of a tag whose address says that it is one."""
TAG_SEGMENTS: Final = frozenset({"tag", "tags", "listtag", "label", "topic", "topics", "topik"})
TAGGED: Final = re.compile(r"\s*#?\s*(?:tags?|topik|label|kata kunci)(?: terkait)?\s*:", re.I)
TAG_HEADING: Final = re.compile(r"(?:topik|tags?|trending topi[ck]s?)\b", re.I)
TAG_DEPTH: Final = 3
DEEPEST_SECTION: Final = 4
"""Segments of a section's path: /index.php/berita/kategori/politik has four."""
TYPED_INTO_PATH: Final = re.compile(r"""["'](?P<path>(?:https?:/)?/[^"'\s]*[/=])["']\s*\+""")
"""`location.href='/search/'+this.q.value`: a script that puts the words into an address."""
MONTH: Final = re.compile(r"(?:/[\w-]+)?/(?P<month>20\d\d/(?:0[1-9]|1[0-2]))(?:/|\.html)?")
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
        said = typed[0].get("type", "").lower() == "search" or form.get("role") == "search" or _says_search(form)
        if action and urlsplit(action).scheme in {"http", "https"} and (said or name.lower() in WORDS.search_names):
            hidden = tuple((e.get("name", ""), e.get("value", "")) for e in fields if e.get("type", "") == "hidden")
            hidden += tuple((e.get("name", ""), _chosen(e)) for e in form.iter("select") if e.get("name"))
            return SearchBox(action=action, name=name, hidden=hidden)
    return None


def _says_search(form: HtmlElement) -> bool:
    """Tell whether a form says by its address, its names, its field's hint or its button that it searches."""
    told = [form.get(name, "") for name in ("action", "class", "id", "name")]
    told += [e.get(name, "") for e in form.iter("input", "button") for name in ("placeholder", "id", "value", "title")]
    told += [text_of(button) for button in form.iter("button")]
    return any(SEARCHES.search(text) for text in told)


def feeds(tree: HtmlElement, url: str) -> Iterator[str]:
    """Yield the addresses of the feeds that a page announces; those of comments are left out."""
    base = base_of(tree, url)
    for link in tree.iter("link"):
        if "alternate" in link.get("rel", "").lower().split() and link.get("type", "").lower() in FEEDS:
            target = joined(base, link.get("href", ""))
            if target and "/comments/" not in target:
                yield target


def linked_feeds(tree: HtmlElement, url: str) -> Iterator[str]:
    """Yield the addresses on a page whose path is a feed's, as on a page that lists a feed for each section."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = joined(base, link.get("href", "")) or ""
        path = urlsplit(target.partition("#")[0]).path
        if FEED_PATH.search(path) and "/comments/" not in path and not SITEMAP.search(path):
            yield target.partition("#")[0]


def frames(tree: HtmlElement, url: str) -> Iterator[str]:
    """Yield what a page shows in frames."""
    base = base_of(tree, url)
    for frame in tree.iter("frame", "iframe"):
        target = joined(base, frame.get("src", ""))
        if target and frame.get("src", "").strip():
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
        longest = LONGEST_TAG if not TAG_SEGMENTS.isdisjoint(segments[:-1]) else NAME_WORDS
        if parts.scheme not in {"http", "https"} or len(text.split()) > longest or len(segments) > DEEPEST_SECTION:
            continue
        names = names_of(parts.geturl()) | frozenset(filter(None, [_slug(text)]))
        if names and target:
            yield parts.geturl(), names


def names_of(url: str) -> frozenset[str]:
    """Return what an address ends in, and the values that it asks with, as slugs."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    named = [re.sub(r"\.\w{2,5}$", "", segment) for segment in segments[-1:]]
    return frozenset(filter(None, map(_slug, [*named, *(value for _, value in parse_qsl(parts.query))])))


def tag_links(tree: HtmlElement, url: str, *, all_links: bool = False) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the links that a page calls tags, with their names as slugs: by rel, by a class, by `Tag:` before them."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target, text = (joined(base, link.get("href", "")) or "").partition("#")[0], text_of(link)
        if not target.startswith("http") or not text or len(text.split()) > LONGEST_TAG:
            continue
        if all_links or "tag" in link.get("rel", "").lower().split() or _among_tags(link):
            yield target, frozenset(filter(None, (_slug(text), _slug(urlsplit(target).path.rpartition("/")[2]))))


def tag_places(tree: HtmlElement, url: str) -> Iterator[str]:
    """Yield what stands before the slug in the addresses of tags that a page shows."""
    for target, names in tag_links(tree, url):
        before, _, last = target.rstrip("/").rpartition("/")
        if last in names and "?" not in target and urlsplit(before).path.strip("/"):
            yield before + "/"


def month_patterns(tree: HtmlElement, url: str) -> Iterator[Callable[[date], str]]:
    """Yield what makes the address of a month's list: of links to /2024/10/ or /2024/10.html."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = (joined(base, link.get("href", "")) or "").partition("#")[0]
        found = MONTH.fullmatch(urlsplit(target).path)
        if found is not None and not urlsplit(target).query:
            at = target.index(found["month"])
            before, behind = target[:at], target[at + len(found["month"]) :]
            yield partial(_in_month, before, behind)


def _in_month(before: str, behind: str, day: date) -> str:
    return f"{before}{day:%Y/%m}{behind}"


def _among_tags(link: HtmlElement) -> bool:
    """Tell whether what is around a link is named for tags, begins with `Tag:` or is headed `Topik Hangat`."""
    around = next(link.iterancestors(), None)
    if around is None or around.tag == "body":
        return False
    names = set(re.split(r"[^a-z]+", f"{around.get('class', '')} {around.get('id', '')}".lower()))
    if names & {"tags", "tagcloud", "taglist"} or TAGGED.match(around.text or ""):
        return True
    above = [e for e, _ in zip(link.iterancestors(), range(TAG_DEPTH), strict=False) if e.tag not in {"body", "main"}]
    headings = (text_of(h) for e in above for h in e if h.tag in {"h2", "h3", "h4", "h5"} and h.find(".//a") is None)
    return any(TAG_HEADING.match(text) and len(text.split()) <= NAME_WORDS for text in headings)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def day_patterns(tree: HtmlElement, url: str) -> Iterator[Callable[[date], str]]:
    """Yield what makes the address of a day's list: of links with a whole date in their address, of forms for a day."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = joined(base, link.get("href", "")) or ""
        found = DAY.search(target) or DAY_FIRST.search(target)
        if found and len(text_of(link).split()) <= NAME_WORDS and not OTHER_FILE.search(urlsplit(target).path):
            yield partial(_on_day, target, found)
    for form in tree.iter("form"):
        action = joined(base, form.get("action") or urlsplit(url).path or "/")
        pattern = _of_form(form) if form.get("method", "get").lower() == "get" else None
        if action and pattern:
            yield partial(_asked_on, action.partition("?")[0], pattern)


def _of_form(form: HtmlElement) -> dict[str, str] | None:
    """Return the fields of a form that asks for a day, each with a text or a form of the day; None for others."""
    fields = [e for e in form.iter("input", "select") if e.get("name")]
    held = {e.get("name", ""): e.get("value", "") for e in fields if e.get("type", "") == "hidden"}
    held |= {e.get("name", ""): _chosen(e) for e in fields if e.tag == "select"}
    for field in fields:
        name = field.get("name", "")
        if field.get("type", "").lower() == "date" or (field.tag == "input" and name.lower() in WORDS.day_names):
            return held | {name: _written(field.get("value") or field.get("placeholder", ""))}
    selects = [e for e in fields if e.tag == "select"]
    parts = {part: e for part, names in WORDS.day_parts.items() for e in selects if e.get("name", "").lower() in names}
    if len(parts) < len(WORDS.day_parts):
        return None
    padded = any(option.get("value", "").startswith("0") for e in parts.values() for option in e.iter("option"))
    written = {part: f"{{{part}:02}}" if padded else f"{{{part}}}" for part in parts}
    return held | {e.get("name", ""): written[part] for part, e in parts.items()}


def _chosen(select: HtmlElement) -> str:
    """Return the value that a form sends for a <select> that nobody touches."""
    options = list(select.iter("option"))
    chosen = next((e for e in options if e.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else (chosen.get("value") or text_of(chosen))


def _written(example: str) -> str:
    """Return the pattern of a day that is written like `example`; as browsers send it where that tells nothing."""
    if re.match(r"(?:\d\d?|dd)([-/.])(?:\d\d?|mm)\1(?:\d{4}|y{4})", example, re.I):
        return "{d:02}-{m:02}-{y}".replace("-", example[2])
    return "{y}-{m:02}-{d:02}"


def _asked_on(action: str, pattern: Mapping[str, str], day: date) -> str:
    written = {"y": day.year, "m": day.month, "d": day.day}
    fields = {name: text.format(**written) if "{" in text else text for name, text in pattern.items()}
    return f"{action}?{urlencode(fields)}"


def _on_day(target: str, found: re.Match[str], day: date) -> str:
    """Return `target` with another day in place of `found`, written with as many digits."""
    written = {"y": str(day.year), "m": str(day.month), "d": str(day.day)}
    padded = found["m"].startswith("0") or found["d"].startswith("0") or len(found["m"] + found["d"]) == 4
    text = found[0]
    for name in sorted("ymd", key=found.start, reverse=True):
        start, end = found.start(name) - found.start(), found.end(name) - found.start()
        text = text[:start] + (written[name].zfill(2) if padded else written[name]) + text[end:]
    return target[: found.start()] + text + target[found.end() :]
