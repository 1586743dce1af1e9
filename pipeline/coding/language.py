"""In which language an article is written: langdetect, its `id` told apart from its neighbours.

langdetect has no Malay, Javanese, Sundanese or Minangkabau and calls them all Indonesian. py3langid, held to
{id, ms, jv, en}, tells Malay and Javanese; the rest is caught by counting function words (data/languages.yml).
A text in a regional language that no tool here names is None, never silently Indonesian.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

from langdetect import DetectorFactory, LangDetectException, detect_langs
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline.coding.lexicon import phrases

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST: Final = 6
"""Words; below that both tools guess."""
FEW: Final = 30
"""Words; a text shorter than that is a headline or a caption."""
LONGEST: Final = 4000
"""Characters that are looked at: langdetect's time grows with the text, its answer does not change."""
SURE: Final = 0.90

DetectorFactory.seed = 0  # without a seed langdetect answers differently from run to run


@cache
def neighbours() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["id", "ms", "jv", "en"])
    return identifier


@cache
def function_words() -> dict[str, frozenset[str]]:
    lists = {language: frozenset(words) for language, words in phrases("languages", "function_words").items()}
    return {language: words - lists["id"] if language != "id" else words for language, words in lists.items()}


def detect(headline: str, body: str) -> str | None:
    """Return an ISO 639 code, or None where the text is too short or no language is sure."""
    text = f"{headline}\n{body}"[:LONGEST]
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < SHORTEST:
        return None
    try:
        guesses = detect_langs(text)
    except LangDetectException:  # no letters that it knows
        return None
    counts = count(words)
    first = guesses[0]
    if first.lang != "id" and counts["id"] < max(2, len(words) * 0.08):
        return str(first.lang) if first.prob >= SURE else None
    sure = first.lang == "id" and first.prob >= SURE
    return indonesian_or_neighbour(text, words, counts, sure=sure)


def count(words: list[str]) -> Counter[str]:
    """Return how many words of the text are function words of each language."""
    return Counter(
        {language: sum(word in vocabulary for word in words) for language, vocabulary in function_words().items()}
    )


def indonesian_or_neighbour(text: str, words: list[str], counts: Counter[str], *, sure: bool) -> str | None:
    named, _ = neighbours().classify(text)
    regional = max(
        (counts[language], language) for language in counts if language not in {"id", "id_not_ms", "ms", "en"}
    )
    if regional[0] > counts["id"] and regional[0] >= 3:
        return "jv" if regional[1] == "jv" and named == "jv" else None
    malay = counts["ms"] - counts["id_not_ms"]
    if malay >= 2 or (
        named == "ms" and malay >= 1
    ):  # py3langid alone takes one Indonesian headline in twelve for Malay
        return "ms" if named == "ms" else None
    if named == "en" and counts["en"] > counts["id"]:
        return "en"
    if named == "jv" and counts["jv"] * 2 > counts["id"]:
        return "jv"
    if sure and named in {"id", "ms"} and len(words) < FEW:  # a headline alone may hold no function word at all
        return "id"
    return "id" if counts["id"] + counts["id_not_ms"] >= max(1, len(words) * 0.05) else None
