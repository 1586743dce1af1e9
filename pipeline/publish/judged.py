"""What people decided beside what the machine says, article by article and field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.annotations import FIELDS
from pipeline.publish.archive import Archive
from pipeline.publish.labels import REGIONS
from pipeline.publish.words import Words

Row = Mapping[str, Any]

HUMAN: Final = """
    select n.article, n.field, n.value, n.coder, n.at, a.headline
      from annotations n left join articles a on a.id = n.article where {where} order by n.at desc, n.article, n.field
"""

LISTS: Final[Mapping[str, str]] = {
    "election": "select article, election as value from elections",
    "actor": "select article, actor as value from actors",
    "institution": "select article, institution as value from institutions",
    "violation": "select article, code as value from violations",
    "certainty": "select article, min(certainty) as value from violations group by article",
    "outcome": "select article, outcome as value from outcomes",
    "law": "select article, law_type || ' ' || iif(year is null or instr(number, year), number, number || '/' || year)"
    " as value from citations where number is not null",
}
"""Where the machine's value of a field stands, unless it is a column of `articles`."""

COLUMNS: Final[Mapping[str, str]] = {"violation": "code", "law": "law"}
"""Column whose names a field's codes have, where it is called otherwise."""


def _machine() -> str:
    parts = []
    for field in FIELDS:
        source = LISTS.get(field) or f'select id as article, cast("{field}" as text) as value from articles'
        parts.append(f"select article, '{field}' as field, value from ({source}) where article in ({{of}})")
    return " union ".join(parts)


MACHINE: Final = _machine()

DECIDED: Final = "select article from annotations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One field of one article: codes of the machine, and of each coder; empty where they say «none»."""

    article: int
    headline: str | None
    field: str
    machine: frozenset[str]
    people: Mapping[str, frozenset[str]]
    at: str
    """Instant of the newest decision."""

    @property
    def agreed(self) -> bool:
        """Whether everybody says what the machine says."""
        return all(said == self.machine for said in self.people.values())


async def judged(archive: Archive, article: int | None = None) -> Sequence[Judged]:
    """Return what people decided, the newest first; of one article in the order of the codebook."""
    value: dict[str, object] = {} if article is None else {"id": article}
    human = HUMAN.format(where="n.article = :id" if value else "1")
    rows = (await archive.execute(human, value)).rows if value else await archive.remembered(human)
    if not rows:
        return []
    machine = MACHINE.format(of=":id" if value else DECIDED)
    said = (await archive.execute(machine, value)).rows if value else await archive.remembered(machine)
    found = beside(rows, said)
    return sorted(found, key=lambda one: list(FIELDS).index(one.field)) if value else found


def beside(human: Iterable[Row], machine: Iterable[Row]) -> list[Judged]:
    """Return decisions with what the machine says of the same field of the same article."""
    said: dict[tuple[int, str], set[str]] = {}
    for row in machine:
        if row["value"] not in {None, ""}:
            said.setdefault((row["article"], row["field"]), set()).add(row["value"])
    people: dict[tuple[int, str], dict[str, set[str]]] = {}
    first: dict[tuple[int, str], Row] = {}
    for row in human:
        key = (row["article"], row["field"])
        if row["field"] not in FIELDS:
            continue
        first.setdefault(key, row)
        codes = people.setdefault(key, {}).setdefault(row["coder"], set())
        codes |= {row["value"]} if row["value"] else set()
    return [
        Judged(
            article=key[0], field=key[1], headline=row["headline"], at=row["at"] or "",
            machine=frozenset(said.get(key, ())),
            people={coder: frozenset(codes) for coder, codes in sorted(people[key].items())},
        )
        for key, row in first.items()
    ]  # fmt: skip


async def namer(archive: Archive, t: Words) -> "Namer":
    return Namer(t=t, regions={row["code"]: row["name"] for row in await archive.remembered(REGIONS)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Namer:
    """Writes the codes of a field as a person reads them."""

    t: Words
    regions: Mapping[str, str]

    def __call__(self, field: str, codes: Iterable[str]) -> str:
        return ", ".join(sorted(self._one(field, code) for code in codes)) or self.t("judged.none_of_them")

    def _one(self, field: str, code: str) -> str:
        if field in {"province", "regency"}:
            return self.regions.get(code, code)
        if field == "event_date":
            return self.t.day(code)
        label = self.t.label(COLUMNS.get(field, field), code)
        return f"{code} {label}" if field == "violation" and label != code else label
