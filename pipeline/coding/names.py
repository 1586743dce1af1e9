"""People and their offices: `Pjs. Bupati Lampung Selatan Intji Darmawan, S.STP., M.Si.` told apart into role and name.

A name is taken only where an office stands beside it; capital letters alone (headlines) never make a person.
Vocabulary: data/people.yml.
"""

import re
from functools import cache
from typing import Final

from pipeline.coding.lexicon import alternatives, fold, vocabulary
from pipeline.coding.regions import districts, load

WORDS: Final = 9
"""Words of a run of capitals after its first; unbounded, a page of capitals would be read again from each of them."""
TOKEN: Final = r"(?:[A-Z][a-zA-Z'’\-]+|[A-Z]\.|[A-Z]{1,3}\b\.?)"
NAME: Final = re.compile(rf"{TOKEN}(?:\s+(?:(?:bin|binti|al|de|van|gelar)\b|{TOKEN})){{0,{WORDS}}}")
LONGEST_ROLE: Final = 90
LONGEST_NAME: Final = 50
PLACE_WORDS: Final = 4
ACTING: Final = re.compile(
    r"(?:Pen?jabat(?: Sementara)?|Pelaksana (?:Tugas|Harian))\s*\((Pjs?|Plt|Plh)\.?\s*\)\s*", re.IGNORECASE
)
ABBREVIATION: Final = re.compile(
    r"\b(?:Muh|Moh|Moch|Mohd|Abd|Nur|Tgk|Tb|Dt|Dg|Krg|Kr|Sy|Fx|Yoh|Syekh|Habib|RM|Rr|Kgs|Nyi|Hi|Rd|St|Gst|Drg|Pdt|Apt|Tn|Ny|Ust|Sdr|Pjs?|Plt|Plh|Dr|dr|Drs|Dra|Ir|Prof|Hj?|KH|AKBP|AKP|Kombes|Kompol|Irjen|Brigjen|Letkol|Kol|Inf|Pol|Kab|Kec|Prov|No|Jl|[A-Z])(\.)(?=\s?[A-Za-z(])"
)
BEFORE_DEGREE: Final = re.compile(
    r"(?<=[a-z])\.(?=\s(?:S\.?H|S\.?E|S\.?Pd|S\.?Sos|S\.?IP|S\.?T|S\.?STP|S\.?Ag|M\.?Si|M\.?H|M\.?M|M\.?Pd|M\.?AP)\b)"
)
"""A full stop in the place of a comma: `Edwin Nugroho. SH`."""
TITLED: Final = re.compile(r"\s(?=(?:Prof|Dr|Drs|Dra|Ir|Hj|H|dr|KH|AKBP|Kombes|Letkol)\.?\s+[A-Z][a-z])")
"""Where a name begins after an office in small letters: `Guru besar hubungan internasional Prof. Retno`."""
OF_A_PLACE: Final = re.compile(r"\b(?:kecamatan|desa|kelurahan|kampung|nagari|distrik|dusun|pekon)$", re.IGNORECASE)
PAIR: Final = re.compile(r"[A-Z][a-z]{2,}-[A-Z][a-z]+")
"""Joins the names of a pair of candidates."""
OF_A_DISTRICT: Final = re.compile(
    r"(?:camat|sekcam|kapolsek|danramil|ketua panwas|panwascam|kasi|kepala kua|.*kecamatan$|.*distrik$)", re.IGNORECASE
)
LOWER_WORD: Final = re.compile(r"\s(?P<word>[a-z]{2,})\b")
BALINESE: Final = frozenset({"I", "Ni"})
"""Openings of Balinese names, one of which is also a numeral."""
JOINS: Final = frozenset({"dan", "serta"})
INSIDE: Final = frozenset({"dan", "bin", "binti", "al", "van", "de", "gelar"})
NEXT_NAME: Final = re.compile(r"\s*,?\s*(?:dan|serta)\s+|\s*,\s*(?=[A-Z])")
PARENTHESIS: Final = re.compile(r"\s*\([^)]{0,40}\)")
COURTESY: Final = re.compile(r"(?:Bapak|Ibu|Pak|Bu|Saudara)\s+")
"""Before an office: `pesan Bapak Pjs Bupati`."""
LITTLE: Final = re.compile(r"(?:drg?|drs|dra|ir|hj?|apt|ns)\.?\s+(?=[A-Z])")
"""Titles that are printed small before a name."""
INITIALS: Final = re.compile(r"[A-Z]{1,2}")
"""Of somebody whose name the page withholds; three capitals are more often a body."""
NUMERAL: Final = re.compile(r"[IVX]+|\d[\w/.]*|-")
CLITIC: Final = 7
NOMINAL: Final = re.compile(r"(?:P[ae]|Pen|Per|Pem|Peng|Ke|Me|Di|Ter|Ber|Se)\w{2,}(?:an|nya|kan)")
"""Shape of a noun or verb at the start of a sentence: `Penandatanganan`, not a name."""
ACTIVE: Final = re.compile(r"Me(?:ng|mb|mp|ny|nd|nc|nj)[a-z]{3,}")
"""Shape of a verb that opens a line of a list: `Mengunggah`."""
NOBLE: Final = frozenset({"dt", "dg", "daeng", "datuk", "st"})
"""Titles that stand inside a name: `Irwanto Dt. Rajo Nan Kayo`."""
VERB: Final = re.compile(r"(?:me[mn]?|ber|ter|di)[a-z]{4,}")
LONGEST_KIND: Final = 4
"""Words in small letters that tell which chairman or expert somebody is: `pakar tata kota`."""


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
    dotted = "|".join(
        r"\s?\.?\s*".join(re.escape(part) for part in word.split(".") if part)
        for word in sorted(set(words("degrees")), key=len, reverse=True)
    )
    return re.compile(rf"(?:,\s*|\s+)(?:{dotted})\.?(?=[\s,.;)]|$)", re.IGNORECASE)


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


def mask(text: str) -> str:
    """Return `text` with the full stops of `Pj.`, `Drs.` and initials as spaces; every offset stays."""
    dotted = ABBREVIATION.sub(lambda match: match.group()[:-1] + " ", text)
    return BEFORE_DEGREE.sub(" ", dotted)


def key(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").split())


def clean(name: str) -> str:
    """Return a name without titles before and degrees after it."""
    bare = degree().sub(" ", f"{name} ")
    bare = " ".join(bare.split()).strip(" ,.-*")
    while match := leading_titles().match(bare):
        bare = bare[match.end() :]
    return bare.strip(" ,.-")


def is_name(name: str) -> bool:
    """Say whether cleaned text can be a person's name."""
    tokens = name.split()
    if not tokens or not 2 < len(name) <= LONGEST_NAME or not tokens[0][0].isupper():
        return False
    # Lalu is a noble title of Lombok before another name, else the word for "then".
    checked = tokens[1:] if tokens[0] == "Lalu" and len(tokens) > 1 else tokens
    if len(checked) > 1 and checked[-1].lower() in words("last_names"):
        checked = checked[:-1]
    if any(token.lower().rstrip(".") in not_names() or token.startswith("Se-") for token in checked):
        return False
    if all(len(token.strip(".")) == 1 for token in tokens):
        return False  # what is left of a degree
    if len(tokens) == 1 and name.endswith("nya") and len(name) >= CLITIC:
        return False  # Stafnya, Alasannya; Sonya and Tanya are shorter
    if len(tokens) == 1 and (NOMINAL.fullmatch(name) or ACTIVE.fullmatch(name) or (name.isupper() and len(name) > 3)):
        return False
    return not (
        2 * sum(token.lower() in organisations() for token in checked) >= len(tokens)
        or (len(tokens) > 2 and any(PAIR.fullmatch(token) for token in tokens))
        or (len(tokens) > 2 and fold(" ".join(tokens[-2:])) in place_names())
        or fold(name) in place_names()
        or role_head().fullmatch(name)
        or any(char.isdigit() for char in name)
    )


def is_initials(word: str) -> bool:
    """Say whether a word is the initials by which the press names an accused, and no short name of a body."""
    known = word.lower() in organisations() or word.lower() in not_names() or word.lower() in title_words()
    return INITIALS.fullmatch(word) is not None and not known


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
        if not following or following[0].lower() not in organisations():
            break  # only `Kordiv Hukum, Data dan Informasi` goes on after its comma
    else:
        at = len(text)
    head = text[:at].replace(",", " ") if commas else text
    titled = TITLED.search(head, match.end())
    if titled and (found := leading_name(head[titled.end() :])):
        return " ".join(head[: titled.start()].split()), found
    return split_run(qualified(head, match), match.end())


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
    if OF_A_DISTRICT.match(text):
        start += district_words(tokens[start:])
    for index, token in enumerate(tokens):
        title = token.lower().rstrip(".")
        if title in title_words() and title not in NOBLE and index + 1 < len(tokens) and index >= start - 1:
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
    if token in BALINESE and index + 1 < len(tokens) and tokens[index + 1] in words("after_i"):
        return 0
    acronym = token.isupper() and len(token) > 1 and "." not in tokens[index] and token.lower() not in title_words()
    kind = token.islower() and token not in INSIDE
    return int(token.lower() in organisations() or acronym or kind or NUMERAL.fullmatch(token) is not None)
