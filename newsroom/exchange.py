"""Requests and responses of the sample newsroom, and what HTTP adds to every answer."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked one host for."""

    host: str
    """Lower case, without port."""
    target: str
    """Path and query as sent."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    method: str = "GET"

    @property
    def path(self) -> str:
        return unquote(self.target.partition("?")[0]) or "/"

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer before and after the wire: `finished` makes the one of the other."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=UTF-8"
    headers: Headers = ()
    last_modified: datetime | None = None
    reset: bool = False
    """Hang up in the middle of the answer, with a TCP reset."""
    pause: float = 0.0
    """Seconds between the halves of the body."""
    raw: bool = False
    """Leave the body as it is: neither gzip nor ETag."""

    @classmethod
    def page(cls, text: str, *, last_modified: datetime | None = None, status: int = 200) -> "Response":
        return cls(status=status, body=text.encode(), last_modified=last_modified)

    @classmethod
    def redirect(cls, url: str, status: int = 301) -> "Response":
        return cls(status=status, headers=(("Location", url),), body=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One line of the newsroom's log."""

    host: str
    path: str
    """Path and query as asked."""
    status: int
    headers: Mapping[str, str]
    """Of the request, names in lower case."""
    method: str = "GET"


def finished(response: Response, request: Request) -> Response:
    """Return `response` with validators, as 304 where the client has it, and in gzip where it may be."""
    if response.raw or response.status != HTTPStatus.OK:
        return _gzipped(response, request)
    tag = hashlib.sha256(response.body).hexdigest()[:20]
    headers: list[tuple[str, str]] = [
        ("ETag", f'"{tag}"'),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", "max-age=60"),
    ]
    if response.last_modified is not None:
        headers.append(("Last-Modified", format_datetime(response.last_modified.astimezone(UTC), usegmt=True)))
    response = replace(response, headers=(*response.headers, *headers))
    if _unchanged(request, tag, response.last_modified):
        return replace(response, status=HTTPStatus.NOT_MODIFIED, body=b"")
    return _gzipped(response, request)


def _unchanged(request: Request, tag: str, last_modified: datetime | None) -> bool:
    """If-None-Match decides alone where it is sent (RFC 9110, 13.1.3)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        return known.strip() == "*" or tag in {part.strip().removeprefix("W/").strip('"') for part in known.split(",")}
    since = request.headers.get("if-modified-since")
    if since is None or last_modified is None:
        return False
    try:
        return last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _gzipped(response: Response, request: Request) -> Response:
    accepted = {part.split(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    if response.raw or not response.body or not accepted & {"gzip", "*"}:
        return response
    headers = tuple(
        (name, f"W/{value}" if name == "ETag" else value) for name, value in response.headers
    )  # the bytes differ from the plain ones, so the validator is weak, as nginx does
    return replace(
        response,
        body=gzip.compress(response.body, mtime=0),
        headers=(*headers, ("Content-Encoding", "gzip")),
    )
