"""Coded events → archive.db: which articles tell of one event (events.py)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from pipeline import events, told, unnamed
from pipeline.store import add, put, transaction
from pipeline.told import Told


def refresh_events(db: Database) -> int:
    """Make the events of all coded articles anew. Return how many there are."""
    articles = list(_told(db))
    event = events.link(articles)
    with transaction(db):
        have = dict(db.execute("select id, event from articles").fetchall())
        add(db, "events", [{"id": root} for root in sorted(set(event.values()))])
        moved = [(event.get(article), article) for article in have if have[article] != event.get(article)]
        db.conn.executemany("update articles set event = ? where id = ?", moved)
        db.conn.execute("delete from events where id not in (select event from articles where event is not null)")
        put(db, "events", _summaries(db, articles))
    return len(set(event.values()))


def _told(db: Database) -> Iterator[Told]:
    """Yield what each relevant article says of its event."""
    actors, violations = (
        _of_articles(db, f"select x.article, x.{column} from {table} x join articles a on a.id = x.article"
                         f" where a.relevant = 1 and {condition}")
        for table, column, condition in (
            ("actors", "actor", "1"), ("violations", "code", "x.certainty <> 'hypothetical'"),
        )
    )  # fmt: skip
    people, meant = _people(db), _unnamed(db)
    for row in db.query(
        "select id, cluster, event_type, province, regency, event_date, event_date_precision, event_date_flags,"
        " published_at"
        " from articles where relevant = 1 order by id"
    ):
        exact = row["event_date"] and row["event_date_precision"] == "day"
        yield Told(
            article=row["id"], cluster=row["cluster"] or row["id"], type=row["event_type"], province=row["province"],
            regency=row["regency"], day=date.fromisoformat(row["event_date"]) if exact else None,
            published=date.fromisoformat(row["published_at"][:10]) if row["published_at"] else None,
            inferred=told.is_inferred((row["event_date_flags"] or "").split()), actors=actors[row["id"]],
            people=frozenset(people[row["id"]]), violations=violations[row["id"]],
            voices=told.voices(people[row["id"]], row["event_type"]),
            initials=meant[row["id"]][0], offices=meant[row["id"]][1],
        )  # fmt: skip


def _people(db: Database) -> defaultdict[int, dict[str, str]]:
    """Return the people of each relevant article by their keys, with their offices."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for article, key, role in db.execute(
        "select x.article, x.key, x.role from people x join articles a on a.id = x.article where a.relevant = 1"
    ):
        found[article][key] = role or ""
    return found


def _unnamed(db: Database) -> defaultdict[int, tuple[frozenset[str], frozenset[str]]]:
    """Return the initials and offices by which reports on cases speak of people."""
    kinds = sorted(told.CASES)
    rows = db.execute(
        "select t.article, t.headline || char(10) || t.body from texts t join articles a on a.id = t.article"
        f" where a.relevant = 1 and a.event_type in ({', '.join('?' * len(kinds))})", kinds
    )  # fmt: skip
    found = {article: (unnamed.initials(text), unnamed.offices(text)) for article, text in rows}
    return defaultdict(lambda: (frozenset(), frozenset()), found)


def _of_articles(db: Database, sql: str) -> defaultdict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for article, value in db.execute(sql):
        found[article].add(value)
    return defaultdict(frozenset, {article: frozenset(values) for article, values in found.items()})


def _summaries(db: Database, articles: list[Told]) -> list[dict[str, object]]:
    """Return a row an event: what its articles say, and the lead, published first as far as the pages say."""
    said = {one.article: one for one in events.complete(articles)}
    rows = list(
        db.query(
            """
            select event as id, count(*) as articles, count(distinct cluster) as clusters,
                   count(distinct outlet) as outlets,
                   (select id from articles l where l.event = a.event
                     order by coalesce(published_at, first_seen_at), id limit 1) as lead
            from articles a where event is not null group by event
            """
        )
    )
    members = defaultdict(list)
    for article, event in db.execute("select id, event from articles where event is not null"):
        members[event].append(said[article])
    for row in rows:
        fullest = min(members[row["id"]], key=lambda one: (not one.regency, not one.day, one.inferred, one.article))
        row |= {
            "event_type": events.usual(members[row["id"]]), "province": fullest.province, "regency": fullest.regency,
            "event_date": fullest.day.isoformat() if fullest.day else None, "event_date_precision": "day",
        }  # fmt: skip
    return rows
