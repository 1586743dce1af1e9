"""Where our pages stand, and what every template can use."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from datasette.utils import tilde_encode  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from pipeline.publish import views
from pipeline.publish.search import marked
from pipeline.publish.styles import STYLESHEET

hookimpl = HookimplMarker("datasette")

CLOSED = r"/-/(databases|threads|permissions|allow-debug|messages|patterns|actor|logout|auth-token)(\.json)?$"


@hookimpl
def register_routes() -> Sequence[tuple[str, Callable[..., Any]]]:
    return [
        (r"/$", views.front_page),
        (r"/cari$", views.search_page),
        (r"/artikel/(?P<id>\d{1,19})$", views.article_page),
        (r"/tangkapan/(?P<id>\d{1,19})$", views.capture_page),
        (r"/tangkapan/(?P<id>\d{1,19})/byte$", views.capture_bytes),
        (r"/bahasa/(?P<language>id|en)$", views.choose_language),
        (r"/robots\.txt$", views.robots),
        (CLOSED, views.closed),
    ]


@hookimpl
def extra_template_vars(request: Any) -> dict[str, object]:
    t = views.words(request)
    here = ""
    if request is not None:
        here = request.path + (f"?{request.query_string}" if request.query_string else "")
    return {
        "t": t,
        "marked": marked,
        "row_path": row_path,
        "stylesheet": STYLESHEET,
        "other_language": f"/bahasa/{t.other}?kembali={quote(here or '/')}",
    }


def row_path(row: Any, keys: Sequence[str]) -> str:
    """Return the last part of a row's address; a key that refers to another table comes with its label."""
    values = [row[key] for key in keys]
    return ",".join(tilde_encode(str(v["value"] if isinstance(v, dict) else v)) for v in values)
