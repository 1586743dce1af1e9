"""What a probe saw of one site."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One article of the front page, as our reader reads it."""

    url: str
    reader: str | None = None
    headline: str | None = None
    published: str | None = None
    paragraphs: int = 0
    trouble: str | None = None
    """Why it could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A site as it shows itself to one short visit."""

    url: str
    platform: str | None = None
    """None for what is no news site that we know how to crawl; `reason` says why."""
    theme: str | None = None
    name: str = ""
    reason: str = ""
    answered: bool = True
    """False where not even robots.txt or the front page was answered."""
    marks: tuple[str, ...] = ()
    articles: int = 0
    """Linked on the front page."""
    sample: Sample | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    rest: str | None = None
    """Address of an open interface with articles as data."""
    search: str | None = None
    """Address that the search box leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a crawl that asks for no article would ask for."""

    requests: int = 0
    shut: int = 0
    """Listings that could not be had."""
    found: tuple[str, ...] = ()
    ended: str = "not started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """Everything about one site."""

    slug: str
    sight: Sight
    trial: Trial = field(default_factory=Trial)
