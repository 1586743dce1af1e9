"""What the trained model thinks of an article's relevance, beside the rules: words and the rules' own reasons.

Learned by learn.py from what people decided, kept as annotations/relevance.json. Reading it needs no scikit-learn.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from pipeline.coding.lexicon import fold
from pipeline.errors import ArchiveError

NAME: Final = "relevance.json"
WORD: Final = re.compile(r"[^\W\d_]{2,}")
OFTEN: Final = 3
"""Times that a rule spoke, beyond which more of them say nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well a judge did on articles that it had not seen."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What a model was learned from, and how well it does beside the rules on the same articles."""

    articles: int
    relevant: int
    folds: int
    model: Figures
    rules: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A logistic regression: its terms with (inverse document frequency, weight), its features with their weights."""

    trained: Trained
    bias: float
    features: Mapping[str, float]
    terms: Mapping[str, tuple[float, float]]

    def score(self, text: str, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1, that an article is relevant."""
        counts = Counter(term for term in terms(text) if term in self.terms)
        tfidf = {term: (1 + math.log(n)) * self.terms[term][0] for term, n in counts.items()}
        length = math.sqrt(sum(value * value for value in tfidf.values())) or 1.0
        total = self.bias + sum(value / length * self.terms[term][1] for term, value in tfidf.items())
        total += sum(value * self.features.get(name, 0.0) for name, value in features.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def terms(text: str) -> list[str]:
    """Return the words and the pairs of neighbours of a text, in lower case."""
    words = WORD.findall(fold(text))
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def features(relevance: float, rules: Iterable[str]) -> dict[str, float]:
    """Return what the rules say: their score, and how often each of them spoke, 0 to 1."""
    counts = Counter(rules)
    return {"score": relevance} | {rule: min(n, OFTEN) / OFTEN for rule, n in counts.items()}


def load(path: Path) -> tuple[Model, str] | None:
    """Return the model of a file with its version, or None where there is none. Raises ArchiveError."""
    if not path.exists():
        return None
    data = path.read_bytes()
    try:
        model = msgspec.json.decode(data, type=Model)
    except msgspec.MsgspecError as error:
        raise ArchiveError(f"{path} is no model of relevance: {error}") from error
    return model, hashlib.sha256(data).hexdigest()[:8]


def save(path: Path, model: Model) -> None:
    """Write a model so that versions of it can be compared line by line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = msgspec.json.encode(model, order="sorted")
    path.write_bytes(msgspec.json.format(data, indent=1) + b"\n")
