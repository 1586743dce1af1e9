"""Where a crawl may go: the outlet's own hosts, on the public internet.

An outlet's page can redirect anywhere, also to the machine that we run on. Addresses are refused before any
connection: those in a URL by the middleware, those that a name resolves to by the resolver.
"""

import ipaddress
import logging
import re
import socket
from collections.abc import Sequence
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from pipeline import urls
from scrapers.spiders.base import OutletSpider

log = logging.getLogger(__name__)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", re.I)
"""Every spelling of an IPv4 address that a resolver takes: 127.1, 2130706433, 0x7f000001, 0177.0.0.1."""


class Forbidden(IgnoreRequest):
    """Raised when a request would leave the outlet's hosts or the public internet, before it is sent."""


def networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Read `127.0.0.1/32`-like texts; raises ValueError naming a bad one."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def internal(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Tell whether an IP address is none of the public internet's and in none of the `allowed` networks."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip.version == network.version and ip in network for network in allowed):
        return False
    return not ip.is_global or ip.is_multicast


def literal(host: str) -> str | None:
    """Return the IP address that a host in a URL spells, in whatever form; None for a name."""
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    if NUMBER.fullmatch(bare):
        try:
            return socket.inet_ntoa(socket.inet_aton(bare))
        except OSError:
            return None
    return None


def objection(url: str, hosts: Sequence[str], allowed: Sequence[Network] = ()) -> str | None:
    """Return why a URL must not be asked for, or None. `hosts` are the outlet's own, with ports."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"no web address: {url}"
    address = literal(parts.hostname)
    if address and internal(address, allowed):
        return f"{parts.hostname} is an internal address"
    if parts.hostname == "localhost" or parts.hostname.endswith((".localhost", ".internal", ".local")):
        if not internal("127.0.0.1", allowed):
            return None
        return f"{parts.hostname} is an internal name"
    if not any(urls.same_outlet(urls.host(url), host) for host in hosts):
        return f"{urls.host(url)} is no host of this outlet"
    return None


class GuardMiddleware:
    """Refuses a request that leaves the outlet; stands first, so it sees redirects and retries too."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = networks(crawler.settings.getlist("ALLOWED_NETWORKS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = self.crawler.spider
        assert isinstance(spider, OutletSpider)
        reason = objection(request.url, spider.outlet.every_host, self.allowed)
        if reason:
            self.crawler.stats.inc_value("arsip/forbidden")
            raise Forbidden(reason)


class GuardedResolver(CachingThreadedResolver):
    """Refuses names that resolve to internal addresses; the proxy's name may, for the operator has named it."""

    allowed: tuple[Network, ...] = ()
    proxy: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = networks(crawler.settings.getlist("ALLOWED_NETWORKS"))
        resolver.proxy = urlsplit(crawler.settings.get("PROXY") or "").hostname
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 Twisted's name
        resolved = super().getHostByName(name, timeout)
        if name != self.proxy and literal(name) is None:  # the middleware has judged the address in a URL
            resolved.addCallback(self._check, name)
        return resolved

    def _check(self, address: str, name: str) -> str:
        if internal(address, self.allowed):
            raise Forbidden(f"{name} resolves to the internal address {address}")
        return address
