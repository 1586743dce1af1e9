"""The rules that this topic cites (data/laws.yml), and which of them a misprinted one may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import vocabulary
from pipeline.model import Citation

ABOUT: Final = re.compile(r"\W{0,3}(?:republik indonesia\s+)?tentang\s+(?P<about>[^.;:\"”()]{3,80})", re.IGNORECASE)
SLASH_YEAR: Final = re.compile(r"^(?P<number>\d{1,3}[A-Z]?)/(?P<year>(?:19|20)\d\d)$")
COURT_YEAR: Final = re.compile(r"/PUU-(?P<roman>[IVXL]+)/(?P<year>\d{4})$", re.IGNORECASE)
NUMBERED: Final = frozenset({"UU", "PP"})
"""Kinds of which a known number in a wrong year is a misprint; every body numbers its own rules from 1 each year."""
NEAR: Final = 10
"""Years by which a misprinted year may be off."""


@dataclass(frozen=True, slots=True)
class Law:
    title: str
    about: tuple[str, ...]
    begins: date | None
    ends: date | None
    articles: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A citation, without its articles, and the span of the text that it takes."""

    start: int
    end: int
    citation: Citation
    only_with_article: bool = False
    """Named without a number, which is no citation unless an article of it is cited."""


@cache
def registry() -> Mapping[tuple[str, str, int | None], Law]:
    """Return the laws of data/laws.yml by kind, number and year."""
    table = vocabulary("laws")["laws"]
    if not isinstance(table, dict):
        raise TypeError("laws of data/laws.yml is not a mapping")
    laws = {}
    for name, facts in table.items():
        kind, _, rest = str(name).rpartition(" ")
        number, year = key_of(rest)
        laws[kind, number, year] = Law(
            title=facts["title"],
            about=tuple(facts["about"]),
            begins=facts.get("from"),
            ends=facts.get("until"),
            articles=str(facts.get("articles", "")),
            checked=bool(facts.get("checked", True)),
        )
    return laws


def key_of(printed: str) -> tuple[str, int | None]:
    if match := SLASH_YEAR.match(printed):
        return match["number"].lstrip("0"), int(match["year"])
    if match := COURT_YEAR.search(printed):
        return printed.upper(), int(match["year"])
    return printed, None


def doubt(document: Document, citation: Citation, end: int) -> str | None:
    """Return why a citation looks misquoted, or None."""
    kind, number, year = citation.law_type, citation.number or "", citation.year
    if year and document.published and year > document.published.year:
        return f"year after publication{likely(kind, number, year, None)}"
    match = ABOUT.match(document.text, end)
    about = match["about"].lower() if match else None
    law = registry().get((kind, number, year))
    if law is None:
        guess = likely(kind, number, year, about)
        return f"unknown{guess}" if guess else None
    if about and not any(word in about for word in law.about):
        others = [
            name for name, other in registry().items() if name[0] == kind and any(word in about for word in other.about)
        ]
        same_number = [name for name in others if name[1] == number or name[2] == year]
        if same_number:
            return f"subject fits {short(same_number[0])}"
    return None


def likely(kind: str, number: str, year: int | None, about: str | None) -> str:
    """Return `; perhaps UU 20/2023`: that number in a near year, or that subject in that year; else nothing."""
    near = [
        name
        for name, law in registry().items()
        if name[0] == kind and name[2] and year
        and (any(word in about for word in law.about) if about else kind in NUMBERED)
        and ((name[1] == number and abs(name[2] - year) <= NEAR) or (about is not None and name[2] == year))
    ]  # fmt: skip
    near.sort(key=lambda name: (name[1] != number, abs((name[2] or 0) - (year or 0))))
    return f"; perhaps {short(near[0])}" if near else ""


def short(name: tuple[str, str, int | None]) -> str:
    kind, number, year = name
    return f"{kind} {number}" if year and str(year) in number else f"{kind} {number}/{year}"
