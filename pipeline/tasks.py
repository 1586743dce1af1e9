"""What worker processes do: one capture read, one article coded.

Light to import, for the processes that hand tasks out and store results neither read nor code: what reading and
coding need is loaded once, by the process that all workers are copies of (pool.py), and takes a second.
"""

import traceback
from dataclasses import dataclass
from pathlib import Path

from pipeline import warc
from pipeline.errors import ArticleError, WarcError
from pipeline.ids import parse_instant
from pipeline.model import CaptureRow, Coding, Outlet, PageReading


def modules(*, coding: bool) -> list[str]:
    """Return what to load into the process that workers are copies of."""
    return [__name__, "pipeline.warm_reading", *(["pipeline.warm_coding"] if coding else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a capture gave no page of an article."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """One capture to read, with all that a worker process needs for it."""

    directory: Path
    row: CaptureRow
    outlet: Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTask:
    """One article to code."""

    article: int
    outlet: Outlet
    headline: str
    paragraphs: tuple[str, ...]
    published_at: str | None
    seen_at: str
    url: str


def read_one(task: ReadTask) -> PageReading | Fault:
    """Read one capture, in a worker process; every fault of a page comes back as a Fault."""
    from pipeline import extract  # noqa: PLC0415 for workers only

    try:
        return extract.read(warc.load(task.directory, task.row), task.outlet)
    except ArticleError as error:
        return Fault(kind=error.kind, message=str(error))
    except WarcError as error:
        return Fault(kind="warc", message=str(error))
    except Exception:  # noqa: BLE001 a bug at one page must not keep the archive from all the others
        return Fault(kind="reader_bug", message=traceback.format_exc(limit=-3))


def code_one(task: CodeTask) -> Coding | Fault:
    """Code one article, in a worker process; a bug comes back as a Fault."""
    from pipeline.coding import coder  # noqa: PLC0415 for workers only

    published_at = parse_instant(task.published_at) if task.published_at else None
    try:
        return coder.code(
            headline=task.headline, paragraphs=task.paragraphs, published_at=published_at, outlet=task.outlet
        )
    except Exception:  # noqa: BLE001 a bug at one article must not keep the archive from all the others
        return Fault(kind="coder_bug", message=traceback.format_exc(limit=-3))
