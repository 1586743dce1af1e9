"""Learn relevance from what people decided: logistic regression over words, pairs of words and the rules' reasons.

Needs scikit-learn, which nothing else here does: `pip install 'arsip-netralitas[learn]'`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from pipeline.errors import ArchiveError
from pipeline.model import RELEVANT
from pipeline.relevance_model import Figures, Model, Trained, terms

LEAST: Final = 200
"""Labelled articles under which nothing is learned …"""
LEAST_OF_EACH: Final = 50
"""… and those that must be relevant, and not."""
FOLDS: Final = 5
TERMS: Final = 3000
STRENGTH: Final = 4.0
"""Inverse of the regularisation (C)."""
DIGITS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article that people decided on."""

    text: str
    features: Mapping[str, float]
    relevant: bool
    group: int
    """Copies of one text share it: they are never learned from and tested on at once."""


def train(examples: Sequence[Example]) -> Model:
    """Return a model of all examples, measured by cross-validation. Raises ArchiveError where there are too few."""
    relevant = sum(one.relevant for one in examples)
    if len(examples) < LEAST or min(relevant, len(examples) - relevant) < LEAST_OF_EACH:
        raise ArchiveError(
            f"{len(examples)} articles carry a decision on `relevant`, {relevant} of them yes; learning takes {LEAST}, "
            f"with {LEAST_OF_EACH} of each. `arsip annotate export --uncertain` chooses the next ones"
        )
    if find_spec("sklearn") is None:
        raise ArchiveError("learning needs scikit-learn: pip install 'arsip-netralitas[learn]'")
    fold_of = _folds(examples)
    guessed: list[bool] = [False] * len(examples)
    for fold in sorted(set(fold_of)):
        learned = _fit([one for one, at in zip(examples, fold_of, strict=True) if at != fold])
        for n, one in enumerate(examples):
            if fold_of[n] == fold:
                guessed[n] = learned.score(one.text, one.features) >= RELEVANT
    truth = [one.relevant for one in examples]
    trained = Trained(
        articles=len(examples), relevant=relevant, folds=len(set(fold_of)), model=figures(truth, guessed),
        rules=figures(truth, [one.features["score"] >= RELEVANT for one in examples]),
    )  # fmt: skip
    return _fit(examples, trained)


def figures(truth: Sequence[bool], said: Sequence[bool]) -> Figures:
    """Return precision, recall and F1 of the answer yes."""
    counts = Counter(zip(truth, said, strict=True))
    right = counts[True, True]
    precision = right / max(1, right + counts[False, True])
    recall = right / max(1, right + counts[True, False])
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Figures(precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4))


def _folds(examples: Sequence[Example]) -> list[int]:
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415 an optional dependency

    folds = [0] * len(examples)
    split = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=0).split(
        examples, [one.relevant for one in examples], [one.group for one in examples]
    )
    for fold, (_, held_out) in enumerate(split):
        for n in held_out:
            folds[int(n)] = fold
    return folds


NOTHING: Final = Figures(precision=0.0, recall=0.0, f1=0.0)


def _fit(examples: Sequence[Example], trained: Trained | None = None) -> Model:
    from scipy.sparse import hstack  # noqa: PLC0415 comes with scikit-learn
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    words = TfidfVectorizer(analyzer=terms, sublinear_tf=True, min_df=2, max_features=TERMS)
    rules = DictVectorizer()
    table = hstack(
        [words.fit_transform([one.text for one in examples]), rules.fit_transform([one.features for one in examples])]
    ).tocsr()
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    regression.fit(table, [one.relevant for one in examples])
    weights = [round(float(weight), DIGITS) for weight in regression.coef_[0]]
    vocabulary = list(words.get_feature_names_out())
    return Model(
        trained=trained or Trained(articles=0, relevant=0, folds=0, model=NOTHING, rules=NOTHING),
        bias=round(float(regression.intercept_[0]), DIGITS),
        features=dict(zip(rules.get_feature_names_out(), weights[len(vocabulary) :], strict=True)),
        terms={
            term: (round(float(idf), DIGITS), weight)
            for term, idf, weight in zip(vocabulary, words.idf_, weights, strict=False)
        },
    )
