"""Pages of no known platform: the page's own marks for the body, then the densest text, then trafilatura."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.located import LEAST_REGION
from pipeline.pages.markup import Markup, shown
from pipeline.pages.prose import bare
from pipeline.pages.select import css
from pipeline.pages.verdict import passages

AGREE = 0.6
"""Share of the page's own articleBody, or of trafilatura's text, that a region must hold to be believed."""
PARAGRAPH = 80
"""Characters of a paragraph that counts."""
SEVERAL = 4


def _breadcrumbs(markup: Markup) -> Iterator[HtmlElement]:
    for name, elements in markup.named.items():
        if "breadcrumb" in name.lower():
            for element in elements[:1]:
                yield from element.iter("a")
            return


class GenericPage(Page):
    """Three witnesses: markup, density, trafilatura; the page's JSON-LD decides between them where it has the text."""

    name = "generic"
    headlines = (css("article h1"),)
    sections = (_breadcrumbs,)
    date_lines = (css("article time"),)

    def searched(self) -> tuple[HtmlElement, ...]:
        region = self.density.densest
        said = self.markup.said("articleBody") or ""
        if region is not None and (
            _holds(region, said.split(". ")) if len(said) > LEAST_REGION else self._is_plain(region)
        ):
            return (region,)
        heard = passages(self.tree)
        if region is not None and _holds(region, heard):
            return (region,)
        other = self.density.holding(heard)
        return (other,) if other is not None and len(shown(other)) >= LEAST_REGION else super().searched()

    def _is_plain(self, region: HtmlElement) -> bool:
        """One article's element with its own paragraphs, or lines between its line breaks, needs no second witness."""
        paragraphs = sum(len(shown(p)) > PARAGRAPH for p in region.iter("p"))
        return paragraphs + sum(len(line) > PARAGRAPH for line in self.density.lines_in(region)) >= SEVERAL


def _holds(region: HtmlElement, passages_: list[str]) -> bool:
    text = bare(shown(region))
    wanted = [piece for passage in passages_ if len(piece := bare(passage)) > 30]
    return not wanted or sum(piece[:60] in text for piece in wanted) >= AGREE * len(wanted)
