"""Who holds which office where, as the archive itself tells: grown from people named beside their office.

A holder fits an article only within the days in which the archive saw them there, give or take a month; where two
fit, nobody does. Only offices of data/offices.yml count, which one person holds in one region.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from pipeline.coding.lexicon import alternatives, fold, vocabulary
from pipeline.coding.regions import RegionType, by_code, load

Level = Literal["regency", "city", "province", "local", "any"]
TYPES: Final[Mapping[Level, tuple[RegionType, ...]]] = {
    "regency": ("regency",),
    "city": ("city",),
    "province": ("province",),
    "local": ("regency", "city"),
    "any": ("regency", "city", "province"),
}
PARENTHESIS: Final = re.compile(r"\([^)]*\)")
AROUND: Final = timedelta(days=30)
"""Before the first and after the last day on which a holder was seen: acting ones stay two months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office of one region."""

    role: str
    """Name of the office in data/offices.yml: `bupati`, `ketua bawaslu`."""
    region: str
    """Kemendagri code."""
    acting: bool = False
    """Pj, Pjs, Plt, Plh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A person beside an office in one article."""

    office: Office
    name: str
    key: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person, and the first and last day on which articles gave them the office."""

    office: Office
    name: str
    key: str
    first: date
    last: date
    articles: int


def office(role: str, *, regency: str | None, province: str | None) -> Office | None:
    """Return the office that a role as printed names, or None where it is not one of one holder.

    The region is the one in the role; a role without one has that of the article, where its kind fits the office.
    """
    match = _pattern().match(" ".join(PARENTHESIS.sub(" ", fold(role)).replace(".", " ").split()))
    if match is None or _never().search(fold(role)):
        return None
    title = _titles()[" ".join(match["title"].split())]
    kinds = [_kinds()[word] for word in match["kinds"].split()]
    types = [kind for kind in TYPES[_levels()[title]] if kind in kinds or not set(kinds) - {"open"}]
    own = [code for code in (regency, province) if code and code in by_code() and by_code()[code].type in types]
    inside = " ".join(match["region"].split())
    codes = [code for code in _regions().get(inside, ()) if by_code()[code].type in types] if inside else own[:1]
    if len(codes) > 1:
        codes = [code for code in codes if code in own[:1]]
    if len(codes) != 1:
        return None
    return Office(role=title, region=codes[0], acting=match["acting"] is not None)


def held(role: str, *, regency: str | None, province: str | None) -> Office | None:
    """Return the office that a person stands beside, where no doubt is left in which region it is.

    A `Ketua Bawaslu` without a region may be the regency's or the province's; a `Bupati` is the regency's.
    """
    found = office(role, regency=regency, province=province)
    if found is None or _levels()[found.role] in ("regency", "city", "province"):
        return found
    return office(role, regency=None, province=None)


def holders(sightings: Iterable[Sighting]) -> list[Holder]:
    """Return the holders of all offices, in order; a part of a name means the one longer name it is part of."""
    by_office: dict[Office, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_office[sighting.office].append(sighting)
    found = []
    for place, seen in by_office.items():
        whole = _whole({one.key for one in seen})
        people: dict[str, list[Sighting]] = defaultdict(list)
        for one in seen:
            people[whole[one.key]].append(one)
        for key, of in people.items():
            names = Counter(one.name for one in of if one.key == key)
            name = min(names, key=lambda spelling: (-names[spelling], spelling))
            days = [one.on for one in of]
            found.append(Holder(office=place, name=name, key=key, first=min(days), last=max(days), articles=len(of)))
    return sorted(found, key=lambda one: (one.office.role, one.office.region, one.office.acting, one.first, one.key))


def by_office(known: Iterable[Holder]) -> Mapping[tuple[str, str], Sequence[Holder]]:
    """Return holders by role and region, for `holder`."""
    found: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for one in known:
        found[one.office.role, one.office.region].append(one)
    return found


def holder(wanted: Office, on: date, known: Mapping[tuple[str, str], Sequence[Holder]]) -> Holder | None:
    """Return the one holder of an office on a day, or None.

    `Bupati` may be said of a Pjs too, so an acting holder of the same days leaves it open; `Pjs Bupati` never means
    another than an acting one.
    """
    fitting = [
        one
        for one in known.get((wanted.role, wanted.region), ())
        if one.first - AROUND <= on <= one.last + AROUND and (one.office.acting or not wanted.acting)
    ]
    return fitting[0] if len(fitting) == 1 and fitting[0].office.acting == wanted.acting else None


def _whole(keys: Iterable[str]) -> dict[str, str]:
    """Return, for each name, the longest of the names it is a part of, where those are parts of one another."""
    known = sorted(keys, key=lambda key: (len(key.split()), key))
    found = {}
    for key in known:
        longer = [other for other in known if set(key.split()) < set(other.split())]
        chain = all(set(a.split()) <= set(b.split()) for a, b in pairwise(longer))
        found[key] = longer[-1] if longer and chain else key
    return found


def _list(key: str) -> list[str]:
    listed = vocabulary("offices")[key]
    if not isinstance(listed, list):
        raise TypeError(f"{key} of data/offices.yml is not a list")
    return [str(word) for word in listed]


@cache
def _table() -> Mapping[str, Mapping[str, object]]:
    table = vocabulary("offices")["titles"]
    if not isinstance(table, dict):
        raise TypeError("titles of data/offices.yml is not a mapping")
    return table


@cache
def _levels() -> Mapping[str, Level]:
    levels: dict[str, Level] = {}
    for title, entry in _table().items():
        for level in TYPES:
            if entry["level"] == level:
                levels[title] = level
    return levels


@cache
def _titles() -> Mapping[str, str]:
    found = {}
    for title, entry in _table().items():
        words = entry["words"]
        if not isinstance(words, list):
            raise TypeError(f"words of {title} in data/offices.yml is not a list")
        found.update({str(word): title for word in words})
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<acting>{alternatives(_list('acting'))})\s+)?(?P<title>{alternatives(_titles())})"
        rf"(?P<kinds>(?:\s+(?:{alternatives(_kinds())}))*)(?P<region>(?:\s.*)?)$"
    )


@cache
def _kinds() -> Mapping[str, str]:
    table = vocabulary("offices")["kinds"]
    if not isinstance(table, dict):
        raise TypeError("kinds of data/offices.yml is not a mapping")
    return {str(word): str(kind) for kind, words in table.items() for word in words}


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_list('never'))})\b")


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for region in load():
        for name in (region.base, *region.short):
            found[fold(name)].add(region.code)
    return {name: frozenset(codes) for name, codes in found.items()}
