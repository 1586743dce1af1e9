"""When an article was published and modified: every claim of its page collected, reconciled, one chosen or none.

Print decides before markup, agreement before rank, and the weekday and the day in the address are checksums.
`date_zones` says which instant a wall time is.

A date without time of day is kept as midnight UTC, which is the same calendar day in UTC and in the three zones of
Indonesia (07:00 to 09:00 there). Its rule ends in `:day`, and a finding `date_only` says so: no hour is made up, and
who sorts or filters by day gets the right one. An article whose only date is an event's in a caption has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import Finding, Stamp
from pipeline.pages import date_choice
from pipeline.pages.date_places import ONE_DAY, Addressed, Places
from pipeline.pages.date_zones import READABLE, Settled, settle, settled
from pipeline.pages.markup import Markup
from pipeline.pages.markup_dates import Candidate, Source
from pipeline.pages.markup_dates import candidates as markup_candidates
from pipeline.pages.printed_dates import (
    EARLIEST,
    DateRole,
    Printed,
    date_line,
    is_clock,
    label,
    outlet_offset,
    printed_dates,
)

FUTURE: Final = timedelta(days=1)
"""How far past its own fetch a page may claim to be published: clocks and zones differ by hours, not by more."""

NEWS: Final = timedelta(days=7)
"""How old a copy a cache may serve: a day in a page's header that is older is no clock."""

DAY: Final = ":day"
"""Ends the rule of a stamp that has no time of day."""

LONGEST_LABEL: Final = 40
LONGEST_LABELLED: Final = 90
MOST_LABEL_WORDS: Final = 4


def published(
    markup: Markup,
    *,
    text_lines: Sequence[str],
    zone: str,
    fetched_at: datetime,
    heading: HtmlElement | None = None,
) -> tuple[Stamp | None, Stamp | None, tuple[Finding, ...]]:
    """Return when the article was published, when it was modified (None if never, or not said), and what was odd.

    `markup` is the whole page, `text_lines` the visible lines that may hold its date, `zone` the outlet's IANA zone,
    `fetched_at` aware, `heading` the headline's element, for pages where none of h1 to h3 is it. The findings are of
    the kinds `no_date`, `date_only`, `date_refused`, `date_disagrees`, `date_weekday_mismatch` and
    `modified_before_published`.
    """
    places = Places(markup, heading)
    findings: list[Finding] = []
    claims = _sane(_collect(places, text_lines, fetched_at, findings), fetched_at, findings)
    claims = claims or _sane(_lone(places), fetched_at, findings)
    address = _sane_address(places, fetched_at)
    claims = _in_order(claims, address)
    instants = settle(claims, zone=zone, fetched_at=fetched_at, wordpress=places.wordpress(fetched_at))
    instants = date_choice.relabelled(date_choice.without_clocks(instants, fetched_at))
    first = date_choice.first(instants, address, findings) or _from_address(address)
    modified = date_choice.modified(instants, first, findings)
    if first is None:
        findings.append(Finding(kind="no_date", message="the page says no date that can be trusted"))
    elif not first.candidate.timed:
        findings.append(Finding(kind="date_only", message=f"{first.candidate.rule} says a day and no time of day"))
    return _stamp(first), _stamp(modified), tuple(dict.fromkeys(findings))


def parse_printed(text: str, zone: str) -> Stamp | None:
    """Read the first date of a listing's line, such as `Kamis, 5 September 2024 - 15:14 WIB`.

    None for relative times (`50 menit lalu`), for days that do not exist, and where the weekday is not the day's.
    """
    for printed in printed_dates(text)[:1]:
        claim = _printed_claim(printed, "published", "printed", 0)
        if claim is not None and claim.weekday_fits and claim.wall.year >= EARLIEST:
            offset = outlet_offset(zone, claim.wall) if claim.offset is None else claim.offset
            return _stamp(settled(claim, offset, zone))
    return None


def labelled(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that are a date with its label and nothing else: `Ralat terakhir: 7 Oktober 2024 10.15 WIB`."""
    for line in lines:
        dates = date_line(line) if len(line) <= LONGEST_LABELLED else ()
        if dates and dates[0][0] and label(line[: dates[0][1].start]) and _opens(line[: dates[0][1].start]):
            yield line


def _opens(text: str) -> bool:
    return len(text.split()) <= MOST_LABEL_WORDS


# --- collecting ---


def _collect(
    places: Places, lines: Sequence[str], fetched_at: datetime, findings: list[Finding]
) -> Iterator[Candidate]:
    printed = list(_printed(lines, "printed", findings))
    yield from printed
    yield from markup_candidates(places)
    if any(claim.timed and claim.role == "published" for claim in printed):
        return
    near = [*_printed(tuple(places.lines()), "nearby", []), *_above(places, fetched_at)]
    yield from near
    yield from _with_clock([*printed, *near], places)


def _with_clock(claims: Sequence[Candidate], places: Places) -> Iterator[Candidate]:
    """Yield the one day that the page prints with the one hour that it prints elsewhere beside its headline."""
    days = {claim.wall: claim for claim in claims if claim.role == "published" and claim.weekday_fits}
    if len(days) == 1 and not any(claim.timed for claim in claims) and (clock := places.clock()):
        yield from _printed((f"{next(iter(days.values())).text} {clock}",), "nearby", [])


def _lone(places: Places) -> Iterator[Candidate]:
    """Yield the only date of a page that stands in an element called so, wherever it is; several are of a list."""
    found = [claim for line in places.called_dates() for claim in _printed((line,), "nearby", [])]
    if len({claim.wall for claim in found}) == 1:
        yield found[0]


def _above(places: Places, fetched_at: datetime) -> Iterator[Candidate]:
    """Yield what stands above a headline: a day alone is the page's clock there, unless it is long before the fetch.

    Blogger prints the day of a story above it and its hour below the text.
    """
    hour = places.hour()
    lines = tuple(places.lines_above())
    for claim in _printed(lines, "nearby", []):
        old = fetched_at.replace(tzinfo=None) - claim.wall > NEWS
        if claim.timed:
            yield claim
        elif old and hour:
            yield from _printed((f"{claim.text} {hour}",), "nearby", [])
        elif old:
            yield claim


def _printed(lines: Sequence[str], source: Source, findings: list[Finding]) -> Iterator[Candidate]:
    pending: DateRole | None = None
    for place, line in enumerate(lines):
        dates = date_line(line)
        if dates and dates[-1][1].clock is None and place + 1 < len(lines) and is_clock(lines[place + 1]):
            dates = date_line(f"{line} {lines[place + 1]}")
        for role, printed in dates:
            claim = _printed_claim(printed, role or pending, source, min(place, 9))
            if claim is None:
                findings.append(Finding(kind="date_refused", message=f"no such date: {printed.text}"))
            else:
                yield claim
        # A label may stand on the line before its date.
        pending = label(line) if not dates and len(line) <= LONGEST_LABEL else None


def _printed_claim(printed: Printed, role: DateRole | None, source: Source, rank: int) -> Candidate | None:
    """Return what a printed date claims, None for one that no calendar or clock has.

    Day before month is the rule here; the other order is read only where the first has no such day (`10/15/2020`)
    or a printed weekday decides.
    """
    day, fits = printed.day, printed.fits
    if printed.other_day and not fits and printed.weekday in {None, printed.other_day.weekday()}:
        day, fits = printed.other_day, True
    if day is None or printed.broken_clock:
        return None
    clock = printed.clock
    wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    if clock is not None:
        wall = datetime.combine(wall, clock)
    return Candidate(
        role=role or "published",
        source=source,
        rule=source,
        text=printed.text,
        wall=wall,
        timed=clock is not None,
        offset=printed.offset,
        rank=rank,
        labelled=role is not None,
        weekday_fits=fits,
        other_day=printed.other_day if printed.weekday is None and day == printed.day else None,
    )


def _sane(claims: Iterator[Candidate], fetched_at: datetime, findings: list[Finding]) -> list[Candidate]:
    """Refuse what no page can have been published at: before the web, or after it was fetched."""
    kept = []
    latest = fetched_at.astimezone(UTC).replace(tzinfo=None) + FUTURE
    for claim in claims:
        # A wall time without a zone of its own may run ahead of UTC by what WIT does.
        at = claim.wall - (claim.offset or timedelta(hours=9))
        if claim.wall.year < EARLIEST or at > latest:
            findings.append(Finding(kind="date_refused", message=f"{claim.rule} out of bounds: {claim.text}"))
        else:
            kept.append(claim)
    return kept


def _sane_address(places: Places, fetched_at: datetime) -> Addressed | None:
    address = places.addressed()
    sane = address and date(EARLIEST, 1, 1) <= address.first <= (fetched_at + FUTURE).date()
    return address if sane else None


def _in_order(claims: Sequence[Candidate], address: Addressed | None) -> list[Candidate]:
    """Read a numeric date month first where only so the day is one that markup or address know."""
    days = {claim.wall.date() for claim in claims if claim.source not in READABLE}

    def known(day: date) -> bool:
        return any(abs(day - other) <= ONE_DAY for other in days) or (address is not None and address.agrees(day))

    return [
        replace(claim, wall=datetime.combine(claim.other_day, claim.wall.time()), other_day=None)
        if claim.other_day and known(claim.other_day) and not known(claim.wall.date())
        else claim
        for claim in claims
    ]


def _from_address(address: Addressed | None) -> Settled | None:
    if address is None or address.first != address.last:
        return None
    wall = datetime(address.first.year, address.first.month, address.first.day)  # noqa: DTZ001
    claim = Candidate(role="published", source="url", rule="url", text=address.url, wall=wall, timed=False, offset=None)
    return settled(claim, timedelta(), "UTC")


def _stamp(chosen: Settled | None) -> Stamp | None:
    if chosen is None:
        return None
    claim = chosen.candidate
    return Stamp(at=chosen.at, text=claim.text, rule=claim.rule if claim.timed else claim.rule + DAY)
