"""The newsroom's pages as an outlet might serve them whose markup nobody knows: every hook renamed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from bench.cases import Case, names, prints_minute

DROPPED: Final = ("itemprop", "itemtype", "itemscope", "itemid", "role", "aria-label", "title")
"""Attributes that would name a thing for what it is."""


PLAIN: Final = frozenset(
    {"article", "aside", "figcaption", "figure", "footer", "header", "main", "nav", "p", "section", "time"}
)
"""Elements that `flatten` makes into <div>."""


def masked_cases(cases: Iterable[Case]) -> list[Case]:
    """Return the ordinary pages among `cases`, masked; AMP and other forms say themselves what they are."""
    return [_changed(case, "masked", mask) for case in cases if case.id.rpartition("/")[2].isdigit()]


def flattened_cases(cases: Iterable[Case]) -> list[Case]:
    """Return the same, masked and flattened."""
    return [_changed(case, "flattened", flatten) for case in cases if case.id.rpartition("/")[2].isdigit()]


def mask(page: str) -> str:
    """Return a page with classes and ids renamed, without JSON-LD, microdata and the name of its CMS.

    What a reader sees stays as it is, and so do the elements, links and Open Graph tags.
    """
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(page, parser=parser)
    elements = [element for element in tree.iter() if isinstance(element, HtmlElement)]
    for element in elements:
        if element.tag == "script" or element.get("name", "").lower() == "generator":
            element.drop_tree()
        else:
            _rename(element)
    return f"<!DOCTYPE html>\n{lxml.html.tostring(tree, encoding='unicode')}"


def flatten(page: str) -> str:
    """Return a masked page in which no element says what it is for: paragraphs, captions, dates, frames are <div>."""
    tree = lxml.html.document_fromstring(mask(page))
    for element in tree.iter(*PLAIN):
        element.tag = "div"
        if isinstance(element, HtmlElement):
            element.attrib.pop("datetime", None)
    return f"<!DOCTYPE html>\n{lxml.html.tostring(tree, encoding='unicode')}"


def _rename(element: HtmlElement) -> None:
    for name in ("class", "id"):
        if value := element.get(name):
            element.set(name, " ".join(map(_hash, value.split())))
    for name in list(element.attrib):
        if name in DROPPED or str(name).startswith("data-"):
            del element.attrib[name]


def _hash(word: str) -> str:
    return "x" + sha256(word.encode()).hexdigest()[:6]


def _changed(case: Case, group: str, change: Callable[[str], str]) -> Case:
    page = change(case.html)
    assert case.published is not None
    return replace(
        case,
        id=f"{group}/{case.id}",
        group=group,
        html=page,
        to_the_minute=prints_minute(page, case.published, case.outlet.timezone),
        credits=frozenset(pair for pair in case.credits if names(page, pair[1], case.paragraphs)),
        outlet=replace(case.outlet, platform="generic"),
    )
