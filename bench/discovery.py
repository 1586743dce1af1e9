"""What a crawl finds on sites in structures that no spider was written against (newsroom/structures).

    python -m bench.discovery [--half dev] [--last N] [--only SLUG …] [--since D --until D] [--once] [--missed]

Each site is an outlet that the catalogue knows by four lines. `recall` is of the stories on the topic that a polite
crawler can find (with --since and --until, of those days); `precision` the share of the archive's articles that are
on the topic. `wasted` are pages asked for that are neither list nor article; `false` articles in the archive that are
none; `double` further addresses there of articles that it holds already, or translations; `outside` articles of other
days than were asked for; `again` bodies of articles that a second run fetched though nothing had changed.
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
from datetime import date
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from sqlite_utils import Database

from newsroom.exchange import Exchange
from newsroom.structures import Structure, StructureSite, Town, load, served
from newsroom.structures.plan import NOW
from newsroom.structures.stories import WIB, Story

ARSIP = Path(sys.executable).with_name("arsip")


Span: TypeAlias = tuple[date, date]


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

    days: Span | None = None
    """The days that were asked for, both included."""

    def within(self, story: Story) -> bool:
        return self.days is None or self.days[0] <= story.published.astimezone(WIB).date() <= self.days[1]

    @property
    def wanted(self) -> frozenset[int]:
        """Findable stories of the days asked for."""
        return self.plan.findable & {story.id for story in self.plan.gold if self.within(story)}

    @property
    def outside(self) -> frozenset[int]:
        """Stories in the archive from other days than were asked for."""
        return self.found - {story.id for story in self.plan.published if self.within(story)}

    @property
    def hits(self) -> int:
        return len(self.wanted & self.found)

    @property
    def kept(self) -> int:
        """Articles in the archive."""
        return len(self.found) + len(self.false) + len(self.double)

    @property
    def on_topic(self) -> int:
        return len({story.id for story in self.plan.gold} & self.found)

    @property
    def asked(self) -> int:
        return self.requests.total()

    @property
    def missed(self) -> list[str]:
        return [
            f"{story.tells}: {self.plan.path(story)}"
            for story in self.plan.gold
            if story.id in self.wanted - self.found
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


def measure(
    structures: Sequence[Structure], place: Path, *, days: Span | None = None, twice: bool = True
) -> list[Score]:
    """Crawl the structures, a second time where `twice`. Raises RuntimeError when a run has a bug."""
    words = [f"--since={days[0]}", f"--until={days[1]}"] if days else []
    shutil.rmtree(place, ignore_errors=True)
    with served(structures) as town:
        _well(crawl(place, town, *words))
        first = town.log
        town.forget()
        if twice:
            _well(crawl(place, town, *words))
        second = town.log
        return [_score(site, place, first, second, days) for site in town.structures.values()]


def _well(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[-3000:]}")


def _bare(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.")


def _score(
    site: StructureSite, place: Path, first: Sequence[Exchange], second: Sequence[Exchange], days: Span | None
) -> Score:
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
        issues=tuple(issues), double=tuple(double), days=days,
    )  # fmt: skip


HEAD = (
    "site", "findable", "found", "recall", "precision", "requests", "per find", "wasted", "false", "double", "outside",
    "again", "issues",
)  # fmt: skip


def table(scores: Sequence[Score]) -> str:
    lines = [f"| {' | '.join(HEAD)} |", "|" + "---|" + "--:|" * (len(HEAD) - 2) + "---|"]
    lines += [_row(slug(s.plan), [s], ", ".join(sorted(set(s.issues)))) for s in scores]
    return "\n".join([*lines, _row("**all**", scores, "")])


def _row(name: str, scores: Sequence[Score], issues: str) -> str:
    findable, hits, asked = (
        sum(len(s.wanted) for s in scores),
        sum(s.hits for s in scores),
        sum(s.asked for s in scores),
    )
    kept, on_topic = sum(s.kept for s in scores), sum(s.on_topic for s in scores)
    counts = [sum(len(getattr(s, part)) for s in scores) for part in ("wasted", "false", "double", "outside")]
    figures = (
        findable, hits, f"{hits / max(findable, 1):.3f}", f"{on_topic / max(kept, 1):.2f}", asked,
        f"{asked / hits:.1f}" if hits else "–", *counts, sum(s.again for s in scores), issues,
    )  # fmt: skip
    return "| " + " | ".join(map(str, (name, *figures))) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--last", type=int, default=0, help="Only the last so many of structures.yml.")
    parser.add_argument("--since", type=date.fromisoformat)
    parser.add_argument("--until", type=date.fromisoformat)
    parser.add_argument("--once", action="store_true", help="No second run.")
    parser.add_argument("--missed", action="store_true", help="Name what was missed, wasted and false.")
    parser.add_argument("--folder", type=Path, default=Path("bench/.discovery"))
    asked = parser.parse_args()
    chosen = [s for s in load()[-asked.last :] if asked.half in {None, s.half}]
    days = (asked.since, asked.until or NOW.date()) if asked.since else None
    structures = [s for s in chosen if not asked.only or slug(s) in asked.only]
    scores = measure(structures, asked.folder, days=days, twice=not asked.once)
    print(table(scores))
    for s in scores if asked.missed else ():
        print(f"\n{s.plan.host} {dict(s.requests)}")
        for name, what in (("missed", s.missed), ("wasted", s.wasted), ("false", s.false), ("double", s.double)):
            for line in what[:12]:
                print(f"  {name} {line}")


if __name__ == "__main__":
    main()
