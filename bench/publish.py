"""How fast the published archive answers: a generated archive, real HTTP, p50 and p95 of each page.

    python -m bench.publish --articles 100000 --folder /tmp/arsip-bench

Beside it the same articles in plain Datasette: its default settings, one wide table with the body in it, FTS by
sqlite-utils. Then a writer that inserts while eight readers browse. A generated archive that is there already is used.
"""

import argparse
import contextlib
import http.client
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from sqlite_utils import Database

from bench.publish_data import Generator, bulk
from pipeline import schema
from pipeline.publish import columns_kept, derived

ROOT = Path(__file__).parent.parent

FACETS = ("outlet", "relevant", "event_type", "province", "language", "state")

WARM, ASKED, BUDGET = 3, 30, 8_000
"""Requests of a page before the measuring and of it, and milliseconds after which a slow page has said enough."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/arsip-bench"))
    parser.add_argument("--seconds", type=int, default=20, help="how long the readers browse beside a writer")
    parser.add_argument("--no-plain", action="store_true", help="without plain Datasette")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    ours, plain = asked.folder / f"arsip-{asked.articles}.db", asked.folder / f"plain-{asked.articles}.db"
    if ours.exists():
        bring_up(ours)
    else:
        whole(ours, lambda part: build(part, asked.articles))
    print(f"{asked.articles:,} articles: {ours.stat().st_size / 1e9:.2f} GB")
    ids = some_ids(ours)
    with served([sys.executable, "-c", SERVE, str(ours), str(ROOT / "metadata.yml")]) as (address, process):
        report("ours", measure(address, process, ours_pages(ids)))
        concurrently(address, ours, ids, asked.seconds)
    if asked.no_plain:
        return
    if not plain.exists():
        whole(plain, lambda part: build_plain(ours, part))
    print(f"plain: {plain.stat().st_size / 1e9:.2f} GB")
    command = [sys.executable, "-m", "datasette", "serve", str(plain), "--port", "0", "--host", "127.0.0.1"]
    with served(command) as (address, process):
        report("plain Datasette", measure(address, process, plain_pages(plain.stem, ids)))


SERVE = (
    "import sys; from pathlib import Path; from pipeline.publish import serve;"
    "sys.exit(serve(Path(sys.argv[1]), port=0, metadata=Path(sys.argv[2])))"
)


def whole(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file under another name first: what a killed run left is never measured."""
    part = path.with_name(f"{path.name}.part")
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    make(part)
    part.rename(path)


def build(path: Path, articles: int) -> None:
    """Write an archive of our schema with every table filled, and say what it took."""
    started = time.perf_counter()
    db = Database(path)
    schema.migrate(db)
    with bulk(db.conn):
        for table, rows in Generator(articles).batches():
            db.conn.executemany(insertion(table, len(rows[0]), "insert or ignore"), rows)
    print(f"generated in {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    derived.refresh(db)
    print(f"word families and build id in {time.perf_counter() - started:.0f} s", flush=True)
    db.execute("analyze")
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()


def bring_up(path: Path) -> None:
    """Bring an archive that an earlier run left to the schema of today."""
    db = Database(path)
    schema.migrate(db)
    db.execute("pragma wal_checkpoint(truncate)")
    if columns_kept.mark(db.conn) is None:
        derived.refresh(db)
    db.close()


def insertion(table: str, values: int, how: str = "insert") -> str:
    """Return SQL that fills the first columns of a table."""
    columns = list(schema.TABLES[table][0])[:values]
    names = ", ".join(f'"{column}"' for column in columns)
    return f'{how} into "{table}" ({names}) values ({", ".join("?" * values)})'


def build_plain(ours: Path, path: Path) -> None:
    """Write the same articles as somebody would who has just met sqlite-utils: one table, and its FTS."""
    started = time.perf_counter()
    db = Database(path)
    db.execute("attach ? as ours", [str(ours)])
    db.execute("create table articles as select a.*, t.body from ours.articles a join ours.texts t on t.article = a.id")
    db.conn.commit()
    db.table("articles").transform(pk="id")
    db.table("articles").enable_fts(["headline", "body"])
    db.close()
    print(f"plain built in {time.perf_counter() - started:.0f} s", flush=True)


def some_ids(path: Path) -> list[int]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("select id from articles where relevant = 1 limit 400")]


@contextlib.contextmanager
def served(command: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Run a server until the block ends; give its address, which is what it prints first, and its process id."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            said = ""
            for line in server.stdout:
                said += line
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    break
            else:
                raise SystemExit(f"the server did not start: {said}")
            threading.Thread(target=server.stdout.read, daemon=True).start()
            _wait(found[0])
            yield found[0], server.pid
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def _wait(address: str) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError, http.client.HTTPException):
            Client(address, timeout=300).get("/robots.txt")
            return
        time.sleep(0.1)


class Client:
    """One connection that is kept open, as a browser's."""

    def __init__(self, address: str, timeout: float = 60) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=timeout)

    def get(self, path: str) -> tuple[int, float, bytes]:
        """Return status, milliseconds and body."""
        started = time.perf_counter()
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, (time.perf_counter() - started) * 1000, body


Page = Callable[[random.Random], str]


def ours_pages(ids: Sequence[int]) -> Mapping[str, Page]:
    words = ["pengawas", "imbauan", "mutasi", "camat", "baliho", "deklarasi"]
    return {
        "front": lambda r: "/",
        "articles, 12 facets": lambda r: "/artikel?relevan=1",
        "articles of a province, 12 facets": lambda r: f"/artikel?relevan=1&provinsi={r.choice(Generator.PROVINCES)}",
        "articles of an outlet, 12 facets": lambda r: f"/artikel?outlet=outlet-{r.randrange(Generator.OUTLETS)}",
        "table page, 6 facets": lambda r: "/archive/articles",
        "table page of an outlet, 6 facets": lambda r: (
            f"/archive/articles?outlet=outlet-{r.randrange(Generator.OUTLETS)}"
        ),
        "search, rare word (0.4 %), 12 facets": lambda r: "/cari?q=ketidaknetralan2",
        "search, word of 3 %, 12 facets": lambda r: f"/cari?q={r.choice(words)}",
        "search, word of 30 %, 12 facets": lambda r: "/cari?q=netralitas",
        "search, two words": lambda r: f"/cari?q=netralitas+{r.choice(words)}",
        "article": lambda r: f"/artikel/{r.choice(ids)}",
        "map and regions": lambda r: "/wilayah",
        "province": lambda r: f"/wilayah/{r.choice(Generator.PROVINCES)}",
        "feed": lambda r: f"/artikel.atom?relevan=1&provinsi={r.choice(Generator.PROVINCES)}",
        "outlets": lambda r: "/outlet",
        "people": lambda r: "/orang",
        "laws": lambda r: "/hukum",
        "data page": lambda r: "/archive",
    }


def plain_pages(name: str, ids: Sequence[int]) -> Mapping[str, Page]:
    facets = "&".join(f"_facet={column}" for column in FACETS)
    return {
        "data page": lambda r: f"/{name}",
        "table page": lambda r: f"/{name}/articles",
        "table page, 6 facets": lambda r: f"/{name}/articles?{facets}",
        "table page of an outlet, 6 facets": lambda r: (
            f"/{name}/articles?outlet=outlet-{r.randrange(Generator.OUTLETS)}&{facets}"
        ),
        "search, word of 30 %": lambda r: f"/{name}/articles?_search=netralitas",
        "search, word of 30 %, 6 facets": lambda r: f"/{name}/articles?_search=netralitas&{facets}",
        "search, rare word, 6 facets": lambda r: f"/{name}/articles?_search=ketidaknetralan2&{facets}",
        "row": lambda r: f"/{name}/articles/{r.choice(ids)}",
    }


@dataclass(slots=True, kw_only=True)
class Measured:
    """What a page took."""

    first: float
    """Milliseconds of the very first request, when nothing of the page is kept yet."""
    times: list[float]
    """Milliseconds of each request, as the reader waits."""
    cpu: float
    """Milliseconds of processor time of the server a request: what a busy machine does not change."""
    wrong: int
    """Answers that were not 200."""
    lacking: int
    """Answers without one of their facets."""


def processor(process: int) -> float:
    """Return milliseconds of processor time that a process has used; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(address: str, process: int, pages: Mapping[str, Page]) -> dict[str, Measured]:
    client, found = Client(address), {}
    for name, page in pages.items():
        chance, times, wrong, lacking, used = random.Random(1), list[float](), 0, 0, processor(process)
        first = 0.0
        for n in range(WARM + ASKED):
            status, took, body = client.get(page(chance))
            first = first or took
            if n < WARM and took < BUDGET / 5:
                used = processor(process)
                continue
            wrong += status != 200
            lacking += b"tidak selesai tepat waktu" in body or b"facets timed out" in body.lower()
            times.append(took)
            if sum(times) > BUDGET:
                break
        cpu = (processor(process) - used) / len(times)
        found[name] = Measured(first=first, times=times, cpu=cpu, wrong=wrong, lacking=lacking)
    return found


HEAD = """
| {title} | first ms | p50 ms | p95 ms | cpu ms | not 200 | facets missing |
|---|---:|---:|---:|---:|---:|---:|"""


def report(title: str, found: Mapping[str, Measured]) -> None:
    print(HEAD.format(title=title))
    for name, page in found.items():
        p50, p95 = percentiles(page.times)
        figures = f"{page.first:.0f} | {p50:.0f} | {p95:.0f} | {page.cpu:.0f} | {page.wrong} | {page.lacking}"
        print(f"| {name} | {figures} |", flush=True)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    if len(times) < 2:
        return times[0], times[0]
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


def concurrently(address: str, path: Path, ids: Sequence[int], seconds: int) -> None:
    """Browse with eight readers while a writer inserts, and print what both met."""
    stop, times, errors = threading.Event(), list[float](), list[str]()
    pages = list(ours_pages(ids).values())

    def read(seed: int) -> None:
        chance, client = random.Random(seed), Client(address)
        while not stop.is_set():
            try:
                status, took, _ = client.get(chance.choice(pages)(chance))
                times.append(took)
                if status != 200:
                    errors.append(f"HTTP {status}")
            except (OSError, http.client.HTTPException) as error:
                errors.append(repr(error))
                client = Client(address)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for reader in readers:
        reader.start()
    written, refused = write(path, seconds)
    stop.set()
    for reader in readers:
        reader.join()
    p50, p95 = percentiles(times)
    print(f"\n8 readers beside a writer, {seconds} s: {len(times) / seconds:.1f} pages/s,", end=" ")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, errors {len(errors)} {sorted(set(errors))[:3]};", end=" ")
    print(f"written {written} articles, refused {refused}")


def write(path: Path, seconds: int) -> tuple[int, int]:
    """Insert twenty articles ten times a second, as a crawl that is stitched; return written and refused."""
    written = refused = 0
    made = Generator(20 * 10 * seconds, seed=int(time.time()))
    articles: list[Sequence[object]] = []
    texts: list[Sequence[object]] = []
    for table, rows in made.batches():
        articles += rows if table == "articles" else ()
        texts += rows if table == "texts" else ()
    until = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as db:
        while time.monotonic() < until and articles:
            now, articles = articles[:20], articles[20:]
            bodies, texts = texts[:20], texts[20:]
            try:
                db.execute("begin immediate")
                db.executemany(insertion("articles", len(now[0]), "insert or ignore"), now)
                db.executemany(insertion("texts", 3, "insert or ignore"), bodies)
                db.execute("commit")
                written += len(now)
            except sqlite3.OperationalError:
                refused += 1
                with contextlib.suppress(sqlite3.OperationalError):
                    db.execute("rollback")
            time.sleep(0.1)
    return written, refused


if __name__ == "__main__":
    main()
