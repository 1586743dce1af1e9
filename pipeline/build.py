"""The archive as a whole: the stages in order, and what hangs on all articles together."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from pipeline import relevance_model, stages, store, store_annotations, store_events, store_offices
from pipeline.annotations import Annotation
from pipeline.annotations import load as load_decisions
from pipeline.frame import finish, prepare
from pipeline.index import index
from pipeline.model import Outlet, Takedown
from pipeline.progress import Progress, silent
from pipeline.publish import release
from pipeline.publish.release import Release
from pipeline.takedowns import load as load_takedowns


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a run of the stages did."""

    captures_read: int = 0
    articles: int = 0
    coded: int = 0
    bugs: int = 0


def update(
    db: Database,
    warcs: Path,
    outlets: Iterable[Outlet],
    *,
    annotations: Path | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
    trial: bool = False,
) -> Built:
    """Run every stage from index to issues over what is new.

    `annotations` is the folder of what people decided; it is read before anything is written. Of a `trial` nothing is
    noted beside the WARC files: nobody will ever cite it.
    """
    known = judgement(annotations)
    prepare(db, warcs, outlets, known.takedowns)
    index(db, warcs)
    with stages.start_workers(jobs) as workers:
        read, bugs = stages.read_new(db, warcs, workers, progress=progress)
        stitched = stages.stitch_stale(db, progress=progress)
        stages.find_copies(db, progress=progress)
        coded, coder_bugs = stages.code_new(db, workers, progress=progress)
    relate(db, known)
    finish(db, warcs, trial=trial)
    return Built(captures_read=read, articles=stitched, coded=coded, bugs=bugs + coder_bugs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What people decided, and what was learned from it."""

    decisions: Sequence[Annotation] = ()
    takedowns: Sequence[Takedown] | None = None
    """Articles that must not be in the archive; None leaves those that the archive knows."""
    model: tuple[relevance_model.Model, str] | None = None


def judgement(annotations: Path | None) -> Judgement:
    """Return what a folder of annotations holds. Raises AnnotationError and ArchiveError."""
    if annotations is None:
        return Judgement()
    return Judgement(
        decisions=load_decisions(annotations),
        takedowns=load_takedowns(annotations),
        model=relevance_model.load(annotations / relevance_model.NAME),
    )


def relate(db: Database, known: Judgement) -> None:
    """Bring up to date what hangs on all articles together, and on what people decided."""
    store_annotations.save(db, known.decisions)
    store_annotations.refresh_model(db, *(known.model or (None, None)))
    store_offices.refresh_offices(db)
    store_events.refresh_events(db)


def rebuild(
    archive: Path,
    warcs: Path,
    outlets: Iterable[Outlet],
    *,
    annotations: Path | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
) -> Built:
    """Make `archive` anew from WARC files alone, beside the old one, which it replaces when it is whole.

    Of the old one only the names of its builds are taken over: they are cited, and cannot be worked out again.
    """
    fresh = archive.with_name(archive.name + ".new")
    cited = release.noted(archive) if archive.exists() else ()
    built = build_beside(
        fresh, warcs, outlets, annotations=annotations, jobs=jobs, progress=progress, cited=cited, trial=False
    )
    remove(archive)
    fresh.rename(archive)
    return built


def build_beside(
    fresh: Path, warcs: Path, outlets: Iterable[Outlet], *, annotations: Path | None = None, jobs: int | None = None,
    progress: Progress = silent, cited: Iterable[Release] = (), trial: bool = True,
) -> Built:  # fmt: skip
    """Make an archive from WARC files alone at `fresh`, in the place of what stood there; `cited` are past builds."""
    remove(fresh)
    with closing(store.open_archive(fresh)) as db:
        release.remember(db, cited)
        built = update(db, warcs, outlets, annotations=annotations, jobs=jobs, progress=progress, trial=trial)
        db.execute("pragma wal_checkpoint(truncate)")
    return built


def remove(path: Path) -> None:
    """Delete an archive with its write-ahead log, where they are."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
