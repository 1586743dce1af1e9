"""Finding elements by the names that platforms give them, without an XPath for each of a hundred names."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.markup import Markup

STEP: Final = re.compile(r"(?P<tag>[\w-]+)?(?P<names>(?:[.#][\w-]+)*)(?P<rel>~[\w-]+)?$")

Selector = Callable[[Markup], Iterable[HtmlElement]]


def css(selector: str) -> Selector:
    """Return a finder for a small part of CSS: `div.post h1`, `#author strong`, `.a.b`, `x, y`, and `a~tag` for rel.

    Matches of each alternative come in page order. Raises ValueError for what is not in that part.
    """
    paths = [[_Step(step) for step in path.split()] for path in selector.split(",")]

    def find(markup: Markup) -> Iterator[HtmlElement]:
        for first, *others in paths:
            if others and others[-1].names:  # few are called so: from there up is shorter than from the top down
                outer = [*reversed(others[:-1]), first]
                yield from (e for e in others[-1].anywhere(markup) if _stands_in(e, outer))
                continue
            found: Sequence[HtmlElement] = first.anywhere(markup)
            for step in others:
                found = [inner for outer in found for inner in step.inside(outer)]
            yield from dict.fromkeys(found)

    return find


def _stands_in(element: HtmlElement, steps: Sequence["_Step"]) -> bool:
    """Tell whether around an element, the nearest first, stand elements that fit `steps` in turn."""
    around = element.iterancestors()
    return all(any(step.fits(outer) for outer in around) for step in steps)


class _Step:
    """One part of a path: a tag, classes, an id."""

    def __init__(self, text: str) -> None:
        match = STEP.match(text)
        if match is None or not text:
            raise ValueError(f"not a selector that we know: {text!r}")
        self.tag = match["tag"]
        self.names = tuple(re.findall(r"[.#][\w-]+", match["names"]))
        self.rel = (match["rel"] or "")[1:]

    def anywhere(self, markup: Markup) -> list[HtmlElement]:
        if self.names:
            return [e for e in markup.named.get(self.names[0], ()) if self.fits(e)]
        return [e for e in (markup.tagged(self.tag) if self.tag else markup.elements) if self.fits(e)]

    def inside(self, outer: HtmlElement) -> list[HtmlElement]:
        return [e for e in outer.iter(self.tag or "*") if e is not outer and self.fits(e)]

    def fits(self, element: HtmlElement) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.rel and self.rel not in (element.get("rel") or "").split():
            return False
        if not self.names:
            return True
        classes = (element.get("class") or "").split()
        return all(n[1:] in classes if n[0] == "." else element.get("id") == n[1:] for n in self.names)
