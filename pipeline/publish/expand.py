"""The other forms of a word: its family in the archive's vocabulary, and what else the press calls the same thing."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import yaml

from pipeline.publish.search import Forms
from pipeline.publish.stemmer import roots, stem

SYNONYMS: Final = Path(__file__).parent / "data" / "synonyms.yml"

MOST: Final = 30
"""Forms of a word that are searched for, the commonest first."""

KEPT: Final = 5000
"""Words whose forms are kept in memory."""

Group = tuple[tuple[str, ...], ...]
"""Phrases that mean the same, each as its words."""


@cache
def synonyms() -> Mapping[tuple[str, ...], Group]:
    """Return each phrase of synonyms.yml with its whole group."""
    groups = yaml.safe_load(SYNONYMS.read_text("utf-8"))
    split: list[Group] = [tuple(tuple(str(phrase).split()) for phrase in group) for group in groups]
    return {phrase: group for group in split for phrase in group}


LONGEST: Final = 6
"""Words of the longest phrase that is looked up."""


class Expander:
    """Looks words up in `term_stems` of one archive; safe to be called from any thread."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._connection = self._open()
        self._lock = Lock()
        self._families: dict[str, tuple[str, ...]] = {}
        self._version = -1

    def __call__(self, words: Sequence[str]) -> Forms:
        """Return the other forms of what `words` begin with: the longest phrase that has synonyms, else one word."""
        folded = [word.casefold() for word in words[:LONGEST]]
        for length in range(len(folded), 1, -1):
            phrase = tuple(folded[:length])
            if phrase in synonyms():
                return Forms(taken=length, synonyms=_others(phrase))
        family = self._family(folded[0])
        return Forms(stems=family, synonyms=_others((folded[0],)) or _others((stem(folded[0]),)))

    def _open(self) -> sqlite3.Connection:
        uri = self._archive.resolve().as_uri() + "?mode=ro"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def reopen(self) -> None:
        """Look up in the file that stands at the archive's path now."""
        with self._lock:
            self._connection.close()
            self._connection, self._version = self._open(), -1

    def close(self) -> None:
        self._connection.close()

    def _family(self, word: str) -> tuple[str, ...]:
        with self._lock:
            try:
                version = self._connection.execute("pragma data_version").fetchone()[0]
                if version != self._version or len(self._families) > KEPT:
                    self._families.clear()
                    self._version = version
                if word not in self._families:
                    self._families[word] = self._look_up(word)
            except sqlite3.Error:
                return ()  # an archive without the table, or one that is being replaced: the word alone
            return self._families[word]

    def _look_up(self, word: str) -> tuple[str, ...]:
        rows = self._connection.execute("select stem from term_stems where term = ?", [word]).fetchall()
        root = rows[0][0] if rows else stem(word, self._known)
        family = self._connection.execute(
            "select term from term_stems where stem = ? and term <> ? order by docs desc, term limit ?",
            [root, word, MOST],
        )
        return tuple(term for (term,) in family)

    def _known(self, word: str) -> bool:
        if word in roots():
            return True
        return bool(self._connection.execute("select 1 from term_stems where stem = ? limit 1", [word]).fetchall())


def _others(phrase: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(other) for other in synonyms().get(phrase, ()) if other != phrase)
