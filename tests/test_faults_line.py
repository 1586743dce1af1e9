"""Faults of the line, of the disk and of clocks: told for what they are, and nothing is lost."""

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import newsroom
from bench.generated import article, site
from newsroom import Fault, Kind, Newsroom
from pipeline import warc
from pipeline.model import CaptureRow
from tests.command import arsip, catalogue, query, rows, run
from tests.test_incremental import later

NO_NAMES = """
import socket, sys

def refuse(event, arguments):
    if event == "socket.gethostbyname" or (event == "socket.getaddrinfo" and arguments[0].endswith(".example")):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

sys.addaudithook(refuse)
"""
"""A sitecustomize.py for which no name exists; so nothing is asked of any resolver."""


def one_outlet(place: Path, home: str) -> Path:
    folder = place / "outlets"
    folder.mkdir()
    (folder / "a.yml").write_text(
        f"outlets:\n  - {{slug: a, name: A, platform: blogspot, home_url: '{home}', province: '18'}}\n"
    )
    return folder


def kinds(place: Path) -> set[object]:
    return {row["kind"] for row in query(place, "select kind from issues where open")}


def test_a_name_that_does_not_resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_NAMES)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    done = arsip(tmp_path, "--outlets", one_outlet(tmp_path, "http://hilang.example/"), "crawl", "--delay", "0")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert {"dns_failure", "silent_outlet"} <= kinds(tmp_path)
    [row] = query(tmp_path, "select message from issues where kind = 'silent_outlet'")
    assert "dns_failure" in str(row["message"])


class Pages(BaseHTTPRequestHandler):
    """Has no page."""

    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A handshake that fails is what is tested."""


@contextmanager
def listening(certificate: Path | None) -> Iterator[int]:
    """Serve on loopback, over TLS where there is a certificate; yield the port."""
    server = Quiet(("127.0.0.1", 0), Pages)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(path: Path, *, ends: datetime) -> Path:
    """Write a certificate for 127.0.0.1 that ends at an instant, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(ends - timedelta(days=90)).not_valid_after(ends).sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def visit_loopback(place: Path, port: int) -> subprocess.CompletedProcess[str]:
    folder = one_outlet(place, f"https://127.0.0.1:{port}/")
    return arsip(place, "--outlets", folder, "crawl", "--delay", "0", "--allow-network", "127.0.0.1/32")


def test_a_server_that_speaks_no_tls(tmp_path: Path) -> None:
    with listening(None) as port:
        done = visit_loopback(tmp_path, port)
    assert done.returncode == 3
    assert "tls_failure" in kinds(tmp_path)


@pytest.mark.parametrize(("days", "told"), [(-3, "has expired"), (3, "will expire"), (60, None)])
def test_a_certificate_that_ends_is_told_and_the_outlet_still_visited(
    tmp_path: Path, days: int, told: str | None
) -> None:
    ends = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    with listening(certificate(tmp_path / "pair.pem", ends=ends)) as port:
        visit_loopback(tmp_path, port)
    found = [str(row["message"]) for row in query(tmp_path, "select message from issues where kind = 'certificate'")]
    assert [told in message for message in found if told] == ([True] if told else [])
    assert query(tmp_path, "select count(*) > 0 as n from captures") == [{"n": 1}]


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """Mount a tmpfs of a size; only root may."""
    at.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        pytest.skip("a small tmpfs can be mounted by root only")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def grow(at: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", at], check=True)


@pytest.fixture
def served() -> Iterator[Newsroom]:
    with newsroom.serve([site(25)]) as opened:
        yield opened


def test_a_full_disk_for_the_warcs_stops_the_run_and_leaves_whole_records(tmp_path: Path, served: Newsroom) -> None:
    folder = catalogue(tmp_path / "outlets", served)
    with small_disk(tmp_path / "warcs", "100k") as warcs:
        done = run(tmp_path, served, folder)
        assert done.returncode == 3
        assert "the WARC cannot be written" in done.stderr
        assert "Traceback" not in done.stderr
        for path in warc.segments(warcs):
            subprocess.run(["gunzip", "-t", path], check=True)
        records = [r for path in warc.segments(warcs) for r in warc.scan(path, warcs) if isinstance(r, CaptureRow)]
        assert 0 < len(records) < 25
        assert query(tmp_path, "select count(*) as n from captures") == [{"n": len(records)}]
        grow(warcs)
        served.forget()
        assert run(tmp_path, served, folder).returncode == 0
        assert query(tmp_path, "select count(*) as n from articles") == [{"n": 25}]
        asked = [e.path for e in served.log if e.status == 200 and e.path.startswith("/netralitas")]
        assert len(asked) <= 25 - sum("/netralitas" in r.url for r in records)


@pytest.mark.parametrize("size", ["900k", "3m"], ids=["while the tables are made", "while rows are written"])
def test_a_full_disk_for_the_database_is_told_in_a_line_and_nothing_is_lost(
    tmp_path: Path, served: Newsroom, size: str
) -> None:
    folder = catalogue(tmp_path / "outlets", served)
    with small_disk(tmp_path / "small", size) as small:
        where: list[str | Path] = ["--archive", small / "archive.db", "--outlets", folder]
        done = arsip(tmp_path, *where, "run", "--proxy", served.proxy, "--delay", "0")
        assert done.returncode in {1, 3}, done.stderr
        assert "disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        grow(small)
        done = arsip(tmp_path, *where, "run", "--proxy", served.proxy, "--delay", "0")
        assert done.returncode == 0, done.stderr
        assert query(small, "select count(*) as n from articles") == [{"n": 25}]
        assert query(small, "pragma integrity_check") == [{"integrity_check": "ok"}]


def test_a_clock_that_was_wrong_hides_nothing_from_later_runs(tmp_path: Path, served: Newsroom) -> None:
    catalogue(tmp_path / "outlets", served)
    later(tmp_path, served, 3000, read=False)
    path = served.url("100004").partition("bangkitan.example")[2]
    served.edit("100004", served.article("100005")[1].blocks)
    served.faults["bangkitan.example", path + "x"] = Fault(kind=Kind.EMPTY)
    later(tmp_path, served, 0)
    assert query(tmp_path, "select 1 from issues where kind = 'clock_jump'")
    [row] = query(tmp_path, "select edition from articles where url = ?", served.url("100004"))
    assert row["edition"] == 2
    before = rows(tmp_path)
    assert arsip(tmp_path, "--outlets", tmp_path / "outlets", "rebuild").returncode == 0
    assert rows(tmp_path) == before


def test_a_redesign_is_told(tmp_path: Path) -> None:
    with newsroom.serve([site(12)]) as opened:
        folder = catalogue(tmp_path / "outlets", opened)
        assert run(tmp_path, opened, folder).returncode == 0
        opened.faults["bangkitan.example", "/netralitas"] = Fault(kind=Kind.REDESIGN)
        for number in range(500, 506):
            opened.add("bangkitan.example", article(number))
        done = run(tmp_path, opened, folder)
        assert done.returncode == 3, done.stderr
    assert {"template_changed", "selector_empty"} & kinds(tmp_path)
    assert query(tmp_path, "select count(*) as n from captures where url like '%/netralitas%'") == [{"n": 18}]
