"""Each stage between the WARC files and the coded rows: it takes what is new or was read by an older version.

What a stage has finished stands in the archive before it goes on, so the next call begins where a killed one ended.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from sqlite_utils import Database

from pipeline import (
    coding,
    house,
    pages,
    store,
    store_articles,
    store_clusters,
    store_house,
    store_urls,
    syndication,
    tasks,
)
from pipeline.errors import TooSlow
from pipeline.ids import parse_instant, source_digest, stable_id
from pipeline.model import Coding, Finding, Occurrence, PageReading
from pipeline.pool import Workers
from pipeline.progress import Progress, silent
from pipeline.stitch import stitch
from pipeline.tasks import CodeTask, Fault, ReadTask, code_one, read_one

log = logging.getLogger(__name__)

BATCH = 100
"""Results a transaction."""
AT_ONCE = 20
"""Articles stitched in one: a commit costs as much as half an article, and nobody else may write for so long."""

KINDS = {"not_an_article": "listing", "challenge": "challenge"}
"""What a capture becomes when its reading failed so; anything else becomes `unreadable`."""

READER: Final = source_digest(Path(pages.__file__).parent)
"""Version of the reading stage: captures read by another are read again."""

CODER: Final = source_digest(Path(coding.__file__).parent)
"""Version of the coding stage."""

T = TypeVar("T")


def read_new(db: Database, warcs: Path, workers: Workers, *, progress: Progress = silent) -> tuple[int, int]:
    """Read every capture that no reader of this version has seen; return how many, and how many bugs showed."""
    outlets = {outlet.slug: outlet for outlet in store.outlets(db)}
    todo = store.unread(db, READER)
    waiting = (ReadTask(directory=warcs, row=row, outlet=outlets[slug]) for row, slug in todo)
    done = bugs = 0
    for batch in _batches(workers.spread(read_one, waiting), BATCH):
        _save_batch(db, batch)
        done += len(batch)
        bugs += sum(isinstance(result, Fault) and result.kind == "reader_bug" for _, result in batch)
        progress("extract", done, len(todo))
    for revisit, source in store.unresolved_revisits(db):
        store.copy_reading(db, revisit=revisit, source=source)
    return done, bugs


def start_workers(jobs: int | None = None, *, coding: bool = True) -> Workers:
    """Return processes that read and, with `coding`, code; one a core where no number is given."""
    return Workers(jobs=jobs, load=tasks.modules(coding=coding))


def stitch_stale(db: Database, *, progress: Progress = silent) -> int:
    """Make anew every article whose captures changed, or its outlet's furniture; return how many were made.

    One that is made again, for what its outlet's other articles told of its furniture, counts once.
    """
    after, made = "", set[str]()
    while True:
        keys = store_articles.stale(db, after)
        if not keys:
            store_house.settle(db)
            keys = store_articles.stale(db)
        if not keys:
            break
        after = keys[-1]
        for some in _batches(keys, AT_ONCE):
            with store.transaction(db):
                made.update([key for key in some if _stitch(db, key)])
        progress("stitch", len(made), len(made))
    return len(made)


def code_new(db: Database, workers: Workers, *, progress: Progress = silent) -> tuple[int, int]:
    """Code every article that no coder of this version has seen; return how many, and how many bugs showed."""
    outlets = {outlet.slug: outlet for outlet in store.outlets(db)}
    of = store_articles.count_uncoded(db, CODER)
    done = bugs = 0
    waiting = (
        CodeTask(
            article=row["id"], outlet=outlets[row["outlet"]], headline=row["headline"],
            paragraphs=tuple(row["body"].split("\n\n")), published_at=row["published_at"],
            seen_at=row["last_seen_at"], url=row["url"],
        )
        for row in store_articles.uncoded(db, CODER)
    )  # fmt: skip
    for batch in _batches(workers.spread(code_one, waiting), BATCH):
        codings = [(task.article, result if isinstance(result, Coding) else Coding()) for task, result in batch]
        coded = [(task, result) for task, result in batch if isinstance(result, Coding)]
        doubts = [_doubt(task, found) for task, result in coded for found in result.findings]
        store_articles.save_codings(db, codings, version=CODER, occurrences=doubts)
        for task, result in batch:
            if not isinstance(result, Coding):
                bugs += 1
                _tell_bug(db, task, result)
        done += len(batch)
        progress("code", done, of)
    return done, bugs


def find_copies(db: Database, *, progress: Progress = silent) -> int:
    """Look for copies of every article whose text is new; return how many clusters there are."""
    done = 0
    while texts := store_clusters.unsigned(db):
        for article, paragraphs in texts:
            store_clusters.save_signature(db, article, syndication.sign(paragraphs))
        done += len(texts)
        progress("copies", done, done)
    return store_clusters.refresh_clusters(db)


def _save_batch(db: Database, batch: Sequence[tuple[ReadTask, PageReading | Fault | TooSlow]]) -> None:
    read, failed, occurrences = [], [], []
    for task, result in batch:
        if isinstance(result, PageReading):
            read.append((task.row.id, task.outlet.slug, result))
            occurrences += [_occurrence(task, found) for found in result.findings]
            continue
        fault = result if isinstance(result, Fault) else Fault(kind=result.kind, message=str(result))
        failed.append((task.row.id, KINDS.get(fault.kind, "unreadable")))
        if fault.kind != "not_an_article":
            log.warning("%s: %s: %s", task.row.url, fault.kind, fault.message)
            occurrences.append(_occurrence(task, Finding(kind=fault.kind, message=fault.message)))
    store.save_readings(db, read=read, failed=failed, version=READER, occurrences=occurrences)
    for _, slug, found in read:
        store.name_platform(db, slug, found.reader)


def _occurrence(task: ReadTask, found: Finding) -> Occurrence:
    return Occurrence(
        id=stable_id(f"{task.row.id} {found.kind} {found.message}"), outlet=task.outlet.slug, kind=found.kind,
        message=found.message, at=task.row.fetched_at, url=task.row.url, capture=task.row.id,
    )  # fmt: skip


def _doubt(task: CodeTask, found: Finding) -> Occurrence:
    return Occurrence(
        id=stable_id(f"{task.article} {found.kind}"), outlet=task.outlet.slug, kind=found.kind,
        message=f"{found.message}: {task.url}", at=parse_instant(task.seen_at), url=task.url,
    )  # fmt: skip


def _tell_bug(db: Database, task: CodeTask, result: Fault | TooSlow) -> None:
    found = Occurrence(
        id=stable_id(f"{task.article} {CODER} {result.kind}"), outlet=task.outlet.slug, kind=result.kind,
        message=result.message if isinstance(result, Fault) else str(result), at=parse_instant(task.seen_at),
        url=task.url,
    )  # fmt: skip
    log.error("%s: %s", task.url, found.message)
    store.save_occurrences(db, [found], stage="code")


def _stitch(db: Database, key: str) -> bool:
    if store_urls.is_taken_down(db, key):
        store_urls.forget(db, key)
    reads = store_articles.reads(db, key)
    if not reads:
        store_house.note(db, stable_id(key), "", None)
        store_articles.save_article(db, key, None)
        return False
    visits = store_articles.visits(db, key)
    stitched = stitch(reads, visits)
    found = stitched.article
    removed = [span.text for span in found.removed]
    noted = house.note(found.newest.headline, found.newest.paragraphs, removed)
    store_house.note(db, found.id, found.outlet, noted)
    if furniture := store_house.furniture_of(db, found.outlet, noted):
        stitched = stitch(reads, visits, furniture=furniture)
    store_articles.save_article(db, key, stitched.article, stitched.findings)
    return True


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
