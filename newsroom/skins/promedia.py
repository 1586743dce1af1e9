"""Portals on Promedia's CMS: its partners, the Pikiran Rakyat network, radar papers of Jawa Pos and their next one.

The read__ names are shared and drift: date, author and body stand under other names from one site to the next.
"""

from collections.abc import Sequence
from typing import ClassVar

from newsroom.exchange import Request, Response
from newsroom.model import Article, Site
from newsroom.skins.portals import Portal


class Promedia(Portal):
    name = "promedia"
    folders = ("promedia", "portals")
    shape = "/{section}/{id}/{slug}"
    paging = "query"
    marks = ("header clearfix", "col-offset-fluid sidebar", "footer")
    furniture: ClassVar[tuple[str, ...]] = (
        "Bagikan", "Tags", "Artikel Terkait", "Terkini", "Terpopuler", "Komentar", "©",
    )  # fmt: skip
    robots = "User-agent: *\nDisallow: /search\n"
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/[a-z0-9-]+/(?:amp/)?(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/indeks-berita/?", "index"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
        (r"/search/?", "search"),
        (r"/(?P<slug>[a-z0-9-]+)/?", "section"),
    )


class PikiranRakyat(Promedia):
    """The network's search is a foreign engine in a script: the page holds no result."""

    name = "prmn"
    shape = "/{section}/pr-{id}/{slug}"
    furniture = ("Bagikan:", "Tags", "Terkait", "Terkini", "Terpopuler", "Editor:")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/[a-z0-9-]+/pr-(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        *(route for route in Promedia.routes if route[1] != "article"),
    )

    def search(self, site: Site, request: Request, words: str = "", page: str = "") -> Response:
        return self.page("search.html", site)


class JawaPosRadar(Promedia):
    """Radar papers before the group left Promedia."""

    name = "jawapos"
    platform = "jawapos"
    robots = "User-agent: *\nDisallow: /search\nDisallow: /api/\n"
    furniture = ("Bagikan", "Tags", "Artikel Terkait", "Terkini", "Editor :", "©2025 ProMedia Teknologi")


class JawaPosNext(Portal):
    """The group's own Next.js: utility classes only, the article again as data, `?page=` without effect."""

    name = "jawapos_next"
    platform = "jawapos"
    shape = "/{section}/{id}/{slug}"
    marks = ("sticky top-0 z-40 bg-white", "w-full lg:w-1/3", "bg-neutral-900 text-white")
    robots = "User-agent: *\nDisallow: /search\nDisallow: /api/\n"
    furniture = ("Berita Terkait", "Terpopuler", "Bagikan", "Tag")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/[a-z0-9-]+/(?P<id>\d+)(?:/(?P<slug>[^/]+))?/?", "article"),
        (r"/indeks/?", "index"),
        (r"/tag/(?P<slug>[^/]+)/?", "tag"),
    )

    def data(self, site: Site, article: Article) -> dict[str, object]:
        """`__NEXT_DATA__`: the instant without zone, the text as HTML."""
        content = self.render("content.html", site, article=article, blocks=article.blocks)
        props = {
            "article": {
                "id": article.id, "title": article.headline, "slug": article.slug, "content": content,
                "published_at": site.local(article.published).strftime("%Y-%m-%d %H:%M:%S"),
                "author": {"name": article.reporter or "Redaksi"}, "editor": {"name": article.editor or "Redaksi"},
                "image": {"url": f"{site.base}/img/{article.id}.webp", "caption": article.caption or ""},
                "tags": [{"name": tag} for tag in article.tags], "category": {"name": article.section},
            },
            "related": [{"title": a.headline, "url": self.url(site, a)} for a in site.newest()[:4] if a is not article],
        }  # fmt: skip
        return {"props": {"pageProps": props}, "page": "/[category]/[id]/[slug]", "buildId": "sampel"}
