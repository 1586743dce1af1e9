"""Where an outlet sends us: to the article, to its home page, in a circle, or to another address altogether."""

from typing import Any, Final
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest

from pipeline import urls
from scrapers.preserve import ARTICLES, NotFollowed, PreserveMiddleware, SentHome
from scrapers.spiders.base import OutletSpider

FOR_GOOD: Final = frozenset({301, 308})


class RedirectsMiddleware(RedirectMiddleware):
    """Scrapy's middleware; a redirect that is given up becomes an issue at the address that began it."""

    _moved = False

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        passed = [*request.meta.get("redirect_urls", []), request.url]
        began = passed[0]
        self._look_for_move(began, redirected, request, reason)
        spider = self.crawler.spider
        if isinstance(spider, OutletSpider):
            spider.learn_home(request.url, redirected.url)
        home = urlsplit(redirected.url).path in {"", "/"} and _has_path(began)
        if home and request.meta.get("guess") and not _has_path(redirected.url):
            raise IgnoreRequest("a listing that was only guessed is the home page")
        try:
            if home and request.meta.get("kind") in ARTICLES:
                raise SentHome("sent to the home page in place of the article: removed, moved or never there")
            if redirected.url in passed:  # the duplicate filter would drop it without a word
                raise IgnoreRequest(f"redirected in a circle by way of {redirected.url}")
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            keeper = self.crawler.get_downloader_middleware(PreserveMiddleware)
            if keeper is not None:
                known = error if isinstance(error, SentHome) else NotFollowed(str(error))
                keeper.process_exception(request.replace(url=began), known)
            raise

    def _look_for_move(self, began: str, redirected: Request, request: Request, reason: Any) -> None:
        """Tell once a visit that the home page, a listing or robots.txt leads off the outlet: it may have moved."""
        keeper = self.crawler.get_downloader_middleware(PreserveMiddleware)
        if keeper is None or self._moved or request.meta.get("kind") in ARTICLES:
            return
        target = urls.host(redirected.url)
        if not any(urls.same_outlet(target, host) for host in keeper.spider.outlet.every_host):
            self._moved = True
            how = "for good" if reason in FOR_GOOD else "for now"
            keeper.notice(began, "moved", f"it leads to {redirected.url} {how} (HTTP {reason})")


def _has_path(url: str) -> bool:
    """Tell whether a URL asks for more than the home page, which an old address like `/?p=12` does too."""
    parts = urlsplit(url)
    return parts.path not in {"", "/"} or bool(parts.query)
