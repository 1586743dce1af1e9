"""What an article tells of its event, and whether two articles of one place and day can tell of the same.

People are the same where their names may be one person's (namesakes.py). Reports of one event are often coded as
neighbouring acts, or give it other breaches: two people in common, of whom one does not speak on every case, weigh
more than that.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipeline import unnamed
from pipeline.model import Coding
from pipeline.namesakes import classes

GATHERINGS: Final = frozenset({"pledge", "assembly", "appeal", "outreach", "regulation"})
CASES: Final = frozenset({"alleged_violation", "complaint", "process", "sanction", "criminal_case"})
"""Acts that reports of one event are divided on: what a gathering was, how far a case has come by the evening."""
SUPERVISORS: Final = re.compile(r"\b(?:bawaslu|panwas\w*|kpu|kip|kasn|bkn|gakkumdu|komisi|pengawas)\b")
OFFICIALS: Final = re.compile(
    r"\b(?:bupati|wali ?kota|gubernur|sekda\w*|sekretaris daerah|inspektur|inspektorat|bk[dp]\w*"
    r"|kapol\w+|dandim|dprd)\b"
)
"""Offices of those who speak on every case of their region; gatherings and transfers are their own acts."""
DOUBTFUL: Final = frozenset({"relative", "weekday_mismatch", "bad_year"})
"""Flags of event dates (docs/codebook.md): `semalam` may be yesterday, a misprinted day is repaired by its weekday."""
SUPPORT: Final = 2
"""People in common that outweigh what two reports were coded differently in."""
UNSPECIFIED: Final = "V99"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one coded article says of its event."""

    article: int
    cluster: int
    type: str | None
    province: str | None
    regency: str | None
    day: date | None
    inferred: bool = False
    """The day was counted back from publication, or repaired."""
    published: date | None = None
    actors: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """Keys of names (model.Person.key)."""
    voices: frozenset[str] = frozenset()
    """Those of them who speak on every event of the kind (see voices)."""
    violations: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    """Of people whom a report on a case does not name (unnamed.py)."""
    offices: frozenset[str] = frozenset()
    """Heads of districts and villages of whom a report on a case speaks (unnamed.py)."""

    @property
    def place(self) -> str | None:
        return self.regency or self.province


def told(article: int, coding: Coding, text: str, *, cluster: int, published: date | None) -> Told:
    """Return what a coding says of the event of its article, whose headline and body are `text`."""
    case = coding.event_type in CASES
    return Told(
        article=article, cluster=cluster, type=coding.event_type, province=coding.province, regency=coding.regency,
        day=coding.event_date if coding.event_date_precision == "day" else None, published=published,
        inferred=is_inferred(coding.event_date_flags), actors=frozenset(coding.actors),
        people=frozenset(person.key for person in coding.people),
        voices=voices({person.key: person.role or "" for person in coding.people}, coding.event_type),
        violations=frozenset(act.code for act in coding.violations if act.certainty != "hypothetical"),
        initials=unnamed.initials(text) if case else frozenset(),
        offices=unnamed.offices(text) if case else frozenset(),
    )  # fmt: skip


def voices(people: Mapping[str, str], kind: str | None) -> frozenset[str]:
    """Return which people, by key with their offices, speak on every event of a kind and tell none from another."""
    offices = {key: role.casefold() for key, role in people.items()}
    return frozenset(
        key for key, role in offices.items() if SUPERVISORS.search(role) or (kind in CASES and OFFICIALS.search(role))
    )


def is_inferred(flags: Collection[str]) -> bool:
    """Say whether the flags of a day tell that it may be the day before or after."""
    return not DOUBTFUL.isdisjoint(flags)


def respelt(articles: Sequence[Told]) -> Iterator[Told]:
    """Yield articles of one place and day with every person under one name."""
    name = classes(key for one in articles for key in one.people)
    spelt: dict[str, set[str]] = defaultdict(set)
    for one in articles:
        for key in one.people - one.voices if one.type in CASES else ():
            spelt[unnamed.letters(name[key])].add(name[key])
    for one in articles:
        meant = {min(spelt[letters]) if len(spelt[letters]) == 1 else letters for letters in one.initials}
        yield replace(
            one,
            people=frozenset(name[key] for key in one.people) | meant,
            voices=frozenset(name.get(key, key) for key in one.voices),
        )


def contradict(one: Told, other: Told) -> bool:
    """Say whether two articles of one act, place and day cannot tell of the same event."""
    if one.cluster == other.cluster:
        return False
    unlike = disjoint(acts(one), acts(other)) or _other_office(one, other)
    return disjoint(one.actors, other.actors) or (unlike and not supported(one, other))


def _other_office(one: Told, other: Told) -> bool:
    """Say whether each tells of one head of a district or village, and they are not the same one's."""
    mine, yours = ([office.split() for office in told.offices] for told in (one, other))
    return len(mine) == len(yours) == 1 and mine[0][0] == yours[0][0] and mine != yours


def shared(one: Told, other: Told) -> tuple[int, int]:
    """Return how many people two articles have in common, and how many of these speak for themselves."""
    both = one.people & other.people
    own = both - (one.voices | other.voices)
    by_office = not own and bool(one.offices & other.offices)
    return len(both) + by_office, len(own) + by_office


def supported(one: Told, other: Told, enough: int = SUPPORT) -> bool:
    """Say whether so many people are in common that they outweigh a difference; one must speak for himself."""
    everyone, own = shared(one, other)
    return everyone >= enough and own > 0


def neighbours(one: Told, other: Told) -> bool:
    """Say whether two articles of one place and day tell of one event, though they were coded as different acts."""
    kinds = {one.type, other.type}
    vague = "alleged_violation" in kinds and not acts(one) and not acts(other)
    if not (kinds <= GATHERINGS or kinds <= CASES or (vague and kinds & GATHERINGS)) or contradict(one, other):
        return False
    within = one.people <= other.people or other.people <= one.people
    return supported(one, other) or (within and not vague and shared(one, other)[1] > 0)


def acts(one: Told) -> frozenset[str]:
    return one.violations - {UNSPECIFIED}


def disjoint(one: Collection[str], other: Collection[str]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)
