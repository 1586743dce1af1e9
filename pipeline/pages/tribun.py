"""Tribun network: *.tribunnews.com, the skin of 2020 and the newer one, and their AMP pages."""

from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page, XPath
from pipeline.pages.markup import one_of

MARKS: Final = XPath(
    f"boolean(//h1[@id='arttitle'] | //div[{one_of('txt-article')}] | //*[@id='article_con'] | "
    "//link[@rel='canonical'][contains(@href, 'tribunnews.com')])"
)


class TribunPage(Page):
    """The text is the first `div.side-article`; the second holds paging, tags, related headlines and credits."""

    name = "tribun"
    joins = True
    regions = (
        XPath(f"//div[{one_of('txt-article')}]"),
        XPath(f"//div[{one_of('side-article')}][not({one_of('mb5')})]"),
        XPath(f"//article//div[{one_of('content', 'article-content', 'editcontent', 'multi-fontsize')}]"),
    )
    headlines = (XPath("//h1[@id='arttitle']"), XPath("//article//h1"))
    sections = (
        XPath(f"//*[@id='article']//*[{one_of('breadcrumb')}]//a[last()]"),
        XPath("//*[contains(@itemtype, 'BreadcrumbList')]//*[@itemprop='itemListElement'][last()]//*[@itemprop='name']"),
    )
    date_lines = (XPath("//*[@id='article']//time"), XPath("//article//time"))
    credit_lines = (
        XPath("//*[@id='penulis'] | //*[@id='editor']"),
        XPath(f"//*[{one_of('credit')}]"),
        XPath(f"//*[@id='artimg']/*[{one_of('grey2')}] | //*[@id='artimg']//*[{one_of('f11')}]"),
        XPath(f"//div[{one_of('side-article')}][{one_of('mb5')}]//div[starts-with(normalize-space(.), 'Sumber')][not(div)]"),
    )
    names = (("reporter", XPath("//*[@id='penulis']/a")), ("editor", XPath("//*[@id='editor']/a")))
    hooks = {"baca": "related", "ads-placeholder": "advert", "summary-article": "other", "tagcloud3": "menu", "artimg": "caption",
             "sharebox": "share", "credit": "credit", "paging": "paging", "penulis": "credit", "editor": "credit"}  # fmt: skip

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return bool(MARKS(tree))
