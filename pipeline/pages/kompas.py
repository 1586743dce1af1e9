"""kompas.com and its channels."""

from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.markup import holds
from pipeline.pages.select import css

MARKS: Final = holds("/html/head/link[@rel='canonical'][contains(@href, '.kompas.com/')]")


class KompasPage(Page):
    """Names stand above their roles; the widget of pages holds a sentence of the next one."""

    name = "kompas"
    author_is_writer = False
    regions = (css(".read__content"),)
    headlines = (css("h1.read__title"),)
    sections = (css(".breadcrumb__item a"),)
    date_lines = (css(".read__time"),)

    @classmethod
    def recognises(cls, tree: HtmlElement) -> bool:
        return MARKS(tree)
