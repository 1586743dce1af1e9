"""Copies and clusters → archive.db: who carries whose text."""

from collections.abc import Mapping

import msgspec
from sqlite_utils import Database

from pipeline import syndication
from pipeline.store import add, put, transaction
from pipeline.syndication import Signature


def unsigned(db: Database, most: int = 500) -> list[tuple[int, list[str]]]:
    """Return articles (id, paragraphs) whose text changed since copies of it were looked for."""
    rows = db.execute(
        "select article, body from texts where article not in (select article from signatures)"
        " order by article limit ?",
        [most],
    )
    return [(article, body.split("\n\n")) for article, body in rows]


def save_signature(db: Database, article: int, signature: Signature) -> None:
    """Keep a signature, and the copies that it finds among those kept before."""
    with transaction(db):
        found = [{"article": min(pair), "other": max(pair), **msgspec.to_builtins(likeness)}
                 for pair, likeness in _copies(db, article, signature).items()]  # fmt: skip
        db.conn.execute("delete from copies where ? in (article, other)", [article])
        add(db, "signatures", [{"article": article, "minhash": signature.minhash}])
        add(db, "bands", [{"band": band, "article": article} for band in syndication.bands(signature)])
        add(db, "paragraph_hashes", [{"hash": value, "article": article} for value in signature.sentences])
        add(db, "copies", found)


def refresh_clusters(db: Database) -> int:
    """Make clusters of all copies; an article without one is a cluster alone. Return how many there are."""
    pairs = db.execute("select article, other from copies").fetchall()
    members = {article for pair in pairs for article in pair}
    cluster = syndication.components(members, pairs)
    with transaction(db):
        have = dict(db.execute("select id, cluster from articles").fetchall())
        want = {article: cluster.get(article, article) for article in have}
        add(db, "clusters", [{"id": root, "size": 1} for root in sorted(set(want.values()))])
        moved = [(root, article) for article, root in want.items() if have[article] != root]
        db.conn.executemany("update articles set cluster = ? where id = ?", moved)
        db.conn.execute("delete from clusters where id not in (select cluster from articles)")
        put(db, "clusters", _summaries(db))
    return len(set(want.values()))


def _summaries(db: Database) -> list[dict[str, object]]:
    """Return a row a cluster: its lead is the article that was published first, as far as the pages say."""
    return list(
        db.query(
            """
            select cluster as id, count(*) as size, count(distinct outlet) as outlets,
                   (select id from articles l where l.cluster = a.cluster
                     order by coalesce(published_at, first_seen_at), id limit 1) as lead,
                   (select name from credits join articles s on s.id = article
                     where s.cluster = a.cluster and role = 'source' group by name order by count(*) desc, name limit 1)
                     as source
            from articles a group by cluster
            """
        )
    )


def _copies(db: Database, article: int, signature: Signature) -> Mapping[tuple[int, int], syndication.Likeness]:
    found = {}
    for other in _candidates(db, article, signature):
        likeness = syndication.compare(signature, _signature(db, other))
        if likeness.copies:
            found[article, other] = likeness
    return found


def _candidates(db: Database, article: int, signature: Signature) -> set[int]:
    found: set[int] = set()
    for band in syndication.bands(signature):
        found |= {row[0] for row in db.execute("select article from bands where band = ?", [band])}
    for value in signature.sentences:
        found |= {row[0] for row in db.execute("select article from paragraph_hashes where hash = ?", [value])}
    return found - {article}


def _signature(db: Database, article: int) -> Signature:
    minhash = db.execute("select minhash from signatures where article = ?", [article]).fetchone()[0]
    sentences = db.execute("select hash from paragraph_hashes where article = ?", [article]).fetchall()
    return Signature(minhash=minhash, sentences=tuple(value for (value,) in sentences))
