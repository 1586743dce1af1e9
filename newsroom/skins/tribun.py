"""Tribun network sites (*.tribunnews.com): addresses and routes.

Shapes as in public scrapers and a saved page of 2020: dated addresses, `?page=2` and `?page=all`, an index by day
whose dates have no zero padding, and a robots.txt that keeps crawlers off tags, topics and search.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.base import Page, Skin, slugify

UNPADDED = re.compile(r"^(\d{4})-([1-9]\d?)-([1-9]\d?)$")


class Tribun(Skin):
    name = "tribun"
    robots = (
        "User-agent: *\nDisallow: /api/\nDisallow: /posts/\nDisallow: /ajax/\nDisallow: /json/\nDisallow: /auth/\n"
        "Disallow: /member/\nDisallow: /komentar/\nDisallow: /search\nDisallow: /tag/\nDisallow: /topic/\n\n"
        "Sitemap: {base}/sitemap.xml\n"
    )
    per_page = 20
    furniture = ("Ikuti kami di", "Berita Terkini", "All Right Reserved", "Tags")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/(?P<amp>amp/)?(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<slug>[^/]+)/?", "article"),
        (r"/index-news(?:/(?P<section>[a-z0-9-]+))?/?", "index"),
        (r"/(?P<year>\d{4})/(?P<month>\d{1,2})/?", "month"),
        (r"/(?:tag|topic)/(?P<slug>[^/]+)/?", "tag"),
        (r"/search/?", "search"),
        (r"/rss/?", "rss"),
        (r"/sitemap\.xml", "sitemap_index"),
        (r"/sitemap-news\.xml", "sitemap"),
        (r"/(?P<section>[a-z][a-z0-9-]*)/?", "channel"),
    )

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        day = site.local(article.published).strftime("%Y/%m/%d")
        return f"{site.base}/{day}/{article.slug}" + (f"?page={page}" if page > 1 else "")

    def elsewhere(self, site: Site, title: str) -> str:
        return f"{site.base}/{site.today.strftime('%Y/%m/01')}/{slugify(title)}"

    def home(self, site: Site, request: Request) -> Response:
        return self.page("front.html", site, title=site.name, articles=site.newest()[: self.per_page])

    def article(
        self, site: Site, request: Request, year: str, month: str, day: str, slug: str, amp: str = ""
    ) -> Response | None:
        asked = f"{year}/{month}/{day}"
        for found in site.articles:
            same_day = site.local(found.published).strftime("%Y/%m/%d") == asked
            if same_day and slug in found.old_slugs:
                return Response.redirect(self.url(site, found))
            if same_day and slug == found.slug:
                return self._article(site, request, found, amp=bool(amp))
        return None

    def _article(self, site: Site, request: Request, found: Article, *, amp: bool) -> Response:
        wanted = request.query.get("page", "1")
        number = 0 if wanted == "all" else int(wanted) if wanted.isdigit() else 1
        if number > len(found.pages):
            return Response.redirect(self.url(site, found), 302)
        blocks = found.pages[number - 1] if number else found.blocks
        old = "old_skin" in found.quirks
        template = "amp.html" if amp else "article_2020.html" if old else "article.html"
        return self.page(template, site, article=found, number=number, blocks=blocks)

    def index(self, site: Site, request: Request, section: str = "") -> Response:
        """A day that is padded with zeros finds nothing."""
        articles = [a for a in site.newest() if section in {"", slugify(a.section)}]
        asked = request.query.get("date")
        if asked is not None:
            match = UNPADDED.match(asked)
            day = date(*map(int, match.groups())) if match else None
            articles = [a for a in articles if site.local(a.published).date() == day]
        number = int(request.query.get("page", "1")) if request.query.get("page", "1").isdigit() else 1
        base = (
            f"{site.base}/index-news" + (f"/{section}" if section else "") + "?" + (f"date={asked}&" if asked else "")
        )
        return self.page(
            "index.html", site, title="Index Berita", page=self.listing(site, articles, number), base=base,
            sections=[slugify(name) for name in site.sections()],
        )  # fmt: skip

    def month(self, site: Site, request: Request, year: str, month: str) -> Response:
        found = [
            a for a in site.newest()
            if (site.local(a.published).year, site.local(a.published).month) == (int(year), int(month))
        ]  # fmt: skip
        return self.page(
            "index.html", site, title="Arsip", page=Page(found, 1, len(found) or 1),
            base=f"{site.base}/{year}/{month}?", sections=[],
        )  # fmt: skip

    def tag(self, site: Site, request: Request, slug: str) -> Response | None:
        found = [a for a in site.newest() if slug in map(slugify, a.tags)]
        return self.page("front.html", site, title=slug, articles=found) if found else None

    def search(self, site: Site, request: Request) -> Response:
        return Response(status=403, body=b"<html><body><h1>403 Forbidden</h1></body></html>")

    def channel(self, site: Site, request: Request, section: str) -> Response | None:
        found = [a for a in site.newest() if slugify(a.section) == section]
        return self.page("front.html", site, title=found[0].section, articles=found) if found else None

    def rss(self, site: Site, request: Request) -> Response:
        """Every link leads to the home page: seen on the network's own feed."""
        return self.xml("rss.xml", site, kind="text/xml", articles=site.newest()[:20])

    def sitemap_index(self, site: Site, request: Request) -> Response:
        return self.xml("sitemap_index.xml", site)

    def sitemap(self, site: Site, request: Request) -> Response:
        return self.xml("sitemap.xml", site, articles=site.newest())
