"""Whom a report means without a name: by initials (`oknum kades berinisial SB`) or by office (`Camat Kajang`)."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.coding.names import is_initials, words

SPELT_OUT: Final = re.compile(r"\b(?:ber)?inisial\s+(?P<letters>[A-Z]{1,4}|(?:[A-Z]\.){1,4})(?![\w.])")
SHOWN: Final = re.compile(
    r"(?:\b(?:tersebut|itu|ini|oknum \w+|seorang \w+|[Kk]ades|[Cc]amat|[Ll]urah|[Gg]uru|[Tt]er(?:sangka|dakwa|lapor))"
    r",?\s+"
    r"(?P<after>[A-Z]{2})(?=[,. ]))|(?P<before>\b[A-Z]{2})(?=\s?\(\d{2}\))"
)
"""Two letters where a name would stand; three are more often a body's."""
DISTRICT: Final = "camat"
VILLAGE: Final = "kades"
WARD: Final = "lurah"
OFFICE: Final = re.compile(
    r"\b(?i:(?P<camat>camat)|(?P<lurah>lurah)|(?P<kades>kades|kepala (?:desa|kampung|pekon)|keuchik|geuchik|kuwu"
    r"|peratin|perbekel|pambakal|wali nagari|hukum tua|sangadi))"
    r"\s+(?P<where>[A-Z][a-z]+)"
)


def initials(text: str) -> frozenset[str]:
    """Return the initials, in small letters, by which a text speaks of people."""
    return frozenset(_initials(text))


def _initials(text: str) -> Iterator[str]:
    for match in SPELT_OUT.finditer(text):
        yield match["letters"].replace(".", "").lower()
    for match in SHOWN.finditer(text):
        letters = match["after"] or match["before"]
        if is_initials(letters):
            yield letters.lower()


def offices(text: str) -> frozenset[str]:
    """Return the heads of districts, wards and villages of whom a text speaks: `camat kajang`."""
    titles = frozenset(words("titles")) | {"desa", "nonaktif", "kabupaten", "kota", "di", "dan"}
    return frozenset(
        f"{_kind(match)} {match['where'].lower()}"
        for match in OFFICE.finditer(text)
        if match["where"].lower() not in titles
    )


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in (DISTRICT, WARD, VILLAGE) if match[kind])


def letters(key: str) -> str:
    """Return the initials of a name's key."""
    return "".join(part[0] for part in key.split())
