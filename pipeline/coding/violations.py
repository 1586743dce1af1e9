"""Which acts an article tells of (V01-V19, V99), how sure it is of them, and how a case ended (data/violations.yml)."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from pipeline.coding import acts
from pipeline.coding.document import Document
from pipeline.coding.lexicon import Lexicon, phrases, vocabulary
from pipeline.model import Evidence, Violation

Certainty = Literal["asserted", "alleged", "denied", "not_proven", "hypothetical"]
INCIDENTS: Final = frozenset(
    {"sanction", "criminal_case", "case_outcome", "investigation", "complaint", "allegation", "incumbent_transfer"}
)
"""Types of event that report a deed. In all others an act is named as forbidden: hypothetical."""
ENDS: Final = {"sanction": 7, "criminal_case": 4, "case_outcome": 4}
"""Kinds of event that end a case, and the sentences of the body in which they say how."""
REPORT: Final = 14
"""Sentences of the body in which a report says what was done; others name acts anywhere."""
HEARD: Final = 2
"""Sentences of the body in which a report says how sure it is."""
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "sanction": ("asserted",),
    "complaint": ("denied", "excused", "alleged"),
    "investigation": ("found", "not_proven", "denied", "excused", "alleged"),
    "case_outcome": ("found", "not_proven", "asserted", "denied", "referred", "alleged"),
    "criminal_case": ("not_proven", "asserted", "denied", "alleged"),
    "allegation": ("found", "denied", "excused", "alleged"),
    "incumbent_transfer": ("not_proven", "denied", "excused", "alleged"),
}
"""What a report of a kind of event can say, what goes first before the rest; the last where it says nothing."""
ANYWHERE: Final = dict.fromkeys(set(ALLOWED) - {"sanction", "case_outcome"}, "denied") | {"case_outcome": "found"}
"""What counts wherever it stands: who is accused answers at the end of a report."""
MEANT: Final[Mapping[str, Certainty]] = {
    "found": "asserted", "asserted": "asserted", "referred": "asserted",
    "not_proven": "not_proven", "denied": "denied", "excused": "denied", "alleged": "alleged",
}  # fmt: skip
"""The certainty that is published for what a report says."""


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
    found = named(document, REPORT if detail in INCIDENTS else len(document.sentences), forbidden=not told)
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
        if label == "warning" or not acts.forbidding().find(document.folded[sentence.start : hit.start])
    ]
    return "warning" in labels and "deed" not in labels


@cache
def warnings() -> Lexicon:
    return Lexicon(phrases("violations", "transfers"))


def named(document: Document, until: int, *, forbidden: bool = False) -> dict[str, tuple[int, int]]:
    """Return each act with the span of its first mention, in the headline and the first `until` sentences.

    An act that its sentence forbids counts only where `forbidden`.
    """
    seen = [
        act
        for act in acts.told(document)
        if act.sentence <= until and (forbidden or not acts.is_forbidden(document, act))
    ]
    strong = acts.unhidden([act for act in seen if not act.weak])
    found: dict[str, tuple[int, int]] = {}
    for act in strong or seen:
        found.setdefault(act.code, (act.start, act.end))
    return found


def how_sure(document: Document, detail: str) -> Certainty:
    """Return the certainty of the whole report: what the kind of event allows, what headline and lead say first."""
    allowed = ALLOWED.get(detail, ("not_proven", "denied", "asserted", "alleged"))
    said: dict[str, int] = {}
    for hit in certainties().find(document.folded):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            said.setdefault(label, index)
    *telling, unsaid = allowed
    early = [label for label in telling if said.get(label, HEARD + 1) <= HEARD]
    late = [label for label in telling if label in said and ANYWHERE.get(detail, label) == label]
    return MEANT[next(iter([*early, *late]), unsaid)]


@cache
def ends() -> Lexicon:
    return Lexicon(phrases("violations", "outcomes"))


def outcomes(document: Document, detail: str) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return how a case ended, of articles that report an end of one."""
    if detail not in ENDS:
        return (), ()
    found: dict[str, tuple[int, int]] = {}
    for hit in ends().find(document.folded):
        if document.sentence_at(hit.start).index <= ENDS[detail]:
            for label in hit.labels:
                found.setdefault(label, (hit.start, hit.end))
    if found.keys() & {"moral_open", "moral_closed"}:
        found.pop("moral", None)  # `sanksi moral secara terbuka` is no third kind
    evidence = tuple(document.evidence("outcome", name, "outcome: words", *span) for name, span in found.items())
    return tuple(found), evidence
