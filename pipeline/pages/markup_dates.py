"""Instants that a page carries in its markup: meta, JSON-LD, `<time>`, inline script, and the day in its address.

Everything is collected as it stands. Whether a `Z` is true is for `dates` to say.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final, Literal

from lxml.html import HtmlElement

from pipeline.pages.printed_dates import VOCABULARY, DateRole

Source = Literal["printed", "jsonld", "meta", "time", "script", "url"]

LONGEST_SCRIPT: Final = 400_000
"""Characters of an inline script that are looked at; state dumps of single-page sites go into the megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One claim of a page about when it was published or modified."""

    role: DateRole
    source: Source
    rule: str
    text: str
    wall: datetime
    """Naive, as written; midnight where only a day is."""
    timed: bool
    offset: timedelta | None
    """East of UTC as claimed; None where no zone is named."""
    rank: int = 0
    """Lower is better among candidates that agree."""
    other_day: date | None = None
    weekday_fits: bool = True


RANKS: Final = {"jsonld": 10, "meta": 20, "time": 30, "script": 40}
ISO: Final = re.compile(
    r"^\s*(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2})(?P<joint>[:.-])(?P<minute>\d{2})(?:(?P=joint)(?P<second>\d{2}))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|WITA|WI[BT]|[+-]\d{2}:?(?:\d{2})?)?)?\s*$",
    re.IGNORECASE,
)
COMPACT: Final = re.compile(r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?\s*$")
EPOCH: Final = re.compile(r"^\s*(\d{10})(?:\d{3})?\s*$")
LATIN_STAMP: Final = re.compile(
    r"^\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC|[+-]\d{4})?\s*$"
)
URL_DAY: Final = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=/|$)")
BROKEN_JSON: Final = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{8,40})"')
SCRIPT_VALUE: Final = re.compile(r"""["']?\b([A-Za-z_][\w.-]{3,40})\\?["']?\s*[:=,]\s*\\?["'](\d[^"'\\]{7,40})\\?["']""")


def candidates(tree: HtmlElement) -> Iterator[Candidate]:
    """Yield what the markup of the whole page claims, best sources first within each kind."""
    yield from _json_ld(tree)
    yield from _meta(tree)
    yield from _time_elements(tree)
    yield from _scripts(tree)


def addresses(tree: HtmlElement) -> tuple[str, ...]:
    """Return the article's own addresses as the page names them."""
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return tuple(dict.fromkeys(str(url) for url in found))


def url_day(tree: HtmlElement) -> tuple[str, date] | None:
    """Return the day that stands in the address as /YYYY/MM/DD/, with the address; None without one."""
    for url in addresses(tree):
        if match := URL_DAY.search(url):
            try:
                return url, date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def is_wordpress(tree: HtmlElement) -> bool:
    """Tell whether WordPress made the page: its clock is then one for print and markup."""
    return bool(
        tree.xpath(
            "boolean(//meta[@name='generator'][starts-with(@content, 'WordPress')]"
            " | //*[@src[contains(., '/wp-content/') or contains(., '/wp-includes/')]]"
            " | //link[@href[contains(., '/wp-content/') or contains(., '/wp-json/')]])"
        )
    )


def read_instant(text: str) -> tuple[datetime, bool, timedelta | None] | None:
    """Read a machine's date: (naive wall time, whether it has a time of day, claimed offset); None if it is none.

    Raises ValueError for a date that the calendar does not have.
    """
    if match := ISO.match(text):
        return _iso(match)
    if match := COMPACT.match(text):
        parts = [int(part) for part in match.groups() if part]
        return datetime(*parts), len(parts) > 3, None  # type: ignore[arg-type]  # noqa: DTZ001
    if match := EPOCH.match(text):
        return datetime(1970, 1, 1) + timedelta(seconds=int(match[1])), True, timedelta()  # noqa: DTZ001
    if match := LATIN_STAMP.match(text):
        month = MONTHS_EN.get(match[2][:3].lower())
        if month is None:
            return None
        wall = datetime(int(match[3]), month, int(match[1]), int(match[4]), int(match[5]), int(match[6] or 0))  # noqa: DTZ001
        return wall, True, _zone(match[7])
    return None


MONTHS_EN: Final = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}


def _iso(match: re.Match[str]) -> tuple[datetime, bool, timedelta | None]:
    day = datetime(int(match["year"]), int(match["month"]), int(match["day"]))  # noqa: DTZ001
    if not match["hour"]:
        return day, False, None
    wall = day.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=int(match["second"] or 0))
    # A time written with dashes (detik: 20-59-53Z) was put together by hand, and its Z says nothing.
    offset = _zone(match["zone"]) if match["joint"] == ":" or (match["zone"] or "").upper() != "Z" else None
    # Midnight to the second is how a date without time looks once a machine has written it.
    return wall, wall != day, offset


def _zone(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text.upper() in {"Z", *VOCABULARY.tokens}:
        return timedelta(hours=VOCABULARY.tokens.get(text.upper(), 0))
    sign, digits = text[0], text[1:].replace(":", "")
    east = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return east if sign == "+" else -east


def _claim(role: DateRole, source: Source, rule: str, text: str, rank: int) -> Iterator[Candidate]:
    try:
        read = read_instant(text)
    except ValueError:
        return
    if read is not None:
        wall, timed, offset = read
        yield Candidate(
            role=role, source=source, rule=rule, text=text.strip(), wall=wall, timed=timed, offset=offset, rank=rank
        )


# --- meta ---


def _name(text: str) -> str:
    """Return a markup name without case and punctuation: `article:published_time` -> `articlepublishedtime`."""
    return re.sub(r"[^a-z]", "", text.lower())


def _meta_role(name: str) -> tuple[DateRole, int] | None:
    plain = _name(name)
    if plain.endswith(tuple(VOCABULARY.meta["published"])):
        return "published", 0
    if plain.endswith(tuple(VOCABULARY.meta["modified"])):
        return "modified", 0
    return ("published", 5) if plain in VOCABULARY.meta["published_weak"] else None


def _meta(tree: HtmlElement) -> Iterator[Candidate]:
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            name = element.get(key)
            if content and name and (found := _meta_role(name)):
                yield from _claim(found[0], "meta", f"meta:{name}", content, RANKS["meta"] + found[1])
                break


# --- JSON-LD ---


def _json_ld(tree: HtmlElement) -> Iterator[Candidate]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = str(script.text or "")
        data = _loads(text)
        if data is None:
            for key, value in BROKEN_JSON.findall(text):
                yield from _claim(_json_role(key), "jsonld", f"jsonld-text:{key}", value, RANKS["jsonld"] + 5)
            continue
        for node, weak in _nodes(data):
            for key in ("datePublished", "dateModified"):
                value = node.get(key)
                if isinstance(value, str):
                    yield from _claim(_json_role(key), "jsonld", f"jsonld:{key}", value, RANKS["jsonld"] + weak)


def _json_role(key: str) -> DateRole:
    return "modified" if key == "dateModified" else "published"


def _loads(text: str) -> object | None:
    """Read JSON-LD as portals write it: in comments or CDATA, with raw newlines, trailing commas or semicolons."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|;)\s*$", "", text.strip()).strip()
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            loaded: object = json.JSONDecoder(strict=False).decode(attempt)
        except (ValueError, RecursionError):
            continue
        return loaded
    return None


def _nodes(data: object) -> Iterator[tuple[dict[str, object], int]]:
    """Yield the nodes that describe the page, with a rank penalty; never what is nested in a list of other items."""
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item)
    elif isinstance(data, dict):
        kinds = data.get("@type", [])
        kinds = {kinds} if isinstance(kinds, str) else {k for k in kinds if isinstance(k, str)}
        if kinds & set(VOCABULARY.article_types):
            yield data, 0
        elif kinds & set(VOCABULARY.page_types) or not kinds:
            yield data, 3
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), dict | list):
                yield from _nodes(data[key])


# --- elements ---


def _time_elements(tree: HtmlElement) -> Iterator[Candidate]:
    """Elements that say to be the article's date; a bare `<time>` counts when none before it stands in its place."""
    found = tree.xpath("//time[@datetime] | //*[@itemprop='datePublished' or @itemprop='dateModified'][not(self::meta)]"
                       " | //abbr[contains(@class, 'published')][@title]")  # fmt: skip
    for place, element in enumerate(islice((e for e in found if not _elsewhere(e)), 20)):
        text = element.get("datetime") or element.get("content") or element.get("title") or ""
        hook = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        named = "publish" in hook or "entry-date" in hook
        modified = ("modified" in hook or "updated" in hook) and not named
        rank = RANKS["time"] + (0 if named or modified else 2 + min(place, 5))
        yield from _claim("modified" if modified else "published", "time", "time", text, rank)


def _elsewhere(element: HtmlElement) -> bool:
    """Tell whether an element stands in a block of something else: related stories, comments, a sidebar."""
    for node in (element, *element.iterancestors()):
        if node.tag in {"aside", "nav", "footer"}:
            return True
        if node.tag in {"html", "body"}:
            continue
        hook = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        if not ELSEWHERE.isdisjoint(re.split(r"[^a-z]+", hook)):
            return True
    return False


ELSEWHERE: Final = frozenset(VOCABULARY.elsewhere)


# --- inline script ---


def _scripts(tree: HtmlElement) -> Iterator[Candidate]:
    """A key that one script gives several values belongs to a list of stories, and says nothing of this one."""
    for script in tree.xpath("//script[not(@src)][not(contains(@type, 'ld+json'))]"):
        text = str(script.text or "")[:LONGEST_SCRIPT]
        values: dict[str, set[str]] = {}
        for key, value in SCRIPT_VALUE.findall(text):
            if _name(key).endswith(tuple(VOCABULARY.script["published"])):
                values.setdefault(key, set()).add(value)
        for key, several in values.items():
            if len(several) == 1:
                yield from _claim("published", "script", f"script:{key}", next(iter(several)), RANKS["script"])
