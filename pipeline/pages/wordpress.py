"""WordPress portals, whatever the theme; the order of `BODIES` is what the themes of Indonesian portals use."""

from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page, XPath
from pipeline.pages.markup import one_of

MARKS: Final = XPath(
    "boolean(//meta[@name='generator'][starts-with(@content, 'WordPress') or contains(@content, 'WordPress.com')] | "
    "//link[@rel='https://api.w.org/' or contains(@href, '/wp-content/') or contains(@href, '/wp-includes/')] | "
    "//script[contains(@src, '/wp-content/') or contains(@src, '/wp-includes/')] | //img[contains(@src, '/wp-content/uploads/')] | "
    "//amp-img[contains(@src, '/wp-content/uploads/')] | //*[starts-with(@id, 'post-')][contains(@class, 'type-post')])"
)
BODIES: Final = (
    "entry-content-single",      # newkarma, wpberita, bloggingpro, majalahpro
    "td-post-content",           # tagDiv Newspaper, old
    "tdb_single_content",        # tagDiv Newspaper, new
    "content-inner",             # JNews
    "entry-content", "post-content", "the-content", "single-content", "article-content", "wp-block-post-content",
    "elementor-widget-theme-post-content", "et_pb_post_content", "mvp-content-main", "post-entry", "entry", "post_content",
    "content-post", "single-post-content", "post-body", "article-body", "detail-content", "theiaPostSlider_preloadedSlide",
    "amp-wp-article-content", "isi-berita", "post-text", "td-page-content", "s-ct", "storycontent", "content-single",
)  # fmt: skip


class WordPressPage(Page):
    """Themes differ in names, not in shape: one element of the body, one of the headline, dates in <time>."""

    name = "wordpress"
    regions = (
        *(XPath(f"//*[self::div or self::section or self::article or self::main][{one_of(name)}]") for name in BODIES),
        XPath("//*[@itemprop='articleBody']"),
    )
    headlines = (
        XPath(f"//h1[{one_of('entry-title', 'jeg_post_title', 'tdb-title-text', 'post-title', 'single-post-title', 'amp-wp-title', 'post__title')}]"),
        XPath("//article//h1 | //h1[@itemprop='headline']"),
    )
    sections = (
        XPath(f"//*[{one_of('gmr-metacontent', 'gmr-metacontent-single', 'entry-meta', 'cat-links', 'cat-links-content', 'jeg_meta_category', 'td-post-category')}]//a[contains(@rel, 'category')]"),
        XPath("//article//a[contains(@rel, 'category')]"),
        XPath(f"//a[{one_of('td-post-category', 'tdb-entry-category')}]"),
        XPath("//a[contains(@rel, 'category')]"),
    )
    date_lines = (
        XPath(f"//time[{one_of('entry-date', 'published', 'td-module-date')}]"),
        XPath(f"//*[{one_of('jeg_meta_date', 'meta-item', 'posted-on', 'postdate', 'post-date', 'entry-meta', 'gmr-metacontent-single', 'postinfo', 'meta-date')}]"),
    )
    credit_lines = (
        XPath(f"//*[{one_of('gmr-cf-metacontent')}]//*[not(*)]"),
        XPath(f"//*[{one_of('gmr-cf-metacontent')}]"),
        XPath(f"//*[{one_of('entry-author', 'td-post-author-name', 'tdb-author-name', 'jeg_meta_author', 'meta-author', 'byline')}]"),
    )
    hooks = {"jeg_post_tags": "menu", "post-tags": "menu", "td-tags": "menu", "sd-block": "share", "infinite-scroll": "related",
             "gmr-metacontent": "credit", "entry-footer": "menu", "entry-meta": "credit", "postinfo": "credit",
             "wp-block-latest-posts": "related", "wp-block-query": "related", "wp-block-embed": "related", "wp-block-audio": "other"}  # fmt: skip

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return bool(MARKS(tree))
