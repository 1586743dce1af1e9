"""Maps without tiles: Indonesia as the dots of its seats of government, and what is to be shown on top.

Every regency and city has its coordinates in table `regions`, so the dots alone draw the country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

Row = Mapping[str, Any]

SEATS: Final = "select code, name, type, parent, latitude, longitude from regions where latitude is not null"

WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.5, 6.5
"""Degrees. Sabang to Merauke, Rote to Miangas."""

SCALE: Final = 20
"""Units of the picture to a degree; near the equator both axes may have the same."""

LARGEST: Final = 26.0
SMALLEST: Final = 6.0

AROUND: Final = 2.0
"""Degrees shown around the outermost place of a small map."""

NARROWEST: Final = 7.0
"""Degrees that a small map shows at least, so that a single place stands among its neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A circle of the picture; x, y and radius in its units."""

    code: str
    name: str
    x: float
    y: float
    radius: float
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A picture: its frame, the path of all seats, and the circles on top, the largest first."""

    box: str
    """viewBox"""
    ground: str
    """A path of strokes without length: round caps make them dots."""
    spots: tuple[Spot, ...]
    dot: float = 4.0
    """Width of a dot's stroke."""


def country(seats: Sequence[Row], counts: Mapping[str, int]) -> Map | None:
    """Return the whole country, with a circle for each region counted; its area is as its count."""
    known = {str(row["code"]): row for row in seats}
    most = max((n for code, n in counts.items() if code in known), default=0)
    if not most:
        return None
    shown = {code: n for code, n in counts.items() if code in known and n}
    spots = [_spot(known[code], max(SMALLEST, LARGEST * sqrt(n / most)), n) for code, n in shown.items()]
    box = f"0 0 {(EAST - WEST) * SCALE:g} {(NORTH - SOUTH) * SCALE:g}"
    return Map(box=box, ground=_ground(seats), spots=_largest_first(spots))


def around(seats: Sequence[Row], codes: Iterable[str]) -> Map | None:
    """Return the surroundings of some regions; None where none of them has coordinates."""
    known = {str(row["code"]): row for row in seats}
    shown = [known[code] for code in dict.fromkeys(codes) if code in known]
    if not shown:
        return None
    longitudes, latitudes = _span([row["longitude"] for row in shown]), _span([row["latitude"] for row in shown])
    width = max(longitudes[1] - longitudes[0], (latitudes[1] - latitudes[0]) * 1.6, NARROWEST)
    height = width / 1.6
    left = sum(longitudes) / 2 - width / 2
    top = sum(latitudes) / 2 + height / 2
    box = [(left - WEST) * SCALE, (NORTH - top) * SCALE, width * SCALE, height * SCALE]
    spots = [_spot(row, width * SCALE / 60) for row in shown]
    near = [row for row in seats if left < row["longitude"] < left + width and top - height < row["latitude"] < top]
    return Map(
        box=" ".join(f"{value:.0f}" for value in box), ground=_ground(near), spots=tuple(spots),
        dot=round(width * SCALE / 70, 1),
    )  # fmt: skip


def _span(values: Sequence[float]) -> tuple[float, float]:
    return min(values) - AROUND, max(values) + AROUND


def _spot(row: Row, radius: float, count: int = 0) -> Spot:
    x, y = _at(row)
    return Spot(code=str(row["code"]), name=str(row["name"]), x=x, y=y, radius=round(radius, 1), count=count)


def _at(row: Row) -> tuple[float, float]:
    return round((row["longitude"] - WEST) * SCALE, 1), round((NORTH - row["latitude"]) * SCALE, 1)


def _ground(seats: Sequence[Row]) -> str:
    at = (_at(row) for row in seats if row["type"] != "province")
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in at)


def _largest_first(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda spot: (-spot.count, spot.code)))
