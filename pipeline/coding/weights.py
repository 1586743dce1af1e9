"""What signals and words weigh: data/*_weights.csv and *_words.csv, learned by `python -m bench.weights --write`.

Each question has two tables, learned apart and added up: one of the signals that the rules see, one of the plain words
of headline and lead. Learned together, the rules would be trusted too much: they were written with these articles.
"""

import csv
import math
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, TypeAlias

from pipeline.coding.document import Document

Weights: TypeAlias = Mapping[str, Mapping[str, float]]
"""By signal or word, by what it speaks for; the signal `bias` stands in every article."""
WORD: Final = re.compile(r"[a-z]{2,}")
LEAD: Final = 2
"""Sentences of the body whose words count."""


@cache
def weights(name: str) -> Weights:
    """Return the table data/<name>.csv; an empty cell weighs nothing."""
    table = resources.files("pipeline.coding").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row.pop("signal"): {kind: float(cell) for kind, cell in row.items() if cell} for row in rows}


def words(document: Document) -> dict[str, float]:
    """Return the different words of headline and lead, in reading order; a long lead is as strong as a short one."""
    end = document.sentences[min(LEAD, len(document.sentences) - 1)].end
    found = dict.fromkeys(WORD.findall(document.folded, 0, end))
    return dict.fromkeys(found, 1 / math.sqrt(len(found) or 1))


def weigh(table: Weights, strength: Mapping[str, float]) -> dict[str, float]:
    """Return the sum of what the signals of an article weigh, by what they speak for."""
    scores = dict(table["bias"])
    for name, how_strong in strength.items():
        for kind, weight in table.get(name, {}).items():
            scores[kind] += weight * how_strong
    return scores


def judge(name: str, strength: Mapping[str, float], document: Document) -> dict[str, float]:
    """Return what signals and words of an article weigh together, by what they speak for."""
    said = weigh(weights(f"{name}_words"), words(document))
    return {kind: score + said[kind] for kind, score in weigh(weights(f"{name}_weights"), strength).items()}
