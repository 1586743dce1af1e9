"""One `arsip run` over 700 outlets: `python -m bench.scale [--outlets 700]`.

Every outlet is a site of its own in the sample newsroom, of every platform in turn, with the same few invented
articles. Printed are time, memory, how evenly the outlets were served, and whether each one's rows are right.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlite_utils import Database

import newsroom
from newsroom import Exchange, Newsroom, Site
from newsroom.skins import SKINS
from pipeline import urls

SISTERS = ("indeks", "search")
PER_SITE = 8
"""Articles of a site: those of one bundled outlet in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run, measured from outside."""

    outlets: int
    seconds: float
    memory_mb: float
    """Of the largest process: the crawl, or a reader."""
    exit_code: int
    requests: int
    firsts: Sequence[float]
    """Share of all requests that came before an outlet's first one, by outlet."""
    lasts: Sequence[float]
    missing: Sequence[str]
    """Outlets that were never asked."""
    wrong: Sequence[str]
    """Outlets whose captures in the archive are not what the newsroom answered."""
    uneven: Sequence[str]
    """Outlets whose ledger of days is not what the newsroom gave: articles fetched and read, by day of publication."""
    articles: int
    expected: int
    issues: Counter[str]


def sites(count: int) -> Iterator[Site]:
    """Yield invented outlets, the platforms in turn."""
    bundled = newsroom.sites()
    for n in range(count):
        skin = list(SKINS)[n % len(SKINS)]
        origin = bundled[n % len(bundled)]
        host = f"{'regional.' if skin == 'kompas' else ''}outlet{n:04}.example"
        hosts = tuple(f"{name}.outlet{n:04}.example" for name in SISTERS) if skin == "kompas" else ()
        articles = [
            replace(a, id=f"{n + 1}{i:05}", breaks=a.breaks if SKINS[skin].paged else ())
            for i, a in enumerate(sorted(origin.articles, key=lambda a: a.relevant is not True)[:PER_SITE])
        ]
        yield Site(host=host, hosts=hosts, name=_name(n), skin=skin, articles=tuple(articles))


def _name(n: int) -> str:
    """Return a name of letters only, for some platforms write it into addresses: `aab`."""
    return "".join(chr(ord("a") + n // 26**i % 26) for i in (2, 1, 0))


def catalogue(folder: Path, served: Sequence[Site]) -> None:
    """Write the sites as a catalogue of outlets."""
    entries = [
        {
            "slug": f"outlet{n:04}", "name": site.name, "platform": SKINS[site.skin].platform,
            "home_url": f"http://{site.host}/", "hosts": list(site.hosts),
        }
        for n, site in enumerate(served)
    ]  # fmt: skip
    folder.mkdir()
    (folder / "scale.yml").write_text(json.dumps({"outlets": entries}), "utf-8")


def measure(count: int, place: Path) -> Run:
    """Serve, run, and compare the archive with the newsroom's log."""
    made = list(sites(count))
    catalogue(place / "outlets", made)
    with newsroom.serve(made) as served:
        began = time.monotonic()
        code = _arsip(place, served)
        seconds = time.monotonic() - began
        log = served.log
    hosts = {host: f"outlet{n:04}" for n, site in enumerate(made) for host in (site.host, *site.hosts)}
    answered = Counter(hosts[exchange.host] for exchange in log)
    firsts, lasts = _spread(log, hosts)
    db = Database(place / "archive.db")
    captured = dict(db.execute("select outlet, count(*) from captures group by outlet").fetchall())
    [[articles]] = db.execute("select count(*) from articles").fetchall()
    ledger = {
        (outlet, day): (fetched, read)
        for outlet, day, fetched, read in db.execute("select outlet, day, fetched, read from coverage where fetched")
    }
    undated = {url for (url,) in db.execute("select url from articles where published_at is null")}
    given = _given(made, log, {url for url in undated if (hosts[urls.host(url)], today()) in ledger})
    issues = Counter(dict(db.execute("select kind, count(*) from issues where open group by kind").fetchall()))
    db.close()
    return Run(
        outlets=count, seconds=seconds, exit_code=code, requests=len(log), firsts=firsts, lasts=lasts,
        memory_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        missing=sorted(set(hosts.values()) - answered.keys()),
        wrong=sorted(slug for slug in set(hosts.values()) if captured.get(slug, 0) != answered[slug]),
        uneven=sorted({place[0] for place in ledger.keys() | given.keys() if ledger.get(place) != (given[place],) * 2}),
        articles=articles, expected=sum(a.relevant is True for site in made for a in site.articles), issues=issues,
    )  # fmt: skip


def _given(made: Sequence[Site], log: Sequence[Exchange], undated: set[str]) -> Counter[tuple[str, str]]:
    """Count the articles whose page was answered, by outlet and day of publication in the outlet's zone.

    One that shows no date, and of which no listing told one, counts on the day on which it was asked for, as in the
    ledger.
    """
    answered = {(exchange.host, exchange.path) for exchange in log if exchange.status == HTTPStatus.OK}
    given: Counter[tuple[str, str]] = Counter()
    for n, site in enumerate(made):
        for article in site.articles:
            url = SKINS[site.skin].url(site, article)
            address = urlsplit(url)
            day = today() if url in undated else site.local(article.published).date().isoformat()
            path = address.path + (f"?{address.query}" if address.query else "")
            if (address.hostname, path) in answered:
                given[f"outlet{n:04}", day] += 1
    return given


def today() -> str:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date().isoformat()


def _arsip(place: Path, served: Newsroom) -> int:
    where = ["--archive", "archive.db", "--warcs", "warcs", "--outlets", "outlets"]
    with (place / "said.txt").open("w") as said:
        return subprocess.run(
            [Path(sys.executable).with_name("arsip"), *where, "run", "--proxy", served.proxy, "--delay", "0"],
            cwd=place, check=False, stdout=said, stderr=said,
        ).returncode  # fmt: skip


def _spread(log: Sequence[Exchange], hosts: dict[str, str]) -> tuple[list[float], list[float]]:
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    for n, exchange in enumerate(log):
        first.setdefault(hosts[exchange.host], n / len(log))
        last[hosts[exchange.host]] = n / len(log)
    return sorted(first.values()), [last[slug] - first[slug] for slug in sorted(first)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=700)
    count = parser.parse_args().outlets
    with tempfile.TemporaryDirectory() as folder:
        run = measure(count, Path(folder))
    print(f"{run.outlets} outlets, {run.requests:,} requests, exit code {run.exit_code}")
    print(f"time      {run.seconds:.0f} s, {run.requests / run.seconds:.0f} requests a second, newsroom included")
    print(f"memory    {run.memory_mb:.0f} MB in the largest process")
    print(f"articles  {run.articles:,} in the archive; {run.expected:,} relevant ones served")
    print(f"starved   {len(run.missing)} outlets never asked")
    spans = f"{median(run.lasts):.1%} of the run's requests, the longest {max(run.lasts):.1%}"
    print(f"evenness  the median visit spans {spans}")
    print(f"captures  {len(run.wrong)} outlets whose rows are not what was answered {run.wrong[:3]}")
    print(f"coverage  {len(run.uneven)} outlets whose days are not what the newsroom gave {run.uneven[:3]}")
    print(f"issues    {dict(run.issues)}")


if __name__ == "__main__":
    main()
