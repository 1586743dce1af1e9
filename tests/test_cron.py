"""What cron leans on: exit codes, one run at a time, a limit of time, and a page of instructions for each way."""

import json
import os
import re
import shutil
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest
import yaml

import newsroom
from bench.generated import site
from newsroom import Newsroom
from pipeline.lock import held, holder
from scrapers.cli import cli
from tests.command import ARSIP, arsip, catalogue, query, run

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "operate.md").read_text("utf-8")
DEPLOY = sorted(path for path in (ROOT / "deploy").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", DEPLOY, ids=lambda path: path.name)
def test_every_file_of_deploy_has_its_paragraph(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    [paragraph] = re.findall(rf"^### `{re.escape(name)}`\n\n(.+?)(?=\n#|\Z)", MANUAL, re.S | re.M)
    assert len(paragraph.split()) > 15


def test_files_of_deploy_call_commands_and_options_that_exist() -> None:
    known = subprocess.run([ARSIP, "run", "--help"], capture_output=True, text=True, check=True).stdout
    for path in DEPLOY:
        for words in re.findall(r"\barsip (run|gaps|status)\b([^\n;|]*)", path.read_text("utf-8")):
            for option in re.findall(r"--[a-z-]+", words[1]) if words[0] == "run" else ():
                assert option in known, f"{path.name}: {option}"


def test_the_containerfile_copies_what_is_there_and_runs_what_exists() -> None:
    path = ROOT / "deploy" / "Containerfile"
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    steps = [tuple(line.split(None, 1)) for line in lines if line and not line.startswith("#")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    copied = {word for name, words in steps if name == "COPY" for word in words.split()[:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], project["project"]["readme"]}
    assert needed | {"pyproject.toml", "requirements.lock", "metadata.yml"} <= copied
    said: dict[str, str] = dict(steps)  # type: ignore[arg-type]
    assert re.search(r"python:(\d\.\d+)", said["FROM"])[1] == project["project"]["requires-python"].strip(">=")  # type: ignore[index]
    runs = " ".join(words for name, words in steps if name == "RUN")
    assert re.search(rf"useradd .*\b{said['USER']}\b", runs)
    assert said["VOLUME"] == said["WORKDIR"]
    [backend] = project["build-system"]["requires"]  # --no-build-isolation: the lock must hold it
    assert re.search(rf"^{backend}==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    [program], [name, *words] = json.loads(said["ENTRYPOINT"]), json.loads(said["CMD"])
    assert program in project["project"]["scripts"]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert {word for word in words if word.startswith("--")} <= {o for p in command.params for o in p.opts}
    assert f"-f {path.relative_to(ROOT).as_posix()} " in path.read_text("utf-8").splitlines()[0]


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    for name in ("arsip.service", "arsip.timer", "arsip-web.service"):
        text = (ROOT / "deploy" / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("/srv/arsip-netralitas/.venv/bin/arsip", "/bin/true"))
    units = [tmp_path / name for name in ("arsip.service", "arsip.timer", "arsip-web.service")]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "arsip" in line] == []


def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    nginx, openssl = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("no nginx, or no openssl to make a certificate, on this machine")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=arsip.example", "-keyout", key,
         "-out", certificate],
        capture_output=True, check=True,
    )  # fmt: skip
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8").replace("/var/cache/nginx", str(tmp_path))
    site = re.sub(r"(ssl_certificate +)\S+;", rf"\1{certificate};", site)
    site = re.sub(r"(ssl_certificate_key +)\S+;", rf"\1{key};", site)
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\nhttp {{\n{site}\n}}\n")
    done = subprocess.run([nginx, "-t", "-c", whole], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_crontab_is_five_fields_and_a_command() -> None:
    lines = (ROOT / "deploy" / "crontab").read_text("utf-8").splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z_]+=", line)]
    assert jobs
    for job in jobs:
        *when, command = job.split(None, 5)
        assert all(re.fullmatch(r"[\d*/,-]+", field) for field in when)
        assert "%" not in command  # cron makes a new line of it


def test_the_workflow_is_yaml_and_asks_at_an_odd_minute() -> None:
    workflow = yaml.safe_load((ROOT / "deploy" / "github" / "arsip.yml").read_text("utf-8"))
    [schedule] = workflow[True]["schedule"]
    assert schedule["cron"].split()[0] not in {"0", "30"}
    assert workflow["jobs"]["run"]["timeout-minutes"] < 360


class Pinged(BaseHTTPRequestHandler):
    """Writes down what was asked."""

    def do_GET(self) -> None:
        asked: list[str] = self.server.asked  # type: ignore[attr-defined]
        asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def switch() -> Iterator[tuple[str, list[str]]]:
    """A dead man's switch: its address, and what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pinged)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/abc", server.asked  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def served() -> Iterator[Newsroom]:
    with newsroom.serve([site(5)]) as opened:
        yield opened


def test_a_run_tells_the_switch_and_one_line_and_json(
    tmp_path: Path, served: Newsroom, switch: tuple[str, list[str]]
) -> None:
    url, asked = switch
    folder = catalogue(tmp_path / "outlets", served)
    done = run(tmp_path, served, folder, "--ping", url)
    assert done.returncode == 0, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert re.search(r"arsip: run \w+: 1 outlets, \d+ requests, 5 new articles, 0 new editions, .* 0 alarms", last)
    again = run(tmp_path, served, folder, "--ping", url, "--log-json")
    lines = [json.loads(line) for line in again.stderr.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines if "event" in line] == ["visit", "run"]
    assert lines[-1]["new"] == 0
    served.stop()
    broken = run(tmp_path, served, folder, "--ping", url)
    assert broken.returncode == 3
    assert asked == ["/abc", "/abc", "/abc/fail"]
    assert "silent_outlet" in {row["kind"] for row in query(tmp_path, "select kind from issues where open")}


def test_a_second_run_is_kept_out_tells_the_switch_nothing_and_sees_the_first(
    tmp_path: Path, served: Newsroom, switch: tuple[str, list[str]]
) -> None:
    folder = catalogue(tmp_path / "outlets", served)
    assert run(tmp_path, served, folder).returncode == 0
    with held(tmp_path / "archive.db") as lock:
        lock.beat("visiting 3 outlets")
        done = run(tmp_path, served, folder, "--ping", switch[0])
        assert done.returncode == 4
        assert "visiting 3 outlets" in arsip(tmp_path, "status").stdout
    assert switch[1] == []
    assert holder(tmp_path / "archive.db") is None
    assert "under way" not in arsip(tmp_path, "status").stdout


def test_a_run_without_time_ends_well_and_the_next_one_goes_on(tmp_path: Path, served: Newsroom) -> None:
    folder = catalogue(tmp_path / "outlets", served)
    done = run(tmp_path, served, folder, "--max-time", "0")
    assert done.returncode == 0, done.stderr
    assert run(tmp_path, served, folder).returncode == 0
    assert query(tmp_path, "select count(*) as n from articles") == [{"n": 5}]


def test_a_daily_budget_ends_the_visit_and_the_next_day_goes_on(tmp_path: Path, served: Newsroom) -> None:
    folder = catalogue(tmp_path / "outlets", served, bangkitan={"daily_requests": 4})
    assert run(tmp_path, served, folder).returncode == 0
    assert len(served.log) == 4
    assert run(tmp_path, served, folder).returncode == 0
    assert len(served.log) == 4
    catalogue(tmp_path / "outlets", served)
    assert run(tmp_path, served, folder).returncode == 0
    assert query(tmp_path, "select count(*) as n from articles") == [{"n": 5}]


def test_an_outlet_is_left_alone_outside_its_hours(tmp_path: Path, served: Newsroom) -> None:
    never = catalogue(tmp_path / "outlets", served, bangkitan={"hours": "00-00"})
    done = run(tmp_path, served, never)
    assert served.log == []
    assert "left alone" in done.stderr
    assert run(tmp_path, served, never, "--outlet", "bangkitan").returncode == 0
    assert served.log != []


def test_gaps_are_named_queued_and_looked_through_by_date(tmp_path: Path, served: Newsroom) -> None:
    folder = catalogue(tmp_path / "outlets", served, bangkitan={"expect": {"articles_per_week": 70}})
    assert run(tmp_path, served, folder).returncode == 3
    assert "silent_outlet" in {row["kind"] for row in query(tmp_path, "select kind from issues where open")}
    named = arsip(tmp_path, "--outlets", folder, "gaps", "--queue")
    assert "bangkitan" in named.stdout
    [gap] = query(tmp_path, "select * from backfill")
    served.forget()
    run(tmp_path, served, folder)
    assert any(f"after={gap['since']}"[:12] in e.path and "before=" in e.path for e in served.log)
    assert arsip(tmp_path, "--outlets", folder, "gaps").stdout.strip() == "no gap"
    assert query(tmp_path, "select count(*) as n from articles") == [{"n": 5}]


def test_backfill_asks_by_date_and_says_which_rung_found_each_article(tmp_path: Path) -> None:
    with newsroom.serve([site(60)]) as served:
        folder = catalogue(tmp_path / "outlets", served)
        done = run(tmp_path, served, folder, "--since", "2024-09-02", "--until", "2024-09-02")
        assert done.returncode == 0, done.stderr
        assert any("after=2024-09-01T23:59:59" in e.path and "before=2024-09-03" in e.path for e in served.log)
        days = query(tmp_path, "select distinct date(published_at, '+7 hours') as day, found_by from articles")
        assert days == [{"day": "2024-09-02", "found_by": "rest"}]
        before = query(tmp_path, "select count(*) as n from articles")
        served.forget()
        assert run(tmp_path, served, folder, "--since", "2024-09-02", "--until", "2024-09-02").returncode == 0
        assert not [e for e in served.log if e.path.startswith("/netralitas")]
        assert query(tmp_path, "select count(*) as n from articles") == before
