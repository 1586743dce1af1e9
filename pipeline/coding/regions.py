"""The 38 provinces and 514 regencies and cities of Indonesia, in Kemendagri codes (data/regions.csv)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

RegionType = Literal["province", "regency", "city"]
TYPES: Mapping[str, RegionType] = {"province": "province", "regency": "regency", "city": "city"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One province, regency (kabupaten) or city (kota)."""

    code: str
    """Kemendagri code: `18` or `18.12`."""
    name: str
    """Full name with its kind: `Kabupaten Tulang Bawang Barat`."""
    base: str
    """Name without its kind: `Tulang Bawang Barat`. 26 pairs of a regency and a city share one."""
    type: RegionType
    parent: str | None
    """Code of the province; None for a province."""
    capital: str
    latitude: float
    longitude: float
    """Degrees (WGS 84) of the seat; where no point of it is known, of the middle of its villages or outline."""
    old_code: str | None = None
    """Code before the Papua provinces of 2022 were made: `91.04` for Nabire."""
    seats: tuple[str, ...] = ()
    """Other spellings of the seat, and towns that the press takes for it."""
    short: tuple[str, ...] = ()
    """What the press calls it: `Tubaba`, `Bursel`; former names too."""
    common: frozenset[str] = frozenset()
    """Names of it that are also common words or other places: they count only beside a word like `Kabupaten`."""

    @property
    def province(self) -> str:
        return self.code[:2]


def split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def load() -> tuple[Region, ...]:
    """Return every region, provinces first, each parent before its children."""
    table = resources.files("pipeline.coding").joinpath("data/regions.csv").read_text(encoding="utf-8")
    return tuple(
        Region(
            code=row["code"],
            name=row["name"],
            base=row["base"],
            type=TYPES[row["type"]],
            parent=row["parent"] or None,
            capital=row["capital"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            old_code=row["old_code"] or None,
            seats=split(row["seats"]),
            short=split(row["short"]),
            common=frozenset(split(row["common"])),
        )
        for row in csv.DictReader(table.splitlines())
    )


@cache
def by_code() -> Mapping[str, Region]:
    """Return every region by its code, and by the code it had before 2022."""
    regions = load()
    today = {region.code: region for region in regions}
    return {region.old_code: region for region in regions if region.old_code and region.old_code not in today} | today


@cache
def districts() -> Mapping[str, frozenset[str]]:
    """Return, for each district (kecamatan) name in lower case, the codes of the regencies that have one."""
    table = resources.files("pipeline.coding").joinpath("data/districts.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(table.splitlines()):
        found.setdefault(row["name"].lower(), set()).add(row["code"][:5])
    return {name: frozenset(codes) for name, codes in found.items()}
