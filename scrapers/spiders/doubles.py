"""Several addresses of one article, as a site itself shows them: what differs between them names no article.

A session in each link, or a number that counts clicks, makes of one article as many as there are pages that link it.
"""

from collections import defaultdict
from datetime import date
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

TELLING: Final = 5
"""Words of a headline that two articles of a site hardly share."""
ENOUGH: Final = 3
"""Headlines that were seen under addresses which differ in one place only."""
MOST: Final = 3
"""Addresses under one headline that are asked for, where no such place was found."""


class Doubles:
    """What was seen of one site's addresses in one visit."""

    def __init__(self) -> None:
        self._under: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
        self._evidence: dict[str, set[str]] = defaultdict(set)

    def plain(self, url: str) -> str:
        """Return an address without the parameters that name no article here."""
        parts = urlsplit(url)
        if not parts.query or not (noise := self._noise):
            return url
        kept = [(name, value) for name, value in parse_qsl(parts.query) if f"?{name}" not in noise]
        return urlunsplit((*parts[:3], urlencode(kept), ""))

    def is_another(self, url: str, headline: str, day: date | None) -> bool:
        """Note an address with its headline; tell whether it is one more of an article that has others already.

        A headline may come back another day; where a list tells no day, a number is taken for an article's own.
        """
        words = headline.casefold().split()
        if len(words) < TELLING:
            return False
        told = " ".join(words)
        before = [(other, then) for other, then in self._under[told] if then == day or None in {then, day}]
        for n, (other, _) in enumerate(before):
            if other == url:
                return n >= MOST
        found = {difference(url, other, numbers=day is not None and then == day) for other, then in before} - {None}
        for place in found:
            self._evidence[str(place)].add(told)
        self._under[told].append((url, day))
        return bool(found & self._noise) or (len(found) > 0 and len(before) >= MOST)

    @property
    def _noise(self) -> set[str]:
        return {place for place, headlines in self._evidence.items() if len(headlines) >= ENOUGH}


def difference(one: str, other: str, *, numbers: bool) -> str | None:
    """Return the one place in which two addresses differ: `?name` of a parameter, `/n of m` of a segment; else None.

    Two numbers count as a difference of this kind where `numbers` says so.
    """
    here, there = urlsplit(one), urlsplit(other)
    mine, yours = _places(here), _places(there)
    differing = [place for place in mine.keys() | yours.keys() if mine.get(place) != yours.get(place)]
    if len(differing) != 1:
        return None
    values = (mine.get(differing[0], ""), yours.get(differing[0], ""))
    return None if all(map(str.isdecimal, values)) and not numbers else differing[0]


def _places(parts: SplitResult) -> dict[str, str]:
    segments = parts.path.split("/")
    found = {f"/{n} of {len(segments)}": segment for n, segment in enumerate(segments)}
    return found | {f"?{name}": value for name, value in parse_qsl(parts.query)}
