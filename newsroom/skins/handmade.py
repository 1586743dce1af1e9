"""Two systems that somebody made for one paper: no name in their markup is known, and no data stands in their heads."""

from collections.abc import Sequence
from typing import ClassVar

from newsroom.exchange import Request, Response
from newsroom.model import Site
from newsroom.skins.base import number
from newsroom.skins.portals import Portal


class HandmadeTables(Portal):
    """A page of tables; each paragraph a div, the id a parameter, the headline an h2 below the paper's name."""

    name = "handmade_tables"
    platform = "generic"
    layout = "handmade_tables/layout.html"
    shape = "/detailberita.php?id={id}"
    robots = "User-agent: *\nDisallow: /admin/\n"
    furniture = ("Dibaca 340 kali", "Berita Lainnya", "Bagikan ke teman", "Kembali ke atas", "Pengunjung hari ini")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/(?:index\.php)?", "home"),
        (r"/detailberita\.php", "by_parameter"),
        (r"/arsip\.php", "index"),
        (r"/cari\.php", "find"),
    )

    def by_parameter(self, site: Site, request: Request) -> Response | None:
        found = site.by_id.get(request.query.get("id", ""))
        return self.page("article.html", site, article=found, number=0, blocks=found.blocks) if found else None

    def find(self, site: Site, request: Request) -> Response:
        return self.search(site, request, request.query.get("kata", ""))


class HandmadeBreaks(Portal):
    """All text in one div with <br><br> between; pages by `?halaman=2`; dates without zone, credits last."""

    name = "handmade_breaks"
    platform = "generic"
    layout = "handmade_breaks/layout.html"
    shape = "/berita-{id}-{slug}.html"
    paging = "query"
    page_parameter = "halaman"
    robots = "User-agent: *\nDisallow:\n"
    furniture = ("Baca Juga Berita Lain", "Komentar Anda", "Cetak", "Kirim ke teman", "Hak cipta dilindungi")
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/", "home"),
        (r"/berita-(?P<id>\d+)-(?P<slug>[^/]+)\.html", "article"),
        (r"/indeks", "index"),
        (r"/cari", "search"),
    )

    def elsewhere(self, site: Site, title: str) -> str:
        return f"{site.base}/berita-{number(title)}.html"
