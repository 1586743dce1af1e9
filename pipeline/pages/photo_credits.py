"""Who took a picture, from its caption: `FOTO EDI/RADARX.CO.ID --`, `-Wawan-radarx.co`, `ANTARA FOTO/Budi`.

A caption credits somebody only where a paper's name, `Foto:` or `Dok` stands beside the name.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.model import Credit
from pipeline.pages.literals import Literals
from pipeline.pages.names import (
    OFFICE,
    VOCABULARY,
    alternatives,
    is_office,
    is_outlet,
    is_person,
    split_names,
    without_addresses,
)

IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{3,90})[)\]][\s.–—-]*$")
LABELLED: Final = alternatives(
    label for label in VOCABULARY.labels["photographer"] if not label.startswith(("dok", "s"))
)
AFTER_FOTO: Final = re.compile(
    r"(?:^|[\s(.,;|•·–—-])(?P<label>(?:FOTO|Foto|PHOTO|Photo)\b\s*[:.]?|(?:DOK|Dok)(?:UMENTASI|umentasi)?\b\s*[:.]?"
    rf"|(?i:{LABELLED})\s*:|(?i:jepretan|bidikan|fotografer|foto oleh)(?=\s+[A-Z]))"
    r"\s*(?P<value>[^:()]{2,80}?)[\s)–—.-]*$"
)
FOTO: Final = Literals(["foto", "photo", "dok", *(label.split()[0] for label in VOCABULARY.labels["photographer"])])
DASH: Final = frozenset("-–—")
BRACKETS: Final = frozenset(")]")
BEFORE: Final = re.compile(r"[(\[]([^()\[\]]{3,90})[)\]]\s+\S")
"""`(Foto oleh NAME) What it shows`."""
DASHED: Final = re.compile(r"\s?[-–—]{1,2}\s*(?P<name>[^\-–—,:()/]{3,60}?)\s*[-–—]\s*(?P<site>[\w.]{4,40})\s*$")
LABEL: Final = re.compile(rf"(?:{LABELLED})\b\s*(?P<colon>[:.])?\s*(?:oleh\b\s*:?\s*)?", re.IGNORECASE)
DOK: Final = re.compile(r"(?:dok(?:umentasi|\.)?)(?:\s+foto)?\b\s*[:.]?\s*", re.IGNORECASE)
INITIALS: Final = re.compile("[A-Z]{2,4}")
"""Of a paper."""
HANDOUT: Final = re.compile(r"^HO\b[\s/-]*")
LONGEST_END: Final = 250
"""Characters at the end of a caption in which its credit stands."""

MOST_WORDS_ALONE: Final = 3
"""Words of a line that is nothing but an office's name; a longer one may be a headline about it."""


def photo_credits(line: str, outlet_name: str) -> Iterator[Credit]:
    """Yield the photographer, or the office that handed the picture out, that a caption line names."""
    line = without_addresses(line[-LONGEST_END:]).strip()
    for text in _places(line, outlet_name):
        if found := list(_read(text, outlet_name)):
            yield from found
            return


def _places(line: str, outlet_name: str) -> Iterator[str]:
    """Yield the parts of a caption where a photo credit can stand, the surest first."""
    if not DASH.isdisjoint(line) and (match := DASHED.search(line)) and is_outlet(match["site"], outlet_name):
        yield f"{match['name']}/{match['site']}"
    if not BRACKETS.isdisjoint(line) and (match := IN_BRACKETS.search(line)):
        yield match[1]
    if line.startswith(("(", "[")) and (match := BEFORE.match(line)) and LABEL.match(match[1]):
        yield match[1]
    if FOTO.stand_in(line.lower()) and (match := AFTER_FOTO.search(line)):
        yield f"{match['label']} {match['value']}"
    if _is_credit_alone(line):
        yield line


def _is_credit_alone(line: str) -> bool:
    """`TRIBUN X/NAME`, `Diskominfo`: but `Home / Radar X / Politik` is a menu."""
    if "/" in line:
        pieces = line.split("/")
        paired = len(pieces) == 2 or line.upper().startswith("ANTARA FOTO")
        return len(line) <= 60 and paired and all(piece == piece.strip() for piece in pieces)
    return bool(OFFICE.match(line)) and len(line.split()) <= MOST_WORDS_ALONE


def _is_body(name: str) -> bool:
    """`Dok. BKPSDM`, `Dok. Dinas Pendidikan`: pictures come from bodies too."""
    words = name.lower().split()
    return (name.isalpha() and name.isupper()) or words[0] in VOCABULARY.bodies


def _is_stock(paper: str) -> bool:
    """`unsplash.com/saut`, `instagram.com/sari`: pictures of accounts."""
    return paper.lower().removeprefix("www.").split(".")[0] in VOCABULARY.stock


def _says_who(label: re.Match[str]) -> bool:
    """`Foto: X`, `Foto oleh X`, `Jepretan X`: `Foto X` alone says what is shown."""
    return bool(label["colon"]) or label[0].lower().split()[0] not in {"foto", "photo"} or "oleh" in label[0].lower()


def _read(text: str, outlet_name: str) -> Iterator[Credit]:
    text = text.strip(" .-–—")
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    dok = DOK.match(rest)
    rest = rest[dok.end() :] if dok else rest
    parts = [part for piece in rest.split("/") if (part := piece.strip(" .-–—"))]
    handed = any(HANDOUT.match(part) for part in parts)
    parts = [part for piece in parts if (part := HANDOUT.sub("", piece).strip())]
    if len(parts) == 2 and INITIALS.fullmatch(parts[0]) and " " in parts[1]:
        parts = parts[1:]  # `Foto: SP/Sari Wulan`
    papers = [part for part in parts if is_outlet(part, outlet_name) or part.upper() == "ANTARA FOTO"]
    for name in [part for part in parts if part not in papers][:1]:
        if is_office(name) or (dok and _is_body(name)):
            yield Credit(role="source", name=name)
        elif not (handed or dok or any(map(_is_stock, papers))) and (papers or (label and _says_who(label))):
            people = [one for one in split_names(name) if is_person(one, outlet_name)]
            yield from (Credit(role="photographer", name=one) for one in people)
