"""robots.txt as RFC 9309 has it: a server that cannot say what is allowed allows nothing.

Scrapy takes the page of a 503 for rules, which allow everything, and goes on when no answer comes.
"""

import logging
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from scrapers.polite import slow_down

log = logging.getLogger(__name__)

NOTHING = b"User-agent: *\nDisallow: /\n"
LONGEST_DELAY = 30.0
"""Seconds of a Crawl-delay that we follow: a run must end, and AutoThrottle slows us down further where needed."""


def _rule(parser: RobotParser, url: str, agent: str) -> str:
    """Return the line that disallows a URL, as Protego holds it: the longest that matches."""
    if isinstance(parser, ProtegoRobotParser):
        group = parser.rp._get_matching_rule_set(agent)
        for rule in group._rules if group else ():
            if rule.field == "disallow" and rule.value.match(_path(url)):
                return f"Disallow: {rule.value._pattern}"
    return "no rule named"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


class DisallowedByRobots(IgnoreRequest):
    """Raised when robots.txt keeps a URL from us, or could not be had."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware, strict about unreachable rules, and with the outlet's crawl delay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._shut: dict[str, str] = {}
        """Host → why its rules cannot be known."""
        self._failed: dict[str, str] = {}
        """Host → what went wrong when they were asked for."""
        # Scrapy's prints a traceback where an outlet does not answer; that is an issue of the outlet's, and no bug.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        crawler.signals.connect(self._follow_delay, signal=signals.robots_parsed)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        agent = self._robotstxt_useragent or self._default_useragent
        if rp is None:
            failed = self._failed.get(urlsplit(request.url).netloc, "no answer")
            raise DisallowedByRobots(f"robots.txt could not be fetched, so nothing is allowed (RFC 9309): {failed}")
        if (why := self._shut.get(urlsplit(request.url).netloc)) is not None:
            raise DisallowedByRobots(f"robots.txt {why}, so nothing is allowed (RFC 9309)")
        if not rp.allowed(request.url, agent):
            self._stats.inc_value("robotstxt/forbidden")
            raise DisallowedByRobots(f"robots.txt disallows it: {_rule(rp, request.url, agent)}")

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._failed[netloc] = " ".join(str(exc).split()) or type(exc).__name__
        super()._robots_error(exc, netloc)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        cut = "dataloss" in response.flags  # the line that keeps us off may be among what did not come
        if response.status >= 500 or response.status == 429 or cut:
            self._shut[netloc] = "was cut short on its way" if cut else f"answers HTTP {response.status}"
            log.warning("%s %s: nothing is fetched from %s", response.url, self._shut[netloc], netloc)
            response = response.replace(body=NOTHING)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        sent = urlsplit(response.url)
        if sent.netloc not in self._parsers and sent.path == "/robots.txt":  # the rules of that host, which is next
            self._parsers[sent.netloc] = self._parsers[netloc]
            self._shut |= {sent.netloc: self._shut[netloc]} if netloc in self._shut else {}

    def _follow_delay(self, robotparser: RobotParser, request: Request) -> None:
        if not isinstance(robotparser, ProtegoRobotParser) or not isinstance(robotparser.rp, Protego):
            return
        delay = robotparser.rp.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if delay:
            slow_down(self.crawler, request, min(float(delay), LONGEST_DELAY))
            log.info("%s asks for %s seconds between requests", urlsplit(request.url).netloc, delay)
