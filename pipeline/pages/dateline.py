"""The place before a story's first dash: `TRIBUNGAYO.COM, REDELONG - `, `Mataram (ANTARA) - `, `Tubaba – `.

A head is taken for a dateline when it names an outlet, or when it looks like nothing but a place. Otherwise the
paragraph stays whole: a sentence with a dash in it must not lose its beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """dateline.yml, typed."""

    suffixes: Sequence[str]
    outlet_words: Sequence[str]
    wires: Sequence[str]
    never: Sequence[str]
    opening: Sequence[str]


VOCABULARY: Final = msgspec.convert(
    yaml.safe_load(Path(__file__).with_name("dateline.yml").read_text("utf-8")), type=Vocabulary
)
LONGEST_HEAD: Final = 80
"""Characters before the dash."""

SITE: Final = re.compile(rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{'|'.join(VOCABULARY.suffixes)})\b", re.IGNORECASE)
DASH: Final = re.compile(r"\s*(?:[-–—―]{1,3}|\|{1,2}|:)\s*")
DATE: Final = re.compile(r"[,\s]*\(?(?:\b\w+['’]?\w*,?\s*)?\(?\d{1,2}[/.\s-].{0,20}?\d{2,4}\)?\s*$|[,\s]*\(\d{1,2}[/-]\d{1,2}\)\s*$")
WORD: Final = re.compile(r"[^\W\d_]+")
PLACE_TOKEN: Final = re.compile(r"^(?:[A-Z][\w'’.]*|[IVX]+)$")


def split(paragraph: str, *, outlet_name: str) -> tuple[str | None, str]:
    """Return the place as printed (None if only the outlet stands there, or no dateline) and the paragraph after it."""
    text = paragraph.strip()
    for dash in DASH.finditer(text[: LONGEST_HEAD + 10]):
        head, rest = text[: dash.start()], text[dash.end() :]
        if not head or len(head) > LONGEST_HEAD:
            break
        place, sure = _read(head, outlet_name)
        if sure and (place or rest):
            return place, rest
        if place and _begins(rest) and _is_dash(dash[0]):
            return place, rest
    return _without_dash(text, outlet_name)


def _is_dash(separator: str) -> bool:
    """A bare place needs a mark that stands free on at least one side: `Bandar Lampung-Metro` is a road."""
    return separator != separator.strip() and ":" not in separator


def _begins(rest: str) -> bool:
    return bool(re.match(r"[\"“”'‘’(*]*[A-Z0-9]", rest))


def _without_dash(text: str, outlet_name: str) -> tuple[str | None, str]:
    """`Namrole, Orasirakyat.com` alone on its line."""
    if len(text) <= LONGEST_HEAD and "," in text:
        place, sure = _read(text, outlet_name)
        if sure and place:
            return place, ""
    return None, text


def _read(head: str, outlet_name: str) -> tuple[str | None, bool]:
    """Return (place or None, whether an outlet or wire in the head makes it surely a dateline)."""
    head = DATE.sub("", head).strip(" ,")
    parts = [part.strip(" ,.()[]*") for part in re.split(r"[,/()]", head)]
    outlets = [part for part in parts if part and _is_outlet(part, outlet_name)]
    places = [part for part in parts if part and part not in outlets]
    if not all(_is_place(part) for part in places):
        return None, False
    place = ", ".join(places)
    if not outlets:
        place = _without_initials(place, outlet_name)
    return place or None, bool(outlets)


def _is_outlet(part: str, outlet_name: str) -> bool:
    if SITE.fullmatch(part) or part.lower() in VOCABULARY.wires:
        return True
    plain, name = _plain(part), _plain(outlet_name)
    if len(plain) >= 4 and name and (plain == name or plain.startswith(name) or name.startswith(plain)):
        return True
    first = part.lower().split()
    return len(first) > 1 and first[0] in VOCABULARY.outlet_words and len(first) <= 4 and all(map(_capital, part.split()))


def _is_place(part: str) -> bool:
    tokens = part.split()
    words = [word.lower() for word in WORD.findall(part)]
    return (
        0 < len(tokens) <= 4
        and all(map(_capital, tokens))
        and not any(char.isdigit() for char in part)
        and NEVER.isdisjoint(words)
    )


def _capital(token: str) -> bool:
    return bool(PLACE_TOKEN.match(token))


def _without_initials(place: str, outlet_name: str) -> str:
    """`TUBEI RU` in Radar Utara: the outlet's initials are no part of the place."""
    initials = "".join(word[0] for word in WORD.findall(outlet_name)).upper()
    tokens = place.split()
    if len(tokens) > 1 and len(initials) > 1 and tokens[-1].strip(".") == initials:
        return " ".join(tokens[:-1])
    return place


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", SITE.sub(lambda m: m[0].split(".")[0], text.lower()))


NEVER: Final = frozenset(VOCABULARY.never)
