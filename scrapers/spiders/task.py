"""What one visit is asked to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.warc import WarcStore
from scrapers.frontier import Frontier
from scrapers.outlets import Entry
from scrapers.topics import Topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The argument of every spider."""

    outlet: Entry
    topics: Topics
    wants: Callable[[str], bool] = lambda url: True
    """Whether to ask for an article's URL."""
    since: date | None = None
    until: date | None = None
    """The outlet's days that are looked for, inclusive."""
    today: date | None = None
    """By the outlet's calendar; now where not given."""
    caught_up: bool = False
    """An earlier visit went to its end, so that pages of known articles end a listing."""
    store: WarcStore | None = None
    """Where the visit is preserved."""
    frontier: Frontier | None = None
    """Without it nothing is revalidated, and nothing is asked for that no listing names."""
