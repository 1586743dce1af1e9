"""Lines that an outlet prints in one article after the other: furniture that no rule for single pages knows.

One page may not tell `Pantau terus kabar kampung kita` from the last sentence of its article; five articles of the
outlet do, whatever the words. So short lines are noted with where they stand (table `house_lines`), and a line that
returns where the news around it differs is taken out of every article of the outlet, also of earlier ones. What is
noted is the text before anything is taken out: the result does not depend on the order of articles.

Pledges and lists of forbidden acts return too, and are the article: enumerations, quotes and whatever follows a colon
are never noted, and a whole sentence must return oftener than a line that is none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.ids import stable_id

Place = Literal["edge", "sentence", "inside", "labelled", "headline"]

NEEDED: Final[Mapping[Place, int]] = {"edge": 3, "inside": 4, "sentence": 6}
"""Articles with different news in which a line must stand: before the first or after the last long paragraph, between
two (both of which must differ), and as a whole sentence at an edge."""
LONGEST: Final = 25
"""Words of a line that may be furniture."""
CLAUSE: Final = 8
"""Words from which on a line with a full stop is taken for a sentence."""
TITLE: Final = 4
"""Words of the shortest headline that is known again when another article prints it."""
RUN: Final = 3
"""Short lines in a row between two paragraphs; more are a list."""
FRONT: Final = 3
BACK: Final = 6
"""Lines at the edges that are noted."""
MOST: Final = 0.4
"""Share of an article's words that may be furniture; where more of it returns, the article itself is printed anew."""

ENUMERATED: Final = re.compile(r"\s*(?:[-–—•*▪◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
QUOTE: Final = re.compile(r"[\"“”„«»]|''|``")
LABEL: Final = re.compile(r"\s*(?:[^\s:]+\s){0,3}[^\s:]+\s*:\s+(?=\S)")
NOT_LETTERS: Final = re.compile(r"[\W_]+")
DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseLine:
    """A short line of an article. `line`, `before` and `after` are hashes: of it, and of the paragraphs around it."""

    line: int
    place: Place
    before: int = 0
    after: int = 0


def digest(text: str) -> int:
    """Return the hash of a line: letter case, marks and the value of numbers make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return stable_id(DIGITS.sub("0", NOT_LETTERS.sub(" ", folded)).strip())


def news(headline: str, paragraphs: Sequence[str]) -> int:
    """Return the hash of what makes an article another one: its first long paragraph, or its headline."""
    return digest(next((text for text in paragraphs if not is_short(text)), headline))


def is_short(text: str) -> bool:
    """Say whether a paragraph may be furniture."""
    return len(text.split()) <= LONGEST and not (
        QUOTE.search(text) or ENUMERATED.match(text) or text.rstrip().endswith((",", ";", ":"))
    )


def lines(headline: str, paragraphs: Sequence[str]) -> tuple[HouseLine, ...]:
    """Return the lines of an article that are worth noting; `paragraphs` before anything was taken out."""
    noted = [HouseLine(line=digest(headline), place="headline")] if len(headline.split()) >= TITLE else []
    long = [n for n, text in enumerate(paragraphs) if not is_short(text)]
    if not long:
        return tuple(noted)
    for first, last in zip([-1, *long], [*long, len(paragraphs)], strict=True):
        run = range(first + 1, last)
        if first >= 0 and paragraphs[first].rstrip().endswith(":"):
            continue  # what is announced is an enumeration
        if first < 0:
            run = run[:FRONT]
        elif last == len(paragraphs):
            run = run[-BACK:]
        elif len(run) > RUN:
            continue
        inside = first >= 0 and last < len(paragraphs)
        for n in run:
            noted += _note(paragraphs[n], paragraphs[first] if inside else "", paragraphs[last] if inside else "")
    return tuple(dict.fromkeys(noted))


def _note(text: str, before: str, after: str) -> Iterator[HouseLine]:
    whole = text.rstrip().endswith((".", "!", "?")) and len(text.split()) >= CLAUSE
    if label := LABEL.match(text):
        yield HouseLine(line=digest(text[label.end() :]), place="labelled")
    if not before:
        yield HouseLine(line=digest(text), place="sentence" if whole else "edge")
    elif not whole:
        yield HouseLine(line=digest(text), place="inside", before=digest(before), after=digest(after))


def rule_of(text: str, furniture: Mapping[int, str]) -> str | None:
    """Return the rule that takes a paragraph out, None where it stays. `furniture` has the rule of each line."""
    if not is_short(text):
        return None
    if rule := furniture.get(digest(text)):
        return None if rule == "house.headline" and not is_title(text) else rule
    label = LABEL.match(text)
    if label and is_title(text[label.end() :]) and furniture.get(digest(text[label.end() :])) == "house.headline":
        return "house.headline"
    return None


def is_title(text: str) -> bool:
    return len(text.split()) >= TITLE and not text.rstrip().endswith(".")


def taken(paragraphs: Sequence[str], furniture: Mapping[int, str]) -> dict[int, str]:
    """Return the numbers of the paragraphs that go, with their rule; none where that were most of the article."""
    found = {n: rule for n, text in enumerate(paragraphs) if (rule := rule_of(text, furniture))}
    words = [len(text.split()) for text in paragraphs]
    if sum(words[n] for n in found) > MOST * sum(words):
        return {}
    return found
