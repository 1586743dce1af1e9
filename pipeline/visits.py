"""What is known of one URL, from all that ever happened at it: its state, and when to ask again.

Pure functions over captures, failures and discoveries; `index` keeps the result in the table `urls`, so a rebuild
derives the frontier as it derives everything else. "Seen" means captured, never scheduled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal

State = Literal["new", "captured", "redirected", "missing", "gone", "blocked", "failed", "refused"]
"""new: listed, never asked. missing: 404, or sent to the home page. gone: the outlet says so (410).
blocked: the outlet refuses us. failed: its server or the line did. refused: we do not ask (robots.txt, addresses)."""

REFUSALS: Final[Mapping[State, frozenset[int]]] = {
    "missing": frozenset({404}), "gone": frozenset({410}), "blocked": frozenset({401, 403, 429, 451})
}  # fmt: skip

REFUSED_BY_US: Final = frozenset({"disallowed", "forbidden_address", "taken_down"})
"""Kinds of failure that are as they should be: the request was never sent."""
NOTICES: Final = frozenset({"clock_skew", "clock_jump", "certificate", "moved"})
"""Kinds that stand in the WARC beside failures and tell of an outlet or of us, not of a URL."""
NOT_THERE: Final = frozenset({"soft_404"})

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
AGAIN: Final = (6 * HOURS, 1 * DAYS, 3 * DAYS, 7 * DAYS, 21 * DAYS, 60 * DAYS, 180 * DAYS)
"""After the nth visit of an article: edits come within hours, deletions within weeks, and some after years."""
RETRY: Final = (0 * HOURS, 1 * HOURS, 6 * HOURS, 1 * DAYS, 3 * DAYS, 7 * DAYS)
"""After the nth failure in a row; the next run tries once more at once."""
ABSENT: Final = (1 * DAYS, 3 * DAYS, 7 * DAYS, 30 * DAYS, 180 * DAYS)
"""After the nth 404 or 410 in a row: what was taken away is sometimes put back."""
OURS: Final = (1 * DAYS, 7 * DAYS, 30 * DAYS)
"""After the nth time that we did not ask."""
SETTLED: Final = 10
"""An article that was a year old when it was fetched is not asked for again before a tenth of that has passed."""
TOGETHER: Final = HOURS
"""What falls due within this is asked for along with the rest, so that an edition's pages are of one visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One time that a URL was asked for, or would have been."""

    at: datetime
    status: int | None = None
    """None where no answer came; `kind` then says why."""
    kind: str = ""
    found_by: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str = ""
    capture: int | None = None
    whole: bool = True
    """False for a body that was cut short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What all events at a URL say together."""

    state: State = "new"
    status: int | None = None
    fetches: int = 0
    """Answers, whatever they were."""
    failures: int = 0
    """Events of the last state's kind in a row, where that state is not `captured`."""
    first_fetched_at: datetime | None = None
    last_fetched_at: datetime | None = None
    last_changed_at: datetime | None = None
    """When other bytes than the time before came."""
    found_by: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    capture: int | None = None
    next_due: datetime


def known(events: Sequence[Event], *, found_at: datetime | None = None, day: date | None = None) -> Known:
    """Fold events, in any order, into what is known; there must be one of them, or a `found_at`.

    `day` is when the article was published, as far as the listing told.
    """
    ordered = sorted(events, key=lambda e: (e.at, e.capture or 0, e.kind))
    if not ordered:
        assert found_at is not None
        return Known(next_due=found_at)
    answered = [e for e in ordered if e.status is not None]
    bodies = [e for e in answered if state_of(e) == "captured"]
    whole = [e for e in bodies if e.whole and e.status == 200]
    changed = [b for a, b in pairwise(bodies) if b.digest and b.digest != a.digest]
    last = ordered[-1]
    state = state_of(last)
    row = 0
    for event in reversed(ordered):
        if state_of(event) != state:
            break
        row += 1
    return Known(
        state=state, status=last.status, fetches=len(answered), failures=0 if state == "captured" else row,
        first_fetched_at=answered[0].at if answered else None, last_fetched_at=answered[-1].at if answered else None,
        last_changed_at=changed[-1].at if changed else None,
        found_by=next((e.found_by for e in ordered if e.found_by), None),
        etag=whole[-1].etag if whole else None, last_modified=whole[-1].last_modified if whole else None,
        capture=bodies[-1].capture if bodies else None,
        next_due=last.at + wait(state, visits=len(bodies), row=row, age=_age(last.at, day)),
    )  # fmt: skip


def state_of(event: Event) -> State:
    """Return what one event alone says of its URL."""
    if event.status is None:
        if event.kind in REFUSED_BY_US:
            return "refused"
        return "missing" if event.kind in NOT_THERE else "failed"
    for state, statuses in REFUSALS.items():
        if event.status in statuses:
            return state
    if event.status == 304 or 200 <= event.status < 300:
        return "captured" if event.whole or event.status == 304 else "failed"
    return "redirected" if 300 <= event.status < 400 else "failed"


def wait(state: State, *, visits: int, row: int, age: timedelta = timedelta(0)) -> timedelta:
    """Return how long to wait after the last event; `row` counts events of that state, `visits` bodies in all."""
    if state == "new":
        return timedelta(0)
    if state in {"captured", "redirected"}:
        return max(_nth(AGAIN, visits if state == "captured" else row), age / SETTLED)
    if state in {"missing", "gone"}:
        return _nth(ABSENT, row)
    return _nth(OURS if state == "refused" else RETRY, row)


def _nth(steps: Sequence[timedelta], n: int) -> timedelta:
    return steps[min(max(n, 1), len(steps)) - 1]


def _age(at: datetime, day: date | None) -> timedelta:
    return max(at - datetime.combine(day, time(), at.tzinfo), timedelta(0)) if day else timedelta(0)
