"""What a reader asked for: words, filters, order and page, and the address that says the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self, cast
from urllib.parse import urlencode

Order = Literal["relevansi", "terbaru", "terlama"]
ORDERS: Final[tuple[Order, ...]] = ("relevansi", "terbaru", "terlama")

PAGE: Final = 20
"""Results a page."""

LAST_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Something results can be narrowed by: a column of `articles`, or of a table with a row for each value."""

    where: str
    """Condition on articles `a`, with the value as `:{name}`."""
    column: str
    """Column whose codes it shows (`Words.label`)."""
    counted: str
    """What `Columns` calls it."""


def _plain(column: str, name: str) -> Filter:
    return Filter(where=f"a.{column} = :{name}", column=column, counted=column)


def _many(name: str, table: str, column: str) -> Filter:
    where = f"a.id in (select article from {table} where {column} = :{name})"
    return Filter(where=where, column=column, counted=table)


def _during(name: str) -> Filter:
    where = f"a.published_at >= :{name} and a.published_at < :{name} || '~'"
    return Filter(where=where, column=name, counted="month")


FILTERS: Final[Mapping[str, Filter]] = {
    "relevan": Filter(where="a.relevant = cast(:relevan as integer)", column="relevant", counted="relevant"),
    "peristiwa": _plain("event_type", "peristiwa"),
    "pemilu": _many("pemilu", "elections", "election"),
    "provinsi": _plain("province", "provinsi"),
    "kabupaten": _plain("regency", "kabupaten"),
    "aktor": _many("aktor", "actors", "actor"),
    "lembaga": _many("lembaga", "institutions", "institution"),
    "pelanggaran": _many("pelanggaran", "violations", "code"),
    "akhir": _many("akhir", "outcomes", "outcome"),
    "outlet": _plain("outlet", "outlet"),
    "tahun": _during("tahun"),
    "bulan": _during("bulan"),
    "bahasa": _plain("language", "bahasa"),
}
"""By the name that stands in addresses, in the order of the page."""

SHAPES: Final[Mapping[str, re.Pattern[str]]] = {
    "relevan": re.compile("[01]"),
    "tahun": re.compile("[0-9]{4}"),
    "bulan": re.compile("[0-9]{4}-[0-9]{2}"),
}
"""What a value must look like to make sense."""

BY_YEAR: Final = frozenset({"bulan"})
"""Shown only where a year is chosen: else they would fill the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked; made from an address by `of`, and back into one by `address`."""

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    order: Order = "relevansi"
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """Read an address; what makes no sense in it is left out, never an error."""
        text, order, page = arguments.get("q", "").strip(), arguments.get("urut", ""), arguments.get("hal", "")
        usual: Order = "relevansi" if text else "terbaru"
        known = order in ORDERS and (text or order != "relevansi")
        return cls(
            text=text,
            filters=tuple((name, arguments[name]) for name in FILTERS if _makes_sense(name, arguments.get(name, ""))),
            order=cast(Order, order) if known else usual,
            page=min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and page.strip("0") else 1,
        )

    @property
    def chosen(self) -> dict[str, str]:
        return dict(self.filters)

    @property
    def usual(self) -> Order:
        return "relevansi" if self.text else "terbaru"

    def address(self, path: str | None = None, **changes: Any) -> str:
        """Return the address of this query with some of its fields changed, at `path` where one is given."""
        query = replace(self, **changes)
        fields = {"q": query.text} if query.text else {}
        fields |= query.chosen
        fields |= {} if query.order == query.usual else {"urut": query.order}
        fields |= {} if query.page == 1 else {"hal": str(query.page)}
        base = path or ("/cari" if query.text else "/artikel")
        return f"{base}?{urlencode(fields)}" if fields else base

    def narrowed(self, name: str, value: object) -> str:
        """Return the address of this query narrowed by a filter."""
        others = tuple(pair for pair in self.filters if pair[0] != name)
        return self.address(filters=(*others, (name, str(value))), page=1)

    def widened(self, name: str) -> str:
        """Return the address of this query without a filter."""
        return self.address(filters=tuple(pair for pair in self.filters if pair[0] != name), page=1)


def _makes_sense(name: str, value: str) -> bool:
    shape = SHAPES.get(name)
    return bool(value) and (shape is None or shape.fullmatch(value) is not None)
