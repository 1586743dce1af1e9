"""The tables of archive.db: migrations, keys, search and indexes, as data.

Names and columns are a contract with the people who query (docs/tables.md).
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlite_utils import Database, Migrations

PAGE_SIZE: Final = 8192
"""Bytes. With bodies kept in `texts`, an eighth smaller than at SQLite's default of 4096 (measured, 1 M rows)."""

migrations = Migrations("arsip")

TABLES: Final[Mapping[str, tuple[Mapping[str, Any], str | tuple[str, ...]]]] = {
    "regions": (
        {"code": str, "name": str, "type": str, "parent": str, "capital": str, "latitude": float, "longitude": float},
        "code",
    ),
    "outlets": (
        {"slug": str, "name": str, "platform": str, "network": str, "home_url": str, "hosts": str, "province": str,
         "regency": str, "timezone": str, "expect": str, "active": int, "confidence": str, "platform_from": str,
         "province_from": str, "verified": str, "verified_on": str},
        "slug",
    ),
    "runs": ({"id": str, "command": str, "started_at": str, "finished_at": str, "outcome": str}, "id"),
    "warcs": ({"name": str, "bytes": int}, "name"),
    "captures": (
        {"id": int, "url": str, "outlet": str, "fetched_at": str, "status": int, "mime": str, "kind": str,
         "key": str, "payload_digest": str, "truncated": str, "revisit": int, "refers_to": int, "warc": str,
         "offset": int, "length": int, "run": str, "reader": str, "found_by": str, "etag": str, "last_modified": str},
        "id",
    ),
    "readings": ({"capture": int, "key": str, "outlet": str, "reading": bytes}, "capture"),
    "clusters": ({"id": int, "lead": int, "size": int, "outlets": int, "source": str}, "id"),
    "events": (
        {"id": int, "event_type": str, "province": str, "regency": str, "event_date": str,
         "event_date_precision": str, "lead": int, "articles": int, "clusters": int, "outlets": int},
        "id",
    ),
    "articles": (
        {"id": int, "outlet": str, "url": str, "headline": str, "byline": str, "published_at": str,
         "published_text": str, "published_rule": str, "modified_at": str, "dateline": str, "section": str,
         "word_count": int, "language": str, "relevance": float, "relevant": int, "related": str, "article_form": str,
         "election": str, "phase": str, "event_type": str, "event_detail": str, "province": str, "regency": str,
         "event_date": str, "event_date_precision": str, "event_date_flags": str,
         "edition": int, "cluster": int, "first_seen_at": str, "last_seen_at": str, "state": str,
         "partial": int, "reader": str, "coder": str, "key": str, "found_by": str, "event": int,
         "relevance_model": float, "model": str},
        "id",
    ),
    "copies": (
        {"article": int, "other": int, "similarity": float, "shared": int, "contained": float}, ("article", "other"),
    ),
    "signatures": ({"article": int, "minhash": bytes}, "article"),
    "bands": ({"band": int, "article": int}, ("band", "article")),
    "paragraph_hashes": ({"hash": int, "article": int}, ("hash", "article")),
    "texts": ({"article": int, "headline": str, "body": str}, "article"),
    "editions": (
        {"article": int, "n": int, "capture": int, "observed_at": str, "last_observed_at": str,
         "headline": str, "body": str, "body_digest": str},
        ("article", "n"),
    ),
    "article_captures": ({"article": int, "capture": int, "page": int}, ("article", "capture")),
    "removed_spans": (
        {"article": int, "n": int, "kind": str, "rule": str, "text": str, "position": int}, ("article", "n"),
    ),
    "credits": ({"article": int, "role": str, "name": str}, ("article", "role", "name")),
    "actors": ({"article": int, "actor": str}, ("article", "actor")),
    "institutions": ({"article": int, "institution": str, "role": str}, ("article", "institution")),
    "elections": ({"article": int, "election": str}, ("article", "election")),
    "outcomes": ({"article": int, "outcome": str}, ("article", "outcome")),
    "citations": (
        {"article": int, "n": int, "law_type": str, "number": str, "year": int, "article_no": str, "paragraph": str,
         "letter": str, "text": str, "suspect": str},
        ("article", "n"),
    ),
    "people": ({"article": int, "name": str, "role": str, "key": str, "speaks": int}, ("article", "name")),
    "quotes": (
        {"article": int, "n": int, "speaker": str, "speaker_role": str, "text": str, "kind": str, "flags": str,
         "start": int, "end": int},
        ("article", "n"),
    ),
    "places": ({"article": int, "region": str, "kind": str, "text": str, "flags": str}, ("article", "region", "kind")),
    "violations": ({"article": int, "code": str, "certainty": str}, ("article", "code")),
    "claims": (
        {"article": int, "n": int, "number": int, "unit": str, "scope": str, "as_of": str, "claimant": str,
         "text": str},
        ("article", "n"),
    ),
    "evidence": (
        {"article": int, "n": int, "field": str, "value": str, "rule": str, "start": int, "end": int},
        ("article", "n"),
    ),
    "offices": (
        {"role": str, "region": str, "key": str, "name": str, "acting": int, "first_seen": str, "last_seen": str,
         "articles": int},
        ("role", "region", "key", "acting"),
    ),
    "annotations": (
        {"article": int, "field": str, "value": str, "coder": str, "at": str, "key": str},
        ("article", "field", "coder", "value"),
    ),
    "coverage": (
        {"outlet": str, "day": str, "expected": float, "listed": int, "fetched": int, "read": int, "failed": int,
         "blocked": int},
        ("outlet", "day"),
    ),
    "findings": (
        {"id": int, "capture": int, "outlet": str, "kind": str, "message": str, "url": str, "at": str,
         "stage": str},
        "id",
    ),
    "urls": (
        {"url": str, "outlet": str, "key": str, "page": int, "found_by": str, "found_in": str, "found_at": str,
         "day": str, "state": str, "status": int, "fetches": int, "failures": int, "first_fetched_at": str,
         "last_fetched_at": str, "last_changed_at": str, "etag": str, "last_modified": str, "capture": int,
         "next_due": str},
        "url",
    ),
    "backfill": ({"outlet": str, "since": str, "until": str, "asked_at": str}, ("outlet", "since", "until")),
    "takedowns": ({"key": str, "url": str, "at": str, "reason": str}, "key"),
    "stale": ({"key": str}, "key"),
    "house_lines": ({"article": int, "outlet": str, "news": int, "lines": bytes}, "article"),
    "house": ({"outlet": str, "line": int, "rule": str}, ("outlet", "line")),
    "unsettled": ({"outlet": str}, "outlet"),
    "issues": (
        {"id": int, "outlet": str, "kind": str, "message": str, "first_at": str, "last_at": str, "count": int,
         "open": int, "url": str},
        "id",
    ),
}  # fmt: skip

FOREIGN_KEYS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "outlets": (("province", "regions", "code"), ("regency", "regions", "code")),
    "copies": (("article", "articles", "id"), ("other", "articles", "id")),
    "captures": (("outlet", "outlets", "slug"), ("run", "runs", "id"), ("warc", "warcs", "name")),
    "articles": (
        ("outlet", "outlets", "slug"),
        ("province", "regions", "code"),
        ("regency", "regions", "code"),
        ("cluster", "clusters", "id"),
        ("event", "events", "id"),
    ),
    "events": (("province", "regions", "code"), ("regency", "regions", "code")),
    "offices": (("region", "regions", "code"),),
    "readings": (("capture", "captures", "id"), ("outlet", "outlets", "slug")),
    "editions": (("capture", "captures", "id"),),
    "article_captures": (("capture", "captures", "id"),),
    "places": (("region", "regions", "code"),),
    "coverage": (("outlet", "outlets", "slug"),),
    "backfill": (("outlet", "outlets", "slug"),),
    "urls": (("outlet", "outlets", "slug"), ("capture", "captures", "id")),
    "findings": (("capture", "captures", "id"), ("outlet", "outlets", "slug")),
    "issues": (("outlet", "outlets", "slug"),),
}

OWNER: Final = ("article", "articles", "id")

OF_AN_ARTICLE: Final = (
    "texts", "editions", "article_captures", "removed_spans", "credits", "actors", "institutions", "citations",
    "people", "quotes", "places", "violations", "evidence", "elections", "outcomes", "claims", "signatures", "bands",
    "paragraph_hashes",
)  # fmt: skip
"""Tables whose rows are replaced whole whenever their article is written."""

INDEXES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    # Each facet column leads one index that covers the others: a facet over a filter then never leaves the index.
    "articles": (
        ("outlet", "relevant", "language", "state", "province", "event_type"),
        ("relevant", "outlet", "language", "state", "province", "event_type"),
        ("language", "relevant", "outlet", "state", "province", "event_type"),
        ("state", "relevant", "outlet", "language", "province", "event_type"),
        ("province", "relevant", "outlet", "language", "state", "event_type"),
        ("event_type", "relevant", "outlet", "language", "state", "province"),
        ("published_at",),
        ("regency",),
        ("cluster",),
        ("url",),
        ("key",),
        ("coder",),
        ("event",),
        ("model",),
    ),
    "events": (("event_type", "province"), ("province", "event_type"), ("event_date",)),
    "offices": (("role", "region"), ("region", "role"), ("key",)),
    "annotations": (("field", "value"), ("coder", "field"), ("key",)),
    "captures": (
        ("url", "fetched_at"),
        ("outlet", "kind", "status"),
        ("kind", "status", "outlet"),
        ("payload_digest",),
        ("run",),
        ("fetched_at",),
        ("key",),
        ("reader", "kind"),
    ),
    "readings": (("key",),),
    "article_captures": (("capture", "article"),),
    "removed_spans": (("kind", "rule"), ("rule", "kind")),
    "credits": (("name", "role"), ("role", "name")),
    "actors": (("actor", "article"),),
    "institutions": (("institution", "article"),),
    "citations": (("law_type", "number", "year"),),
    "people": (("name", "role"),),
    "quotes": (("speaker",),),
    "places": (("region", "kind"),),
    "violations": (("code", "certainty"),),
    "evidence": (("field", "value"),),
    "elections": (("election", "article"),),
    "outcomes": (("outcome", "article"),),
    "bands": (("article",),),
    "paragraph_hashes": (("article",),),
    "copies": (("other",),),
    "house_lines": (("outlet",),),
    "findings": (("capture",), ("outlet", "kind", "message"), ("url",)),
    "urls": (("key",), ("outlet", "next_due")),
    "issues": (("open", "kind"), ("outlet",)),
}


@migrations()
def m001_first_tables(db: Database) -> None:
    for name, (columns, pk) in TABLES.items():
        keys = [*FOREIGN_KEYS.get(name, ()), *((OWNER,) if name in OF_AN_ARTICLE else ())]
        db.table(name).create(dict(columns), pk=pk, foreign_keys=keys)
    for name, indexes in INDEXES.items():
        for index in indexes:
            db.table(name).create_index(list(index))
    enable_search(db)


@migrations()
def m002_events_offices_annotations(db: Database) -> None:
    """Bring an archive from before these tables up; a new one has them from the first migration."""
    for name in ("events", "offices", "annotations"):
        if not db.table(name).exists():
            columns, pk = TABLES[name]
            db.table(name).create(dict(columns), pk=pk, foreign_keys=list(FOREIGN_KEYS.get(name, ())))
    have = db.table("articles").columns_dict
    if "event" not in have:
        db.table("articles").add_column("event", int, fk="events", fk_col="id")
        db.table("articles").add_column("relevance_model", float)
        db.table("articles").add_column("model", str)
    for name in ("articles", "events", "offices", "annotations"):
        for index in INDEXES[name]:
            db.table(name).create_index(list(index), if_not_exists=True)


@migrations()
def m003_frontier_and_ledger(db: Database) -> None:
    """Bring an archive from before the frontier up; `arsip rebuild` fills what only the WARCs know."""
    for name in ("urls", "takedowns", "backfill"):
        if not db.table(name).exists():
            columns, pk = TABLES[name]
            db.table(name).create(dict(columns), pk=pk, foreign_keys=list(FOREIGN_KEYS.get(name, ())))
    added = {"captures": ("found_by", "etag", "last_modified"), "articles": ("found_by",), "outlets": ("expect",)}
    for name, texts in added.items():
        for column in texts:
            if column not in db.table(name).columns_dict:
                db.table(name).add_column(column, str)
    for name in ("urls", "findings"):
        for index in INDEXES[name]:
            db.table(name).create_index(list(index), if_not_exists=True)


@migrations()
def m004_how_sure_of_an_outlet(db: Database) -> None:
    """Bring an archive from before these columns up; the next crawl or rebuild fills them from the catalogue."""
    have = db.table("outlets").columns_dict
    for name, kind in TABLES["outlets"][0].items():
        if name not in have:
            db.table("outlets").add_column(name, kind)


@migrations()
def m005_lines_of_the_house(db: Database) -> None:
    """Bring an archive from before this table up; every article is put together once more, to fill it."""
    if db.table("house_lines").exists():
        return
    for name in ("house_lines", "house", "unsettled"):
        columns, pk = TABLES[name]
        db.table(name).create(dict(columns), pk=pk)
    for index in INDEXES["house_lines"]:
        db.table("house_lines").create_index(list(index))
    db.execute("insert or ignore into stale select key from articles where key is not null")


@migrations()
def m006_copies_by_sentences(db: Database) -> None:
    """Let every article be signed anew: signatures of before hash paragraphs, those of now sentences."""
    for name in ("copies", "bands", "paragraph_hashes", "signatures"):
        db.execute(f"delete from {name}")


def migrate(db: Database) -> None:
    """Bring `db` to the newest schema; a new file also gets its page size and write-ahead log."""
    if not db.table_names():
        db.execute(f"pragma page_size = {PAGE_SIZE}")
    db.enable_wal()
    db.execute("pragma synchronous = normal")
    db.execute("pragma busy_timeout = 10000")
    migrations.apply(db)


def enable_search(db: Database) -> None:
    """Hang FTS5 on `texts`. To be called again after every transform() of it, which drops the triggers in silence."""
    db.table("texts").enable_fts(
        ["headline", "body"], fts_version="FTS5", tokenize="unicode61 remove_diacritics 2", create_triggers=True,
        replace=True,
    )  # fmt: skip
