"""Our own readers, asked like any peer."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from bench.cases import FETCHED_AT, Case
from bench.peer import timed
from bench.score import Answer
from pipeline.errors import ArticleError
from pipeline.model import PageReading
from pipeline.pages.base import Source
from pipeline.pages.generic import GenericPage
from pipeline.pages.markup import Markup, parse
from pipeline.pages.others import remove_others
from pipeline.pages.reading import read

ROLES: Final = frozenset({"reporter", "editor"})
"""What the gold knows of credits."""
INITIALS: Final = re.compile(r"[a-z]{2,5}")
"""Signatures such as (rdo/nur) are credits too, but the gold has full names only."""


def platform(case: Case) -> PageReading:
    """Read as the archive does: the first reader that recognises the page."""
    return read(case.html, url=case.url, outlet=case.outlet, fetched_at=FETCHED_AT)


def generic(case: Case) -> PageReading:
    """Read with the generic reader, as a page of a platform that nobody knows."""
    markup = Markup(parse(case.html))
    remove_others(markup)
    source = Source(markup=markup, url=case.url, outlet=case.outlet, fetched_at=FETCHED_AT)
    return GenericPage(source).read()


READERS: Final[Mapping[str, Callable[[Case], PageReading]]] = {"ours": platform, "ours, generic reader": generic}


def answer(case: Case, reader: Callable[[Case], PageReading] = platform, *, repeats: int = 1) -> Answer:
    """Read one page and turn the reading into what peers give."""
    try:
        reading, seconds, parse = timed(lambda: reader(case), case.html, repeats)
    except ArticleError as error:
        return Answer(error=f"{type(error).__name__}: {error}")
    named = [c for c in reading.credits if c.role in ROLES and not INITIALS.fullmatch(c.name)]
    return Answer(
        text="\n".join(reading.paragraphs),
        paragraphs=reading.paragraphs,
        removed=tuple(span.text for span in reading.removed),
        title=reading.headline,
        date=reading.published.at.isoformat() if reading.published else None,
        authors=tuple(credit.name for credit in named if credit.role == "reporter"),
        credits=frozenset((credit.role, credit.name) for credit in named),
        seconds=seconds,
        parse_seconds=parse,
    )
