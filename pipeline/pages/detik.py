"""detik.com: news.detik.com, regional channels under www.detik.com, and their paged articles."""

from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.select import css

MARKS: Final = holds("//*[contains(@class, 'detail__body-text')])")


class DetikPage(Page):
    """Text stands partly outside <p>; the markup stamps local time as Z, the printed line tells the truth."""

    name = "detik"
    regions = (css(".detail__body-text"),)
    headlines = (css("h1.detail__title"),)
    sections = (css(".page__breadcrumb a, .breadcrumb a"),)
    date_lines = (css(".detail__date"),)
    credit_lines = (css(".detail__author"),)
    hooks = {"detail__body-tag": "menu", "detail__multiple": "paging", "detail__long-nav": "paging", "sisip_artikel": "related",
             "noncontent": "related", "embed": "other", "staticdetail_container": "advert"}  # fmt: skip

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return bool(MARKS(tree))
