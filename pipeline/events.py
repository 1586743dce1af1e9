"""Which articles tell of one event: the same act, place, day and people, in copies, other outlets and follow-ups.

An article whose act, place or day is not known tells of no event that could be counted, unless its copies, or the one
event that fits it, say the rest. Everything here is a function of the whole set of articles, so the events do not
depend on the order in which articles came.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Final, TypeVar

from pipeline.syndication import components
from pipeline.told import SUPPORT, Told, acts, contradict, disjoint, neighbours, respelt, shared, supported

OCCURRENCES: Final = frozenset(
    {"pledge", "assembly", "appeal", "outreach", "regulation", "alleged_violation", "complaint", "process",
     "incumbent_transfer", "sanction", "criminal_case"}
)  # fmt: skip
"""Types that happen at one place on one day. Statistics, statements and `other` are no events to be counted."""
FOLLOW_UP: Final = timedelta(days=3)
"""How long after an event an article without a date may still report it."""

T = TypeVar("T")


def link(articles: Iterable[Told]) -> Mapping[int, int]:
    """Return the event of each article that has one; an event is named by its smallest article."""
    every = sorted(complete(articles), key=lambda one: one.article)
    grouped = [event for bucket in _buckets(one for one in every if one.regency) for event in happened(bucket)]
    lacking = [one for one in every if one.type in OCCURRENCES and not (one.regency and one.day)]
    apart, joins = _attach(grouped, [one for one in lacking if one.province and one.day])
    grouped += [event for bucket in _buckets(apart) for event in happened(bucket)]
    grouped = _shifted(grouped)
    _, late = _attach(grouped, [one for one in lacking if not (one.province and one.day)])
    events = {one.article: members[0].article for members in grouped for one in members}
    for article, first in {**joins, **late}.items():
        events[article] = events[first]
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
            kind = usual(copies)
            yield from (replace(one, type=kind) for one in copies)


def _filled(members: Sequence[Told]) -> Iterator[Told]:
    day = _agreed(one.day for one in members)
    province = _agreed(one.province for one in members)
    regency = _agreed(one.regency for one in members)
    for one in members:
        where = one.province or province
        inside = regency if regency and where and regency.startswith(where) else None
        yield replace(one, day=one.day or day, province=where, regency=one.regency or inside)


def usual(copies: Sequence[Told]) -> str | None:
    """Return the type that most copies were coded with; of two as frequent, the one that was published first."""
    counts = Counter(one.type for one in copies if one.type)
    first = sorted(copies, key=lambda one: (one.published or date.max, one.article))
    return max((one.type for one in first if one.type), key=lambda kind: counts[kind], default=None)


def happened(bucket: Sequence[Told]) -> list[list[Told]]:
    """Return the events among articles of one place and day."""
    if len(bucket) == 1:
        return [list(bucket)]
    by_type: dict[str | None, list[Told]] = defaultdict(list)
    for one in respelt(bucket):
        by_type[one.type].append(one)
    events = [event for articles in by_type.values() for event in group(articles)]
    if len(by_type) < 2:
        return events
    pairs = [
        (m, n)
        for (m, one), (n, other) in combinations(enumerate(events), 2)
        if one[0].type != other[0].type and any(neighbours(a, b) for a in one for b in other)
    ]
    joined: dict[int, list[int]] = defaultdict(list)
    for n, root in components(range(len(events)), pairs).items():
        joined[root].append(n)
    return [event for numbers in joined.values() for event in _united([events[n] for n in numbers])]


def _united(events: list[list[Told]]) -> list[list[Told]]:
    """Return events that were coded as neighbouring acts as one, or as they are where two of them contradict."""
    if any(contradict(a, b) for one, other in combinations(events, 2) for a in one for b in other):
        return events
    return [sorted((one for event in events for one in event), key=lambda one: one.article)]


def group(bucket: Sequence[Told]) -> list[list[Told]]:
    """Return the events among articles of one act, place and day; an article that fits two of them is in none.

    Those who name people belong together where they name the same; those who name nobody, where there is one event
    only for them to be of.
    """
    speaking = [one for one in bucket if one.people]
    silent = [one for one in bucket if not one.people]
    events = list(_consistent(speaking, lambda a, b: shared(a, b)[0] > 0))
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


def _shifted(events: Sequence[list[Told]]) -> list[list[Told]]:
    """Return the events, those whose day is doubtful as part of the one that fits them a day before or after."""
    at: dict[tuple[str | None, date], list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        if event[0].day:
            at[event[0].place, event[0].day].append(n)
    pairs = []
    for n, event in enumerate(events):
        day = event[0].day
        if day is None or not all(one.inferred or one.day == one.published for one in event):
            continue
        near = [m for days in (-1, 1) for m in at.get((event[0].place, day + timedelta(days=days)), ())]
        fitting = [m for m in near if _same_but_for_the_day(event, events[m])]
        if len(fitting) == 1:
            pairs.append((n, fitting[0]))
    chosen = Counter(number for pair in {tuple(sorted(pair)) for pair in pairs} for number in pair)
    pairs = [pair for pair in pairs if chosen[pair[0]] == chosen[pair[1]] == 1]
    joined: dict[int, list[Told]] = defaultdict(list)
    for n, root in components(range(len(events)), pairs).items():
        joined[root] += events[n]
    return [sorted(event, key=lambda one: one.article) for event in joined.values()]


def _same_but_for_the_day(doubtful: Sequence[Told], event: Sequence[Told]) -> bool:
    """Say whether a doubtful day may be that of another event: more must agree where it is that of publication."""
    if doubtful[0].type != event[0].type or all(one.inferred for one in event):
        return False
    told = list(respelt([*doubtful, *event]))
    pairs = [(a, b) for a in told[: len(doubtful)] for b in told[len(doubtful) :]]
    return any(
        supported(a, b, SUPPORT if a.inferred else SUPPORT + 1) and not disjoint(acts(a), acts(b)) for a, b in pairs
    ) and not any(contradict(a, b) for a, b in pairs)


def _attach(events: Sequence[list[Told]], articles: Collection[Told]) -> tuple[list[Told], dict[int, int]]:
    """Return the articles that no event fits, and of the others an article of the event, where exactly one fits.

    To fit, an incomplete article must name somebody whom the event's articles name too; one without any place, two.
    """
    by_day: dict[tuple[str | None, str | None, date | None], list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        for kind in {one.type for one in event}:
            for province in {event[0].province, None}:
                by_day[kind, province, event[0].day].append(n)
    apart, found = [], {}
    for one in articles:
        days = (
            [one.day]
            if one.day
            else [one.published - timedelta(days=n) for n in range(FOLLOW_UP.days + 1) if one.published]
        )
        near = [events[n] for day in days for n in by_day.get((one.type, one.province, day), ())]
        fitting = [event for event in near if _fits(one, event)]
        if len(fitting) == 1:
            found[one.article] = fitting[0][0].article
        elif not fitting:
            apart.append(one)
    return apart, found


def _fits(one: Told, event: Sequence[Told]) -> bool:
    if one.regency and event[0].regency and one.regency != event[0].regency:
        return False
    own, *others = respelt([one, *event])
    named = any(own.people & other.people if one.province else supported(own, other) for other in others)
    return named and not any(contradict(own, other) for other in others)


def _buckets(articles: Iterable[Told]) -> Iterator[list[Told]]:
    found: dict[tuple[str, date], list[Told]] = defaultdict(list)
    for one in articles:
        if one.type in OCCURRENCES and one.place and one.day:
            found[one.place, one.day].append(one)
    yield from found.values()


def _agreed(values: Iterable[T | None]) -> T | None:
    known = {value for value in values if value is not None}
    return known.pop() if len(known) == 1 else None
