"""Lines that an outlet prints in one article after the other: furniture that no rule for single pages knows.

One page may not tell `Pantau terus kabar kampung kita` from the last sentence of its article; five articles of the
outlet do, whatever the words. So short lines are noted with where they stand (table `house_lines`), and a line that
returns where the news around it differs is taken out of every article of the outlet, also of earlier ones. What is
noted is the text before anything is taken out: the result does not depend on the order of articles.

Pledges, lists of forbidden acts and the sentence that closes a series of reports return too, and are the article:
enumerations, quotes and whatever follows a colon are no witness, and of whole sentences only those are noted that speak
of the page or to its reader (house.yml).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pipeline import yaml_file
from pipeline.ids import stable_id

Place = Literal["edge", "inside", "beside", "label", "labelled", "headline", "removed"]

NEEDED: Final = 3
"""Articles with different news in which a line before the first or after the last long paragraph must stand."""
NEEDED_INSIDE: Final = 4
"""The same of a line between two long paragraphs, both of which must differ; also of a label before titles."""
USUAL: Final = 0.3
"""Share of an outlet's articles in which a line must stand, wherever that is, and …"""
FEW: Final = 5
"""… how many that must be."""
LONGEST: Final = 25
"""Words of a line that may be furniture."""
TITLE: Final = 4
"""Words of the shortest headline that is known again when another article prints it."""
NAMED: Final = 2
"""Words of the shortest name, title or list of tags behind a label."""
CAPITALS: Final = 0.6
"""Share of a title's words that begin with a capital."""
RUN: Final = 3
"""Short lines in a row between two paragraphs; more are a list."""
FRONT: Final = 3
BACK: Final = 6
"""Lines at the edges that are noted."""
MOST: Final = 0.4
"""Share of an article's words that may be furniture; where more of it returns, the article itself is printed anew."""

ENUMERATED: Final = re.compile(r"\s*(?:[-–—•*▪◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
QUOTE: Final = re.compile(r"[\"“”„«»]|''|``")
LABEL: Final = re.compile(r"\s*(?P<label>(?:[^\s:,|>–—-]+\s){0,3}[^\s:,|>–—-]+)\s*(?::|,|\||>+|[–—]|-\s)\s*(?=\S)")
"""`Baca juga:`, `Sekilas saja,`: up to four words before a title."""
NOTICE: Final = re.compile(r"\s*(?:[^\s:]+\s){0,2}[^\s:]+\s?:\s")
"""`Catatan: …`"""
NOT_LETTERS: Final = re.compile(r"[\W_]+")
DIGITS: Final = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseLine:
    """A short line of an article. `line`, `before` and `after` are hashes: of it, and of the paragraphs around it."""

    line: int
    place: Place
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is kept of an article: the hash of its news (`news`), and its lines."""

    news: int
    lines: tuple[HouseLine, ...] = ()


def digest(text: str) -> int:
    """Return the hash of a line: letter case, marks and the value of numbers make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return stable_id(NOT_LETTERS.sub(" ", DIGITS.sub("0", folded)).strip())


def news(headline: str, paragraphs: Sequence[str]) -> int:
    """Return the hash of what makes an article another one: its first long paragraph, or its headline."""
    return digest(next((text for text in paragraphs if not is_short(text)), headline))


def is_short(text: str) -> bool:
    """Say whether a paragraph may be furniture."""
    if len(text.split()) > LONGEST or QUOTE.search(text) or ENUMERATED.match(text):
        return False
    if text.rstrip().endswith((",", ";", ":")):
        return False
    whole = text.rstrip().endswith((".", "!", "?", "…"))
    return not whole or NOTICE.match(text) is not None or address().search(text) is not None


@cache
def address() -> re.Pattern[str]:
    """Return what finds the words with which a page speaks of itself or to its reader."""
    words = yaml_file.load(Path(__file__).with_name("house.yml").read_text(encoding="utf-8"))["address"]
    found = "|".join(re.escape(word.removesuffix("-")) + (r"\w*" if word.endswith("-") else r"\b") for word in words)
    return re.compile(rf"\b(?:{found})|mu\b(?=[ ?.,!])", re.IGNORECASE)


def note(headline: str, paragraphs: Sequence[str], removed: Sequence[str] = ()) -> Noted:
    """Return what is kept of an article.

    `paragraphs` are those before anything was taken out here, `removed` what the rules for single pages took out: where
    they know a line on most pages of an outlet, they may miss it on one.
    """
    gone = [HouseLine(line=digest(text), place="removed") for text in removed if is_short(text)]
    return Noted(news=news(headline, paragraphs), lines=tuple(dict.fromkeys((*lines(headline, paragraphs), *gone))))


def furniture(articles: Iterable[Noted]) -> dict[int, str]:
    """Return what is furniture in the articles of an outlet: the hash of each line, and the rule that says so."""
    headlines: set[int] = set()
    anywhere, edges, gone, labels, before, after = (defaultdict[int, set[int]](set) for _ in range(6))
    count = 0
    for count, article in enumerate(articles, start=1):  # noqa: B007 how many there were
        for one in article.lines:
            match one.place:
                case "headline":
                    headlines.add(one.line)
                case "label":
                    labels[one.line].add(article.news)
                case "labelled":
                    continue
                case "removed":
                    gone[one.line].add(article.news)
                case _:
                    anywhere[one.line].add(article.news)
            if one.place == "edge":
                edges[one.line].add(article.news)
            elif one.place == "inside":
                before[one.line].add(one.before)
                after[one.line].add(one.after)
    inside = {line for line in before if min(len(before[line]), len(after[line])) >= NEEDED_INSIDE}
    return {
        **{line: "house.label" for line, found in labels.items() if len(found) >= NEEDED_INSIDE},
        **{line: "house.usual" for line, found in anywhere.items() if len(found) >= max(FEW, USUAL * count)},
        **dict.fromkeys(inside, "house.inside"),
        **{line: "house.removed" for line, found in gone.items() if len(found) >= NEEDED},
        **{line: "house.edge" for line, found in edges.items() if len(found) >= NEEDED},
        **dict.fromkeys(headlines, "house.headline"),
    }


def lines(headline: str, paragraphs: Sequence[str]) -> tuple[HouseLine, ...]:
    """Return the lines of an article that are worth noting; `paragraphs` before anything was taken out."""
    noted = [HouseLine(line=digest(headline), place="headline")]
    long = [n for n, text in enumerate(paragraphs) if not is_short(text) and any(map(str.isalpha, text))]
    for first, last in zip([-1, *long], [*long, len(paragraphs)], strict=True):
        run = range(first + 1, last)
        # What is announced by a colon is an enumeration. Like all that lies too deep, it may be furniture that other
        # articles tell of, and is no witness itself.
        announced = first >= 0 and paragraphs[first].rstrip().endswith(":")
        for n in run:
            noted += _labels(paragraphs[n], witness=not announced)
        at_edge = () if announced or not long else run[:FRONT] if first < 0 else run[-BACK:]
        if not announced and first >= 0 and last < len(paragraphs):
            around = (digest(paragraphs[first]), digest(paragraphs[last]))
            noted += [_inside(paragraphs[n], len(run), around) for n in run]
        else:
            noted += [_at_edge(paragraphs[n], witness=n in at_edge) for n in run]
    return tuple(dict.fromkeys(noted))


def _labels(text: str, *, witness: bool) -> Iterator[HouseLine]:
    label = LABEL.match(text)
    if label and is_title(text[label.end() :], NAMED):
        if witness and not DIGITS.search(label["label"]):  # Nomor urut 1: …
            yield HouseLine(line=digest(label["label"]), place="label")
        yield HouseLine(line=digest(text[label.end() :]), place="labelled")


def _inside(text: str, run: int, around: tuple[int, int]) -> HouseLine:
    return HouseLine(line=digest(text), place="beside" if run > RUN else "inside", before=around[0], after=around[1])


def _at_edge(text: str, *, witness: bool) -> HouseLine:
    return HouseLine(line=digest(text), place="edge" if witness else "beside")


def rule_of(text: str, furniture: Mapping[int, str]) -> str | None:
    """Return the rule that takes a paragraph out, None where it stays. `furniture` has the rule of each line."""
    if not is_short(text):
        return None
    rule = furniture.get(digest(text))
    if rule and (rule != "house.headline" or is_title(text)) and rule != "house.label":
        return rule
    label = LABEL.match(text)
    if label is None or not is_title(text[label.end() :], NAMED):
        return None
    if furniture.get(digest(text[label.end() :])) == "house.headline":
        return "house.headline"
    return "house.label" if furniture.get(digest(label["label"])) == "house.label" else None


def is_title(text: str, least: int = TITLE) -> bool:
    """Say whether a text is written like the headline of another article."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= least and capitals >= CAPITALS * len(words) and not text.rstrip().endswith(".")


def taken(paragraphs: Sequence[str], furniture: Mapping[int, str]) -> dict[int, str]:
    """Return the numbers of the paragraphs that go, with their rule; none where that were most of the article."""
    found = {n: rule for n, text in enumerate(paragraphs) if (rule := rule_of(text, furniture))}
    long = -1
    for n, text in enumerate(paragraphs):  # what a colon announces may bear labels: Ketua: …, Anggota: …
        if not is_short(text):
            long = n
        elif found.get(n) == "house.label" and long >= 0 and paragraphs[long].rstrip().endswith(":"):
            del found[n]
    words = [len(text.split()) for text in paragraphs]
    if sum(words[n] for n in found) > MOST * sum(words):
        return {}
    return found
