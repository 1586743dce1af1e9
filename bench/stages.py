"""Measure what each stage costs an article, and how fast `arsip rebuild` is on one process and on two.

    python -m bench.stages [--times N] [--json FILE]

The WARC holds the sample newsroom N times over, with other ids and words each time. See bench/README.md.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from bench import warcs
from bench.extract import machine
from newsroom import OUTLETS
from pipeline import extract, frame, store, store_articles, warc
from pipeline.coding.coder import code
from pipeline.errors import ArticleError
from pipeline.ids import parse_instant
from pipeline.index import index
from pipeline.model import Coding, PageReading
from pipeline.stages import CODER, READER, find_copies
from pipeline.stitch import stitch
from scrapers import outlets

BATCH: Final = 100
"""As the stages themselves do it: results a transaction."""


@dataclass(slots=True)
class Clock:
    """Processor seconds that each stage took in this process, in the order in which they first ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - began


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """One run of `arsip rebuild`."""

    jobs: int
    seconds: float
    """By the wall clock."""
    processor_seconds: float
    """Of all its processes."""
    articles_a_second: float
    peak_mib: float | None
    """Proportional set size of all its processes together, the highest of what was seen; None outside Linux."""


def stages(folder: Path) -> dict[str, float]:
    """Run every stage in this process, step by step, and return the processor seconds of each."""
    clock = Clock()
    with closing(store.open_archive(folder / "stages.db")) as db:
        with clock("prepare"):
            frame.prepare(db, folder / "warcs", outlets.load(OUTLETS).values())
        with clock("index"):
            index(db, folder / "warcs")
        _read(db, folder / "warcs", clock)
        _stitch(db, clock)
        with clock("find copies"):
            find_copies(db)
        _code(db, clock)
        with clock("finish"):
            frame.finish(db, folder / "warcs")
    return clock.seconds


def _read(db: Database, folder: Path, clock: Clock) -> None:
    known = {outlet.slug: outlet for outlet in store.outlets(db)}
    todo = store.unread(db, READER)
    for start in range(0, len(todo), BATCH):
        read: list[tuple[int, str, PageReading]] = []
        failed: list[tuple[int, str]] = []
        for row, slug in todo[start : start + BATCH]:
            with clock("load from WARC"):
                capture = warc.load(folder, row)
            with clock("read"):
                try:
                    read.append((row.id, slug, extract.read(capture, known[slug])))
                except ArticleError:
                    failed.append((row.id, "unreadable"))
        with clock("store readings"):
            store.save_readings(db, read=read, failed=failed, version=READER, occurrences=[])


def _stitch(db: Database, clock: Clock) -> None:
    after = ""
    while keys := store_articles.stale(db, after):
        after = keys[-1]
        for key in keys:
            with clock("stitch"):
                reads = store_articles.reads(db, key)
                stitched = stitch(reads, store_articles.visits(db, key)) if reads else None
            if stitched is not None:
                with clock("store articles"):
                    store_articles.save_article(db, key, stitched.article, stitched.findings)


def _code(db: Database, clock: Clock) -> None:
    known = {outlet.slug: outlet for outlet in store.outlets(db)}
    rows = list(store_articles.uncoded(db, CODER))
    for start in range(0, len(rows), BATCH):
        coded: list[tuple[int, Coding]] = []
        for row in rows[start : start + BATCH]:
            with clock("code"):
                at = parse_instant(row["published_at"]) if row["published_at"] else None
                found = code(
                    headline=row["headline"], paragraphs=tuple(row["body"].split("\n\n")), published_at=at,
                    outlet=known[row["outlet"]],
                )  # fmt: skip
            coded.append((row["id"], found))
        with clock("store codings"):
            store_articles.save_codings(db, coded, version=CODER)


def rebuild(folder: Path, jobs: int, articles: int) -> Rebuilt:
    """Run `arsip rebuild` as a user does. Raises CalledProcessError where it fails."""
    arsip = Path(sys.executable).with_name("arsip")
    place = ("--archive", folder / f"jobs{jobs}.db", "--warcs", folder / "warcs", "--outlets", OUTLETS)
    command = [str(word) for word in (arsip, *place, "rebuild", "--jobs", jobs)]
    began = time.perf_counter()
    peak, ticks = 0, dict[int, int]()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while process.poll() is None:
            seen = family(process.pid)
            peak = max(peak, sum(map(_proportional, seen)))
            ticks |= seen
            time.sleep(0.1)
        said = process.stdout.read() if process.stdout else ""
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output=said)
    if f" {articles} articles" not in said:
        raise RuntimeError(f"not the {articles} articles of the WARC: {said}")
    return Rebuilt(
        jobs=jobs, seconds=seconds, processor_seconds=sum(ticks.values()) / os.sysconf("SC_CLK_TCK"),
        articles_a_second=articles / seconds, peak_mib=peak / 1024 if peak else None,
    )  # fmt: skip


def family(root: int) -> dict[int, int]:
    """Return the clock ticks that a process and each one below it has used, by id; nothing outside Linux.

    getrusage would leave out what the fork server's children used.
    """
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], used[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    found, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found, grown = found | more, bool(more)
    return {pid: used[pid] for pid in found if pid in used}


def _proportional(pid: int) -> int:
    """Return the KiB that a process holds, pages shared with others by parts."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def tables(seconds: dict[str, float], articles: int, runs: Sequence[Rebuilt]) -> Iterator[Table]:
    """One table of the stages, one of the rebuilds."""
    table = Table("stage", title="processor ms an article", title_justify="left")
    table.add_column("ms", justify="right")
    table.add_column("share", justify="right")
    total = sum(seconds.values())
    for stage, spent in seconds.items():
        table.add_row(stage, f"{1000 * spent / articles:.2f}", f"{100 * spent / total:.1f}%")
    table.add_row("all", f"{1000 * total / articles:.2f}", "100.0%", end_section=True)
    yield table
    table = Table("arsip rebuild", title="from WARC to archive.db", title_justify="left")
    for name in ("seconds", "cpu seconds", "articles/s", "ratio", "peak MiB"):
        table.add_column(name, justify="right")
    for run in runs:
        ratio = run.articles_a_second / runs[0].articles_a_second
        peak = "–" if run.peak_mib is None else f"{run.peak_mib:.0f}"
        table.add_row(
            f"--jobs {run.jobs}", f"{run.seconds:.1f}", f"{run.processor_seconds:.1f}",
            f"{run.articles_a_second:.1f}", f"{ratio:.2f}", peak,
        )  # fmt: skip
    yield table


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20, help="copies of the newsroom in the WARC")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    options = parser.parse_args(arguments)
    console = Console(width=None if Console().is_terminal else 160)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        captures, articles = warcs.write(folder / "warcs", options.times)
        size = sum(path.stat().st_size for path in (folder / "warcs").iterdir())
        console.print(f"{machine()}; load {os.getloadavg()[0]:.1f} at the start", highlight=False)
        console.print(f"{articles} articles in {captures} captures, {size / 2**20:.1f} MiB of WARC", highlight=False)
        seconds = stages(folder)
        runs = [rebuild(folder, jobs, articles) for jobs in (1, 2)]
        for table in tables(seconds, articles, runs):
            console.print(table)
    if options.json:
        figures = {
            "machine": machine(), "articles": articles, "captures": captures, "stage_seconds": seconds,
            "rebuilds": [asdict(run) for run in runs],
        }  # fmt: skip
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
