"""What an article is about when it is not about neutrality, and in what form it is written (data/related.yml)."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, lexicon, vocabulary, written
from pipeline.coding.relevance import Relevance
from pipeline.model import Evidence

AGAINST: Final = {
    "relevance: other sense": "other_sense",
    "relevance: pilkades": "pilkades",
    "relevance: organiser": "organiser_neutrality",
}
"""Rules of relevance by the near topic that they tell."""


@cache
def needed() -> float:
    points = vocabulary("related")["needs"]
    if not isinstance(points, (int, float)):
        raise TypeError("needs of data/related.yml is not a number")
    return float(points)


@cache
def service() -> Lexicon:
    return Lexicon({key: written(listed(key)) for key in ("own", "misconduct")})


def listed(key: str) -> list[object]:
    words = vocabulary("related")[key]
    if not isinstance(words, list):
        raise TypeError(f"{key} of data/related.yml is not a list")
    return words


def topic(document: Document, judged: Relevance) -> tuple[str, tuple[Evidence, ...]]:
    """Return the near topic of an article that is not relevant, `none` where it has none, and the words that say so."""
    points: dict[str, float] = defaultdict(float)
    first: dict[str, Hit] = {}
    for hit in lexicon("related", "topics").find(document.folded):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            points[label] += 3.0 if index == 0 else 1.5 if index <= 2 else 0.5
            first.setdefault(label, hit)
    for row in judged.evidence:
        if against := AGAINST.get(row.rule):
            points[against] += abs(float(row.value))  # what spoke against relevance is the topic
    name = weightiest(document, judged, points)
    if name not in first:
        return name, ()
    return name, (document.evidence("related", name, "related: topic", first[name].start, first[name].end),)


def weightiest(document: Document, judged: Relevance, points: Mapping[str, float]) -> str:
    election = any("election" in cues for cues in judged.cues)
    for name in ("other_sense", "pilkades", "organiser_neutrality", "money_politics"):
        if points[name] >= needed() and points[name] >= points["asn_other"] * 0.6:
            if name == "money_politics" and not election:
                continue
            return name
    if points["asn_other"] >= needed() and is_of_service(document, judged):
        return "asn_other"
    if is_of_others(document, judged):
        return "other_sense"
    if points["passing"] and election and points["passing"] < 3:
        return "passing" if judged.raw > 0 or points["passing"] >= 0.5 else "none"
    return "asn_other" if points["asn_other"] >= needed() and not election else "none"


def is_of_service(document: Document, judged: Relevance) -> bool:
    """Say whether the headline speaks of the service itself, or of what one of its people did wrong."""
    labels = {label for hit in service().find(document.folded[: document.shift]) for label in hit.labels}
    return "own" in labels or ("misconduct" in labels and "apparatus" in judged.cues[0])


def is_of_others(document: Document, judged: Relevance) -> bool:
    """Say whether somebody or something outside the apparatus is called neutral in headline or lead."""
    return any(
        any(hit.phrase.startswith("netral") for hit in cues.hits) and not cues.labels & {"apparatus", "force", "actor"}
        for cues in judged.cues[:2]
    )


CREDIT: Final = re.compile(
    r"\((?:[^()]{0,40}\b)?(?:humas|prokop?i?m\w*|prokompim\w*|protokol|diskominfo\w*|kominfo|hms|adv|advertorial)\b[^()]{0,40}\)\W*$",
    re.IGNORECASE,
)
"""A press office, or an advertisement, in the brackets that end an article."""
OFFICE: Final = re.compile(r"\b(?:kepala|kabag|kasi|kasubag|kasubbag|kabid|kasie|plt|staf|bagian|seksi)\s(?:\w+\s)?$")
"""Before the press office of which somebody is the head: he is quoted, and the article is no release of his."""
LISTED: Final = re.compile(
    r"(?:ini(?:lah)?\s+|berikut\s+|simak\s+|kenali\s+)?\d{1,2}\s+(?:\w+\s+)?(?:larangan|aturan|hal|poin|jenis|bentuk|tips|cara|fakta|sanksi)\b"
)
"""A headline that promises a list: `Ini 7 Larangan bagi ASN`."""


def form(document: Document) -> tuple[str, tuple[Evidence, ...]]:
    """Return `news`, or the form that its marks tell, with the mark."""
    for hit in lexicon("related", "forms").find(document.folded):
        index = document.sentence_at(hit.start).index
        label = min(hit.labels)
        last = index >= len(document.sentences) - 2
        if hit.phrase.startswith("humas") and OFFICE.search(document.folded, max(0, hit.start - 30), hit.start):
            continue
        if (
            (label == "press_release" and (index <= 2 or last))
            or (label == "opinion" and index <= 2)
            or (label == "explainer" and index == 0)
        ):
            return label, (document.evidence("article_form", label, f"form: {label}", hit.start, hit.end),)
    credit = CREDIT.search(document.folded, document.shift)
    if credit:
        return "press_release", (
            document.evidence("article_form", "press_release", "form: press_release", credit.start(), credit.end()),
        )
    promise = LISTED.match(document.folded[: document.shift])
    if promise:
        return "explainer", (
            document.evidence("article_form", "explainer", "form: explainer", promise.start(), promise.end()),
        )
    return "news", ()
