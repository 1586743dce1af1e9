"""The rest of a list that a script loads: `Muat lebih banyak`, endless scrolling. Only what is asked for by GET."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from pipeline.pages.markup import text_of
from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.words import WORDS

ADDRESS: Final = re.compile(
    r"(?:https?:)?/{1,2}[^\s\"'<>]+|\?[^\s\"'<>]+=[^\s\"'<>]*|[\w.-]+(?:/[\w.-]+)*(?:\.php|\?[^\s\"'<>]+=)[^\s\"'<>]*"
)
"""What may be asked for in the value of an attribute."""
FILES: Final = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|svg|css|js|mp4|pdf)\b", re.I)
NAMED: Final = re.compile(r"next|more|load|lagi|ajax|infinite|endpoint", re.I)
"""In the name of an attribute that says by itself what it is for: `data-next-url`."""
NO_BUTTONS: Final = frozenset({"link", "script", "img", "form", "meta", "iframe", "body", "source", "video"})
LONGEST_LABEL: Final = 60
"""Characters on a button."""
LITERAL: Final = re.compile(
    r"""(?P<quote>["'`])(?P<head>(?:https?:)?/?[\w./?=&${}:-]*?[/?=&\w}])(?P=quote)"""
    r"""(?:\s*\+\s*(?P<name>[\w$.]+)(?:\s*\+\s*["'](?P<tail>[^"']*)["'])?)?"""
)
"""An address in a script: `'/ajax/more?page=' + page`, `/api/list?offset=${offset}` between backticks."""
HOLE: Final = re.compile(r"\$\{\s*([\w$.]+)\s*\}")
DATA: Final = re.compile(r"\s*,\s*(?:[\w\s:\"',]*?(?:data|params)\s*:\s*)?\{\s*(?:params\s*:\s*\{)?(?P<pairs>[^{}]*)\}")
"""What jQuery and axios hang on an address: `, {page: page}`, `, data: {page: page}`."""
PAIR: Final = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:["']([^"']*)["']|([\w$.]+))""")
POSTED: Final = re.compile(r"\$\.post\b|\bPOST\b|\bmethod\s*:\s*[\"']post|\baxios\.post\b", re.I)
AROUND: Final = 160
"""Characters about an address in a script in which it would say that it is posted to."""
LONGEST_SCRIPT: Final = 60_000
SET: Final = r"\b{}\b[\"']?\s*[=:]\s*[\"']?(\d+|[\w-]+[\"'])"
"""A variable's first value."""


def first(tree: HtmlElement, url: str, *, listed: int) -> str | None:
    """Return the address from which a page loads the rest of its list; `listed` entries stand on it."""
    base = base_of(tree, url)
    for address in (*_of_elements(tree), *_of_scripts(tree, listed=listed)):
        target = joined(base, address)
        if target and urlsplit(target).scheme in {"http", "https"} and target.partition("#")[0] != url:
            return target
    return None


def following(url: str, *, listed: int, last: str = "") -> str | None:
    """Return the address of the part behind the one at `url`, which had `listed` entries, the last with the id `last`.

    A page is counted up, an offset by what was listed; None where nothing in the address says which part it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # a link that is no address: http://[bad/
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in query:
        kind = _kind(name)
        moved = _moved(kind, value, listed=listed, last=last)
        if moved is not None:
            asked = urlencode([(k, moved if k == name else v) for k, v in query])
            return urlunsplit((*parts[:3], asked, ""))
    segments = parts.path.split("/")
    for n in reversed(range(len(segments))):
        if segments[n].isdecimal():
            number = int(segments[n])
            offset = listed > 1 and number >= listed and number % listed == 0
            segments[n] = str(number + (listed if offset else 1))
            return urlunsplit((*parts[:2], "/".join(segments), parts.query, ""))
    return None


def with_part(url: str, number: object) -> str | None:
    """Return `url` with another page's number, which an answer named as the next."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if not any(_kind(name) for name, _ in query):
        return None
    return urlunsplit((*parts[:3], urlencode([(k, str(number) if _kind(k) else v) for k, v in query]), ""))


def _moved(kind: str, value: str, *, listed: int, last: str) -> str | None:
    if kind == "page" and value.isdecimal():
        return str(int(value) + 1)
    if kind == "offset" and value.isdecimal() and listed:
        return str(int(value) + listed)
    return last or None if kind == "last" else None


def _kind(name: str) -> str:
    """Tell what the number of a parameter or variable counts: `page`, `offset`, `last`, or nothing."""
    bare = re.sub(r"[^a-z]", "", name.rpartition(".")[2].lower())
    return next((kind for kind, names in WORDS.parts.items() if bare in names), "")


def _of_elements(tree: HtmlElement) -> Iterator[str]:
    """Yield addresses that elements hold for the script that loads more."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in NO_BUTTONS:
            continue
        for name, value in element.attrib.items():
            link = name == "href" and element.tag == "a"
            if not (name.startswith(("data-", "hx-get")) or link) or FILES.search(value):
                continue
            address = value.strip()
            if not ADDRESS.fullmatch(address) or (link and following(address, listed=1) is None):
                continue
            scrolled = name == "hx-get" and "revealed" in element.get("hx-trigger", "")
            named = name.startswith("data-") and NAMED.search(name)
            if scrolled or named or _says_more(element):
                yield _with_data(address, element)


def _says_more(element: HtmlElement) -> bool:
    """Tell whether an element is what one presses, or scrolls to, for more of a list."""
    names = re.sub(r"[^a-z]+", "", f"{element.get('class', '')} {element.get('id', '')}".lower())
    if any(name in names for name in WORDS.more_names):
        return True
    label = (element.get("aria-label") or text_of(element)).casefold().strip(" .…»›+↓")
    return len(label) <= LONGEST_LABEL and label in WORDS.more_texts


def _with_data(address: str, element: HtmlElement) -> str:
    """Return an address with the part that stands beside it: data-url="/lagi" data-page="2"."""
    if any(_kind(name) for name, _ in parse_qsl(urlsplit(address).query)):
        return address
    held = {
        name.removeprefix("data-").replace("-", "_"): value
        for name, value in element.attrib.items()
        if name.startswith("data-") and re.fullmatch(r"[\w-]{1,40}", value)
    }
    return _asked(address, held)


def _asked(address: str, pairs: Mapping[str, str]) -> str:
    """Return an address with parameters hung on it, where one of them says which part is meant."""
    kept = {name: value for name, value in pairs.items() if _kind(name) or name.lower() in WORDS.parts_beside}
    if not any(map(_kind, kept)):
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}"


def _of_scripts(tree: HtmlElement, *, listed: int) -> Iterator[str]:
    """Yield addresses that scripts in the page put together with a page's number or an offset."""
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("src") or "json" in script.get("type", "") or not 0 < len(text) <= LONGEST_SCRIPT:
            continue
        for found in LITERAL.finditer(text):
            before, after = text[: found.start()][-AROUND:], text[found.end() :][:AROUND]
            if POSTED.search(before.rpartition("}")[2].rpartition(";")[2]) or POSTED.search(after.partition(";")[0]):
                continue
            address = _filled(found, text, listed=listed) or _hung(found, text, listed=listed)
            if address and ADDRESS.fullmatch(address) and not FILES.search(address):
                yield address


def _filled(found: re.Match[str], script: str, *, listed: int) -> str | None:
    """Return the address of the first part; None where no variable in it counts parts, or one is not known."""
    # text and variables by turns, both in a template and in a sum
    pieces = [*HOLE.split(found["head"]), *((found["name"], found["tail"] or "") if found["name"] else ())]
    text, counted = "", False
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            text += piece
            continue
        parameter = re.search(r"[?&]([\w\[\]-]+)=$", text)
        kind = _kind(piece) or (_kind(parameter[1]) if parameter else "")
        value = _value(piece, script, kind=kind, listed=listed)
        if value is None:
            return None
        text, counted = text + value, counted or bool(kind)
    return text if counted else None


def _hung(found: re.Match[str], script: str, *, listed: int) -> str | None:
    """Return the address of the first part where its number is in an object beside the address."""
    data = DATA.match(script, found.end())
    if data is None or found["name"] or not re.match(r"[^$]*[/?.][^$]*$", found["head"]):
        return None
    pairs = {}
    for name, literal, variable in PAIR.findall(data["pairs"]):
        value = literal or (
            variable if variable.isdecimal() else _value(variable, script, kind=_kind(name), listed=listed)
        )
        if value is not None:
            pairs[name] = value
    return _asked(found["head"], pairs) if any(map(_kind, pairs)) else None


def _value(name: str, script: str, *, kind: str, listed: int) -> str | None:
    """Return what a variable is set to at first; of one that counts parts, what it would be."""
    found = re.search(SET.format(re.escape(name.rpartition(".")[2])), script)
    if found is not None:
        return found[1].strip("\"'")
    return {"page": "2", "offset": str(listed)}.get(kind)
