"""A crawl goes to the outlet's hosts on the public internet, and nowhere else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scrapers.guard import internal, literal, networks, objection
from tests.command import arsip, query

HOSTS = ("radar.example", "radar.example:8080", "127.0.0.1:8000")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://0/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.8/", "http://192.168.1.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://224.0.0.1/",
        "http://localhost/", "http://localhost.:80/", "http://a.localhost/", "http://metadata.google.internal/",
        "file:///etc/passwd", "ftp://radar.example/x", "javascript:alert(1)", "http:///x", "data:text/html,x",
        "http://orang-lain.example/", "http://radar.example.jahat.example/",
    ],
)  # fmt: skip
def test_what_is_not_the_outlet_is_refused(url: str) -> None:
    assert objection(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "http://radar.example/a",
        "https://www.radar.example/a",
        "https://m.radar.example/a",
        "http://radar.example:8080/",
    ],
)
def test_the_outlet_itself_is_not(url: str) -> None:
    assert objection(url, HOSTS) is None


def test_a_network_can_be_allowed_and_no_other_with_it() -> None:
    allowed = networks(["127.0.0.1/32"])
    assert objection("http://127.0.0.1:8000/", HOSTS, allowed) is None
    assert objection("http://127.66.6.6:8000/", HOSTS, allowed)
    assert not internal("127.0.0.1", allowed)
    assert internal("127.66.6.6", allowed)
    with pytest.raises(ValueError, match="sana-sini"):
        networks(["sana-sini"])


@pytest.mark.parametrize("host", ["radar.example", "0x7f.example", "1.example", "deadbeef.example", ""])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


class Answers(BaseHTTPRequestHandler):
    """Redirects every page to the other server; writes down what was asked."""

    def do_GET(self) -> None:
        asked: list[str] = self.server.asked  # type: ignore[attr-defined]
        asked.append(self.path)
        target: str | None = self.server.target  # type: ignore[attr-defined]
        found = target and self.path != "/robots.txt"
        self.send_response(302 if found else 404)
        if found:
            self.send_header("Location", f"{target}{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def listening(address: str, target: str | None = None) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer((address, 0), Answers)
    server.asked, server.target = [], target  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_redirect_to_an_internal_address_is_never_followed(tmp_path: Path) -> None:
    with (
        listening("127.66.6.6") as secret,
        listening("127.0.0.1", f"http://127.66.6.6:{secret.server_port}") as outlet,
    ):
        (tmp_path / "outlets").mkdir()
        (tmp_path / "outlets" / "a.yml").write_text(
            "outlets:\n  - {slug: a, name: A, platform: blogspot, "
            f"home_url: 'http://127.0.0.1:{outlet.server_port}/', province: '18'}}\n"
        )
        done = arsip(
            tmp_path, "--outlets", tmp_path / "outlets", "run", "--delay", "0", "--allow-network", "127.0.0.1/32"
        )
        assert len(outlet.asked) > 1, done.stderr  # type: ignore[attr-defined]
    assert secret.asked == []  # type: ignore[attr-defined]
    issues = query(tmp_path, "select kind, message from issues")
    assert "forbidden_address" in {row["kind"] for row in issues}
    assert any("127.66.6.6 is an internal address" in str(row["message"]) for row in issues)
