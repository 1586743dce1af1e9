"""How fast and how large a crawl is: ours with everything on against peers, and memory over a long crawl.

    python -m bench.crawl peers [--articles 200] [--latency 0 50] [--repeats 3] [--peers NAME …]
    python -m bench.crawl memory [--pages 20000]

The job is the same for all: every article of one outlet, found, fetched and read to text. Each asks one request at a
time and without delay, through the newsroom's proxy, and obeys robots.txt where it can; the theme is WordPress's, which
all of them know. What differs is what each does besides. `ours` is `arsip crawl --extract`: REST listings, exchanges
in WARC files, frontier, readings and editions in SQLite, what was cut away kept. `ours, coded` is `arsip run`, which
also finds copies and codes every article. Plain Scrapy follows the pages of the home page and reads each article in the
callback; the others are given the sitemap. They write a line of JSON an article and keep nothing else.

Peers run in environments of their own (bench/peers.txt; Fundus does not go together with the others' pins). CPU is of
the crawler and all its descendants; the newsroom, in this process, has its pages ready. All take turns `--repeats`
times, and the fastest turn of each counts. Right is an article whose text has
95 in 100 of the words that were published, in order, and not over 5 in 100 that were not.
"""

import argparse
import ctypes
import difflib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlite_utils import Database

import bench.peers
import newsroom
from bench.generated import article, site
from newsroom import Newsroom
from pipeline import warc

ARSIP = Path(sys.executable).with_name("arsip")
PEERS = bench.peers.FOLDER
FUNDUS = ("fundus==0.5.7", "curl_cffi<0.14")
HOME = "http://bangkitan.example/"
OURS = {"ours": ["crawl", "--extract"], "ours, coded": ["run"]}
PLAIN = "scrapy+trafilatura"
NAMES = (*OURS, PLAIN, "trafilatura", "news-please", "fundus")
RIGHT = 0.95
SET_CHILD_SUBREAPER = 36
"""Of prctl(2)."""
A_PAGE, AN_OUTLET = 100, 5000
"""Entries on a page of REST; and articles that one listing leads to (scrapers/spiders/walks.py: 50 pages)."""


def right(texts: Sequence[str], served: Newsroom) -> int:
    """Count the newsroom's articles that stand among some texts."""
    found = [" ".join(text.split()) for text in texts]
    count = 0
    for published in (a for s in served.sites.values() for a in s.articles):
        words, first = published.body.split(), " ".join(published.paragraphs[0].split())
        other = next((text.split() for text in found if first in text), [])
        matcher = difflib.SequenceMatcher(None, words, other, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        count += same >= RIGHT * len(words) and same >= RIGHT * len(other)
    return count


def ours(place: Path, served: Newsroom, words: Sequence[str]) -> tuple[float, float, list[str]]:
    """Return wall and processor seconds of a command of ours over nothing, and the texts."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "outlets").mkdir(parents=True)
    (place / "outlets" / "a.yml").write_text(
        f"outlets:\n  - {{slug: a, name: A, platform: wordpress, home_url: '{HOME}', province: '18'}}\n"
    )
    where = ["--archive", place / "archive.db", "--warcs", place / "warcs", "--outlets", place / "outlets"]
    asked = [ARSIP, *where, *words, "--delay", "0", "--proxy", served.proxy]
    wall, cpu = time.monotonic(), children()
    subprocess.run(list(map(str, asked)), check=True, capture_output=True)
    wall, cpu = time.monotonic() - wall, children() - cpu
    texts = [body for (body,) in Database(place / "archive.db").execute("select body from texts")]
    return wall, cpu, texts


def peer(name: str, place: Path, served: Newsroom) -> tuple[float, float, list[str]]:
    """Return wall and processor seconds of a peer, and the texts."""
    place.mkdir(parents=True, exist_ok=True)
    answers = place / f"{name}.jsonl"
    answers.unlink(missing_ok=True)
    python = PEERS / ("fundus" if name == "fundus" else "env") / "bin" / "python"
    script = Path(__file__).with_name("crawl_peer.py")
    wall, cpu = time.monotonic(), children()
    done = subprocess.run(
        [python, script, name, HOME, answers], capture_output=True, text=True, check=False,
        env={**os.environ, "http_proxy": served.proxy},
    )  # fmt: skip
    wall, cpu = time.monotonic() - wall, children() - cpu
    if done.returncode or not answers.exists():
        print(f"{name}: {done.stderr[-800:]}", file=sys.stderr)
        return wall, cpu, []
    return wall, cpu, [json.loads(line)["text"] for line in answers.read_text("utf-8").splitlines()]


def install() -> None:
    """Make the environments of the peers, where they are missing."""
    bench.peers.install()
    fundus = PEERS / "fundus"
    if not fundus.exists():
        subprocess.run([sys.executable, "-m", "venv", fundus], check=True)
        subprocess.run([fundus / "bin" / "pip", "install", "--quiet", *FUNDUS], check=True)


def children() -> float:
    """Return the processor seconds of all processes below this one that have ended.

    Workers are children of a fork server that nobody waits for: once it is an orphan it is ours (`adopt`) to wait for.
    """
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def adopt() -> None:
    """Make orphaned grandchildren children of this process; on Linux only, elsewhere they go uncounted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def peers(articles: int, latencies: Sequence[float], folder: Path, names: Sequence[str], repeats: int) -> None:
    install()
    adopt()
    print(
        "| crawler | latency ms | requests | wall s | x plain | CPU s | articles right |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for latency in latencies:
        with newsroom.serve([site(articles)]) as served:
            served.remember()
            for name in names:  # unmeasured, so that nobody pays for pages that others find ready
                if name == "ours":
                    ours(folder, served, OURS[name])
            served.latency = latency / 1000
            turns: dict[str, list[tuple[float, float, int, int]]] = {name: [] for name in names}
            for name in [*names] * repeats:
                served.forget()
                wall, cpu, texts = (
                    ours(folder, served, OURS[name]) if name in OURS else peer(name, folder, served)
                )  # fmt: skip
                turns[name].append((wall, cpu, len(served.log), right(texts, served)))
            for name, all_turns in turns.items():
                wall, cpu, requests, _ = min(all_turns)
                against = f"{wall / min(turns[PLAIN])[0]:.2f}" if PLAIN in turns else "–"
                row = (name, f"{latency:g}", requests, f"{wall:.1f}", against, f"{cpu:.1f}")
                worst = min(count for *_, count in all_turns)
                print(f"| {' | '.join(map(str, row))} | {worst} of {articles} |", flush=True)


class Lean(BaseHTTPRequestHandler):
    """Outlets of any size on WordPress: REST and article pages, made by filling one page in."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages = 0
    template = b""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        kind, body = "text/html; charset=UTF-8", b""
        if parts.path == "/wp-json/wp/v2/posts":
            kind, body = "application/json", self._listing(parse_qs(parts.query))
        elif match := re.fullmatch(r"/netralitas-asn-(\d+)/", parts.path):
            Lean.pages += 1
            body = self.template.replace(b"NOMOR", match[1].encode())
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _listing(self, asked: dict[str, list[str]]) -> bytes:
        page = int(asked.get("page", ["1"])[0])
        first = (page - 1) * A_PAGE
        numbers = range(first, min(first + A_PAGE, AN_OUTLET)) if asked.get("search") == ["netralitas"] else ()
        host = urlsplit(self.path).netloc
        posts = [
            {"link": f"http://{host}/netralitas-asn-{n}/", "date": "2024-09-01T08:00:00",
             "title": {"rendered": f"Netralitas ASN {n}"}}
            for n in numbers
        ]  # fmt: skip
        return json.dumps(posts).encode()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def lean() -> Iterator[str]:
    with newsroom.serve([site(1)]) as served:
        made = article(0)
        page = served._site_answer(newsroom.Request(host="bangkitan.example", target=served.url(made.id)[24:])).body
    Lean.template = page.replace(made.headline.encode(), b"Netralitas ASN NOMOR")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Lean)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def memory(pages: int, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "outlets").mkdir(parents=True)
    outlets = [
        {"slug": f"o{n}", "name": f"O{n}", "platform": "wordpress", "home_url": f"http://o{n}.example/",
         "daily_requests": 1_000_000, "budget": 100_000}
        for n in range(-(-pages // AN_OUTLET))
    ]  # fmt: skip
    (folder / "outlets" / "a.yml").write_text(json.dumps({"outlets": outlets}))
    where: list[str | Path] = [
        "--archive",
        folder / "archive.db",
        "--warcs",
        folder / "warcs",
        "--outlets",
        folder / "outlets",
    ]
    with lean() as proxy:
        began = time.monotonic()
        child = subprocess.Popen([ARSIP, *where, "crawl", "--proxy", proxy, "--delay", "0"], stderr=subprocess.DEVNULL)
        step, seen = pages // 10, -1
        print("| pages | seconds | resident MB |\n|---|---|---|")
        while child.poll() is None:
            time.sleep(0.5)
            if Lean.pages // step > seen:
                seen = Lean.pages // step
                print(f"| {Lean.pages:,} | {time.monotonic() - began:.0f} | {resident(child.pid):.0f} |", flush=True)
    size = sum(path.stat().st_size for path in warc.segments(folder / "warcs"))
    rows = next(iter(Database(folder / "archive.db").execute("select count(*) from captures where url like '%asn-%'")))[
        0
    ]
    print(
        f"exit {child.returncode}; {rows:,} pages captured; WARC {size / 1e6:.0f} MB; {time.monotonic() - began:.0f} s"
    )


def resident(pid: int) -> float:
    text = Path(f"/proc/{pid}/status").read_text() if Path(f"/proc/{pid}/status").exists() else ""
    match = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(match[1]) / 1024 if match else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["peers", "memory"])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--latency", type=float, nargs="+", default=[0, 50])
    parser.add_argument("--peers", nargs="*", default=NAMES)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path("bench/.crawl"))
    asked = parser.parse_args()
    if asked.what == "peers":
        peers(asked.articles, asked.latency, asked.folder, asked.peers, asked.repeats)
    else:
        memory(asked.pages, asked.folder)


if __name__ == "__main__":
    main()
