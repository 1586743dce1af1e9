"""The names of the country's places, for telling a town from a person or a sentence."""

import csv
from collections import Counter
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


def sounds_like_a_place(name: str) -> bool:
    """Tell whether a name of several words has one that many places share: `Muara`, `Teluk`, `Raya`, `Selatan`."""
    return not COMMON_WORDS.isdisjoint(name.casefold().split())


def _common_words() -> frozenset[str]:
    found = Counter(word for name in PLACES if " " in name for word in name.split() if len(word) > 2)
    return frozenset(word for word, count in found.items() if count >= SHARED_BY)


SHARED_BY: Final = 4
"""Places that share a word before it says `place`; with fewer, given names come in."""

PLACES: Final = _places()
COMMON_WORDS: Final = _common_words()
