"""From HTML text to one tree, and what its head says: parsed once, shared by everything that reads the page."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.errors import BadPayload, EmptyBody

MOST_TAGS: Final = 400_000
"""More `<` than this and a page is no article; 0.4 MB of real news page has about 6,000."""

LONG: Final = 20_000
LONG_TAG: Final = re.compile(rb"<([a-zA-Z][\w:-]*)([^<>]{%d,})" % LONG)
MOST_ATTRIBUTES: Final = 2000
"""libxml2 compares each attribute with all before it: 100,000 of them take 13 s."""

CONTROLS: Final = bytes({*range(32)} - {9, 10, 12, 13}) + b"\x7f"
PLAIN: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html asks a Python function for the class of each element, which takes a third of a whole reading."""

LARGEST_JSON: Final = 1_000_000
ARTICLE_TYPES: Final = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
)


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


NAMED = elements("//*[@class or @id]")
METAS = elements("/html/head/meta[@content] | /html/body/meta[@content]")
SCRIPTS = strings("//script[@type='application/ld+json']/text()")
TEXTS = strings(".//text()[not(parent::script or parent::style or parent::noscript)]")
CANONICAL = string("string((/html/head/link | /html/body/link)[@rel='canonical']/@href)")


def parse(html: str) -> HtmlElement:
    """Parse `html` without comments (Word leaves whole documents in them).

    Raises EmptyBody where there is nothing to parse, BadPayload where a page is made to exhaust its reader.
    """
    if html.count("<") > MOST_TAGS:
        raise BadPayload(f"more than {MOST_TAGS:,} tags")
    body = html.encode("utf-8", "ignore").translate(None, CONTROLS)  # "ignore": lone surrogates
    if not body.strip():
        raise EmptyBody("the page is empty")
    # libxml2 gives up at 255 levels otherwise, which a page of unclosed <font> tags reaches
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(PLAIN)
    if max(map(len, body.split(b">"))) > LONG:
        body = LONG_TAG.sub(_shorten, body)
    try:
        return document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyBody(f"no HTML: {error}") from error


def _shorten(tag: re.Match[bytes]) -> bytes:
    return tag[0] if len(tag[2].split(None, MOST_ATTRIBUTES + 1)) <= MOST_ATTRIBUTES else b"<" + tag[1]


def text_of(element: etree._Element) -> str:
    """Return the text below `element` in one line, without scripts and styles."""
    return " ".join("".join(TEXTS(element)).split())


class Markup:
    """The tree of one page, with its head read when it is first asked for."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree

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
    def linked_data(self) -> tuple[Mapping[str, object], ...]:
        """Nodes of all JSON-LD blocks that parse, @graph opened."""
        nodes: list[Mapping[str, object]] = []
        for script in SCRIPTS(self.tree):
            if len(script) > LARGEST_JSON:
                continue
            try:
                nodes.extend(_nodes(json.loads(script, strict=False)))
            except (ValueError, RecursionError):
                continue  # templates leave trailing commas; the page itself still reads
        return tuple(nodes)

    @cached_property
    def article_data(self) -> Mapping[str, object]:
        """The JSON-LD node of the article, or nothing."""
        for node in self.linked_data:
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and k in ARTICLE_TYPES for k in kinds):
                return node
        return {}

    @cached_property
    def named(self) -> Mapping[str, Sequence[HtmlElement]]:
        """Elements by class (`.name`) and id (`#name`), in page order; one pass instead of an XPath for each name."""
        found: dict[str, list[HtmlElement]] = {}
        for element in NAMED(self.tree):
            for name in (element.get("class") or "").split():
                found.setdefault(f".{name}", []).append(element)
            if identity := element.get("id"):
                found.setdefault(f"#{identity}", []).append(element)
        return found

    def said(self, key: str) -> str | None:
        """Return a text value of the article's JSON-LD node."""
        value = self.article_data.get(key)
        value = value[0] if isinstance(value, list) and value else value
        return " ".join(value.split()) or None if isinstance(value, str) else None


def _nodes(data: object) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list):
        for item in data[:100]:
            yield from _nodes(item)
    elif isinstance(data, dict):
        graph = data.get("@graph")
        if isinstance(graph, list):
            yield from (item for item in graph[:100] if isinstance(item, dict))
        else:
            yield data
