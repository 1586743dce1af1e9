"""What an article is about when it is not about neutrality, and in what form it is written (data/related.yml)."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, lexicon, vocabulary, written
from pipeline.coding.relevance import Relevance
from pipeline.model import Evidence


@cache
def needed() -> float:
    points = vocabulary("related")["needs"]
    if not isinstance(points, (int, float)):
        raise TypeError("needs of data/related.yml is not a number")
    return float(points)


@cache
def service() -> Lexicon:
    words = vocabulary("related")["own"]
    if not isinstance(words, list):
        raise TypeError("own of data/related.yml is not a list")
    return Lexicon({"own": written(words)})


def topic(document: Document, judged: Relevance) -> tuple[str, tuple[Evidence, ...]]:
    """Return the near topic of an article that is not relevant, `none` where it has none, and the words that say so."""
    points: dict[str, float] = defaultdict(float)
    first: dict[str, Hit] = {}
    for hit in lexicon("related", "topics").find(document.folded):
        index = document.sentence_at(hit.start).index
        for label in hit.labels:
            points[label] += 3.0 if index == 0 else 1.5 if index <= 2 else 0.5
            first.setdefault(label, hit)
    name = weightiest(document, judged, points)
    if name not in first:
        return name, ()
    return name, (document.evidence("related", name, "related: topic", first[name].start, first[name].end),)


def weightiest(document: Document, judged: Relevance, points: Mapping[str, float]) -> str:
    for name in ("other_sense", "pilkades", "organiser_neutrality", "money_politics"):
        if points[name] >= needed() and points[name] >= points["asn_other"] * 0.6:
            return name
    if points["asn_other"] >= needed() and service().find(document.folded[: document.shift]):
        return "asn_other"
    election = any("election" in cues for cues in judged.cues)
    if points["passing"] and election and points["passing"] < 3:
        return "passing" if judged.raw > 0 or points["passing"] >= 0.5 else "none"
    return "asn_other" if points["asn_other"] >= needed() else "none"


def form(document: Document) -> tuple[str, tuple[Evidence, ...]]:
    """Return `news`, or the form that its marks tell, with the mark."""
    for hit in lexicon("related", "forms").find(document.folded):
        index = document.sentence_at(hit.start).index
        label = min(hit.labels)
        last = index >= len(document.sentences) - 2
        if (
            (label == "press_release" and (index <= 2 or last))
            or (label == "opinion" and index <= 2)
            or (label == "explainer" and index == 0)
        ):
            return label, (document.evidence("article_form", label, f"form: {label}", hit.start, hit.end),)
    return "news", ()
