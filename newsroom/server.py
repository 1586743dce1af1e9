"""One threaded HTTP server on the loopback that is the whole web of the sample newsroom."""

import os
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsroom.exchange import Exchange, Request, Response, finished
from newsroom.faults import Fault
from newsroom.library import sites as bundled
from newsroom.model import Article, Block, Site
from newsroom.skins import SKINS

OUTLETS = Path(__file__).parent / "outlets"
EDIT_AFTER = timedelta(hours=1)
"""How long after its last change an edited article says it was changed, unless the test says when."""
RESET_AFTER = 512
"""Bytes of the body that arrive before a reset."""


class Newsroom:
    """The running newsroom: its addresses, its log, and what a test may do to it between crawls."""

    outlets = OUTLETS
    """Directory of YAML that describes the bundled sites to a crawl."""

    def __init__(self, sites: Iterable[Site], port: int) -> None:
        self._sites = {site.host: site for site in sites}
        self._lock = threading.RLock()
        self._log: list[Exchange] = []
        self._spent: Counter[tuple[str, str]] = Counter()
        self.faults: MutableMapping[tuple[str, str], Fault] = {}
        """By (host, path prefix); the longest prefix wins."""
        self.latency = 0.0
        """Seconds before each answer."""
        self._remembered: dict[tuple[str, str], Response] | None = None
        self._server = _Server(("127.0.0.1", port), self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def proxy(self) -> str:
        """The address to give a client as its HTTP proxy."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> list[Exchange]:
        """Every exchange so far, in the order in which the answers were made."""
        with self._lock:
            return list(self._log)

    def forget(self) -> None:
        """Empty the log and let faults with `times` count anew."""
        with self._lock:
            self._log.clear()
            self._spent.clear()

    @property
    def sites(self) -> dict[str, Site]:
        """By host, as they stand now."""
        with self._lock:
            return dict(self._sites)

    def article(self, article_id: str, *, host: str | None = None) -> tuple[Site, Article]:
        """Return an article and its site. Raises KeyError unless exactly one site has that id."""
        with self._lock:
            found = [s for s in self._sites.values() if host in {None, s.host} and article_id in s.by_id]
        if len(found) != 1:
            raise KeyError(f"{len(found)} sites have an article {article_id!r}")
        return found[0], found[0].by_id[article_id]

    def url(self, article_id: str, *, host: str | None = None, page: int = 1) -> str:
        """Return the address that the site itself calls canonical, or that of a further page."""
        site, article = self.article(article_id, host=host)
        return SKINS[site.skin].url(site, article, page)

    def edit(
        self,
        article_id: str,
        blocks: Sequence[Block] | None = None,
        *,
        host: str | None = None,
        headline: str | None = None,
        slug: str | None = None,
        modified: datetime | None = None,
    ) -> Article:
        """Change an article as its editors would; a new slug leaves the old one behind. Returns the new one."""
        with self._lock:
            site, old = self.article(article_id, host=host)
            new = replace(
                old,
                blocks=old.blocks if blocks is None else tuple(blocks),
                breaks=old.breaks if blocks is None else (),
                headline=headline or old.headline,
                slug=slug or old.slug,
                old_slugs=(*old.old_slugs, old.slug) if slug else old.old_slugs,
                modified=modified or old.changed + EDIT_AFTER,
            )
            self._put(site, [new if a.id == article_id else a for a in site.articles])
        return new

    def delete(self, article_id: str, *, host: str | None = None) -> None:
        """Take an article off its site: its address answers 404 and no listing names it."""
        with self._lock:
            site, _ = self.article(article_id, host=host)
            self._put(site, [a for a in site.articles if a.id != article_id])

    def add(self, host: str, article: Article) -> None:
        """Publish one more article."""
        with self._lock:
            site = self._sites[host]
            self._put(site, [*site.articles, article])

    def _put(self, site: Site, articles: Iterable[Article]) -> None:
        self._sites[site.host] = replace(site, articles=tuple(articles))

    def answer(self, request: Request) -> Response:
        """Return what `request` gets on the wire, and write it down."""
        if self.latency:
            time.sleep(self.latency)
        response = self._known(request) or self._site_answer(request)
        fault = self._fault_for(request)
        response = finished(fault(request, response) if fault else response, request)
        with self._lock:
            self._log.append(
                Exchange(
                    host=request.host, path=request.target, status=response.status,
                    headers=request.headers, method=request.method,
                )
            )  # fmt: skip
        return response

    def _known(self, request: Request) -> Response | None:
        if self._remembered is None:
            return None
        key = (request.host, request.target)
        if key not in self._remembered:
            self._remembered[key] = self._site_answer(request)
        return self._remembered[key]

    def remember(self) -> None:
        """Make each page once from now on, for benches: what is edited afterwards does not show."""
        self._remembered = {}

    def _site_answer(self, request: Request) -> Response:
        by_host = {host: site for site in self.sites.values() for host in (site.host, *site.hosts)}
        bare = request.host.removeprefix("www.")
        if bare in by_host and request.host != bare:
            return Response.redirect(f"http://{bare}{request.target}")
        if bare not in by_host:
            return Response(
                status=HTTPStatus.BAD_GATEWAY, body=b"no such host in this newsroom\n", content_type="text/plain"
            )
        return SKINS[by_host[bare].skin].respond(by_host[bare], request)

    def _fault_for(self, request: Request) -> Fault | None:
        with self._lock:
            matching = [k for k in self.faults if k[0] == request.host and request.target.startswith(k[1])]
            if not matching:
                return None
            key = max(matching, key=lambda k: len(k[1]))
            fault = self.faults[key]
            if fault.times is not None and self._spent[key] >= fault.times:
                return None
            self._spent[key] += 1
            return fault

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # with the standard 5, a client that opens ten connections at once waits a second

    def __init__(self, address: tuple[str, int], newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self._open: set[socket.socket] = set()
        self.closing = threading.Event()
        """Set when the newsroom ends, so that slow answers end with it."""
        super().__init__(address, _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Close what clients keep alive, so that no thread outlives the newsroom."""
        self.closing.set()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error of ours; anything else is a bug and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are two writes: the second would wait 40 ms for an ACK
    server_version = "nginx"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        self._send(self.server.newsroom.answer(self._request()))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        target = self.path
        if parts.scheme:  # not urlunsplit: it would write a path of two slashes as four
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = parts.hostname or urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(host=host, target=target, headers=headers, method=self.command)

    def _send(self, response: Response) -> None:
        names = {name.lower() for name, _ in response.headers}
        self.send_response_only(response.status)
        self.send_header("Server", self.version_string())
        if "date" not in names:
            self.send_header("Date", self.date_time_string())
        if response.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", response.content_type)
            if "content-length" not in names:
                self.send_header("Content-Length", str(len(response.body)))
        for name, value in response.headers:
            self.send_header(name, value)
        short = any(name == "Content-Length" for name, _ in response.headers)
        if short:
            self.send_header("Connection", "close")
        self.end_headers()
        if response.reset:
            self._reset(response.body)
        elif self.command != "HEAD" and response.status != HTTPStatus.NOT_MODIFIED:
            half = len(response.body) // 2 if response.pause else 0
            self.wfile.write(response.body[:half])
            if response.pause:
                self.server.closing.wait(response.pause)
            self.wfile.write(response.body[half:])

    def _reset(self, body: bytes) -> None:
        """Send the beginning, then close with RST at once: an orderly shutdown would send FIN first."""
        self.wfile.write(body[:RESET_AFTER])
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """The log is Newsroom.log."""


@contextmanager
def serve(sites: Sequence[Site] | None = None, *, port: int = 0) -> Iterator[Newsroom]:
    """Serve `sites` (the bundled ones by default) on 127.0.0.1 until the context is left."""
    newsroom = Newsroom(bundled() if sites is None else sites, port)
    newsroom.start()
    try:
        yield newsroom
    finally:
        newsroom.stop()
