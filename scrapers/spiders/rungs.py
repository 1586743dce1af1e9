"""The walks that platforms build their ladders from: searches, tags, indexes, feeds, sitemaps."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from urllib.parse import quote, quote_plus, urljoin, urlsplit
from zoneinfo import ZoneInfo

from scrapers.spiders.articles import ArticleSpider
from scrapers.spiders.listings import Kind
from scrapers.spiders.task import Task
from scrapers.spiders.walks import ANY, HTML, RECENT_DAYS, Ladder, Rung, Walk, Walks, numbered, one_page
from scrapers.spiders.ways import TAG_SEGMENTS


class RungSpider(ArticleSpider):
    """Knows what is looked for, and in which days."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.topics = task.topics
        self.since, self.until = task.since, task.until
        self.today = task.today or datetime.now(ZoneInfo(task.outlet.timezone)).date()

    @property
    def queries(self) -> tuple[str, ...]:
        """What is typed into this outlet's search box."""
        return self.topics.queries_for(self.platform, self.outlet.language)

    def at_home(self, path: str) -> str:
        return urljoin(self.outlet.home_url, path)

    def search(self, path: str) -> Walks:
        """Return a walk for each query, `{}` in the path being its place; further pages have `page=2`."""
        asked = (self.at_home(path.format(quote_plus(query))) for query in self.queries)
        return tuple(Walk(rung="search", page_url=numbered(url)) for url in asked)

    def tagged(self, path: str) -> Walks:
        """Return a walk for each tag whose every article is asked for, `{}` in the path being its slug."""
        asked = (self.at_home(path.format(quote(tag))) for tag in self.topics.tags)
        return tuple(Walk(rung="tag", page_url=numbered(url), guess=True) for url in asked)

    def index(self, path: str, *, kinds: frozenset[Kind] = HTML) -> Walks:
        """Return the walk of a listing about everything, of which headlines with a cue word are taken."""
        return (Walk(rung="index", page_url=numbered(self.at_home(path)), picky=True, kinds=kinds),)

    def feed(self, path: str) -> Walks:
        """Return the walk of a feed about everything; it has one page."""
        url = one_page(self.at_home(path))
        return (Walk(rung="feed", page_url=url, picky=True, kinds=frozenset({"feed"})),)

    def by_day(self, path: Callable[[date | None], str]) -> Walks:
        """Return a walk for each day asked for, or of the newest; `path` gives the address of a day's index."""
        asked = self.days_asked_for() if self.since or self.until else [None]
        return tuple(walk for day in asked for walk in self.index(path(day)))

    def front_page(self) -> Walks:
        """Return the home page's one page, by headline."""
        return (Walk(rung="index", page_url=one_page(self.at_home("/")), picky=True),)

    def named_listings(self) -> Iterator[Walk]:
        """Yield the walks of the listings that the catalogue names."""
        yield from map(self.named_listing, self.outlet.listings)

    def named_listing(self, path: str) -> Walk:
        """Return the walk of one of them; only its links lead to its further pages."""
        words = set(urlsplit(path).path.lower().split("/"))
        rung: Rung = "tag" if words & TAG_SEGMENTS else "search" if "search" in words else "category"
        narrow = rung == "search" or (rung == "tag" and "netral" in path.lower())
        return Walk(rung=rung, page_url=one_page(self.at_home(path)), kinds=ANY, picky=not narrow)

    def sitemaps(self, *paths: str) -> Ladder:
        """Return a rung for each place where a sitemap may stand; headlines are read off its addresses."""
        return tuple((self.sitemap(self.at_home(path)),) for path in paths)

    def sitemap(self, url: str) -> Walk:
        return Walk(rung="sitemap", page_url=one_page(url), kinds=frozenset({"sitemap"}), picky=True, guess=True)

    def days_asked_for(self) -> list[date]:
        """Return the days from `since` to `until`, the newest first."""
        last = min(self.until or self.today, self.today)
        first = self.since or last - timedelta(days=RECENT_DAYS)
        return [last - timedelta(days=n) for n in range((last - first).days + 1)]
