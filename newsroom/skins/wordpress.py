"""WordPress portals in a Newkarma-like theme (classes gmr-): addresses, feeds, sitemaps and the REST interface.

Core behaviour as WordPress documents it; the page's hooks as in the theme's source.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import escape

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.base import Page, Skin, newest_change, number, slugify

PER_PAGE_MAX = 100
"""WordPress answers 400 above."""


class WordPress(Skin):
    name = "wordpress"
    robots = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {base}/wp-sitemap.xml\n"
    per_page = 10
    sitemap_path: ClassVar[str] = "/wp-sitemap-posts-post-1.xml"
    furniture: ClassVar[tuple[str, ...]] = (
        "Tinggalkan Balasan", "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
        "URL berhasil dicopy", "Pos sebelumnya", "News Feed", "Don't Miss",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/(?:page/(?P<page>\d+)/?)?", "home"),
        (r"/wp-json/?", "rest_root"),
        (r"/wp-json/wp/v2/posts(?:/(?P<id>\d+))?/?", "rest"),
        (r"/wp-sitemap\.xml", "sitemap_index"),
        (r"/wp-sitemap-posts-post-1\.xml", "sitemap"),
        (r"/feed/?", "feed"),
        (r"/(?P<kind>tag|category)/(?P<slug>[^/]+)/feed/?", "feed"),
        (r"/(?P<kind>tag|category)/(?P<slug>[^/]+)(?:/page/(?P<page>\d+))?/?", "archive"),
        (r"/(?P<year>\d{4})(?:/(?P<month>\d\d))?(?:/(?P<day>\d\d))?(?:/page/(?P<page>\d+))?/?", "by_date"),
        (r"/(?P<slug>[^/]+)(?:/(?P<page>\d+))?/?", "article"),
    )

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        return f"{site.base}/{article.slug}/" + (f"{page}/" if page > 1 else "")

    def elsewhere(self, site: Site, title: str) -> str:
        return f"{site.base}/{slugify(title)}/"

    @staticmethod
    def utc(at: datetime) -> datetime:
        """The theme and Yoast stamp their markup in UTC, whatever the page prints."""
        return at.astimezone(UTC)

    def home(self, site: Site, request: Request, page: str = "1") -> Response | None:
        query = request.query
        if wanted := query.get("p"):
            found = site.by_id.get(wanted)
            return Response.redirect(self.url(site, found)) if found else None
        words = query.get("s")
        found_all = site.newest() if words is None else [a for a in site.newest() if a.says(words)]
        if query.get("feed") == "rss2":
            return self._feed(site, request, found_all)
        title = site.name if words is None else f"Hasil Pencarian: {words}"
        suffix = "" if words is None else f"?s={words}"
        return self._list(site, found_all, int(page), title=title, base=f"{site.base}/", suffix=suffix)

    def article(self, site: Site, request: Request, slug: str, page: str = "1") -> Response | None:
        for found in site.articles:
            if slug in found.old_slugs:
                return Response.redirect(self.url(site, found))
            if slug == found.slug:
                break
        else:
            return None
        asked = min(int(page), len(found.pages))
        if request.path != urlsplit(self.url(site, found, asked)).path:
            return Response.redirect(self.url(site, found, asked))
        return self.page("article.html", site, article=found, number=int(page), blocks=found.pages[int(page) - 1])

    def archive(self, site: Site, request: Request, kind: str, slug: str, page: str = "1") -> Response | None:
        found = _filed(site, kind, slug)
        base = f"{site.base}/{kind}/{slug}/"
        return self._list(site, found, int(page), title=slug, base=base) if found else None

    def by_date(
        self, site: Site, request: Request, year: str, month: str = "", day: str = "", page: str = "1"
    ) -> Response | None:
        prefix = "-".join(part for part in (year, month, day) if part)
        found = [a for a in site.newest() if site.local(a.published).strftime("%Y-%m-%d").startswith(prefix)]
        base = f"{site.base}/{prefix.replace('-', '/')}/"
        return self._list(site, found, int(page), title=prefix, base=base) if found else None

    def _list(
        self, site: Site, found: list[Article], number: int, *, title: str, base: str, suffix: str = ""
    ) -> Response | None:
        page = self.listing(site, found, number)
        if number > page.pages:
            return None
        return self.page("list.html", site, title=title, page=page, base=base, suffix=suffix)

    def feed(self, site: Site, request: Request, kind: str = "", slug: str = "") -> Response | None:
        found = _filed(site, kind, slug) if kind else site.newest()
        if words := request.query.get("s"):
            found = [a for a in found if a.says(words)]
        return self._feed(site, request, found)

    def _feed(self, site: Site, request: Request, found: list[Article]) -> Response | None:
        page = Page(found, int(request.query.get("paged") or 1), self.per_page)
        if page.number > page.pages:
            return None
        return self.xml("feed.xml", site, kind="application/rss+xml", articles=page.items)

    def sitemap_index(self, site: Site, request: Request) -> Response:
        return self.xml("sitemap_index.xml", site)

    def sitemap(self, site: Site, request: Request) -> Response:
        return self.xml("sitemap.xml", site)

    def rest_root(self, site: Site, request: Request) -> Response:
        if "rest_off" in site.quirks:
            return _forbidden()
        return _json({"name": site.name, "url": site.base, "namespaces": ["wp/v2"], "timezone_string": site.zone}, site)

    def rest(self, site: Site, request: Request, id: str = "") -> Response:
        """`/wp/v2/posts`: search, slug, after, before, order, per_page, page; counts in the X-WP headers."""
        if "rest_off" in site.quirks:
            return _forbidden()
        if id:
            found = site.by_id.get(id)
            return (
                _json(self._post(site, found), site)
                if found
                else _error(404, "rest_post_invalid_id", "ID pos tidak valid.")
            )
        try:
            size, page_number = int(request.query.get("per_page", "10")), int(request.query.get("page", "1"))
            articles = self._queried(site, request.query)
        except ValueError:
            return _error(400, "rest_invalid_param", "Parameter tidak valid.")
        page = Page(articles, page_number, max(size, 1))
        if not 1 <= size <= PER_PAGE_MAX:
            return _error(400, "rest_invalid_param", "Parameter tidak valid: per_page")
        if page_number > page.pages or page_number < 1:
            return _error(400, "rest_post_invalid_page_number", "Nomor halaman yang diminta lebih besar.")
        headers = [("X-WP-Total", str(len(articles))), ("X-WP-TotalPages", str(page.pages if articles else 0))]
        if page.next:
            headers.append(("Link", f'<{site.base}/wp-json/wp/v2/posts?page={page.next}>; rel="next"'))
        return _json([self._post(site, article) for article in page.items], site, tuple(headers))

    def _queried(self, site: Site, query: dict[str, str]) -> list[Article]:
        checks: list[Callable[[Article], bool]] = []
        if words := query.get("search"):
            checks.append(lambda a: a.says(words))
        if slug := query.get("slug"):
            checks.append(lambda a: a.slug == slug)
        if after := query.get("after"):
            since = _asked_instant(after, site)
            checks.append(lambda a: a.published > since)
        if before := query.get("before"):
            until = _asked_instant(before, site)
            checks.append(lambda a: a.published < until)
        found = [a for a in site.newest() if all(check(a) for check in checks)]
        return found[::-1] if query.get("order") == "asc" else found

    def _post(self, site: Site, article: Article) -> dict[str, object]:
        content = self.render("content.html", site, article=article, blocks=article.blocks)
        return {
            "id": int(article.id) if article.id.isdigit() else int(number(article.id)),
            "date": site.local(article.published).strftime("%Y-%m-%dT%H:%M:%S"),
            "date_gmt": article.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "modified": site.local(article.changed).strftime("%Y-%m-%dT%H:%M:%S"),
            "modified_gmt": article.changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "slug": article.slug,
            "status": "publish",
            "type": "post",
            "link": self.url(site, article),
            "title": {"rendered": str(escape(article.headline))},
            "content": {"rendered": content, "protected": False},
            "excerpt": {
                "rendered": f"<p>{escape(article.body[:120])} [&hellip;]</p>\n",
                "protected": False,
            },
            "author": 1,
            "categories": [int(number(article.section))],
            "tags": [int(number(tag)) for tag in article.tags],
        }


def _filed(site: Site, kind: str, slug: str) -> list[Article]:
    return [a for a in site.newest() if slug in map(slugify, a.tags if kind == "tag" else (a.section,))]


def _asked_instant(text: str, site: Site) -> datetime:
    """A date without zone is the site's own time, as in WordPress."""
    at = datetime.fromisoformat(text.replace(" ", "+"))
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(site.zone))


def _json(data: object, site: Site, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    return Response(
        body=json.dumps(data).encode(), content_type="application/json; charset=UTF-8", headers=headers,
        last_modified=newest_change(site),
    )  # fmt: skip


def _error(status: int, code: str, message: str) -> Response:
    body = json.dumps({"code": code, "message": message, "data": {"status": status}}).encode()
    return Response(status=status, body=body, content_type="application/json; charset=UTF-8")


def _forbidden() -> Response:
    return _error(403, "rest_forbidden", "REST API dinonaktifkan di situs ini.")
