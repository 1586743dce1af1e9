"""Citations of law: found, normalised, and flagged where the number and the year do not fit.

`UU No 20 Tahun 2024 tentang ASN` stays UU 20/2024 as printed; its `suspect` says that UU 20/2023 is likely meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.coding.articles import ARTICLE, attach, same_article
from pipeline.coding.document import Document
from pipeline.coding.laws import Found, doubt, key_of, registry
from pipeline.coding.lexicon import Hit, lexicon
from pipeline.model import Citation, Evidence

NUMBER: Final = re.compile(
    r"""\s*(?:\((?P<abbreviation>[A-Za-z -]{2,12})\)\s*)?
    (?:(?:republik\ indonesia|ri|bersama|asn|desa|pilkada|pemilu|(?:lima|5|empat)\ (?:lembaga|menteri)(?:/\w+)?
       |(?:men\w+|bupati|gubernur|wali\ ?kota|sekda|kasn|bkn|bawaslu|kpu)(?:[\ -]rb)?(?:\ [a-z]+){0,3}?)\s+)?
    (?:[(:]\s*)?(?:(?:(?:itu|ini|tersebut)\s+)?(?:dengan\s+)?(?:bernomor|nomor|nomer|no|nmr)\b\.?\s*:?\s*)?
    (?P<number>(?:[A-Z]{1,3}[/.\-])?\d[\w.\-]*(?:\s?/\s?[\w.\-]+|\sP?K/[\w.\-]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
FAR_NUMBER: Final = re.compile(
    r"(?:(?:\s\w+){0,3}:)?(?:[^.\d;:\"“”]|\b\d{1,2}\s+[a-z]{3,9}\s+20\d\d\b){3,160}?\b(?:nomor|no)\b\.?\s*:?\s*(?P<number>\d[\w.\-]*(?:/[\w.\-]+)*)",
    re.IGNORECASE,
)
"""`SKB Menteri PANRB, Mendagri dan Kepala BKN Nomor 2`: the signatories stand between."""
YEAR: Final = re.compile(r"\s*,?\s*(?:tahun|thn|th)\b\.?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
DATED: Final = re.compile(
    r"\s*,?\s*(?:tertanggal|tanggal|tgl)\.?\s+\d{1,2}\s+\w{3,9}\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
SIGNED: Final = re.compile(
    r"[^.\"“”\n]{0,60}?(?:\d{1,2}\s+[a-z]{3,9}\s+|\d{1,2}[/-]\d{1,2}[/-])(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
"""The day of a letter whose number names no year: `Edaran bernomor 112/KPG.11/BKD ini diteken Rabu (10/7/2024)`."""
ISSUER: Final = re.compile(r"\b(?:bupati|gubernur|wali ?kota)\s[^\d]*?(?=\b(?:nomor|no)\b|\d)")
"""A regional head who issued a rule, and the region: a place of the report, unlike those in the titles of laws."""
SECOND: Final = re.compile(
    r"\s*(?:dan|serta|,)\s+(?:nomor|no)?\.?\s*(?P<number>\d{1,3})(?=\s*(?:tahun|thn|th)\b)", re.IGNORECASE
)
TWO_FIGURES: Final = re.compile(r"(?P<number>\d{1,3})/(?P<year>[0-3]\d)$")
"""`UU 20/23`."""
CENTURY: Final = 2000
LAST_YEAR: Final = re.compile(r"(?:^|[/.\-])(?P<year>(?:19|20)\d\d)(?=$|[/.\-])")
NICKNAME: Final = re.compile(
    r"(?:uu|undang-undang|undang undang)\s+(?:tentang\s+)?(?P<about>asn|aparatur sipil negara|pilkada|pemilihan|pemilu"
    r"|desa|tni|polri|kepolisian)\b"
)
"""`UU Pilkada`: a law by what it is about, in folded text."""
SAME: Final = re.compile(
    r"\b(?P<kind>undang-undang|uu|pp|peraturan pemerintah|pkpu|perbawaslu|beleid|aturan)"
    r"\s+(?:yang\s+sama|tersebut|itu|tadi|dimaksud)\b"
)
JOINT: Final = re.compile(
    r"(?:\s*\([a-z]{2,5}\))?(?P<who>\s+(?:netralitas\b|(?:(?:lima|5|empat|4|tiga|3)\s+)?(?:lembaga|menteri|kementerian|instansi)\b(?:[^.;\d]{0,50}?\blembaga\b)?))?"
    r"(?:(?:[^.;\d]{0,25}?\b|[^.;\d]{0,90}?\btahun\s+)(?P<year>(?:19|20)\d\d)\b|[^.;\d]{0,30}?\b(?P<dated>(?:terbit|tertanggal|diteken)\s+\d{1,2}\s+[a-z]{3,9}(?:\s+(?P<of>20\d\d))?))?"
)
"""After a joint decree without its number: `SKB lima lembaga Tahun 2022`, in folded text."""
AMENDED: Final = re.compile(r"\b(?:diubah|perubahan)\b[^.;]{0,60}$")
"""Before a law that amends the one spoken of, in folded text."""
OF_VILLAGES: Final = Citation(law_type="UU", number="6", year=2014, text="")
"""The one law whose nickname tells its number: `UU Desa` was amended, never replaced."""
KINDS: Final = {
    "undang-undang": "UU",
    "uu": "UU",
    "pp": "PP",
    "peraturan pemerintah": "PP",
    "pkpu": "PKPU",
    "perbawaslu": "Perbawaslu",
}
"""Kinds that a word for the rule just named may stand for; another word stands for any."""
POINTING: Final = (" itu", " tersebut", " dimaksud")
BROAD: Final = frozenset({"edaran", "surat itu", "surat tersebut", "surat dimaksud"})
"""Words that say a rule only before a file mark: `surat itu bernomor 800/211/BKD/2018`."""
REACH: Final = 80
"""Characters."""
LETTERS: Final = frozenset(
    {"SE", "SKB", "Putusan MK", "Perbup", "Perda", "TR", "Instruksi", "Keputusan KPU", "Putusan MA"}
)
"""Kinds whose numbers are file marks (`800/1432/BKPSDM/2024`) and not one integer."""


def cite(document: Document) -> tuple[tuple[Citation, ...], tuple[Evidence, ...], tuple[tuple[int, int], ...]]:
    """Return the citations in reading order, a row for each article of a law, with evidence and the spans they take."""
    found = list(find(document))
    found = sorted([*found, *unnumbered(document, found)], key=lambda one: one.start)
    rows: list[tuple[int, int, Citation]] = []
    for sentence in document.sentences:
        here = [one for one in found if sentence.start <= one.start < sentence.end]
        before = [one for one in found if one.start < sentence.start and one.citation.number]
        rows += attach(document, (sentence.start, sentence.end), here, before[-1] if before else None, found)
        rows += list(same_article(document.text, (sentence.start, sentence.end), rows))
    whole = {(row.law_type, row.number, row.year, row.article_no) for _, _, row in rows if row.paragraph or row.letter}
    bare = {(row.law_type, row.number, row.year) for _, _, row in rows if row.article_no}
    seen = set()
    kept: list[tuple[int, int, Citation]] = []
    for start, end, row in rows:
        law = (row.law_type, row.number, row.year)
        key = (*law, row.article_no, row.paragraph, row.letter)
        if key in seen or (not row.article_no and law in bare):  # "UU 7/2017" again, after its article was named
            continue
        again = start < document.shift or not any(char.isdigit() for char in row.text)
        if again and not (row.paragraph or row.letter) and (*law, row.article_no) in whole:
            continue  # a headline, or a nickname, with the article of which the text cites a paragraph
        seen.add(key)
        kept.append((start, end, row))
    evidence = tuple(
        document.evidence(
            "citation", name_of(row), "citation: " + ("suspect" if row.suspect else "number and year"), start, end
        )
        for start, end, row in kept
    )
    return tuple(row for _, _, row in kept), evidence, tuple((issued_from(document, one), one.end) for one in found)


def issued_from(document: Document, found: Found) -> int:
    """Return where the span of a rule begins that no place is named in: after `SE Bupati Lampung Timur`."""
    issuer = ISSUER.search(document.folded, found.start, found.end)
    return issuer.end() if issuer else found.start


def name_of(row: Citation) -> str:
    number = row.number or "tanpa nomor"
    name = f"{row.law_type} {number}" + (f"/{row.year}" if row.year and str(row.year) not in number else "")
    return name + "".join(
        f" {word} {value}"
        for word, value in (("pasal", row.article_no), ("ayat", row.paragraph), ("huruf", row.letter))
        if value
    )


def find(document: Document) -> Iterator[Found]:
    """Yield each kind word that a number follows."""
    text = document.text
    hits = [
        hit
        for hit in lexicon("laws", "kinds").find(document.folded)
        if len(hit.phrase) > 3 or text[hit.start : hit.end].isupper() or "UU" in hit.labels
    ]
    for place, hit in enumerate(hits):
        kind = next(iter(hit.labels))
        limit = hits[place + 1].start if place + 1 < len(hits) else len(text)
        number = NUMBER.match(text, hit.end)
        if number is None and kind in LETTERS and not hit.phrase.endswith(POINTING):
            number = FAR_NUMBER.match(text, hit.end, limit)  # edaran dibuat berdasarkan UU Nomor 20
        if number is None or (hit.phrase in BROAD and "/" not in number["number"]):
            continue
        end = number.start("number") + len(number["number"].rstrip("./-"))
        printed = re.sub(r"\s*/\s*", "/", number["number"].rstrip("./-"))
        second = SECOND.match(text, end)
        after = YEAR.match(text, second.end() if second else end)
        value, year = key_of(printed)
        dated = DATED.match(text, end) if kind in LETTERS else None
        if after:
            year, end = int(after["year"]), after.end()
        elif year is None and kind not in LETTERS and (two := TWO_FIGURES.match(printed)):
            value, year = two["number"], CENTURY + int(two["year"])
        elif dated:
            year, end = int(dated["year"]), dated.end()
        elif year is None and kind in LETTERS and (years := LAST_YEAR.findall(printed)):
            year = int(years[-1])
        elif year is None and kind == "SE" and (signed := SIGNED.match(text, end)):
            year = int(signed["year"])
        if kind == "Putusan MK" and "DKPP" in value.upper():
            kind = "Putusan DKPP"
        if not plausible(kind, value, year):
            continue
        value = value.lstrip("0") if value.isdigit() else value
        for one in (value, second["number"]) if second and after else (value,):
            citation = Citation(law_type=kind, number=one, year=year, text=" ".join(text[hit.start : end].split()))
            yield Found(hit.start, end, replace(citation, suspect=doubt(document, citation, end)))


def unnumbered(document: Document, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the rules that are named without a number: `UU Pilkada`, `undang-undang yang sama`, `SKB lima lembaga`.

    A law by its nickname is the one of that subject whose number the text gives elsewhere, if there is one.
    """
    taken = [(one.start, one.end) for one in found]
    for match in NICKNAME.finditer(document.folded):
        if not any(start <= match.start() < end for start, end in taken):
            known = {one.citation.number: one.citation for one in found if of_subject(one.citation, match["about"])}
            law = next(iter(known.values())) if len(known) == 1 else None
            around = document.sentence_at(match.start())
            beside = ARTICLE.search(document.text, around.start, around.end) is not None
            law = law or (OF_VILLAGES if match["about"] == "desa" and beside else None)
            yield nameless(document, match.start(), match.end(), "UU", law)
    for match in SAME.finditer(document.folded):
        kind = KINDS.get(match["kind"])
        before = [
            one
            for one in found
            if one.end <= match.start()
            and (kind is None or one.citation.law_type == kind)
            and not AMENDED.search(document.folded, max(0, one.start - REACH), one.start)
        ]
        if before:
            yield nameless(document, match.start(), match.end(), before[-1].citation.law_type, before[-1].citation)
    if any(one.citation.law_type == "SKB" for one in found):
        return
    for hit in lexicon("laws", "kinds").find(document.folded):
        joint = JOINT.match(document.folded, hit.end) if "SKB" in hit.labels else None
        if joint and (joint["who"] or joint["year"] or joint["dated"]):
            said = joint["year"] or joint["of"]
            year = int(said) if said else document.published.year if joint["dated"] and document.published else None
            printed = document.text[hit.start : joint.end()]
            yield Found(hit.start, joint.end(), Citation(law_type="SKB", number=None, year=year, text=printed))
            return


def nameless(document: Document, start: int, end: int, kind: str, law: Citation | None) -> Found:
    """Return a rule without its number; it counts only where an article of it is cited."""
    printed = " ".join(document.text[start:end].split())
    citation = replace(law, text=printed) if law else Citation(law_type=kind, number=None, year=None, text=printed)
    return Found(start, end, citation, only_with_article=True)


def of_subject(citation: Citation, about: str) -> bool:
    """Say whether a numbered law is about the subject of a nickname."""
    law = registry().get((citation.law_type, citation.number or "", citation.year))
    return citation.law_type == "UU" and law is not None and about in law.about


def plausible(kind: str, number: str, year: int | None) -> bool:
    """Say whether this is a citation at all: `PP 42` alone, or `SE 5 orang`, is not."""
    if kind == "Putusan MK":
        return "PUU" in number.upper() or "PHP" in number.upper()
    if kind == "Putusan DKPP":
        return year is not None
    if kind in LETTERS:
        return year is not None or "/" in number
    return year is not None and re.fullmatch(r"\d{1,3}[A-Z]?", number) is not None


def overlaps(hit: Hit, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= hit.start < end for start, end in spans)
