"""What kind of event an article reports: one main type, the hardest new stage first (data/events.yml)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding import violations
from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, Lexicon, alternatives, lexicon, vocabulary, written
from pipeline.model import Evidence

LEAD: Final = 2
"""Sentences of the body that say what is new."""
ZONES: Final = (3.0, 1.6, 0.35)
"""Weight of a cue in the headline, in the lead, and after it."""
AGAIN: Final = 0.1
"""Share of its weight that a further cue of the same type adds in headline and lead."""
ENOUGH: Final = 3
"""Mentions in one zone beyond which more of them say nothing more."""
HARD: Final = 1.35
HARD_LEAD: Final = 1.6
"""A headline or first sentence that names a hard stage has it for its news."""
SETTLED: Final = 0.5
"""Share that earlier steps keep where headline or first sentence tell of the sanction."""
SCENE: Final = 0.75
"""Share that a meeting keeps as news where headline or first sentence tell of a deed at it."""
COUNTED: Final = 4.5
"""A number in the headline over a count in the lead: statistics, whatever was done in each case."""
CEREMONIES: Final = ("pledge", "assembly", "outreach", "regulation", "criminal_case")
"""Types whose headlines count those who took part."""
COUNT: Final = re.compile(
    r"\b(?:[7-9]|\d{2,5}|ratusan|puluhan|belasan)\s+(?:\w+\s+)?"
    r"(?:asn|pns|abdi negara|aparatur|orang|"
    r"kasus|laporan|pelanggaran|kades|kepala desa|perkara|pegawai|aduan|desa|kecamatan|tps|guru)\b"
)
GAP: Final = r"\s[^.!?;:\n\"“”]{2,60}?\s"
"""What stands between a verb and where the thing goes."""
NEAR: Final = 30
"""Characters before a cue in which `akan`, `jika` or `bisa` make it unreal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    published: str
    """What articles.event_type says."""
    detail: str
    """The codebook's finer type."""
    scores: Mapping[str, float]
    evidence: tuple[Evidence, ...]
    stage: frozenset[int]
    """Sentences that tell of a stage of a case, if such a stage is the news."""


@cache
def mapping(key: str) -> dict[str, str]:
    table = vocabulary("events")[key]
    if not isinstance(table, dict):
        raise TypeError(f"{key} of data/events.yml is not a mapping")
    return {str(name): str(value) for name, value in table.items()}


@cache
def listed(key: str) -> frozenset[str]:
    words = vocabulary("events")[key]
    if not isinstance(words, list):
        raise TypeError(f"{key} of data/events.yml is not a list")
    return frozenset(str(word) for word in words)


@cache
def unreal() -> Lexicon:
    return Lexicon({"unreal": listed("unreal")})


@cache
def gaps() -> dict[str, re.Pattern[str]]:
    """Return, by type, what finds a verb and its goal with the thing between: `serahkan rekaman camat ke Bawaslu`."""
    families = vocabulary("events")["gaps"]
    if not isinstance(families, dict):
        raise TypeError("gaps of data/events.yml is not a mapping")
    return {
        str(name): re.compile(rf"\b(?:{alternatives(written(verbs))})\b{GAP}(?:{alternatives(written([goal]))})\b")
        for name, (verbs, *goal) in families.items()
    }


def apart(folded: str) -> Iterator[Hit]:
    for name, pattern in gaps().items():
        for match in pattern.finditer(folded):
            yield Hit(match.start(), match.end(), match[0], frozenset({name}))


def cues(folded: str) -> list[Hit]:
    """Return the cues in reading order; a verb with its goal says more than the verb alone."""
    wide = list(apart(folded))
    starts = {hit.start for hit in wide}
    return sorted(
        [*(hit for hit in lexicon("events").find(folded) if hit.start not in starts), *wide], key=lambda hit: hit.start
    )


def event(document: Document) -> Event:
    """Return the main event of a relevant article."""
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, Hit] = {}
    where: dict[str, set[int]] = defaultdict(set)
    seen: Counter[tuple[str, int]] = Counter()
    counts = counted(document)
    firm: set[str] = set()
    for hit in cues(document.folded):
        sentence = document.sentence_at(hit.start)
        for label in hit.labels:
            name = meaning(label, counts=counts)
            if name is None or (label in listed("hard") and is_unreal(document, sentence, hit)):
                continue
            if label == "deed" and is_forbidden(document, sentence, hit):
                continue
            best.setdefault(name, hit)
            where[name].add(sentence.index)
            if sentence.index <= 1:
                firm.add(name)
            if name in ("case_outcome", "investigation", "complaint") and is_background(document, sentence, hit):
                firm.discard(name)
                scores[name] += ZONES[2]
                continue
            zone = 0 if sentence.index == 0 else 1 if sentence.index <= LEAD else 2
            seen[name, zone] += 1
            scores[name] += (
                ZONES[zone] * (1.0 if seen[name, zone] == 1 or zone == 2 else AGAIN) * (seen[name, zone] <= ENOUGH)
            )
    for name in listed("hard") & firm:
        scores[name] *= HARD if seen[name, 0] else HARD_LEAD
    if "sanction" in firm:
        scores["case_outcome"] *= SETTLED
        scores["investigation"] *= SETTLED
    if "allegation" in firm:
        scores["outreach"] *= SCENE
    if counts and seen["statistics", 1] and not any(seen[name, 0] for name in CEREMONIES):
        scores["statistics"] *= COUNTED
    weights = mapping("weights")
    weighted = {name: score * float(weights[name]) for name, score in scores.items()}
    order = list(mapping("codes"))
    detail = max(weighted, key=lambda name: (weighted[name], -order.index(name))) if weighted else unsaid(document)
    evidence: tuple[Evidence, ...] = ()
    if detail in best:
        hit = best[detail]
        evidence = (document.evidence("event_type", mapping("codes")[detail], f"event: {detail}", hit.start, hit.end),)
    return Event(
        published=mapping("codes")[detail], detail=detail, scores=weighted, evidence=evidence,
        stage=frozenset(where[detail]) if detail in listed("hard") else frozenset(),
    )  # fmt: skip


def unsaid(document: Document) -> str:
    """Return the type of a report without a cue: told deeds are an allegation."""
    return "allegation" if violations.named(document, LEAD) else "other"


def counted(document: Document) -> bool:
    """Say whether the headline counts: `41 ASN di Kaltim Direkomendasikan`."""
    return COUNT.search(document.folded, 0, document.shift) is not None


def meaning(label: str, *, counts: bool) -> str | None:
    """Return the type that a label of a cue speaks for."""
    special = {
        "none": None,
        "deed": "allegation",
        "finds": "statistics" if counts else "investigation",
        "cases": "statistics" if counts else "allegation",
    }
    return special.get(label, label)


@cache
def forbidding() -> Lexicon:
    return Lexicon({"forbidding": listed("forbidding")})


def is_forbidden(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Say whether a deed is named to forbid it: `Larang ASN Hadir Kampanye`, `Tak Ikut Kampanye`, `Boleh Hadir?`."""
    return (
        bool(forbidding().find(document.folded[sentence.start : hit.start]))
        or document.folded[hit.end : hit.end + 1] == "?"
    )


@cache
def reasons() -> Lexicon:
    return Lexicon({"background": listed("background")})


def is_background(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Say whether a step is told as the reason or the past of the news: `Dicopot setelah Terbukti`."""
    return bool(reasons().find(document.folded[max(sentence.start, hit.start - NEAR) : hit.start]))


def is_unreal(document: Document, sentence: Sentence, hit: Hit) -> bool:
    before = document.folded[max(sentence.start, hit.start - NEAR) : hit.start]
    return bool(unreal().find(before))
