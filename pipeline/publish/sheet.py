"""What a page of figures consists of: facts, counts, pictures, tables, stories. `templates/sheet.html` shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.publish.maps import Map
from pipeline.publish.picture import Calendar, Timeline

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value of a table or a fact, as text, with where it leads."""

    text: str
    href: str | None = None
    number: bool = False
    note: str = ""
    language: str | None = None
    """Of the text, where it is not that of the page: a screen reader changes its voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; its first column names the row."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    empty: str = ""
    """Said where there are no rows; without it an empty table is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page."""

    title: str
    lead: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    facts: Sequence[tuple[str, Cell]] = ()
    counts: Row | None = None
    relevant: int | None = None
    map: Map | None = None
    small: bool = False
    """The map shows surroundings, not the whole country."""
    timeline: Timeline | None = None
    calendar: Calendar | None = None
    tables: Sequence[Table] = ()
    stories: Sequence[Row] = ()
    chips: Sequence[tuple[str, str]] = ()
    """Filters that are set, and the address without each."""
    beside: Sequence[Table] = ()
    """Tables of counts that narrow the page down."""
    previous: str | None = None
    next: str | None = None
    """Addresses of the pages before and after, of a list that has more than one."""
    links: Sequence[tuple[str, str]] = ()
    """Text and address of what else there is."""
    more: str | None = None
    """Address of all the articles that the stories are the newest of."""
    paragraphs: Sequence[tuple[str, Sequence[str]]] = field(default=())
    """(heading, sentences)"""
