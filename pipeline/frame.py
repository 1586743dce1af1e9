"""What must stand in an archive before any stage, and what comes after the last. Light: a crawl needs no more."""

from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from pipeline import remembered, schema, store, store_health, store_urls
from pipeline.coding import regions
from pipeline.model import Outlet, Takedown
from pipeline.publish import derived, release


def prepare(db: Database, warcs: Path, outlets: Iterable[Outlet], takedowns: Iterable[Takedown] | None = None) -> None:
    """Bring the tables of regions, outlets and takedowns up to date; the others lean on them."""
    columns = schema.TABLES["regions"][0]
    store.save_regions(db, [{name: getattr(region, name) for name in columns} for region in regions.load()])
    store.save_outlets(db, remembered.joined(outlets, remembered.recalled(warcs)))
    if takedowns is not None:
        store_urls.save_takedowns(db, takedowns)


def finish(db: Database, warcs: Path, *, trial: bool = False) -> None:
    """Bring ledger and issues up to date, and what the site searches and cites by; let SQLite see its statistics."""
    store_health.refresh(db)
    store.refresh_issues(db)
    release.remember(db, release.recalled(warcs))
    derived.refresh(db)
    if not trial:
        release.keep(db, warcs)
        remembered.keep(db, warcs)
    db.execute("pragma optimize")
