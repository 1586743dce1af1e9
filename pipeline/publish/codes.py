"""What the codes of the coding stage are called, in both languages: from coding/data, else from strings.yml."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from pipeline.coding import elections, institutions, violations
from pipeline.coding.lexicon import vocabulary

Names = Mapping[str, tuple[str, str]]
"""Code → (Indonesian, English)."""


@cache
def violation_names() -> Names:
    return {
        code: (str(entry["label"]), str(entry.get("english") or entry["label"]))
        for code, entry in violations.categories().items()
    }


@cache
def institution_names() -> Names:
    return {code: (str(entry["name"]), str(entry["name"])) for code, entry in institutions.table().items()}


@cache
def election_names() -> Names:
    return {election.id: (election.name, election.name) for election in elections.calendar()}


@cache
def law_names() -> Names:
    laws = vocabulary("laws")["laws"]
    assert isinstance(laws, dict)
    return {label: (str(law["title"]), str(law["title"])) for label, law in laws.items()}


TABLES: Final[Mapping[str, Callable[[], Names]]] = {
    "code": violation_names,
    "institution": institution_names,
    "election": election_names,
    "law": law_names,
}
"""Columns whose codes are named by the coding stage's own data."""


def name(column: str, code: object, *, english: bool) -> str | None:
    """Return what a code of a column is called; None where nothing names it."""
    table = TABLES.get(column)
    found = table().get(str(code)) if table else None
    return found[english] if found else None
