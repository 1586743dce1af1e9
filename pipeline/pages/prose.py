"""Telling a sentence of an article from a title, a label or a list of words."""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Final

from pipeline import yaml_file
from pipeline.pages.literals import Literals

CLOSING: Final = "\"'”’»)]* \t\n\u00a0"
"""What may stand after the last full stop of a text."""
ENDS: Final = (".", "!", "?", "…")
SIGNED: Final = re.compile(r"[.!?…][\"'”’*]*\s*[(\[][^()\[\]]{0,14}[)\]][\s*]*$")
"""`… pulang. (*)`, `… pulang. (abc/red)`: initials behind the last full stop."""
OPENING: Final = "\"“”‘’'(["
LOOSE: Final = re.compile(r"[\W_]+")
ENTITY: Final = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
ESCAPED: Final = re.compile(r"(?<!\\)\\+(?=[\"'“”/&])")
INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
WORDS: Final = yaml_file.load((Path(__file__).parent / "prose.yml").read_text("utf-8"))
SPEECH: Final = re.compile(
    rf"[,\"”’]\s*(?:{'|'.join(WORDS['speech'])})(?:nya)?\b|\b(?:{'|'.join(WORDS['speech'])})nya\b"
    r"|\b(?:kata|ujar)\s(?!kunci\b)"
    r"|\b(?:begitu|demikian)\s(?:bunyi|isi|tulis|nasihat|petuah|seruan|perintah)\b"
    r"|[,\"”’]\s*(?:tulis|tanya|jawab|tutup)\s(?-i:[A-Z])"
    rf"|(?<!tanpa )(?<!dengan )(?<!wajib )(?<!harus )\b(?:{'|'.join(WORDS['reports'])})(?:nya)?\b",
    re.I,
)
SAYING: Final = Literals(
    ["kata", "ujar", "begitu", "demikian", "tulis", "tanya", "jawab", "tutup", *WORDS["speech"], *WORDS["reports"]]
)
"""Without any of these words the pattern need not be tried."""
QUOTES: Final = '"“”„‟«»'


def fold(text: str) -> str:
    """Return `text` in NFC, every run of white space as one blank, no invisible characters, no escapes of a CMS."""
    if "&" in text and ENTITY.search(text):
        text = unescape(text)  # escaped twice: `&amp;quot;`
    if "\\" in text:
        text = ESCAPED.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    words = " ".join(text.split())  # a tenth of what a pattern costs that meets every single blank
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else text and " "


@lru_cache(maxsize=2048)
def bare(text: str) -> str:
    """Return what is left for comparing two texts: letters and digits, case folded."""
    return LOOSE.sub("", (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold())


def capitals(text: str) -> float:
    """Share of words that begin with a capital, among words that begin with a letter."""
    first = [first for word in text.split() if (first := _first(word)).isalpha()]
    return sum(map(str.isupper, first)) / len(first) if first else 0.0


def _first(word: str) -> str:
    return word[0] if word[0].isalpha() else word.lstrip(OPENING)[:1]


def is_ended(text: str) -> bool:
    """Tell whether `text` ends as sentences do."""
    if text.rstrip(CLOSING).endswith(ENDS):
        return True
    return text.rstrip().endswith((")", "]", "*")) and SIGNED.search(text) is not None


@lru_cache(maxsize=2048)  # each line is asked about by several rules
def is_prose(text: str) -> bool:
    """Tell whether `text` holds a sentence of running text, as no title, label or menu does."""
    count = len(text.split())
    if count < 5:
        return False
    share = capitals(text)
    if share > 0.9:
        return False
    if is_ended(text):
        return share <= 0.65 or count >= 18 or _is_told(text)
    return count >= 22 and share <= 0.6


def is_speech(text: str) -> bool:
    """Tell whether somebody is quoted or said to have said something."""
    return text[:1] in QUOTES or _is_told(text)


def _is_told(text: str) -> bool:
    return SAYING.stand_in(text.lower()) and SPEECH.search(text) is not None


def is_title(text: str) -> bool:
    """Tell whether `text` looks like a headline: short, one line, no end of sentence but ! or ?."""
    count = len(text.split())
    return (
        2 <= count <= 28 and not re.search(r"[.;,:…][\"'”’)]*$", text) and not (is_prose(text) and capitals(text) < 0.6)
    )
