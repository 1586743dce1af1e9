"""kompas.com and its channels."""

from typing import Final

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup
from pipeline.pages.select import css

HOST: Final = ".kompas.com/"


class KompasPage(Page):
    """Names stand above their roles; the widget of pages holds a sentence of the next one."""

    name = "kompas"
    author_is_writer = False
    regions = (css(".read__content"),)
    headlines = (css("h1.read__title"),)
    sections = (css(".breadcrumb__item a"),)
    date_lines = (css(".read__time"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return HOST in (markup.canonical or "")
