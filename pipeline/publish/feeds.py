"""A view taken away: as an Atom feed of its newest articles, or whole as CSV or JSON."""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET

from pipeline.publish.archive import Archive
from pipeline.publish.find import BATCH, exported
from pipeline.publish.query import Query
from pipeline.publish.search import CLOSE, OPEN, parse

Row = Mapping[str, Any]

ATOM: Final = "http://www.w3.org/2005/Atom"

EPOCH: Final = "1970-01-01T00:00:00Z"

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet would run."""

LINK: Final = "tautan"
"""The column of a row's address in this archive."""


def feed(
    rows: Sequence[Row], *, title: str, about: str, home: str, absolute: Callable[[str], str], path: str,
    event: Callable[[str], str] = str,
) -> str:  # fmt: skip
    """Return an Atom feed (RFC 4287) of some articles.

    `absolute` makes an address of ours whole, `event` tells the name of a type of event.
    """
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "title", title)
    _add(root, "subtitle", about)
    _add(root, "id", absolute(path))
    _add(root, "link", rel="self", href=absolute(path), type="application/atom+xml")
    _add(root, "link", rel="alternate", href=absolute(home), type="text/html")
    _add(root, "updated", max((row["first_seen_at"] or EPOCH for row in rows), default=EPOCH))
    for row in rows:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        address = absolute(f"/artikel/{row['id']}")
        _add(entry, "title", row["headline"] or "–")
        _add(entry, "id", f"urn:arsip-netralitas:artikel:{row['id']}")
        _add(entry, "link", rel="alternate", href=address)
        _add(entry, "updated", row["first_seen_at"] or row["published_at"] or EPOCH)
        if row["published_at"]:
            _add(entry, "published", row["published_at"])
        author = ET.SubElement(entry, f"{{{ATOM}}}author")
        _add(author, "name", row["outlet_name"] or row["outlet"] or "–")
        what = event(row["event_type"]) if row["event_type"] else None
        if what:
            _add(entry, "category", term=row["event_type"], label=what)
        if row["province_name"]:
            _add(entry, "category", term=row["province_name"])
        where = row["regency_name"] or row["province_name"]
        _add(entry, "summary", " · ".join(filter(None, [row["outlet_name"], where, what])))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


async def rows_of(archive: Archive, query: Query) -> AsyncIterator[Row]:
    """Yield every article of a query once, by id."""
    sql, values = exported(query, parse(query.text, archive.expander).expression)
    after = -1
    while True:
        rows = await archive.execute_fn(
            lambda connection, after=after: connection.execute(sql, {**values, "after": after}).fetchall()
        )
        for row in rows:
            yield row
        if len(rows) < BATCH:
            return
        after = rows[-1]["id"]


async def as_csv(archive: Archive, query: Query, absolute: Callable[[str], str]) -> AsyncIterator[str]:
    """Yield a view as CSV with a header; cells that a spreadsheet would run as a formula begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    header = False
    async for row in rows_of(archive, query):
        if not header:
            writer.writerow([*row.keys(), LINK])
            header = True
        writer.writerow([*map(_inert, tuple(row)), absolute(f"/artikel/{row['id']}")])
        if text.tell() > 50_000:
            yield _taken(text)
    yield _taken(text)


async def as_json(
    archive: Archive, query: Query, absolute: Callable[[str], str], *, about: Mapping[str, object]
) -> AsyncIterator[str]:
    """Yield a view as one JSON object: what it is, its rows, and how many they are."""
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "rows": ['
    count = 0
    async for row in rows_of(archive, query):
        whole = {**dict(row), LINK: absolute(f"/artikel/{row['id']}")}
        yield (",\n" if count else "\n") + json.dumps(whole, ensure_ascii=False)
        count += 1
    yield f'\n], "count": {count}}}\n'


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _taken(text: io.StringIO) -> str:
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    if text is not None:
        element.text = _clean(text)


def _clean(text: str) -> str:
    """Leave out what no XML document may hold, and the marks of a hit."""
    kept = (c for c in str(text).replace(OPEN, "").replace(CLOSE, "") if c in "\t\n\r" or c >= " ")
    return "".join(c for c in kept if not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
