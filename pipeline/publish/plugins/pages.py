"""Where our pages stand, and what every template can use."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from datasette.utils import tilde_encode  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from pipeline.publish import views
from pipeline.publish.archive import NAME, Archive
from pipeline.publish.find import find
from pipeline.publish.front import front
from pipeline.publish.query import Query
from pipeline.publish.search import marked
from pipeline.publish.sheets import coded, law_label, law_path, person_path
from pipeline.publish.sheets.about import about
from pipeline.publish.sheets.codebook import codebook
from pipeline.publish.sheets.elections import election, elections
from pipeline.publish.sheets.judgement import judgement
from pipeline.publish.sheets.laws import law, laws
from pipeline.publish.sheets.offices import office, offices
from pipeline.publish.sheets.outlets import outlet, outlets
from pipeline.publish.sheets.people import people, person
from pipeline.publish.sheets.regions import region, regions
from pipeline.publish.sheets.releases import release, releases
from pipeline.publish.sheets.status import status
from pipeline.publish.styles import EVIDENCE, STYLESHEET
from pipeline.publish.words import Words

hookimpl = HookimplMarker("datasette")

CLOSED = r"/-/(databases|threads|permissions|allow-debug|messages|patterns|actor|logout|auth-token)(\.json)?$"

PINNED: Final = "_terbitan"
"""Argument of an address that names the build it was cited from."""

SHEETS: Final[Mapping[str, Any]] = {
    "outlet": outlets, "wilayah": regions, "orang": people, "hukum": laws, "pemilu": elections, "status": status,
    "kode": codebook, "tentang": about, "jabatan": offices, "anotasi": judgement, "terbitan": releases,
}  # fmt: skip
ONES: Final[Mapping[str, Any]] = {
    "outlet": outlet, "wilayah": region, "orang": person, "hukum": law, "pemilu": election,
    "jabatan": office, "peristiwa": coded.coded_event, "terbitan": release,
}  # fmt: skip


@hookimpl
def register_routes() -> Sequence[tuple[str, Callable[..., Any]]]:
    return [
        (r"/$", views.front_page),
        (r"/cari$", views.search_page),
        (r"/artikel$", views.search_page),
        (r"/artikel\.(?P<format>atom|csv|json)$", views.taken_away),
        (r"/artikel/(?P<id>\d{1,19})$", views.article_page),
        (r"/artikel/(?P<id>\d{1,19})/beda/(?P<edition>\d{1,9})$", views.difference_page),
        *((f"/{name}$", views.sheet_page(page)) for name, page in SHEETS.items()),
        *((f"/{name}/(?P<name>[^/]{{1,200}})$", views.sheet_page(page, one=True)) for name, page in ONES.items()),
        (r"/peristiwa$", views.sheet_page(coded.coded_events, asks=coded.ASKED)),
        (r"/tangkapan/(?P<id>\d{1,19})$", views.capture_page),
        (r"/tangkapan/(?P<id>\d{1,19})/byte$", views.capture_bytes),
        (r"/bahasa/(?P<language>id|en)$", views.choose_language),
        (r"/robots\.txt$", views.robots),
        (CLOSED, views.closed),
    ]


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Find what the pages of many articles say before the first reader asks for it."""

    async def warm() -> None:
        archive = datasette.databases.get(NAME)
        if isinstance(archive, Archive):
            await front(archive)
            for page in (regions, elections, outlets, people, laws):
                await page(archive, Words())
            for asked in ({}, {"relevan": "1"}):
                await find(archive, Query.of(asked))
            await archive.table_counts()
            await archive.release()

    return warm


@hookimpl
def extra_template_vars(request: Any, datasette: Any) -> Callable[[], Awaitable[dict[str, object]]]:
    async def given() -> dict[str, object]:
        t = views.words(request)
        here = ""
        if request is not None:
            here = request.path + (f"?{request.query_string}" if request.query_string else "")
        archive = datasette.databases.get(NAME)
        release = await archive.release() if isinstance(archive, Archive) else None
        asked = request.args.get(PINNED) if request is not None else None
        older = asked if release and asked and asked != release.id else None
        known = await archive.releases() if older and isinstance(archive, Archive) else ()
        return {
            "t": t,
            "marked": marked,
            "row_path": row_path,
            "stylesheet": STYLESHEET,
            "evidence_css": EVIDENCE,
            "law_label": law_label,
            "law_path": law_path,
            "person_path": person_path,
            "absolute": lambda path: datasette.absolute_url(request, path),
            "release": release,
            "cited": older,
            "cited_release": next((one for one in reversed(known) if one.id == older), None),
            "cite_path": pinned(here, release.id) if release else here,
            "other_language": f"/bahasa/{t.other}?kembali={quote(here or '/')}",
        }

    return given


def pinned(here: str, release: str) -> str:
    """Return the address of a page with the build that it was seen in."""
    path, _, query = here.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != PINNED]
    return f"{path}?{urlencode([*kept, (PINNED, release)])}"


def row_path(row: Any, keys: Sequence[str]) -> str:
    """Return the last part of a row's address; a key that refers to another table comes with its label."""
    values = [row[key] for key in keys]
    return ",".join(tilde_encode(str(v["value"] if isinstance(v, dict) else v)) for v in values)
