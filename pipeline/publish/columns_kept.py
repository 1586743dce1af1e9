"""The arrays of `Columns` in table `article_columns`: made once a build, read in a tenth of a second at each start."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipeline.publish.columns import GROUPS, MANY, SINGLE, Coded, Columns, Pairs

TABLE: Final = "create table article_columns (name text primary key, type text, names text, data blob)"


def save(connection: sqlite3.Connection, columns: Columns) -> None:
    """Keep the arrays in the archive, under a mark that tells this picture from the next.

    Where the same arrays are kept already, nothing is written.
    """
    arrays: list[tuple[str, NDArray[Any], Sequence[Any]]] = [("ids", columns.ids, ()), ("newest", columns.newest, ())]
    arrays += [(f"single {name}", coded.codes, coded.names) for name, coded in columns.single.items()]
    for name, pairs in columns.many.items():
        arrays += [(f"many {name}", pairs.values.codes, pairs.values.names), (f"at {name}", pairs.at, ())]
    digest = sha256()
    rows: list[tuple[str, str, str, bytes | None]] = []
    for name, array, names in arrays:
        told = json.dumps(len(names) if isinstance(names, range) else names)
        digest.update(f"{name} {array.dtype.str} {told}".encode() + array.tobytes())
        rows.append((name, array.dtype.str, told, zlib.compress(array.tobytes(), 1)))
    if mark(connection) == digest.hexdigest():
        return
    connection.execute("begin immediate")
    try:
        connection.execute("drop table if exists article_columns")
        connection.execute(TABLE)
        rows.append(("mark", digest.hexdigest(), str(columns.dated), None))
        connection.executemany("insert into article_columns values (?, ?, ?, ?)", rows)
    except sqlite3.Error:
        connection.rollback()
        raise
    connection.commit()


def mark(connection: sqlite3.Connection) -> str | None:
    """Return the mark of the arrays that an archive keeps; None where it keeps none."""
    try:
        row = connection.execute("select type from article_columns where name = 'mark'").fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None


def kept(connection: sqlite3.Connection) -> Columns:
    """Return the arrays that an archive keeps."""
    rows = {name: rest for name, *rest in connection.execute("select name, type, names, data from article_columns")}

    def array(name: str) -> NDArray[Any]:
        dtype, _, data = rows[name]
        return np.frombuffer(zlib.decompress(data), dtype=np.dtype(dtype))

    def coded(name: str) -> Coded:
        names = json.loads(rows[name][1])
        return Coded(codes=array(name), names=range(names) if isinstance(names, int) else names)

    return Columns(
        ids=array("ids"), newest=array("newest"), dated=int(rows["mark"][1]),
        single={name: coded(f"single {name}") for name in (*SINGLE, *GROUPS)},
        many={table: Pairs(at=array(f"at {table}"), values=coded(f"many {table}")) for table in MANY},
    )  # fmt: skip
