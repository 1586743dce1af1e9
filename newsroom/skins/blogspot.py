"""Blogger on a custom domain: addresses, the JSON and Atom feeds, and the search that robots.txt closes.

Platform behaviour as Google documents it; `/YYYY/MM/slug.html` as seen on regional outlets.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.base import DAYS, MONTHS, Skin, newest_change, number, slugify

FEED_MAX = 150
"""Entries that a feed gives at most, whatever is asked."""


class Blogspot(Skin):
    name = "blogspot"
    robots = (
        "User-agent: Mediapartners-Google\nDisallow: \n\nUser-agent: *\nDisallow: /search\nDisallow: /share-widget\n"
        "Allow: /\n\nSitemap: {base}/sitemap.xml\n"
    )
    per_page = 10
    furniture = (
        "Posting Komentar", "Tidak ada komentar", "Diberdayakan oleh Blogger", "Posting Lebih Baru",
        "Posting Lama", "Bagikan ke Facebook",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/(?P<year>\d{4})/(?P<month>\d\d)/(?P<slug>[^/]+)\.html", "article"),
        (r"/(?P<year>\d{4})/(?:(?P<month>\d\d)/?)?", "archive"),
        (r"/search/?", "search"),
        (r"/search/label/(?P<label>[^/]+)/?", "search"),
        (r"/feeds/posts/(?:default|summary)(?:/-/(?P<label>[^/]+))?/?", "feed"),
        (r"/atom\.xml", "feed"),
        (r"/sitemap\.xml", "sitemap"),
    )

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        return f"{site.base}/{site.local(article.published).strftime('%Y/%m')}/{article.slug}.html"

    def elsewhere(self, site: Site, title: str) -> str:
        return f"{site.base}/{site.today.strftime('%Y/%m')}/{slugify(title)[:40].rstrip('-')}.html"

    @staticmethod
    def date_header(at: datetime) -> str:
        """`Senin, Oktober 07, 2024`: Blogger's long form with Indonesian names."""
        return f"{DAYS[at.weekday()]}, {MONTHS[at.month - 1]} {at.day:02}, {at.year}"

    @staticmethod
    def months(site: Site) -> list[str]:
        return list(dict.fromkeys(site.local(a.published).strftime("%Y/%m") for a in site.newest()))

    def home(self, site: Site, request: Request) -> Response:
        return self._list(site, request, site.newest(), title=site.name, base=f"{site.base}/search?")

    def article(self, site: Site, request: Request, year: str, month: str, slug: str) -> Response | None:
        for found in site.articles:
            if (year, month) != (
                site.local(found.published).strftime("%Y"),
                site.local(found.published).strftime("%m"),
            ):
                continue
            if slug in found.old_slugs:
                return Response.redirect(self.url(site, found))
            if slug == found.slug:
                mobile = request.query.get("m") == "1"
                return self.page("article.html", site, article=found, blocks=found.blocks, mobile=mobile)
        return None

    def archive(self, site: Site, request: Request, year: str, month: str = "") -> Response | None:
        prefix = f"{year}-{month}" if month else year
        found = [a for a in site.newest() if site.local(a.published).strftime("%Y-%m").startswith(prefix)]
        return self._list(site, request, found, title=prefix, base=f"{site.base}/search?") if found else None

    def search(self, site: Site, request: Request, label: str = "") -> Response:
        words = request.query.get("q", "")
        found = [a for a in site.newest() if a.says(words) and label in {"", *_labels(a)}]
        base = f"{site.base}/search" + (f"/label/{label}?" if label else f"?q={words}&")
        return self._list(site, request, found, title=label or words or site.name, base=base)

    def _list(self, site: Site, request: Request, found: list[Article], *, title: str, base: str) -> Response:
        """Older posts hang on `updated-max`, the stamp of the last post shown."""
        query = request.query
        size = min(int(query.get("max-results") or site.per_page or self.per_page), FEED_MAX)
        if until := query.get("updated-max"):
            limit = _asked_instant(until, site)
            found = [a for a in found if a.published < limit]
        shown, older = found[:size], found[size:]
        last = site.local(shown[-1].published).isoformat() if shown and older else None
        return self.page(
            "list.html", site, title=title, articles=shown, base=base, size=size,
            last=last, m="1" if query.get("m") == "1" else "",
        )  # fmt: skip

    def feed(self, site: Site, request: Request, label: str = "") -> Response:
        query = request.query
        found = [a for a in site.newest() if a.says(query.get("q", "")) and label in {"", *_labels(a)}]
        for name, keep in (("published-min", 1), ("published-max", -1)):
            if asked := query.get(name):
                limit = _asked_instant(asked, site)
                found = [a for a in found if (a.published >= limit if keep > 0 else a.published < limit)]
        if query.get("orderby") == "updated":
            found.sort(key=lambda a: a.changed, reverse=True)
        start, size = int(query.get("start-index") or 1), min(int(query.get("max-results") or 25), FEED_MAX)
        shown = found[start - 1 : start - 1 + size]
        summary = "/summary" in request.path
        entries = [self._entry(site, article, summary=summary) for article in shown]
        if query.get("alt") == "json":
            return self._json(site, entries, total=len(found), start=start, size=size)
        return self.xml(
            "feed.xml", site, kind="text/xml" if query.get("alt") == "rss" else "application/atom+xml",
            entries=entries, total=len(found), start=start, size=size,
        )  # fmt: skip

    def _entry(self, site: Site, article: Article, *, summary: bool) -> dict[str, object]:
        text = self.render("content.html", site, article=article, blocks=article.blocks)
        entry: dict[str, object] = {
            "id": {"$t": f"tag:blogger.com,1999:blog-{number(site.host)}.post-{article.id}"},
            "published": {"$t": _stamp(site, article.published)},
            "updated": {"$t": _stamp(site, article.changed)},
            "category": [{"scheme": "http://www.blogger.com/atom/ns#", "term": tag} for tag in _labels(article)],
            "title": {"type": "text", "$t": article.headline},
            "link": [
                {
                    "rel": "replies",
                    "type": "text/html",
                    "href": f"{self.url(site, article)}#comment-form",
                    "title": "0 Komentar",
                },
                {"rel": "alternate", "type": "text/html", "href": self.url(site, article), "title": article.headline},
            ],
            "author": [{"name": {"$t": article.reporter or site.name}}],
        }
        if summary:
            entry["summary"] = {"type": "text", "$t": article.body[:200]}
        else:
            entry["content"] = {"type": "html", "$t": text}
        return entry

    def _json(self, site: Site, entries: list[dict[str, object]], *, total: int, start: int, size: int) -> Response:
        changed = newest_change(site)
        links = [{"rel": "alternate", "type": "text/html", "href": f"{site.base}/"}]
        if start - 1 + size < total:
            links.append({
                "rel": "next", "type": "application/atom+xml",
                "href": f"{site.base}/feeds/posts/default?start-index={start + size}&max-results={size}",
            })  # fmt: skip
        feed: dict[str, object] = {
            "id": {"$t": f"tag:blogger.com,1999:blog-{number(site.host)}"},
            "updated": {"$t": _stamp(site, changed) if changed else ""},
            "title": {"type": "text", "$t": site.name},
            "link": links,
            "openSearch$totalResults": {"$t": str(total)},
            "openSearch$startIndex": {"$t": str(start)},
            "openSearch$itemsPerPage": {"$t": str(size)},
        }
        if entries:
            feed["entry"] = entries
        body = json.dumps({"version": "1.0", "encoding": "UTF-8", "feed": feed}, ensure_ascii=False).encode()
        return Response(body=body, content_type="application/json; charset=UTF-8", last_modified=changed)

    def sitemap(self, site: Site, request: Request) -> Response:
        return self.xml("sitemap.xml", site)


def _labels(article: Article) -> tuple[str, ...]:
    return (article.section, *article.tags)


def _stamp(site: Site, at: datetime) -> str:
    """`2024-10-07T09:12:00.000+09:00`, as Blogger's feeds have it."""
    return site.local(at).isoformat(timespec="milliseconds")


def _asked_instant(text: str, site: Site) -> datetime:
    at = datetime.fromisoformat(text.replace(" ", "+"))
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(site.zone))
