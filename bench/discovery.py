"""What a crawl finds on sites in structures that no spider was written against (newsroom/structures).

    python -m bench.discovery [--half dev] [--only HOST …] [--since D --until D] [--missed]

Each site is an outlet that the catalogue knows by four lines. `recall` is of the stories on the topic that a polite
crawler can find; `wasted` are pages asked for that are neither list nor article; `false` are articles in the archive
that are none; `double` are further addresses there of articles that it holds already, or translations; `again` are
bodies of articles that a second run fetched though nothing had changed.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlite_utils import Database

from newsroom.exchange import Exchange
from newsroom.structures import Structure, StructureSite, Town, load, served

ARSIP = Path(sys.executable).with_name("arsip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was found of one site."""

    plan: Structure
    found: frozenset[int]
    """Ids of stories in the archive, on any subject."""
    false: tuple[str, ...]
    """Addresses of articles in the archive that are none."""
    requests: Counter[str]
    """By what the answer was."""
    wasted: tuple[str, ...]
    again: int
    issues: tuple[str, ...]
    double: tuple[str, ...] = ()
    """Addresses of articles in the archive under another address too: twins, second pages, mobile hosts."""

    @property
    def hits(self) -> int:
        return len(self.plan.findable & self.found)

    @property
    def recall(self) -> float:
        return self.hits / len(self.plan.findable) if self.plan.findable else 1.0

    @property
    def asked(self) -> int:
        return self.requests.total()

    @property
    def missed(self) -> list[str]:
        return [
            f"{story.tells}: {self.plan.path(story)}"
            for story in self.plan.gold
            if story.id in self.plan.findable - self.found
        ]


def slug(plan: Structure) -> str:
    return plan.host.partition(".")[0]


def crawl(place: Path, town: Town, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `arsip run` on every site of the town as an outlet."""
    place.mkdir(parents=True, exist_ok=True)
    entries = [
        {"slug": slug(s.plan), "name": slug(s.plan), "platform": s.plan.platform, "home_url": f"{s.base}/"}
        for s in town.structures.values()
    ]
    (place / "outlets").mkdir(exist_ok=True)
    (place / "outlets" / "sites.yml").write_text(json.dumps({"outlets": entries}))
    where: list[str | Path] = [
        "--archive", place / "archive.db", "--warcs", place / "warcs", "--outlets", place / "outlets",
    ]  # fmt: skip
    return subprocess.run(
        [ARSIP, *where, "run", "--proxy", town.proxy, "--delay", "0", "--jobs", "1", *words],
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip


def measure(structures: Sequence[Structure], place: Path, *words: str, twice: bool = True) -> list[Score]:
    """Crawl the structures, a second time where `twice`. Raises RuntimeError when a run has a bug."""
    shutil.rmtree(place, ignore_errors=True)
    with served(structures) as town:
        _well(crawl(place, town, *words))
        first = town.log
        town.forget()
        if twice:
            _well(crawl(place, town, *words))
        second = town.log
        return [_score(site, place, first, second) for site in town.structures.values()]


def _well(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[-3000:]}")


def _bare(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.")


def _score(site: StructureSite, place: Path, first: Sequence[Exchange], second: Sequence[Exchange]) -> Score:
    mine = [e for e in first if _bare(e.host) == site.plan.host]
    kinds = [(site.kind(e.path)[0], e) for e in mine]
    articles = {"article", "twin", "old", "part"}
    again = sum(
        e.status == 200 and _bare(e.host) == site.plan.host and site.kind(e.path)[0] in articles for e in second
    )
    with closing(Database(place / "archive.db").conn) as conn:
        urls = [u for (u,) in conn.execute("select url from articles where outlet = ?", [slug(site.plan)])]
        issues = [k for (k,) in conn.execute("select kind from issues where outlet = ?", [slug(site.plan)])]
    found, false, double = set(), [], []
    for url in urls:
        parts = urlsplit(url)
        kind, whose = site.kind(parts.path + (f"?{parts.query}" if parts.query else ""))
        if kind == "translation":
            double.append(url)
        elif kind in articles:
            if int(whose) in found:
                double.append(url)
            found.add(int(whose))
        else:
            false.append(url)
    return Score(
        plan=site.plan, found=frozenset(found), false=tuple(false), requests=Counter(kind for kind, _ in kinds),
        wasted=tuple(e.path for kind, e in kinds if kind in {"static", "twin", "translation", "missing"}), again=again,
        issues=tuple(issues), double=tuple(double),
    )  # fmt: skip


def probe(structures: Sequence[Structure], place: Path) -> dict[str, dict[str, object]]:
    """Return what `arsip outlets probe --json` says of each structure, by host."""
    with served(structures) as town:
        done = subprocess.run(
            [ARSIP, "--archive", place / "archive.db", "--warcs", place / "warcs", "outlets", "probe", "--json",
             "--proxy", town.proxy, "--delay", "0", *(f"http://{s.host}/" for s in structures)],
            capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {str(urlsplit(str(t.get("url") or t.get("home"))).hostname): t for t in told}


def table(scores: Sequence[Score]) -> str:
    lines = [
        "| site | findable | found | recall | requests | per find | wasted | false | double | again | issues |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for s in scores:
        per = f"{s.asked / s.hits:.1f}" if s.hits else "–"
        lines.append(
            f"| {slug(s.plan)} | {len(s.plan.findable)} | {s.hits} | {s.recall:.2f} | {s.asked} | {per} "
            f"| {len(s.wasted)} | {len(s.false)} | {len(s.double)} | {s.again} | {', '.join(sorted(set(s.issues)))} |"
        )
    findable, hits = sum(len(s.plan.findable) for s in scores), sum(s.hits for s in scores)
    asked = sum(s.asked for s in scores)
    lines.append(
        f"| **all** | {findable} | {hits} | {hits / max(findable, 1):.3f} | {asked} | {asked / max(hits, 1):.1f} "
        f"| {sum(len(s.wasted) for s in scores)} | {sum(len(s.false) for s in scores)} "
        f"| {sum(len(s.double) for s in scores)} | {sum(s.again for s in scores)} | |"
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--since")
    parser.add_argument("--until")
    parser.add_argument("--once", action="store_true", help="No second run.")
    parser.add_argument("--missed", action="store_true", help="Name what was missed, wasted and false.")
    parser.add_argument("--probe", action="store_true", help="Ask `arsip outlets probe` instead.")
    parser.add_argument("--folder", type=Path, default=Path("bench/.discovery"))
    asked = parser.parse_args()
    structures = [s for s in load(asked.half) if not asked.only or slug(s) in asked.only]
    if asked.probe:
        for host, told in probe(structures, asked.folder).items():
            print(host, json.dumps(told, ensure_ascii=False))
        return
    words = [w for name in ("since", "until") if getattr(asked, name) for w in (f"--{name}", getattr(asked, name))]
    scores = measure(structures, asked.folder, *words, twice=not asked.once)
    print(table(scores))
    for s in scores if asked.missed else ():
        print(f"\n{s.plan.host} {dict(s.requests)}")
        for name, what in (("missed", s.missed), ("wasted", s.wasted), ("false", s.false), ("double", s.double)):
            for line in what[:12]:
                print(f"  {name} {line}")


if __name__ == "__main__":
    main()
