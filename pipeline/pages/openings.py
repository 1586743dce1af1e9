"""Which rules a line need be tried with: four lines of five begin as no rule wants, and one pattern tells."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.pages.lines import NOTHING, Line, Rule

LENGTHS: Final = (24, 60)
"""Words from which on fewer rules are left: most are for short lines, most text stands in long ones."""
OPENING: Final = frozenset({"whole", "start"})


class Openings:
    """Rules for whole lines, in their order."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._tables = [_Table([rule for rule in rules if rule.most > least]) for least in (0, *LENGTHS)]

    def rules(self, line: Line) -> Sequence[Rule]:
        """Return those that may take `line`: all where it begins as one of them wants, else those that look on."""
        table = self._tables[sum(line.count > length for length in LENGTHS)]
        return table.rules if table.openings.match(line.text) else table.others


class _Table:
    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.others = [rule for rule in rules if rule.where not in OPENING]
        self.openings = any_of(rule.pattern for rule in rules if rule.where in OPENING)


def any_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Return one pattern that matches wherever one of `patterns` does; their groups lose their names."""
    parts = [
        f"(?{'i' if pattern.flags & re.IGNORECASE else ''}:{pattern.pattern.replace('(?P<sep>', '(?:')})"
        for pattern in patterns
    ]
    return re.compile("|".join(parts)) if parts else NOTHING
