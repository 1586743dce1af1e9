"""archive.db as Datasette sees it: read-only, always called `archive`, with counts that never scan."""

import asyncio
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, Final, NoReturn, TypeVar

from datasette.database import Database  # type: ignore[import-untyped]

from pipeline import schema
from pipeline.publish import Unpublishable, columns, columns_kept, release
from pipeline.publish.columns import Columns, Positions
from pipeline.publish.expand import Expander
from pipeline.publish.release import Release

NAME: Final = "archive"
"""The database's name in every address, whatever its file is called: links to it are cited."""

FRESH: Final = 30.0
"""Seconds for which a figure may be behind the archive; pages may be kept for longer (`default_cache_ttl`)."""

REMEMBERED: Final = 2000
"""Answers that are kept."""


NO_VALUES: Final[Mapping[str, object]] = {}

HITS_KEPT: Final = 40
"""Searches whose hits are kept: four bytes a hit."""

PATIENCE: Final = 30
"""Times that the arrays of an archive that keeps none serve as long as they took to make."""

SLOW: Final = 0.05
"""Seconds above which the answer of any question is kept."""

SMALL: Final = 300
"""Rows above which it is not."""

_Question = tuple[str, tuple[tuple[str, object], ...]]
"""SQL, and its values by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    written: tuple[int, ...]
    at: float
    """Seconds of the monotonic clock."""
    rows: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """The arrays of an archive, and until when they serve though it was written."""

    written: tuple[int, ...]
    until: float
    """Seconds of the monotonic clock."""
    mark: str | None
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hits:
    columns: Columns
    at: Positions
    weights: Positions | None


Drawn = TypeVar("Drawn")

LookUp = Callable[["Archive", Columns, str], Awaitable[tuple[Positions, Positions | None]]]
"""Given the arrays and an expression, tells where its hits stand, and how well they match where that was weighed."""


class Archive(Database):  # type: ignore[misc]
    """The archive and, beside it, the WARC files that its captures point into."""

    def __init__(self, site: Any, path: Path, *, warcs: Path | None, contact: str | None = None) -> None:
        super().__init__(site, path=str(path), is_mutable=True)
        self.warcs = warcs
        self.contact = contact
        self.expander = Expander(path)
        self._release: tuple[tuple[int, ...], Release] | None = None
        self._remembered: OrderedDict[_Question, _Answer] = OrderedDict()
        self._asking: dict[_Question, asyncio.Task[_Answer]] = {}
        self._columns: _Picture | None = None
        self._making = asyncio.Lock()
        self._drawn: OrderedDict[Hashable, tuple[Columns, Any]] = OrderedDict()
        self._slow: OrderedDict[Any, _Answer] = OrderedDict()
        self._hits: OrderedDict[str, _Hits] = OrderedDict()
        self._own = threading.local()
        self._file = self._file_now()

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Open the file read-only; its path is quoted, which Datasette leaves to its caller."""
        if write:
            _refuse_to_write()
        connection = self._open()
        self._all_file_connections.append(connection)
        return connection

    def _open(self) -> sqlite3.Connection:
        uri = Path(self.path).resolve().as_uri() + "?mode=ro"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    async def execute_fn(self, fn: Any) -> Any:
        """Run `fn` over the file that stands at the path now, in a thread; Datasette's keep the one they opened."""
        self._follow()
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, lambda: fn(self._connection()))

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection to the file that is published now."""
        kept: tuple[object, sqlite3.Connection] | None = getattr(self._own, "kept", None)
        if kept is None or kept[0] != self._file:
            if kept is not None:
                self._all_file_connections.remove(kept[1])
                kept[1].close()
            connection = self.connect()
            self.ds._prepare_connection(connection, self.name)
            kept = self._own.kept = (self._file, connection)
        return kept[1]

    def _follow(self) -> None:
        """Forget what was said where another file has taken the archive's place, as `arsip rebuild` has it.

        What was taken down must not be shown for as long as a server happens to run.
        """
        if (file := self._file_now()) == self._file:
            return
        self._file = file
        for kept in (self._remembered, self._slow, self._hits, self._drawn):
            kept.clear()
        self._columns = self._release = None
        self.expander.reopen()

    def _file_now(self) -> tuple[int, int]:
        try:
            found = Path(self.path).stat()
        except FileNotFoundError:  # it is being replaced
            return self._file
        return found.st_dev, found.st_ino

    async def remembered(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Any:
        """Return the rows of a query that many pages ask; it may be slow, for it is asked seldom.

        An answer is given for FRESH seconds whatever is written meanwhile, and after that while the next one is
        being found: nobody waits for it but the first.
        """
        self._follow()
        key = (sql, tuple(values.items()))
        kept = self._remembered.get(key)
        if kept is None:
            return (await self._ask(key)).rows
        self._remembered.move_to_end(key)
        if kept.written != self._written() and monotonic() - kept.at > FRESH and key not in self._asking:
            self._asking[key] = asyncio.create_task(self._ask(key))
            self._asking[key].add_done_callback(lambda _: self._asking.pop(key, None))
        return kept.rows

    async def execute(
        self, sql: str, params: Any = None, truncate: bool = False, custom_time_limit: int | None = None,
        page_size: int | None = None, log_sql_errors: bool = True,
    ) -> Any:  # fmt: skip
        """Ask as Datasette does; what took long and came back short is kept, as facets of a whole table are."""
        self._follow()
        values = tuple(sorted(params.items())) if isinstance(params, Mapping) else tuple(params or ())
        key = (sql, values, truncate, page_size)
        kept = self._slow.get(key)
        if kept is not None and (kept.written == self._written() or monotonic() - kept.at < FRESH):
            return kept.rows
        written, began = self._written(), monotonic()
        found = await super().execute(sql, params, truncate, custom_time_limit, page_size, log_sql_errors)
        if monotonic() - began > SLOW and len(found.rows) <= SMALL:
            self._slow[key] = _Answer(written=written, at=monotonic(), rows=found)
            while len(self._slow) > REMEMBERED:
                self._slow.popitem(last=False)
        return found

    async def asked(self, sql: str, values: Mapping[str, object]) -> Sequence[Any]:
        """Return the rows of a question that is never kept, within the time limit."""
        rows: Sequence[Any] = (await super().execute(sql, dict(values))).rows
        return rows

    async def columns(self) -> Columns:
        """Return the arrays of the build that is published; of an archive that keeps none, as it was not long ago."""
        self._follow()
        written, picture = self._written(), self._columns
        if picture is None or picture.written != written:
            async with self._making:
                picture = self._columns
                if picture is None or (picture.written != written and monotonic() > picture.until):
                    picture = self._columns = await self._picture(picture)
        return picture.columns

    async def _picture(self, before: "_Picture | None") -> "_Picture":
        written, began = self._written(), monotonic()
        connection = self._open()
        try:
            mark = await asyncio.to_thread(columns_kept.mark, connection)
            if before is not None and mark is not None and mark == before.mark:
                return replace(before, written=written, until=monotonic())
            make = columns.load if mark is None else columns_kept.kept
            made = await asyncio.to_thread(make, connection)
        finally:
            connection.close()
        until = monotonic() + PATIENCE * (monotonic() - began)
        return _Picture(written=written, until=until, mark=mark, columns=made)

    async def drawn(self, name: Hashable, make: Callable[[Columns], Drawn]) -> Drawn:
        """Return what `make` works out from the arrays, which is done once for as long as they serve."""

        async def made(of: Columns) -> Drawn:
            return make(of)

        return await self.sought(name, made)

    async def sought(self, name: Hashable, look: Callable[[Columns], Awaitable[Drawn]]) -> Drawn:
        """Return what `look` finds in arrays and rows, which is done once for as long as the arrays serve."""
        of = await self.columns()
        kept = self._drawn.get(name)
        if kept is None or kept[0] is not of:
            kept = self._drawn[name] = (of, await look(of))
            while len(self._drawn) > REMEMBERED:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(name)
        found: Drawn = kept[1]
        return found

    async def hits(self, of: Columns, match: str, look_up: "LookUp") -> tuple[Positions, Positions | None]:
        """Return what `look_up` finds for an expression, which many pages of one search ask for."""
        kept = self._hits.get(match)
        if kept is None or kept.columns is not of:
            at, weights = await look_up(self, of, match)
            kept = self._hits[match] = _Hits(columns=of, at=at, weights=weights)
            while len(self._hits) > HITS_KEPT:
                self._hits.popitem(last=False)
        self._hits.move_to_end(match)
        return kept.at, kept.weights

    async def release(self) -> Release:
        """Return the build that is published."""
        self._follow()
        if self._release is None or self._release[0] != self._written():
            written = self._written()
            self._release = (written, await self.execute_fn(release.current))
        return self._release[1]

    async def releases(self) -> Sequence[Release]:
        """Return every build that the archive knows, the oldest first; none where it was never refreshed."""
        return await self.execute_fn(release.every)  # type: ignore[no-any-return]

    def close(self) -> None:
        super().close()
        self.expander.close()

    async def _ask(self, key: "_Question") -> "_Answer":
        written, (sql, values) = self._written(), key
        rows = await self.execute_fn(lambda connection: connection.execute(sql, dict(values)).fetchall())
        answer = self._remembered[key] = _Answer(written=written, at=monotonic(), rows=rows)
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return answer

    def _written(self) -> tuple[int, ...]:
        return tuple(p.stat().st_mtime_ns for p in (Path(self.path), Path(f"{self.path}-wal")) if p.exists())

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Return rows by table, as they were not long ago; None for tables that are not published."""
        hidden = set(await self.hidden_table_names())
        counts: dict[str, int | None] = dict.fromkeys(await self.table_names())
        for table in counts:
            if table not in hidden:
                counts[table] = (await self.remembered(f"select count(*) from [{table}]"))[0][0]
        return counts


def check(path: Path) -> None:
    """Raise Unpublishable, with what to do about it, unless `path` holds an archive of this schema."""
    if not path.is_file():
        raise Unpublishable(f"there is no archive at {path}: make one with `arsip demo` or `arsip rebuild`")
    try:
        connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
        try:
            found = {table: _columns(connection, table) for table in schema.TABLES}
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise Unpublishable(f"{path} cannot be read as an archive: {error}") from error
    if not found["captures"] or not found["articles"]:
        raise Unpublishable(f"{path} is a database of something else: it has no articles and captures")
    missing = {table: set(columns) - found[table] for table, (columns, _) in schema.TABLES.items()}
    lacking = [f"{table}.{column}" for table, columns in missing.items() for column in sorted(columns)]
    if lacking:
        raise Unpublishable(
            f"{path} was made by an older version (it lacks {', '.join(lacking[:5])}"
            f"{' and more' if len(lacking) > 5 else ''}): bring it up to date by `arsip run` or `arsip rebuild`"
        )


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("select name from pragma_table_info(?)", [table])}


def _refuse_to_write() -> NoReturn:
    raise PermissionError("the archive is published read-only")
