"""What goes wrong on the web, on request: each kind of fault turns a good answer into a bad one."""

import gzip
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import count

from newsroom.exchange import Headers, Request, Response

HUGE = 30 * 1024 * 1024
"""Bytes: three times what a crawl should accept for one page."""
DEPTH = 10_000
"""Nested elements; parsers that recurse give up far below."""
TORN = 0.6
"""Share of the bytes that still arrive."""
BOMB = 256 * 1024 * 1024
"""Bytes that a gzip bomb becomes: eight times what a crawl should accept for one page."""


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
    SLOW = "slow"
    GZIP_BOMB = "gzip_bomb"
    PLAIN = "plain"
    CALENDAR = "calendar"
    SESSION_IDS = "session_ids"
    ODD_LINKS = "odd_links"
    REDESIGN = "redesign"
    HTTPS_LINKS = "https_links"


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
    seconds: float = 3600.0
    """For `SLOW`: between the first half of the body and the second."""
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


def _slow(fault: Fault, request: Request, response: Response) -> Response:
    return replace(response, raw=True, pause=fault.seconds)


def _gzip_bomb(fault: Fault, request: Request, response: Response) -> Response:
    return Response(raw=True, body=_bomb(), headers=(("Content-Encoding", "gzip"),))


@cache
def _bomb() -> bytes:
    engine, zeros = zlib.compressobj(9, zlib.DEFLATED, 31), bytes(1 << 20)
    return b"".join(engine.compress(zeros) for _ in range(BOMB >> 20)) + engine.flush()


def _plain(fault: Fault, request: Request, response: Response) -> Response:
    """The page as it is, from a server that knows neither gzip nor validators; and with the fault's headers."""
    return replace(response, raw=True)


def _calendar(fault: Fault, request: Request, response: Response) -> Response:
    """A page for every month that there ever will be, each with a link to the next and some headlines."""
    path, month = request.target.partition("?")[0], int(request.query.get("bulan", "1"))
    item = '<li><a href="/cuaca-cerah-di-pasar-ikan-{}-{}/">Cuaca cerah</a></li>'
    links = "".join(item.format(month, n) for n in range(9))
    body = f'<html><body><ul>{links}</ul><a rel="next" href="{path}?bulan={month + 1}">Berikutnya</a></body></html>'
    return Response.page(body)


def _session_ids(fault: Fault, request: Request, response: Response) -> Response:
    """Every link carries an id of the visit, another one in every answer."""
    number = zlib.crc32(str(next(VISITS)).encode())
    body = re.sub(
        rb'href="((?:http://[^"/]+)?/[^"?#]*)"', rb'href="\1?PHPSESSID=' + f"{number:x}".encode() + rb'"', response.body
    )
    return replace(response, body=body)


def _odd_links(fault: Fault, request: Request, response: Response) -> Response:
    """Links that are no addresses, before all others."""
    odd = "".join(f'<a href="{link}">Netralitas ASN</a>' for link in ODD)
    return replace(response, body=re.sub(rb"(<body[^>]*>)", rb"\1" + odd.encode(), response.body, count=1))


VISITS = count()

ODD = (
    "javascript:void(0)", "mailto:redaksi@bangkitan.example", "tel:+62000", "http://[bad/", "//", "http://", "#",
    "https://wa.me/?text=http%3A%2F%2Fbangkitan.example", "data:text/html,x", "http://bangkitan.example:99999/x/",
)  # fmt: skip


def _redesign(fault: Fault, request: Request, response: Response) -> Response:
    """The same text in another theme: every class and id has a new name, and nothing says what it is."""
    body = re.sub(rb'\s(class|id|itemprop|itemtype|property|name)="[^"]*"', _renamed, response.body)
    body = re.sub(rb"<script\b.*?</script>", b"", body, flags=re.S)
    return replace(response, body=re.sub(rb"<(/?)(article|main|header|section|h1)\b", rb"<\1div", body))


def _https_links(fault: Fault, request: Request, response: Response) -> Response:
    """What is listed is called https, as by a site that was moved halfway; nothing answers there."""
    own = rf"http:(\\?/\\?/{re.escape(request.host)})".encode()
    return replace(response, body=re.sub(own, rb"https:\1", response.body))


def _renamed(match: re.Match[bytes]) -> bytes:
    letters = bytes(97 + int(digit, 16) for digit in f"{zlib.crc32(match[0]):08x}")
    return b' %s="%s"' % (match[1], letters) if match[1] in {b"class", b"id"} else b""


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
    Kind.SLOW: _slow,
    Kind.GZIP_BOMB: _gzip_bomb,
    Kind.PLAIN: _plain,
    Kind.CALENDAR: _calendar,
    Kind.SESSION_IDS: _session_ids,
    Kind.ODD_LINKS: _odd_links,
    Kind.REDESIGN: _redesign,
    Kind.HTTPS_LINKS: _https_links,
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
