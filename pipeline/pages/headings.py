"""Which element of a page is its headline: the one that the page's head agrees with, else what stands out like one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.markup import Markup, shown
from pipeline.pages.prose import bare, is_prose

SHORTEST: Final = 8
"""Letters; a shorter heading agrees with any title by chance."""
BEGINS: Final = 20
"""Letters from which on a heading may be the beginning of a title, or a title that of a heading."""
LEAST_WORDS: Final = 4
MOST_WORDS: Final = 30
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
ELSEWHERE: Final = frozenset({"a", "li", "nav", "aside", "footer", "script", "option", "marquee", "button", "td"})
"""Around a heading: it names a list or another article. A cell is asked about only between heading and body."""
UNSHOWN: Final = frozenset({"head", "title", "script", "style", "option", "a", "noscript", "meta", "link"})
LEVELS: Final = 6
"""Elements above the body in which the headline may still stand."""
LARGE: Final = re.compile(r"font-size\s*:\s*(?:(?:2|3|4)\dpx|1[89]px|1[5-9]pt|2\dpt|x{1,2}-large|large)", re.I)
LARGE_FONT: Final = frozenset({"4", "5", "6", "7", "+1", "+2", "+3", "+4"})


def agreed(markup: Markup, titles: Sequence[str]) -> HtmlElement | None:
    """Return the heading that says one of `titles`, the surest first, else the only h1 of some length.

    Where no heading does, any element that says just that, for some portals print their headlines in a <div>.
    """
    wanted = [title for text in titles if (title := bare(text))]
    for tags in (HEADINGS[:2], HEADINGS[2:]):
        headings = [(heading, bare(shown(heading))) for heading in markup.tree.iter(*tags)]
        for title in wanted:
            for heading, text in headings:
                if len(text) > SHORTEST and (text == title or _begins(text, title)):
                    return heading
        if tags[0] == "h1":
            lone = [h for h, _ in headings if h.tag == "h1" and len(shown(h).split()) >= LEAST_WORDS]
            if len(lone) == 1:
                return lone[0]
    return next(_saying(markup, [title for title in wanted if len(title) > BEGINS]), None)


def nearest(region: HtmlElement) -> HtmlElement | None:
    """Return what stands out right above the body: for pages whose head says the name of the paper and no more."""
    line = [region, *region.iterancestors()][:LEVELS]
    for around in line:
        if around.tag in {"body", "html"}:
            break
        for before in around.itersiblings(preceding=True):
            if found := [element for element in _large(before.iter()) if _is_headline(element)]:
                return found[-1]
    return next((element for element in _large([*before_prose(region)]) if _is_headline(element)), None)


def before_prose(region: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of a region up to its first paragraph."""
    for element in region.iter():
        if isinstance(element.tag, str):
            yield element
            if is_prose((element.text or "").strip()) or is_prose((element.tail or "").strip()):
                return


def _begins(text: str, title: str) -> bool:
    return min(len(text), len(title)) > BEGINS and (title.startswith(text) or text.startswith(title))


def _saying(markup: Markup, wanted: Sequence[str]) -> Iterator[HtmlElement]:
    for element in markup.elements if wanted else ():
        said = bare(element.text) if isinstance(element.tag, str) and element.text else ""
        if (
            said
            and element.tag not in UNSHOWN
            and any(title.startswith(said) for title in wanted)
            and bare(shown(element)) in wanted
            and not any(outer.tag in ELSEWHERE - {"td", "li"} for outer in element.iterancestors())
        ):
            yield element


def _is_headline(heading: HtmlElement) -> bool:
    words = shown(heading).split()
    link = next(heading.iter("a"), None)
    return (
        LEAST_WORDS <= len(words) <= MOST_WORDS
        and (link is None or len(shown(link)) < len(shown(heading)) / 2)
        and not is_prose(" ".join(words))
        and not any(outer.tag in ELSEWHERE - {"td"} for outer in heading.iterancestors())
    )


def _large(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield what is printed large by hand, in pages older than style sheets."""
    for element in elements:
        if element.tag in HEADINGS or element.get("size") in LARGE_FONT or LARGE.search(element.get("style") or ""):
            yield element
