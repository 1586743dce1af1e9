"""What articles are filtered and counted by, held in memory column by column.

SQLite counts a dozen facets of a million articles in seconds; over arrays of small numbers it takes milliseconds, and
every count is exact. The arrays are a picture of the archive as of its build, kept in table `article_columns`.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[Any]
"""Places of articles in the arrays: whole numbers, 0 for the article of smallest id."""

Set = NDArray[np.bool_]
"""Some of the articles: true at their places."""

CHUNK: Final = 50_000
"""Rows that are in hand at a time while the arrays are made."""

SINGLE: Final[Mapping[str, str]] = {
    "outlet": "outlet",
    "relevant": "relevant",
    "event_type": "event_type",
    "province": "province",
    "regency": "regency",
    "language": "language",
    "month": "substr(published_at, 1, 7)",
}
"""Columns with one value an article, and their SQL."""

GROUPS: Final = ("cluster", "event")
"""Columns of which only how many there are is asked, never which."""

MANY: Final[Mapping[str, str]] = {
    "elections": "election",
    "actors": "actor",
    "institutions": "institution",
    "violations": "code",
    "outcomes": "outcome",
}
"""Tables with any number of values an article, and the column that holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One value an article, as a number into `names`; 0 stands for none."""

    codes: NDArray[Any]
    names: Sequence[Any]

    def number(self, value: Any) -> int:
        """Return the number of a value; -1 for one that no article has."""
        return self.names.index(value) if value is not None and value in self.names else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Any number of values an article: a place and a number into `names` for each row of the table."""

    at: NDArray[Any]
    values: Coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The three counts of some articles."""

    articles: int
    clusters: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The arrays of one archive, and what is asked of them."""

    ids: NDArray[np.int64]
    newest: NDArray[Any]
    """All articles, the newest first; those without a date come last."""
    dated: int
    """How many of `newest` have a date."""
    single: Mapping[str, Coded]
    """Of SINGLE and GROUPS."""
    many: Mapping[str, Pairs]

    def all(self) -> Set:
        return np.ones(len(self.ids), dtype=bool)

    def places(self, ids: Iterable[int] | NDArray[np.int64]) -> Positions:
        """Return where some articles stand, in order of their ids; those that came later are left out."""
        wanted = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
        if not len(self.ids) or not len(wanted):
            return np.empty(0, np.int64)
        at = np.searchsorted(self.ids, wanted)
        at[at == len(self.ids)] = 0
        found: Positions = at[self.ids[at] == wanted]
        return found

    def among(self, at: Positions) -> Set:
        """Return the set of the articles at some places."""
        found = np.zeros(len(self.ids), dtype=bool)
        found[at] = True
        return found

    def having(self, column: str, value: Any) -> Set:
        """Return the articles with a value of a column of SINGLE or a table of MANY."""
        if column in self.many:
            pairs = self.many[column]
            return self.among(pairs.at[pairs.values.codes == pairs.values.number(value)])
        coded = self.single[column]
        found: Set = coded.codes == coded.number(value)
        return found

    def lacking(self, column: str) -> Set:
        """Return the articles without a value of a column of SINGLE."""
        found: Set = self.single[column].codes == 0
        return found

    def during(self, start: str) -> Set:
        """Return the articles of a year (`2024`) or a month (`2024-10`)."""
        coded = self.single["month"]
        fits = np.array([isinstance(name, str) and name.startswith(start) for name in coded.names], dtype=bool)
        found: Set = fits[coded.codes]
        return found

    def tally(self, of: Set) -> Tally:
        return Tally(
            articles=int(np.count_nonzero(of)),
            clusters=self._different("cluster", of),
            events=self._different("event", of),
        )

    def _different(self, column: str, of: Set) -> int:
        coded = self.single[column]
        met = np.zeros(len(coded.names), dtype=bool)
        met[coded.codes[of]] = True
        met[0] = False
        return int(np.count_nonzero(met))

    def counts(self, column: str, of: Set) -> dict[Any, int]:
        """Return how many articles of a set have each value of a column or table; values that none has are left out."""
        if column in self.many:
            pairs = self.many[column]
            return _named(pairs.values.names, np.bincount(pairs.values.codes[of[pairs.at]], minlength=1))
        coded = self.single[column]
        return _named(coded.names, np.bincount(coded.codes[of], minlength=1))

    def tallies(self, column: str, of: Set) -> dict[Any, Tally]:
        """Return the three counts of a set for each value of a column of SINGLE."""
        coded = self.single[column]
        codes = coded.codes[of].astype(np.int64)
        articles = np.bincount(codes, minlength=len(coded.names))
        clusters, events = (self._by(codes, of, other, len(coded.names)) for other in ("cluster", "event"))
        return {
            coded.names[n]: Tally(articles=int(articles[n]), clusters=int(clusters[n]), events=int(events[n]))
            for n in map(int, np.flatnonzero(articles))
            if n
        }

    def _by(self, codes: NDArray[np.int64], of: Set, column: str, size: int) -> NDArray[np.int64]:
        other = self.single[column]
        pairs = np.unique(codes * len(other.names) + other.codes[of])
        return np.bincount(pairs[pairs % len(other.names) > 0] // len(other.names), minlength=size)

    def ordered(self, of: Set, *, oldest: bool = False) -> Positions:
        """Return the places of a set by date; what has no date comes last either way."""
        order = self.newest
        if oldest:
            order = np.concatenate([order[: self.dated][::-1], order[self.dated :]])
        found: Positions = order[of[order]]
        return found


def _named(names: Sequence[Any], counts: NDArray[np.int64]) -> dict[Any, int]:
    return {names[n]: int(counts[n]) for n in map(int, np.flatnonzero(counts)) if n}


def load(connection: sqlite3.Connection) -> Columns:
    """Read the arrays from the rows of an archive; some seconds for a million articles."""
    coders = {name: _Coder() for name in SINGLE}
    grown = {name: _Grown(np.int64) for name in ("id", "second", *GROUPS)}
    chosen = ", ".join([*SINGLE.values(), "id", "cast(strftime('%s', published_at) as integer)", *GROUPS])
    rows = connection.execute(f"select {chosen} from articles order by id")
    while chunk := rows.fetchmany(CHUNK):
        columns = iter(zip(*chunk, strict=True))
        for coder in coders.values():
            coder.add(next(columns))
        for array in grown.values():
            array.add(next(columns))
    ids, seconds = grown["id"].whole(), grown["second"].whole()
    single = {name: coder.coded() for name, coder in coders.items()}
    groups = {name: _grouped(grown[name].whole()) for name in GROUPS}
    return Columns(
        ids=ids, newest=_small(np.lexsort((-ids, -seconds)), len(ids)), dated=int(np.count_nonzero(seconds != NONE)),
        single={**single, **groups}, many={t: _pairs(connection, ids, t, column) for t, column in MANY.items()},
    )  # fmt: skip


NONE: Final = np.iinfo(np.int64).min + 1
"""Stands for no number; before every year there is, and with a negative of its own."""


def _grouped(values: NDArray[np.int64]) -> Coded:
    known, codes = np.unique(np.append(values, NONE), return_inverse=True)
    return Coded(codes=_small(codes[:-1], len(known)), names=range(len(known)))


def _pairs(connection: sqlite3.Connection, ids: NDArray[np.int64], table: str, column: str) -> Pairs:
    coder, articles = _Coder(), _Grown(np.int64)
    rows = connection.execute(f"select distinct article, {column} from {table} where {column} > '' order by article")
    while chunk := rows.fetchmany(CHUNK):
        of, values = zip(*chunk, strict=True)
        articles.add(of)
        coder.add(values)
    coded, of_rows = coder.coded(), articles.whole()
    at = np.searchsorted(ids, of_rows)
    known = at < len(ids)
    known[known] = ids[at[known]] == of_rows[known]  # not the rows of an article that is being written
    return Pairs(at=_small(at[known], len(ids)), values=Coded(codes=coded.codes[known], names=coded.names))


def _small(numbers: NDArray[Any], size: int) -> NDArray[Any]:
    """Return numbers below `size` in as few bytes as hold them."""
    return numbers.astype(np.min_scalar_type(max(size - 1, 0)))


class _Grown:
    """An array put together from pieces."""

    def __init__(self, dtype: type[np.int64] | type[np.int32]) -> None:
        self._dtype = dtype
        self._pieces: list[NDArray[Any]] = []

    def add(self, values: Iterable[int | None]) -> None:
        self._pieces.append(np.fromiter((NONE if value is None else value for value in values), self._dtype))

    def whole(self) -> NDArray[Any]:
        return np.concatenate(self._pieces) if self._pieces else np.empty(0, self._dtype)


class _Coder:
    """Numbers the values of a column in the order in which they are met; none is 0."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {None: 0}
        self._codes = _Grown(np.int32)

    def add(self, values: Iterable[Any]) -> None:
        numbers = self._numbers
        self._codes.add(numbers.setdefault(value, len(numbers)) for value in values)

    def coded(self) -> Coded:
        return Coded(codes=_small(self._codes.whole(), len(self._numbers)), names=list(self._numbers))
