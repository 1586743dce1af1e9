"""Which articles tell of one event: the same act, place, day and people, in copies, other outlets and follow-ups.

An article whose act, place or day is not known tells of no event that could be counted, unless its copies, or the one
event that fits it, say the rest. Everything here is a function of the whole set of articles, so the events do not
depend on the order in which articles came.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Final, TypeVar

from pipeline.syndication import components

OCCURRENCES: Final = frozenset(
    {"pledge", "assembly", "appeal", "outreach", "regulation", "alleged_violation", "complaint", "process",
     "incumbent_transfer", "sanction", "criminal_case"}
)  # fmt: skip
"""Types that happen at one place on one day. Statistics, statements and `other` are no events to be counted."""
FOLLOW_UP: Final = timedelta(days=3)
"""How long after an event an article without a date may still report it."""
UNSPECIFIED: Final = "V99"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one coded article says of its event."""

    article: int
    cluster: int
    type: str | None
    province: str | None
    regency: str | None
    day: date | None
    published: date | None = None
    actors: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """Keys of names (model.Person.key)."""
    violations: frozenset[str] = frozenset()

    @property
    def place(self) -> str | None:
        return self.regency or self.province


def link(articles: Iterable[Told]) -> Mapping[int, int]:
    """Return the event of each article that has one; an event is named by its smallest article."""
    told = sorted(complete(articles), key=lambda one: one.article)
    grouped: list[list[Told]] = []
    for bucket in _buckets(one for one in told if one.regency):
        grouped += group(bucket)
    provincial = [one for one in told if one.province and not one.regency]
    apart, joins = _attach(grouped, [one for one in provincial if one.day])
    for bucket in _buckets(apart):
        grouped += group(bucket)
    _, late = _attach(grouped, [one for one in told if one.type in OCCURRENCES and not one.day])
    events = {one.article: members[0].article for members in grouped for one in members}
    for article, event in {**joins, **late}.items():
        events[article] = event
    smallest: dict[int, int] = {}
    for article, event in events.items():
        smallest[event] = min(smallest.get(event, article), article)
    return {article: smallest[event] for article, event in events.items()}


def complete(articles: Iterable[Told]) -> Iterator[Told]:
    """Yield the articles with what their copies agree on in the place of what they lack themselves.

    Copies of one day and place tell of one act, though another headline may have had it coded as another.
    """
    clusters: dict[int, list[Told]] = defaultdict(list)
    for one in articles:
        clusters[one.cluster].append(one)
    for members in clusters.values():
        alike: dict[tuple[str | None, str | None, date | None], list[Told]] = defaultdict(list)
        for one in _filled(members):
            alike[one.province, one.regency, one.day].append(one)
        for copies in alike.values():
            kind = _usual(copies)
            yield from (replace(one, type=kind) for one in copies)


def _filled(members: Sequence[Told]) -> Iterator[Told]:
    day = _agreed(one.day for one in members)
    province = _agreed(one.province for one in members)
    regency = _agreed(one.regency for one in members)
    for one in members:
        where = one.province or province
        inside = regency if regency and where and regency.startswith(where) else None
        yield replace(one, day=one.day or day, province=where, regency=one.regency or inside)


def _usual(copies: Sequence[Told]) -> str | None:
    """Return the type that most copies were coded with; of two as frequent, the one that was published first."""
    counts = Counter(one.type for one in copies if one.type)
    first = sorted(copies, key=lambda one: (one.published or date.max, one.article))
    return max((one.type for one in first if one.type), key=lambda kind: counts[kind], default=None)


def group(bucket: Sequence[Told]) -> list[list[Told]]:
    """Return the events among articles of one act, place and day; an article that fits two of them is in none.

    Those who name people belong together where they name the same; those who name nobody, where there is one event
    only for them to be of.
    """
    speaking = [one for one in bucket if one.people]
    silent = [one for one in bucket if not one.people]
    events = list(_consistent(speaking, lambda a, b: bool(a.people & b.people)))
    if not events:
        return list(_consistent(silent, lambda _a, _b: True))
    by_cluster = {one.cluster: event for event in events for one in event}
    named = [(event, tuple(event)) for event in events]
    lone = []
    for one in silent:
        fitting = [event for event, members in named if not any(contradict(one, other) for other in members)]
        if one.cluster in by_cluster:
            by_cluster[one.cluster].append(one)
        elif len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting:
            lone.append(one)
    events += _consistent(lone, lambda _a, _b: True)
    return [sorted(event, key=lambda one: one.article) for event in events]


def contradict(one: Told, other: Told) -> bool:
    """Say whether two articles of one act, place and day cannot tell of the same event."""
    if one.cluster == other.cluster:
        return False
    acts = [{code for code in told.violations if code != UNSPECIFIED} for told in (one, other)]
    return _disjoint(one.actors, other.actors) or _disjoint(*acts)


def _consistent(bucket: Sequence[Told], together: Callable[[Told, Told], bool]) -> Iterator[list[Told]]:
    """Yield groups in which nobody contradicts anybody; articles that join two who do are left out."""
    rest = {one.article: one for one in bucket}
    while rest:
        pairs = [
            (a.article, b.article)
            for a, b in combinations(rest.values(), 2)
            if a.cluster == b.cluster or (together(a, b) and not contradict(a, b))
        ]
        groups: dict[int, list[Told]] = defaultdict(list)
        for article, root in components(rest, pairs).items():
            groups[root].append(rest[article])
        bridges: set[int] = set()
        for members in groups.values():
            against = {a.article for pair in combinations(members, 2) if contradict(*pair) for a in pair}
            if not against:
                yield members
                for one in members:
                    del rest[one.article]
            else:
                bridges |= {one.article for one in members} - against or against
        for article in bridges:
            del rest[article]


def _attach(events: Sequence[list[Told]], articles: Collection[Told]) -> tuple[list[Told], dict[int, int]]:
    """Return the articles that no event fits, and of the others the event, where exactly one fits.

    To fit, an incomplete article must name somebody whom the event's articles name too.
    """
    by_type: dict[tuple[str | None, str | None], list[list[Told]]] = defaultdict(list)
    for event in events:
        by_type[event[0].type, event[0].province].append(event)
    apart, found = [], {}
    for one in articles:
        fitting = [event for event in by_type[one.type, one.province] if _fits(one, event)]
        if len(fitting) == 1:
            found[one.article] = fitting[0][0].article
        elif not fitting:
            apart.append(one)
    return apart, found


def _fits(one: Told, event: Sequence[Told]) -> bool:
    day = event[0].day
    if day is None or (one.regency and event[0].regency and one.regency != event[0].regency):
        return False
    if one.day:
        if one.day != day:
            return False
    elif one.published is None or not day <= one.published <= day + FOLLOW_UP:
        return False
    return any(one.people & other.people for other in event) and not any(contradict(one, other) for other in event)


def _buckets(articles: Iterable[Told]) -> Iterator[list[Told]]:
    found: dict[tuple[str, str, date], list[Told]] = defaultdict(list)
    for one in articles:
        if one.type in OCCURRENCES and one.place and one.day:
            found[str(one.type), one.place, one.day].append(one)
    yield from found.values()


def _agreed(values: Iterable[T | None]) -> T | None:
    known = {value for value in values if value is not None}
    return known.pop() if len(known) == 1 else None


def _disjoint(one: Collection[str], other: Collection[str]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)
