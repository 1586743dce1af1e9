"""Quotes beside which nobody is said to speak: whose they are all the same, and which of them are speech at all."""

import re
from typing import Final

from pipeline.coding.marks import Span
from pipeline.coding.mentions import Talk
from pipeline.coding.speech import SENTENCE, anaphor, bare, told_before, verb_near
from pipeline.coding.subjects import subject_of

SCARE: Final = 5
"""Words; a shorter quote without a speaker is a term in marks, not speech."""
OPENED: Final = 2
"""Characters before which a quote opens its paragraph."""
SHORTEST: Final = 3
"""Words of a paragraph that is nothing but a sentence in marks."""
INHERIT: Final = 8
"""Words that a quote needs to be given to the speaker before it without any verb of saying."""
ENDED: Final = re.compile(r"[.!?]\s*$")
EDGE: Final = " ,.*;:-–\"“”„″'’‘`"
WRITTEN: Final = re.compile(
    r"\b(?:berbunyi|bunyinya|isinya|tertulis|tertera|menyebutkan|menyatakan|mengatur)\b[^.\"“”]{0,40}$", re.IGNORECASE
)
"""Before what a paper says: `Edaran itu berbunyi, “Setiap ASN …”`."""
LETTER: Final = re.compile(
    r"\b(?:surat|pesan|unggahan|status|tulisan|komentar|cuitan|balasan|ucapan|kalimat|postingan|catatan)(?:\s\w+){0,4}\s*:\s*$",
    re.IGNORECASE,
)
"""Before words of a letter whose writer is known: `Surat itu ditutup dengan kalimat: “…”`."""
TAG: Final = re.compile(
    r"(?:.*[\s,])?(?:bertajuk|bertema|bertuliskan|berjudul|tema|tajuk|judul|slogan|tagline|grup|frasa|istilah|julukan"
    r"|bertanda|dijuluki|menamai|dinamai|bertagar)\b[^.]{0,30}$|.*#\s*$",
    re.DOTALL | re.IGNORECASE,
)
"""Before marks that hold a title, a slogan or a label."""


def without_verb(paragraph: str, span: Span, around: tuple[int, int], length: int, talk: Talk) -> str | None:
    """Return how a quote beside which nobody is said to speak may still have a speaker."""
    before = paragraph[around[0] : max(around[0], span.outer_start)]
    if talk.name and (verb_near().search(before) or LETTER.search(before)):
        return "before"
    if (talk.name or talk.role) and points_back(before, talk):
        return "before"
    if around[0] and talk.quotes and goes_on(paragraph[span.start : span.end], before, talk):
        return "same_paragraph"
    if around[0] and talk.quotes and (length >= SCARE or is_sentence(paragraph[span.start : span.end], before, "")):
        return "same_paragraph"
    after = paragraph[span.outer_end :].strip()
    alone = (ENDED.search(paragraph[span.start : span.end]) or after == ".") and not after.strip(EDGE)
    enough = SHORTEST if alone else INHERIT
    if length >= enough and span.start <= OPENED and (talk.name or talk.role):
        return "inherited"
    return None


def is_sentence(text: str, before: str, rest: str) -> bool:
    """Say whether marks hold a whole sentence between sentences, which is speech however short it is."""
    between = before.rstrip().endswith((".", "?", "!", ":", ",")) or not before.strip()
    follows = not rest.strip(EDGE) or rest.lstrip()[:1].isupper()
    ended = ENDED.search(text) or (rest[:1] == "." and text.count(" ") > 0)
    return bool(between and follows and text[:1].isupper() and ended)


def is_speech(text: str, before: str, rest: str, length: int) -> bool:
    """Say whether marks without any speaker hold speech all the same: a whole sentence, or what a verb introduces."""
    if length < SHORTEST or TAG.match(before) or not text[:1].isupper():
        return False
    if is_sentence(text, before, rest):
        return True
    ends = ENDED.search(text) is not None
    if told_before().search(before):
        return ends or rest[:1] in {".", "!", "?"} or (length >= SCARE and not rest.strip(EDGE))
    if before.rstrip().endswith((",", ":")) and ends:
        return True
    return WRITTEN.search(before) is not None and (ends or length >= INHERIT)


def goes_on(text: str, before: str, talk: Talk) -> bool:
    """Say whether a quote is the rest of the one before: `“…,” sentilnya, “bagaimana beliau membaca APBD?”`."""
    said = before.strip()
    return (
        bool(talk.quotes)
        and text[:1].islower()
        and said.endswith(",")
        and not SENTENCE.search(said)
        and bool(said[:-1].strip(EDGE))
    )


def points_back(before: str, talk: Talk) -> bool:
    """Say whether the sentence before a quote has a pronoun for its subject: `Ia menggeleng. “…”`."""
    last = SENTENCE.split(before.strip())[-1]
    subject = subject_of(last, talk) or bare(last)
    return anaphor().match(subject) is not None


def narrated(text: str, talk: Talk) -> int:
    """Return the characters at the start of a quote without opening mark that tell of its speaker, and are not said."""
    if not talk.name:
        return 0
    words = set(talk.name.split())
    end = 0
    for stop in SENTENCE.finditer(text):
        if words & set(re.findall(r"\w+", text[end : stop.start()])):
            end = stop.end()
    return end
