"""The fullest form in which a text names each person: `ujar Duha` is said by `Camat Telukdalam Yasozatulo Duha`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.coding.lexicon import fold
from pipeline.coding.names import (
    NAME,
    is_initials,
    is_name,
    mask,
    not_names,
    organisations,
    place_names,
    title_words,
    words,
)
from pipeline.coding.regions import districts
from pipeline.model import Quote

LONGEST: Final = 5
"""Words of a name."""
DEGREE: Final = 4
"""Letters of a degree, or of what is left of one, in capitals."""
LOCATIVE: Final = (
    r"(?<!kepala )(?<!sekretaris )\b(?:di|ke|dari|se|desa|kelurahan|nagari|kecamatan|kabupaten|kota|provinsi|distrik"
    r"|pulau|sdn|smpn)\s+"
)
OPENS: Final = re.compile(r"(?:^|[.!?:;\"“”„'‘’`\n])\s*$")


class FullNames:
    """The names of a text, each looked up by the words of it that are known."""

    def __init__(self, body: str) -> None:
        self.body = mask(body)
        self.folded = self.body.lower()
        self.small = frozenset(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", self.body))
        self.runs = tuple(dict.fromkeys(self._runs()))

    def of(self, name: str) -> str:
        """Return the one longer name that holds all words of `name` side by side, or `name` where there is no one."""
        known = tuple(name.split())
        if is_initials(name):
            # JP of JP Sinaga is no withheld name
            begun = set() if f"inisial {name}" in self.body else {run for run in self.runs if run[0] == name}
            return " ".join(begun.pop()) if len(begun) == 1 and len(name) > 1 else name
        longer = {run for run in self.runs if len(run) > len(known) and holds(run, known)}
        if len(known) > 1:  # what stands before two words is more often the place of an office
            longer = {run for run in longer if run[: len(known)] == known and "." not in run[-1] and len(run[-1]) > 1}
        best = max(longer, key=len, default=known)
        return " ".join(best) if all(holds(best, run) for run in longer) else name

    def _runs(self) -> Iterator[tuple[str, ...]]:
        for match in NAME.finditer(self.body):
            tokens = match.group().split()
            opens = OPENS.search(self.body, max(0, match.start() - 4), match.start()) is not None
            if opens and (tokens[0].lower() in self.small or tokens[0].lower() in words("before_names")):
                tokens = tokens[1:]
            for piece in self._pieces(tokens):
                run = without_degrees(piece)
                if 2 <= len(run) <= LONGEST and is_name(" ".join(run)):
                    yield run

    def _pieces(self, tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield what lies between offices, titles, bodies and places in a run of capitals."""
        piece: list[str] = []
        after_office = False
        for token in tokens:
            if is_no_part(token):
                yield tuple(piece[self._place(piece) if after_office else 0 :])
                piece, after_office = [], True
            else:
                piece.append(token)
        yield tuple(piece[self._place(piece) if after_office else 0 :])

    def _place(self, piece: Sequence[str]) -> int:
        """Return how many words at the start of a run are the place of the office before it."""
        for count in range(min(3, len(piece) - 1), 0, -1):
            low = " ".join(piece[:count]).lower()
            if (
                low in place_names()
                or fold(low) in districts()
                or re.search(rf"{LOCATIVE}{re.escape(low)}\b", self.folded)
            ):
                return count
        return 0


def without_degrees(run: tuple[str, ...]) -> tuple[str, ...]:
    """Return a run without the capitals that end it: `Mohd Tanwier MM`."""
    while run and len(run[-1]) <= DEGREE and run[-1].strip(".").isupper():
        run = run[:-1]
    return run


def holds(run: Sequence[str], known: Sequence[str]) -> bool:
    """Say whether the words of `known` stand side by side in `run`."""
    return any(tuple(run[n : n + len(known)]) == tuple(known) for n in range(len(run) - len(known) + 1))


@cache
def of_offices() -> frozenset[str]:
    """Return the words of which offices are made, in lower case."""
    return frozenset(part.strip(".") for name in (*words("heads"), *words("prefixes")) for part in name.lower().split())


def is_no_part(token: str) -> bool:
    """Say whether a word is of an office, a title or a body, and so no part of a name."""
    low = token.lower().strip(".")
    if low in of_offices() or low in not_names() or low in organisations() or low in title_words():
        return True
    return len(low) > 3 and token.isupper()


def speakers_in_full(quotes: Sequence[Quote], names: FullNames) -> tuple[Quote, ...]:
    """Return the quotes, each speaker by the fullest name."""
    return tuple(replace(one, speaker=names.of(one.speaker)) if one.speaker else one for one in quotes)


def people_in_full(people: Mapping[str, str], names: FullNames) -> dict[str, str]:
    """Return the people by their fullest names, each with the longest form of the office."""
    found: dict[str, str] = {}
    for name, role in people.items():
        full = names.of(name)
        if len(role) > len(found.get(full, "")):
            found[full] = role
    return found
