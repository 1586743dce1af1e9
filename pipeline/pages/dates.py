"""When an article was published and modified: every claim of the page collected, reconciled, one chosen or none.

What decides, in this order:

* a token printed with the time (WIB, WITA, WIT) names the zone; without one a non-zero offset in markup at the same
  wall time does; then the outlet's own zone.
* `Z`, `+00:00` and no zone at all are not believed alone: compared to the minute with what is surely known, they show
  whether the markup holds UTC (kompas, WordPress.com) or local time (detik, Disway).
* the weekday and the day in the address are checksums.

A date without time of day is kept as midnight UTC, which is the same calendar day in UTC and in all three zones of
Indonesia (07:00 to 09:00); its rule ends in `:day`, and a finding `date_only` says so. No hour is ever made up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import Finding, Stamp
from pipeline.pages import markup_dates
from pipeline.pages.markup_dates import Candidate
from pipeline.pages.printed_dates import EARLIEST, DateRole, Printed, date_line, label, outlet_offset, printed_dates

FUTURE: Final = timedelta(days=1)
"""How far after its own fetch a page may claim to be published: clocks and zones differ, years do not."""

AGREEMENT: Final = timedelta(minutes=10)
"""Claims this near are one publication: saved, released and indexed a few minutes apart."""

DAY: Final = ":day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A candidate whose instant is decided."""

    candidate: Candidate
    at: datetime
    """Aware, UTC; midnight UTC of its day if the candidate is not timed."""
    day: date
    """The local day."""


def published(
    tree: HtmlElement, *, text_lines: Sequence[str], zone: str, fetched_at: datetime
) -> tuple[Stamp | None, Stamp | None, tuple[Finding, ...]]:
    """Return when the article was published and when modified (None if never, or not said), and what was odd.

    `tree` is the whole page, `text_lines` the visible lines that may hold its date, `zone` the outlet's IANA zone.
    """
    findings: list[Finding] = []
    claims = [*_printed_candidates(text_lines, findings), *markup_dates.candidates(tree)]
    claims = _without_refused(claims, fetched_at, findings)
    url_day = markup_dates.url_day(tree)
    settled = _settle(claims, zone, wordpress=markup_dates.is_wordpress(tree), fetched_at=fetched_at)
    first = _choose([s for s in settled if s.candidate.role == "published"], url_day and url_day[1], findings)
    if first is None and url_day and date(EARLIEST, 1, 1) <= url_day[1] <= (fetched_at + FUTURE).date():
        first = _from_url(*url_day)
    modified = _modified(settled, first, findings)
    if first is None:
        findings.append(Finding(kind="no_date", message="no date on the page that can be trusted"))
    elif not first.candidate.timed:
        findings.append(Finding(kind="date_only", message=f"a day and no time of day: {first.candidate.text}"))
    return _stamp(first), _stamp(modified), tuple(findings)


def parse_printed(text: str, zone: str) -> Stamp | None:
    """Read the first date of a line such as `Kamis, 5 September 2024 - 15:14 WIB`, for listings.

    None for relative times (`50 menit lalu`), for impossible dates, and where the weekday is not the day's.
    """
    for printed in printed_dates(text):
        candidate = _candidate(printed, "published", 0)
        if candidate is None or not candidate.weekday_fits or candidate.wall.year < EARLIEST:
            return None
        return _stamp(_settled(candidate, candidate.offset or outlet_offset(zone, candidate.wall)))
    return None


# --- collecting ---


def _printed_candidates(lines: Iterable[str], findings: list[Finding]) -> Iterable[Candidate]:
    pending: DateRole | None = None
    for place, line in enumerate(lines):
        dates = date_line(line)
        for role, printed in dates:
            candidate = _candidate(printed, role or pending or "published", place)
            if candidate is None:
                findings.append(Finding(kind="date_refused", message=f"no such date: {printed.text}"))
            else:
                yield candidate
        # A label may stand on a line of its own before its date.
        pending = label(line) if not dates and len(line) <= 40 else None


def _candidate(printed: Printed, role: DateRole, place: int) -> Candidate | None:
    day, fits = printed.day, printed.fits
    if not fits and printed.other_day and printed.weekday == printed.other_day.weekday():
        day, fits = printed.other_day, True  # the weekday says that the month was printed first
    if day is None and printed.other_day and printed.weekday is None:
        day, fits = printed.other_day, True  # 10/15/2020 has only one reading
    if day is None or (printed.impossible and printed.day is not None):
        return None
    clock = printed.clock
    wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    if clock:
        wall = wall.replace(hour=clock.hour, minute=clock.minute, second=clock.second)
    return Candidate(
        role=role,
        source="printed",
        rule="printed",
        text=printed.text,
        wall=wall,
        timed=clock is not None,
        offset=printed.offset,
        rank=min(place, 9),
        other_day=printed.other_day,
        weekday_fits=fits,
    )


def _without_refused(claims: Iterable[Candidate], fetched_at: datetime, findings: list[Finding]) -> list[Candidate]:
    kept = []
    latest = fetched_at.astimezone(UTC).replace(tzinfo=None) + FUTURE
    for claim in claims:
        at = claim.wall - (claim.offset or timedelta())
        # A wall time without zone may be up to nine hours ahead of UTC.
        slack = timedelta() if claim.offset else timedelta(hours=9)
        if claim.wall.year < EARLIEST or at > latest + slack:
            findings.append(Finding(kind="date_refused", message=f"{claim.rule} is out of bounds: {claim.text}"))
        else:
            kept.append(claim)
    return kept


# --- zones ---


def _settle(
    claims: Sequence[Candidate], zone: str, *, wordpress: bool, fetched_at: datetime
) -> list[Settled]:
    """Decide the instant of each claim, the surest first: each one decided helps to read the next."""
    firm = [c for c in claims if c.timed and c.offset]
    printed = [c for c in claims if c.timed and c.source == "printed"]
    offsets: dict[int, timedelta] = {}
    known: set[datetime] = set()
    walls: dict[datetime, timedelta] = {}

    def know(claim: Candidate, offset: timedelta) -> None:
        offsets[id(claim)] = offset
        known.add(_minute(claim.wall - offset))
        walls.setdefault(_minute(claim.wall), offset)

    for claim in printed:
        if claim.offset is not None:
            know(claim, claim.offset)
    for claim in firm:
        if claim.source != "printed":
            # The printed token at the same wall time overrules a CMS that stamps +07:00 everywhere.
            know(claim, walls.get(_minute(claim.wall), claim.offset or timedelta()))
    zero_walls = {_minute(c.wall) for c in claims if c.timed and c.offset == timedelta() and c.source != "printed"}
    for claim in printed:
        if claim.offset is None:
            offset = walls.get(_minute(claim.wall), outlet_offset(zone, claim.wall))
            if wordpress and _minute(claim.wall) in zero_walls and _minute(claim.wall) not in walls:
                offset = timedelta()  # the theme prints the server's UTC: its clock was never set
            know(claim, offset)
    for claim in claims:
        if id(claim) not in offsets and claim.timed:
            know(claim, _loose_offset(claim, known, walls, zone, fetched_at))
    return [_settled(c, offsets.get(id(c), outlet_offset(zone, c.wall))) for c in claims]


def _loose_offset(
    claim: Candidate, known: set[datetime], walls: dict[datetime, timedelta], zone: str, fetched_at: datetime
) -> timedelta:
    """Say whether a wall time stamped Z, +00:00 or not at all is UTC or local."""
    local = outlet_offset(zone, claim.wall)
    if _minute(claim.wall) in walls:
        return walls[_minute(claim.wall)]
    if _minute(claim.wall) in known:
        return timedelta()
    if _minute(claim.wall - local) in known:
        return local
    if claim.offset is None:
        return local
    ahead = claim.wall.replace(tzinfo=UTC) > fetched_at + timedelta(minutes=5)
    return local if ahead else timedelta()


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _settled(candidate: Candidate, offset: timedelta) -> Settled:
    wall = candidate.wall
    if not candidate.timed:
        return Settled(candidate=candidate, at=wall.replace(tzinfo=UTC), day=wall.date())
    return Settled(candidate=candidate, at=(wall - offset).replace(tzinfo=UTC), day=wall.date())


# --- choosing ---


def _choose(claims: Sequence[Settled], url_day: date | None, findings: list[Finding]) -> Settled | None:
    misfits = [s for s in claims if not s.candidate.weekday_fits]
    for misfit in misfits:
        findings.append(Finding(kind="date_weekday_mismatch", message=f"not that day's weekday: {misfit.candidate.text}"))
    fitting = [s for s in claims if s.candidate.weekday_fits] or [
        s for s in misfits if url_day and abs(s.day - url_day) <= FUTURE
    ]
    if url_day:
        fitting = [s for s in fitting if abs(s.day - url_day) <= FUTURE] or fitting
    timed = [s for s in fitting if s.candidate.timed]
    pool = timed or fitting
    if not pool:
        return None
    best = max(pool, key=lambda s: (_votes(s, pool), s.candidate.source == "printed", -s.candidate.rank))
    same = [s for s in pool if _same_minute(s, best)]
    best = min(same, key=lambda s: (s.candidate.source != "printed", s.candidate.rank))
    odd = [s for s in claims if s.candidate.weekday_fits and _apart(s, best)]
    if odd:
        others = ", ".join(dict.fromkeys(f"{s.candidate.rule} {s.candidate.text}" for s in odd[:3]))
        findings.append(Finding(kind="date_disagrees", message=f"took {best.candidate.text}, against {others}"))
    return best


def _votes(one: Settled, pool: Sequence[Settled]) -> int:
    """Kinds of source that say the same minute; what readers see counts twice."""
    kinds = {s.candidate.source for s in pool if _same_minute(s, one)}
    return len(kinds) + ("printed" in kinds)


def _same_minute(one: Settled, other: Settled) -> bool:
    return _minute(one.at) == _minute(other.at)


def _apart(one: Settled, other: Settled) -> bool:
    if one.candidate.timed and other.candidate.timed:
        return abs(one.at - other.at) > AGREEMENT
    return abs(one.day - other.day) > FUTURE


def _modified(claims: Sequence[Settled], first: Settled | None, findings: list[Finding]) -> Settled | None:
    pool = [s for s in claims if s.candidate.role == "modified" and s.candidate.weekday_fits and s.candidate.timed]
    if not pool:
        return None
    best = min(pool, key=lambda s: (s.candidate.source != "printed", s.candidate.rank))
    if first is None:
        return best
    if not first.candidate.timed:
        return best if best.day > first.day else None
    if _minute(best.at) == _minute(first.at):
        return None
    if best.at < first.at:
        if first.at - best.at > AGREEMENT:
            findings.append(
                Finding(kind="modified_before_published", message=f"{best.candidate.rule}: {best.candidate.text}")
            )
        return None
    return best


def _from_url(url: str, day: date) -> Settled:
    wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    claim = Candidate(
        role="published", source="url", rule="url", text=url, wall=wall, timed=False, offset=None, rank=99
    )
    return Settled(candidate=claim, at=wall.replace(tzinfo=UTC), day=day)


def _stamp(settled: Settled | None) -> Stamp | None:
    if settled is None:
        return None
    claim = settled.candidate
    return Stamp(at=settled.at, text=claim.text, rule=claim.rule if claim.timed else claim.rule + DAY)
