"""How to read a page: one module a platform, one frame for all of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from lxml import etree

from pipeline import urls
from pipeline.errors import ArticleError, ChallengePage, EmptyBody, NotAnArticle
from pipeline.model import Finding, Outlet, PageReading
from pipeline.pages.antara import AntaraPage
from pipeline.pages.base import Page, Source
from pipeline.pages.blogspot import BlogspotPage
from pipeline.pages.detik import DetikPage
from pipeline.pages.disway import DiswayPage
from pipeline.pages.generic import GenericPage
from pipeline.pages.kompas import KompasPage
from pipeline.pages.markup import Markup, parse
from pipeline.pages.national import InewsPage, JpnnPage, RriPage
from pipeline.pages.nextjs import NextPage
from pipeline.pages.others import remove_others
from pipeline.pages.promedia import PromediaPage
from pipeline.pages.tribun import TribunPage
from pipeline.pages.walls import is_wall, may_be_wall, refuse_listings
from pipeline.pages.wordpress import WordPressPage

__all__ = ["PAGES", "read"]

PAGES: Final[tuple[type[Page], ...]] = (
    DiswayPage,
    TribunPage,
    DetikPage,
    KompasPage,
    PromediaPage,
    AntaraPage,
    RriPage,
    JpnnPage,
    InewsPage,
    NextPage,
    WordPressPage,
    BlogspotPage,
    GenericPage,
)
"""The first that recognises a page reads it."""

READERS: Final[Mapping[str, frozenset[str]]] = {
    **{page.name: frozenset({page.name}) for page in PAGES if page is not GenericPage},
    "jawapos": frozenset({"promedia", "nextjs", "wordpress"}),
    "kompas": frozenset({"kompas", "promedia"}),
}
"""Which readers the pages of a platform are for; a platform without any of its own is anybody's."""


SHORT: Final = 600
"""Characters; a body with fewer may be the text of a wall."""


def read(html: str, *, url: str, outlet: Outlet, fetched_at: datetime) -> PageReading:
    """Read one page as an article.

    The page says itself what platform it is; where the outlet says another, a finding `platform_changed` tells.
    Raises ArticleError: ChallengePage, NotAnArticle, EmptyBody, BadPayload; nothing else, whatever the page holds.
    """
    try:
        urls.normalise(url)
    except ValueError as error:
        raise EmptyBody(str(error)) from error
    markup = Markup(parse(html))
    if may_be_wall(markup) and is_wall(markup, html):
        raise ChallengePage(f"a wall: {markup.title}")
    try:
        reading = _read(Source(markup=markup, url=url, outlet=outlet, fetched_at=fetched_at))
    except (EmptyBody, NotAnArticle):
        if is_wall(markup, html):
            raise ChallengePage(f"a wall: {markup.title or 'without title'}") from None
        raise
    if sum(map(len, reading.paragraphs)) < SHORT and is_wall(markup, html):
        raise ChallengePage(f"a wall: {markup.title or 'without title'}")
    return _compared(reading, outlet)


def page_of(source: Source) -> Page:
    """Return the page as the class that recognises it. Raises NotAnArticle for listings."""
    refuse_listings(source.markup, source.url)
    remove_others(source.markup)
    return next(page for page in PAGES if page.recognises(source.markup))(source)


def _read(source: Source) -> PageReading:
    try:
        return page_of(source).read()
    except (RecursionError, etree.LxmlError) as error:
        raise ArticleError(f"{type(error).__name__}: {error}") from error


def _compared(reading: PageReading, outlet: Outlet) -> PageReading:
    expected = READERS.get(outlet.platform, frozenset({outlet.platform}))
    if reading.reader in expected or reading.reader == "generic" or outlet.platform not in READERS:
        return reading
    message = f"the outlet is {outlet.platform}, the page is {reading.reader}"
    return replace(reading, findings=(*reading.findings, Finding(kind="platform_changed", message=message)))
