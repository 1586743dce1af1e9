"""The names of the country's places, for telling a town from a person or a sentence."""

import csv
from pathlib import Path
from typing import Final

TABLES: Final = Path(__file__).parents[1] / "coding" / "data"
"""One table of regions and one of districts (Kemendagri) for every reader of them."""


def is_known_place(name: str) -> bool:
    """Tell whether a province, regency, city, seat or district has this name, or the press this short form of it."""
    return " ".join(name.casefold().split()) in PLACES


def _places() -> frozenset[str]:
    names: set[str] = set()
    with (TABLES / "regions.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            names |= {row["base"], row["capital"], *row["seats"].split(";"), *row["short"].split(";")}
    with (TABLES / "districts.csv").open(encoding="utf-8", newline="") as table:
        names |= {row["name"] for row in csv.DictReader(table)}
    return frozenset(name.casefold() for name in names if name)


PLACES: Final = _places()
