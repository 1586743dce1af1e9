"""Who took a picture, from its caption: `FOTO EDI/RADARX.CO.ID --`, `-Wawan-radarx.co`, `ANTARA FOTO/Budi`, `Dok. Humas X`.

A caption credits somebody only where a paper's name, `Foto:` or `Dok` stands beside the name.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.model import Credit
from pipeline.pages.names import SITE, is_office, is_outlet, is_person, split_names

IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{3,90})[)\]][\s.–—-]*$")
AFTER_FOTO: Final = re.compile(
    r"(?:^|[\s(.,;–—-])(?P<label>(?:FOTO|Foto|PHOTO|Photo)\b\s*[:.]?|(?:DOK|Dok)(?:UMENTASI|umentasi)?\b\s*[:.]?)"
    r"\s*(?P<value>[^:()]{2,80}?)[\s)–—.-]*$"
)
DASHED: Final = re.compile(r"[\s.,–—-][-–—]{1,2}\s*(?P<name>[^\-–—.,:()]{3,60}?)\s*[-–—]\s*(?P<site>\S+)\s*$")
LABEL: Final = re.compile(r"^(?P<foto>foto|photo|fotografer)\b\s*(?P<colon>[:.])?\s*", re.IGNORECASE)
DOK: Final = re.compile(r"^(?:dok(?:umentasi|\.)?)(?:\s+foto)?\b\s*[:.]?\s*", re.IGNORECASE)
HANDOUT: Final = re.compile(r"^HO\b[\s/-]*")
LONGEST_ALONE: Final = 60


def photo_credits(line: str, outlet_name: str) -> Iterator[Credit]:
    """Yield the photographer, or the office that handed the picture out, that a caption line names."""
    for text in _places(line):
        found = list(_read(text, outlet_name))
        if found:
            yield from found
            return


def _places(line: str) -> Iterator[str]:
    """Yield the parts of a caption where a photo credit can stand, the surest first."""
    if match := DASHED.search(line):
        yield f"{match['name']}/{match['site']}" if SITE.fullmatch(match["site"]) else ""
    if match := IN_BRACKETS.search(line):
        yield match[1]
    if match := AFTER_FOTO.search(line):
        yield f"{match['label']} {match['value']}"
    if len(line) <= LONGEST_ALONE:
        yield line


def _read(text: str, outlet_name: str) -> Iterator[Credit]:
    text = text.strip(" .-–—")
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    dok = DOK.match(rest)
    rest = rest[dok.end() :] if dok else rest
    parts = [part.strip(" .-–—") for part in rest.split("/") if part.strip(" .-–—")]
    handed = any(HANDOUT.match(part) for part in parts)
    parts = [HANDOUT.sub("", part).strip() for part in parts]
    papers = [part for part in parts if part and (is_outlet(part, outlet_name) or part.upper() == "ANTARA FOTO")]
    others = [part for part in parts if part and part not in papers]
    for name in others[:1]:
        if is_office(name):
            yield Credit(role="source", name=name)
        elif handed or dok:
            return
        elif papers or (label and label["colon"] and len(parts) == 1):
            yield from (
                Credit(role="photographer", name=one) for one in split_names(name) if is_person(one, outlet_name)
            )
