"""What a `kill -9` costs: a crawl of a newsroom on loopback, and the stages after it, killed again and again.

    python -m bench.kill [--kills 100] [--articles 500] [--folder bench/.kill]

Each campaign begins with nothing, runs `arsip crawl`, or `arsip run` which reads beside the crawl, and kills it with
all its children at a random instant, up to 20 times, each time on what the kill before left; then one `arsip run` goes
to its end in peace. Extract and rebuild (read, stitch, code, store) are killed so over WARCs that stand there already.

Lost: articles of the newsroom that are not in the archive afterwards, or differ from what was published. Doubled:
articles with two rows, editions that no edit has made, rows of `captures` without a record or the other way round.
Again: article pages whose body was fetched more than once.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from sqlite_utils import Database

import newsroom
from bench.generated import site
from newsroom import Newsroom
from pipeline import warc
from pipeline.model import CaptureRow
from pipeline.recover import last_whole_member
from pipeline.urls import address

ARSIP = Path(sys.executable).with_name("arsip")
SHORT, LONG = 0.15, 0.8
"""Of the time in peace, the latest kill: a crawl goes on where it was killed, so short runs make many kills. Those of a
crawl count from its first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """One kill."""

    command: str
    after: float
    """Seconds."""
    at: str
    """What the run was at, by its sign of life."""
    torn: int
    """Segments whose last record was torn."""
    captured: int
    """Captures that stood in the WARCs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Kills of one archive, one after the other, and the runs in peace behind them."""

    kills: Sequence[Kill]
    lost: int
    doubled: int
    again: int
    """Article pages whose body was fetched more than once."""
    code: int
    """Exit code of the runs in peace."""


def command(place: Path, served: Newsroom, word: str = "run") -> list[str]:
    where = ["--archive", place / "archive.db", "--warcs", place / "warcs", "--outlets", place / "outlets"]
    asked = ["--proxy", served.proxy, "--delay", "0"] if word in {"run", "crawl"} else []
    return [str(part) for part in (ARSIP, *where, word, *asked)]


def killed(words: Sequence[str], after: float) -> bool:
    """Start a command in a session of its own and kill the whole session; return whether it was still running."""
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        child.wait(timeout=after)
        return False
    except subprocess.TimeoutExpired:
        return True
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def prepare(place: Path, served: Newsroom) -> None:
    shutil.rmtree(place, ignore_errors=True)
    (place / "outlets").mkdir(parents=True)
    entries = [
        {"slug": s.host.partition(".")[0], "name": s.name, "platform": s.skin, "home_url": f"http://{s.host}/"}
        for s in served.sites.values()
    ]
    (place / "outlets" / "sites.yml").write_text(json.dumps({"outlets": entries}))


def pages_asked(served: Newsroom) -> Counter[str]:
    """Return how often each article page was answered with a body."""
    pages = {
        served.url(a.id, host=s.host, page=n + 1) for s in served.sites.values() for a in s.articles
        for n in range(len(a.pages))
    }  # fmt: skip
    asked = Counter(f"http://{e.host}{e.path}" for e in served.log if e.status == 200)
    return Counter({url: n for url, n in asked.items() if url in pages})


def state(place: Path) -> tuple[int, int]:
    """Return (torn segments, captures in the WARCs) as a kill left them."""
    torn = captured = 0
    for path in warc.segments(place / "warcs") if (place / "warcs").exists() else ():
        whole = last_whole_member(path)
        torn += whole != path.stat().st_size
        with path.open("rb") as file, gzip.open(BytesIO(file.read(whole))) as members:
            captured += members.read().count(b"\r\nWARC-Type: response\r\n")
    return torn, captured


def losses(place: Path, served: Newsroom) -> tuple[int, int]:
    """Return (lost, doubled) after the run that follows a kill."""
    db = Database(place / "archive.db")
    found = Counter(key for (key,) in db.execute("select key from articles"))
    texts = dict(db.execute("select a.key, t.body from articles a join texts t on t.article = a.id").fetchall())
    lost = 0
    for s in served.sites.values():
        for article in s.articles:
            lost += texts.get(address(served.url(article.id, host=s.host)).key) != article.body
    doubled = sum(n - 1 for n in found.values())
    doubled += next(iter(db.execute("select count(*) from editions where n > 1")))[0]
    doubled += next(iter(db.execute("select count(*) from texts")))[0] - sum(found.values())
    records = Counter(
        row.id for path in warc.segments(place / "warcs") for row in warc.scan(path, place / "warcs")
        if isinstance(row, CaptureRow)
    )  # fmt: skip
    rows = Counter(identity for (identity,) in db.execute("select id from captures"))
    doubled += sum((rows - records).values()) + sum((records - rows).values())
    assert next(iter(db.execute("pragma integrity_check")))[0] == "ok"
    assert list(db.execute("pragma foreign_key_check")) == []
    db.close()
    return lost, doubled


def campaign(
    place: Path, served: Newsroom, *, base: Path | None, word: str, most: int, length: float,
    chance: random.Random,
) -> Campaign:  # fmt: skip
    """Kill a command up to `most` times on one archive, each time later than it began, then let `arsip run` finish."""
    prepare(place, served)
    if base is not None:
        shutil.copytree(base / "warcs", place / "warcs")
        subprocess.run(command(place, served, "index"), check=True, capture_output=True)
    served.forget()
    kills: list[Kill] = []
    while len(kills) < most:
        after = chance.uniform(0.5, length)
        if not killed(command(place, served, word), after):
            break
        sign = read_sign(place)
        torn, captured = state(place)
        kills.append(Kill(command=word, after=after, at=sign, torn=torn, captured=captured))
    done = subprocess.run(command(place, served), capture_output=True, text=True, check=False)
    lost, doubled = losses(place, served)
    again = sum(n - (base is None) for n in pages_asked(served).values())
    return Campaign(kills=kills, lost=lost, doubled=doubled, again=again, code=done.returncode)


def read_sign(place: Path) -> str:
    try:
        return str(json.loads((place / "archive.db.lock").read_text())["doing"]).partition(",")[0]
    except (OSError, ValueError, KeyError):
        return "before the lock"


def table(campaigns: Sequence[Campaign]) -> str:
    head = (
        "killed",
        "kills",
        "runs in peace",
        "captures at a kill",
        "torn tails",
        "lost",
        "doubled",
        "fetched again",
        "exit codes",
    )
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name in dict.fromkeys(c.kills[0].command for c in campaigns if c.kills):
        of = [c for c in campaigns if c.kills and c.kills[0].command == name]
        kills = [kill for c in of for kill in c.kills]
        codes = ", ".join(f"{code}: {n}" for code, n in sorted(Counter(c.code for c in of).items()))
        lines.append(
            f"| {name} | {len(kills)} | {len(of)} "
            f"| {min(k.captured for k in kills)} … {max(k.captured for k in kills)} "
            f"| {sum(k.torn for k in kills)} | {sum(c.lost for c in of)} | {sum(c.doubled for c in of)} "
            f"| {sum(c.again for c in of)} | {codes} |"
        )
    at = Counter(kill.at for c in campaigns for kill in c.kills)
    return "\n".join(
        [*lines, "", "By what the run was at: " + ", ".join(f"{what} {n}" for what, n in at.most_common())]
    )


def timed(words: Sequence[str]) -> float:
    began = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    return time.monotonic() - began


def first_page(place: Path, served: Newsroom) -> float:
    """Return the seconds after which a crawl is sent its first article page; it is killed then."""
    prepare(place, served)
    served.forget()
    began = time.monotonic()
    child = subprocess.Popen(
        command(place, served, "crawl"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not pages_asked(served) and child.poll() is None:
        time.sleep(0.01)
    took = time.monotonic() - began
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--kills", type=int, default=100, help="of the crawl; an eighth as many of extract and of rebuild"
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=Path("bench/.kill"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, campaigns = random.Random(asked.seed), list[Campaign]()
    double = asked.articles // 10
    sites = [site(asked.articles - double), site(double, host="dua.example", skin="disway", pages=2, seed=2)]
    place, base = asked.folder / "place", asked.folder / "base"
    with newsroom.serve(sites) as served:
        served.remember()
        prepare(base, served)
        latest = timed(command(base, served, "crawl")) * SHORT + first_page(place, served)
        length = dict.fromkeys(("crawl", "run"), latest)
        print(f"{asked.articles} articles, {double} of them on two pages; latest kill after {length}", flush=True)
        kills = {"crawl": asked.kills // 2, "run": asked.kills - asked.kills // 2}
        kills |= dict.fromkeys(("extract", "rebuild"), asked.kills // 8)
        for word, wanted in kills.items():
            if word == "extract":
                length |= dict.fromkeys(("extract", "rebuild"), timed(command(base, served, "extract")) * LONG)
                assert losses(base, served) == (0, 0)
            so_far = 0
            while so_far < wanted:
                done = campaign(
                    place, served, base=base if word in {"extract", "rebuild"} else None, word=word,
                    most=min(wanted - so_far, 20),
                    length=length[word], chance=chance,
                )  # fmt: skip
                so_far += len(done.kills)
                campaigns.append(done)
                print(word, so_far, done.lost, done.doubled, done.again, done.code, flush=True)
    print(table(campaigns))
    sys.exit(any(c.lost or c.doubled for c in campaigns))


if __name__ == "__main__":
    main()
