"""Disway National Network: disway.id, *.disway.id, *.bacakoran.co, and their AMP pages."""

import re
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page, XPath
from pipeline.pages.markup import one_of

CANONICAL: Final = XPath("string(//link[@rel='canonical']/@href)")
ARTICLE: Final = re.compile(r"^(?:https?:)?//[^/]+(?:/[^/]+)?/+read/(?!(?:19|20)\d\d/)\d+(?:/|$)")
MARKS: Final = XPath(
    "boolean(//a[contains(@href, '/listtag/')] | //a[contains(@href, '/kategori/')] | //link[contains(@href, '/rss/')] | "
    "//*[@id='author'][contains(., 'Reporter')] | //meta[@name='pubdate'] | //img[contains(@src, '/upload/')] | //amp-img[contains(@src, '/upload/')])"
)


class DiswayPage(Page):
    """The body is what stands in `div.post` beside headline, credits and caption: the platform gives it no element."""

    name = "disway"
    regions = (
        XPath(f"//div[{one_of('post')}][h1]"),
        XPath(f"//article[h1]//div[{one_of('content', 'article-content', 'post-content', 'entry-content')}]"),
        XPath(f"//*[{one_of('post', 'article', 'post-content')}][.//h1]"),
    )
    headlines = (XPath(f"//*[{one_of('post')}]//h1"), XPath("//article//h1"))
    sections = (XPath(f"//ul[{one_of('breadcrumb')}]/li[last()]/a"), XPath("//a[contains(@href, '/kategori/')][ancestor::article]"))
    date_lines = (XPath(f"//*[{one_of('post-info')}]//*[{one_of('date')}]"), XPath(f"//*[{one_of('post-info')}]"))
    credit_lines = (XPath("//*[@id='author'] | //*[@id='editor']"), XPath(f"//*[{one_of('post-info')}]/p"))
    names = (("reporter", XPath("//*[@id='author']//strong")), ("editor", XPath("//*[@id='editor']//strong")))
    hooks = {"text-grey": "caption", "post-info": "credit", "news-tags": "menu", "sharing-box": "share", "ads-slot": "advert",
             "ads-slot-sticky": "advert", "btn-close-ads": "advert", "pagination": "paging", "media-heading": "related"}  # fmt: skip

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return bool(ARTICLE.match(str(CANONICAL(tree)))) and bool(MARKS(tree))
