"""Measure what hangs on several articles (events, copies) and the coded facts that bench.coding does not look at.

    python -m bench.stories [stories_dev|stories_held] [--errors FIELD]

The sets tell of a few events in several articles each, with twins that are none: docs/codebook.md says who wrote them.
`events` and `copies` count pairs of articles: two that tell of one event, two that print one text. They go through the
coders first, so an act, place or day coded wrong costs pairs. Nobody has looked into the errors of `stories_held`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any, Final
from zoneinfo import ZoneInfo

from bench.coding import FOLDER, Gold, Tally, coded, name, plain, report
from pipeline import events, syndication
from pipeline import told as telling
from pipeline.model import RELEVANT, Coding

SETS: Final = ("stories_dev", "stories_held")
WIB: Final = ZoneInfo("Asia/Jakarta")


def read(set_name: str) -> list[Gold]:
    """Return the articles of a set."""
    rows = map(json.loads, (FOLDER / f"{set_name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Gold(
            row["id"], row["outlet"], datetime.fromisoformat(row["published"]).replace(tzinfo=WIB), row["headline"],
            tuple(row["paragraphs"]), row["labels"],
        )
        for row in rows
    ]  # fmt: skip


def measure(articles: Sequence[Gold]) -> dict[str, Tally]:
    """Return the tallies by field."""
    tallies: dict[str, Tally] = {}
    codings = [coded(gold) for gold in articles]
    for gold, coding in zip(articles, codings, strict=True):
        compare(gold, coding, tallies)
    copies = clusters(articles)
    found = events.link(telling.told(number, coding, "\n".join((gold.headline, *gold.paragraphs)),
                                    cluster=copies[number], published=gold.published.date())
                        for number, (gold, coding) in enumerate(zip(articles, codings, strict=True))
                        if (coding.relevance or 0) >= RELEVANT)  # fmt: skip
    ids = [gold.id for gold in articles]
    of = {gold.id: gold.labels["text_of"] or gold.id for gold in articles}
    while any(of[root] != root for root in of.values()):
        of = {one: of[root] for one, root in of.items()}
    pairs(tallies, "copies", ids, of, {ids[number]: root for number, root in copies.items()})
    wanted = {gold.id: gold.labels["event"] for gold in articles if gold.labels["event"]}
    pairs(tallies, "events", ids, wanted, {ids[number]: event for number, event in found.items()})
    return tallies


def clusters(articles: Sequence[Gold]) -> Mapping[int, int]:
    """Return the cluster of each article, as the stage that looks for copies makes them."""
    signed = [syndication.sign(gold.paragraphs) for gold in articles]
    alike = [(a, b) for a, b in combinations(range(len(signed)), 2) if syndication.compare(signed[a], signed[b]).copies]
    return syndication.components(range(len(signed)), alike)


def pairs(
    tallies: dict[str, Tally], field: str, ids: Sequence[str], wanted: Mapping[str, object], got: Mapping[str, object]
) -> None:
    """Count the pairs of articles that belong together."""
    together = {(a, b) for a, b in combinations(ids, 2) if a in wanted and wanted.get(a) == wanted.get(b)}
    joined = {(a, b) for a, b in combinations(ids, 2) if a in got and got.get(a) == got.get(b)}
    tallies[field] = Tally(
        right=len(together & joined), wrong=len(joined - together), missed=len(together - joined),
        errors=[f"+ {a} {b}" for a, b in sorted(joined - together)]
        + [f"- {a} {b}" for a, b in sorted(together - joined)],
    )  # fmt: skip


def compare(gold: Gold, coding: Coding, tallies: dict[str, Tally]) -> None:
    """Count the facts of one article."""
    labels = gold.labels

    def count(field: str, wanted: Iterable[object], got: Iterable[object], either: Iterable[object] = ()) -> None:
        tally = tallies.setdefault(field, Tally())
        want, have = Counter(wanted), Counter(got)
        extra = {one: number for one, number in (have - want).items() if one not in set(either)}
        tally.right += (want & have).total()
        tally.wrong += sum(extra.values())
        tally.missed += (want - have).total()
        tally.errors += [f"{gold.id} + {one}" for one in extra] + [f"{gold.id} - {one}" for one in want - have]

    count("form", [labels["form"]], [coding.article_form] if coding.article_form else [])
    count("outcomes", labels["outcomes"], coding.outcomes, labels.get("outcomes_either", ()))
    also = [name(row["name"]) for row in labels.get("people_either", ())]
    count("people", {name(row["name"]) for row in labels["people"]}, {one.key for one in coding.people}, also)
    offices = {name(row["name"]): office(row["role"]) for row in labels["people"]}
    known = [one for one in coding.people if one.key in offices]
    count(
        "offices",
        [(one.key, offices[one.key]) for one in known],
        [(one.key, office(one.role or "")) for one in known],
    )
    count(
        "claims",
        [(row["number"], unit(row["unit"])) for row in labels["claims"]],
        [(one.number, unit(one.unit)) for one in coding.claims],
    )
    count("indirect", *sentences(labels, coding))


def office(role: str) -> str:
    return plain(role)


def unit(printed: str) -> str:
    """Return the head of a unit: `kasus dugaan pelanggaran` is counted as `kasus`."""
    return printed.lower().split()[0]


def sentences(labels: Mapping[str, Any], coding: Coding) -> tuple[list[object], list[object]]:
    """Return the indirect speech that is wanted and found: how a sentence begins, and its speaker."""
    found = [one for one in coding.quotes if one.kind == "indirect"]
    want: list[object] = []
    got: list[object] = []
    rest = list(found)
    for row in labels["indirect"]:
        text = plain(row["text"])
        hit = next((one for one in rest if plain(one.text) in text or text in plain(one.text)), None)
        want.append((text[:40], name(row["speaker"])))
        if hit is not None:
            rest.remove(hit)
            got.append((text[:40], name(hit.speaker)))
    return want, got + [(plain(one.text)[:40], name(one.speaker)) for one in rest]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default=SETS[0], choices=SETS)
    parser.add_argument("--errors", metavar="FIELD", help="list what went wrong in one field, or in all")
    options = parser.parse_args(arguments)
    tallies = measure(read(options.set))
    report(tallies, Counter(), print)
    for field, tally in tallies.items():
        if options.errors in (field, "all"):
            print(f"\n{field}")
            for error in tally.errors:
                print("  " + error)


if __name__ == "__main__":
    main()
