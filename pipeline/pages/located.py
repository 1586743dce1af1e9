"""Where the text of a page stands: in the platform's own element, the densest one, or a script."""

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar, Final

from lxml.html import HtmlElement

from pipeline.errors import EmptyBody, NotAnArticle
from pipeline.pages import scripted
from pipeline.pages.blocks import Block
from pipeline.pages.density import Density, prose_size
from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import Markup, shown
from pipeline.pages.segments import segment
from pipeline.pages.select import Selector
from pipeline.pages.verdict import passages
from pipeline.pages.walls import is_single

FULL: Final = 400
"""Characters of running text that a body has without anybody doubting it."""
SEVERAL: Final = 3
LEAST_REGION: Final = 120
"""Characters under which a platform's own region is distrusted and the densest element taken."""


class Located:
    """A page and the elements that hold its body. Subclasses name those of their platform."""

    name: ClassVar[str]
    regions: ClassVar[tuple[Selector, ...]] = ()
    """Where the body stands, the surest first; the first with text is taken, its matches joined if `joins`."""
    joins: ClassVar[bool] = False

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.tree = markup.tree
        self.density = Density(self.tree)
        self._blocks: dict[HtmlElement, list[Block]] = {}

    @cached_property
    def found(self) -> tuple[HtmlElement, ...]:
        """The elements that hold the body, in order; where the page prints little, what its scripts hold instead."""
        try:
            printed = self._printed()
        except EmptyBody:
            if (hidden := self._scripted(LEAST_REGION)) is None:
                raise
            return (hidden,)
        size = sum(prose_size(self.segmented(element)) for element in printed)
        hidden = self._scripted(2 * size) if size < FULL else None
        return printed if hidden is None else (hidden,)

    def _scripted(self, least: int) -> HtmlElement | None:
        """Return a body in a script with at least so many characters of running text."""
        return next((b for b in scripted.bodies(self.markup) if prose_size(self.segmented(b)) >= least), None)

    def _printed(self) -> tuple[HtmlElement, ...]:
        for find in self.regions:
            elements = [element for element in find(self.markup) if len(shown(element)) >= LEAST_REGION]
            if not elements:
                continue
            if self.joins:
                return tuple(elements)
            self._refuse_several(elements)
            return (self._confirmed(max(elements, key=lambda e: len(shown(e)))),)
        return self.searched()

    def _refuse_several(self, elements: Sequence[HtmlElement]) -> None:
        """A front page with whole articles on it has the same elements as an article, several times."""
        if len(elements) < SEVERAL:
            return
        full = [element for element in elements if prose_size(self.segmented(element)) >= FULL]
        if len(full) >= SEVERAL and not is_single(self.markup):
            raise NotAnArticle(f"{len(full)} articles on one page")

    def _confirmed(self, region: HtmlElement) -> HtmlElement:
        """A card of another article can carry the body's class: where it has little text, ask for the densest."""
        size = prose_size(self.segmented(region))
        if size >= FULL:
            return region
        other = self.density.densest
        if (
            other is None
            or other is region
            or region in other.iterancestors()
            or prose_size(self.segmented(other)) < 2 * size
        ):
            return region
        return other

    def searched(self) -> tuple[HtmlElement, ...]:
        """The body of a page whose markup nobody knows: its densest element, or what trafilatura points at."""
        region = self.density.densest
        if region is None:
            region = self.density.holding(passages(self.tree))
        if region is None:
            region = next((e for find in self.regions for e in find(self.markup) if shown(e)), None)
        if region is None:
            raise EmptyBody("no running text on the page")
        return (region,)

    def segmented(self, region: HtmlElement) -> list[Block]:
        """Return the lines of an element, cut once."""
        if region not in self._blocks:
            self._blocks[region] = segment(region, Furniture(self.name, lambda: len(shown(region))))
        return self._blocks[region]
