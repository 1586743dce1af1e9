"""The peers of bench/extract.py: an environment of their own, and each run in a process of its own."""

import hashlib
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.cases import Case
from bench.peer import PEERS
from bench.score import Answer

log = logging.getLogger(__name__)

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / ".peers"
PINS: Final = HERE / "peers.txt"
PIP: Final = "pip==26.3"
"""Older ones fail on newspaper4k's `lxml[html-clean]` (an assertion in the resolver)."""
LIMIT: Final = 1200.0
"""Seconds that one peer may take for all pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of one peer."""

    name: str
    version: str | None = None
    trouble: str | None = None
    """Why there are no answers: it did not install, does not import, or took too long."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By page."""


def run(cases: Sequence[Case], *, repeats: int, names: Sequence[str] = tuple(PEERS)) -> list[Report]:
    """Run every peer over the same pages, one after the other: two at a time would share a core's caches."""
    failed = install()
    with tempfile.TemporaryDirectory() as place:
        pages = Path(place) / "pages.jsonl"
        with pages.open("w", encoding="utf-8") as out:
            for case in cases:
                out.write(json.dumps({"id": case.id, "url": case.url, "html": case.html}, ensure_ascii=False) + "\n")
        return [_run(name, pages, repeats, failed) for name in names]


def install() -> dict[str, str]:
    """Make the environment where it is missing or its pins changed; return what did not install, and why."""
    mark = folder() / "installed.json"
    pins = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if mark.exists():
        known: dict[str, Any] = json.loads(mark.read_text())
        if known["pins"] == pins:
            return dict(known["failed"])
    log.info("making %s: a minute", FOLDER)
    subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER / "env"], check=True)
    _pip(PIP)
    wanted = dict.fromkeys(distribution for distribution, _ in PEERS.values())
    failed = {name: why for name in wanted if (why := _pip("-c", str(PINS), name))}
    mark.write_text(json.dumps({"pins": pins, "failed": failed}))
    return failed


def folder() -> Path:
    """Make the folder for what the bench fetches; it keeps itself out of git."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
    return FOLDER


def _pip(*words: str) -> str | None:
    done = subprocess.run(
        [FOLDER / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return None if done.returncode == 0 else _last(done.stderr)


def _run(name: str, pages: Path, repeats: int, failed: Mapping[str, str]) -> Report:
    distribution, _ = PEERS[name]
    if distribution in failed:
        return Report(name=name, trouble=f"does not install: {failed[distribution]}")
    out = pages.with_name("answers.jsonl")
    command = [FOLDER / "env" / "bin" / "python", HERE / "peer.py", name, pages, out, str(repeats)]
    log.info("running %s", name)
    try:
        done = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, check=False, timeout=LIMIT, cwd=pages.parent
        )
    except subprocess.TimeoutExpired:
        return Report(name=name, trouble=f"took more than {LIMIT:g} s")
    if done.returncode:
        return Report(name=name, trouble=f"does not run: {_last(done.stderr)}")
    first, *rest = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    gives = frozenset(key for row in rest for key in row)
    return Report(name=name, version=first["version"], answers={row["id"]: _answer(row, gives) for row in rest})


def _answer(row: Mapping[str, Any], gives: frozenset[str]) -> Answer:
    return Answer(
        text=row["text"], title=row.get("title"), date=row.get("date"), error=row.get("error"), gives=gives,
        authors=tuple(str(name) for name in row.get("authors") or () if name),
        seconds=row.get("seconds", 0.0), parse_seconds=row.get("parse_seconds", 0.0),
    )  # fmt: skip


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if "WARNING" not in line and "notice" not in line]
    return lines[-1][:300] if lines else "no message"
