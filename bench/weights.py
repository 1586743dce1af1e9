"""Learn what the signals of relevance and of event types weigh, and tell whether that serves unseen sets.

    python -m bench.weights [--write]

Each set is left out in turn: weights are learned from all the others and tried on it, articles of an author whom these
weights have not seen. `--write` learns from all sets and writes pipeline/coding/data/*_weights.csv. Needs scikit-learn.
The halves `held3`, `held4` and `held5`, whose errors nobody has read, are never learned from.
"""

import argparse
import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench import coding as gold
from pipeline.coding import relevance, signals
from pipeline.coding import weights as tables
from pipeline.coding.document import Document, lay_out
from pipeline.coding.weights import Weights, weigh

FOLDER: Final = Path(tables.__file__).parent / "data"
AUTHORS: Final = (
    ("dev", "heldout"),
    ("dev2", "held2"),
    ("dev3",),
    ("dev4",),
    ("dev5",),
    ("dev6",),
    ("dev7",),
    ("made",),
)
"""Sets that are left out together."""
SMALL: Final = 0.02
"""Weights below this are not written."""
NO: Final = "no"
Row: TypeAlias = tuple[dict[str, float], tuple[str, ...]]
"""The signals of an article, and the answers that are right, the wanted one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is learned, into data/<name>_weights.csv."""

    name: str
    loose: float
    """Inverse strength of the penalty on large weights (C of scikit-learn)."""
    signals: Callable[[Document], dict[str, float]]
    answer: Callable[[gold.Gold], tuple[str, ...]]
    """The right answers; none where the question is not asked."""


def kind_of(article: gold.Gold) -> tuple[str, ...]:
    labels = article.labels
    return (labels["event_type"], *labels.get("event_type_either", ())) if labels["relevant"] else ()


def relevant(article: gold.Gold) -> tuple[str, ...]:
    return ("relevant",) if article.labels["relevant"] else (NO,)


QUESTIONS: Final = (
    Question(name="event", loose=0.7, signals=lambda document: signals.signals(document).strength, answer=kind_of),
    Question(name="relevance", loose=0.3, signals=lambda document: relevance.signals(document)[1], answer=relevant),
)


@cache
def documents(name: str) -> tuple[tuple[gold.Gold, Document], ...]:
    return tuple(
        (article, lay_out(article.headline, article.paragraphs, outlet=gold.outlet(article.outlet), published=None))
        for article in gold.read(name)
        if article.labels.get("language", "id") == "id"
    )


def rows(question: Question, names: Sequence[str]) -> list[Row]:
    return [
        (question.signals(document), answer)
        for name in names
        for article, document in documents(name)
        if (answer := question.answer(article))
    ]


def learn(question: Question, articles: Sequence[Row]) -> Weights:
    """Return the weights by signal and answer, with `bias`; of a question of yes and no those of yes."""
    vectors = DictVectorizer()
    strong = vectors.fit_transform([strength for strength, _ in articles])
    model = LogisticRegression(C=question.loose, max_iter=3000).fit(strong, [answer[0] for _, answer in articles])
    kinds = [str(kind) for kind in model.classes_][-len(model.intercept_) :]
    learned = {"bias": dict(zip(kinds, map(float, model.intercept_), strict=True))}
    for name, column in zip(vectors.get_feature_names_out(), model.coef_.T, strict=True):
        learned[str(name)] = dict(zip(kinds, map(float, column), strict=True))
    return learned


def guess(weights: Weights, strength: dict[str, float]) -> str:
    scores = weigh(weights, strength)
    best = max(scores, key=lambda kind: scores[kind])
    return NO if len(scores) == 1 and scores[best] < 0 else best


def trial(question: Question) -> None:
    """Print, for each author, how many answers are right with weights learned from the others."""
    print(question.name)
    by_author = {out: rows(question, out) for out in AUTHORS}
    right = of = 0
    for out, test in by_author.items():
        weights = learn(question, [row for names, kept in by_author.items() if names != out for row in kept])
        hits = sum(guess(weights, strength) in answer for strength, answer in test)
        right, of = right + hits, of + len(test)
        print(f"  {' '.join(out):14} {hits:4} of {len(test):4}  {hits / len(test):.3f}")
    print(f"  {'all':14} {right:4} of {of:4}  {right / of:.3f}")


def write(question: Question, weights: Weights) -> None:
    kinds = list(weights["bias"])
    with (FOLDER / f"{question.name}_weights.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["signal", *kinds])
        for name, cells in weights.items():
            values = ["" if abs(cells[kind]) < SMALL and name != "bias" else f"{cells[kind]:.2f}" for kind in kinds]
            if any(values):
                table.writerow([name, *values])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all sets")
    options = parser.parse_args()
    for question in QUESTIONS:
        if options.write:
            write(question, learn(question, rows(question, [name for names in AUTHORS for name in names])))
        else:
            trial(question)


if __name__ == "__main__":
    main()
