"""`arsip demo`: the whole way over the bundled newsroom, on this machine alone."""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

import newsroom
from newsroom import editors
from pipeline import build, store
from pipeline.command import Workplace, stop_on_bugs
from pipeline.errors import ArchiveError
from pipeline.reporter import Reporter
from scrapers import outlets as catalogue
from scrapers.visit import Options, utc_now, visit

AGO: Final = timedelta(days=100)
"""How long before now the first visit is dated: by then every page of it is due again."""

BY_OUTLET = """
select o.name as outlet, o.platform,
       (select count(*) from captures c where c.outlet = o.slug) as captures,
       (select count(*) from articles a where a.outlet = o.slug) as articles,
       (select count(*) from articles a join removed_spans s on s.article = a.id where a.outlet = o.slug) as removed,
       (select count(*) from articles a where a.outlet = o.slug and relevant) as relevant
from outlets o order by o.slug
"""
BY_KIND = """
select kind, count(*) as spans, count(distinct rule) as rules,
       (select text from removed_spans e where e.kind = s.kind order by length(text), text limit 1) as shortest
from removed_spans s group by kind order by spans desc, kind
"""

BY_EVENT = """
select coalesce(event_type, '(not an event of neutrality)') as event, count(*) as articles,
       (select count(*) from quotes q join articles b on b.id = q.article
         where b.event_type is a.event_type) as quotes,
       (select count(*) from citations c join articles b on b.id = c.article
         where b.event_type is a.event_type) as laws,
       (select headline from articles b where b.event_type is a.event_type order by published_at desc, id limit 1)
         as newest
from articles a group by event_type order by event_type is null, articles desc, event
"""


def demo(place: Workplace, jobs: int | None) -> None:
    """Serve the sample newsroom on loopback, crawl it, read and code it, and print what was found and removed."""
    entries = catalogue.load(newsroom.OUTLETS)
    _refuse_real(place.archive, set(entries))
    began = time.monotonic()
    console = Console(width=None if sys.stdout.isatty() else 120, markup=False)
    sample = _sample(place)
    with newsroom.serve() as served:
        well = visit(sample, Options(proxy=served.proxy, delay=0), command="demo", now=lambda: utc_now() - AGO)
        editors.work(served)
        console.print("\nA season later. One article has been corrected since, and one taken down:")
        with ProcessPoolExecutor(1, get_context("spawn")) as another:  # no process can start a second crawl
            well = another.submit(_again, place.archive, place.warcs, served.proxy).result() and well
    db = store.open_archive(place.archive)
    with Reporter() as report:
        built = build.update(db, place.warcs, sample.outlets(), jobs=jobs, progress=report)
    _print(db, console)
    console.print(f"{place.archive} is ready after {time.monotonic() - began:.0f} s; `make serve` opens it.")
    stop_on_bugs(built.bugs)
    if not well:
        raise ArchiveError("the sample newsroom did not answer as it should; the lines above say where")


def _sample(place: Workplace) -> Workplace:
    """Return the same archive with the sample's outlets for its catalogue."""
    return replace(place, catalogue=newsroom.OUTLETS, outlets=lambda: list(catalogue.load(newsroom.OUTLETS).values()))


def _again(archive: Path, warcs: Path, proxy: str) -> bool:
    """Visit once more, today."""
    place = Workplace(archive=archive, warcs=warcs, catalogue=newsroom.OUTLETS, outlets=list)
    return visit(_sample(place), Options(proxy=proxy, delay=0), command="demo")


def _refuse_real(archive: Path, sample: set[str]) -> None:
    """Keep invented articles out of an archive of real ones."""
    if not archive.exists():
        return
    db = store.open_archive(archive)
    real = [slug for (slug,) in db.execute("select distinct outlet from captures") if slug not in sample]
    db.close()
    if real:
        raise ArchiveError(
            f"{archive} holds captures of {real[0]}, which is no sample outlet; name another archive for the demo: "
            "arsip --archive demo.db --warcs demo-warcs demo"
        )


def _print(db: Database, console: Console) -> None:
    tables = (
        ("What was found", BY_OUTLET),
        ("What was removed from the articles' text", BY_KIND),
        ("What was coded", BY_EVENT),
    )
    for title, sql in tables:
        rows = list(db.query(sql))
        if not rows:
            continue
        table = Table(title=title, title_justify="left")
        for name, value in rows[0].items():
            table.add_column(name, justify="right" if isinstance(value, int) else "left", max_width=60, no_wrap=True)
        for row in rows:
            table.add_row(*(str(value) for value in row.values()))
        sums = [sum(row[name] for row in rows) if isinstance(rows[0][name], int) else "" for name in rows[0]]
        table.add_section()
        table.add_row("all", *(str(value) for value in sums[1:]))
        console.print(table)
    changed, gone = (
        db.execute(f"select count(*) from articles where {condition}").fetchone()[0]
        for condition in ("edition > 1", "state in ('missing', 'gone')")
    )
    console.print(f"Between the visits {changed} article was edited and {gone} went away; both are kept as they were.")
    coded = next(iter(db.execute("select count(*) from articles where language is not null")))[0]
    spread = ", ".join(
        f"{n} {language}"
        for language, n in db.execute(
            "select language, count(*) from articles where language is not null group by 1 order by 2 desc"
        )
    )
    console.print(f"Language was told for {coded} articles: {spread}.")
