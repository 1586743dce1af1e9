"""Which spellings of names mean one person, among people of one place and day: `M. Asdar` is `Muhammad Asdar` there.

Names are keys (model.Person.key: small letters, no full stops). What is said here holds where the reports were of one
place and day anyway; as a claim about the whole archive it would be far too bold.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Final

SHORT: Final = {
    short: full
    for full, shorts in {
        "muhammad": "muh moh moch mohd muhd mhd mochamad mochammad mohamad mohammad muhamad muhamed mohamed",
        "ahmad": "achmad akhmad ahmd akh ach",
        "abdul": "abd abdoel",
        "siti": "sitti st",
        "syamsul": "samsul sjamsul",
        "nyoman": "nym",
        "wayan": "wyn",
        "ketut": "kt",
        "gusti": "gst",
    }.items()
    for short in shorts.split()
}
"""Abbreviated and respelled first names. `md` is Made on Bali and Muhammad elsewhere: left as it is."""
COMMON: Final = frozenset(
    ["muhammad", "ahmad", "abdul", "siti", "nyoman", "wayan", "ketut", "gusti", "made", "putu", "gede", "kadek",
     "komang", "luh", "ni", "andi", "la", "ode", "wa", "nur", "sri", "dwi", "tri", "eka", "budi", "agus", "dewi", "bin",
     "binti", "haji", "lalu", "baiq", "tengku", "teuku", "cut", "raden", "putra", "putri", "indra", "daeng"]
)  # fmt: skip
"""Parts of so many names that one of them alone says nobody's."""
DISTINCT: Final = 3
"""Letters of a part from which on it tells somebody."""


def parts(key: str) -> tuple[str, ...]:
    """Return the parts of a name in one spelling."""
    return tuple(_spelt(SHORT.get(part, part)) for part in key.replace("'", "").replace("-", " ").split())


def compatible(one: str, other: str) -> bool:
    """Say whether two keys can be one person's: parts left out, as initials, abbreviated, or written in one word."""
    a, b = sorted((parts(one), parts(other)), key=len)
    if "".join(a) == "".join(b):
        return bool(a)
    return _within(a, b) or _with_initials(a, b) or _with_initials(b, a)


def classes(keys: Iterable[str]) -> Mapping[str, str]:
    """Return one name of each person for all the keys of a place and day; who may be two people stays himself."""
    everyone = sorted(set(keys))
    by_part: dict[str, set[str]] = defaultdict(set)
    for key in everyone:
        for part in _index(parts(key)):
            by_part[part].add(key)
    alike: dict[str, set[str]] = {key: {key} for key in everyone}
    for group in by_part.values():
        for one, other in combinations(sorted(group), 2):
            if other not in alike[one] and compatible(one, other):
                alike[one].add(other)
                alike[other].add(one)
    sure = {key for key in everyone if all(b in alike[a] for a, b in combinations(sorted(alike[key]), 2))}
    return {
        key: min(alike[key] & sure, key=lambda name: (-len(name), name)) if key in sure else key for key in everyone
    }


def _within(shorter: Collection[str], longer: Collection[str]) -> bool:
    """Say whether the parts of the shorter stand in the longer in their order, whole or as initials."""
    rest = iter(longer)
    whole = 0
    for part in shorter:
        for other in rest:
            if part == other or (1 in (len(part), len(other)) and part[0] == other[0]):
                whole += part == other and _tells(part)
                break
        else:
            return False
    equal = len(set(shorter) & set(longer))
    return whole > 0 or equal > 1 or (equal == 1 and len(shorter) == len(longer) > 1)


def _with_initials(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether one of two is the other with other initials before one surname: `L M Mustamin`, `La Ode Mustamin`."""
    *initials, last = short or ("",)
    return (
        bool(initials)
        and all(len(part) == 1 for part in initials)
        and _tells(last)
        and len(whole) > 1
        and whole[-1] == last
        and whole[0][0] == initials[0]
    )


def _index(name: tuple[str, ...]) -> set[str]:
    """Return what two spellings of one name have in common."""
    return (
        {part for part in name if _tells(part)} | {"".join(name)} | ({f"{name[0]} {name[1][0]}"} if name[1:] else set())
    )


def _tells(part: str) -> bool:
    return len(part) >= DISTINCT and part not in COMMON


def _spelt(part: str) -> str:
    """Return a part without what old and new spelling, or two clerks, write differently."""
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("kh", "k")):
        part = part.replace(old, new)
    return "".join(letter for at, letter in enumerate(part) if not at or letter != part[at - 1])
