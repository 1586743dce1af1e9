"""What goes wrong on the web, on request: each kind of fault turns a good answer into a bad one."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from newsroom.exchange import Headers, Request, Response

HUGE = 30 * 1024 * 1024
"""Bytes: three times what a crawl should accept for one page."""
DEPTH = 10_000
"""Nested elements; parsers that recurse give up far below."""
TORN = 0.6
"""Share of the bytes that still arrive."""


class Kind(StrEnum):
    STATUS = "status"
    TRUNCATED_GZIP = "truncated_gzip"
    SHORT_BODY = "short_body"
    WRONG_ENCODING = "wrong_encoding"
    WRONG_CHARSET = "wrong_charset"
    EMPTY = "empty"
    BINARY = "binary"
    HUGE = "huge"
    DEEP = "deep"
    LOOP = "loop"
    REDIRECT = "redirect"
    RESET = "reset"
    CHALLENGE = "challenge"
    SOFT_404 = "soft_404"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault, set for a host and a path prefix in `Newsroom.faults`."""

    kind: Kind
    status: int | None = None
    """For `STATUS` (503 unless said), `REDIRECT` (302) and `CHALLENGE` (200; real walls also answer 403 or 503)."""
    headers: Headers = ()
    """Added to the answer, e.g. `(("Retry-After", "120"),)`."""
    url: str = "/"
    """For `REDIRECT`: where to."""
    times: int | None = None
    """How many requests meet it before all is well again; None for always."""

    def __call__(self, request: Request, response: Response) -> Response:
        bad = APPLY[self.kind](self, request, response)
        return replace(bad, headers=(*bad.headers, *self.headers))


def _status(fault: Fault, request: Request, response: Response) -> Response:
    status = fault.status or 503
    return Response(status=status, body=f"<html><body><h1>{status}</h1></body></html>".encode())


def _truncated_gzip(fault: Fault, request: Request, response: Response) -> Response:
    """The length agrees with what is sent, so only the gzip trailer tells that the rest is missing."""
    packed = gzip.compress(response.body, mtime=0)
    return replace(response, raw=True, body=packed[: int(len(packed) * TORN)], headers=(("Content-Encoding", "gzip"),))


def _short_body(fault: Fault, request: Request, response: Response) -> Response:
    """Content-Length promises more than comes before the connection closes."""
    cut = response.body[: int(len(response.body) * TORN)]
    return replace(response, raw=True, body=cut, headers=(("Content-Length", str(len(response.body))),))


def _wrong_encoding(fault: Fault, request: Request, response: Response) -> Response:
    return replace(response, raw=True, headers=(("Content-Encoding", "gzip"),))


def _wrong_charset(fault: Fault, request: Request, response: Response) -> Response:
    """The bytes stay UTF-8 and say so in their meta element; the header says otherwise."""
    return replace(response, raw=True, content_type="text/html; charset=ISO-8859-1")


def _empty(fault: Fault, request: Request, response: Response) -> Response:
    return Response(raw=True)


def _binary(fault: Fault, request: Request, response: Response) -> Response:
    """A picture under the name of a page, with the headers of a page."""
    return Response(raw=True, body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16)


def _huge(fault: Fault, request: Request, response: Response) -> Response:
    filler = b"<p>" + b"netralitas aparatur " * 50 + b"</p>\n"
    return Response(raw=True, body=(filler * (HUGE // len(filler) + 1))[:HUGE])


def _deep(fault: Fault, request: Request, response: Response) -> Response:
    """The whole page stands inside ten thousand elements."""
    head, body, rest = response.body.partition(b"<body")
    attributes, end, inside = rest.partition(b">")
    inside, close, tail = inside.rpartition(b"</body>")
    deep = b"<div>" * DEPTH + inside + b"</div>" * DEPTH
    return replace(response, body=head + body + attributes + end + deep + close + tail)


def _loop(fault: Fault, request: Request, response: Response) -> Response:
    """Two spellings of one address that send the client to and fro for ever."""
    path, _, query = request.target.partition("?")
    other = path if query else f"{path}?r=1"
    return Response.redirect(f"http://{request.host}{other}", 302)


def _redirect(fault: Fault, request: Request, response: Response) -> Response:
    return Response.redirect(fault.url, fault.status or 302)


def _reset(fault: Fault, request: Request, response: Response) -> Response:
    return replace(response, reset=True)


def _challenge(fault: Fault, request: Request, response: Response) -> Response:
    return replace(Response.page(CHALLENGE, status=fault.status or 200), raw=True)


def _soft_404(fault: Fault, request: Request, response: Response) -> Response:
    return Response.redirect(f"http://{request.host}/", 302)


APPLY: Mapping[Kind, Callable[[Fault, Request, Response], Response]] = {
    Kind.STATUS: _status,
    Kind.TRUNCATED_GZIP: _truncated_gzip,
    Kind.SHORT_BODY: _short_body,
    Kind.WRONG_ENCODING: _wrong_encoding,
    Kind.WRONG_CHARSET: _wrong_charset,
    Kind.EMPTY: _empty,
    Kind.BINARY: _binary,
    Kind.HUGE: _huge,
    Kind.DEEP: _deep,
    Kind.LOOP: _loop,
    Kind.REDIRECT: _redirect,
    Kind.RESET: _reset,
    Kind.CHALLENGE: _challenge,
    Kind.SOFT_404: _soft_404,
}

CHALLENGE = """<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="35"></head>
<body class="no-js"><div class="main-wrapper" role="main"><div class="main-content">
<h1 class="zone-name-title h1">Checking your browser</h1>
<h2 class="h2" id="challenge-running">Verify you are human by completing the action below.</h2>
<noscript><div id="challenge-error-title"><span id="challenge-error-text">Enable JavaScript and cookies to
continue</span></div></noscript>
<div id="trk_jschal_js" style="display:none"></div>
<div id="challenge-body-text" class="core-msg spacer">This site needs to review the security of your connection before
proceeding.</div>
<form id="challenge-form" action="/?__cf_chl_f_tk=sample" method="POST" enctype="application/x-www-form-urlencoded">
</form></div></div>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>
<div class="footer" role="contentinfo"><div class="footer-inner">Ray ID: <code>0000000000000000</code></div></div>
</body></html>
"""
