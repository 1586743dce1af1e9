"""Skins that nobody has seen: the newsroom's pages with every name changed and other elements for the same text."""

import hashlib
from collections.abc import Callable

import pytest
from lxml import etree
from lxml.html import HtmlElement, document_fromstring, tostring

from newsroom import Article, Site
from newsroom import sites as bundled
from newsroom.skins import SKINS
from pipeline.pages.reading import read
from tests.pages import LATER, html_of, letters, outlet_of

ARTICLE = {"p", "li", "h", "quote"}
PRINTED = [
    (site, article, number)
    for site in bundled()
    for article in site.articles
    for number in range(1, len(article.pages) + 1)
]


def renamed(tree: HtmlElement) -> None:
    """Change every class, id and microdata name, and take what the head says of article and platform."""
    for element in tree.iter():
        for name in ("class", "id", "itemprop", "itemtype"):
            if value := element.get(name):
                element.set(name, f"x{hashlib.sha256(value.encode()).hexdigest()[:6]}")
        for name in ("href", "src"):
            if "wp-" in (element.get(name) or ""):
                del element.attrib[name]
    for element in tree.xpath("//meta[@property or @name] | //script"):
        element.drop_tree()


def as_divs(tree: HtmlElement) -> None:
    for paragraph in list(tree.iter("p")):
        paragraph.tag = "div"


def as_lines(tree: HtmlElement) -> None:
    for paragraph in list(tree.iter("p")):
        paragraph.tag = "span"
        last = etree.Element("br")
        last.tail, paragraph.tail = paragraph.tail, None
        paragraph.addnext(last)
        paragraph.addnext(etree.Element("br"))


def as_shown_blocks(tree: HtmlElement) -> None:
    for paragraph in list(tree.iter("p")):
        paragraph.tag = "span"
        paragraph.set("style", "display: block")


def in_rows(tree: HtmlElement) -> None:
    for paragraph in list(tree.iter("p")):
        row = etree.Element("div", {"class": "row"})
        row.tail, paragraph.tail = paragraph.tail, None
        paragraph.addprevious(row)
        row.append(paragraph)


CHANGES: list[Callable[[HtmlElement], None]] = [as_divs, as_lines, as_shown_blocks, in_rows]


def assert_same(site: Site, article: Article, number: int, *changes: Callable[[HtmlElement], None]) -> None:
    url = SKINS[site.skin].url(site, article, number)
    tree = document_fromstring(html_of(site, url))
    for change in changes:
        change(tree)
    reading = read(tostring(tree, encoding="unicode"), url=url, outlet=outlet_of(site), fetched_at=LATER)
    gold = [block.text for block in article.pages[number - 1] if block.kind in ARTICLE]
    assert reading.headline == article.headline
    assert letters("".join(reading.paragraphs)) == letters("".join(gold))


@pytest.mark.parametrize(("site", "article", "number"), PRINTED, ids=[f"{s.host}-{a.id}-{n}" for s, a, n in PRINTED])
def test_page_is_read_without_any_name_of_its_platform(site: Site, article: Article, number: int) -> None:
    assert_same(site, article, number, renamed)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("site", bundled(), ids=lambda site: site.host)
def test_pages_are_read_the_same_from_other_elements(site: Site, change: Callable[[HtmlElement], None]) -> None:
    for article in site.articles:
        assert_same(site, article, 1, change)
        assert_same(site, article, 1, change, renamed)
