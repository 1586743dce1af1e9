"""WordPress portals, whatever the theme; the order of `BODIES` is what the themes of Indonesian portals use."""

from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup, shown
from pipeline.pages.select import css

MARKS: Final = ("/wp-content/", "/wp-includes/", "/wp-json/", "https://api.w.org/")
BODIES: Final = (
    "entry-content-single",  # newkarma, wpberita, bloggingpro, majalahpro
    "td-post-content",  # tagDiv Newspaper, old
    "tdb_single_content",  # tagDiv Newspaper, new
    "content-inner",  # JNews
    "entry-content",
    "post-content",
    "the-content",
    "single-content",
    "article-content",
    "wp-block-post-content",
    "elementor-widget-theme-post-content",
    "et_pb_post_content",
    "mvp-content-main",
    "post-entry",
    "entry",
    "post_content",
    "content-post",
    "single-post-content",
    "post-body",
    "article-body",
    "detail-content",
    "amp-wp-article-content",
    "isi-berita",
    "post-text",
    "td-page-content",
    "storycontent",
    "content-single",
)
TITLES: Final = (
    "entry-title", "jeg_post_title", "tdb-title-text", "post-title", "single-post-title", "amp-wp-title", "post__title",
)  # fmt: skip


def _only_category(markup: Markup) -> list[HtmlElement]:
    """The category links of the page where they name one category; cards of other articles name theirs."""
    links = list(css("a~category")(markup))
    return links[:1] if len({shown(link) for link in links}) == 1 else []


class WordPressPage(Page):
    """Themes differ in names, not in shape: one element of the body, one of the headline, dates in <time>."""

    name = "wordpress"
    crumbs = False
    regions = tuple(css(f".{body}") for body in BODIES)
    headlines = (css(", ".join(f"h1.{title}" for title in TITLES)), css("article h1"))
    sections = (
        css(
            ".gmr-metacontent a~category, .entry-meta a~category, .cat-links a~category, .cat-links-content a~category"
        ),
        css(".jeg_meta_category a, .td-post-category, .tdb-entry-category"),
        css("article a~category"),
        _only_category,
    )
    date_lines = (
        css("time.entry-date, time.published, time.td-module-date"),
        css(".jeg_meta_date, .posted-on, .postdate, .post-date, .gmr-metacontent-single, .meta-date, .postinfo"),
        css(".entry-meta, span.date.meta-item"),
    )
    credit_lines = (
        css(".gmr-cf-metacontent"),
        css(".entry-author, .td-post-author-name, .tdb-author-name, .jeg_meta_author, .meta-author, .byline"),
    )

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return any(made.startswith("WordPress") for made in markup.generators) or markup.loads(MARKS)
