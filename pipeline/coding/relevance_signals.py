"""What an article shows of its relevance: which cues of data/relevance.yml stand where, and which stand together.

`apparatus headline`: a cue. `apparatus+partisan lead`: two in one sentence. `apparatus & election top`: two in headline
and lead. `strong lead`: a rule of relevance.py. What the signals weigh stands in data/relevance_weights.csv.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding.document import Sentence
from pipeline.coding.lexicon import Hit, phrases

LEAD: Final = 3
"""Sentences of the body that count as lead."""
WHO: Final = ("actor_strict", "apparatus", "force", "head", "actor", "post")
WHAT: Final = (
    "neutrality", "election", "partisan", "act", "candidate", "case", "watchdog", "official", "transfer",
    "transfer_ban", "transfer_rule", "law", "turnout", "security", "organiser", "pilkades", "asn_topic", "money",
    "other_sense",
)  # fmt: skip
OFTEN: Final = 4
"""A quarter of the sentences after the lead is all that a signal there can say."""
SPREAD: Final = 10.0
"""Points of the rules that make a signal of strength 1."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The labels that stand in one sentence, with where each first stands."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    labels: frozenset[str]

    def __contains__(self, label: str) -> bool:
        return label in self.labels

    def span(self, *labels: str) -> tuple[int, int]:
        """Return the shortest span from the first to the last of the hits that carry `labels`, one of each."""
        wanted = [
            next(
                hit
                for hit in self.hits
                if label in hit.labels or any(label in implied().get(own, ()) for own in hit.labels)
            )
            for label in labels
        ]
        return min(hit.start for hit in wanted), max(hit.end for hit in wanted)


@cache
def implied() -> dict[str, list[str]]:
    return phrases("relevance", "implies")


def strength(cues: Sequence[Cues], rules: Mapping[int, str], raw: float, holds: Mapping[str, bool]) -> dict[str, float]:
    """Return the strength of each signal, 0..1.

    `rules` are the rules that sentences meet, by index; `raw` is the points that they make, over those that it takes;
    `holds` are statements on the whole article.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for found in cues:
        where = zone(found.sentence.index)
        names = set(found.labels)
        names |= {f"{who}+{what}" for who in WHO if who in found for what in WHAT if what in found}
        if rule := rules.get(found.sentence.index):
            names.add(f"rule {rule}")
        seen.update((name, where) for name in names)
    strong = {f"{name} {where}": full(times, where, len(cues)) for (name, where), times in seen.items()}
    top = frozenset[str]().union(*(found.labels for found in cues[: LEAD + 1]))
    strong |= {
        f"{who} & {what} top": 1.0
        for who in (*WHO, "election", "watchdog") if who in top
        for what in WHAT if what in top and what != who
    }  # fmt: skip
    strong |= {name: 1.0 for name, true in holds.items() if true}
    strong["points"] = max(-1.0, min(1.0, raw / SPREAD))
    return strong


def zone(index: int) -> str:
    """Return where a sentence stands: `headline`, `lead` or `rest`."""
    return "headline" if index == 0 else "lead" if index <= LEAD else "rest"


def full(times: int, where: str, sentences: int) -> float:
    """Return how strong a signal is that stands in so many sentences of a zone."""
    if where == "rest":
        return min(1.0, OFTEN * times / sentences)
    return min(times, 2) / 2 if where == "lead" else 1.0
