"""Tribun network: *.tribunnews.com, the skin of 2020 and the newer one, and their AMP pages."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup, shown
from pipeline.pages.select import css

MARKS: Final = frozenset({"#arttitle", "#article_con", ".txt-article"})


def _sources(markup: Markup) -> Iterator[HtmlElement]:
    """`Sumber: TribunSolo.com` has neither class nor id; it stands in the furniture under the text."""
    for div in css("div.side-article.mb5 div")(markup):
        if div.find("div") is None and shown(div).startswith("Sumber"):
            yield div


class TribunPage(Page):
    """The text is the first `div.side-article`; the second holds paging, tags, related headlines and credits."""

    name = "tribun"
    joins = True
    regions = (
        css("div.txt-article"),
        css("article .content, article .article-content, article .editcontent"),
        css(".side-article"),
    )
    headlines = (css("h1#arttitle"), css("article h1"))
    sections = (css("#article .breadcrumb a"), css("h4.dip a"))
    date_lines = (css("#article time"), css("article time"))
    credit_lines = (css("#penulis, #editor"), css(".credit"), css("#artimg .grey2, #artimg .f11"), _sources)
    names = (("reporter", css("#penulis a")), ("editor", css("#editor a")))

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return "tribunnews." in (markup.canonical or "") or not MARKS.isdisjoint(markup.named)
