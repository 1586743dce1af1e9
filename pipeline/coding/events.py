"""What kind of event an article reports: one main type, the hardest new stage first (data/events.yml).

The signals of an article (signals.py) and the words of its headline and lead are weighed for each type (weights.py).
The heaviest wins; where none is much heavier than the others, no type is published.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import vocabulary
from pipeline.coding.signals import LEAD, Signals, listed, signals
from pipeline.coding.weights import judge, weights, words
from pipeline.model import Evidence

FINER: Final = (3.0, 1.6, 0.35)
"""Weight of a cue in headline, lead and rest where a published type has several finer ones."""
SURE: Final = 1 / 3
"""Probability that the heaviest type must have: between three as likely ones nothing is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    published: str | None
    """What articles.event_type says; None where unsure."""
    detail: str
    """The codebook's finer type."""
    scores: Mapping[str, float]
    """By published type."""
    evidence: tuple[Evidence, ...]
    stage: frozenset[int]
    """Sentences that tell of a stage of a case, if such a stage is the news."""


@cache
def mapping(key: str) -> dict[str, str]:
    table = vocabulary("events")[key]
    if not isinstance(table, dict):
        raise TypeError(f"{key} of data/events.yml is not a mapping")
    return {str(name): str(value) for name, value in table.items()}


def event(document: Document) -> Event:
    """Return the main event of a relevant article."""
    seen = signals(document)
    scores = judge("event", seen.strength, document)
    best = max(scores, key=lambda name: scores[name])
    detail = finer(best, seen)
    sure = probability(scores, best) >= SURE
    evidence: tuple[Evidence, ...] = ()
    if sure and (shown := reason(document, best, detail, seen)):
        name, start, end = shown
        evidence = (document.evidence("event_type", best, f"event: {name}", start, end),)
    return Event(
        published=best if sure else None, detail=detail, scores=scores, evidence=evidence,
        stage=frozenset(index for index, _ in seen.cues.get(detail, ())) if detail in listed("hard") else frozenset(),
    )  # fmt: skip


def probability(scores: Mapping[str, float], kind: str) -> float:
    return 1 / sum(math.exp(score - scores[kind]) for score in scores.values())


def finer(published: str, seen: Signals) -> str:
    """Return the finer type of the codebook: the one that headline and lead tell of most; unsaid, the last."""
    kinds = [name for name, code in mapping("codes").items() if code == published]
    points = {
        name: sum(FINER[0 if at == 0 else 1 if at <= LEAD else 2] for at, _ in seen.cues.get(name, ()))
        for name in kinds
    }
    return max(kinds, key=lambda name: points[name]) if any(points.values()) else kinds[-1]


def reason(document: Document, published: str, detail: str, seen: Signals) -> tuple[str, int, int] | None:
    """Return what carries a type, and its span: its first cue, else the cue or the word that weighs most for it."""
    if detail in seen.cues:
        hit = seen.cues[detail][0][1]
        return detail, hit.start, hit.end
    heavy = {name: weights("event_weights").get(name, {}).get(published, 0.0) for name in seen.shown}
    best = max(heavy, key=lambda name: heavy[name], default=None)
    if best and heavy[best] > 0:
        return best, seen.shown[best].start, seen.shown[best].end
    said = {word: weights("event_words").get(word, {}).get(published, 0.0) for word in words(document)}
    word = max(said, key=lambda name: said[name], default="")
    found = re.search(rf"\b{word}\b", document.folded) if said.get(word, 0.0) > 0 else None
    return (f"the word {word}", *found.span()) if found else None
