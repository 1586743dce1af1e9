"""How values look in table cells: articles and captures link to their pages, region codes show names."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from weakref import WeakKeyDictionary

from markupsafe import Markup
from pluggy import HookimplMarker

from pipeline.publish.archive import NAME
from pipeline.publish.articles import web_address
from pipeline.publish.search import OPEN, marked
from pipeline.publish.words import Words

hookimpl = HookimplMarker("datasette")

REGION_COLUMNS: Final = frozenset({"province", "regency", "region", "parent"})
LONGEST_URL: Final = 60
INSTANT: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ")
UNTITLED: Final = Words()("article.untitled")

REGIONS: Final = "select code, name from regions"

_regions: WeakKeyDictionary[Any, tuple[Any, dict[str, str]]] = WeakKeyDictionary()
"""Rows of REGIONS and the names in them by code, for each site that is served."""


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Awaitable[Markup] | None:
    """Return how a cell is shown; None leaves it to Datasette, which escapes it."""
    if database != NAME or (value is None and column != "headline"):
        return None
    if table == "articles" and column == "headline":
        return article_link(row["id"], value)
    key, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, None)
    if column == "outlet" and table is not None:  # in a query the column may hold a name already
        return Markup('<a href="/archive/outlets/{}">{}</a>').format(key, label or key)
    if column in REGION_COLUMNS:
        return region(datasette, str(key), label)
    if column in RENDERERS:
        return RENDERERS[column](row, key, label)
    return text_cell(key) if isinstance(key, str) and label is None else None


def text_cell(text: str) -> Markup | None:
    """Return a hit of a search, an instant or an address as what it is; None for all other text."""
    if OPEN in text:
        return marked(text)
    if instant := INSTANT.fullmatch(text):
        return Markup('<time datetime="{}">{} {} UTC</time>').format(text, *instant.groups())
    return address_link(text)


def article_link(article: object, headline: object) -> Markup:
    text = str(headline or "").strip() or UNTITLED
    return Markup('<a href="/artikel/{}">{}</a>').format(article, text)


def address_link(text: str) -> Markup | None:
    """Return a link that tells its target nothing about us; None for what is no http(s) address."""
    target = web_address(text) if text[:4].lower() == "http" and " " not in text.strip() else None
    if target is None:
        return None
    shown = target.partition("://")[2]
    shown = shown if len(shown) <= LONGEST_URL else shown[: LONGEST_URL - 1] + "…"
    return Markup('<a href="{}" rel="noopener noreferrer nofollow external">{}</a>').format(target, shown)


async def region(datasette: Any, code: str, label: str | None) -> Markup:
    """Return a region's name, linked to its row; a code that no region has stays a code."""
    if label is None or label == code:
        rows = await datasette.get_database(NAME).remembered(REGIONS)
        if _regions.get(datasette, (None, {}))[0] is not rows:
            _regions[datasette] = (rows, {row["code"]: row["name"] for row in rows})
        label = _regions[datasette][1].get(code)
    if label is None:
        return Markup("{}").format(code)
    return Markup('<a href="/archive/regions/{}" title="{}">{}</a>').format(code.replace(".", "~2E"), code, label)


def _article(row: Any, key: object, label: str | None) -> Markup:
    return article_link(key, label if label and label != str(key) else f"#{key}")


def _capture(row: Any, key: object, label: str | None) -> Markup:
    return Markup('<a href="/tangkapan/{0}">#{0}</a>').format(key)


def _event(row: Any, key: object, label: str | None) -> Markup:
    return Markup('<a href="/peristiwa/{0}">#{0}</a>').format(key)


def _title(row: Any, key: object, label: str | None) -> Markup | None:
    return article_link(row["article"], key) if "article" in row.keys() else None  # noqa: SIM118 (a sqlite3.Row)


RENDERERS: Final[Mapping[str, Callable[[Any, Any, str | None], Markup | None]]] = {
    "article": _article, "lead": _article,
    "event": _event,
    "capture": _capture, "refers_to": _capture,
    "judul": _title,
}  # fmt: skip
