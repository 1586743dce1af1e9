"""Errors as pages of ours, in the reader's language, without a traceback on anybody's screen."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Final

from datasette.database import QueryInterrupted  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from pipeline.publish.views import words

hookimpl = HookimplMarker("datasette")
log = logging.getLogger(__name__)

TITLES: Final = {404: "error.not_found", 403: "error.forbidden", 400: "error.bad_request"}
TEXTS: Final = {404: "error.not_found_text", 403: "error.forbidden_text", 503: "error.too_slow"}

Answer = Callable[[], Awaitable[Any]]


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, list[Any], list[Answer]]:
    """Stand in for Datasette's own handler, which prints a traceback with all local variables for each 404."""
    yield
    return [lambda: answer(datasette, request, exception)]


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Answer:
    detail = words(request)("error.no_sql") if request.args.get("sql") else ""
    return lambda: page(datasette, request, status=403, detail=detail)


async def answer(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return the page, or the JSON, for what went wrong."""
    status, detail = _status(exception), ""
    if status == 400 and not isinstance(exception, sqlite3.DatabaseError):
        detail = str(getattr(exception, "message", None) or exception)
    elif status == 500:
        log.error("%s failed", request.path, exc_info=exception)
    return await page(datasette, request, status=status, detail=detail)


def _status(exception: Exception) -> int:
    if isinstance(exception, QueryInterrupted) or getattr(exception, "message_is_html", False):
        return 503  # the only HTML that Datasette sends as a message says that a query took too long
    if isinstance(exception, DatasetteError) and exception.status == 500:
        return 400  # what it cannot sort or filter by was asked for in the address
    return 400 if isinstance(exception, sqlite3.DatabaseError) else int(getattr(exception, "status", 500))


async def page(datasette: Any, request: Any, *, status: int, detail: str) -> Any:
    """Return one error, as JSON where JSON was asked for."""
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "error": detail}, status=status)
    text_key = TEXTS.get(status, "error.server_text")
    if status == 400 and request.args.get("_searchmode") == "raw":
        text_key, detail = "error.raw_search", ""  # who asks for raw FTS5 gets its rules, not its parser's complaint
    context = {"status": status, "detail": detail, "title_key": TITLES.get(status, "error.title"), "text_key": text_key}
    html = await datasette.render_template("error.html", context, request=request)
    return Response.html(html, status=status)
