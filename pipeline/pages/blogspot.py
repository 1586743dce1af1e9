"""Outlets on Blogger, under their own domain or blogspot.com."""

from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page, XPath
from pipeline.pages.markup import one_of

MARKS: Final = XPath(
    "boolean(//meta[@name='generator'][contains(translate(@content, 'BLOGER', 'bloger'), 'blogger')] | //link[contains(@href, 'www.blogger.com/feeds/')] | "
    "//link[contains(@href, 'blogger.com/static')] | //link[contains(@href, '/feeds/posts/default')] | "
    f"//div[{one_of('post-body')}][ancestor::*[{one_of('Blog', 'blog-posts', 'hentry')}]])"
)


class BlogspotPage(Page):
    """The body is bare text between <br> or <div>s more often than <p>."""

    name = "blogspot"
    regions = (
        XPath(f"//*[{one_of('post-body')}]"),
        XPath("//*[starts-with(@id, 'post-body-')]"),
        XPath(f"//*[@itemprop='articleBody' or {one_of('entry-content', 'post-content')}]"),
    )
    headlines = (XPath(f"//*[self::h1 or self::h2 or self::h3][{one_of('post-title', 'entry-title')}]"), XPath("//h1[ancestor::*[@id='main']]"))
    sections = (XPath(f"//*[{one_of('post-labels')}]//a[contains(@href, '/search/label/')][1]"), XPath("//a[contains(@href, '/search/label/')][@rel='tag'][1]"))
    date_lines = (
        XPath(f"//*[{one_of('date-header', 'post-timestamp', 'published', 'timestamp-link')}]"),
        XPath("//abbr[@itemprop='datePublished']"),
    )
    credit_lines = (XPath(f"//*[{one_of('post-author')}]"),)
    hooks = {"post-footer": "menu", "post-labels": "menu", "tr-caption-container": "caption", "separator-related": "related"}

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return bool(MARKS(tree))
