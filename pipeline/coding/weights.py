"""What signals weigh: data/*_weights.csv, learned from the gold articles by `python -m bench.weights --write`."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TypeAlias

Weights: TypeAlias = Mapping[str, Mapping[str, float]]
"""By signal, by what it speaks for; the signal `bias` stands in every article."""


@cache
def weights(name: str) -> Weights:
    """Return the table data/<name>_weights.csv; an empty cell weighs nothing."""
    table = resources.files("pipeline.coding").joinpath(f"data/{name}_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row.pop("signal"): {kind: float(cell) for kind, cell in row.items() if cell} for row in rows}


def weigh(table: Weights, strength: Mapping[str, float]) -> dict[str, float]:
    """Return the sum of what the signals of an article weigh, by what they speak for."""
    scores = dict(table["bias"])
    for name, how_strong in strength.items():
        for kind, weight in table.get(name, {}).items():
            scores[kind] += weight * how_strong
    return scores
