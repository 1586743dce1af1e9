"""What people decide ↔ archive.db: the table of their decisions, articles to decide on, and what the machine says."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlite_utils import Database

from pipeline.annotations import FIELDS, Annotation, Value, values
from pipeline.ids import instant, stable_id
from pipeline.learn import Example
from pipeline.relevance_model import Model, features
from pipeline.store import Row, add, transaction

STRATA: Final[Mapping[str, str]] = {
    "outlet": "a.outlet",
    "month": "substr(a.published_at, 1, 7)",
    "province": "a.province",
    "event_type": "a.event_type",
    "election": "a.election",
    "language": "a.language",
    "relevant": "a.relevant",
}
"""What a sample can be spread over."""

UNSURE: Final = "min(abs(a.relevance - 0.5), abs(coalesce(a.relevance_model, a.relevance) - 0.5))"
"""Distance of the nearer score from the line between relevant and not."""

MACHINE: Final = "machine"
MACHINE_LISTS: Final[Mapping[str, str]] = {
    "election": "select election from elections where article = :id",
    "actor": "select actor from actors where article = :id",
    "institution": "select institution from institutions where article = :id",
    "violation": "select code from violations where article = :id",
    "outcome": "select outcome from outcomes where article = :id",
    "law": "select law_type || ' ' || iif(year is null or instr(number, year), number, number || '/' || year)"
    " from citations where article = :id and number is not null",
}
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
BATCH: Final = 500


def save(db: Database, decisions: Iterable[Annotation]) -> None:
    """Put all that people decided in the place of what the archive knew of it."""
    rows = [
        {"article": stable_id(one.key), "key": one.key, "field": one.field, "value": value, "coder": one.coder,
         "at": instant(one.at)}
        for one in decisions for value in values(one)
    ]  # fmt: skip
    with transaction(db):
        db.conn.execute("delete from annotations")
        add(db, "annotations", rows)


def choose(
    db: Database, *, most: int, by: Sequence[str] = (), uncertain: bool = False, coder: str | None = None,
    coded_by: str | None = None,
) -> list[Row]:  # fmt: skip
    """Return articles to decide on: key, url, outlet, published_at, headline and body.

    A sample is drawn from the strata in turn, in an order that hangs on nothing but the articles: two coders who ask
    for the same sample get the same articles. What `coder` has decided on is left out; with `coded_by` only what that
    coder has decided on is in. `uncertain` takes those that the scores are least sure of.
    """
    strata = ", ".join(f"{STRATA[name]} as s{n}" for n, name in enumerate(by)) or "1 as s0"
    condition = "a.language = 'id' and a.relevance is not null" if uncertain else "1"
    rows = list(
        db.query(
            f"select a.id, a.key, {UNSURE} as unsure, {strata} from articles a where {condition}"
            " and (:coder is null or a.id not in (select article from annotations where coder = :coder))"
            " and (:by is null or a.id in (select article from annotations where coder = :by))",
            {"coder": coder, "by": coded_by},
        )
    )
    if uncertain:
        rows.sort(key=lambda row: (row["unsure"], row["key"]))
    else:
        rows.sort(key=lambda row: stable_id(f"sample {row['key']}"))
        rows = _in_turn(rows, [f"s{n}" for n in range(max(1, len(by)))])
    return [_sheet(db, row["id"]) for row in rows[:most]]


def _in_turn(rows: Iterable[Row], strata: Sequence[str]) -> list[Row]:
    """Return the rows so that any number of the first is spread over the strata as evenly as can be."""
    seen: Counter[tuple[object, ...]] = Counter()
    turns = []
    for row in rows:
        stratum = tuple(row[name] for name in strata)
        turns.append((seen[stratum], row))
        seen[stratum] += 1
    return [row for _, row in sorted(turns, key=lambda turn: turn[0])]


def _sheet(db: Database, article: int) -> Row:
    return next(
        db.query(
            "select a.key, a.url, a.outlet, a.published_at, t.headline, t.body"
            " from articles a join texts t on t.article = a.id where a.id = ?",
            [article],
        )
    )


def unknown(db: Database, decisions: Iterable[Annotation]) -> int:
    """Return on how many articles somebody decided that this archive does not hold."""
    keys = {key for (key,) in db.execute("select key from articles")}
    return len({one.key for one in decisions} - keys)


def machine(db: Database, keys: Iterable[str]) -> Iterator[Annotation]:
    """Yield what the machine says of some articles, as if it were one more coder."""
    for key in sorted(set(keys)):
        row = next(db.query("select * from articles where id = ?", [stable_id(key)]), None)
        if row is None:
            continue
        for field, rule in FIELDS.items():
            value: Value
            if rule.many:
                found = db.execute(MACHINE_LISTS[field], {"id": row["id"]}).fetchall()
                value = tuple(sorted({str(one) for (one,) in found}))
            elif field == "certainty":
                found = db.execute("select certainty from violations where article = ? limit 1", [row["id"]]).fetchall()
                value = str(found[0][0]) if found else ""
            else:
                value = "" if row[field] is None else str(row[field])
            yield Annotation(key=key, field=field, value=value, coder=MACHINE, at=EPOCH)


def examples(db: Database, decisions: Iterable[Annotation]) -> list[Example]:
    """Return the articles on whose relevance people decided; those on which as many said yes as no are left out."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in decisions:
        if one.field == "relevant" and isinstance(one.value, str):
            votes[one.key][one.value] += 1
    found = []
    for key, counts in sorted(votes.items()):
        row = next(db.query(f"{SCORED} where a.id = ? and a.relevance is not null", [stable_id(key)]), None)
        if row and counts["1"] != counts["0"]:
            found.append(
                Example(
                    text=_text(row), features=_features(db, row), relevant=counts["1"] > counts["0"],
                    group=row["cluster"] or row["id"],
                )
            )  # fmt: skip
    return found


SCORED: Final = (
    "select a.id, a.cluster, a.relevance, t.headline, t.body from articles a join texts t on t.article = a.id"
)


def refresh_model(db: Database, model: Model | None, version: str | None) -> int:
    """Give every article that the rules scored what this version of the model thinks; return how many were new."""
    if model is None:
        with transaction(db):
            db.conn.execute("update articles set relevance_model = null, model = null where model is not null")
        return 0
    done = 0
    while rows := list(
        db.query(f"{SCORED} where a.relevance is not null and a.model is not ? order by a.id limit ?", [version, BATCH])
    ):
        scores = [(round(model.score(_text(row), _features(db, row)), 4), version, row["id"]) for row in rows]
        with transaction(db):
            db.conn.executemany("update articles set relevance_model = ?, model = ? where id = ?", scores)
        done += len(rows)
    return done


def _text(row: Row) -> str:
    return f"{row['headline'] or ''}\n{row['body'] or ''}"


def _features(db: Database, row: Row) -> dict[str, float]:
    rules = db.execute("select rule from evidence where article = ? and field = 'relevance'", [row["id"]])
    return features(row["relevance"], (rule for (rule,) in rules))
