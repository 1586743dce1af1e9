"""An outlet is one outlet however its addresses are spelled, and each page is asked for once."""

import json
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import newsroom
from bench.generated import site
from newsroom import Fault, Kind
from tests.command import arsip, catalogue, query, run
from tests.test_faults_line import certificate

COUNT = 12


def test_an_outlet_that_sends_us_to_another_host_is_asked_there_from_then_on(tmp_path: Path) -> None:
    with newsroom.serve([site(COUNT)]) as served:
        outlets = catalogue(tmp_path / "outlets", served, bangkitan={"home_url": "http://www.bangkitan.example/"})
        assert run(tmp_path, served, outlets).returncode == 0
        answers = Counter(int(e.status) for e in served.log)
        assert answers[301] + answers[302] <= 2, "robots.txt and the first listing; no article"
        articles = [e for e in served.log if e.path.startswith("/netralitas")]
        assert len(articles) == COUNT
    assert query(tmp_path, "select count(*) as n from articles") == [{"n": COUNT}]


SHUT = {"rest": (), "umpan": ("/wp-json",), "laman": ("/wp-json", "/feed")}
"""Outlet → what is shut, so that its articles are found on the next rung: REST, feeds, pages."""


def test_articles_that_an_http_outlet_lists_as_https_are_found_under_its_own_scheme(tmp_path: Path) -> None:
    with newsroom.serve([site(COUNT, host=f"{name}.example", seed=n) for n, name in enumerate(SHUT)]) as served:
        for name, paths in SHUT.items():
            served.faults[f"{name}.example", "/"] = Fault(kind=Kind.HTTPS_LINKS)
            for path in paths:
                served.faults[f"{name}.example", path] = Fault(kind=Kind.STATUS, status=404)
        done = run(tmp_path, served, catalogue(tmp_path / "outlets", served))
        assert done.returncode == 0, done.stderr
    found = query(tmp_path, "select outlet, count(*) as n from articles group by outlet order by outlet")
    assert found == [{"outlet": name, "n": COUNT} for name in sorted(SHUT)]
    assert query(tmp_path, "select 1 from urls where url like 'https:%'") == []


class Encrypted(BaseHTTPRequestHandler):
    """REST and articles behind TLS; the listing calls them http, as one made before the move does."""

    def do_GET(self) -> None:
        home = f"127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        kind, body = "text/html", b"<html><body><h1>Netralitas ASN</h1></body></html>"
        if self.path.startswith("/wp-json/"):
            posts = [
                {"link": f"http://{home}/netralitas-asn-nomor-{n}/", "date": "2024-09-01T08:00:00",
                 "title": {"rendered": f"Netralitas ASN {n}"}}
                for n in range(COUNT)
            ]  # fmt: skip
            kind, body = "application/json", json.dumps(posts).encode()
        found = self.path.startswith(("/wp-json/", "/netralitas"))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Encrypted)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path / "pair.pem", ends=datetime.now(UTC) + timedelta(days=60)))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_articles_that_an_https_outlet_lists_as_http_are_found_under_its_own_scheme(
    tmp_path: Path, encrypted: str
) -> None:
    folder = tmp_path / "outlets"
    folder.mkdir()
    (folder / "a.yml").write_text(
        f"outlets:\n  - {{slug: a, name: A, platform: wordpress, home_url: '{encrypted}', province: '18'}}\n"
    )
    arsip(tmp_path, "--outlets", folder, "crawl", "--delay", "0", "--allow-network", "127.0.0.1/32")
    asked = query(tmp_path, "select url, status from captures where url like '%/netralitas%'")
    assert Counter((str(row["url"]).partition(":")[0], row["status"]) for row in asked) == {("https", 200): COUNT}
