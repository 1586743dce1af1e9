"""People and their offices: `Pjs. Bupati Lampung Selatan Intji Darmawan, S.STP., M.Si.` told apart into role and name.

A name is taken only where an office stands beside it; capital letters alone (headlines) never make a person.
Vocabulary: data/people.yml.
"""

import re
from functools import cache, lru_cache
from typing import Final

from pipeline.coding.lexicon import alternatives, fold, vocabulary
from pipeline.coding.regions import load

WORDS: Final = 9
"""Words of a run of capitals after its first; unbounded, a page of capitals would be read again from each of them."""
TOKEN: Final = r"(?:[A-ZÀ-Þ][a-zA-ZÀ-ÿ'’\-]+|[A-Z]\.|[A-Z]{1,3}\b\.?)"
NAME: Final = re.compile(rf"{TOKEN}(?:\s+(?:(?:bin|binti|al|de|van|gelar|alias|br|boru)\b|{TOKEN})){{0,{WORDS}}}")
LONGEST_NAME: Final = 50
REMEMBERED: Final = 2048
"""Phrases whose reading is kept: an article asks for the same ones again and again."""
ACTING: Final = re.compile(
    r"(?:Pen?jabat(?: Sementara)?|Pelaksana (?:Tugas|Harian))\s*\((Pjs?|Plt|Plh)\.?\s*\)\s*", re.IGNORECASE
)
ABBREVIATION: Final = re.compile(
    r"(?:Muh|Moh|Moch|Mohd|Abd|Nur|Tgk|Tb|[Bb]r|Mgs|Kms|Msy|Sut|Bgd|Mhd|Mhmd|Jend|Mayjen|Kapt|Serka|Serma|Aipda|Aiptu|Ipda|Iptu|Bripka|Dt|Dg|Krg|Kr|Sy|Fx|Yoh|Syekh|Habib|RM|Rr|Kgs|Nyi|Hi|Rd|St|Gst|Drg|Pdt|Apt|Tn|Ny|Ust|Sdr|Pjs?|Plt|Plh|Dr|dr|Drs|Dra|Ir|Prof|Hj?|KH|AKBP|AKP|Kombes|Kompol|Irjen|Brigjen|Letkol|Kol|Inf|Pol|Kab|Kec|Prov|No|Jl|[A-Z])"
)
LONGEST_ABBREVIATION: Final = 7
STOP: Final = re.compile(r"\.(?=\s?[A-Za-z(])")
"""A full stop that may be an abbreviation's: looked for first, for few characters are one."""
WORD_BEFORE: Final = re.compile(r"\w*$")
BEFORE_DEGREE: Final = re.compile(
    r"\.(?<=[a-z]\.)(?=\s(?:S\.?H|S\.?E|S\.?Pd|S\.?Sos|S\.?IP|S\.?T|S\.?STP|S\.?Ag|M\.?Si|M\.?H|M\.?M|M\.?Pd|M\.?AP)\b)"
)
"""A full stop in the place of a comma: `Edwin Nugroho. SH`."""
PAIR: Final = re.compile(r"[A-Z][a-z]{2,}-[A-Z][a-z]+")
"""Joins the names of a pair of candidates."""
PARENTHESIS: Final = re.compile(r"\s*\([^)]{0,40}\)")
LITTLE: Final = re.compile(r"(?:drg?|drs|dra|ir|hj?|apt|ns)\.?\s+(?=[A-Z])")
"""Titles that are printed small before a name."""
MONTHS: Final = frozenset({"april", "mei", "juni", "juli"})
"""Months that are also parts of names."""
ALIAS: Final = re.compile(r"\salias\s(?P<name>.*)$")
NICKS: Final = frozenset({"bang", "pak", "cak", "kang", "uda", "om", "mas", "gus", "bung", "daeng", "haji", "si"})
"""Before a nickname, which is no part of a name as a second whole name is: `Bong Sui Khiong alias Hendri Bonardi`."""
INITIALS: Final = re.compile(r"[A-Z]{1,2}")
"""Of somebody whose name the page withholds; three capitals are more often a body."""
CLITIC: Final = 7
NOMINAL: Final = re.compile(
    r"(?:Pe|Ke|Ber)\w{2,}an|(?:Me|Di|Ter|Ber|Se)\w{2,}kan|Se(?!(?:ti?y?a|pt|fr|pr|ri|li|bast)\w*an$)\w{2,}an|[A-Z]\w{3,}nya"
)
"""Shape of a noun or verb at the start of a sentence: `Penandatanganan`, not a name."""
ACTIVE: Final = re.compile(r"Me(?:ng|mb|mp|ny|nd|nc|nj)[a-z]{3,}")
"""Shape of a verb that opens a line of a list: `Mengunggah`."""


@cache
def words(key: str) -> list[str]:
    listed = vocabulary("people")[key]
    if not isinstance(listed, list):
        raise TypeError(f"{key} of data/people.yml is not a list")
    return [str(word) for word in listed]


@cache
def role_head() -> re.Pattern[str]:
    prefixes = alternatives(word.rstrip(".") for word in words("prefixes"))
    return re.compile(
        rf"\b(?:(?:{prefixes})\.?\s+(?:\((?:Pj|Pjs|Plt)\)\s+)?){{0,3}}(?:{alternatives(words('heads'))})\b",
        re.IGNORECASE,
    )


@cache
def degree() -> re.Pattern[str]:
    dotted = alternatives((word.strip(".") for word in words("degrees")), {".": r"\s?\.?\s*"})
    return re.compile(rf"(?:,\s*|\s+(?!(?-i:[A-Z][a-z]{{1,2}})\b(?!\.)))(?:{dotted})\.?(?=[\s,.;)]|$)", re.IGNORECASE)


@cache
def leading_titles() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{alternatives(words('titles'))})\.?\s+)+", re.IGNORECASE)


@cache
def title_words() -> frozenset[str]:
    return frozenset(word for title in words("titles") for word in title.split() if len(word) > 1 or word == "h")


@cache
def not_names() -> frozenset[str]:
    return frozenset(words("not_names"))


@cache
def organisations() -> frozenset[str]:
    return frozenset(words("organisations"))


@cache
def place_names() -> frozenset[str]:
    """Return every name of a region in lower case, and the islands."""
    names = {"ri", "jakarta", "papua", "sumatera", "jawa", "kalimantan", "sulawesi", "maluku", "kabupaten"}
    for region in load():
        names.update(fold(name) for name in (region.base, region.capital, *region.seats, *region.short))
    return frozenset(names)


@lru_cache(maxsize=64)
def mask(text: str) -> str:
    """Return `text` with the full stops of `Pj.`, `Drs.` and initials as spaces; every offset stays."""
    return BEFORE_DEGREE.sub(" ", STOP.sub(_masked, text)) if "." in text else text


def _masked(stop: re.Match[str]) -> str:
    at = stop.start()
    word = WORD_BEFORE.search(stop.string, max(0, at - LONGEST_ABBREVIATION - 1), at)
    return " " if word and ABBREVIATION.fullmatch(word[0]) else "."


def key(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").split())


@lru_cache(maxsize=REMEMBERED)
def clean(name: str) -> str:
    """Return a name without titles before and degrees after it."""
    bare = degree().sub(" ", f"{name} ")
    bare = " ".join(bare.split()).strip(" ,.-*")
    while match := leading_titles().match(bare):
        bare = bare[match.end() :]
    called = ALIAS.search(bare)
    if called and (" " not in called["name"] or called["name"].split()[0].lower() in NICKS):
        bare = bare[: called.start()]
    return bare.strip(" ,.-")


@lru_cache(maxsize=REMEMBERED)
def is_name(name: str) -> bool:
    """Say whether cleaned text can be a person's name."""
    tokens = name.split()
    if not tokens or not 2 < len(name) <= LONGEST_NAME or not tokens[0][0].isupper():
        return False
    # Lalu is a noble title of Lombok before another name, else the word for "then".
    checked = tokens[1:] if tokens[0] == "Lalu" and len(tokens) > 1 else tokens
    if len(checked) > 1 and checked[-1].lower() in words("last_names"):
        checked = checked[:-1]
    stops = not_names() - MONTHS if len(tokens) > 1 else not_names()
    if any(token.lower().rstrip(".") in stops or token.startswith("Se-") for token in checked):
        return False
    if all(len(token.strip(".")) == 1 for token in tokens):
        return False  # what is left of a degree
    if len(tokens) == 1 and name.endswith("nya") and len(name) >= CLITIC:
        return False  # Stafnya, Alasannya; Sonya and Tanya are shorter
    if len(tokens) == 1 and (NOMINAL.fullmatch(name) or ACTIVE.fullmatch(name) or (name.isupper() and len(name) > 3)):
        return False
    return not (
        2 * sum(is_of_office(token.lower(), at) for at, token in enumerate(checked)) >= len(tokens)
        or (len(tokens) > 2 and any(PAIR.fullmatch(token) for token in tokens))
        or (len(tokens) > 2 and fold(" ".join(tokens[-2:])) in place_names())
        or fold(name) in place_names()
        or role_head().fullmatch(name)
        or any(char.isdigit() for char in name)
    )


def is_of_office(token: str, at: int) -> bool:
    """Say whether a word is one of offices and no name after another: `Utama` is none in `Budi Utama`."""
    return token in organisations() and not (at and token in words("also_names"))


def is_initials(word: str) -> bool:
    """Say whether a word is the initials by which the press names an accused, and no short name of a body."""
    known = word.lower() in organisations() or word.lower() in not_names() or word.lower() in title_words()
    return INITIALS.fullmatch(word) is not None and not known


@lru_cache(maxsize=REMEMBERED)
def leading_name(text: str) -> str | None:
    match = NAME.match(LITTLE.sub("", text, count=1) if LITTLE.match(text) else text)
    if match is None:
        return None
    name = clean(without_opening(match.group()))
    return name if is_name(name) else None


def without_opening(run: str) -> str:
    """Return a run of capitals without the word of the language that opened its sentence: `Kembali Rudi Hartono`."""
    first, _, rest = run.partition(" ")
    return rest if rest and first.lower() in words("before_names") else run
