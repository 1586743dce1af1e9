"""Which person of a text a part of a name, or an office without a name, means."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from pipeline.coding.lexicon import alternatives, phrases
from pipeline.coding.names import is_initials, is_name, key, without_opening

HEAD_OF: Final = re.compile(r"(?:kepala|komandan|ka[a-z]+)\b", re.IGNORECASE)
NICKNAME: Final = 3
"""Letters of a short form of a name."""
MARKS: Final = frozenset(
    {
        "pj",
        "pjs",
        "plt",
        "plh",
        "penjabat",
        "sementara",
        "mantan",
        "selaku",
        "kabupaten",
        "kab",
        "kota",
        "provinsi",
        "pelaksana",
        "tugas",
    }
)


def resolve(name: str | None, people: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the full name and the office of a person named by a part of the name."""
    if not name:
        return None, None
    name = without_opening(name)
    if is_initials(name):
        return name, None
    if name in people:
        return name, people[name]
    tokens = set(key(name).split())
    longer = [known for known in people if tokens <= set(key(known).split())]
    shorter = [known for known in people if set(key(known).split()) <= tokens]
    best = max(longer or shorter, key=len, default=None) or by_nickname(name, people)
    if best is None:
        return (name, None) if is_name(name) else (None, None)
    junk = name.endswith(f" {best}") and " " in best  # a village before its head: Sukamaju Tono Wibowo
    return (best if len(best) >= len(name) or junk else name), people[best]


def by_nickname(name: str, people: Mapping[str, str]) -> str | None:
    """Return the one person of whose names `name` is the beginning: `Ratna` of Baiq Ratnaningsih."""
    hits = [known for known in people if any(part.startswith(name) for part in known.split())]
    return hits[0] if len(hits) == 1 and len(name) >= NICKNAME and " " not in name else None


@cache
def synonyms() -> re.Pattern[str]:
    groups = (
        f"(?P<s{index}>{alternatives(group)})" for index, group in enumerate(phrases("people", "same_office").values())
    )
    return re.compile(rf"\b(?:{'|'.join(groups)})\b")


def office_of(role: str) -> list[str]:
    """Return the words of an office, in one spelling, without what does not tell it apart: acting, kind of region."""
    names = list(phrases("people", "same_office"))
    plain = synonyms().sub(lambda match: names[int((match.lastgroup or "s0")[1:])], role.lower())
    return [word for word in re.findall(r"\w+", plain) if word not in MARKS]


def by_role(role: str | None, people: Mapping[str, str], last: str | None) -> str | None:
    """Return the one person of the text who holds the office `role`, named without a name: `ujar Dandim`."""
    wanted = office_of(role or "")
    if not wanted:
        return None
    head = " ".join(wanted[:2]) if wanted[0] == "wakil" else wanted[0]
    hits = []
    for name, office in people.items():
        held = office_of(office)
        if (
            head in " ".join(held)
            and ("wakil" in held) == ("wakil" in wanted)
            and all(word in held for word in wanted[1:])
        ):
            hits.append(name)
    if not hits:
        hits = [
            name
            for name, office in people.items()
            if head in office_of(office) and ("wakil" in office_of(office)) == ("wakil" in wanted)
        ]
    if not hits and wanted[0].startswith("ka") and len(wanted) == 1:  # Kadisdik, Kapus: the only head of something
        hits = [name for name, office in people.items() if HEAD_OF.match(office)]
    if not hits:  # `Komandan` of a text whose `Komandan Kodim 0716` is known
        hits = [name for name, office in people.items() if office.lower().startswith((role or "").lower() + " ")]
    if len(hits) == 1:
        return hits[0]
    return last if last in hits else None
