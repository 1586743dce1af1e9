"""An edition of the archive: a database of its own that holds what may be published (data/editions.yml)."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import Unpublishable, derived, release
from pipeline.publish.archive import check
from pipeline.publish.masking import accuses, masked
from pipeline.publish.masking import rules as masking_rules
from pipeline.publish.words import Words

RULES: Final = Path(__file__).parent / "data" / "editions.yml"

HIDDEN: Final = Words()
"""The words of a headline that is not shown; the data are one for both languages."""

SHORTEST: Final = 3
"""Letters of a part of a name that is masked where it stands alone."""

UNSAFE: Final = """
    create temp table withheld as
    select a.id as article from source.articles a
     where coalesce(a.relevant, 0) = 0
        or a.id in (select article from accusing) and a.id not in (select article from decided)
"""
"""Articles whose names stay out: not judged relevant (nobody coded them), or accusing without a decision."""

SHOWN_AS: Final = """
    (select shown(a.id, s.headline, a.event_type, coalesce(r.name, p.name)) from source.articles a
       left join source.regions r on r.code = a.regency left join source.regions p on p.code = a.province
      where a.id = {article})
"""
"""A headline as the edition has it."""


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(RULES.read_text("utf-8"))
    return loaded


def names() -> Sequence[str]:
    """Return the editions that there are."""
    return list(rules())


def publish(archive: Path, out: Path, edition: str) -> int:
    """Write an edition of `archive` to `out`, which must not exist yet, and return how many articles it holds.

    What the edition leaves out never enters the new file, not even a page that was freed again.
    Raises Unpublishable.
    """
    if edition not in rules():
        raise Unpublishable(f"there is no edition {edition!r}; there are {', '.join(names())}")
    if out.exists():
        raise Unpublishable(f"{out} exists already; an edition is never written over another file")
    check(archive)
    part = out.with_name(f"{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        if rules()[edition]:
            _select(archive, part, rules()[edition])
        else:
            _whole(archive, part)
        articles = _finish(part, of=archive)
    except sqlite3.DatabaseError as error:
        raise Unpublishable(f"{out} cannot be written: {error}") from error
    finally:
        for left in (part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            left.unlink(missing_ok=True)
    part.rename(out)
    return articles


def _whole(archive: Path, out: Path) -> None:
    connection = sqlite3.connect(archive.resolve().as_uri() + "?mode=ro", uri=True)
    try:
        connection.execute("vacuum into ?", [str(out)])
    finally:
        connection.close()


def _finish(path: Path, *, of: Path) -> int:
    """Make the derived tables, and leave one file without a log beside it.

    Builds are those of the archive: a name that is cited from one edition means the same in the other.
    """
    db = Database(path)
    try:
        derived.prepare(db)
        release.remember(db, release.noted(of) or [_build(of)])
        db.execute("analyze")
        articles: int = db.execute("select count(*) from articles").fetchone()[0]
        db.conn.commit()
        db.execute("pragma journal_mode = delete")
    finally:
        db.close()
    return articles


def _build(archive: Path) -> release.Release:
    with closing(sqlite3.connect(archive.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
        return release.compute(connection)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mask:
    """Takes the withheld names of an article out of a text."""

    names: Mapping[int, re.Pattern[str]]
    withheld: frozenset[int]
    sign: str

    def __call__(self, article: int, text: str | None) -> str | None:
        pattern = self.names.get(article)
        return pattern.sub(self.sign, text) if text and pattern else text

    def headline(self, article: int, text: str | None, kind: str | None, place: str | None) -> str | None:
        """Return a headline that accuses nobody by name: masked, or what the article was coded as."""
        if article not in self.withheld or not text:
            return text
        parts = [HIDDEN.label("event_type", kind) if kind else None, place]
        coded = ", ".join(part for part in parts if part)
        return masked(self(article, text)) or HIDDEN(
            "edition.headline_coded" if coded else "edition.headline", coded=coded
        )

    def address(self, article: int, url: str | None) -> str | None:
        """Return an address, or None where it spells a withheld name."""
        pattern = self.names.get(article)
        plain = re.sub(r"[-_/+.%]", " ", url or "")
        return None if pattern and pattern.search(plain) else url


def _select(archive: Path, out: Path, rule: Mapping[str, Any]) -> None:
    db = Database(out)
    try:
        schema.migrate(db)
        connection = db.conn
        connection.execute("attach ? as source", [f"{archive.resolve().as_uri()}?mode=ro"])
        connection.execute("begin")
        _withhold(connection, rule["names"])
        withheld = frozenset(article for (article,) in connection.execute("select article from withheld"))
        patterns = _patterns(connection, rule["names"]["offices"])
        mask = _Mask(names=patterns, withheld=withheld, sign=masking_rules()["sign"])
        connection.create_function("masked", 2, mask, deterministic=True)
        connection.create_function("shown", 4, mask.headline, deterministic=True)
        connection.create_function("address", 2, mask.address, deterministic=True)
        connection.create_function("snippet_of", 1, lambda body: cut(body, rule["snippet"]), deterministic=True)
        for table in schema.TABLES:
            if table in rule["kept"]:
                _copy(connection, table, rule)
        connection.commit()
        connection.execute("detach source")
    finally:
        db.close()


def _withhold(connection: sqlite3.Connection, rule: Mapping[str, Any]) -> None:
    connection.create_function("accuses", 1, accuses, deterministic=True)
    connection.execute(
        f"""
        create temp table accusing as
        select id as article from source.articles
         where coalesce(event_type, '') not in ({_list(rule["harmless"])}) or accuses(headline)
         union select article from source.violations where certainty in ({_list(rule["doubtful"])})
        """
    )
    connection.execute(
        f"""
        create temp table decided as
        select a.id as article from source.articles a
         where a.event_type in ({_list(rule["deciding"])})
           and a.id in (select article from source.outcomes where outcome in ({_list(rule["decisions"])}))
           and a.id in (select article from source.violations where certainty in ({_list(rule["asserted"])}))
           and a.id not in (select article from source.outcomes where outcome in ({_list(rule["against"])}))
           and a.id not in (select article from source.violations where certainty in ({_list(rule["against"])}))
        """
    )
    connection.execute(UNSAFE)
    connection.execute("create unique index temp.withheld_article on withheld (article)")


def _patterns(connection: sqlite3.Connection, offices: Sequence[str]) -> dict[int, re.Pattern[str]]:
    """Return, for each article whose names are withheld, a pattern of them; and note who may stay in `named`."""
    rows = connection.execute(
        "select article, name, role, speaks from source.people where article in (select article from withheld)"
    ).fetchall()
    begins = tuple(office.casefold() for office in offices)
    connection.execute("create temp table named (article integer, name text, primary key (article, name))")
    hidden: dict[int, set[str]] = {}
    for article, name, role, speaks in rows:
        if speaks and str(role or "").casefold().startswith(begins):
            connection.execute("insert or ignore into named values (?, ?)", [article, name])
        else:
            hidden.setdefault(article, set()).add(name)
    return {article: _pattern(of) for article, of in hidden.items()}


def _pattern(people: set[str]) -> re.Pattern[str]:
    parts = {part.strip(".,") for name in people for part in name.split()}
    words = sorted({*people, *(part for part in parts if len(part) >= SHORTEST)}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.I)


def _copy(connection: sqlite3.Connection, table: str, rule: Mapping[str, Any]) -> None:
    columns = list(schema.TABLES[table][0])
    blank = rule["blank"].get(table, ())
    chosen = ["null" if column in blank else _column(table, column) for column in columns]
    target = ", ".join(f'"{column}"' for column in columns)
    condition = CONDITIONS.get(table)
    where = condition(rule) if condition else "1"
    select = f'select {", ".join(chosen)} from source."{table}" s where {where}'
    connection.execute(f'insert into "{table}" ({target}) {select}')


def _column(table: str, column: str) -> str:
    return COLUMNS.get((table, column), f's."{column}"')


COLUMNS: Final[Mapping[tuple[str, str], str]] = {
    ("articles", "headline"): SHOWN_AS.format(article="s.id"),
    ("articles", "url"): "address(s.id, s.url)",
    ("texts", "headline"): SHOWN_AS.format(article="s.article"),
    ("texts", "body"): "iif(s.article in (select article from withheld), null, snippet_of(s.body))",
    ("claims", "claimant"): "iif(s.article in (select article from withheld), null, s.claimant)",
    ("evidence", "value"): "masked(s.article, s.value)",
}
"""Columns that are not copied as they are."""

CONDITIONS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "people": lambda _: (
        "s.article not in (select article from withheld)"
        " or exists (select 1 from named n where n.article = s.article and n.name = s.name)"
    ),
    "evidence": lambda rule: f"s.field not in ({_list(rule['evidence_without'])})",
}
"""Rows that are copied at all."""


def cut(body: str | None, length: int) -> str | None:
    """Return the beginning of a body, whole words only."""
    text = " ".join((body or "").split())
    if len(text) <= length:
        return text or None
    return text[: length + 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _list(values: Sequence[str]) -> str:
    """Return names of editions.yml as SQL strings; they are ours, and quoted all the same."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
