"""Whether a text holds any of many words: asked of every line, so by one pass over it and not one a word."""

from collections.abc import Iterable

import ahocorasick


class Literals:
    """A set of words or phrases, found wherever they stand, inside other words too."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in words:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def starts(self, text: str) -> list[int]:
        """Return where in `text` one of them begins, in order."""
        return sorted({end - len(word) + 1 for end, word in self._automaton.iter(text)})

    def stand_in(self, text: str) -> bool:
        """Tell whether `text` holds one of them, in the same case."""
        return next(self._automaton.iter(text), None) is not None
