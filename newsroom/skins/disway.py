"""Disway network sites (*.disway.id, *.bacakoran.co): addresses and routes.

Shapes as seen on saved pages of the network: ids in the address, further pages by offset (/15, /30), AMP pages with
the whole article, listings with relative dates only, neither sitemap nor archive by date.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.base import Page, Skin, number, slugify

STEP = 15
"""Further pages of an article are numbered by this offset."""


class Disway(Skin):
    name = "disway"
    robots = "User-agent: *\nDisallow:\n"
    per_page = 30
    furniture = (
        "Cek Berita dan Artikel lainnya di Google News", "Sumber:", "Tag:", "Share:", "Berita Terkait", "Terkini",
        "Terpopuler", "Pilihan",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/+", "home"),
        (r"/+(?:(?P<section>[a-z0-9-]+)/)?read/(?P<id>\d+)(?:/(?P<slug>[^/]*))?(?:/(?P<offset>\d+))?/?", "article"),
        (r"/+amp/(?P<id>\d+)(?:/(?P<slug>[^/]*))?(?:/\d+)?/?", "amp"),
        (r"/+kategori/(?:\d+/)?(?P<slug>[a-z][a-z0-9-]*)(?:/(?P<offset>\d+))?/?", "category"),
        (r"/+listtag/(?P<id>\d+)(?:/(?P<slug>[^/]*))?(?:/(?P<offset>\d+))?/?", "tag"),
        (r"/+search/kata(?:/(?P<offset>\d+)/(?P<limit>\d+))?/?", "search"),
        (r"/+rss/(?P<slug>[a-z0-9-]+)/?", "rss"),
        (r"/+network/list-network/?", "network"),
    )

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        offset = f"/{(page - 1) * STEP}" if page > 1 else ""
        return f"{site.base}/{slugify(article.section)}/read/{article.id}/{article.slug}{offset}"

    def amp_url(self, site: Site, article: Article) -> str:
        return f"{site.base}/amp/{article.id}/{article.slug}"

    def tag_url(self, site: Site, tag: str) -> str:
        return f"{site.base}/listtag/{number(tag)}/{slugify(tag)}"

    def elsewhere(self, site: Site, title: str) -> str:
        """Inline links of these pages have a doubled slash and no category."""
        return f"{site.base}//read/{number(title)}/{slugify(title)}"

    def home(self, site: Site, request: Request) -> Response:
        return self._list(site, site.newest(), title=site.name, base="/kategori/terbaru")

    def article(
        self, site: Site, request: Request, id: str, section: str = "", slug: str = "", offset: str = "0"
    ) -> Response | None:
        found = site.by_id.get(id)
        if found is None or int(offset) % STEP:
            return None
        page = int(offset) // STEP + 1
        if slug != found.slug:
            return Response.redirect(self.url(site, found, page))
        if page > len(found.pages):
            return None
        return self.page("article.html", site, article=found, number=page, blocks=found.pages[page - 1])

    def amp(self, site: Site, request: Request, id: str, slug: str = "") -> Response | None:
        found = site.by_id.get(id)
        if found is None:
            return None
        if slug != found.slug:
            return Response.redirect(self.amp_url(site, found))
        if "escaped_quotes" in found.quirks:
            escaped = tuple(replace(block, text=block.text.replace('"', '\\"')) for block in found.blocks)
            found = replace(found, blocks=escaped)
        return self.page("amp.html", site, article=found)

    def category(self, site: Site, request: Request, slug: str, offset: str = "0") -> Response | None:
        if slug == "terbaru":
            return self._list(site, site.newest(), title="Terbaru", base="/kategori/terbaru", offset=int(offset))
        found = [a for a in site.newest() if slugify(a.section) == slug]
        if not found:
            return None
        return self._list(site, found, title=found[0].section, base=f"/kategori/{slug}", offset=int(offset))

    def tag(self, site: Site, request: Request, id: str, slug: str = "", offset: str = "0") -> Response | None:
        found = [a for a in site.newest() if any(number(tag) == id for tag in a.tags)]
        return self._list(site, found, title=slug, base=f"/listtag/{id}/{slug}", offset=int(offset)) if found else None

    def search(self, site: Site, request: Request, offset: str = "0", limit: str = "") -> Response:
        words = request.query.get("c", "")
        found = [a for a in site.newest() if words.strip() and a.says(words)]
        page = Page(
            found,
            int(offset) // (int(limit or 0) or self.per_page) + 1,
            int(limit or 0) or site.per_page or self.per_page,
        )
        return self.page(
            "list.html", site, title=f"Hasil Pencarian: {words}", page=page, base="/search/kata", words=words
        )

    def rss(self, site: Site, request: Request, slug: str) -> Response | None:
        found = [a for a in site.newest() if slugify(a.section) == slug][:20]
        return self.xml("rss.xml", site, kind="text/xml", articles=found, slug=slug) if found else None

    def network(self, site: Site, request: Request) -> Response:
        return self.page("network.html", site)

    def _list(self, site: Site, found: list[Article], *, title: str, base: str, offset: int = 0) -> Response:
        size = site.per_page or self.per_page
        page = Page(found, offset // size + 1, size)
        return self.page("list.html", site, title=title, page=page, base=base, words=None)
