"""The pages that Datasette does not have: front, articles, one article, captures, figures, language, robots."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from datasette.utils.asgi import AsgiStream, NotFound, Response  # type: ignore[import-untyped]

from pipeline.publish.archive import NAME, Archive
from pipeline.publish.articles import difference, story
from pipeline.publish.captures import headers, preserved
from pipeline.publish.feeds import as_csv, as_json, feed
from pipeline.publish.find import find, newest
from pipeline.publish.front import front
from pipeline.publish.judged import namer
from pipeline.publish.labels import described, named
from pipeline.publish.query import Query
from pipeline.publish.sheet import Sheet
from pipeline.publish.sheets import decoded
from pipeline.publish.words import LANGUAGES, Language, Words

COOKIE: Final = "bahasa"

LARGEST_ID: Final = 2**63 - 1

ROBOTS: Final = """User-agent: *
Disallow: /*?
Disallow: /artikel.csv
Disallow: /artikel.json
Disallow: /tangkapan/
Disallow: /-/
"""
"""Articles and tables may be indexed; the endless combinations of filters, and the captures, may not."""


def language(request: Any) -> Language:
    """Return the language that a reader chose; Indonesian without a choice."""
    chosen = request.cookies.get(COOKIE) if request is not None else None
    return next((known for known in LANGUAGES if known == chosen), "id")


async def front_page(datasette: Any, request: Any) -> Any:
    archive = _archive(datasette)
    queries = await datasette.get_canned_queries(NAME, request.actor)
    page = {"front": await front(archive), "questions": queries.values(), "metadata": datasette.metadata()}
    return await _html(datasette, request, "front.html", page)


async def search_page(datasette: Any, request: Any) -> Any:
    """Answer /cari, which waits for words, and /artikel, which lists what there is."""
    query = _query(request)
    archive = _archive(datasette)
    wanted = query.text or query.filters or request.path != "/cari"
    found = await find(archive, query) if wanted else None
    labels = await named(archive, words(request))
    page = {"query": query, "found": found, "labels": labels, "path": request.path}
    return await _html(datasette, request, "search.html", page)


async def taken_away(datasette: Any, request: Any) -> Any:
    """Answer with a view as an Atom feed, or whole as CSV or JSON."""
    archive, query, t = _archive(datasette), replace(_query(request), page=1), words(request)
    release = await archive.release()

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, path))

    kind = request.url_vars["format"]
    if kind == "atom":
        rows = await newest(archive, query)
        about = described(query, await named(archive, t), t)
        text = feed(
            rows, title=f"{t('site.name')}: {about}", about=t("feed.about"), absolute=absolute, home=query.address(),
            path=query.address("/artikel.atom"), event=partial(t.label, "event_type"),
        )  # fmt: skip
        return Response(text, headers=_kept(datasette), content_type="application/atom+xml; charset=utf-8")
    if kind == "csv":
        lines, content_type = as_csv(archive, query, absolute), "text/csv; charset=utf-8"
    else:
        head = {
            "archive": t("site.name"),
            "release": release.id,
            "as_of": release.as_of,
            "view": absolute(query.address()),
        }
        lines, content_type = as_json(archive, query, absolute, about=head), "application/json; charset=utf-8"
    name = f'attachment; filename="arsip-netralitas-{release.id}.{kind}"'
    headers = {"Content-Disposition": name, "X-Release": release.id, "X-Robots-Tag": "noindex"}
    return AsgiStream(partial(_write, lines), headers=headers, content_type=content_type)


async def _write(lines: AsyncIterator[str], writer: Any) -> None:
    async for line in lines:
        await writer.write(line)


def sheet_page(
    page: Callable[..., Awaitable[Sheet | None]], *, one: bool = False, asks: Sequence[str] = ()
) -> Callable[..., Awaitable[Any]]:
    """Return the view of a page of figures; of `one` thing, which the last part of its address names.

    `asks` names what it takes from the address.
    """

    async def view(datasette: Any, request: Any) -> Any:
        name = [decoded(request.url_vars["name"])] if one else []
        asked = {field: request.args.get(field) or "" for field in asks}
        found = await page(_archive(datasette), words(request), *name, **asked)
        if found is None:
            raise NotFound(request.path)
        return await _html(datasette, request, "sheet.html", {"sheet": found})

    return view


async def difference_page(datasette: Any, request: Any) -> Any:
    found = await difference(_archive(datasette), _id(request), int(request.url_vars["edition"]))
    if found is None:
        raise NotFound(request.path)
    return await _html(datasette, request, "diff.html", {"found": found})


async def article_page(datasette: Any, request: Any) -> Any:
    edition = request.args.get("edisi") or ""
    if edition and not (edition.isascii() and edition.isdigit() and len(edition) < 10):
        raise NotFound(edition)
    found = await story(_archive(datasette), _id(request), int(edition) if edition else None)
    if found is None:
        raise NotFound(request.path)
    names = await namer(_archive(datasette), words(request))
    return await _html(datasette, request, "article.html", {"story": found, "code_names": names})


async def capture_page(datasette: Any, request: Any) -> Any:
    """Answer with what an outlet sent, as plain text in a sandbox."""
    found = await preserved(_archive(datasette), _id(request))
    if found is None:
        raise NotFound(request.path)
    if found.text is None:
        page = {"found": found}
        status = 422 if found.capture is not None else 404
        return await _html(datasette, request, "capture.html", page, status=status)
    return Response.text(found.text, headers=headers(found))


async def capture_bytes(datasette: Any, request: Any) -> Any:
    """Answer with the payload as it was received, to be kept and compared with its digest, never opened here."""
    found = await preserved(_archive(datasette), _id(request))
    if found is None:
        raise NotFound(request.path)
    if found.capture is None:
        return await _html(datasette, request, "capture.html", {"found": found}, status=404)
    kept = {"Content-Disposition": f'attachment; filename="tangkapan-{found.row["id"]}.bin"'}
    return Response(found.capture.payload, headers={**headers(found), **kept}, content_type="application/octet-stream")


async def choose_language(request: Any) -> Any:
    """Remember a language and go back to the page that it was chosen on, which must be one of ours."""
    back = request.args.get("kembali") or "/"
    ours = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    response = Response.redirect(back if ours else "/")
    chosen = request.url_vars["language"]
    response.set_cookie(COOKIE, chosen, max_age=365 * 86400, httponly=True)
    return response


def robots(request: Any) -> Any:
    return Response.text(ROBOTS)


def closed(request: Any) -> Any:
    """Answer for Datasette's pages about itself, which tell paths of this machine or are for its developers."""
    raise NotFound(request.path)


def _query(request: Any) -> Query:
    return Query.of({name: request.args.get(name) for name in request.args})


def _kept(datasette: Any) -> dict[str, str]:
    return {"Cache-Control": f"max-age={datasette.setting('default_cache_ttl')}"}


def _archive(datasette: Any) -> Archive:
    archive = datasette.get_database(NAME)
    assert isinstance(archive, Archive)
    return archive


def _id(request: Any) -> int:
    number = int(request.url_vars["id"])
    if number > LARGEST_ID:
        raise NotFound(request.path)
    return number


async def _html(datasette: Any, request: Any, template: str, page: Mapping[str, object], *, status: int = 200) -> Any:
    html = await datasette.render_template(template, dict(page), request=request)
    return Response.html(html, status=status, headers=_kept(datasette))


def words(request: Any) -> Words:
    """Return the strings for whoever asks."""
    return Words(language=language(request))
