"""The place before a story's first dash: `TRIBUNGAYO.COM, REDELONG - `, `Mataram (ANTARA) - `, `Tubaba – `.

A head is taken for a dateline when it names an outlet, or when it is a place and nothing else. Otherwise the paragraph
stays whole: a sentence with a dash in it must not lose its beginning, and a pair of candidates is no town.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from pipeline import yaml_file
from pipeline.pages.names import SITE, is_outlet
from pipeline.pages.places import is_known_place, sounds_like_a_place
from pipeline.pages.printed_dates import WEEKDAYS, printed_dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """dateline.yml, typed."""

    wires: Sequence[str]
    kinds: Sequence[str]
    openers: Sequence[str]
    never: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands before a dash."""

    place: str | None
    outlet: bool
    known: bool
    """The place is one of the country's, or says that it is a town or a village."""


VOCABULARY: Final = msgspec.convert(
    yaml_file.load(Path(__file__).with_name("dateline.yml").read_text("utf-8")), type=Vocabulary
)
LONGEST_HEAD: Final = 90
"""Characters before the dash."""

DASH: Final = re.compile(r"\s*(?:[-–—―]{1,3}|\|{1,2}|:)\s*")
DAY: Final = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b,?\s*)?"
    r"\(?\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)?",
    re.IGNORECASE,
)
ABBREVIATION: Final = re.compile(r"[A-Z]{2,4}")
WORD: Final = re.compile(r"[^\W\d_]+")
TOKEN: Final = re.compile(r"[A-Z][\w'’.-]*|dan|di|\d{1,2}")
INSERTION: Final = re.compile(r"[^.!?\"“”]{0,100}\s[-–—]\s")
OPENING: Final = re.compile(r"[\"“”'‘’(*\s]*[A-Z0-9]")
GLUED: Final = re.compile(r"(?P<head>[^,]{2,40},\s*(?P<site>\S+))\s+(?=[\"“]?[A-Z])")

NEVER: Final = frozenset(VOCABULARY.never) | frozenset(WEEKDAYS)
KINDS: Final = frozenset(VOCABULARY.kinds)
OPENERS: Final = frozenset(VOCABULARY.openers)
WIRES: Final = frozenset(VOCABULARY.wires)


def split(paragraph: str, *, outlet_name: str) -> tuple[str | None, str]:
    """Return the place as printed (None if only the outlet stands there, or no dateline) and the paragraph after it."""
    text = paragraph.strip()
    for dash in DASH.finditer(text, 0, LONGEST_HEAD + 8):
        head, rest = text[: dash.start()], text[dash.end() :]
        read = _read(head, outlet_name) if 1 < len(head) <= LONGEST_HEAD else None
        if read is not None and _holds(read, head, dash[0], rest):
            return _continued(read, rest, outlet_name)
    return _without_dash(text, outlet_name)


def _holds(read: Head, head: str, dash: str, rest: str) -> bool:
    """Tell whether what stands before this dash is a dateline and not the beginning of a sentence."""
    if read.outlet:
        return True
    if read.place is None or ":" in dash or not OPENING.match(rest):
        return False
    if dash == dash.strip():
        return read.known and head.isupper()  # `MANNA-Bupati`; `Bandar Lampung-Metro` is a road
    if read.known or head.isupper():
        return True
    # A strange word may be a village; a second dash would make what follows it an insertion. Two may be a candidate's
    # name and the dash his mate's, but not before `Ratusan pegawai`.
    opened = (word := WORD.search(rest)) is not None and word[0].lower() in OPENERS
    return (read.place.isalpha() or sounds_like_a_place(read.place) or opened) and not INSERTION.match(rest)


def _continued(read: Head, rest: str, outlet_name: str) -> tuple[str | None, str]:
    """Outlet and place may each have their own dash: `KUPANG | POS-X.COM - `, `X.COM - BANDA ACEH - `."""
    for dash in DASH.finditer(rest, 0, LONGEST_HEAD):
        more = _read(rest[: dash.start()], outlet_name) if dash.start() > 1 else None
        spaced = dash[0] != dash[0].strip() and ":" not in dash[0]
        if more is not None and spaced and OPENING.match(rest, dash.end()):
            if more.outlet and read.place and more.place is None:
                return read.place, rest[dash.end() :]
            if more.known and more.place and read.place is None:
                return more.place, rest[dash.end() :]
    return read.place, rest


def _without_dash(text: str, outlet_name: str) -> tuple[str | None, str]:
    """`Namrole, Orasirakyat.com` alone on its line, or run into the first sentence."""
    if len(text) <= LONGEST_HEAD and "," in text:
        read = _read(text, outlet_name)
        if read is not None and read.outlet and read.place:
            return read.place, ""
    glued = GLUED.match(text)
    if glued and SITE.fullmatch(glued["site"]):
        read = _read(glued["head"], outlet_name)
        if read is not None and read.place:
            return read.place, text[glued.end() :]
    return None, text


def _read(head: str, outlet_name: str) -> Head | None:
    """Return what a head names; None where a part of it is neither outlet nor place."""
    parts = list(_parts(_without_day(head)))
    outlets = [part for part in parts if _is_outlet(part, outlet_name)]
    initials = _initials(outlet_name)
    places = [_without_initials(part, initials) for part in parts if part not in outlets]
    if any(_is_known(part) for part in places):
        # Beside a known place, a few capitals are the paper's: `RB, MANNA`.
        places = [part for part in places if _is_known(part) or not ABBREVIATION.fullmatch(part)]
    signed = len(initials) > 1 and len(places) > 1 and initials in places
    places = [part for part in places if part != initials or len(places) == 1]
    if not parts or not all(_is_place(part) for part in places):
        return None
    known = bool(places) and any(_is_known(part) for part in places)
    # `Suara Rakyat - ` may be anything; beside a place, or as an address or the paper's own name, it is the paper.
    sure = bool(outlets) and (bool(places) or any(_is_sure(part, outlet_name) for part in outlets))
    return Head(place=", ".join(places) or None, outlet=sure or signed, known=known)


def _without_day(head: str) -> str:
    for printed in reversed(printed_dates(head)):
        head = head[: printed.start] + "," + head[printed.end :]
    return DAY.sub(",", head)


def _parts(head: str) -> Iterator[str]:
    for raw in re.split(r"[,/()\[\]|]", head):
        part = raw.strip(" .*-–—")
        if part and part.lower() not in WEEKDAYS:
            yield part


def _is_outlet(part: str, outlet_name: str) -> bool:
    return part.lower() in WIRES or (is_outlet(part, outlet_name) and not is_known_place(part))


def _is_sure(part: str, outlet_name: str) -> bool:
    return bool(SITE.fullmatch(part)) or part.lower() in WIRES or (is_outlet(part, outlet_name) and part.isupper())


def _is_place(part: str) -> bool:
    tokens = part.split()
    return (
        0 < len(tokens) <= 5
        and part[0].isupper()
        and all(TOKEN.fullmatch(token) for token in tokens)
        and NEVER.isdisjoint(word.lower() for word in WORD.findall(part))
    )


def _is_known(part: str) -> bool:
    return part.split(maxsplit=1)[0].casefold().rstrip(".") in KINDS or is_known_place(part)


def _initials(outlet_name: str) -> str:
    return "".join(word[0] for word in WORD.findall(outlet_name)).upper()


def _without_initials(part: str, initials: str) -> str:
    """`TUBEI RU` in Radar Utara: the outlet's initials are no part of the place."""
    *others, last = part.split()
    return " ".join(others).rstrip(".") if others and len(initials) > 1 and last.strip(".") == initials else part
