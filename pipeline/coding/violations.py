"""Which acts an article tells of (V01-V19, V99), how sure it is of them, and how a case ended (data/violations.yml)."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal

from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Lexicon, phrases, vocabulary, written
from pipeline.model import Evidence, Violation

Certainty = Literal["asserted", "alleged", "denied", "not_proven", "hypothetical"]
INCIDENTS: Final = frozenset(
    {"sanction", "criminal_case", "case_outcome", "investigation", "complaint", "allegation", "incumbent_transfer"}
)
"""Types of event that report a deed. In all others an act is named as forbidden: hypothetical."""
ENDS: Final = frozenset({"sanction", "criminal_case", "case_outcome"})
REPORT: Final = 4
"""Sentences of the body in which a report says what was done."""


@cache
def acts() -> Lexicon:
    """Return cues labelled `V04` (suffices) or `V01/0` and `V01/1` (both in one sentence)."""
    cues: dict[str, Iterable[str]] = {}
    for code, entry in categories().items():
        cues[code] = written(entry.get("any") or ())
        for half, group in enumerate(entry.get("both") or ()):
            cues[f"{code}/{half}"] = written(group)
    return Lexicon(cues)


@cache
def categories() -> Mapping[str, Mapping[str, list[str]]]:
    table = vocabulary("violations")["categories"]
    if not isinstance(table, dict):
        raise TypeError("categories of data/violations.yml is not a mapping")
    return table


@cache
def certainties() -> Lexicon:
    return Lexicon(phrases("violations", "certainty"))


def violations(document: Document, detail: str) -> tuple[tuple[Violation, ...], tuple[Evidence, ...]]:
    """Return the acts by code. Only reports of a deed are incidents; a warning that lists acts is hypothetical."""
    found = named(document, REPORT if detail in INCIDENTS else len(document.sentences))
    if detail not in INCIDENTS or (detail == "incumbent_transfer" and is_warning(document)):
        certainty: Certainty = "hypothetical"
    else:
        certainty = how_sure(document)
        if detail == "incumbent_transfer":
            found.setdefault("V15", (document.sentences[0].start, document.sentences[0].end))
        if not found:
            found = {"V99": (document.sentences[0].start, document.sentences[0].end)}
    rows = tuple(Violation(code=code, certainty=certainty) for code in sorted(found))
    evidence = tuple(
        document.evidence("violation", f"{row.code} {row.certainty}", "violation: act", *found[row.code])
        for row in rows
    )
    return rows, evidence


def is_warning(document: Document) -> bool:
    """Say whether a report on transfers only recalls the ban."""
    labels = [
        label
        for hit in warnings().find(document.folded)
        if document.sentence_at(hit.start).index <= 1
        for label in hit.labels
    ]
    return "warning" in labels and "deed" not in labels


@cache
def warnings() -> Lexicon:
    return Lexicon(phrases("violations", "transfers"))


def named(document: Document, until: int) -> dict[str, tuple[int, int]]:
    """Return each act with the span of its first mention, in the headline and the first `until` sentences."""
    halves: dict[tuple[int, str], tuple[int, int]] = {}
    found: dict[str, tuple[int, int]] = {}
    for hit in acts().find(document.folded):
        sentence: Sentence = document.sentence_at(hit.start)
        if sentence.index > until:
            break
        for label in hit.labels:
            code, _, half = label.partition("/")
            if not half:
                found.setdefault(code, (hit.start, hit.end))
                continue
            halves.setdefault((sentence.index, label), (hit.start, hit.end))
            other = halves.get((sentence.index, f"{code}/{1 - int(half)}"))
            if other:
                found.setdefault(code, (min(hit.start, other[0]), max(hit.end, other[1])))
    return found


def how_sure(document: Document) -> Certainty:
    """Return the certainty of the whole report: what the headline and the lead say goes first."""
    said: dict[str, int] = {}
    for hit in certainties().find(document.folded):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            said.setdefault(label, index)
    early: tuple[Certainty, ...] = ("not_proven", "denied", "asserted", "alleged")
    for label in early:
        if label in said and said[label] <= 2:
            return label
    return next((label for label in early if label in said), "alleged")


@cache
def ends() -> Lexicon:
    return Lexicon(phrases("violations", "outcomes"))


def outcomes(document: Document, detail: str) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return how a case ended, of articles that report an end of one."""
    if detail not in ENDS:
        return (), ()
    found: dict[str, tuple[int, int]] = {}
    for hit in ends().find(document.folded):
        if document.sentence_at(hit.start).index <= REPORT:
            for label in hit.labels:
                found.setdefault(label, (hit.start, hit.end))
    evidence = tuple(document.evidence("outcome", name, "outcome: words", *span) for name, span in found.items())
    return tuple(found), evidence
