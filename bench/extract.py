"""Measure our readers against general extractors on the same pages, in one run.

    python -m bench.extract [--quick] [--no-peers] [--groups NAMES] [--json FILE] [--failures FILE] [--repeats N]

See bench/README.md for what each column means.
"""

import argparse
import json
import logging
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import ours, peers
from bench.cases import Case, gallery_cases, kiosk_cases, newsroom_cases
from bench.masked import flattened_cases, masked_cases
from bench.real import foreign_cases, real_cases
from bench.score import Score, Summary, score, summarise, unmarked

GROUPS = {
    "newsroom": "pages of the sample newsroom",
    "gallery": "pages of the newsroom's gallery of further skins",
    "kiosk": "single pages of the newsroom's kiosk, the half that readers are mended on",
    "held": "the other half of the kiosk, that nobody looks into when mending",
    "kiosk2": "single pages of the kiosk's second series, by two authors who never saw the rules, the half mended on",
    "held2": "the other half of the second series",
    "kiosk3": "single pages of the kiosk's third series, common regional portals by one more such author",
    "held3": "the other half of the third series",
    "kiosk4": "single pages of the kiosk's fourth series, odd skins by one more such author",
    "held4": "the other half of the fourth series",
    "kiosk5": "single pages of the kiosk's fifth series, common regional portals by one more such author",
    "held5": "the other half of the fifth series",
    "kiosk6": "single pages of the kiosk's sixth series, common and odd skins by one more such author",
    "held7": "the seventh series: the other skins of that author, with the other half of the articles",
    "masked": "of these pages with every class and id renamed, without JSON-LD and microdata: markup that nobody knows",
    "flattened": "of the masked pages with <div> for every <p>, <article>, <figure>, <time> and the like",
    "real": "real saved pages of ../shared/pages",
    "foreign": "real pages of Mozilla's Readability tests (not Indonesian; the gold is what Readability should give)",
}

QUICK = ("newsroom", "gallery", "real")


@dataclass(slots=True)
class Row:
    """One extractor on every page."""

    name: str
    version: str | None = None
    trouble: str | None = None
    scores: list[Score] = field(default_factory=list)

    def summary(self, group: str, skin: str | None = None) -> Summary | None:
        chosen = [s for s in self.scores if s.case.group == group and skin in {None, s.case.skin}]
        return summarise(chosen) if chosen else None


def measure(cases: Sequence[Case], *, repeats: int, readers: Iterable[str], with_peers: bool) -> list[Row]:
    """Ask ours, then every peer."""
    rows = []
    for name in readers:
        scores = [score(case, ours.answer(case, ours.READERS[name], repeats=repeats)) for case in cases]
        rows.append(Row(name=name, scores=scores))
    if not with_peers:
        return rows
    for report in peers.run(cases, repeats=repeats):
        scores = [score(case, report.answers[case.id]) for case in cases] if report.answers else []
        rows.append(Row(name=report.name, version=report.version, trouble=report.trouble, scores=scores))
    return rows


def collect(groups: Iterable[str], console: Console) -> list[Case]:
    """Return the pages of the named groups, and say which has none."""
    invented = newsroom_cases() + gallery_cases()
    makers: Mapping[str, Callable[[], list[Case]]] = {
        "newsroom": lambda: [case for case in invented if case.group == "newsroom"],
        "gallery": lambda: [case for case in invented if case.group == "gallery"],
        "kiosk": lambda: kiosk_cases("dev", 1),
        "held": lambda: kiosk_cases("held", 1),
        "kiosk2": lambda: kiosk_cases("dev", 2),
        "held2": lambda: kiosk_cases("held", 2),
        "kiosk3": lambda: kiosk_cases("dev", 3),
        "held3": lambda: kiosk_cases("held", 3),
        "kiosk4": lambda: kiosk_cases("dev", 4),
        "held4": lambda: kiosk_cases("held", 4),
        "kiosk5": lambda: kiosk_cases("dev", 5),
        "held5": lambda: kiosk_cases("held", 5),
        "kiosk6": lambda: kiosk_cases("dev", 6),
        "held7": lambda: kiosk_cases("held", 7),
        "masked": lambda: masked_cases(invented),
        "flattened": lambda: flattened_cases(invented),
        "real": real_cases,
        "foreign": lambda: foreign_cases(peers.folder()),
    }
    cases: list[Case] = []
    for group in groups:
        try:
            found, why = makers[group](), "they are not here"
        except (OSError, subprocess.SubprocessError) as error:
            found, why = [], str(error)
        if not found:
            console.print(f"no {group} pages: {why}", style="yellow")
        cases += found
    return cases


def tables(rows: Sequence[Row]) -> Iterable[Table]:
    """One table a group of pages, then ours by skin."""
    for group, title in GROUPS.items():
        pages = rows[0].summary(group)
        if pages is None:
            continue
        table = _table(f"{pages.pages} {title}", "extractor")
        for row in rows:
            summary = row.summary(group)
            if summary is None:
                table.add_row(row.name, row.trouble or "no answer")
            else:
                table.add_row(f"{row.name} {row.version or ''}".strip(), *_cells(summary))
        yield table
    table = _table("ours by skin", "skin")
    for group in ("newsroom", "gallery"):
        for skin in dict.fromkeys(s.case.skin for s in rows[0].scores if s.case.group == group):
            if summary := rows[0].summary(group, skin):
                table.add_row(f"{group} {skin} ({summary.pages})", *_cells(summary))
    if table.rows:
        yield table


def _table(title: str, first: str) -> Table:
    table = Table(first, title=title, title_justify="left")
    for name in (
        "body F1",
        "exact",
        "leak",
        "over-cut",
        "headline",
        "date",
        "day",
        "author",
        "credits",
        "x parse",
        "failed",
    ):
        table.add_column(name, justify="right")
    return table


def _cells(summary: Summary) -> list[str]:
    shares = (
        summary.exact, summary.leak, summary.over_cut, summary.headline, summary.date, summary.day, summary.author,
        summary.credits,
    )  # fmt: skip
    return [
        f"{summary.body_f1:.4f}",
        *("–" if share is None else f"{100 * share:.1f}%" for share in shares),
        "–" if summary.times_parse is None else f"{summary.times_parse:.1f}",
        str(summary.failed),
    ]


def failures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a line a wrong field of ours, tabs between: page, field, expected, got.

    Of the generic reader come only those that the platforms' readers get right.
    """
    seen: set[tuple[str, str]] = set()
    for row, prefix in zip(rows[:2], ("", "generic "), strict=False):
        for s in row.scores:
            for name, expected, got in _wrong(s) if s.case.group != "foreign" else ():
                if (s.case.id, name) not in seen or not prefix:
                    seen.add((s.case.id, name))
                    yield _line(s, prefix + name, expected, got)
    yield from _behind(rows)


def _wrong(s: Score) -> Iterator[tuple[str, object, object]]:
    if s.answer.error:
        yield "error", "an article", s.answer.error
        return
    yield from (("leak", "not in the body", line) for line in s.leaked)
    yield from (("over-cut", paragraph, "missing") for paragraph in s.cut)
    if not s.leaked and not s.cut and (not s.exact or s.paragraphs is False):
        yield from _differences(s)
    if s.headline is False:
        yield "headline", s.case.headline, s.answer.title
    if s.date is False:
        yield "date" if s.case.to_the_minute else "day", s.case.published, s.answer.date
    if s.credits is False:
        yield "credits", sorted(s.case.credits), sorted(s.answer.credits or ())


def _behind(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the pages on which the generic reader is below trafilatura: it never should be."""
    by_name = {row.name: row.scores for row in rows}
    pairs = zip(by_name.get("ours, generic reader", []), by_name.get("trafilatura", []), strict=False)
    for s, theirs in pairs:
        if s.f1 < theirs.f1 - 0.005:
            yield _line(s, "generic below trafilatura", f"F1 {theirs.f1:.3f}", f"F1 {s.f1:.3f} {s.answer.error or ''}")


def _line(s: Score, name: str, expected: object, got: object) -> str:
    return f"{s.case.id}\t{name}\t{expected}\t{got}"


def _differences(s: Score) -> Iterator[tuple[str, object, object]]:
    said = list(map(unmarked, s.answer.paragraphs or s.answer.text.split("\n")))
    gold = list(map(unmarked, s.case.paragraphs))
    if not s.case.tells_paragraphs:
        yield "body", "F1 1", f"F1 {s.f1:.4f}"
        return
    yield from (("paragraph", text, "not in this form") for text in gold if text not in said)
    yield from (("paragraph", "no such paragraph", text) for text in said if text not in gold)


def machine() -> str:
    """Name the machine that measured: processor, cores, Python."""
    info = Path("/proc/cpuinfo")
    models = (
        [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        if info.exists()
        else []
    )
    name = models[0] if models else platform.processor() or platform.machine()
    return f"{name}, {len(models) or '?'} cores, Python {platform.python_version()}"


def as_json(rows: Sequence[Row], at: datetime) -> str:
    """Return every figure of the tables."""
    extractors = [
        {
            "name": row.name, "version": row.version, "trouble": row.trouble,
            "groups": {
                group: asdict(summary)
                for group in GROUPS if (summary := row.summary(group))
            },
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps(
        {"at": at.isoformat(timespec="seconds"), "machine": machine(), "extractors": extractors}, indent=1
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="ours on invented and saved pages, each once: for CI")
    parser.add_argument("--no-peers", action="store_true", help="ours only, but on every page")
    parser.add_argument("--groups", default=",".join(GROUPS), help="of pages, commas between; all where not given")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write there what ours got wrong")
    parser.add_argument("--repeats", type=int, default=3, help="readings of a page, the fastest of which counts")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("bench").setLevel(logging.INFO)
    console = Console(width=None if Console().is_terminal else 160)
    groups = QUICK if options.quick else options.groups.split(",")
    if unknown := set(groups) - set(GROUPS):
        parser.error(f"no such group of pages: {', '.join(sorted(unknown))}")
    cases = collect(groups, console)
    rows = measure(
        cases, repeats=1 if options.quick else options.repeats, with_peers=not (options.quick or options.no_peers),
        readers=list(ours.READERS)[:1] if options.quick else ours.READERS,
    )  # fmt: skip
    console.print(machine(), highlight=False)
    for table in tables(rows):
        console.print(table)
    wrong = list(failures(rows))
    console.print(
        f"{len(wrong)} fields of ours are wrong" + ("" if options.failures else "; --failures FILE lists them")
    )
    if options.failures:
        options.failures.write_text("".join(f"{line}\n" for line in wrong), encoding="utf-8")
    if options.json:
        options.json.write_text(as_json(rows, datetime.now(UTC)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
