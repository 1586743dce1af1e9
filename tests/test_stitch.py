"""Pages become one article, visits become editions, and nothing is counted twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.model import Credit, PageReading, Read, RemovedSpan, Stamp, Visit
from pipeline.stitch import stitch

AT = datetime(2024, 10, 7, 2, 0, tzinfo=UTC)
URL = "https://radar.example/read/1/judul"


def read(page: int, *paragraphs: str, hours: float = 0, run: str = "r1", **more: Any) -> Read:
    fields = {"headline": "Judul", **more}
    reading = PageReading(
        reader="disway", key="radar.example/read/1", url=URL, page=page, paragraphs=paragraphs, **fields
    )
    return Read(
        capture=int(hours * 100) * 100 + page, url=URL, fetched_at=AT + timedelta(hours=hours, seconds=page), run=run,
        outlet="radar", reading=reading,
    )  # fmt: skip


def body(*reads: Read) -> str:
    return stitch(reads).article.newest.body


def test_pages_are_joined_in_order_whatever_order_they_came_in() -> None:
    pages = [read(3, "lima"), read(1, "satu", "dua"), read(2, "tiga", "empat")]
    assert body(*pages) == "satu\n\ndua\n\ntiga\n\nempat\n\nlima"
    assert len(stitch(pages).article.editions) == 1


def test_what_a_further_page_repeats_is_kept_once_and_told() -> None:
    article = stitch([read(1, "satu", "dua"), read(2, "dua", "tiga")]).article
    assert article.newest.paragraphs == ("satu", "dua", "tiga")
    assert [(span.rule, span.text, span.position) for span in article.removed] == [("stitch.repeated", "dua", 2)]


def test_removed_spans_keep_their_place_in_the_whole_text() -> None:
    span = RemovedSpan(kind="related", rule="label", text="Baca juga: X", position=1)
    article = stitch([read(1, "satu", "dua", removed=(span,)), read(2, "tiga", "empat", removed=(span,))]).article
    assert [s.position for s in article.removed] == [1, 3]


def test_a_capture_of_the_whole_article_fills_a_missing_page() -> None:
    article = stitch([read(1, "satu", pages=3), read(0, "satu", "dua", "tiga")]).article
    assert article.newest.paragraphs == ("satu", "dua", "tiga")
    assert not article.partial


def test_a_page_that_was_not_captured_makes_the_article_partial_and_an_issue() -> None:
    stitched = stitch([read(1, "satu", pages=3), read(3, "tiga", pages=3)])
    assert stitched.article.partial
    assert [found.message for found in stitched.findings] == ["page 2 of 3 was not captured"]
    assert stitched.article.newest.paragraphs == ("satu", "tiga")


def test_a_changed_text_makes_an_edition_and_an_unchanged_one_does_not() -> None:
    first, same, other = read(1, "satu"), read(1, "satu", hours=5, run="r2"), read(1, "dua", hours=9, run="r3")
    article = stitch([other, first, same]).article
    assert [(e.n, e.body, e.observed_at) for e in article.editions] == [
        (1, "satu", first.fetched_at),
        (2, "dua", other.fetched_at),
    ]
    assert (article.state, article.first_seen_at, article.last_seen_at) == (
        "changed", first.fetched_at, other.fetched_at,
    )  # fmt: skip


def test_a_visit_of_one_page_leaves_the_other_pages_as_they_were() -> None:
    pages = [read(1, "satu"), read(2, "dua"), read(1, "SATU", hours=5, run="r2")]
    article = stitch(pages).article
    assert [e.paragraphs for e in article.editions] == [("satu", "dua"), ("SATU", "dua")]


@pytest.mark.parametrize(
    ("status", "hours", "state"),
    [(404, 5, "missing"), (410, 5, "gone"), (403, 5, "blocked"), (503, 5, "live"), (404, -5, "live"), (304, 5, "live")],
)
def test_the_last_visit_tells_the_state(status: int, hours: int, state: str) -> None:
    visit = Visit(fetched_at=AT + timedelta(hours=hours), status=status)
    article = stitch([read(1, "satu")], [visit]).article
    assert article.state == state
    assert (article.last_seen_at == visit.fetched_at) == (status == 304)


def test_facts_come_from_the_first_page_and_credits_from_all() -> None:
    stamp = Stamp(at=AT, text="7 Oktober 2024", rule="printed")
    reporter, editor = Credit(role="reporter", name="Sri Wulan"), Credit(role="editor", name="Budi Raya")
    article = stitch(
        [
            read(1, "satu", published=stamp, credits=(reporter,)),
            read(2, "dua", credits=(reporter, editor), dateline="LIWA"),
        ]
    ).article
    assert article.published == stamp
    assert article.credits == (reporter, editor)
    assert article.dateline == "LIWA"
