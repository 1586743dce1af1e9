"""Promedia and Pikiran Rakyat Media Network: some 600 portals of one CMS, whose classes begin with `read__`."""

from typing import Final

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup
from pipeline.pages.select import css

MARKS: Final = ("read__title", "read__content", "read__article")


class PromediaPage(Page):
    """Class names drift between the sites; the headline's and the body's are the steadiest."""

    name = "promedia"
    regions = (css(".read__content"), css(".read__article"))
    headlines = (css("h1.read__title, .read__title h1"),)
    sections = (css(".breadcrumb__item a, .breadcrumb a, .breadcrumbs a"),)
    date_lines = (css(".read__info__date, span.mt-10"),)
    credit_lines = (css(".read__info__author, .read__info__editor"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return any(mark in markup.names for mark in MARKS)
