"""Which institutions an article names, and whether they act or receive (data/institutions.yml)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal

from pipeline.coding.citations import overlaps
from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, vocabulary
from pipeline.model import Evidence, Institution

HIDDEN: Final = "(hidden)"
AMBIGUOUS: Final = "PPK"
"""Panitia Pemilihan Kecamatan, but Pejabat Pembina Kepegawaian beside these words."""
FORCES: Final = frozenset({"tni", "polri", "tni/polri", "tni-polri", "tni polri"})
MEMBERS: Final = re.compile(
    r"\b(?:anggota|prajurit|personel)\s+"
    r"(?:(?:tni|polri)(?:\s*[/,]\s*|\s+(?:dan|maupun|atau|serta)\s+(?:anggota\s+)?))?$"
)
"""Before the forces as those whom a rule is for, which name no institution: `anggota TNI/Polri dapat dipidana`."""
ASIDE: Final = re.compile(
    r"\b(?:(?:mantan|eks|bekas|pensiunan|purnawirawan"
    r"|(?:pernah|sempat)\s+(?:bertugas|bekerja|menjabat|jadi|menjadi|duduk|ikut|mengikuti|milik|berdinas))(?:\s+\w+){0,3}"
    r"|(?:milik|seleksi|calon(?:\s+(?:anggota|ketua|legislatif))?|caleg|bacaleg|tentang|(?:men)?daftar\s+ke)"
    r"|(?:seperti(?:\s+halnya)?|beda\s+(?:dari|dengan)|berbeda\s+(?:dari|dengan)|macam|ibarat|layaknya|laiknya)"
    r"(?:\s+\w+\s+(?:dan|maupun|atau))?(?:\s+(?:anggota|prajurit))?"
    r"|(?:dekat|samping|sebelah|seberang|(?:di|ke)\s+(?:depan|belakang)|jauh\s+dari)(?:\s+(?:kantor|gedung|rumah\s+dinas|markas|pos))?"
    r"|(?:(?:kalau|jika|bila|apabila|seandainya|andai)\b|(?:terdapat|dicegat|ditemui|dijumpai)\s)[^,.]*|bukan(?:\s+ke(?:pada)?)?)\s*$"
)
"""Before a name that has no part in the event: a former post, a place, a likeness, what is not so; in folded text."""
EARLIER: Final = re.compile(
    r"\W*(?:pada|saat|di|dalam)?\s*(?:pilkada|pemilu|pileg|pilpres)\w*\s+(?:\w+\s+){0,3}?(?P<year>20\d\d)\b"
)
"""The opening of a sentence on an election of the past, in folded text."""
ISSUED: Final = re.compile(r"\s+(?:nomor|no\.?)\s*[\d.-]{1,20}(?:\s*/|\s+tahun)")
"""After who signed a decree with others, as its title lists them."""
SHORT: Final = frozenset({"panwas"})
"""What any supervisor, whose full name stands elsewhere, is called once `PERMANENT` ones have followed the Panwaslu."""
PERMANENT: Final = 2019
PERSONNEL: Final = ("kepegawaian", "sanksi", "kasn", "bkn", "hukuman", "disiplin", "menjatuhkan", "rekomendasi")
ORGANISERS: Final = ("pps", "kpps", "kpu", "kecamatan", "panitia", "rekapitulasi", "ad hoc", "adhoc", "pemilihan")


@cache
def table() -> Mapping[str, Mapping[str, object]]:
    entries = vocabulary("institutions")["institutions"]
    if not isinstance(entries, dict):
        raise TypeError("institutions of data/institutions.yml is not a mapping")
    return entries


@cache
def names() -> tuple[Lexicon, frozenset[str]]:
    """Return the lexicon, and the phrases that count only in capitals."""
    phrases = {}
    capitals = set()
    for code, entry in table().items():
        listed = entry["phrases"]
        if not isinstance(listed, list):
            raise TypeError(f"phrases of {code} in data/institutions.yml is not a list")
        phrases[code] = [str(phrase) for phrase in listed]
        capitals |= {phrase.lower() for phrase in phrases[code] if phrase.isupper()}
    hides = vocabulary("institutions")["hides"]
    if not isinstance(hides, list):
        raise TypeError("hides of data/institutions.yml is not a list")
    return Lexicon({**phrases, HIDDEN: hides}), frozenset(capitals)


@cache
def recipient_words() -> tuple[str, ...]:
    words = vocabulary("institutions")["recipient"]
    if not isinstance(words, list):
        raise TypeError("recipient of data/institutions.yml is not a list")
    return tuple(f" {word}" for word in sorted(words, key=len, reverse=True))


def institutions(
    document: Document, taken: Sequence[tuple[int, int]]
) -> tuple[tuple[Institution, ...], tuple[Evidence, ...]]:
    """Return the institutions by first mention; spans in `taken` (citations, outlet names) name none."""
    lexicon, capitals = names()
    first: dict[str, Hit] = {}
    roles: dict[str, Literal["acting", "recipient", "mention"]] = {}
    for hit in lexicon.find(document.folded):
        if HIDDEN in hit.labels or overlaps(hit, tuple(taken)) or in_file_mark(document, hit):
            continue
        if hit.phrase in FORCES and MEMBERS.search(document.folded, document.sentence_at(hit.start).start, hit.start):
            continue
        if is_aside(document, hit):
            continue
        if hit.phrase in capitals and not document.text[hit.start : hit.end].isupper():
            continue
        for code in sorted(hit.labels):
            if code == AMBIGUOUS and hit.phrase == "ppk" and not is_organiser(document, hit):
                continue
            first.setdefault(code, hit)
            role = role_of(document, hit)
            if roles.get(code) != "acting":
                roles[code] = role if role != "mention" else roles.get(code, "mention")
    short = first.get("Panwaslu")
    late = document.published is None or document.published.year >= PERMANENT
    if short and short.phrase in SHORT and late and first.keys() & {"Panwascam", "Bawaslu"}:
        del first["Panwaslu"]
    found = tuple(Institution(institution=code, role=roles[code]) for code in first)
    evidence = tuple(
        document.evidence("institution", code, "institution: name", hit.start, hit.end) for code, hit in first.items()
    )
    return found, evidence


def is_aside(document: Document, hit: Hit) -> bool:
    """Say whether a name has no part in the event: `mantan ketua KPU`, `pada Pemilu 2014, Panwaslu …`."""
    start = document.sentence_at(hit.start).start
    earlier = EARLIER.match(document.folded, start, hit.start)
    if earlier and document.published and int(earlier["year"]) < document.published.year:
        return True
    return ASIDE.search(document.folded, start, hit.start) is not None


def in_file_mark(document: Document, hit: Hit) -> bool:
    """Say whether a name stands in the number of a letter or before one: `800/1432/BKPSDM/2024`, `BKN Nomor 246`."""
    text = document.text
    if ISSUED.match(document.folded, hit.end):
        return True
    before = text[hit.start - 1 : hit.start] == "/" and text[max(0, hit.start - 2) : hit.start - 1].isdigit()
    return before or (text[hit.end : hit.end + 1] == "/" and text[hit.end + 1 : hit.end + 2].isdigit())


def is_organiser(document: Document, hit: Hit) -> bool:
    around = document.folded[max(0, hit.start - 80) : hit.end + 80]
    return not any(word in around for word in PERSONNEL) and any(word in around for word in ORGANISERS)


def role_of(document: Document, hit: Hit) -> Literal["acting", "recipient", "mention"]:
    before = document.folded[max(0, hit.start - 40) : hit.start].rstrip()
    if (" " + before).endswith(recipient_words()):
        return "recipient"
    sentence = document.sentence_at(hit.start)
    # Indonesian puts who acts first: the name that opens the headline or the lead is the subject.
    return "acting" if sentence.index <= 1 and hit.start - sentence.start < 45 else "mention"
