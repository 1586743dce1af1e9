"""Signs in a line's own words and form that it is no text of the article; each of them weak (see signs.yml)."""

import re
from pathlib import Path
from typing import Final

from pipeline import yaml_file
from pipeline.pages.edges import SIGNED
from pipeline.pages.lines import Line
from pipeline.pages.prose import bare, capitals, is_ended

WORDS: Final = yaml_file.load((Path(__file__).parent / "signs.yml").read_text("utf-8"))


SORTS: Final = ("addressed", "call", "us", "itself", "offer", "web", "notice")


def _listed(sort: str) -> list[str]:
    lists = {"addressed": ("audience", "you"), "call": ("calls",)}.get(sort, (sort,))
    return [str(word) for name in lists for word in WORDS[name]]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


SHAPES: Final = {
    "addressed": r"\b(?:{})\b|\b\w{{2,}}(?<!te)(?<!ta)(?<!ja)(?<!il)(?<!se)(?<!ka)mu\b",
    "call": r"(?:^\W*|[.!?,;:–—]\W+|\b(?:lalu|dan|atau|cukup|untuk|saja) )(?:{})\b",
    "itself": r"(?<!hingga )(?<!sampai )(?<!saat )(?<!ketika )\b(?:{})\b",
    "offer": r"\b(?:{})\b|\brp\.?\s?\d",
}
"""Where such words count, in a text in lower case."""
SAID: Final = {sort: re.compile(SHAPES.get(sort, r"\b(?:{})\b").format(_any(_listed(sort)))) for sort in SORTS}
TOKEN: Final = re.compile(r"\w+")
HINTS: Final = {sort: frozenset(max(TOKEN.findall(w), key=len) for w in _listed(sort)) for sort in SORTS}
"""A word of each phrase: without any, its pattern need not be tried."""
HINTED: Final = frozenset[str]().union(*HINTS.values())
PARTS: Final = {"addressed": re.compile(r"mu\b"), "offer": re.compile(r"rp\.?\s?\d")}
"""The same, inside a word."""
LED_BY_AUDIENCE: Final = re.compile(rf"\W*(?:para |bagi |untuk )?(?:{_any(WORDS['audience'])})\b")
CONTACTS: Final = {
    "0": re.compile(r"0(?<!\d0)\d{2,3}[-\s]?\d{3,4}(?:[-\s]?\d{2,5})?\b"),
    "://": re.compile(r"https?://"),
    "www.": re.compile(r"\bwww\."),
    ".me/": re.compile(r"\b(?:wa|t|m|line|msng)\.me/"),
    "@": re.compile(r"(?<!\w)@\w{3,}|\w@\w+\.\w"),
}
"""Numbers, addresses and accounts, by what stands in each."""
LABEL: Final = re.compile(r"\W*(?:[^\W\d_][\w.’'-]*\s+){0,3}[^\W\d_][\w.’'-]*\s*[:：]\s*(?=\S)")
MARKED: Final = re.compile(
    r"\[.*\]|\(\s*\W.*\W\s*\)|[*+=~_#•-]{2,}\s*\S.*\S\s*[*+=~_#•-]{2,}|.*\S\s*(?:>{1,3}|»|›|→|⟶|►|▶)"
)
NAME: Final = 6
"""Letters from which on the outlet's name tells it from other words."""
ENDS: Final = frozenset("])*+=~_#•->»›→⟶►▶")
"""Last characters of what is `MARKED`."""
TITLE_WORDS: Final = 4
TITLED: Final = 0.6
"""Share of capitals in a headline."""
ARROW: Final = re.compile(r"\S\s*(?:>{1,3}|»|›|→|⟶|►|▶)\s*$")
PICTURE: Final = re.compile("[\U0001f300-\U0001faff]")
POINTED: Final = re.compile(r"\s*[▶►→⟶➤☛»]+\s*\w")
ASKED: Final = re.compile(r"^[^.?!]{5,80}\?\s+\w")
"""A question, and what the reader is to do then."""
HEADED: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li"})
"""Headings and items end without a full stop."""


def is_headline(line: Line) -> bool:
    """Tell whether a line is set like a headline: capitals, no end."""
    text = line.block.text
    return line.length >= TITLE_WORDS and not line.prose and not is_ended(text) and capitals(text) >= TITLED


def is_marked(text: str) -> bool:
    """Tell whether brackets, stars or an arrow set a line apart."""
    return text[-1:] in ENDS and MARKED.fullmatch(text) is not None


def form_of(line: Line, *, headline: bool) -> tuple[int, bool]:
    """Return signs in the form of a line, and whether it is left open: no end of a sentence, no heading.

    `headline` says that it is set like one.
    """
    block, text = line.block, line.block.text
    ended = is_ended(SIGNED.sub("", text) if text.rstrip().endswith(")") else text)
    open_ = not (ended or text.rstrip().endswith((":", ";", ",")) or block.strong or block.tag in HEADED)
    label = (":" in text or "：" in text) and LABEL.match(text) is not None
    lower = open_ and text[:1].islower() and not block.glued
    return open_ + lower + label + headline + is_marked(text) + (PICTURE.match(text) is not None), open_


def voice_of(line: Line, outlet: str) -> tuple[int, bool]:
    """Return signs in the words of a line, and whether it tells the audience where to call.

    `outlet` is the outlet's name, bare; empty where naming it says nothing, as in a dateline.
    """
    text = line.block.text
    lower = text.lower()
    contact = any(mark in text and pattern.search(text) for mark, pattern in CONTACTS.items())
    said = sorts_of(lower)
    asked = "call" in said and ASKED.match(text) is not None
    named = len(outlet) >= NAME and outlet in bare(text)
    shouted = text.rstrip().endswith("!") and text[:1] not in '"“'
    label = LABEL.match(text) if contact else None
    hails = contact and LED_BY_AUDIENCE.match(lower) is not None
    hails = hails or (label is not None and SAID["us"].search(label[0].lower()) is not None)
    return len(said) + asked + contact + named + shouted, hails


def speaks_of_itself(lower: str) -> bool:
    """Tell whether a text in lower case names the desk or this very text, as nobody does whom an article quotes."""
    return "redaksi" in lower or not {"itself", "notice"}.isdisjoint(sorts_of(lower))


def sorts_of(lower: str) -> list[str]:
    """Return the SORTS of which a text in lower case has a sign."""
    hinted = HINTED.intersection(TOKEN.findall(lower))
    likely = [sort for sort, hints in HINTS.items() if not hints.isdisjoint(hinted)] if hinted else []
    likely += [sort for sort, part in PARTS.items() if sort not in likely and part.search(lower)]
    return [sort for sort in likely if SAID[sort].search(lower)]
