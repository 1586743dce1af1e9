"""Instants that a page carries in its markup: meta, JSON-LD, `<time>` and inline script.

Everything is collected as it stands. Whether a `Z` is true is for `date_zones` to say.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from lxml import etree

from pipeline.pages.date_places import Places
from pipeline.pages.markup import attributes
from pipeline.pages.printed_dates import MONTHS, VOCABULARY, DateRole

Source = Literal["printed", "nearby", "jsonld", "meta", "time", "script", "url"]

LONGEST_SCRIPT: Final = 400_000
"""Characters of an inline script that are looked at; the state of a single-page site goes into the megabytes."""

LARGEST_JSON: Final = 1_000_000

RANKS: Final[Mapping[Source, int]] = {"jsonld": 10, "meta": 20, "time": 30, "script": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One claim of a page about when it was published or modified."""

    role: DateRole
    source: Source
    rule: str
    text: str
    """As printed, or the raw attribute."""
    wall: datetime
    """Naive, as written; midnight where only a day is."""
    timed: bool
    offset: timedelta | None
    """East of UTC as claimed; None where no zone is named."""
    rank: int = 0
    """Lower is better among candidates that agree."""
    labelled: bool = False
    """A word before it says which date it is."""
    weekday_fits: bool = True
    other_day: date | None = None
    """Of a numeric date whose order nothing in print decides: its day if the month stands first."""

    @property
    def minute(self) -> datetime:
        """The wall time to the minute: as far as print goes."""
        wall = self.wall
        return wall.replace(second=0, microsecond=0) if wall.second or wall.microsecond else wall


ISO: Final = re.compile(
    r"\s*(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2})(?P<joint>[:.-])(?P<minute>\d{2})(?:(?P=joint)(?P<second>\d{2}))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|WITA|WI[BT]|[+-]\d{2}:?(?:\d{2})?)?)?\s*",
    re.IGNORECASE,
)
COMPACT: Final = re.compile(
    r"\s*(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<joint>)(?P<minute>\d{2})"
    r"(?P<second>\d{2})?(?P<zone>Z|[+-]\d{4})?)?\s*"
)
RFC: Final = re.compile(
    r"\s*(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})\s+(?P<name>[A-Za-z]{3,9})\s+(?P<year>\d{4})\s+"
    r"(?P<hour>\d{1,2})(?P<joint>:)(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<zone>GMT|UTC|Z|[+-]\d{4})?\s*"
)
EPOCH: Final = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
BROKEN_JSON: Final = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{8,40})"')
LONGEST_KEY: Final = 40
MOST_KEYS: Final = 2000
MOST_ELEMENTS: Final = 200
ASSIGNMENT: Final = re.compile(
    r"""\\?["']?(?<![\w.-])([A-Za-z_][\w.-]*)\\?["']?\s*[:=,]\s*\\?["'](\d[^"'\\]{7,40})\\?["']"""
)
AFTER_PUB: Final = frozenset("ld_-.")
"""`publish`, `pubdate`, `pub_date`; `googletag.pubads` stands in scripts a hundred times."""

ITEMPROPS: Final = frozenset({"datePublished", "dateModified"})
QUOTED: Final = re.compile(r"[\"']\d")
STAMPED: Final = frozenset({"span", "div", "p"})
"""Themes that print a `<span>` where a `<time>` belongs."""


def candidates(places: Places) -> Iterator[Candidate]:
    """Yield what the markup of the whole page claims; raises ValueError never, an unreadable value is no claim."""
    yield from _json_ld(places)
    yield from _meta(places)
    yield from _elements(places)
    yield from _scripts(places)


def read_instant(text: str) -> tuple[datetime, bool, timedelta | None] | None:
    """Read a machine's date: (naive wall time, whether it has a time of day, claimed offset); None if it is none."""
    try:
        if match := EPOCH.fullmatch(text):
            return datetime(1970, 1, 1) + timedelta(seconds=int(match[1])), True, timedelta()  # noqa: DTZ001
        for pattern in (ISO, COMPACT, RFC):
            if match := pattern.fullmatch(text):
                return _instant(match)
    except (ValueError, KeyError):
        return None  # no such day, hour or month
    return None


def _instant(match: re.Match[str]) -> tuple[datetime, bool, timedelta | None]:
    found = match.groupdict()
    month = MONTHS[found["name"].lower()] if found.get("name") else int(found["month"])
    day = datetime(int(found["year"]), month, int(found["day"]))  # noqa: DTZ001
    if not found["hour"]:
        return day, False, None
    wall = day.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=int(found["second"] or 0))
    # A time written with dashes (detik: 20-59-53Z) was put together by hand, and its Z says nothing.
    offset = None if found["joint"] == "-" else _zone(found["zone"])
    # Midnight to the second is what a machine makes of a date without time.
    return wall, wall != day, offset


def _zone(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text.upper() == "Z" or text.upper() in VOCABULARY.tokens:
        return timedelta(hours=VOCABULARY.tokens.get(text.upper(), 0))
    sign, digits = text[0], text[1:].replace(":", "")
    east = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return east if sign == "+" else -east


def _claim(role: DateRole, source: Source, rule: str, text: str, rank: int) -> Iterator[Candidate]:
    if read := read_instant(text):
        wall, timed, offset = read
        yield Candidate(
            role=role, source=source, rule=rule, text=text.strip(), wall=wall, timed=timed, offset=offset,
            rank=RANKS[source] + rank,
        )  # fmt: skip


def _name(text: str) -> str:
    """Return a markup name without case and punctuation: `article:published_time` -> `articlepublishedtime`."""
    return re.sub(r"[^a-z]", "", text.lower())


# --- meta ---

PUBLISHED_METAS: Final = tuple(VOCABULARY.meta["published"])
MODIFIED_METAS: Final = tuple(VOCABULARY.meta["modified"])
WEAK_METAS: Final = frozenset(VOCABULARY.meta["published_weak"])


def _meta(places: Places) -> Iterator[Candidate]:
    for element in places.metas:
        said = attributes(element)
        content = said.get("content")
        names = [name for key in ("property", "name", "itemprop") if (name := said.get(key))]
        for name in names if content and content.strip() else ():
            if found := _meta_role(name):
                in_body = next(element.iterancestors("body"), None) is not None
                if not (in_body and places.elsewhere(element)):
                    role, weak = found
                    yield from _claim(role, "meta", f"meta:{name}", content or "", weak + 2 * in_body)
                break


@lru_cache(maxsize=512)  # the pages of one outlet have the same few
def _meta_role(name: str) -> tuple[DateRole, int] | None:
    name = _name(name)
    if name.endswith(PUBLISHED_METAS):
        return "published", 0
    if name.endswith(MODIFIED_METAS):
        return "modified", 0
    return ("published", 5) if name in WEAK_METAS else None


# --- JSON-LD ---

ARTICLE_TYPES: Final = frozenset(VOCABULARY.article_types)
PAGE_TYPES: Final = frozenset(VOCABULARY.page_types)
KEYS: Final[Mapping[str, DateRole]] = {"datePublished": "published", "dateModified": "modified"}


def _json_ld(places: Places) -> Iterator[Candidate]:
    nodes: list[tuple[Mapping[str, object], int]] = []
    for text, data in places.markup.linked_data:
        if data is not None:
            nodes += _nodes(data)
            continue
        for key, value in BROKEN_JSON.findall(text[:LARGEST_JSON]):
            yield from _claim(KEYS[key], "jsonld", f"jsonld-text:{key}", value, 5)
    own = {_path(url) for url in places.addresses}
    articles = [node for node, weak in nodes if not weak]
    named = [node for node in articles if own & {_path(url) for url in _urls(node)}]
    for node, weak in nodes:
        if not weak and named and node not in named:
            continue  # one of several articles on the page, and not this one
        for key, role in KEYS.items():
            value = node.get(key)
            if isinstance(value, str):
                yield from _claim(role, "jsonld", f"jsonld:{key}", value, weak)


def _nodes(data: object, depth: int = 0) -> Iterator[tuple[Mapping[str, object], int]]:
    """Yield the nodes that describe the page, with a penalty; never what is nested in a list of other items."""
    if isinstance(data, list):
        for item in islice(data, 100):
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict) and depth < 6:
        kind = data.get("@type", [])
        kinds = {kind} if isinstance(kind, str) else {k for k in kind if isinstance(k, str)}
        if kinds & ARTICLE_TYPES:
            yield data, 0
        elif kinds & PAGE_TYPES or not kinds:
            yield data, 3
        for key in ("@graph", "mainEntity"):
            yield from _nodes(data.get(key), depth + 1)


def _urls(node: Mapping[str, object]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _path(url: str) -> str:
    """Return an address for comparison: without scheme, query, fragment and closing slash."""
    return re.sub(r"^https?:|[?#].*$", "", url.strip()).rstrip("/")


# --- elements ---


def _elements(places: Places) -> Iterator[Candidate]:
    """What says to be the article's date counts first; a bare `<time>` the less, the further down it stands."""
    dated = _dated(places)[:MOST_ELEMENTS]
    own = (element for element in dated if not (places.elsewhere(element) or places.of_card(element)))
    for place, element in enumerate(islice(own, 20)):
        text = element.get("datetime") or element.get("content") or element.get("title") or ""
        hook = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        named = "publish" in hook or "entry-date" in hook
        modified = not named and ("modified" in hook or "updated" in hook)
        rank = 0 if named or modified else 1 + min(place, 7)
        yield from _claim("modified" if modified else "published", "time", "time", text, rank)


def _dated(places: Places) -> list[etree._Element]:
    """Return the elements that carry a date, in page order."""
    tags = {e.tag for e in places.microdata if e.get("itemprop") in ITEMPROPS}
    found = [e for e in places.tree.iter("time", "abbr", *tags) if _is_dated(e)]
    return found or [e for e in places.tree.iter(*STAMPED) if e.get("datetime") is not None]


def _is_dated(element: etree._Element) -> bool:
    if element.tag == "time":
        return element.get("datetime") is not None
    hook = element.get("class") or ""
    called = element.tag == "abbr" and ("published" in hook or "updated" in hook)
    titled = called and element.get("title") is not None
    return titled or element.get("itemprop") in ITEMPROPS


# --- inline script ---

SCRIPT_KEYS: Final = tuple(VOCABULARY.script["published"])


def _scripts(places: Places) -> Iterator[Candidate]:
    """A key that one script gives several values belongs to a list of stories, and says nothing of this one."""
    for script in places.scripts:
        if script.src is not None or script.is_linked_data:
            continue
        values: dict[str, set[str]] = {}
        for key, value in _assignments(script.text[:LONGEST_SCRIPT]):
            if _name(key).endswith(SCRIPT_KEYS):
                values.setdefault(key, set()).add(value)
        for key, several in values.items():
            if len(several) == 1:
                yield from _claim("published", "script", f"script:{key}", several.pop(), 0)


def _assignments(script: str) -> Iterator[tuple[str, str]]:
    """Yield `key: "2024-…"` around each `pub`: a pattern over the whole of a script costs 30 ms on a real page."""
    end = 0
    for at in _pubs(script)[:MOST_KEYS]:
        near = at >= end and script[at + 3 : at + 4].lower() in AFTER_PUB
        near = near and QUOTED.search(script, at, at + LONGEST_KEY + 60) is not None
        if near and (match := ASSIGNMENT.search(script, max(end, at - LONGEST_KEY), at + LONGEST_KEY + 60)):
            yield match[1], match[2]
            end = match.end()


def _pubs(script: str) -> list[int]:
    """Return where `pub` stands. Not by a pattern: looking for a string is five times as fast."""
    found: list[int] = []
    for word in ("pub", "Pub", "PUB"):
        at = script.find(word)
        while at >= 0:
            found.append(at)
            at = script.find(word, at + len(word))
    return sorted(found)
