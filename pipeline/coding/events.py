"""What kind of event an article reports: one main type, the hardest new stage first (data/events.yml)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, Lexicon, lexicon, vocabulary
from pipeline.model import Evidence

LEAD: Final = 2
"""Sentences of the body that say what is new."""
HEADLINE_WEIGHT: Final = 3.0
LEAD_WEIGHT: Final = 1.6
BODY_WEIGHT: Final = 0.35
ENOUGH: Final = 3
"""Mentions in the rest of the body beyond which more of them say nothing more."""
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


def event(document: Document) -> Event:
    """Return the main event of a relevant article."""
    scores: Counter[str] = Counter()
    best: dict[str, Hit] = {}
    body: Counter[str] = Counter()
    for hit in lexicon("events").find(document.folded):
        sentence = document.sentence_at(hit.start)
        for name in hit.labels:
            if name in listed("hard") and is_unreal(document, sentence, hit):
                continue
            best.setdefault(name, hit)
            if sentence.index == 0:
                scores[name] += HEADLINE_WEIGHT
            elif sentence.index <= LEAD:
                scores[name] += LEAD_WEIGHT
            elif body[name] < ENOUGH:
                body[name] += 1
                scores[name] += BODY_WEIGHT
    weights = mapping("weights")
    weighted = {name: score * float(weights[name]) for name, score in scores.items()}
    order = list(mapping("codes"))
    detail = max(weighted, key=lambda name: (weighted[name], -order.index(name))) if weighted else "other"
    evidence = ()
    if detail in best:
        hit = best[detail]
        evidence = (document.evidence("event_type", mapping("codes")[detail], f"event: {detail}", hit.start, hit.end),)
    return Event(published=mapping("codes")[detail], detail=detail, scores=weighted, evidence=evidence)


def is_unreal(document: Document, sentence: Sentence, hit: Hit) -> bool:
    before = document.folded[max(sentence.start, hit.start - NEAR) : hit.start]
    return bool(unreal().find(before))
