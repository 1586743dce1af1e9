"""Which articles carry the same text: wire stories, press releases, copies with another headline.

Two articles are copies when their bodies share enough word shingles (MinHash, datasketch), or when most of the
shorter one's sentences stand word for word in the other: a shortened copy, or a press release under another lead,
shares few shingles with the whole, and its paragraphs are often joined or cut.
Everything here is a function of two texts, so the clusters do not depend on the order in which articles came.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.ids import stable_id

PERMUTATIONS: Final = 128
BANDS: Final = 32
"""Of 4 values each: two texts that share half of their shingles meet in a band in 87 of 100 cases."""
SHINGLE: Final = 3
"""Words."""
SIMILAR: Final = 0.5
"""Estimated share of common shingles from which on two bodies are copies."""
LONG: Final = 9
"""Words from which on a sentence says something of its own; shorter ones are formulas ("katanya kepada wartawan")."""
CONTAINED: Final = 0.5
"""Share of the shorter body's long sentences, at least two, that stand in the other."""

END: Final = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What of a body is kept to find its copies."""

    minhash: bytes
    """PERMUTATIONS unsigned 32-bit integers, little-endian."""
    sentences: tuple[int, ...]
    """A 53-bit hash of each long sentence's words, without those said twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two bodies share."""

    similarity: float
    """Estimated Jaccard index of their shingles, 0 to 1."""
    shared: int
    """Long sentences that stand in both."""
    contained: float
    """`shared` by the long sentences of the one that has fewer, 0 to 1."""

    @property
    def copies(self) -> bool:
        return self.similarity >= SIMILAR or (self.shared >= 2 and self.contained >= CONTAINED)


def sign(paragraphs: Sequence[str]) -> Signature:
    """Return the signature of a body."""
    from datasketch import MinHash  # noqa: PLC0415 brings SciPy, half a second that no other stage needs

    words = [word for paragraph in paragraphs for word in _words(paragraph)]
    shingles = {" ".join(words[n : n + SHINGLE]).encode() for n in range(max(1, len(words) - SHINGLE + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update_batch(sorted(shingles))
    sentences = (sentence for paragraph in paragraphs for sentence in END.split(paragraph))
    long = (said for said in map(_words, sentences) if len(said) >= LONG)
    hashes = dict.fromkeys(stable_id(" ".join(said)) for said in long)
    return Signature(minhash=minhash.hashvalues.astype("<u4").tobytes(), sentences=tuple(hashes))


def bands(signature: Signature) -> Iterator[int]:
    """Yield BANDS numbers; texts that have one in common are worth comparing."""
    size = len(signature.minhash) // BANDS
    for n in range(BANDS):
        yield stable_id(f"{n} ".encode() + signature.minhash[n * size : (n + 1) * size])


def compare(one: Signature, other: Signature) -> Likeness:
    """Tell how much two bodies share."""
    equal = np.frombuffer(one.minhash, "<u4") == np.frombuffer(other.minhash, "<u4")
    shared = len(set(one.sentences) & set(other.sentences))
    fewer = min(len(one.sentences), len(other.sentences))
    return Likeness(similarity=float(equal.mean()), shared=shared, contained=shared / fewer if fewer else 0.0)


def components(members: Iterable[int], pairs: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Return, for each member, the smallest member that a chain of pairs connects it with."""
    root = {member: member for member in members}

    def find(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return {member: find(member) for member in root}


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
