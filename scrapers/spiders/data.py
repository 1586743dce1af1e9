"""Lists that a site's own scripts read: JSON in a form of its own, with articles or pieces of HTML somewhere in it."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from scrapers.spiders import days
from scrapers.spiders.days import Days
from scrapers.spiders.shapes import is_headline
from scrapers.spiders.words import WORDS

DEEPEST: Final = 12
"""Levels of JSON that are looked through; a list of articles stands at two to six."""
MOST: Final = 2_000
"""Articles of one answer."""
MARKUP: Final = re.compile(r"<\w+[^>]*\s(?:href|onclick|data-href)\s*=", re.I)
SECONDS: Final = range(946_684_800, 4_102_444_800)
"""Unix time from 2000 to 2100."""
WITH_ID: Final = re.compile(r"(?P<slug>.+[a-z].*)[-_.](?P<id>\d+)(?P<end>\.\w{2,5})?")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
ID_FIRST: Final = re.compile(r"(?P<id>\d{2,})[-_](?P<slug>.*[a-z].*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article as the data has it."""

    url: str
    """As written; an empty text where only `id` and `slug` tell."""
    headline: str
    id: str = ""
    slug: str = ""
    section: str = ""
    """As a slug."""
    days: Days | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one answer holds of a list."""

    items: tuple[Item, ...] = ()
    fragment: str = ""
    """HTML out of its texts."""
    next: str | int | None = None
    """What it names as the part behind this one: an address or a number."""
    ended: bool = False
    """It says that nothing follows."""


def read(tree: object, *, zone: str, deep: bool = False) -> Part:
    """Return what a JSON value holds of a list of articles; `deep`: what a page holds, where much stands about it."""
    found = [item for _, item in zip(range(MOST), _items(tree, zone=zone), strict=False)]
    items = tuple({(item.url or item.id or item.slug): item for item in found}.values())
    fragment = "\n".join(text for text in _texts(tree) if MARKUP.search(text)) if not items else ""
    told = dict(_told(tree, deepest=DEEPEST // 2 if deep else 2))
    named = next((told[name] for name in WORDS.data_next if told.get(name)), None)
    following = named if isinstance(named, str | int) and not isinstance(named, bool) else _counted(told)
    ended = any(told.get(name) is False for name in WORDS.data_more)
    return Part(items=items, fragment=fragment, ended=ended, next=following)


def _items(tree: object, *, zone: str, depth: int = 0) -> Iterator[Item]:
    if depth > DEEPEST:
        return
    if isinstance(tree, list):
        for each in tree:
            yield from _items(each, zone=zone, depth=depth + 1)
    elif isinstance(tree, dict):
        item = _item({str(k).lower(): v for k, v in tree.items()}, zone=zone)
        if item is not None:
            yield item
        for each in tree.values():
            yield from _items(each, zone=zone, depth=depth + 1)


def _item(fields: Mapping[str, object], *, zone: str) -> Item | None:
    """Return the article that an object is; None where it lacks a headline or what tells its address."""
    if fields.get("@type") == "ListItem" and isinstance(fields.get("url"), str):  # schema.org: the headline may lack
        return Item(url=str(fields["url"]), headline=_text(fields.get("name")))
    headline = next((text for name in WORDS.data_headlines if is_headline(text := _text(fields.get(name)))), "")
    written = (_text(fields.get(name)) for name in WORDS.data_addresses)
    url = next((text for text in written if re.match(r"https?://|//|/|[\w-]+/", text) and " " not in text), "")
    id = next((str(fields[name]) for name in WORDS.data_ids if isinstance(fields.get(name), str | int)), "")
    slug = next((text for name in WORDS.data_slugs if re.fullmatch(r"[\w.-]+", text := _text(fields.get(name)))), "")
    if not headline or not (url or slug or id):
        return None
    text = " ".join(_text(fields.get(name)) for name in WORDS.data_texts)
    dated = (_day(fields.get(name), zone=zone) for name in WORDS.data_days)
    return Item(
        url=url, headline=headline, id=id, slug=slug, section=_section(fields),
        days=next(filter(None, dated), None), text=text,
    )  # fmt: skip


def _section(fields: Mapping[str, object]) -> str:
    """Return the slug of the section that an article stands in, where its object tells one."""
    for name in WORDS.data_sections:
        value = fields.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = next((value[key] for key in ("slug", "seo", "alias", "name", "nama") if value.get(key)), None)
        if isinstance(value, str) and value:
            return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return ""


def _text(value: object) -> str:
    """Return a text as one line without markup; WordPress and others wrap theirs: {"rendered": …}."""
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("text") or value.get("name") or value.get("@id")
    return plain(value) if isinstance(value, str) else ""


def _day(value: object, *, zone: str) -> Days | None:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = int(value) if value < SECONDS.stop else int(value) // 1000
        if seconds in SECONDS:
            return Days.one(datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).date())
        return None
    text = _text(value)
    return (days.of_stamp(text, zone) or days.of_line(text, now=None)) if text else None


def _texts(tree: object, depth: int = 0) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif depth <= DEEPEST and isinstance(tree, list | dict):
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(each, depth + 1)


def _told(tree: object, depth: int = 0, *, deepest: int) -> Iterator[tuple[str, object]]:
    """Yield what stands about the list, the outermost last: names in lower case with their values."""
    if not isinstance(tree, dict) or depth > deepest:  # {"data": {"meta": {"next": …}}}
        return
    for value in tree.values():
        yield from _told(value, depth + 1, deepest=deepest)
    yield from ((str(name).lower(), value) for name, value in tree.items())


def _counted(told: Mapping[str, object]) -> int | None:
    """Return the number of the next page, where the data tell this one's and the last one's."""
    at = next((n for name in WORDS.data_page if isinstance(n := told.get(name), int)), None)
    last = next((n for name in WORDS.data_pages if isinstance(n := told.get(name), int)), 0)
    return at + 1 if at is not None and 0 < at < last else None


Filled = Callable[[Item], str | None]


def addresses(keys: Iterable[str]) -> Filled | None:
    """Return what makes an article's address of its id and slug, as in the addresses `keys` of others on the site.

    `keys` are host and path. None where they differ in more than that: in days, in sections.
    """
    split = [_segments(key) for key in keys]
    if not split:
        return None
    length, _ = Counter(map(len, split)).most_common(1)[0]
    rows = [row for row in split if len(row) == length]
    columns = [_column([row[n] for row in rows]) for n in range(length)]
    if len(rows) < 2 or None in columns:  # one address does not tell what varies
        return None
    pattern = "/".join(column for column in columns if column is not None)

    def filled(item: Item) -> str | None:
        lacks = ("{id}" in pattern and not item.id) or ("{slug}" in pattern and not item.slug)
        return None if lacks else "/" + pattern.replace("{id}", item.id).replace("{slug}", item.slug).replace("/?", "?")

    varies = [pattern.count(name) for name in ("{id}", "{slug}")]
    return filled if max(varies) == 1 else None


def _segments(key: str) -> list[str]:
    path, _, query = key.partition("/")[2].partition("?")
    return [segment for segment in path.split("/") if segment] + ([f"?{query}"] if query else [])


def _column(values: Sequence[str]) -> str | None:
    """Return what stands at one place of all addresses: the same everywhere, an id, a slug, both."""
    if len(set(values)) == 1:
        return values[0]
    if values[0].startswith("?"):
        pairs = [parse_qsl(value[1:]) for value in values]
        same = len({pair[0][0] if len(pair) == 1 else "" for pair in pairs}) == 1
        return f"?{pairs[0][0][0]}={{id}}" if same and all(p and p[0][1].isdecimal() for p in pairs) else None
    if all(value.isdecimal() for value in values):
        return "{id}" if any(len(value) > 2 and not YEAR.fullmatch(value) for value in values) else None
    for form, written in ((WITH_ID, "{slug}-{id}"), (ID_FIRST, "{id}-{slug}")):
        found = [form.fullmatch(value) for value in values]
        if all(found):
            ends = {match.groupdict().get("end") or "" for match in found if match}
            return written + ends.pop() if len(ends) == 1 else None
    ends = {match[0] if (match := re.search(r"\.\w{2,5}$", value)) else "" for value in values}
    if len(ends) > 1 or not all("-" in value for value in values):
        return None
    return "{slug}" + ends.pop()


def plain(text: str) -> str:
    """Return HTML as one line of text."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())
