"""National groups with regional desks and a CMS of their own, of which public scrapers tell little: RRI, JPNN, iNews.

Only the names that several scrapers agree on are stated; the rest is found as on any page.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup
from pipeline.pages.select import css


class RriPage(Page):
    """Radio Republik Indonesia: every station on one host."""

    name = "rri"
    regions = (css(".post_details_inner"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return "post_details_inner" in markup.names


def _article_body(markup: Markup) -> Iterator[HtmlElement]:
    return (div for div in markup.tree.iter("div") if div.get("itemprop") == "articleBody")


class JpnnPage(Page):
    """JPNN: its own meta names tell it from others that mark their body by itemprop."""

    name = "jpnn"
    regions = (_article_body,)
    headlines = (css("h1.judul"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return any(name.startswith("jpnncom_news") for name in markup.metas)


class InewsPage(Page):
    """iNews: regional hosts under inews.id."""

    name = "inews"
    regions = (css("div.bodyArticle"),)
    headlines = (css("h1.headerTitle"),)
    date_lines = (css(".createdAt"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return "bodyArticle" in markup.names
