"""National groups with regional desks, each on a CMS of its own: addresses, lists, what their heads say wrong.

Shapes from saved pages (detik, kompas, Media Indonesia, the ANTARA feed) and from public scrapers of the others.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import ClassVar, Literal
from urllib.parse import quote, urlsplit

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.base import Skin, number, slugify

ALL: Sequence[str] = ("all", "semua")


class Portal(Skin):
    """A CMS whose addresses hold an id; further pages by a parameter or a last segment."""

    folders: ClassVar[tuple[str, ...]] = ("portals",)
    robots = "User-agent: *\nDisallow: /search\n"
    per_page = 10
    shape: ClassVar[str]
    """Path of an article, for str.format with id, slug, section, region and the day it was published."""
    paging: ClassVar[Literal["query", "path"] | None] = None
    page_parameter: ClassVar[str] = "page"
    layout: ClassVar[str] = "portals/layout.html"
    marks: ClassVar[tuple[str, str, str]] = ("header", "sidebar", "footer")
    """Classes of the page's frame."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.paged = cls.paging is not None

    def path(self, site: Site, article: Article) -> str:
        return self.shape.format(
            id=article.id, slug=article.slug, section=slugify(article.section), region=self.region(site),
            day=site.local(article.published),
        )  # fmt: skip

    def region(self, site: Site) -> str:
        """The desk, where one host has many: the last word of the outlet's name."""
        return slugify(site.name.split()[-1])

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        address = site.base + self.path(site, article)
        if page == 1:
            return address
        return f"{address}/{page}" if self.paging == "path" else f"{address}?{self.page_parameter}={page}"

    def elsewhere(self, site: Site, title: str) -> str:
        section = slugify((site.sections() or ["daerah"])[0])
        return site.base + self.shape.format(
            id=number(title), slug=slugify(title), section=section, region=self.region(site), day=site.today
        )

    def home(self, site: Site, request: Request) -> Response:
        return self.listed(site, request, site.newest(), title=site.name)

    def article(self, site: Site, request: Request, id: str = "", slug: str = "", page: str = "") -> Response | None:
        found = site.by_id.get(id) if id else next((a for a in site.articles if slug in {a.slug, *a.old_slugs}), None)
        if found is None:
            return None
        if request.path.rstrip("/").removesuffix(f"/{page}") != urlsplit(self.path(site, found)).path:
            return Response.redirect(self.url(site, found))
        wanted = page or request.query.get(self.page_parameter, "1")
        if self.paging is None or wanted in ALL:
            return self.page("article.html", site, article=found, number=0, blocks=found.blocks)
        asked = int(wanted) if wanted.isdigit() else 1
        if not 1 <= asked <= len(found.pages):
            return Response.redirect(self.url(site, found), 302)
        return self.page("article.html", site, article=found, number=asked, blocks=found.pages[asked - 1])

    def index(self, site: Site, request: Request, page: str = "") -> Response:
        return self.listed(site, request, site.newest(), title="Indeks Berita", page=page)

    def search(self, site: Site, request: Request, words: str = "", page: str = "") -> Response:
        words = words or request.query.get("q", "")
        found = [a for a in site.newest() if words.strip() and a.says(words)]
        return self.listed(site, request, found, title=f"Hasil pencarian: {words}", page=page)

    def tag(self, site: Site, request: Request, slug: str) -> Response | None:
        found = [a for a in site.newest() if slug.lower() in {slugify(tag) for tag in a.tags}]
        return self.listed(site, request, found, title=slug) if found else None

    def section(self, site: Site, request: Request, slug: str) -> Response | None:
        found = [a for a in site.newest() if slugify(a.section) == slug]
        return self.listed(site, request, found, title=found[0].section) if found else None

    def rss(self, site: Site, request: Request) -> Response:
        return self.xml("rss.xml", site, kind="text/xml", articles=site.newest()[:20])

    def listed(
        self, site: Site, request: Request, found: list[Article], *, title: str, page: str = "",
        link_to: Callable[[int], str] | None = None,
    ) -> Response:  # fmt: skip
        """A page of a list; its pager repeats what was asked with another `page`, or uses `link_to`."""
        asked = page or request.query.get("page", "1")
        shown = self.listing(site, found, int(asked) if asked.isdigit() else 1)

        def next_link(n: int) -> str:
            query = {**request.query, "page": str(n)}
            return f"http://{request.host}{request.path}?" + "&".join(f"{k}={quote(v)}" for k, v in query.items())

        return self.page("list.html", site, title=title, page=shown, page_link=link_to or next_link)


class Antara(Portal):
    """Regional bureaus of the national agency; the text ends in reporter, editor and copyright."""

    name = "antara"
    shape = "/berita/{id}/{slug}"
    marks = ("header__antara", "sidebar__right", "footer__antara")
    furniture = ("Pewarta", "COPYRIGHT ©", "Tags:", "Berita Terkait", "Terpopuler", "Bagikan", "Komentar")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/(?:amp/)?berita/(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/terkini(?:/(?P<page>\d+))?/?", "latest"),
        (r"/search(?:/(?P<words>[^/]+)(?:/(?P<page>\d+))?)?/?", "search"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
        (r"/rss/terkini\.xml", "rss"),
    )

    def latest(self, site: Site, request: Request, page: str = "") -> Response:
        return self.listed(
            site, request, site.newest(), title="Terkini", page=page, link_to=lambda n: f"{site.base}/terkini/{n}"
        )


class Detik(Portal):
    """One host, a segment for each desk; the head stamps local time with a Z and dashes."""

    name = "detik"
    shape = "/{region}/{section}/d-{id}/{slug}"
    prints = frozenset({"reporter"})
    marks = ("container header", "column-4", "footer")
    furniture = (
        "ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "[Gambas:Video 20detik]", "Berita Terkait", "Loading...",
        "Hide Ads",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/(?:[a-z]+/?)?", "home"),
        (r"/[a-z-]+/[a-z0-9-]+/d-(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/(?:[a-z]+/)?indeks/?", "by_day"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
    )

    def region(self, site: Site) -> str:
        return site.name.lower().removeprefix("detik")

    def by_day(self, site: Site, request: Request) -> Response:
        """`?page=N&date=MM/DD/YYYY`."""
        asked = request.query.get("date")
        wanted = datetime.strptime(asked, "%m/%d/%Y").date() if asked else None  # noqa: DTZ007 - a day, no instant
        return self.listed(site, request, _of_day(site, wanted), title="Indeks")


class Kompas(Portal):
    """Desks on hosts of their own, index and search on two more; markup in UTC, the editor signed as author."""

    name = "kompas"
    shape = "/read/{day:%Y/%m/%d}/{id}/{slug}"
    paging = "query"
    marks = ("header clearfix", "sidebar", "footer")
    furniture = (
        "Baca berita tanpa iklan. Gabung Kompas.com+", "TOPIK UNTUKMU:", "Lihat Foto", "Tim Redaksi", "Tag",
        "Pilihan Untukmu", "Terkini Lainnya", "Copyright 2008",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/read/\d{4}/\d\d/\d\d/(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
    )

    @staticmethod
    def utc(at: datetime) -> str:
        return at.astimezone(UTC).isoformat(timespec="seconds")

    def respond(self, site: Site, request: Request) -> Response:
        """`indeks.` answers `?site=&date=YYYY-MM-DD&page=`, `search.` `/search?q=&page=`."""
        if request.path != "/robots.txt":
            if request.host.startswith("indeks."):
                asked = request.query.get("date")
                return self.listed(
                    site, request, _of_day(site, date.fromisoformat(asked) if asked else None), title="Indeks Berita"
                )
            if request.host.startswith("search."):
                return self.search(site, request)
        return super().respond(site, request)


class Rri(Portal):
    name = "rri"
    shape = "/{region}/{section}/{id}/{slug}"
    marks = ("header-area", "sidebar-area", "footer-area")
    furniture = ("Oleh :", "Kata Kunci / Tags", "Rekomendasi Berita", "Berita Terkait", "Bagikan")
    robots = "User-agent: *\nDisallow:\n"
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/(?:[a-z-]+/?)?", "home_or_search"),
        (r"/[a-z-]+/[a-z0-9-]+/(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
    )

    def home_or_search(self, site: Site, request: Request) -> Response:
        return self.search(site, request) if request.path == "/search" else self.home(site, request)


class Jpnn(Portal):
    """Addresses without id; one line credits editor and reporter in one, on the last page only."""

    name = "jpnn"
    shape = "/news/{slug}"
    paging = "query"
    marks = ("top-header", "kanan", "footer")
    furniture = (
        "Simak Video", "Silakan baca konten menarik lainnya dari", "Google News", "Berita Terkait", "Facebook JPNN",
        "BERITA SELANJUTNYA",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/news/(?P<slug>[^/]+)/?", "article"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
    )


class INews(Portal):
    name = "inews"
    shape = "/read/{id}/{slug}"
    paging = "path"
    marks = ("headerRegional", "rightSide", "footerRegional")
    furniture = ("Follow Berita", "Bagikan Artikel Ini", "Topik :", "Lihat Juga", "Berita Terkini", "Dengarkan")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/read/(?P<id>\d+)(?:/(?P<slug>[^/]+))?(?:/(?P<page>\d+|all))?/?", "article"),
        (r"/indeks/[a-z-]+/all/?", "index"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
    )


class MediaIndonesia(Portal):
    """An advert in the first paragraph; the head calls the editor author and the developer too; no dateline."""

    name = "mediaindonesia"
    platform = "generic"
    shape = "/{section}/{id}/{slug}"
    marks = ("navbar", "column is-4", "footer")
    furniture = (
        "Cek berita dan artikel yg lain di", "A-", "SHARE", "Tags:", "Berita Lainnya", "LOAD MORE", "Terpopuler",
    )  # fmt: skip
    robots = "User-agent: *\nDisallow: /cdn-cgi/\n"
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/[a-z0-9-]+/(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/indeks/?", "index"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
        (r"/(?P<slug>[a-z0-9-]+)/?", "section"),
    )


def _of_day(site: Site, day: date | None) -> list[Article]:
    return [a for a in site.newest() if day in {None, site.local(a.published).date()}]
