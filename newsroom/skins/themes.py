"""WordPress portals in other themes: everything but the page is WordPress (wordpress.py).

Class names and order of the parts as in pages of the themes; what a theme prints of dates differs more than anything.
"""

from collections.abc import Sequence
from typing import ClassVar, Literal

from newsroom.model import Article, Site
from newsroom.skins.base import slugify
from newsroom.skins.wordpress import WordPress

Seo = Literal["yoast", "rankmath", "jetpack"]
"""Who writes the page's head: Yoast and Jetpack stamp UTC, RankMath the site's own time."""


class Theme(WordPress):
    """A theme: `single.html` is its article page, `item.html` its line in a list, `content.html` its body."""

    folders = ("themes", "wordpress")
    style: ClassVar[str]
    """Folder of its stylesheet under /wp-content/themes/."""
    body_class: ClassVar[str] = ""
    seo: ClassVar[Seo | None] = "yoast"
    permalink: ClassVar[str] = "/{slug}/"
    """Of an article, for str.format with slug and the day it was published."""
    robots = WordPress.robots.replace("wp-sitemap", "sitemap_index")
    sitemap_path = "/post-sitemap.xml"
    routes: ClassVar[Sequence[tuple[str, str]]] = (
        (r"/\d{4}/\d\d/(?:\d\d/)?(?P<slug>[^/]*[a-z][^/]*?)(?:\.html)?(?:/(?P<page>\d+))?/?", "article"),
        (r"/sitemap_index\.xml", "sitemap_index"),
        (r"/post-sitemap\.xml", "sitemap"),
        *WordPress.routes[:-1],
        (r"/(?P<slug>[^/]+?)(?:\.html)?(?:/(?P<page>\d+))?/?", "article"),
    )

    def url(self, site: Site, article: Article, page: int = 1) -> str:
        path = self.permalink.format(slug=article.slug, day=site.local(article.published))
        if page == 1:
            return site.base + path
        return f"{site.base}{path.rstrip('/')}/{page}" + ("/" if path.endswith("/") else "")

    def elsewhere(self, site: Site, title: str) -> str:
        return site.base + self.permalink.format(slug=slugify(title), day=site.today)

    def poster(self, article: Article) -> str:
        """Who stands as the author: the reporter, else the desk."""
        return article.reporter or "Redaksi"


class TagDiv(Theme):
    """tagDiv Newspaper before its template builder."""

    name = "tagdiv"
    style = "Newspaper"
    body_class = "post-template-default single single-post td-standard-pack global-block-template-1"
    permalink = "/{day:%Y/%m/%d}/{slug}/"
    furniture = (
        "- Advertisement -", "Facebook", "WhatsApp", "BERITA TERKAIT", "TINGGALKAN KOMENTAR", "Artikel sebelumnya",
        "TAGS",
    )  # fmt: skip


class TagDivCloud(Theme):
    """tagDiv Newspaper with single templates made of tdb_ blocks; the desk posts, the text ends in its credits."""

    name = "tagdiv_cloud"
    style = "Newspaper"
    body_class = "single single-post td-standard-pack tdb_template_8123 tdb-template td-full-layout"
    seo = "rankmath"
    furniture = (
        "- Advertisement -", "Facebook", "WhatsApp", "Berita Terkait", "Komentar", "Artikel sebelumnya", "TAGS",
    )  # fmt: skip

    def poster(self, article: Article) -> str:
        return "Redaksi"


class JNews(Theme):
    """The page prints a day without hour; RankMath's head has the rest."""

    name = "jnews"
    style = "jnews"
    body_class = "single single-post wp-embed-responsive jeg_toggle_light jeg_single_tpl_1 jnews jsc_normal"
    seo = "rankmath"
    prints = frozenset({"reporter"})
    furniture = (
        "ADVERTISEMENT", "SHARES", "VIEWS", "Share on Facebook", "Tags:", "Previous Post", "Related Posts",
        "Discussion about this post", "No Result", "View All Result",
    )  # fmt: skip


class Jannah(Theme):
    """The theme's own JSON-LD holds the text of every page, related lines and all."""

    name = "jannah"
    style = "jannah"
    body_class = "single single-post wrapper-has-shadow block-head-1 magazine1 is-desktop sidebar-right"
    seo = None
    permalink = "/{day:%Y/%m}/{slug}/"
    prints = frozenset({"reporter"})
    furniture = ("Tags", "Related Articles", "Periksa Juga", "Facebook", "menit membaca", "Tinggalkan Balasan")


class WpBerita(Theme):
    name = "wpberita"
    style = "wpberita"
    body_class = "single single-post idtheme kentooz"
    permalink = "/{slug}.html"
    furniture = ("Baca Juga", "Advertisement", "views", "Tinggalkan Balasan", "Ikuti Berita Lainnya di Google News")


class MajalahPro(Theme):
    name = "majalahpro"
    style = "majalahpro"
    body_class = "single single-post gmr-theme idtheme kentooz gmr-no-sticky"
    permalink = "/{day:%Y/%m/%d}/{slug}/"
    furniture = ("Bagikan", "Pos-pos Terkait", "Baca Juga", "Tinggalkan Balasan")


class NewsFeed(Theme):
    """Only its advert containers are known from the web; the rest is made up as a theme of a small shop would be."""

    name = "newsfeed"
    style = "newsfeed"
    body_class = "single single-post newsfeed"
    seo = "rankmath"
    furniture = ("Iklan", "Kata Kunci", "Berita Terbaru", "Bagikan:", "Salin tautan")


class WordPressCom(Theme):
    """Hosted at WordPress.com: Jetpack's blocks, no REST on the host; the headline is an h2, the name an h1."""

    name = "wordpress_com"
    style = "../../s2.wp.com/pub/contempt"
    body_class = "post-template-default single single-post postid-1 customizer-styles-applied highlander-enabled"
    seo = "jetpack"
    permalink = "/{day:%Y/%m/%d}/{slug}/"
    prints = frozenset[str]()
    furniture = (
        "Iklan", "Share this:", "Surat elektronik", "Sukai ini:", "Memuat...", "Terkait", "Filed under:",
        "Tinggalkan Balasan",
    )  # fmt: skip
    routes: ClassVar[Sequence[tuple[str, str]]] = tuple(r for r in Theme.routes if not r[1].startswith("rest"))


class PlainTheme(Theme):
    """A theme that nobody knows, with what WordPress itself asks of one: entry-title, entry-content, nothing else."""

    name = "plain_theme"
    style = "kabarsatu-child"
    body_class = "post-template-default single single-post"
    seo = None
    prints = frozenset({"reporter"})
    furniture = ("Ditulis oleh", "Diarsipkan di", "Navigasi pos", "Tinggalkan Balasan", "Batalkan balasan")
