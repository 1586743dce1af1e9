"""Further whole articles on the page of one, which portals load below it as the reader scrolls."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.layout import signature
from pipeline.pages.markup import Markup, shown
from pipeline.pages.prose import bare

HEADINGS: Final = ("h1", "h2", "h3")
SHORTEST: Final = 20
"""Letters of a headline."""
PARAGRAPH: Final = 80
"""Characters of a paragraph that counts."""
LEAST: Final = 3
"""Such paragraphs that make an article."""
WHOLES: Final = frozenset({"article", "section", "div", "main", "li"})
LEVELS: Final = 8
"""Elements above a headline next to which another article may stand."""


def remove_others(markup: Markup) -> None:
    """Take out of the tree what follows the page's own article and is another, under a headline of its own.

    To be called before anything is looked up in `markup`, for what was found stays found.
    """
    heading = _own(markup)
    if heading is None:
        return
    for other in [other for other in _following(heading) if _is_article(other, heading)]:
        parent = other.getparent()
        if parent is not None:
            parent.remove(other)


def _own(markup: Markup) -> HtmlElement | None:
    said = [bare(text) for text in (markup.metas.get("og:title", ""), markup.title) if text]
    for heading in markup.tree.iter("h1", "h2"):
        text = bare(shown(heading))
        if len(text) >= SHORTEST and any(text in title for title in said):
            return heading
    return None


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands behind the headline, its own paragraphs among it, from the nearest on."""
    node: HtmlElement | None = heading
    for _ in range(LEVELS):
        if node is None or node.tag in {"body", "html"}:
            return
        yield from (e for e in node.itersiblings() if isinstance(e.tag, str) and e.tag in WHOLES)
        node = node.getparent()


def _is_article(element: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether an element begins with a headline like the page's own and holds paragraphs under it."""
    title = next(element.iter(*HEADINGS), None)
    if title is None or len(bare(shown(title))) < SHORTEST or bare(shown(title)) == bare(shown(heading)):
        return False
    if not _is_like(element, title, heading):
        return False
    paragraphs = (p for p in element.iter("p", "div") if p.tag == "p" or len(p) == 0)
    return sum(len(shown(p)) >= PARAGRAPH for p in paragraphs) >= LEAST


def _is_like(element: HtmlElement, title: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether a headline heads no part of a text: it is set as the page's own, or in the like of its article."""
    if title.tag == "h1" or (title.tag == heading.tag and title.get("class") == heading.get("class") is not None):
        return True
    own = {signature(outer) for outer in heading.iterancestors() if outer.tag == element.tag}
    if element.get("class") and signature(element) in own:
        return True
    return element.tag == "article" and any(outer.tag == "article" for outer in heading.iterancestors())
