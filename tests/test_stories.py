"""Whole articles → coded events: reports of one event come together, and what only looks like it stays apart."""

import json
from datetime import UTC, datetime, time
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import stories as bench
from bench.coding import Tally
from pipeline import events
from pipeline import told as telling
from pipeline.coding.coder import code
from pipeline.model import Outlet
from pipeline.told import Told

FLOORS = {
    name.removeprefix("stories."): floor
    for name, floor in json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8")).items()
    if name.startswith("stories.")
}
STORIES = yaml.safe_load((Path(__file__).parent / "stories" / "made.yml").read_text(encoding="utf-8"))
OUTLET = Outlet(slug="x", name="X", platform="generic", home_url="https://x.example/")


def told(number: int, article: dict[str, Any]) -> Told:
    paragraphs = article["text"].strip().splitlines()
    published = datetime.combine(article["published"], time(3), UTC)
    coding = code(headline=article["headline"], paragraphs=paragraphs, published_at=published, outlet=OUTLET)
    text = f"{article['headline']}\n{article['text']}"
    return telling.told(number, coding, text, cluster=number, published=published.date())


@cache
def found() -> tuple[dict[int, int], list[tuple[list[int], list[int]]]]:
    """Return the events of all articles of all stories together, and the numbers of each story's."""
    everything: list[Told] = []
    numbers = []
    for story in STORIES:
        kinds: tuple[list[int], list[int]] = ([], [])
        for kind, articles in zip(kinds, (story["event"], story["twins"]), strict=True):
            for article in articles:
                kind.append(len(everything) + 1)
                everything.append(told(kind[-1], article))
        numbers.append(kinds)
    return dict(events.link(everything)), numbers


@pytest.mark.parametrize("story", range(len(STORIES)), ids=[story["name"] for story in STORIES])
def test_reports_of_one_event_come_together(story: int) -> None:
    event, numbers = found()
    same, _ = numbers[story]
    assert len({event.get(number) for number in same}) == 1
    assert event.get(same[0]) is not None


@pytest.mark.parametrize("story", range(len(STORIES)), ids=[story["name"] for story in STORIES])
def test_what_only_looks_like_it_stays_apart(story: int) -> None:
    event, numbers = found()
    same, twins = numbers[story]
    pairs = [(a, b) for a, b in combinations([same[0], *twins], 2) if a in event and event[a] == event.get(b)]
    assert pairs == []


@cache
def measured(name: str) -> dict[str, Tally]:
    return bench.measure(bench.read(name))


@pytest.mark.parametrize("floor", sorted(FLOORS))
def test_no_fact_of_the_stories_of_others_falls_below_its_floor(floor: str) -> None:
    name, field = floor.split(".")
    assert measured(name)[field].f1 >= FLOORS[floor]


def test_no_two_events_of_the_stories_of_others_are_taken_for_one() -> None:
    assert (measured("stories_dev")["events"].wrong, measured("stories_dev")["copies"].wrong) == (0, 0)
