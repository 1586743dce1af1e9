"""Measure the coders on the gold articles: precision, recall and F1 per field, confusion of event types, time.

    python -m bench.coding [dev|heldout|dev2|held2|…|talk_dev|talk_held|facts_dev|…] [--errors FIELD]

The gold articles are invented. Which of them were seen while rules were tuned, docs/codebook.md tells; the errors of
`held3`, `held4`, `held5`, `held6`, `held7`, `talk_held` and `facts_held` never were: keep it so.
How the sets were made: docs/codebook.md.
A field that the labels of an article do not have is not measured. `FIELD_either` lists what a coder may also say: the
values of actors and institutions may be left out or added, an event type or an act of it stands for the wanted one.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.coding import language
from pipeline.coding.coder import code
from pipeline.coding.lexicon import phrases
from pipeline.coding.names import clean, key
from pipeline.model import RELEVANT, Citation, Coding, Outlet, Quote

FOLDER = Path(__file__).parent / "coding_gold"
SETS = (
    "dev", "heldout", "dev2", "held2", "dev3", "held3", "dev4", "held4", "dev5", "held5",
    "talk_dev", "talk_held", "facts_dev", "facts_held", "facts_dev2", "dev6", "held6", "dev7", "held7", "dev8", "held8",
    "made",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts of one field over all articles."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Gold:
    id: str
    outlet: str
    published: datetime
    headline: str
    paragraphs: tuple[str, ...]
    labels: dict[str, Any]


def read(name: str) -> Iterator[Gold]:
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Gold(
            row["id"], row["outlet"], datetime.fromisoformat(row["published"] + "T04:00:00+00:00"), row["headline"],
            tuple(row["paragraphs"]), row["labels"],
        )  # fmt: skip


def outlet(name: str) -> Outlet:
    return Outlet(slug="gold", name=name, platform="wordpress", home_url="https://gold.example/")


def coded(gold: Gold) -> Coding:
    return code(
        headline=gold.headline, paragraphs=gold.paragraphs, published_at=gold.published, outlet=outlet(gold.outlet)
    )


def measure(articles: Iterable[Gold]) -> tuple[dict[str, Tally], Counter[tuple[str, str]]]:
    """Return the tallies and the confusion of event types."""
    tallies: dict[str, Tally] = {}
    confusion: Counter[tuple[str, str]] = Counter()
    for gold in articles:
        coding = coded(gold)
        compare(gold, coding, tallies)
        if gold.labels.get("event_type"):
            confusion[str(event_type(gold.labels, coding.event_type)), coding.event_type or "none"] += 1
    return tallies, confusion


def milliseconds(articles: Sequence[Gold]) -> tuple[float, float]:
    """Return the processor milliseconds that coding takes an article, and how many of them the language takes.

    One article is coded before the clock starts: reading the vocabularies is paid once a process.
    """
    coded(articles[0])
    began = time.process_time()
    for gold in articles:
        coded(gold)
    between = time.process_time()
    for gold in articles:
        language.detect(gold.headline, "\n\n".join(gold.paragraphs))
    ended = time.process_time()
    return 1000 * (between - began) / len(articles), 1000 * (ended - between) / len(articles)


def compare(gold: Gold, coding: Coding, tallies: dict[str, Tally]) -> None:
    labels = gold.labels

    def value(name: str, wanted: object, got: object, either: Sequence[object] = ()) -> None:
        if got in either:
            wanted = got
        values(name, [] if wanted is None else [wanted], [] if got is None else [got], either)

    def values(name: str, wanted: Sequence[object], got: Sequence[object], either: Sequence[object] = ()) -> None:
        tally = tallies.setdefault(name, Tally())
        left = Counter(wanted)
        for one in got:
            if left[one]:
                left[one] -= 1
                tally.right += 1
            elif one not in either:
                tally.wrong += 1
                tally.errors.append(f"{gold.id} + {one}   (wanted {list(wanted)})  {gold.headline}")
        for one in left.elements():
            tally.missed += 1
            tally.errors.append(f"{gold.id} - {one}   (got {list(got)})  {gold.headline}")

    value("language", labels.get("language", "id") or "unsure", coding.language or "unsure")
    if labels.get("language", "id") != "id":
        return
    if "relevant" in labels:
        got = (coding.relevance or 0) >= RELEVANT
        values("relevance", ["yes"] if labels["relevant"] else [], ["yes"] if got else [])
    if "province" in labels:
        value("province", labels["province"], coding.province, labels.get("province_either", ()))
        value("regency", labels["regency"], coding.regency, labels.get("regency_either", ()))
    if "institutions" in labels:
        named = [one.institution for one in coding.institutions]
        values("institutions", labels["institutions"], named, labels.get("institutions_either", ()))
    if "citations" in labels:
        values("citations", *rules(labels, coding))
    if "quotes" in labels:
        rows, direct = spoken(labels, coding)
        values("quote spans", [plain(row["text"]) for row in rows], [plain(one.text) for one in direct])
        values(
            "speakers",
            [(plain(row["text"])[:40], name(row["speaker"])) for row in rows],
            [(plain(one.text)[:40], name(one.speaker)) for one in direct],
        )
    # The sets differ in whether an article off the topic has a day: where it has none, that says nothing.
    undated = labels.get("event_date") is None and not labels.get("relevant", True)
    if labels.get("event_date", "?") != "?" and not undated:
        day = coding.event_date.isoformat() if coding.event_date else None
        value("event date", labels["event_date"], day, labels.get("event_date_either", ()))
    if "relevant" not in labels:
        return
    if not labels["relevant"]:
        value("related", labels["related"], coding.related, labels.get("related_either", ()))
        return
    values("actors", labels["actors"], list(coding.actors), labels.get("actors_either", ()))
    if "election" in labels:
        value("elections", labels["election"], next(iter(coding.elections), None), labels.get("election_either", ()))
    if "event_type" not in labels:
        return
    value("event type", event_type(labels, coding.event_type), coding.event_type)
    acts = {one.code: one.certainty for one in coding.violations if one.certainty != "hypothetical"}
    wanted, also = told(labels["violations"]), told(labels.get("violations_either", ()))
    values("violations", chosen(wanted, also, acts, labels), list(acts), list(also))
    both = [code for code in acts if code in wanted or code in also]
    values(
        "certainty",
        [(code, acts[code] if acts[code] in wanted.get(code, ()) + also.get(code, ()) else wanted.get(code, ("?",))[0])
         for code in both],
        [(code, acts[code]) for code in both],
    )  # fmt: skip


def event_type(labels: dict[str, Any], got: str | None) -> object:
    """Return the wanted event type: what was got, where the labels allow it too."""
    return got if got in labels.get("event_type_either", ()) else labels["event_type"]


def told(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the certainties of each act that labels tell of; a hypothetical act is none."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["certainty"] != "hypothetical":
            found[row["code"]] = (*found.get(row["code"], ()), row["certainty"])
    return found


def chosen(wanted: Iterable[str], also: Iterable[str], got: Iterable[str], labels: dict[str, Any]) -> list[str]:
    """Return the acts that should have been found: an act that also fits stands for one that is missing.

    An act that the labels call hypothetical besides may be left out.
    """
    spare = [code for code in got if code in set(also) - set(wanted)]
    free = {row["code"] for row in labels.get("violations_either", ()) if row["certainty"] == "hypothetical"}
    out = []
    for act in wanted:
        if act not in got and spare:
            out.append(spare.pop())
        elif act in got or act not in free:
            out.append(act)
    return out


def rules(labels: dict[str, Any], coding: Coding) -> tuple[list[object], list[object], list[object]]:
    """Return the citations that are wanted, those that were found, and those that a coder may also give."""
    also: list[object] = [citation(row) for row in labels.get("citations_either", ())]
    found: list[object] = [cited(row) for row in coding.citations]
    # The sets differ in whether a rule that is named without its number is cited.
    free: list[object] = [cited(row) for row in coding.citations if not row.number]
    wanted = [citation(row) for row in labels["citations"]]
    # Letters are not compared, and one set has a row for each letter, another one for all.
    return in_place(wanted, also, found), found, also + free + wanted


def spoken(labels: dict[str, Any], coding: Coding) -> tuple[list[dict[str, Any]], list[Quote]]:
    """Return the quotes that are wanted and those found, without what the labels leave open whether it is speech."""
    optional = {plain(text) for text in labels.get("quotes_optional", ())}
    wanted = [row for row in labels["quotes"] if plain(row["text"]) not in optional]
    return wanted, [one for one in coding.quotes if one.kind == "direct" and plain(one.text) not in optional]


def in_place(wanted: list[Any], also: Sequence[Any], got: Sequence[Any]) -> list[object]:
    """Return the wanted citations, each that was not found replaced by one that also fits, of the same article."""
    spare = [one for one in got if one in also and one not in wanted]
    out: list[object] = []
    for one in wanted:
        near = [other for other in spare if other[0] == one[0] and other[3] in (None, one[3])] if one not in got else []
        if near:
            spare.remove(near[0])
        out.append(near[0] if near else one)
    return out


def citation(row: dict[str, Any]) -> tuple[object, ...]:
    """Return a label to compare; how its author spells the kind of a rule (`Peraturan DKPP`) is no matter."""
    kinds = phrases("laws", "kinds")
    kind = next((name for name, spelt in kinds.items() if row["law_type"].lower() in spelt), row["law_type"])
    return kind, row["number"], row["year"], row["article_no"], row["paragraph"], bool(row["suspect"])


def cited(row: Citation) -> tuple[object, ...]:
    return row.law_type, row.number, row.year, row.article_no, row.paragraph, row.suspect is not None


def plain(text: str) -> str:
    return " ".join(text.strip(" ,.\"“”’'*").split()).lower()


def name(speaker: str | None) -> str:
    """Return a name without ranks, titles and degrees, which no coder keeps."""
    return key(clean(speaker or ""))


def report(tallies: dict[str, Tally], confusion: Counter[tuple[str, str]], show: Callable[[str], None]) -> None:
    show(f"{'field':14} {'P':>6} {'R':>6} {'F1':>6}   right wrong missed")
    for label, tally in tallies.items():
        show(
            f"{label:14} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}   "
            f"{tally.right:5} {tally.wrong:5} {tally.missed:6}"
        )
    if confusion:
        show("\nevent type, wanted → got (errors only)")
    for (wanted, got), count in confusion.most_common():
        if wanted != got:
            show(f"  {wanted:20} → {got:20} {count}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="dev", choices=SETS)
    parser.add_argument("--errors", metavar="FIELD", help="list what went wrong in one field, or in all")
    options = parser.parse_args(arguments)
    articles = list(read(options.set))
    tallies, confusion = measure(articles)
    report(tallies, confusion, print)
    whole, tongue = milliseconds(articles)
    print(f"\n{whole:.1f} ms an article, {tongue:.1f} of them for the language")
    for label, tally in tallies.items():
        if options.errors in (label, "all"):
            print(f"\n{label}")
            for error in tally.errors:
                print("  " + error)


if __name__ == "__main__":
    main()
