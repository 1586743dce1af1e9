"""The floors under our own readers: what tests/floors.json holds of them, and how it is raised.

    python -m bench.floors            compare what is measured now with the floors
    python -m bench.floors --write    raise floors to it; with --lower also lower them

Keys are `extract.GROUP.FIGURE`. `leak` and `over_cut` are ceilings: there, less is better.
"""

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

from bench import ours
from bench.cases import Case, gallery_cases, kiosk_cases, newsroom_cases
from bench.masked import flattened_cases, masked_cases
from bench.real import real_cases
from bench.score import score, summarise

FILE: Final = Path(__file__).parent.parent / "tests" / "floors.json"
PREFIX: Final = "extract."
FIGURES: Final = (
    "body_f1", "exact", "paragraphs", "leak", "over_cut", "headline", "date", "day", "author", "credits",
)  # fmt: skip
CEILINGS: Final = frozenset({"leak", "over_cut"})
DIGITS: Final = 4
"""Of a floor, cut off on the side that forgives."""


def invented() -> list[Case]:
    """Return the pages that every checkout has; half of them masked, half of them flattened too, to save time."""
    pages = newsroom_cases() + gallery_cases()
    halves = [[case for case in pages if crc32(case.id.encode()) % 2 == half] for half in (0, 1)]
    singles = kiosk_cases("dev") + kiosk_cases("held")
    return pages + singles + masked_cases(halves[0]) + flattened_cases(halves[1])


def measure(cases: Sequence[Case]) -> dict[str, float]:
    """Read every page once and return the figures by key."""
    figures: dict[str, float] = {}
    for group in dict.fromkeys(case.group for case in cases):
        figures |= _figures(group, [case for case in cases if case.group == group])
    return figures


def worse(key: str, value: float, floor: float) -> bool:
    """Tell whether `value` breaks the floor, or the ceiling, of `key`."""
    return value > floor if key.rpartition(".")[2] in CEILINGS else value < floor


def load() -> dict[str, float]:
    """Return our part of the floors, by key."""
    return {key: value for key, value in _whole().items() if key.startswith(PREFIX)}


def raised(floors: Mapping[str, float], figures: Mapping[str, float], *, lower: bool = False) -> dict[str, float]:
    """Return the floors that `figures` allow. Raises ValueError where one would sink and `lower` is not said."""
    sunk = sorted(key for key, floor in floors.items() if key in figures and worse(key, figures[key], floor))
    if sunk and not lower:
        raise ValueError(f"worse than the floor, and --lower is not said: {', '.join(sunk)}")
    return {**floors, **figures}


def save(floors: Mapping[str, float]) -> None:
    """Write our part of the file and leave the others' as it is."""
    rest = {key: value for key, value in _whole().items() if not key.startswith(PREFIX)}
    FILE.write_text(json.dumps(dict(sorted({**rest, **floors}.items())), indent=1) + "\n", encoding="utf-8")


def _whole() -> dict[str, float]:
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else {}


def _figures(group: str, cases: Sequence[Case]) -> dict[str, float]:
    summary = summarise([score(case, ours.answer(case)) for case in cases])
    figures = {f"{PREFIX}{group}.{name}": getattr(summary, name) for name in FIGURES}
    return {key: _cut(key, value) for key, value in figures.items() if value is not None}


def _cut(key: str, value: float) -> float:
    towards = math.ceil if key.rpartition(".")[2] in CEILINGS else math.floor
    return float(towards(round(value * 10**DIGITS, 6)) / 10**DIGITS)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--lower", action="store_true", help="lower them too where we have become worse")
    options = parser.parse_args(arguments)
    figures, floors = measure(invented() + real_cases()), load()
    for key, value in figures.items():
        floor = floors.get(key)
        sign = "new" if floor is None else "WORSE" if worse(key, value, floor) else "better" if value != floor else ""
        print(f"{key:32} {value:.4f}  floor {'–' if floor is None else format(floor, '.4f')}  {sign}")
    if options.write:
        try:
            save(raised(floors, figures, lower=options.lower))
        except ValueError as error:
            sys.exit(f"bench.floors: {error}")


if __name__ == "__main__":
    main()
