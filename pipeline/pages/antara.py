"""ANTARA and its regional bureaus: <region>.antaranews.com, the current skin and the one of 2015."""

from typing import Final

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup
from pipeline.pages.select import css

MARK: Final = "wrap__article-detail"


class AntaraPage(Page):
    """Reporter and editor stand at the end of the text, before the copyright line."""

    name = "antara"
    regions = (
        css(".wrap__article-detail-content.post-content"),
        css(".wrap__article-detail-content"),
        css("#content_news"),
    )
    headlines = (css(".wrap__article-detail-title h1"), css("h1.wrap__article-detail-title, h1.title"))
    sections = (css(".breadcrumb a, .breadcrumbs a"),)
    date_lines = (css(".wrap__article-detail-info .list-inline-item, .list-inline-item"), css(".date"))
    credit_lines = (css(".text-muted.mt-2.small"), css(".byline"))

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return MARK in markup.names or "#content_news" in markup.named
