"""Signs in a line's own words and form that it is no text of the article; each of them weak (see signs.yml)."""

import re
from pathlib import Path
from typing import Final

import yaml

from pipeline.pages.lines import Line
from pipeline.pages.prose import bare, capitals, is_ended

WORDS: Final = yaml.safe_load((Path(__file__).parent / "signs.yml").read_text("utf-8"))


def _any(*names: str) -> str:
    return "|".join(sorted((re.escape(word) for name in names for word in WORDS[name]), key=len, reverse=True))


AUDIENCE: Final = re.compile(rf"\b(?:{_any('audience')})\b", re.I)
LED_BY_AUDIENCE: Final = re.compile(rf"\W*(?:para |bagi |untuk )?(?:{_any('audience')})\b", re.I)
YOU: Final = re.compile(rf"\b(?:{_any('you')})\b|\b\w{{2,}}(?<!te)(?<!ta)(?<!ja)(?<!il)(?<!se)(?<!ka)mu\b", re.I)
CALL: Final = re.compile(rf"(?:^\W*|[.!?,;:–—]\W+|\b(?:lalu|dan|atau|cukup|untuk|saja) )(?:{_any('calls')})\b", re.I)
US: Final = re.compile(rf"\b(?:{_any('us')})\b", re.I)
ITSELF: Final = re.compile(rf"(?<!hingga )(?<!sampai )(?<!saat )(?<!ketika )\b(?:{_any('itself')})\b", re.I)
OFFER: Final = re.compile(rf"\b(?:{_any('offer')})\b|\bRp\.?\s?\d", re.I)
WEB: Final = re.compile(rf"\b(?:{_any('web')})\b", re.I)
CONTACT: Final = re.compile(
    r"(?<!\d)0\d{2,3}[-\s]?\d{3,4}(?:[-\s]?\d{2,5})?\b|https?://|\bwww\.|(?<!\w)@\w{3,}|\w@\w+\.\w"
)
LABEL: Final = re.compile(r"\W*(?:[^\W\d_][\w.’'-]*\s+){0,3}[^\W\d_][\w.’'-]*\s*[:：]\s*(?=\S)")
MARKED: Final = re.compile(
    r"\[.*\]|\(\s*\W.*\W\s*\)|[*=~_#•-]{2,}\s*\S.*\S\s*[*=~_#•-]{2,}|.*\S\s*(?:>{1,3}|»|›|→|⟶|►|▶)"
)
SIGNED: Final = re.compile(r"\s*\([^()]{1,40}\)\s*$")
"""Initials, or a source, after the last full stop."""
SHOUT: Final = re.compile(r"!\s*$")
NAME: Final = 6
"""Letters from which on the outlet's name tells it from other words."""
TITLE_WORDS: Final = 4
TITLED: Final = 0.6
"""Share of capitals in a headline."""
ARROW: Final = re.compile(r"\S\s*(?:>{1,3}|»|›|→|⟶|►|▶)\s*$")
HEADED: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li"})
"""Headings and items end without a full stop."""


def is_headline(line: Line) -> bool:
    """Tell whether a line is set like a headline: capitals, no end."""
    text = line.block.text
    return line.length >= TITLE_WORDS and not is_ended(text) and not line.prose and capitals(text) >= TITLED


def form_of(line: Line) -> tuple[int, bool]:
    """Return signs in the form of a line, and whether it is left open: no end of a sentence, no heading."""
    block, text = line.block, line.block.text
    ended = is_ended(SIGNED.sub("", text))
    open_ = not (ended or text.rstrip().endswith((":", ";", ",")) or block.strong or block.tag in HEADED)
    label = LABEL.match(text)
    return open_ + bool(label) + is_headline(line) + bool(MARKED.fullmatch(text)), open_


def voice_of(line: Line, outlet: str) -> tuple[int, bool]:
    """Return signs in the words of a line, and whether it tells the audience where to call.

    `outlet` is the outlet's name, bare; empty where naming it says nothing, as in a dateline.
    """
    text = line.block.text
    audience, contact = AUDIENCE.search(text), CONTACT.search(text)
    signs = (
        audience or YOU.search(text),
        CALL.search(text),
        US.search(text),
        len(outlet) >= NAME and outlet in bare(text),
        ITSELF.search(text),
        contact,
        OFFER.search(text),
        WEB.search(text),
        SHOUT.search(text) and text[:1] not in '"“',
    )
    return sum(map(bool, signs)), bool(contact and LED_BY_AUDIENCE.match(text))
