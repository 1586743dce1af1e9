"""From HTML text to one tree, and what its head says: parsed once, shared by everything that reads the page."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.errors import BadPayload, EmptyBody
from pipeline.pages import linked_data

MOST_TAGS: Final = 200_000
"""More `<` than this and a page is no article; 0.4 MB of real news page has about 6,000."""

LONG: Final = 8000
LONG_TAG: Final = re.compile(rb"<([a-zA-Z][\w:-]*)([^<>]{%d,})" % LONG)
MOST_ATTRIBUTES: Final = 500
"""libxml2 compares each attribute with all before it: 100,000 of them take 13 s."""

CONTROLS: Final = bytes({*range(32)} - {9, 10, 12, 13}) + b"\x7f"
PLAIN: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html asks a Python function for the class of each element, which takes a third of a whole reading."""


def elements(path: str) -> Callable[[etree._Element], list[HtmlElement]]:
    """Compile an XPath that finds elements."""
    xpath = etree.XPath(path)
    return lambda node: cast(list[HtmlElement], xpath(node))


def strings(path: str) -> Callable[[etree._Element], list[str]]:
    """Compile an XPath that finds attributes or texts."""
    xpath = etree.XPath(path, smart_strings=False)
    return lambda node: cast(list[str], xpath(node))


def string(path: str) -> Callable[[etree._Element], str]:
    """Compile an XPath whose result is a string."""
    xpath = etree.XPath(path, smart_strings=False)
    return lambda node: str(xpath(node)).strip()


def holds(path: str) -> Callable[[etree._Element], bool]:
    """Compile a condition on a page."""
    xpath = etree.XPath(f"boolean({path})")
    return lambda node: bool(xpath(node))


METAS = elements("/html/head/meta[@content] | /html/body/meta[@content]")
TEXTS = strings(".//text()[not(parent::script or parent::style or parent::noscript)]")
CANONICAL = string("string((/html/head/link | /html/body/link)[@rel='canonical']/@href)")
BODY_CLASSES = string("string(/html/body/@class)")
UNSHOWN: Final = ("script", "style", "noscript")
LOADING: Final = ("img", "amp-img", "script")


def parse(html: str) -> HtmlElement:
    """Parse `html` without comments (Word leaves whole documents in them).

    Raises EmptyBody where there is nothing to parse, BadPayload where a page is made to exhaust its reader.
    """
    if len(html) > MOST_TAGS and html.count("<") > MOST_TAGS:
        raise BadPayload(f"more than {MOST_TAGS:,} tags")
    body = html.encode("utf-8", "ignore")  # "ignore": lone surrogates
    if any(control in body for control in CONTROLS):
        body = body.translate(None, CONTROLS)
    if not body or body.isspace():
        raise EmptyBody("the page is empty")
    # libxml2 gives up at 255 levels otherwise, which a page of unclosed <font> tags reaches
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    parser.set_element_class_lookup(PLAIN)
    try:
        return document_fromstring(_shortened(body), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyBody(f"no HTML: {error}") from error


def _shortened(body: bytes) -> bytes:
    """Return `body` without the attributes of tags that have too many.

    Where `LONG` bytes stand without `<` and `>`, half as many do at a multiple of half: only there a tag is looked at.
    """
    step = LONG // 2
    starts = range(0, len(body) - step + 1, step)
    free = (at for at in starts if not any(body.find(mark, at, at + step) >= 0 for mark in (b">", b"<")))
    begun = dict.fromkeys(body.rfind(b"<", 0, at) for at in free)
    tags = [tag for at in begun if at >= 0 and (tag := LONG_TAG.match(body, at))]
    for tag in reversed(tags):
        if len(tag[2].split(None, MOST_ATTRIBUTES + 1)) > MOST_ATTRIBUTES:
            body = body[: tag.start(2)] + body[tag.end(2) :]
    return body


def text_of(element: etree._Element) -> str:
    """Return the text below `element` of any tree in one line, without scripts and styles."""
    return " ".join("".join(TEXTS(element)).split())


def shown(element: etree._Element) -> str:
    """Return the same of a tree that a `Markup` has emptied of scripts and styles: twenty times as fast."""
    return " ".join(str(etree.tostring(element, method="text", encoding="unicode", with_tail=False)).split())


def attributes(element: etree._Element) -> dict[str, str]:
    """Return all attributes: to ask for them together costs half of asking for each."""
    found = element.items()
    return dict(cast(list[tuple[str, str]], found)) if found else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A `<script>` of a page, taken out of its tree."""

    type: str
    id: str | None
    src: str | None
    text: str

    @property
    def is_linked_data(self) -> bool:
        return "ld+json" in self.type


@lru_cache(maxsize=8192)  # the pages of one outlet spell theirs alike
def _classes(spelling: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([f".{name}" for name in spelling.split()]))


class Markup:
    """The tree of one page: what is asked of a page by tag, class or id is collected here, once.

    Scripts, styles and texts for browsers without scripts are emptied in the tree that is given; the scripts are kept.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self._tagged: dict[str, list[HtmlElement]] = {}
        self.scripts: list[Script] = []
        for element in tree.iter(*UNSHOWN):
            self._silence(element)

    @cached_property
    def elements(self) -> list[HtmlElement]:
        """All of the page, in order. Held, for lxml makes an object anew at each visit of one that nobody holds."""
        return list(self.tree.iter("*"))

    def tagged(self, tag: str) -> Sequence[HtmlElement]:
        """Return the elements with this tag, in page order."""
        found = self._tagged.get(tag)
        if found is None:
            found = self._tagged[tag] = list(self.tree.iter(tag))
        return found

    @cached_property
    def named(self) -> Mapping[str, Sequence[HtmlElement]]:
        """Elements by class (`.name`) and id (`#name`), each in page order: first all classes, then all ids."""
        named: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        lists: dict[str, list[list[HtmlElement]]] = {}
        """For each spelling of a class attribute: a page has few."""
        for element in self.elements:
            if classes := element.get("class"):
                if classes not in lists:
                    lists[classes] = [named[name] for name in _classes(classes)]
                for same in lists[classes]:
                    same.append(element)
        for element in self.elements:  # an XPath to the owners of an attribute is quadratic in how many there are
            if identity := element.get("id"):
                named[f"#{identity}"].append(element)
        return dict(named)

    @cached_property
    def microdata(self) -> list[HtmlElement]:
        """Elements with `itemprop`, in page order."""
        return [element for element in self.elements if element.get("itemprop")]

    def _silence(self, element: HtmlElement) -> None:
        """Empty what no reader of the page sees: text can then be asked for as one string."""
        if element.tag == "script":
            get = element.get
            self.scripts.append(Script(type=get("type") or "", id=get("id"), src=get("src"), text=element.text or ""))
        for child in element:
            child.tail = None
        element.text = None

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """First content of each meta name or property, names in lower case."""
        found: dict[str, str] = {}
        for meta in METAS(self.tree):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            if content := meta.get("content", "").strip():
                found.setdefault(name.strip().lower(), content)
        return found

    @cached_property
    def canonical(self) -> str | None:
        return CANONICAL(self.tree) or None

    @cached_property
    def title(self) -> str:
        return " ".join(str(self.tree.findtext(".//title") or "").split())

    @cached_property
    def amp(self) -> bool:
        return "amp" in self.tree.attrib or "⚡" in self.tree.attrib

    @cached_property
    def linked_data(self) -> tuple[tuple[str, object | None], ...]:
        """The JSON-LD blocks of the page as they stand, and what they say; None where that is no JSON."""
        texts = [script.text for script in self.scripts if script.is_linked_data]
        return tuple((text, linked_data.loads(text)) for text in texts)

    @cached_property
    def article_data(self) -> Mapping[str, object]:
        """The JSON-LD node of the article, or nothing."""
        nodes = (node for _, data in self.linked_data for node in linked_data.nodes(data))
        return next(filter(linked_data.is_article, nodes), {})

    @cached_property
    def names(self) -> str:
        """All classes and ids of the page, one a line, with their `.` or `#`: to look for a part of one."""
        return "\n".join(self.named)

    @cached_property
    def linked(self) -> str:
        """Addresses of its `<link>` elements, one a line."""
        return "\n".join([link.get("href") or "" for link in self.tagged("link")])

    @cached_property
    def loaded(self) -> str:
        """Addresses of the pictures and scripts of the page, one a line."""
        return "\n".join([element.get("src") or "" for tag in LOADING for element in self.tagged(tag)])

    @cached_property
    def anchors(self) -> Sequence[tuple[str, HtmlElement]]:
        """All links with their addresses, in page order."""
        return [(href, link) for link in self.tagged("a") if (href := link.get("href"))]

    @cached_property
    def generators(self) -> tuple[str, ...]:
        """The CMS and its plugins as they call themselves."""
        metas = (meta for meta in self.tagged("meta") if meta.get("name") == "generator")
        return tuple(meta.get("content") or "" for meta in metas)

    def loads(self, marks: Sequence[str]) -> bool:
        """Tell whether an address that the page links or loads holds one of `marks`: they give a CMS away."""
        return any(mark in self.linked or mark in self.loaded for mark in marks)

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """In lower case."""
        return frozenset(BODY_CLASSES(self.tree).lower().split())

    def said(self, key: str) -> str | None:
        """Return a text value of the article's JSON-LD node."""
        value = self.article_data.get(key)
        value = value[0] if isinstance(value, list) and value else value
        return " ".join(value.split()) or None if isinstance(value, str) else None
