"""Which rules a line need be tried with: its first two letters rule out nineteen of twenty ways to begin."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from pipeline.pages.beginnings import alternatives, beginnings, known, may_begin, needs
from pipeline.pages.lines import Line, Rule

LENGTHS: Final = (6, 12, 18, 24, 60)
"""Words from which on fewer rules are left: most are for short lines, most text stands in long ones."""
OPENING: Final = frozenset({"whole", "start"})
WIDE: Final = 40
"""A way to begin with more first characters than this begins anyhow; a word that it needs is looked for instead."""


class Openings:
    """Rules for whole lines, in their order."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._tables = [_Table([rule for rule in rules if rule.most > least]) for least in (0, *LENGTHS)]

    def rules(self, line: Line) -> Sequence[Rule]:
        """Return those that may take `line`: those that begin as it does, and those that do not look at beginnings."""
        return self._tables[bisect_left(LENGTHS, line.length)].rules(line.text, line.lower)


class _Table:
    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._opening = [place for place, rule in enumerate(rules) if rule.where in OPENING]
        self._looking_on = [place for place, rule in enumerate(rules) if rule.where not in OPENING]
        self._others = [rules[place] for place in self._looking_on]
        self._choice = Choice([rules[place].pattern for place in self._opening])

    def rules(self, text: str, lower: str) -> Sequence[Rule]:
        matching = self._choice.matching(text, lower)
        if not matching:
            return self._others
        places = {*self._looking_on, *(self._opening[place] for place in matching)}
        return [self._rules[place] for place in sorted(places)]


class _Way(NamedTuple):
    """Ways of one pattern to begin, as one pattern."""

    place: int
    """Of the pattern, among all of a choice."""
    word: str
    """Stands in the line, in lower case; empty where the first letters say enough."""
    pattern: re.Pattern[str]


class Choice:
    """Patterns that are matched with the beginning of a text, all at once."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = patterns
        self._ways: dict[str, list[_Way]] = {}
        """By the first two characters of a text; bounded, for those that no pattern names are all one."""

    def matching(self, text: str, lower: str) -> list[int]:
        """Return the places of the patterns that match `text`, which is `lower` in lower case."""
        key = text[:2] if text[:2].isascii() else "".join(map(known, text[:2]))
        ways = self._ways.get(key)
        if ways is None:
            ways = self._ways[key] = [way for place in range(len(self._patterns)) for way in self._of(place, key)]
        return [place for place, word, pattern in ways if word in lower and pattern.match(text)]

    def _of(self, place: int, key: str) -> Iterator[_Way]:
        pattern = self._patterns[place]
        ways = [one for one in _alternatives(pattern.pattern) if may_begin(one, key)]
        flags = pattern.flags & re.IGNORECASE
        if plain := tuple(one for one in ways if not _wanted(one)):
            yield _Way(place, "", _joined(plain, flags))
        for one in ways:
            for word in sorted(_wanted(one)):
                yield _Way(place, word, _joined((one,), flags))


@cache
def _alternatives(pattern: str) -> list[str]:
    return alternatives(pattern)


@cache
def _wanted(pattern: str) -> frozenset[str]:
    wide = any(len(first) > WIDE for first, _ in beginnings(pattern))
    return needs(pattern) if wide else frozenset()


@cache
def _joined(patterns: tuple[str, ...], flags: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns).replace("(?P<sep>", "(?:"), flags)
