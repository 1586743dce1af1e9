"""One article in the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from pipeline import urls
from pipeline.errors import ArchiveError

FIELDS = (
    "url", "outlet", "byline", "published_at", "published_text", "published_rule", "modified_at", "dateline", "section",
    "language", "relevance", "election", "event_type", "province", "regency", "edition", "state", "partial",
    "first_seen_at", "last_seen_at", "reader",
)  # fmt: skip


def show(db: Database, url: str, console: Console) -> None:
    """Print the article at `url`, whatever spelling or page of its address it is; raises ArchiveError without one."""
    article = _find(db, url)
    identity = article["id"]
    console.rule(article["headline"] or "(no headline)")
    facts = Table(show_header=False, box=None)
    for field in FIELDS:
        if article[field] not in {None, ""}:
            facts.add_row(field, str(article[field]))
    for credit in db.query("select role, name from credits where article = ?", [identity]):
        facts.add_row(credit["role"], credit["name"])
    console.print(facts)
    body = next(db.query("select body from texts where article = ?", [identity]))["body"]
    console.print(f"\n{body}\n", markup=False, highlight=False)
    _print(
        db, console, "removed",
        "select position as before, kind, rule, text from removed_spans where article = ? order by n", identity,
    )  # fmt: skip
    _print(
        db,
        console,
        "editions",
        "select n, observed_at, headline, capture from editions where article = ?",
        identity,
    )
    _print(
        db, console, "captures",
        "select page, fetched_at, status, payload_digest, warc, offset from article_captures"
        " join captures on captures.id = capture where article = ? order by fetched_at, page", identity,
    )  # fmt: skip


def _find(db: Database, url: str) -> dict[str, Any]:
    try:
        address = urls.address(url)
    except ValueError as error:
        raise ArchiveError(str(error)) from error
    found = next(
        db.query(
            "select * from articles where key = ? or id in"
            " (select article from article_captures join captures on captures.id = capture where captures.key = ?)",
            [address.key, address.key],
        ),
        None,
    )
    if found is None:
        for down in db.query("select at, reason from takedowns where key = ?", [address.key]):
            raise ArchiveError(f"{address.url} was taken down on {down['at'][:10]}: {down['reason']}")
        raise ArchiveError(f"the archive has no article at {address.url}")
    return found


def _print(db: Database, console: Console, title: str, sql: str, article: object) -> None:
    rows = list(db.query(sql, [article]))
    if not rows:
        return
    table = Table(*rows[0], title=title, title_justify="left")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    console.print(table, markup=False)
