"""The site: Datasette over one archive, with our plugins, templates, styles and limits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from datasette.app import Datasette  # type: ignore[import-untyped]

from pipeline.publish import Unpublishable
from pipeline.publish.archive import NAME, Archive, check

HERE: Final = Path(__file__).parent

SETTINGS: Final[Mapping[str, object]] = {
    "suggest_facets": False,  # 2.0 s of every table page at 1 M rows
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1500,  # one above sql_time_limit_ms would be ignored
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "default_facet_size": 20,
    "max_csv_mb": 20,
    "truncate_cells_html": 280,  # characters; a body in a table cell is there to be recognised, not read
    "allow_download": False,
    "default_cache_ttl": 60,  # seconds; pages of readers without a cookie may be kept by a proxy
}
"""Why each value is what it is was measured on 1 M rows: docs/decisions.md."""


KNOWN: Final = 1000
"""Permissions that are remembered."""


class Site(Datasette):  # type: ignore[misc]
    """Datasette for readers who are all alike: nobody can log in, so what one may see everybody may.

    The page of all tables asks 460 times; each asks the database again (half of the time that the page took).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._allowed: dict[tuple[object, ...], bool | None] = {}

    async def permission_allowed(self, actor: Any, action: str, resource: Any = None, default: Any = False) -> Any:
        """Return yes, no, or None where nothing says either."""
        if actor is not None:
            return await super().permission_allowed(actor, action, resource, default)
        key = (action, resource, default)
        if key not in self._allowed:
            if len(self._allowed) > KNOWN:
                self._allowed.clear()
            self._allowed[key] = await super().permission_allowed(actor, action, resource, default)
        return self._allowed[key]


def build(
    archive: Path, *, metadata: Path, warcs: Path | None = None, sql: bool = False, contact: str | None = None
) -> Any:
    """Return a Datasette over `archive`; its `.app()` is the ASGI application.

    `warcs` is where captures are read from; without it their pages say that they are not here. With `sql`, readers
    may ask questions of their own; the limits stay. `contact` is where objections go: a URL or a mail address.
    Raises Unpublishable.
    """
    check(archive)
    site = Site(
        memory=True,  # else Datasette invents a database of its own; ours is added below, under its own name
        metadata=_metadata(metadata),
        template_dir=str(HERE / "templates"),
        plugins_dir=str(HERE / "plugins"),
        static_mounts=[("static", str(HERE / "static"))],
        settings={**SETTINGS, "default_allow_sql": sql},
    )
    site.remove_database("_memory")
    site.add_database(Archive(site, archive, warcs=warcs, contact=contact), name=NAME)
    return site


def close(site: Any) -> None:
    """Let go of the threads and connections of a site that is no longer served."""
    site.executor.shutdown()
    for database in site.databases.values():
        database.close()


def _metadata(path: Path) -> dict[str, Any]:
    try:
        metadata = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise Unpublishable(f"the descriptions cannot be read: {path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise Unpublishable(f"{path} is not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(metadata, dict) or NAME not in (metadata.get("databases") or {}):
        raise Unpublishable(f"{path} does not describe a database called `{NAME}`")
    return metadata
