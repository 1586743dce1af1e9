"""What stands between headline and body: the lines where dates and names are printed, and captions."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import CreditRole
from pipeline.pages.blocks import Block
from pipeline.pages.date_places import is_elsewhere
from pipeline.pages.markup import Markup, shown
from pipeline.pages.masthead import CREDIT_WORDS, LONGEST, lines_of, segmented
from pipeline.pages.printed import printed
from pipeline.pages.prose import fold, is_prose

MOST_LINES: Final = 40
LEAST_PROSE: Final = 80
"""Characters of a sentence that begins the text inside an element that holds the headline too."""
SIGNED: Final = re.compile(
    r"(?<![a-z])(?:author|penulis|reporter|wartawan|pewarta|byline)"
    r"(?![\w-]*(?:box|bio|info|img|image|avatar|list|social|link|position|url|role|desc|photo|archive))"
    r"(?<!photo__author)(?<!photo-author)",
    re.I,
)
BY: Final = re.compile(r"^(?:posted by|ditulis oleh|written by|oleh|by)(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))[\s:]*", re.I)


EDITED: Final = re.compile(r"(?<![a-z])(?:editor|penyunting|redaktur)(?:[-_ ]?(?:name|nama))?(?![\w-])", re.I)
HOOKED: Final = re.compile(
    r"(?<![a-z])(?:author|penulis|reporter|wartawan|pewarta|jurnalis)(?:[-_]?(?:name|nama))?(?![\w-])", re.I
)
PERSON: Final = re.compile(r"(?:^|[\s_-])(?:user|person|author|pencil|pen)(?:$|[\s_-])", re.I)
"""Classes of icons that stand for the writer: `fa-user`, `bi-person-fill`, `icon-pencil`."""
LONGEST_NAME: Final = 60
MOST_WORDS: Final = 6
LEVELS: Final = 8
"""Elements around a name that may say that it is another article's."""


def hooked_names(markup: Markup) -> list[tuple[CreditRole, str]]:
    """Return the one name of each role whose element is called `nama-editor`, `author` and the like, page over.

    None where several names are called so: they are of a list.
    """
    called = [(e.get("itemprop"), e) for e in markup.microdata if e.get("itemprop") in {"author", "editor"}]
    hooked = [(_role_of(hook), e) for hook, e in called if hook]
    hooked += [(role, e) for name, found in markup.named.items() if (role := _role_of(name)) for e in found]
    names: dict[CreditRole, set[str]] = {}
    beside = _Labelled()
    for role, element in hooked:
        around = islice(chain([element], element.iterancestors()), LEVELS)
        own = element.tag != "meta" and len(shown(element)) <= LONGEST_NAME and not any(map(is_elsewhere, around))
        if role and own and (name := _name(element, beside)):
            names.setdefault(role, set()).add(name)
    return [(role, found.pop()) for role, found in names.items() if len(found) == 1]


@lru_cache(maxsize=8192)  # the pages of one outlet have the same names
def _role_of(hook: str) -> CreditRole | None:
    return "editor" if EDITED.search(hook) else "reporter" if HOOKED.search(hook) else None


class Between:
    """The elements after a headline up to the body, each read once; none where the body stands before it."""

    def __init__(self, heading: HtmlElement, region: HtmlElement) -> None:
        if region in set(heading.iterancestors()):
            region = _prose_after(heading, region)
        self._heading = heading
        self._region = region
        self._elements = [element for element in _following(heading, region) if isinstance(element.tag, str)]
        self._blocks = [segmented(element) for element in self._elements]

    def lines(self) -> list[Block]:
        """Return the lines before the body: those beside and after the headline, in page order."""
        lines: list[Block] = []
        for sibling in reversed(list(islice(self._heading.itersiblings(preceding=True), 4))):
            if self._region not in sibling.iter(self._region.tag):
                lines += lines_of(sibling)
        for element, blocks in zip(self._elements, self._blocks, strict=True):
            lines += blocks if len(shown(element)) <= LONGEST else []
            if len(lines) >= MOST_LINES:
                break
        return lines[:MOST_LINES]

    def captions(self) -> tuple[str, ...]:
        """Return what stands in captions."""
        found = (block for blocks in self._blocks for block in blocks)
        return tuple(block.text for block in found if block.furniture and block.furniture.kind == "caption")

    def signed(self) -> list[tuple[CreditRole, str]]:
        """Return the one name whose element is called `author`, `penulis` and the like.

        None where there are several, or where a label stands beside it: the label says who is who.
        """
        beside = _Labelled()
        names = {
            name
            for outer in self._elements
            for element in outer.iter()
            if _is_signed(element) and not any(_is_signed(inner) for inner in element.iterdescendants())
            if (name := _name(element, beside))
        }
        names = names or {name for outer in self._elements for name in _beside_icons(outer)}
        return [("reporter", name) for name in names] if len(names) == 1 else []


def _is_signed(element: HtmlElement) -> bool:
    get = element.get
    return _is_signature(get("class"), get("rel"), get("itemprop"))


def _beside_icons(outer: HtmlElement) -> Iterator[str]:
    """Yield what stands right behind the picture of a person: `<i class="fa fa-user"></i> Sari Wulan`."""
    for icon in outer.iter("i", "span", "svg", "img"):
        if len(icon) == 0 and not shown(icon) and PERSON.search(icon.get("class") or ""):
            following = icon.getnext()
            text = fold(icon.tail or "").strip() or (printed(following) if following is not None else "")
            name = BY.sub("", text).strip(" -–—|·•,:")
            if name and len(name.split()) <= MOST_WORDS:
                yield name


@lru_cache(maxsize=4096)  # a page has few spellings
def _is_signature(classes: str | None, rel: str | None, itemprop: str | None) -> bool:
    return SIGNED.search(f"{classes or ''} {rel or ''} {itemprop or ''}") is not None


class _Labelled(dict[HtmlElement | None, bool]):
    """Whether an element prints a label for names; each is looked at once, for many names may stand in one."""

    def __missing__(self, around: HtmlElement | None) -> bool:
        text = shown(around).lower() if around is not None else ""
        self[around] = any(f"{word} :" in text or f"{word}:" in text for word in CREDIT_WORDS)
        return self[around]


def _name(element: HtmlElement, labelled: _Labelled) -> str | None:
    text = BY.sub("", printed(element)).strip(" -–—|·•,")
    known = not text or ":" in text or len(text.split()) > MOST_WORDS or labelled[element.getparent()]
    return None if known else text


def _prose_after(heading: HtmlElement, region: HtmlElement) -> HtmlElement:
    """Return the first element after a headline inside the region that holds running text itself; else the region."""
    seen = False
    for element in region.iter():
        seen = seen or element is heading
        if seen and isinstance(element.tag, str) and element is not heading and heading not in element.iterancestors():
            if len(text := (element.text or "").strip()) > LEAST_PROSE and is_prose(text):
                return element
            if len(text := (element.tail or "").strip()) > LEAST_PROSE and is_prose(text):
                return element
    return region


def _following(start: HtmlElement, region: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the subtrees after `start` in page order, up to the region; nothing where the region stands before it."""
    line = {region, *region.iterancestors()}
    if start in line or region in set(start.iterancestors()):
        return
    element: HtmlElement | None = start
    while element is not None:
        following = element.getnext()
        while following is not None:
            if following in line:
                yield from _down(following, line, region)
                return
            yield following
            following = following.getnext()
        element = element.getparent()


def _down(element: HtmlElement, line: set[HtmlElement], region: HtmlElement) -> Iterator[HtmlElement]:
    while element is not region:
        child = next((c for c in element if c in line), None)
        if child is None:
            return
        for before in element:
            if before is child:
                break
            yield before
        element = child
