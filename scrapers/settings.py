"""How we crawl, each value once, with its unit and its reason. Scrapy reads the upper-case names.

The newspapers that we visit are small: everything here is slow on purpose.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import version

from scrapy.settings import Settings, default_settings

BOT_NAME = "arsip-netralitas"
CONTACT = "https://github.com/arsip-netralitas"
"""Where an outlet finds who we are; `--contact` or ARSIP_CONTACT sets the operator's own address."""
USER_AGENT = f"Mozilla/5.0 (compatible; ArsipNetralitas/{version('arsip-netralitas')}; +{CONTACT})"
"""Names the project. The form is a browser's, for the Tribun network answers 403 to a bare bot name."""
ROBOTSTXT_USER_AGENT = "ArsipNetralitas"
ROBOTSTXT_OBEY = True

# Politeness

CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
"""Seconds between two requests to one host; scrapers.polite.Throttle only ever makes it longer."""
DOWNLOAD_DELAY_JITTER = 0
"""Scrapy's 0.5 would halve every other delay, robots.txt's too."""
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 0.5
"""A server that takes longer than half the delay is left alone for as long as it took to answer."""
ONE_AT_A_TIME = 0.001
"""Seconds in place of no delay: without one, Scrapy 2.19 sends all that waits at once (measured)."""
CONCURRENT_REQUESTS = 1
"""Of one outlet. What Scrapy has taken up besides, it sends even after a visit was ended: 13 requests more to a server
that refused all of them (measured)."""
CONCURRENT_ITEMS = 1
"""Spiders yield requests only; Scrapy makes a task for each of the 100 items that it expects, at every response."""
DAILY_REQUESTS = 5_000
"""Requests to one outlet in 24 hours, over all runs; `daily_requests:` in the catalogue sets an outlet's own. At one in
two seconds that is under three hours, and a portal of this size publishes under a hundred articles a day."""
LONGEST_WAIT = 120.0
"""Seconds that we wait for a server that asks for patience (Retry-After); for more, the visit ends and a later run
comes back."""
BACK_OFF = 10.0
"""Times DOWNLOAD_DELAY: the least wait after 429 or 503, whatever the server asks for."""
SLOWEST = 8
"""Times DOWNLOAD_DELAY: each refusal halves the pace down to this one. A server that refuses every twentieth request
whatever the pace brought it to one in two minutes before, so that no visit came to its end."""
EASE_AFTER = 50
"""Good answers after which the pace doubles again, up to what it was."""
REFUSED_IN_A_ROW = 9
"""Answers of 429 or 503 without another between them, after which the visit ends: three requests, each asked three
times. What it found is asked for in the next."""

# Limits

DOWNLOAD_TIMEOUT = 30
"""Seconds for one exchange; the slowest real page that we hold came in under 5."""
DNS_TIMEOUT = 10
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
"""Bytes of a body, also after decompression: a gzip bomb of 400 MB took 877 MB of memory without it (measured)."""
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_FAIL_ON_DATALOSS = False
"""A body cut short is preserved and marked `WARC-Truncated`, not thrown away."""
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 60
"""Links from a seed: pages of a listing are chained, and each counts one. The spiders have caps of their own."""
CLOSESPIDER_TIMEOUT = 2 * 3600
"""Seconds an outlet may take of one run."""
MEMUSAGE_LIMIT_MB = 2048

# What the archive needs

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",  # WARC readers cannot undo br and zstd
}
METAREFRESH_ENABLED = False
"""Tribun's pages refresh themselves every 15 minutes."""
COOKIES_ENABLED = False
"""They make answers depend on the order of visits, and their middleware asks the network for a suffix list."""

# What Scrapy switches on and we switch off

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
"""Since 2.19 an HTTP server that runs any code it is sent; its token outlives a `kill -9`."""
WARN_ON_GENERATOR_RETURN_VALUE = False
"""Looks up the source of the callback at every response: 2 ms, as much as all else that Scrapy does with it."""
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}

UNUSED = frozenset({
    "scrapy.extensions.throttle.AutoThrottle",  # ours follow
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",  # a retried redirect gets past it
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.feedexport.FeedExporter",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.spiderstate.SpiderState",
})  # fmt: skip
"""Taken out of the defaults: what is set to None there instead, Scrapy imports all the same, a third of the time that
it takes to start (HTTP servers, public suffixes)."""
EXTENSIONS_BASE = {name: n for name, n in default_settings.EXTENSIONS_BASE.items() if name not in UNUSED}
EXTENSIONS = {"scrapers.polite.Throttle": 0}

TWISTED_DNS_RESOLVER = "scrapers.guard.GuardedResolver"
DOWNLOADER_MIDDLEWARES_BASE = {
    name: n for name, n in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items() if name not in UNUSED
}
DOWNLOADER_MIDDLEWARES = {
    "scrapers.guard.GuardMiddleware": 50,
    "scrapers.robots.RobotsMiddleware": 100,
    "scrapers.redirects.RedirectsMiddleware": 600,
    "scrapers.polite.RetryLaterMiddleware": 550,
    "scrapers.proxy.ProxyMiddleware": 740,
    "scrapers.polite.BudgetMiddleware": 900,  # counts what is really sent: redirects, retries and robots.txt too
    "scrapers.revalidate.RevalidateMiddleware": 950,
    "scrapers.preserve.PreserveMiddleware": 1000,  # nearest the network: sees bodies as received
}

LOG_LEVEL = "WARNING"
"""What somebody must act on; `--verbose` tells each step."""
LOG_FORMATTER = "scrapers.preserve.Messages"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False


def make(*, proxy: str | None, delay: float | None, contact: str | None, allowed_networks: Sequence[str]) -> Settings:
    """Return these values as Scrapy takes them, with what a command says in the place of some."""
    settings = Settings()
    settings.setmodule(sys.modules[__name__])
    settings.set("ALLOWED_NETWORKS", list(allowed_networks))
    settings.set("PROXY", proxy)
    if contact:
        settings.set("USER_AGENT", USER_AGENT.replace(CONTACT, contact))
    if delay is not None:
        settings.set("DOWNLOAD_DELAY", delay or ONE_AT_A_TIME)
        settings.set("AUTOTHROTTLE_START_DELAY", delay)
        settings.set("AUTOTHROTTLE_ENABLED", bool(delay))  # nobody waits for a server who need not wait at all
    return settings
