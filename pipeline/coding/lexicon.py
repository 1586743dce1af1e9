"""Find the phrases of a vocabulary file in a text: one pass of Aho-Corasick, whole words only.

A phrase is lower case. `*` at its end stands for any ending of the last word (`netralitas*`); without it a word
still takes the clitics -nya, -lah, -kah and -pun, as Indonesian writes them on to anything.

A vocabulary may write families instead of phrases. `~sebar` is the root with its active and passive verb (*sebar,
menyebar, disebar*); a list of lists is every sequence of one word of each (`[[~antar, ~temani], [calon, paslon]]`),
where an empty word leaves a place out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Final, TypeAlias

import ahocorasick

from pipeline import yaml_file

ATOMS: Final[Mapping[str, str]] = {" ": r"\s+", "*": r"\w*"}
"""What characters of a phrase stand for in a regular expression."""
CLITICS: Final = frozenset({"nya", "lah", "kah", "pun"})
VOWELS: Final = "aeiou"
NUMBERS: Final = re.compile(r"(\d+)\.\.(\d+)")
NASALS: Final = (
    ("mem", "bfv", 0), ("mem", "p", 1), ("men", "cdjz", 0), ("men", "t", 1), ("meny", "s", 1), ("meng", "k", 1),
    ("me", "lmnrwy", 0), ("meng", "aeioughqx", 0),
)  # fmt: skip
"""Form of the prefix meN-, the first letters of the roots that take it, and how many letters it swallows."""


Tree: TypeAlias = "dict[str, Tree]"
"""Words letter by letter; an empty key ends one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase where it stands: offsets into the text that was searched, and the labels it carries."""

    start: int
    end: int
    phrase: str
    labels: frozenset[str]


class Lexicon:
    """Phrases with labels. The longest phrase wins where two begin inside one another."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        labels: dict[str, set[str]] = {}
        for label, group in phrases.items():
            for phrase in group:
                labels.setdefault(phrase.casefold(), set()).add(label)
        self.automaton = ahocorasick.Automaton()
        for phrase, names in labels.items():
            stem = phrase.removesuffix("*")
            before = self.automaton.get(stem, (stem, False, frozenset()))
            entry = (stem, before[1] or phrase.endswith("*"), before[2] | frozenset(names))
            self.automaton.add_word(stem, entry)
        self.automaton.make_automaton()

    def find(self, folded: str) -> list[Hit]:
        """Return the hits in reading order, none inside another; `folded` comes from fold()."""
        hits = sorted(self._whole_words(folded), key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        end = -1
        for hit in hits:
            if hit.start >= end:
                kept.append(hit)
                end = hit.end
        return kept

    def find_all(self, folded: str, hiding: frozenset[str]) -> list[Hit]:
        """Return every hit in reading order, also one inside another, but none inside a hit labelled `hiding`."""
        hits = sorted(self._whole_words(folded), key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        hidden = -1
        for hit in hits:
            if hit.end <= hidden:
                continue
            kept.append(hit)
            if hit.labels & hiding:
                hidden = hit.end
        return kept

    def _whole_words(self, folded: str) -> Iterator[Hit]:
        size = len(folded)
        for last, (stem, open_end, labels) in self.automaton.iter(folded):
            start, end = last - len(stem) + 1, last + 1
            if start and folded[start - 1].isalnum() and stem[0].isalnum():
                continue
            if end < size and folded[end].isalnum() and stem[-1].isalnum():
                word = end
                while word < size and folded[word].isalnum():
                    word += 1
                if not open_end and folded[end:word] not in CLITICS:
                    continue
                end = word
            yield Hit(start, end, stem, labels)


def fold(text: str) -> str:
    """Return `text` in lower case with plain spaces and apostrophes, every character at its old offset."""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals grow when lowered, and would shift every offset after them
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(PLAIN)


PLAIN: Final = str.maketrans(
    {"\u00a0": " ", "\u2009": " ", "\t": " ", "’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"}
)


def alternatives(listed: Iterable[str], atoms: Mapping[str, str] = ATOMS) -> str:
    """Return a regular expression for any of the phrases, the longest first; a space is any space, `*` any ending."""
    tree: Tree = {}
    for word in listed:
        node = tree
        for char in word:
            node = node.setdefault(atoms.get(char) or re.escape(char), {})
        node[""] = {}
    return branches(tree)


def branches(tree: Tree) -> str:
    """Return the expression for a tree of letters: where one word begins another, the longer is tried first.

    A list of words would be tried word by word at every place of a text; of a tree one branch is left after a letter.
    """
    ordered = sorted(tree, key=lambda atom: (atom == "", atom == r"\w*"))
    parts = []
    for atom in ordered:
        rest = branches(tree[atom])
        parts.append(atom + (f"(?:{rest})" if len(tree[atom]) > 1 else rest))
    return "|".join(parts)


@cache
def vocabulary(name: str) -> dict[str, object]:
    """Return the YAML file data/<name>.yml."""
    text = resources.files("pipeline.coding").joinpath(f"data/{name}.yml").read_text(encoding="utf-8")
    loaded = yaml_file.load(text)
    if not isinstance(loaded, dict):
        raise TypeError(f"data/{name}.yml is not a mapping")
    return loaded


def phrases(name: str, key: str = "cues") -> dict[str, list[str]]:
    """Return the lists of phrases under `key` of data/<name>.yml, by label."""
    groups = vocabulary(name)[key]
    if not isinstance(groups, dict):
        raise TypeError(f"{key} of data/{name}.yml is not a mapping")
    return {str(label): written(group or ()) for label, group in groups.items()}


def written(entries: Iterable[object]) -> list[str]:
    """Return the phrases that a list of a vocabulary stands for: its strings, verbs, families and numbers (`2..99`)."""
    found: list[str] = []
    for entry in entries:
        if isinstance(entry, list):
            found += (" ".join(filter(None, words)) for words in product(*map(written, entry)))
        elif span := NUMBERS.fullmatch(str(entry)):
            found += map(str, range(int(span[1]), int(span[2]) + 1))
        else:
            found += verbs(str(entry)[1:]) if str(entry).startswith("~") else [str(entry)]
    return found


def verbs(root: str) -> list[str]:
    """Return a verb as headlines write it, active, active with its object, passive: `sebar`, `menyebar` … `disebar`."""
    active = actively(root)
    return [root, active, f"{active}nya", f"di{root}"]


def actively(root: str) -> str:
    """Return the root with the prefix meN-: `pilih` → `memilih`, `cek` → `mengecek`, `transfer` → `mentransfer`."""
    if sum(letter in VOWELS for letter in root) == 1:
        return f"menge{root}"
    prefix, _, swallowed = next(row for row in NASALS if root[0] in row[1])
    return prefix + root[swallowed if root[1] in VOWELS else 0 :]


@cache
def lexicon(name: str, key: str = "cues") -> Lexicon:
    return Lexicon(phrases(name, key))
