"""Whether an article is about the neutrality of the state apparatus in an election: a score with its reasons.

Each sentence meets at most one rule, whose points are the evidence. The score weighs these rules together with the cues
and pairs of cues of headline, lead and rest (relevance_signals.py); its weights are learned from the gold articles
(data/relevance_weights.csv). Cues and points are data/relevance.yml; the definition is docs/codebook.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding import weights
from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, lexicon, vocabulary
from pipeline.coding.relevance_signals import LEAD, Cues, implied, strength, zone
from pipeline.model import RELEVANT, Evidence

SOON: Final = 4
"""Sentences of the body in which a report that belongs to an election says so."""
STAFF: Final = 3
"""Sentences that speak of civil servants in an article on `netralitas` that names no election."""
HALF: Final = 5.0
"""Points that a relevant article has: a strong sentence in the lead, or two anywhere."""
SHORT: Final = 6
"""Sentences up to which a text is short."""
WATCH: Final = frozenset({"kasn", "komisi asn", "komisi aparatur sipil negara"})
"""Institutions that exist to watch over neutrality, among other duties."""
WITHOUT_ELECTION: Final = 2.0
"""Most points of an article in which no word of an election stands."""


HIDING: Final = frozenset({"other_sense", "pilkades", "hidden"})
"""Labels whose phrases mean something else than the words inside them: `netralitas karbon`, `pemilihan kepala desa`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    score: float
    """0..1."""
    raw: float
    evidence: tuple[Evidence, ...]
    cues: tuple[Cues, ...]


@cache
def points() -> dict[str, float]:
    table = vocabulary("relevance")["points"]
    if not isinstance(table, dict):
        raise TypeError("points of data/relevance.yml is not a mapping")
    return {str(rule): float(weight) for rule, weight in table.items()}


def judge(document: Document) -> Relevance:
    """Return the score and one evidence row for each sentence that speaks for or against."""
    cues, strong, raw, evidence = signals(document)
    said = weights.judge("relevance", strong, document)["relevant"]
    score = round(1 / (1 + math.exp(-said)), 4)
    if score >= RELEVANT and not evidence:
        evidence = (because(document, cues, strong),)
    return Relevance(score=score, raw=raw, evidence=evidence, cues=tuple(cues))


def signals(document: Document) -> tuple[list[Cues], dict[str, float], float, tuple[Evidence, ...]]:
    """Return the cues by sentence, the signals, the points of the rules, and the evidence of these rules."""
    cues = read(document)
    named = any("election" in found for found in cues)
    has_election = named or speaks_of_neutrality(cues)
    has_actor = any("actor_strict" in found for found in cues)
    early = late = 0.0
    rules: dict[int, str] = {}
    spoken = 0
    evidence = []
    for found in cues:
        rule = rule_of(found, cues, has_election=has_election, has_actor=has_actor)
        if rule is None:
            continue
        name, labels = rule
        rules[found.sentence.index] = name
        weight = points()[name] * position(found.sentence)
        early, late = (early + weight, late) if found.sentence.index <= LEAD else (early, late + weight)
        spoken += weight > 0
        evidence.append(document.evidence("relevance", f"{weight:+.1f}", f"relevance: {name}", *found.span(*labels)))
    raw = scale(early, late, spoken, len(cues))
    holds = {
        "no election named": not named,
        "no election": not has_election,
        "of organisers": is_of_organisers(cues),
        "of another sense": is_of_another_sense(cues),
        "of pilkades": count(cues, "pilkades") > count(cues, "election"),
    }
    if not has_election or holds["of organisers"] or holds["of another sense"] or holds["of pilkades"]:
        raw = min(raw, WITHOUT_ELECTION)
    return cues, strength(cues, rules, raw - HALF, holds), raw, tuple(evidence)


def because(document: Document, cues: Sequence[Cues], strong: Mapping[str, float]) -> Evidence:
    """Return a row for an article that meets no rule: the sentence of the cue that weighs most."""
    table = weights.weights("relevance_weights")
    spoken = [
        (table.get(f"{label} {zone(found.sentence.index)}", {}).get("relevant", 0.0), hit.start, hit.end, label)
        for found in cues
        for hit in found.hits
        for label in hit.labels
    ]
    weight, start, end, label = max(spoken)
    return document.evidence("relevance", f"{weight:+.1f}", f"relevance: {label}", start, end)


def speaks_of_neutrality(cues: Sequence[Cues]) -> bool:
    """Say whether a text without any word of an election is about it: the duty to be neutral has no other occasion."""
    said = [
        found.sentence.index
        for found in cues
        if any("strong" in hit.labels and hit.phrase.startswith("netral") for hit in found.hits)
    ]
    headline = any("neutrality" in hit.labels and hit.phrase.startswith("netralit") for hit in cues[0].hits)
    of_staff = sum("apparatus" in found for found in cues)
    if said and any("strong" in hit.labels and hit.phrase in WATCH for hit in cues[0].hits):
        return True
    return 0 in said or len(said) > 1 or (headline and "other_sense" not in cues[0] and of_staff >= STAFF)


def is_of_organisers(cues: Sequence[Cues]) -> bool:
    """Say whether the headline names organisers alone, and the article speaks of them more than of others."""
    others = [found for found in cues if found.labels & {"apparatus", "force", "strong", "actor_strict"}]
    organisers = [found for found in cues if "organiser" in found]
    return (
        bool(organisers)
        and organisers[0].sentence.index == 0
        and cues[0] not in others
        and len(organisers) > len(others)
    )


def is_of_another_sense(cues: Sequence[Cues]) -> bool:
    """Say whether the headline means another neutrality (of states, wires, referees), and the lead not this one."""
    return "other_sense" in cues[0] and not any("strong" in found for found in cues[: LEAD + 1])


def count(cues: Sequence[Cues], label: str) -> int:
    """Return how often the article says a label; `politik praktis` alone speaks of no election."""
    return sum(label in hit.labels and hit.phrase != "politik praktis" for found in cues for hit in found.hits)


def read(document: Document) -> list[Cues]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in lexicon("relevance").find_all(document.folded, HIDING):
        by_sentence.setdefault(document.sentence_at(hit.start).index, []).append(hit)
    return [
        Cues(
            sentence,
            tuple(hits := by_sentence.get(sentence.index, [])),
            labels_of(hits),
        )
        for sentence in document.sentences
    ]


def labels_of(hits: Sequence[Hit]) -> frozenset[str]:
    labels = {label for hit in hits for label in hit.labels}
    return frozenset(labels.union(*(said for label, said in implied().items() if label in labels)))


def position(sentence: Sentence) -> float:
    if sentence.index == 0:
        return 2.0
    return 1.5 if sentence.index <= LEAD else 1.0


def scale(early: float, late: float, spoken: int, sentences: int) -> float:
    """Return the raw score from what headline and lead say and what the rest says.

    Short texts have few sentences to speak in; after the lead of a long one a small share that speaks is a passing
    mention.
    """
    if sentences <= SHORT:
        return (early + late) * 1.5
    share = 0.5 + min(1.0, 2.5 * spoken / sentences)
    return early * max(1.0, share) + late * share


def rule_of(
    found: Cues, cues: Sequence[Cues], *, has_election: bool, has_actor: bool
) -> tuple[str, tuple[str, ...]] | None:
    """Return the rule that a sentence meets, strongest first, and the labels that carry it."""
    here = found.sentence.index
    around = cues[max(0, here - 1) : here + 2]
    beside = [other for other in around if other is not found]
    near = any("election" in other for other in around)
    actor_near = "actor" in found or any("actor_strict" in other for other in around)
    has_ban = has_election and any("transfer_rule" in other for other in cues)
    soon = any("election" in other for other in cues[: SOON + 1])
    of_voting = "turnout" in found and not found.labels & {"partisan", "neutrality"}
    calm = not any("security" in other for other in around)
    lead = " in the lead" if here <= 1 else ""
    rules: tuple[tuple[bool, str, tuple[str, ...]], ...] = (
        ("strong" not in found, "other sense", ("other_sense",)),
        ("actor_strict" not in found, "organiser", ("organiser",)),
        ("election" not in found, "pilkades", ("pilkades",)),
        (has_election, "strong", ("strong",)),
        (has_election and actor_near, "strong", ("strong_open",)),
        (True, "actor+neutrality+election", ("actor", "neutrality", "election")),
        (near, "actor+neutrality~election", ("actor", "neutrality")),
        (has_election, "neutrality+actor", ("actor", "neutrality")),
        (not of_voting, "actor+election+act" + lead, ("actor_strict", "election", "act")),
        (not of_voting, "actor+election+act" + lead, ("apparatus", "election", "act")),
        (here == 0 and near, "actor+act~election in the headline", ("actor_strict", "act")),
        (near, "official act", ("head", "official")),
        (has_election, "apparatus+partisan", ("apparatus", "partisan")),
        (has_election and (near or "head" in found), "incumbent transfer", ("transfer", "transfer_ban")),
        (has_election, "transfer ban", ("transfer_rule",)),
        (has_ban and here <= LEAD, "transfer, the ban elsewhere", ("transfer_wide",)),
        (has_election and calm, "force+partisan", ("force", "partisan")),
        (
            has_election and any("watchdog" in other for other in around),
            "apparatus+case+watchdog",
            ("apparatus", "case"),
        ),
        (here == 0 and soon and not of_voting, "apparatus+act in the headline", ("apparatus", "act")),
        (here == 0 and soon, "apparatus+act in the headline", ("apparatus", "case")),
        (here <= 1 and not of_voting, "apparatus+election in the lead", ("apparatus", "election")),
        (has_election and any("apparatus" in other for other in beside), "apparatus~partisan", ("partisan",)),
        (has_election and calm and any("force" in other for other in beside), "force~partisan", ("partisan",)),
        (not of_voting, "apparatus+candidate", ("apparatus", "candidate")),
        (calm, "force+candidate", ("force", "candidate")),
        (has_election and any("apparatus" in other for other in around), "neutrality law", ("law",)),
        (here == 0 and has_actor, "neutrality in the headline", ("neutrality",)),
        (has_actor, "neutrality+election", ("neutrality", "election")),
    )
    for holds, name, labels in rules:
        if holds and all(label in found for label in labels):
            return name, labels
    return None
