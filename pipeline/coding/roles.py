"""Offices and their holders: what in `Ketua Bawaslu Kendal Rina Sari` is the office, and where the name begins."""

import re
from functools import cache, lru_cache
from typing import Final

from pipeline.coding.lexicon import fold
from pipeline.coding.names import (
    ACTING,
    NAME,
    PARENTHESIS,
    REMEMBERED,
    clean,
    degree,
    is_name,
    leading_name,
    mask,
    not_names,
    organisations,
    place_names,
    role_head,
    title_words,
    words,
)
from pipeline.coding.regions import districts

LONGEST_ROLE: Final = 130
PLACE_WORDS: Final = 4
TITLED: Final = re.compile(r"\s(?=(?:Prof|Dr|Drs|Dra|Ir|Hj|H|dr|KH|AKBP|Kombes|Letkol)\.?\s+[A-Z][a-z])")
"""Where a name begins after an office in small letters: `Guru besar hubungan internasional Prof. Retno`."""
OF_A_PLACE: Final = re.compile(r"\b(?:kecamatan|desa|kelurahan|kampung|nagari|distrik|dusun|pekon)$", re.IGNORECASE)
OF_A_DISTRICT: Final = re.compile(
    r"(?:camat|sekcam|kapolsek|danramil|ketua panwas|panwascam|kasi|kepala kua|.*kecamatan$|.*distrik$)", re.IGNORECASE
)
NATIONAL: Final = re.compile(r"(?:wakil menteri|menteri|menko|wamen|mendagri|menpan)", re.IGNORECASE)
"""Offices of no region: Bima after one is no place."""
LOWER_WORD: Final = re.compile(r"\s(?P<word>[a-z]{2,})\b")
BALINESE: Final = frozenset({"I", "Ni"})
"""Openings of Balinese names, one of which is also a numeral."""
JOINS: Final = frozenset({"dan", "serta"})
INSIDE: Final = frozenset({"dan", "bin", "binti", "al", "van", "de", "gelar", "alias", "br", "boru"})
NEXT_NAME: Final = re.compile(r"\s*,?\s*(?:dan|serta)\s+|\s*,\s*(?=[A-Z])")
COURTESY: Final = re.compile(r"(?:Bapak|Ibu|Pak|Bu|Saudara)\s+")
"""Before an office: `pesan Bapak Pjs Bupati`."""
NUMERAL: Final = re.compile(r"[IVX]+|\d[\w/.]*|-")
NOBLE: Final = frozenset({"dt", "dg", "daeng", "datuk", "st"})
"""Titles that stand inside a name: `Irwanto Dt. Rajo Nan Kayo`."""
VERB: Final = re.compile(r"(?:me[mn]?|ber|ter|di)[a-z]{4,}")
LONGEST_KIND: Final = 4
"""Words in small letters that tell which chairman or expert somebody is: `pakar tata kota`."""


@lru_cache(maxsize=REMEMBERED)
def split_role(phrase: str) -> tuple[str | None, str | None]:
    """Return role and name of `Ketua Bawaslu Kendal, Heni Oktavia`, `Heni Oktavia selaku Ketua`, or of one alone."""
    text = tidy(phrase)
    match = role_head().match(text)
    if match is None:
        return split_name_first(text)
    commas = [at for at, char in enumerate(text) if char == ","]
    for at in commas:
        rest = text[at + 1 :].strip()
        if role_head().match(rest):
            break  # the next office of a list
        if (found := leading_name(rest)) and role_head().match(found) is None:
            return in_a_list(text[:at], match.end(), rest[len(found) :]) or (text[:at].strip(), found)
        following = text[at + 1 :].split(maxsplit=1)
        if not following or following[0].lower().rstrip(",") not in organisations():
            break  # only `Kordiv Hukum, Data dan Informasi` goes on after its comma
    else:
        at = len(text)
    head = text[:at].replace(",", " ") if commas else text
    titled = TITLED.search(head, match.end())
    if titled and not is_middle(head, match.end(), titled.start()) and (found := leading_name(head[titled.end() :])):
        return " ".join(head[: titled.start()].split()), found
    return split_run(qualified(head, match), match.end())


def is_middle(head: str, office_end: int, at: int) -> bool:
    """Say whether the title at `at` is the initial inside a name: `Ketua Bawaslu Alor Yohanes H. Bria`."""
    tokens = head[office_end:at].split()
    return len(head[at:].split(maxsplit=1)[0].rstrip(".")) == 1 and 0 < last_of_office(tokens) < len(tokens)


def qualified(head: str, office: re.Match[str]) -> str:
    """Return an office as far as its name goes: `pakar tata kota Bagas Putra`, `anggota DPRD Fraksi PKS Rina Sari`."""
    kinds = 0
    at = office.end()
    while lower := LOWER_WORD.search(head, at):
        word, at = lower["word"], lower.end()
        if word in INSIDE or word in organisations():
            continue
        before = head[: lower.start()]
        follows = head[lower.end() :].lstrip()
        if not follows or split_run(before, office.end())[1]:
            return before
        body = follows.split(maxsplit=1)[0]
        if word == "dari" and body[0].isupper() and (body.lower() in organisations() or body.isupper()):
            head, at = before + " " + follows, lower.start()
            continue
        kinds += 1
        open_office = office.group().lower().split()[-1] in words("open_heads")
        if not open_office or kinds > LONGEST_KIND or word in not_names() or word in acts() or VERB.fullmatch(word):
            return before
        if NAME.match(follows):
            return head if leading_name(follows) else before
    return head


@cache
def acts() -> frozenset[str]:
    """Return the words after an office that say what its holder does, and no kind of office."""
    return frozenset(word for listed in ("say", "stops", "between", "report", "bare_verbs") for word in words(listed))


def in_a_list(head: str, head_end: int, rest: str) -> tuple[str | None, str | None] | None:
    """Return office and first name of `Ketua Bawaslu Kendal Rina Sari, Budi Hartono dan Siti Aminah`, or None.

    Under a singular title only the first of a list holds the office.
    """
    following = NEXT_NAME.match(rest)
    if following is None or leading_name(rest[following.end() :]) is None:
        return None
    role, name = split_run(head.strip(), head_end)
    return (role, name) if name and " " in name else None


def tidy(phrase: str) -> str:
    text = ACTING.sub(lambda match: match.group(1) + " ", " ".join(mask(phrase).split()))
    text = degree().sub(" ", PARENTHESIS.sub("", text) + " ")
    text = " ".join(text.split()).strip(' ,.*"“”')
    text = re.sub(r"^(?:oleh|menurut|pihak|sang)\s+", "", text, flags=re.IGNORECASE)
    courtesy = COURTESY.match(text)
    return text[courtesy.end() :] if courtesy and role_head().match(text, courtesy.end()) else text


def split_name_first(text: str) -> tuple[str | None, str | None]:
    match = NAME.match(text)
    if match is None:
        return None, None
    tokens = match.group().split()
    while tokens and tokens[-1].lower().rstrip(".") in not_names():
        tokens.pop()
    name = clean(" ".join(tokens))
    if not is_name(name):
        return None, None
    after = re.match(r"\s*,?\s*(?:selaku|sebagai)?\s*,?\s*(?P<role>.*)", text[match.end() :])
    if after and (head := role_head().match(after["role"])):
        rest = after["role"]
        stop = re.search(r"[,.;]|\s(?:yang|saat|di|pada|usai|kepada|dari|dalam|ketika|dan)\b", rest[head.end() :])
        return rest[: head.end() + stop.start() if stop else LONGEST_ROLE].strip(" ,."), name
    return None, name


def split_run(text: str, head_end: int) -> tuple[str | None, str | None]:
    """Return role and name of a run without comma: what follows the last word of an office or a place is the name."""
    tokens = text[head_end:].split()
    if any(token.lower() in words("named_bodies") for token in tokens[:-1]):
        return text.strip(), None  # Direktur Perumda Tirta Tawar: whose name that is, nothing tells
    start = last_of_office(tokens)
    if NATIONAL.match(text) and start < len(tokens):
        bodies = [at + 1 for at, token in enumerate(tokens) if token.lower() in organisations() or token.isupper()]
        start = max(bodies, default=start)
    if OF_A_DISTRICT.match(text):
        start += district_words(tokens[start:])
    for index, token in enumerate(tokens):
        title = token.lower().rstrip(".")
        initial = len(title) == 1 and index > start > 0  # Yohanes H. Bria
        if (
            title in title_words()
            and title not in NOBLE
            and not initial
            and index + 1 < len(tokens)
            and index >= start - 1
        ):
            start = index
            break
    name = clean(" ".join(tokens[start:]))
    role = " ".join([text[:head_end], *tokens[:start]]).strip()
    return (role, name) if is_name(name) and not OF_A_PLACE.search(role) else (text.strip(), None)


def district_words(tokens: list[str]) -> int:
    """Return how many tokens at the start name a district: one of `Lembor` in `Camat Lembor Rudi Tanaem`."""
    for size in range(min(PLACE_WORDS, len(tokens)), 0, -1):
        if fold(" ".join(tokens[:size])) in districts():
            return size
    return 0


def last_of_office(tokens: list[str]) -> int:
    """Return the index after the last token that belongs to an office: `Divisi`, a place, an acronym, `III`."""
    start = 0
    index = 0
    while index < len(tokens):
        size = office_words(tokens, index)
        if size == 1 and named_so(tokens, index, start):
            size = 0
        if size and index == len(tokens) - 1 and tokens[index].lower() in words("last_names") and start < index:
            break  # Lukman Hakim
        if size:
            joins = tokens[index].lower() in JOINS
            index += size
            start = start if joins and not (index < len(tokens) and office_words(tokens, index)) else index
        else:
            index += 1
    if start >= len(tokens) and tokens:
        # Everything looked like office or place: a surname such as Lubis or Bima may be one of the places.
        start = forward(tokens)
    return start


def named_so(tokens: list[str], index: int, start: int) -> bool:
    """Say whether a word of offices is part of a name here: `Budi Karya Sumadi`, `Anak Agung Gde Oka`."""
    token = tokens[index].lower()
    following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
    return (token == "anak" and following == "agung") or (index > start and token in words("also_names"))


def forward(tokens: list[str]) -> int:
    index = 0
    while index < len(tokens) and (size := office_words(tokens, index)):
        index += size
    return index


def office_words(tokens: list[str], index: int) -> int:
    """Return how many tokens from `index` belong to an office, 0 for none."""
    for size in range(min(PLACE_WORDS, len(tokens) - index), 0, -1):
        if fold(" ".join(tokens[index : index + size])) in place_names():
            return size
    token = tokens[index].rstrip(".,")
    if token.lower() in words("named_after") and index + 2 < len(tokens):
        return 2
    if token in BALINESE and index + 1 < len(tokens) and tokens[index + 1] in words("after_i"):
        return 0
    acronym = token.isupper() and len(token) > 1 and "." not in tokens[index] and token.lower() not in title_words()
    kind = token.islower() and token not in INSIDE
    return int(token.lower() in organisations() or acronym or kind or NUMERAL.fullmatch(token) is not None)
