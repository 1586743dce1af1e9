"""How a site makes addresses of what its data tells of an article: learned from articles that are in both."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from pipeline import urls
from scrapers.spiders import data
from scrapers.spiders.data import Filled, Item

SHORTEST_ID: Final = 3
"""Digits of an id that is not taken for a page's number or a day."""
SUFFIX: Final = re.compile(r"\.\w{2,5}$")


def fill(items: Sequence[Item], shown: Iterable[str]) -> Filled | None:
    """Return what makes an address of an item, as those `shown` elsewhere are made; None for none."""
    shown = list(shown)
    by_name = {name: item for item in items for name in (item.slug, _long(item.id)) if name}
    found = Counter(pattern for url in shown if (pattern := _pattern(url, by_name)) is not None)
    if not found:
        return data.addresses(urls.address(url).key for url in shown)
    [(pattern, _)] = found.most_common(1)

    def filled(item: Item) -> str | None:
        fields = _fields(item)
        wanted = re.findall(r"\{(\w+)\}", pattern)
        return None if any(not fields.get(name) for name in wanted) else pattern.format_map(fields)

    return filled


def _long(id: str) -> str:
    return id if len(id) >= SHORTEST_ID else ""


def _fields(item: Item) -> dict[str, str]:
    day = item.days.exact if item.days else None
    dated = {"y": f"{day.year}", "m": f"{day.month:02}", "d": f"{day.day:02}"} if day else {}
    return {"slug": item.slug, "id": item.id, "section": item.section} | dated


def _pattern(url: str, by_name: dict[str, Item]) -> str | None:
    """Return an address with names in place of what an item tells; None where it is the address of no item."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    item = next((item for segment in segments if (item := _whose(segment, by_name)) is not None), None)
    if item is None or parts.query or any("{" in segment or "}" in segment for segment in segments):
        return None
    fields = _fields(item)
    told = [_named(segment, fields) for segment in segments]
    return "/" + "/".join(told) + ("/" if parts.path.endswith("/") else "")


def _whose(segment: str, by_name: dict[str, Item]) -> Item | None:
    bare = SUFFIX.sub("", segment)
    pieces = (bare, *re.split(r"[-_.](?=\d+$)", bare), *re.split(r"(?<=\d)[-_]", bare, maxsplit=1))
    return next((by_name[piece] for piece in pieces if piece in by_name), None)


def _named(segment: str, fields: dict[str, str]) -> str:
    suffix = SUFFIX.search(segment)
    bare = segment[: suffix.start()] if suffix else segment
    if bare in {fields.get("y"), fields.get("m"), fields.get("d"), fields["section"]} - {None, ""}:
        return "{" + next(name for name in ("section", "y", "m", "d") if fields.get(name) == bare) + "}"
    for name in ("slug", "id"):
        if fields[name] and (fields[name] != bare or name == "slug" or len(bare) >= SHORTEST_ID):
            bare = re.sub(rf"(?<![\w{{]){re.escape(fields[name])}(?![\w}}])", "{" + name + "}", bare)
    return bare + (suffix[0] if suffix else "")
