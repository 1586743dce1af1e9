"""Articles → archive.db: what is stitched and coded, and which articles wait for either."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlite_utils import Database

from pipeline.ids import instant, parse_instant, stable_id
from pipeline.model import RELEVANT, Article, Coding, Finding, Occurrence, Read, Stamp, Visit
from pipeline.schema import OF_AN_ARTICLE
from pipeline.store import Row, add, add_occurrences, put, save_occurrences, transaction, unpack

CODED = (
    "actors", "institutions", "elections", "outcomes", "citations", "people", "quotes", "places", "violations",
    "claims", "evidence",
)  # fmt: skip
"""Tables whose rows the coding stage gives; the others of OF_AN_ARTICLE come with the article."""

UNCODED = (
    "language", "relevance", "relevant", "related", "article_form", "election", "phase", "event_type", "event_detail",
    "province", "regency", "event_date", "event_date_precision", "event_date_flags", "coder", "relevance_model",
    "model",
)  # fmt: skip
"""Columns of `articles` that are empty until the coding stage has seen the text."""

UNCODED_BY = "(coder is null or coder <> ?)"


def stale(db: Database, after: str = "", most: int = 200) -> list[str]:
    """Return keys of articles whose captures changed since they were stitched, in order."""
    rows = db.execute("select key from stale where key > ? order by key limit ?", [after, most])
    return [key for (key,) in rows]


def reads(db: Database, key: str) -> list[Read]:
    """Return every reading of an article."""
    rows = db.query(
        "select c.id, c.url, c.fetched_at, c.run, c.found_by, r.outlet, r.reading"
        " from readings r join captures c on c.id = r.capture where r.key = ?",
        [key],
    )
    return [
        Read(
            capture=row["id"], url=row["url"], fetched_at=parse_instant(row["fetched_at"]), run=row["run"],
            outlet=row["outlet"], reading=unpack(row["reading"]), found_by=row["found_by"],
        )
        for row in rows
    ]  # fmt: skip


def visits(db: Database, key: str) -> list[Visit]:
    """Return the answers at an article's addresses that hold no page of it."""
    rows = db.execute(
        "select fetched_at, status from captures where key = ? and (kind = 'error' or status = 304)", [key]
    )
    return [Visit(fetched_at=parse_instant(at), status=status) for at, status in rows]


def save_article(db: Database, key: str, article: Article | None, findings: Sequence[Finding] = ()) -> None:
    """Put an article in the place of what stood under its key, or take it away where no capture holds it any more.

    Its coding is due again, for the text may have changed.
    """
    with transaction(db):
        identity = stable_id(key)
        for table in OF_AN_ARTICLE:
            db.conn.execute(f'delete from "{table}" where article = ?', [identity])
        db.conn.execute("delete from findings where stage = 'stitch' and capture is null and url = ?", [key])
        db.conn.execute("delete from stale where key = ?", [key])
        if article is None:
            db.conn.execute("delete from copies where ? in (article, other)", [identity])
            db.conn.execute("delete from articles where id = ?", [identity])
            return
        _write(db, article)
    if article is not None and findings:
        at = article.last_seen_at
        save_occurrences(
            db,
            [
                Occurrence(
                    id=stable_id(f"{key} {found.kind} {found.message}"), outlet=article.outlet, kind=found.kind,
                    message=f"{found.message}: {article.url}", at=at, url=key,
                )
                for found in findings
            ],
            stage="stitch",
        )  # fmt: skip


def count_uncoded(db: Database, version: str) -> int:
    """Return how many articles no coder of this version has seen."""
    return int(db.execute(f"select count(*) from articles where {UNCODED_BY}", [version]).fetchone()[0])


def uncoded(db: Database, version: str, most: int = 200) -> Iterator[Row]:
    """Yield what the coding stage needs of each article that no coder of this version has seen."""
    after = -1
    while rows := list(
        db.query(
            "select a.id, a.outlet, a.url, a.last_seen_at, t.headline, t.body, a.published_at"
            " from articles a join texts t on t.article = a.id"
            f" where {UNCODED_BY} and a.id > ? order by a.id limit ?",
            [version, after, most],
        )
    ):
        after = rows[-1]["id"]
        yield from rows


def save_codings(
    db: Database, codings: Sequence[tuple[int, Coding]], *, version: str, occurrences: Sequence[Occurrence] = ()
) -> None:
    """Replace the coded rows of some articles, and what the coders could not be sure of."""
    with transaction(db):
        for article, coding in codings:
            for table in CODED:
                db.conn.execute(f'delete from "{table}" where article = ?', [article])
            db.conn.execute(
                "delete from findings where stage = 'code' and url = (select url from articles where id = ?)", [article]
            )
            db.table("articles").update(article, {**_coded_columns(coding), "coder": version})
            for table, rows in _coded_rows(coding).items():
                add(db, table, [{"article": article, **row} for row in rows])
        add_occurrences(db, occurrences, "code")


def _coded_columns(coding: Coding) -> Row:
    names = (
        "language", "relevance", "related", "article_form", "phase", "event_type", "event_detail", "province",
        "regency", "event_date_precision",
    )  # fmt: skip
    return {
        **{name: getattr(coding, name) for name in names},
        "relevant": None if coding.relevance is None else int(coding.relevance >= RELEVANT),
        "election": coding.elections[0] if coding.elections else None,
        "event_date": coding.event_date.isoformat() if coding.event_date else None,
        "event_date_flags": " ".join(coding.event_date_flags) or None,
        **dict.fromkeys(("relevance_model", "model")),  # they lean on the rules' score
    }


def _coded_rows(coding: Coding) -> Mapping[str, Sequence[Row]]:
    return {
        "actors": [{"actor": actor} for actor in coding.actors],
        "institutions": _plain(coding.institutions),
        "elections": [{"election": election} for election in coding.elections],
        "outcomes": [{"outcome": outcome} for outcome in coding.outcomes],
        "citations": _numbered(coding.citations),
        "people": _plain(coding.people),
        "quotes": _numbered(coding.quotes),
        "places": _plain(coding.places),
        "violations": _plain(coding.violations),
        "claims": _numbered(coding.claims),
        "evidence": _numbered(coding.evidence),
    }


def _write(db: Database, article: Article) -> None:
    newest = article.newest
    row = {
        "id": article.id, "outlet": article.outlet, "url": article.url, "headline": newest.headline,
        "byline": article.byline, **_published(article.published), "modified_at": _at(article.modified),
        "dateline": article.dateline, "section": article.section, "word_count": len(newest.body.split()),
        "edition": newest.n, "first_seen_at": instant(article.first_seen_at),
        "last_seen_at": instant(article.last_seen_at), "state": article.state, "partial": int(article.partial),
        "reader": article.reader, "key": article.key, "found_by": article.found_by,
    }  # fmt: skip
    put(db, "articles", [{**row, **dict.fromkeys(UNCODED)}])
    rows: Mapping[str, Sequence[Row]] = {
        "texts": [{"headline": newest.headline, "body": newest.body}],
        "editions": [
            {"n": edition.n, "capture": edition.capture, "observed_at": instant(edition.observed_at),
             "last_observed_at": instant(edition.last_observed_at), "headline": edition.headline,
             "body": edition.body, "body_digest": edition.body_digest}
            for edition in article.editions
        ],
        "article_captures": [{"capture": capture, "page": page} for capture, page in article.captures],
        "removed_spans": _numbered(article.removed),
        "credits": [msgspec.to_builtins(credit) for credit in article.credits],
    }  # fmt: skip
    for table, of in rows.items():
        add(db, table, [{"article": article.id, **values} for values in of])


def _plain(records: Sequence[object]) -> list[Row]:
    """Return records as rows; a tuple of flags becomes words with a space between."""
    rows: list[Row] = [msgspec.to_builtins(record) for record in records]
    return [
        {name: " ".join(value) or None if isinstance(value, list | tuple) else value for name, value in row.items()}
        for row in rows
    ]


def _numbered(records: Sequence[object]) -> list[Row]:
    return [{"n": n, **row} for n, row in enumerate(_plain(records), start=1)]


def _published(stamp: Stamp | None) -> Row:
    return {
        "published_at": _at(stamp),
        "published_text": stamp.text if stamp else None,
        "published_rule": stamp.rule if stamp else None,
    }


def _at(stamp: Stamp | None) -> str | None:
    return instant(stamp.at) if stamp else None
