"""What kind of event an article reports: one main type, the hardest new stage first (data/events.yml).

The signals of an article (signals.py) are weighed for each type; the heaviest wins. The weights of
data/event_weights.csv are learned from the gold articles: `python -m bench.weights --write`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding import violations
from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, vocabulary
from pipeline.coding.signals import LEAD, Signals, listed, signals
from pipeline.coding.weights import weigh, weights
from pipeline.model import Evidence

FINER: Final = (3.0, 1.6, 0.35)
"""Weight of a cue in headline, lead and rest where a published type has several finer ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    published: str
    """What articles.event_type says."""
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
    scores = weigh(weights("event"), seen.strength)
    published = max(scores, key=lambda name: scores[name]) if seen.cues else mapping("codes")[unsaid(document)]
    detail = finer(published, seen)
    evidence: tuple[Evidence, ...] = ()
    if shown := reason(published, detail, seen):
        name, hit = shown
        evidence = (document.evidence("event_type", published, f"event: {name}", hit.start, hit.end),)
    return Event(
        published=published, detail=detail, scores=scores, evidence=evidence,
        stage=frozenset(index for index, _ in seen.cues.get(detail, ())) if detail in listed("hard") else frozenset(),
    )  # fmt: skip


def finer(published: str, seen: Signals) -> str:
    """Return the finer type of the codebook: the one that headline and lead tell of most; unsaid, the last."""
    kinds = [name for name, code in mapping("codes").items() if code == published]
    points = {
        name: sum(FINER[0 if at == 0 else 1 if at <= LEAD else 2] for at, _ in seen.cues.get(name, ()))
        for name in kinds
    }
    return max(kinds, key=lambda name: points[name]) if any(points.values()) else kinds[-1]


def reason(published: str, detail: str, seen: Signals) -> tuple[str, Hit] | None:
    """Return the cue that carries a type: its first one, else the one that weighs most for it."""
    if detail in seen.cues:
        return detail, seen.cues[detail][0][1]
    heavy = {name: weights("event").get(name, {}).get(published, 0.0) for name in seen.shown}
    best = max(heavy, key=lambda name: heavy[name], default=None)
    return (best, seen.shown[best]) if best and heavy[best] > 0 else None


def unsaid(document: Document) -> str:
    """Return the type of a report without a cue: told deeds are an allegation."""
    return "allegation" if violations.named(document, LEAD) else "other"
