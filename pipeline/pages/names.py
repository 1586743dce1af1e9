"""What a name on a page is: a person's, an outlet's, or that of an office that hands out text and pictures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from pipeline import yaml_file
from pipeline.model import CreditRole
from pipeline.pages.places import is_known_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """credits.yml, typed."""

    labels: Mapping[CreditRole, Sequence[str]]
    qualifiers: Sequence[str]
    bare: Sequence[str]
    short: Sequence[str]
    trailing: Sequence[str]
    sections: Sequence[str]
    reporting: Sequence[str]
    press_offices: Sequence[str]
    bodies: Sequence[str]
    outlet_words: Sequence[str]
    lone_outlets: Sequence[str]
    glued_outlets: Sequence[str]
    suffixes: Sequence[str]
    never: Sequence[str]
    never_first: Sequence[str]
    acronyms: Sequence[str]
    signers: Sequence[str]
    wires: Sequence[str]
    bracket_tags: Sequence[str]
    stock: Sequence[str]
    no_source: Sequence[str]
    degrees: Sequence[str]
    particles: Sequence[str]
    placing: Sequence[str]


VOCABULARY: Final = msgspec.convert(
    yaml_file.load(Path(__file__).with_name("credits.yml").read_text("utf-8")), type=Vocabulary
)

LONGEST_NAME: Final = 60
"""Characters."""

MOST_WORDS: Final = 6
"""Degrees not counted."""


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first; a space stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


SITE: Final = re.compile(
    rf"(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:{alternatives(VOCABULARY.suffixes)})(?![\w.]*\w)", re.IGNORECASE
)
ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+", re.IGNORECASE)
BRACKETED: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
END_OF_NAME: Final = re.compile(
    r"\s*(?:[|•·»©*\n]|\s[–—-]{1,2}(?:\s|$)|[–—]|--|\s(?:in|on|pada|di|adalah)(?:\s|$)|\s\w+\s?:|\bcopyright\b).*$",
    re.DOTALL | re.IGNORECASE,
)
BETWEEN: Final = re.compile(r"\s*,?\s+(?:dan|and)\s+|\s*[;/&+]\s*|\s*,\s*")
DEGREE: Final = re.compile(rf"^(?:{alternatives(VOCABULARY.degrees)})\.?$", re.IGNORECASE)
KEEPS_DOT: Final = re.compile(rf"(?:^|[\s.])(?:[^\W\d_]|{alternatives(VOCABULARY.degrees)})\.$", re.IGNORECASE)
"""An initial or a degree at the end of a name."""
TOKEN: Final = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’`.-])*$")
SPOKEN: Final = re.compile("[AEIOUY][^AEIOUY]|[^AEIOUY][AEIOUY]")
"""A word, and not the initials that stand for some."""
OFFICE: Final = re.compile(rf"(?<!\w)(?:{alternatives(VOCABULARY.press_offices)})(?!\w)", re.IGNORECASE)

ACCOUNT: Final = re.compile(r"(?:admin|redaksi|operator|webmaster|user|author|editor|humas|super)[\w.-]*|\w*\d\w*")
"""How a CMS calls whoever logs in: `adminweb`, `redaksi2`."""

NEVER: Final = frozenset(VOCABULARY.never) | frozenset(VOCABULARY.acronyms)
NEVER_FIRST: Final = frozenset(VOCABULARY.never_first)
PARTICLES: Final = frozenset(VOCABULARY.particles)
OUTLET_WORDS: Final = frozenset(VOCABULARY.outlet_words)
GENERIC: Final = frozenset({"", "online", "news", "media", "digital", "network", "group", "com", "id", "co", "coid"})
"""What a paper's name may lack where it is printed short: `Radar Sukamaju Online`."""

LONE_OUTLETS: Final = frozenset(VOCABULARY.lone_outlets)


def without_addresses(text: str) -> str:
    """Return `text` with a blank for each address of a site, a mailbox or an account."""
    lower = text.lower()
    return ADDRESS.sub(" ", text) if "@" in text or "http" in lower or "www." in lower else text


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a credit, `A dan B`, `A, S.H., B` or `A/B`, each as printed with its degrees."""
    text = without_addresses(text)
    text = END_OF_NAME.sub("", (BRACKETED.sub(" ", text) if "(" in text or "[" in text else text).strip())
    names: list[str] = []
    for raw in BETWEEN.split(text):
        piece = raw.strip(" \t:,-–—\"“”'")
        if names and DEGREE.match(piece):
            names[-1] += f", {piece}"
        elif names and is_known_place(piece):
            continue  # `Reporter: X, Manna`
        elif piece.strip(". "):
            names.append(" ".join(piece.split()))
    return tuple(name if name[-1] != "." or KEEPS_DOT.search(name) else name.rstrip(".") for name in names)


def cased(name: str) -> str:
    """Return a name that is printed in capitals as people write it; initials, degrees and particles stay."""
    bare, comma, degrees = name.partition(",")
    if not bare.isupper() or len(bare.split()) < 2:
        return name
    words = [word.title() if SPOKEN.search(word) and "." not in word else word for word in bare.split()]
    return " ".join(words) + comma + degrees


def is_person(name: str, outlet_name: str) -> bool:
    """Tell whether a name that stands beside a role can be a person's. It cannot tell without one."""
    bare = name.partition(",")[0]
    tokens = bare.split()
    words = [re.sub(r"[^\w]", "", token).lower() for token in tokens]
    return (
        0 < len(tokens) <= MOST_WORDS
        and not ACCOUNT.fullmatch(name)
        and len(name) <= LONGEST_NAME
        and sum(char.isalpha() for char in bare) >= 2
        and all(TOKEN.match(token) for token in tokens)
        and NEVER.isdisjoint(words)
        and words[0] not in NEVER_FIRST
        and _cased(tokens)
        and not (len(tokens) > 1 and is_known_place(bare))
        and not is_outlet(bare, outlet_name)
        and not (len(bare) >= 4 and _plain(outlet_name).startswith(_plain(bare)))
        and not is_office(bare)
    )


def is_office(name: str) -> bool:
    """Tell whether a name is that of a wire or of an office that hands out text and pictures."""
    return bool(OFFICE.search(name)) and len(name) <= LONGEST_NAME


def is_outlet(name: str, outlet_name: str) -> bool:
    """Tell whether a name is a newspaper's or a site's: this outlet's, an address, or a title such as `Radar X`."""
    name = name.strip()
    if SITE.fullmatch(name) or ADDRESS.fullmatch(name):
        return True
    plain, own = _plain(name), _plain(outlet_name)
    if own and len(plain) >= 4 and (plain.startswith(own) or own.removeprefix(plain) in GENERIC):
        return True
    first, *others = name.lower().replace("-", " ").split() or [""]
    if others:
        return first in OUTLET_WORDS and len(others) <= 3
    glued = any(plain.startswith(word) and len(plain) > len(word) for word in VOCABULARY.glued_outlets)
    return glued or first in LONE_OUTLETS


def _cased(tokens: Sequence[str]) -> bool:
    """A name is capitalised throughout, but for particles; a single lower-case word may be how a desk signs."""
    if len(tokens) == 1:
        return True
    return all(token[0].isupper() or token.lower().rstrip("-.") in PARTICLES for token in tokens)


@lru_cache(maxsize=1024)  # the outlet's name is compared with each name on its pages
def _plain(text: str) -> str:
    """Return a title for comparison: `RadarLampung.co.id`, `RADAR LAMPUNG` -> `radarlampung`."""
    text = SITE.sub(lambda match: match[0].split(".")[0], text.strip().lower())
    return re.sub(r"[^a-z0-9]", "", text.removeprefix("www."))
