"""archive.db as Datasette sees it: read-only, always called `archive`, with counts that never scan."""

import asyncio
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final, NoReturn

from datasette.database import Database  # type: ignore[import-untyped]

from pipeline import schema
from pipeline.publish import Unpublishable, release
from pipeline.publish.expand import Expander
from pipeline.publish.release import Release

NAME: Final = "archive"
"""The database's name in every address, whatever its file is called: links to it are cited."""

FRESH: Final = 30.0
"""Seconds for which a figure may be behind the archive; pages may be kept for longer (`default_cache_ttl`)."""

REMEMBERED: Final = 2000
"""Answers that are kept."""


NO_VALUES: Final[Mapping[str, object]] = {}

_Question = tuple[str, tuple[tuple[str, object], ...]]
"""SQL, and its values by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    written: tuple[int, ...]
    at: float
    """Seconds of the monotonic clock."""
    rows: Any


class Archive(Database):  # type: ignore[misc]
    """The archive and, beside it, the WARC files that its captures point into."""

    def __init__(self, site: Any, path: Path, *, warcs: Path | None) -> None:
        super().__init__(site, path=str(path), is_mutable=True)
        self.warcs = warcs
        self.expander = Expander(path)
        self._release: tuple[tuple[int, ...], Release] | None = None
        self._remembered: OrderedDict[_Question, _Answer] = OrderedDict()
        self._asking: dict[_Question, asyncio.Task[_Answer]] = {}

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Open the file read-only; its path is quoted, which Datasette leaves to its caller."""
        if write:
            _refuse_to_write()
        uri = Path(self.path).resolve().as_uri() + "?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection

    async def remembered(self, sql: str, values: Mapping[str, object] = NO_VALUES) -> Any:
        """Return the rows of a query that many pages ask; it may be slow, for it is asked seldom.

        An answer is given for FRESH seconds whatever is written meanwhile, and after that while the next one is
        being found: nobody waits for it but the first.
        """
        key = (sql, tuple(values.items()))
        kept = self._remembered.get(key)
        if kept is None:
            return (await self._ask(key)).rows
        self._remembered.move_to_end(key)
        if kept.written != self._written() and monotonic() - kept.at > FRESH and key not in self._asking:
            self._asking[key] = asyncio.create_task(self._ask(key))
            self._asking[key].add_done_callback(lambda _: self._asking.pop(key, None))
        return kept.rows

    async def release(self) -> Release:
        """Return the build that is published."""
        if self._release is None or self._release[0] != self._written():
            written = self._written()
            self._release = (written, await self.execute_fn(release.current))
        return self._release[1]

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
            f"{' and more' if len(lacking) > 5 else ''}): run `arsip rebuild`"
        )


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("select name from pragma_table_info(?)", [table])}


def _refuse_to_write() -> NoReturn:
    raise PermissionError("the archive is published read-only")
