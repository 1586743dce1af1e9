"""Which instant a wall time is: what a page prints with a zone's name is sure, and explains its markup.

* A token printed with the time (WIB, WITA, WIT) names the zone, even against markup that stamps +07:00 everywhere.
* A non-zero offset in markup is believed; a time printed without token at the same wall time is in that zone.
* `Z`, `+00:00` and no zone at all prove nothing alone. Where such a wall time equals, to the minute, the known local
  time, the markup is local (detik, Disway); where it equals the known instant, it is UTC (kompas, WordPress.com).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pipeline.pages.markup_dates import Candidate, Source
from pipeline.pages.printed_dates import DateRole, outlet_offset

READABLE: Final = frozenset({"printed", "nearby"})
"""Sources that a reader of the page sees."""

CLOCK_SKEW: Final = timedelta(minutes=5)
UTC_OFFSET: Final = timedelta()
ONE_CLOCK: Final = (5, 3)
"""WordPress of November 2019; before it the format `c` gave local time with +00:00 (core ticket 20973)."""

INDONESIA: Final = tuple(timedelta(hours=hours) for hours in (7, 8, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A candidate whose instant is decided."""

    candidate: Candidate
    at: datetime
    """Aware, UTC. Of a day without time of day, its midnight in UTC."""
    day: date
    """The day on the outlet's calendar."""
    minute: datetime
    """`at` to the minute: as far as print goes."""

    def with_role(self, role: DateRole) -> "Settled":
        return replace(self, candidate=replace(self.candidate, role=role))


def settle(
    claims: Sequence[Candidate], *, zone: str, fetched_at: datetime, wordpress: tuple[int, int] | None = None
) -> tuple[Settled, ...]:
    """Decide the instant of every claim, the surest first: each one decided explains the next.

    `zone` is the outlet's (IANA). `wordpress` is the version of the one that made the page: since 5.3 its print and
    its `+00:00` show one clock, before it `<time>` stamps local time. A reading later than `fetched_at` gives way.
    """
    known = _Known(zone=zone, fetched_at=fetched_at)
    timed = sorted((claim for claim in claims if claim.timed), key=lambda claim: claim.role != "published")
    printed = [claim for claim in timed if claim.source in READABLE]
    markup = [claim for claim in timed if claim.source not in READABLE]
    zero = {claim.minute for claim in markup if claim.offset == UTC_OFFSET}
    for claim in printed:
        if claim.offset is not None:
            known.add(claim, claim.offset)
    for claim in markup:
        if claim.offset:
            known.add(claim, known.zoned(claim))
        elif claim.source == "time" and wordpress is not None and wordpress < ONE_CLOCK:
            known.add(claim, known.old_wordpress(claim))
    for claim in printed:
        if claim.offset is None:
            known.add(claim, known.unzoned_print(claim, zero, in_utc=wordpress is not None and wordpress >= ONE_CLOCK))
    # What says UTC comes before what says nothing: equal wall times then share one clock.
    for claim in sorted(markup, key=lambda claim: claim.offset is None):
        if id(claim) not in known.offsets:
            known.add(claim, known.loose(claim))
    return tuple(settled(claim, known.offsets.get(id(claim), UTC_OFFSET), zone) for claim in claims)


def settled(claim: Candidate, offset: timedelta, zone: str) -> Settled:
    """Return a claim whose wall time stands `offset` east of UTC."""
    if not claim.timed:
        at = claim.wall.replace(tzinfo=UTC)
        return Settled(candidate=claim, at=at, day=claim.wall.date(), minute=at)
    at = (claim.wall - offset).replace(tzinfo=UTC)
    return Settled(
        candidate=claim,
        at=at,
        day=(at + outlet_offset(zone, claim.wall)).date(),
        minute=at.replace(second=0, microsecond=0),
    )


class _Known:
    """What is decided so far: wall times with their offset, and instants (naive UTC), both to the minute."""

    def __init__(self, *, zone: str, fetched_at: datetime) -> None:
        self.zone = zone
        self.fetched_at = fetched_at
        self.offsets: dict[int, timedelta] = {}
        self.walls: dict[datetime, timedelta] = {}
        self.instants: set[datetime] = set()
        self.proved: dict[tuple[Source, timedelta | None], timedelta] = {}
        """What an offset claimed by a source, or left out, turned out to mean on this page."""

    def add(self, claim: Candidate, offset: timedelta) -> None:
        self.offsets[id(claim)] = offset
        self.walls.setdefault(claim.minute, offset)
        self.instants.add(claim.minute - offset)

    def zoned(self, claim: Candidate) -> timedelta:
        """Say where markup with a non-zero offset stands: as it claims, unless print shows the offset to be false."""
        if claim.minute in self.walls:
            return self._prove(claim, self.walls[claim.minute])
        proof = self._proof(claim)
        return claim.offset or UTC_OFFSET if proof is None else proof

    def old_wordpress(self, claim: Candidate) -> timedelta:
        """Say where a `+00:00` stands that WordPress wrote with the format `c`: in the outlet's zone."""
        return self._prove(claim, self.walls.get(claim.minute, self._zones(claim)[0]))

    def unzoned_print(self, claim: Candidate, zero: set[datetime], *, in_utc: bool) -> timedelta:
        """Say in which zone a time without token is printed: one that agrees with the markup, else the outlet's."""
        if claim.minute in self.walls:
            return self.walls[claim.minute]
        if claim.minute in zero and in_utc:  # the clock of its server was never set
            return UTC_OFFSET
        zones = self._zones(claim)
        return next((z for z in zones if {claim.minute - z} & (self.instants | zero)), zones[0])

    def loose(self, claim: Candidate) -> timedelta:
        """Say whether markup stamped Z, +00:00 or not at all is local or UTC."""
        proof = self._proof(claim)
        if proof is not None and claim.role == "modified":
            return proof  # the same clock as that of the publication
        if claim.minute in self.walls:
            return self._prove(claim, self.walls[claim.minute])
        local = next(iter(self.walls.values()), self._zones(claim)[0])
        for offset in (UTC_OFFSET, local, *self._zones(claim)):
            if claim.minute - offset in self.instants:
                return self._prove(claim, offset)
        if proof is not None:
            return proof
        ahead = claim.wall.replace(tzinfo=UTC) > self.fetched_at + CLOCK_SKEW
        return local if claim.offset is None or ahead else UTC_OFFSET

    def _prove(self, claim: Candidate, offset: timedelta) -> timedelta:
        self.proved.setdefault((claim.source, claim.offset), offset)
        return offset

    def _proof(self, claim: Candidate) -> timedelta | None:
        """Return what the same claim meant elsewhere on the page, in the same kind of source first."""
        own = self.proved.get((claim.source, claim.offset))
        others = (offset for (_, claimed), offset in self.proved.items() if claimed == claim.offset)
        return own if own is not None else next(others, None)

    def _zones(self, claim: Candidate) -> tuple[timedelta, ...]:
        """The outlet's zone, then the other two of Indonesia: a list of outlets is not always right about it."""
        return (outlet_offset(self.zone, claim.wall), *INDONESIA)
