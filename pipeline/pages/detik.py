"""detik.com: news.detik.com and the regional channels under www.detik.com."""

from typing import Final

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup
from pipeline.pages.select import css

MARK: Final = "detail__body-text"


class DetikPage(Page):
    """Text stands partly outside <p>; the markup stamps local time as Z, the printed line tells the truth."""

    name = "detik"
    regions = (css(".detail__body-text"),)
    headlines = (css("h1.detail__title"),)
    sections = (css(".page__breadcrumb a, .breadcrumb a"),)
    date_lines = (css(".detail__date"),)
    credit_lines = (css(".detail__author"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return MARK in markup.names
