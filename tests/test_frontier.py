"""When a URL is asked for again, and what its story says; pure functions, so every instant is named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from scrapy.http import Response

from pipeline.urls import address
from pipeline.visits import ABSENT, AGAIN, RETRY, Event, known, state_of, wait
from scrapers.outlets import Entry
from scrapers.polite import retry_after

AT = datetime(2025, 3, 1, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def answer(hours: float, status: int = 200, digest: str = "a", **more: str | bool | None) -> Event:
    return Event(at=AT + hours * HOUR, status=status, digest=digest, capture=int(hours), **more)  # type: ignore[arg-type]


def failure(hours: float, kind: str) -> Event:
    return Event(at=AT + hours * HOUR, kind=kind)


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (answer(0), "captured"), (answer(0, 304), "captured"), (answer(0, 301), "redirected"),
        (answer(0, 404), "missing"), (answer(0, 410), "gone"), (answer(0, 403), "blocked"),
        (answer(0, 429), "blocked"), (answer(0, 451), "blocked"), (answer(0, 503), "failed"),
        (answer(0, whole=False), "failed"), (failure(0, "timeout"), "failed"),
        (failure(0, "dns_failure"), "failed"), (failure(0, "soft_404"), "missing"),
        (failure(0, "disallowed"), "refused"), (failure(0, "forbidden_address"), "refused"),
    ],
)  # fmt: skip
def test_gone_is_not_404_is_not_blocked_is_not_our_failure(event: Event, state: str) -> None:
    assert state_of(event) == state


def test_a_url_that_was_only_listed_is_due_at_once() -> None:
    found = known([], found_at=AT)
    assert (found.state, found.next_due, found.fetches) == ("new", AT, 0)


def test_visits_grow_apart_and_never_end() -> None:
    waits = [wait("captured", visits=n, row=0) for n in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(hours=6)
    assert waits[-1] == AGAIN[-1]
    for state, steps in (("failed", RETRY), ("blocked", RETRY), ("missing", ABSENT), ("gone", ABSENT)):
        grown = [wait(state, visits=3, row=n) for n in range(1, 9)]  # type: ignore[arg-type]
        assert grown == sorted(grown)
        assert grown[0] == steps[0]


def test_an_old_article_is_left_in_peace() -> None:
    fresh = known([answer(0)], day=AT.date())
    old = known([answer(0)], day=date(2024, 3, 1))
    assert fresh.next_due - AT == timedelta(hours=6)
    assert timedelta(days=36) < old.next_due - AT < timedelta(days=37)


def test_a_failure_is_tried_again_by_the_next_run_and_then_later_and_later() -> None:
    once, twice = known([answer(0, 500)]), known([answer(0, 500), answer(5, 502)])
    assert (once.next_due, once.failures) == (AT, 1)
    assert (twice.next_due, twice.failures) == (AT + 6 * HOUR, 2)
    well = known([answer(0, 500), answer(5, 502), answer(6)])
    assert (well.state, well.failures, well.fetches) == ("captured", 0, 3)


def test_the_order_in_which_events_are_learned_does_not_matter() -> None:
    events = [answer(0, digest="a"), answer(7, 304, digest="a"), answer(31, digest="b", etag='"b"'), answer(99, 404)]
    assert known(events) == known(events[::-1])
    found = known(events)
    assert (found.state, found.status, found.capture) == ("missing", 404, 31)
    assert (found.first_fetched_at, found.last_fetched_at) == (AT, AT + 99 * HOUR)
    assert (found.last_changed_at, found.etag) == (AT + 31 * HOUR, '"b"')


def test_a_torn_body_gives_no_validator() -> None:
    assert known([answer(0, etag='"x"', whole=False)]).etag is None


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/judul-berita?PHPSESSID=1f", "https://a.example/judul-berita;jsessionid=AB12",
        "https://a.example/judul-berita?session_id=9&utm_source=x", "https://a.example/judul-berita?ASPSESSIONIDQQ=Z",
    ],
)  # fmt: skip
def test_an_id_of_a_session_is_no_part_of_an_address(url: str) -> None:
    assert address(url).url == "https://a.example/judul-berita"


@pytest.mark.parametrize(
    ("hours", "open_at", "shut_at"),
    [("22-05", (22, 23, 0, 4), (5, 12, 21)), ("01-04", (1, 3), (0, 4, 12)), (None, (0, 12), ())],
)
def test_hours_are_the_outlets_own(hours: str | None, open_at: tuple[int, ...], shut_at: tuple[int, ...]) -> None:
    entry = Entry(
        slug="a", name="A", platform="disway", home_url="https://a.example/", timezone="Asia/Jayapura", hours=hours
    )
    local = {hour: datetime(2025, 3, 2, hour, 30, tzinfo=UTC) - timedelta(hours=9) for hour in (*open_at, *shut_at)}
    assert {hour for hour, at in local.items() if entry.open_at(at)} == set(open_at)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0), ("Sat, 01 Mar 2025 03:02:00 GMT", 120.0), ("Sat, 01 Mar 2025 02:00:00 GMT", 0.0),
        ("besok", 0.0), ("", 0.0), ("-5", 0.0),
    ],
)  # fmt: skip
def test_retry_after_is_read_by_the_servers_own_clock(said: str, seconds: float) -> None:
    headers = {"Retry-After": said, "Date": "Sat, 01 Mar 2025 03:00:00 GMT"}
    assert retry_after(Response("https://a.example/", status=429, headers=headers)) == seconds
