"""From the pages of a site to its platform and theme: the marks of marks.yml, and the readers' own recognisers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec
from lxml.html import HtmlElement

from pipeline import urls, yaml_file
from pipeline.pages.markup import Markup, text_of
from pipeline.pages.reading import PAGES
from scrapers.spiders import SPIDERS
from scrapers.spiders.markup import joined

SURE: Final = 3
"""Points of a sure mark, and of a platform that is believed."""
PRICE: Final = re.compile(r"\bRp\.?\s?\d|\bIDR\s?\d", re.I)
MANY_PRICES: Final = 4
"""An article on prices has its figures in one text, a shop has one beside each ware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """How one platform is told: lists of `kind=value`."""

    sure: tuple[str, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The lists of marks.yml, which says what each is for."""

    platforms: Mapping[str, Platform]
    themes: Mapping[str, tuple[str, ...]]
    shop: tuple[str, ...]


MARKS: Final = msgspec.convert(yaml_file.load(Path(__file__).with_name("marks.yml").read_text("utf-8")), Marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the pages of one site say that it is."""

    platform: str | None
    theme: str | None = None
    marks: tuple[str, ...] = ()
    """The marks that were found of this platform."""


class Traces:
    """What is looked through for marks: one page, gathered once."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self.tree = tree
        self.url = url

    def has(self, mark: str) -> bool:
        """Tell whether the page carries `kind=value`."""
        kind, _, value = mark.partition("=")
        match kind:
            case "class":
                return any(name.startswith(value) for name in self.names)
            case "asset":
                return any(value in asset for asset in self.assets)
            case "link":
                pattern = re.compile(re.escape(value).replace(r"\#", r"\d+"))
                return any(pattern.search(path) for path in self.paths)
            case "host":
                host = urls.bare(urls.host(self.url))
                return host == value or host.endswith(f".{value}")
            case "generator":
                return any(e.get("content", "").startswith(value) for e in self._metas("generator"))
            case "meta":
                return any(name.startswith(value) for name in self.meta_names)
        raise ValueError(f"no mark: {mark}")

    @cached_property
    def names(self) -> frozenset[str]:
        """Classes and ids."""
        return frozenset(
            name for e in self.tree.iter() for name in f"{e.get('class', '')} {e.get('id', '')}".split()
        )  # fmt: skip

    @cached_property
    def assets(self) -> frozenset[str]:
        """Addresses of what the page loads, and of what its head points at."""
        loaded = self.tree.iter("script", "link", "img", "amp-img", "source")
        return frozenset(address for e in loaded for address in (e.get("src"), e.get("href"), e.get("rel")) if address)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Paths that the page links or sends forms to on the host that most of its links lead to, which is its own."""
        links = self.tree.iter("a", "link", "form")
        found = [_parts(joined(self.url, e.get("href") or e.get("action") or "") or "") for e in links]
        hosts = Counter(host for host, _ in found)
        return frozenset(path for host, path in found if host == hosts.most_common(1)[0][0])

    @cached_property
    def meta_names(self) -> frozenset[str]:
        return frozenset(e.get("name", "").lower() for e in self.tree.iter("meta"))

    def _metas(self, name: str) -> Iterator[HtmlElement]:
        return (e for e in self.tree.iter("meta") if e.get("name", "").lower() == name)


def recognise(pages: Sequence[tuple[HtmlElement, str]]) -> Recognised:
    """Return what a site is by some of its pages and their addresses, best an article and the front page."""
    traces = [Traces(tree, url) for tree, url in pages]
    readers = {name for tree, _ in pages if (name := _reader(tree)) in MARKS.platforms}
    points: dict[str, int] = {}
    found: dict[str, tuple[str, ...]] = {}
    for name, platform in MARKS.platforms.items():
        sure = tuple(mark for mark in platform.sure if any(trace.has(mark) for trace in traces))
        hints = tuple(mark for mark in platform.hints if any(trace.has(mark) for trace in traces))
        read = (f"reader={name}",) if name in readers else ()
        points[name] = SURE * (len(sure) + len(read)) + len(hints)
        found[name] = (*read, *sure, *hints)
    named = [name for name in points if any(mark.startswith("host=") for mark in found[name]) and points[name] >= SURE]
    best = named[0] if named else max(points, key=lambda name: points[name])
    if points[best] < SURE:
        return Recognised(platform=None)
    theme = _theme(traces) if best == "wordpress" else None
    return Recognised(platform=best, theme=theme, marks=found[best])


def is_shop(tree: HtmlElement, url: str) -> bool:
    """Tell whether a page sells something."""
    trace = Traces(tree, url)
    body = tree.find("body")
    prices = len(PRICE.findall(text_of(body if body is not None else tree)))
    product = str(tree.xpath("string(//meta[@property='og:type']/@content)")).lower() == "product"
    marks = sum(trace.has(mark) for mark in MARKS.shop) + product
    return marks + (prices >= MANY_PRICES) >= 2


def asks_to_log_in(tree: HtmlElement) -> bool:
    """Tell whether a page asks for a password."""
    return bool(tree.xpath("//input[@type='password']"))


def is_article_of(platform: str | None, url: str) -> bool:
    """Tell whether an address has the shape of an article's on a platform, or on any."""
    return SPIDERS[platform or "generic"].is_article(url)


def _reader(tree: HtmlElement) -> str:
    """Return the name of the reader that would read a page."""
    markup = Markup(deepcopy(tree))  # it takes the scripts out of its tree, which others look at
    return next(page.name for page in PAGES if page.recognises(markup))


def _theme(traces: Sequence[Traces]) -> str | None:
    return next((name for name, marks in MARKS.themes.items() if any(t.has(m) for t in traces for m in marks)), None)


def _parts(link: str) -> tuple[str, str]:
    """Return the bare host of an address, and its path."""
    try:
        return urls.bare(urls.host(link)), urlsplit(link).path
    except ValueError:
        return "", ""
