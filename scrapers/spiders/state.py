"""Lists that a page holds for its own scripts and shows no links for: JSON of Next, Nuxt, Inertia, Vue and the like."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from scrapers.spiders import data
from scrapers.spiders.data import Item, Part
from scrapers.spiders.words import WORDS

SHORTEST: Final = 60
"""Characters of JSON that can hold a list."""
MOST: Final = 40
"""Values that are looked into on one page."""
NODES: Final = 50_000
"""Of a flat list of values, followed at most; references in it may go round in circles."""
ASSIGNED: Final = re.compile(r"(?:[\w$\]]\s*=|\bparse\(|\bpush\()\s*(?P<value>[\[{\"'])")
"""`window.__STATE__ = {`, `JSON.parse("`, `self.__next_f.push([`."""
QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.)*)'", re.S)
STREAMED: Final = re.compile(r"^[0-9a-f]+:(?=[\[{])", re.M)
"""A line of what React's server components stream: `1a:["$","div",…]`."""
WRAPPERS: Final = frozenset({"Reactive", "ShallowReactive", "Ref", "ShallowRef"})
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a page's JSON holds of a list of articles."""

    main: Part
    around: tuple[Item, ...] = ()
    """Of what is named for the furniture: `popular`, `related`."""


NOTHING: Final = Held(main=Part())


def read(tree: HtmlElement, *, zone: str) -> Held:
    """Return what a page's scripts and attributes hold."""
    furniture: list[object] = []
    values = [_main(value, furniture) for value in islice(_values(tree), MOST)]
    parts = [data.read(value, zone=zone, deep=True) for value in values]
    items = {(item.url or item.id or item.slug): item for part in parts for item in part.items}
    if not items:
        return NOTHING
    # what says where the list goes on stands beside the list
    beside = max(parts, key=lambda part: (len(part.items), part.next is not None))
    around = data.read(furniture, zone=zone, deep=True).items
    return Held(main=replace(beside, items=tuple(items.values()), fragment=""), around=around)


def _main(value: object, furniture: list[object], depth: int = 0) -> object:
    """Return a value without what is named for furniture, which is put into `furniture`."""
    if depth > data.DEEPEST:
        return value
    if isinstance(value, list):
        return [_main(each, furniture, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, each in value.items():
        if isinstance(each, list | dict) and not WORDS.around_names.isdisjoint(CAMEL.sub(" ", name).lower().split()):
            furniture.append(each)
        else:
            kept[name] = _main(each, furniture, depth + 1)
    return kept


def _values(tree: HtmlElement) -> Iterator[object]:
    """Yield the JSON values that a page holds."""
    streamed: list[str] = []
    for element in tree.iter():
        if element.tag == "script" and not element.get("src"):
            yield from _of_script(element.text or "", element.get("type", ""), streamed)
        elif isinstance(element.tag, str):
            for text in element.attrib.values():
                if len(text) >= SHORTEST and text.lstrip()[:1] in {"{", "["}:
                    yield from _loaded(text)
    lines = "".join(streamed)
    for line in STREAMED.finditer(lines):
        yield from _decoded(lines, line.end())


def _of_script(text: str, kind: str, streamed: list[str]) -> Iterator[object]:
    if len(text) < SHORTEST:
        return
    if "json" in kind:
        for value in _loaded(text.strip().removeprefix("<!--").removesuffix("-->")):
            yield _unflattened(value)
        return
    end = 0
    for found in ASSIGNED.finditer(text):
        if found.start() < end:  # inside of what was read
            continue
        for value, end in _literal(text, found.start("value")):  # noqa: B007 tells how far it was read
            match value:
                case [int(), str() as chunk] if "__next_f" in text[max(0, found.start() - 20) : found.end()]:
                    streamed.append(chunk)
                case str():
                    yield from _loaded(value)
                case _:
                    yield value


def _literal(text: str, start: int) -> Iterator[tuple[object, int]]:
    """Yield the value that stands in a script, and where it ends; nothing where it is no JSON."""
    if text[start] == "'":
        found = QUOTED.match(text, start)
        if found is None:
            return
        inner = re.sub(r"\\.|\"", lambda m: {'"': '\\"', "\\'": "'"}.get(m[0], m[0]), found[1], flags=re.S)
        for value in _loaded(f'"{inner}"'):
            yield value, found.end()
        return
    try:
        value, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return
    if end - start >= SHORTEST or text[start] == "[":
        yield value, end


def _decoded(text: str, start: int) -> Iterator[object]:
    for value, _ in _literal(text, start):
        yield value


def _loaded(text: str) -> Iterator[object]:
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        return


def _unflattened(value: object) -> object:
    """Return what a flat list of values stands for, as Nuxt 3 and SvelteKit write it: numbers are places in it."""
    if not (isinstance(value, list) and len(value) > 2 and isinstance(value[0], list | dict)):
        return value
    first = value[0].values() if isinstance(value[0], dict) else value[0]
    if not all(isinstance(place, int) or place in WRAPPERS for place in first):
        return value
    left = [NODES]

    def at(place: object, depth: int) -> object:
        left[0] -= 1
        if not isinstance(place, int) or not 0 <= place < len(value) or depth > 2 * data.DEEPEST or left[0] < 0:
            return None
        match value[place]:
            case dict() as fields:
                return {name: at(to, depth + 1) for name, to in fields.items()}
            case [str() as kind, to, *_]:
                return to if kind == "Date" else at(to, depth + 1)
            case list() as places:
                return [at(to, depth + 1) for to in places]
            case plain:
                return plain

    return at(0, 0)


def links(held: Held, target: Callable[[Item], str | None]) -> Iterable[tuple[str, str]]:
    """Yield where its articles are, each with its headline; those whose address cannot be told are left out."""
    for item in (*held.main.items, *held.around):
        url = target(item)
        if url is not None:
            yield url, item.headline
