"""How far coders agree beyond chance: Krippendorff's alpha for nominal values, with missing decisions allowed.

Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D. Written here because the package on PyPI
is under the GPL, which this project is not.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.annotations import FIELDS, Annotation, values

ENOUGH: Final = 0.667
"""Alpha under which Krippendorff draws no conclusions from a variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the coders of one field agree."""

    field: str
    articles: int
    """That two coders or more decided on."""
    coders: tuple[str, ...]
    alpha: float | None
    """1 is full agreement, 0 chance; None where all decided the same, which says nothing on the coders."""


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha of nominal values; each unit holds what its coders decided."""
    disagreed = 0.0
    totals: Counter[Hashable] = Counter()
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        totals += counts
        disagreed += (len(unit) ** 2 - sum(n * n for n in counts.values())) / (len(unit) - 1)
    n = totals.total()
    by_chance = n * n - sum(count * count for count in totals.values())
    return 1 - (n - 1) * disagreed / by_chance if by_chance else None


def agreements(decisions: Iterable[Annotation]) -> list[Agreement]:
    """Return the agreement of each field on which two coders decided, in the order of the codebook."""
    by_field: dict[str, dict[str, dict[str, Annotation]]] = defaultdict(lambda: defaultdict(dict))
    for one in decisions:
        by_field[one.field][one.key][one.coder] = one
    found = []
    for field in FIELDS:
        double = {key: by_coder for key, by_coder in by_field[field].items() if len(by_coder) > 1}
        if double:
            coders = sorted({coder for by_coder in double.values() for coder in by_coder})
            units = [unit for by_coder in double.values() for unit in _units(field, by_coder)]
            measured = Agreement(field=field, articles=len(double), coders=tuple(coders), alpha=alpha(units))
            found.append(measured)
    return found


def _units(field: str, by_coder: Mapping[str, Annotation]) -> list[list[Hashable]]:
    """Return what is compared of an article: the value, or for lists each code that a coder gave, there or not."""
    said = [set(values(one)) for one in by_coder.values()]
    if not FIELDS[field].many:
        return [[value for codes in said for value in codes]]
    return [[code in codes for codes in said] for code in sorted(set().union(*said) - {""})]
