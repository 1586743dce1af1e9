"""Learn what signals and words weigh for relevance and event type, and tell whether that serves unseen sets.

    python -m bench.weights [--write]

Each author's sets are left out in turn: weights are learned from all the others and tried on them. What signals alone,
words alone and both say is printed for each half, since cues were gathered with the `dev` halves open. `--write`
learns from all sets and writes pipeline/coding/data/*_weights.csv and *_words.csv. Needs scikit-learn.
`dev8` and `held8`, whose errors nobody has read, are never learned from.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench import coding as gold
from bench import stories
from pipeline.coding import relevance, signals
from pipeline.coding import weights as tables
from pipeline.coding.document import Document, lay_out
from pipeline.coding.weights import Weights, weigh

FOLDER: Final = Path(tables.__file__).parent / "data"
AUTHORS: Final = (
    ("dev", "heldout"),
    ("dev2", "held2"),
    ("dev3", "held3"),
    ("dev4", "held4"),
    ("dev5", "held5"),
    ("dev6", "held6"),
    ("dev7", "held7"),
    ("made",),
    stories.SETS,
)
"""Sets that are left out together."""
SMALL: Final = 0.02
"""Weights below this are not written."""
NO: Final = "no"
Row: TypeAlias = tuple[dict[str, float], tuple[str, ...]]
"""The signals of an article, and the answers that are right, the wanted one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of weights, data/<name>.csv."""

    name: str
    loose: float
    """Inverse strength of the penalty on large weights (C of scikit-learn)."""
    strength: Callable[[Document], dict[str, float]]
    least: int = 1
    """Articles that a signal must stand in to be learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is learned: tables of which the sums decide."""

    name: str
    parts: tuple[Part, Part]
    answer: Callable[[gold.Gold], tuple[str, ...]]
    """The right answers; none where the question is not asked."""


def kind_of(article: gold.Gold) -> tuple[str, ...]:
    labels = article.labels
    return (labels["event_type"], *labels.get("event_type_either", ())) if labels.get("event_type") else ()


def relevant(article: gold.Gold) -> tuple[str, ...]:
    if "relevant" not in article.labels:
        return ()
    return ("relevant",) if article.labels["relevant"] else (NO,)


def question(
    name: str, loose: float, strength: Callable[[Document], dict[str, float]],
    answer: Callable[[gold.Gold], tuple[str, ...]],
) -> Question:  # fmt: skip
    rules = Part(name=f"{name}_weights", loose=loose, strength=strength)
    plain = Part(name=f"{name}_words", loose=6.0, strength=tables.words, least=4)
    return Question(name=name, parts=(rules, plain), answer=answer)


QUESTIONS: Final = (
    question("event", 0.7, lambda document: signals.signals(document).strength, kind_of),
    question("relevance", 0.3, lambda document: relevance.signals(document)[1], relevant),
)


@cache
def documents(name: str) -> tuple[tuple[gold.Gold, Document], ...]:
    return tuple(
        (article, lay_out(article.headline, article.paragraphs, outlet=gold.outlet(article.outlet), published=None))
        for article in (stories.read(name) if name in stories.SETS else gold.read(name))
        if article.labels.get("language", "id") == "id"
    )


def rows(part: Part, answer: Callable[[gold.Gold], tuple[str, ...]], name: str) -> list[Row]:
    return [(part.strength(document), answers) for article, document in documents(name) if (answers := answer(article))]


def learn(part: Part, articles: Sequence[Row]) -> Weights:
    """Return the weights by signal and answer, with `bias`; of a question of yes and no those of yes."""
    often = Counter(name for strength, _ in articles for name in strength)
    vectors = DictVectorizer()
    strong = vectors.fit_transform(
        [{name: value for name, value in strength.items() if often[name] >= part.least} for strength, _ in articles]
    )
    model = LogisticRegression(C=part.loose, max_iter=3000).fit(strong, [answer[0] for _, answer in articles])
    kinds = [str(kind) for kind in model.classes_][-len(model.intercept_) :]
    learned = {"bias": dict(zip(kinds, map(float, model.intercept_), strict=True))}
    for name, column in zip(vectors.get_feature_names_out(), model.coef_.T, strict=True):
        learned[str(name)] = dict(zip(kinds, map(float, column), strict=True))
    return learned


def guess(scores: Sequence[Mapping[str, float]]) -> str:
    """Return the answer that several tables together speak for."""
    total = {kind: sum(score[kind] for score in scores) for kind in scores[0]}
    best = max(total, key=lambda kind: total[kind])
    return NO if len(total) == 1 and total[best] < 0 else best


def trial(asked: Question) -> None:
    """Print, for each set, how many answers are right with weights learned from the other authors' sets."""
    print(f"{asked.name:12}   of signals  words   both")
    by_part = [{name: rows(part, asked.answer, name) for out in AUTHORS for name in out} for part in asked.parts]
    total: Counter[int] = Counter()
    count = 0
    for out in AUTHORS:
        learned = [
            learn(part, [row for name, kept in sets.items() if name not in out for row in kept])
            for part, sets in zip(asked.parts, by_part, strict=True)
        ]
        for name in out:
            right: Counter[int] = Counter()
            tests = list(zip(*(sets[name] for sets in by_part), strict=True))
            for test in tests:
                scores = [weigh(table, strength) for table, (strength, _) in zip(learned, test, strict=True)]
                right += Counter(
                    n for n, told in enumerate((scores[:1], scores[1:], scores)) if guess(told) in test[0][1]
                )
            total, count = total + right, count + len(tests)
            if tests:
                report(name, right, len(tests))
    report("all", total, count)


def report(name: str, right: Mapping[int, int], count: int) -> None:
    print(f"  {name:10} {count:4} " + " ".join(f"{right[n] / count:7.3f}" for n in range(3)), flush=True)


def write(part: Part, weights: Weights) -> None:
    kinds = list(weights["bias"])
    with (FOLDER / f"{part.name}.csv").open("w", encoding="utf-8", newline="") as file:
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
    for asked in QUESTIONS:
        if not options.write:
            trial(asked)
            continue
        for part in asked.parts:
            write(part, learn(part, [row for out in AUTHORS for name in out for row in rows(part, asked.answer, name)]))


if __name__ == "__main__":
    main()
