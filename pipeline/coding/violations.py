"""Which acts an article tells of (V01-V19, V99), how sure it is of them, and how a case ended (data/violations.yml)."""

from collections.abc import Iterable, Iterator, Mapping
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
REPORT: Final = dict.fromkeys(INCIDENTS, 4) | {"sanction": 7}
"""Sentences of the body in which a report says what was done, by finer type; others name acts anywhere."""
HEARD: Final = 2
"""Sentences of the body in which a report says how sure it is."""
ALLOWED: Final[Mapping[str, tuple[Certainty, ...]]] = {
    "sanction": ("asserted",),
    "complaint": ("alleged",),
    "investigation": ("not_proven", "denied", "alleged"),
    "criminal_case": ("not_proven", "asserted", "alleged"),
    "allegation": ("denied", "alleged"),
    "incumbent_transfer": ("not_proven", "denied", "alleged"),
}
"""What a report of a kind of event can say, what goes first before the rest; the last where it says nothing."""
NEAREST: Final = 60
"""Characters between the halves of an act that must stand close together."""


@cache
def acts() -> Lexicon:
    """Return the cues that suffice for an act."""
    return Lexicon({code: written(entry.get("any") or ()) for code, entry in categories().items()})


@cache
def halves() -> Lexicon:
    """Return cues of which an act needs two: `V12 both 0/1` in one sentence, `V05 near 2/0` close and in this order."""
    cues: dict[str, Iterable[str]] = {}
    for code, entry in categories().items():
        both = [entry["both"]] if "both" in entry else []
        for how, pairs in (("both", both), ("near", entry.get("near") or ()), ("around", entry.get("around") or ())):
            for number, pair in enumerate(pairs):
                for half, group in enumerate(pair):
                    cues[f"{code} {how} {number}/{half}"] = written(group)
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
    told = detail in INCIDENTS or detail == "other"
    found = named(document, REPORT.get(detail, len(document.sentences)), forbidden=not told)
    certainty = how_sure(document, detail)
    if detail == "other" and found and certainty == "denied":
        pass  # somebody tells that the deed is not his: `Dicatut Jadi Anggota Partai`
    elif detail not in INCIDENTS or (detail == "incumbent_transfer" and is_warning(document)):
        certainty = "hypothetical"
    else:
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
    """Say whether a report on transfers only recalls the ban: a transfer that is forbidden or doubted is none."""
    labels = [
        label
        for hit in warnings().find(document.folded)
        if (sentence := document.sentence_at(hit.start)).index <= 1
        for label in hit.labels
        if label == "warning" or not forbidding().find(document.folded[sentence.start : hit.start])
    ]
    return "warning" in labels and "deed" not in labels


@cache
def warnings() -> Lexicon:
    return Lexicon(phrases("violations", "transfers"))


def named(document: Document, until: int, *, forbidden: bool = False) -> dict[str, tuple[int, int]]:
    """Return each act with the span of its first mention, in the headline and the first `until` sentences.

    An act that its sentence forbids counts only where `forbidden`.
    """
    told = [(hit.start, hit.end, code) for hit in acts().find(document.folded) for code in hit.labels]
    found: dict[str, tuple[int, int]] = {}
    where: dict[str, int] = {}
    for start, end, code in sorted([*told, *pairs(document)]):
        sentence: Sentence = document.sentence_at(start)
        if sentence.index > until or code in found:
            continue
        if forbidden or not forbidding().find(document.folded[sentence.start : start]):
            found[code], where[code] = (start, end), sentence.index
    for code, others in hides().items():
        for other in others:
            if code in found and other in found and where[code] == where[other]:
                del found[other]
    return found


def pairs(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and code of the acts that two cues of one sentence tell together."""
    seen: dict[tuple[int, str], tuple[int, int]] = {}
    for hit in halves().find_all(document.folded, frozenset()):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            name, half = label[:-1], int(label[-1])
            seen[index, label] = (hit.start, hit.end)
            other = seen.get((index, f"{name}{1 - half}"))
            code, how, _ = name.split(" ")
            if other is None or (how == "near" and half == 0):
                continue
            between = max(other[0], hit.start) - min(other[1], hit.end)
            if how == "both" or 0 <= between <= NEAREST:
                yield min(hit.start, other[0]), max(hit.end, other[1]), code


@cache
def hides() -> Mapping[str, list[str]]:
    table = vocabulary("violations")["hides"]
    if not isinstance(table, dict):
        raise TypeError("hides of data/violations.yml is not a mapping")
    return table


@cache
def forbidding() -> Lexicon:
    words = vocabulary("violations")["forbidding"]
    if not isinstance(words, list):
        raise TypeError("forbidding of data/violations.yml is not a list")
    return Lexicon({"forbidding": written(words)})


def how_sure(document: Document, detail: str) -> Certainty:
    """Return the certainty of the whole report: what the kind of event allows, what headline and lead say first."""
    allowed = ALLOWED.get(detail, ("not_proven", "denied", "asserted", "alleged"))
    said: dict[str, int] = {}
    for hit in certainties().find(document.folded):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            said.setdefault(label, index)
    early = [label for label in allowed if said.get(label, HEARD + 1) <= HEARD]
    late = [label for label in allowed if label in said and detail not in ALLOWED]
    return next(iter([*early, *late]), allowed[-1])


@cache
def ends() -> Lexicon:
    return Lexicon(phrases("violations", "outcomes"))


def outcomes(document: Document, detail: str) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return how a case ended, of articles that report an end of one."""
    if detail not in ENDS:
        return (), ()
    found: dict[str, tuple[int, int]] = {}
    for hit in ends().find(document.folded):
        if document.sentence_at(hit.start).index <= REPORT[detail]:
            for label in hit.labels:
                found.setdefault(label, (hit.start, hit.end))
    evidence = tuple(document.evidence("outcome", name, "outcome: words", *span) for name, span in found.items())
    return tuple(found), evidence
