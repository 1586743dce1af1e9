"""The shape of a site's article addresses, learned from the site itself: what its headlines link."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapers.spiders.words import WORDS

SUFFIX: Final = re.compile(r"\.(?:html?|php|aspx?|jsp|xhtml)$", re.I)
WORD: Final = re.compile(r"[^\W\d_]+")
CODED: Final = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-z])[a-z0-9]{6,}", re.I)
"""2920b948: an id of letters and digits."""
PREFIXED: Final = re.compile(r"[a-z]{1,4}-\d{3,}", re.I)
"""d-7012345, pr-1234"""
NAMED: Final = re.compile(r"(?P<name>[a-z]{3,12}[-_.]|[a-z]{4,12})\d{2,}", re.I)
"""artikel-2191, news88: a number behind the name of what it counts, which stays in the shape."""
LONE: Final = 4
"""Digits of a number that is all of an address; a shorter one counts pages."""
SLUG_WORDS: Final = 3
HEADLINE_WORDS: Final = 4
HEADLINE_LENGTH: Final = 20
"""Characters; names of sections, and of most pages that every portal has, are shorter."""
ENOUGH: Final = 3
"""Addresses of one shape behind headlines that make it the articles' shape."""
MOST: Final = 0.5
"""Share of a page's headlines behind one shape, above which words such as `arsip` in it do not matter."""


class Shapes:
    """What addresses of articles look like on one site."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._learned: set[str] = set()

    def learn(self, links: Iterable[tuple[str, str]]) -> None:
        """Take down the addresses on one page with the headlines that link them."""
        page: dict[str, set[str]] = defaultdict(set)
        for url, headline in links:
            found = shape(url)
            if found is not None and is_headline(headline):
                page[found].add(url)
        headlines = sum(map(len, page.values()))
        for found, addresses in page.items():
            self._seen[found] |= addresses
            enough = len(self._seen[found]) >= ENOUGH
            if enough and (not _suspect(addresses) or len(addresses) >= max(ENOUGH + 2, MOST * headlines)):
                self._learned.add(found)

    def knows(self, url: str) -> bool:
        """Tell whether an address has the shape of this site's articles."""
        if not self._learned:
            return False
        found = shape(url)
        return found in self._learned and (not _suspect([url]) or found.count("S") + found.count("N") > 0)

    def __bool__(self) -> bool:
        return bool(self._learned)


def is_headline(text: str) -> bool:
    """Tell whether the text of a link is long enough for a headline."""
    return len(text) >= HEADLINE_LENGTH and len(text.split()) >= HEADLINE_WORDS


def shape(url: str) -> str | None:
    """Return what an address shares with others of its kind; None where nothing in it tells one page from others.

    `N` is a number, `S` a slug of several words, `C` a code. Other words stand as they are where no slug identifies the
    page (/baca/N is not /foto/N), and are `W` where one does, for they are names of sections then.
    """
    parts = urlsplit(url)
    pieces = [_piece(unquote(segment)) for segment in parts.path.split("/") if segment]
    asked = [(name, _value(value)) for name, value in sorted(parse_qsl(parts.query))]
    telling = [kind for kind in (*pieces, *(value for _, value in asked)) if _tells(kind)]
    lone = not asked and len(pieces) == 1 and SUFFIX.sub("", pieces[0]) == "N"
    if not telling or (lone and len(re.sub(r"\D", "", parts.path)) < LONE):
        return None
    if any(SUFFIX.sub("", kind) == "S" for kind in pieces):
        vetoed = WORDS.never_in_articles
        pieces = [p if _tells(p) or p in vetoed else "W" for p in pieces]
    return "/" + "/".join(pieces) + ("?" + "&".join(f"{name}={value}" for name, value in asked) if asked else "")


def _tells(kind: str) -> bool:
    """Tell whether a piece of an address tells one page from others of its kind."""
    return SUFFIX.sub("", kind)[-1:] in {"N", "S", "C"}


def _piece(segment: str) -> str:
    suffix = SUFFIX.search(segment)
    name = segment[: suffix.start()] if suffix else segment
    return _kind(name) + (suffix[0].lower() if suffix else "")


def _kind(name: str) -> str:
    words = [word.lower() for word in WORD.findall(name) if word.lower() not in WORDS.joining]
    if name.isdecimal() or PREFIXED.fullmatch(name):
        return "N"
    if len(words) >= SLUG_WORDS or (len(words) > 1 and re.search(r"(?:^|\D)\d{3,}(?:\D|$)", name)):
        return "S"
    if (counted := NAMED.fullmatch(name)) is not None:
        return f"{counted['name'].lower()}N"
    return "C" if CODED.fullmatch(name) else name.lower()


def _value(value: str) -> str:
    return "N" if value.isdecimal() else _kind(value)


def _suspect(addresses: Iterable[str]) -> bool:
    """Tell whether addresses have a segment that articles have on hardly any site."""
    segments = {s.lower() for url in addresses for s in urlsplit(url).path.split("/")[:-1]}
    return not WORDS.never_in_articles.isdisjoint(segments)
