"""Citations of law: found, normalised, and flagged where the number and the year do not fit.

`UU No 20 Tahun 2024 tentang ASN` stays UU 20/2024 as printed; its `suspect` says that UU 20/2023 is likely meant.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, lexicon, vocabulary
from pipeline.model import Citation, Evidence

NUMBER: Final = re.compile(
    r"""\s*(?:\((?P<abbreviation>[A-Za-z -]{2,12})\)\s*)?
    (?:(?:republik\ indonesia|ri|bersama|asn|desa|pilkada|pemilu|(?:lima|5|empat)\ (?:lembaga|menteri)
       |(?:men\w+|bupati|gubernur|wali\ ?kota|sekda|kasn|bkn|bawaslu|kpu)(?:[\ -]rb)?(?:\ [a-z]+){0,3}?)\s+)?
    (?:(?:nomor|nomer|no|nmr)\b\.?\s*:?\s*)?
    (?P<number>(?:[A-Z]{1,3}[/.\-])?\d[\w.\-]*(?:\s?/\s?[\w.\-]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
FAR_NUMBER: Final = re.compile(
    r"[^.\d;:\"“”]{3,160}?\b(?:nomor|no)\b\.?\s*:?\s*(?P<number>\d[\w.\-]*(?:/[\w.\-]+)*)", re.IGNORECASE
)
"""`SKB Menteri PANRB, Mendagri dan Kepala BKN Nomor 2`: the signatories stand between."""
YEAR: Final = re.compile(r"\s*,?\s*(?:tahun|thn|th)\b\.?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
DATED: Final = re.compile(
    r"\s*,?\s*(?:tertanggal|tanggal|tgl)\.?\s+\d{1,2}\s+\w{3,9}\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
SECOND: Final = re.compile(
    r"\s*(?:dan|serta|,)\s+(?:nomor|no)?\.?\s*(?P<number>\d{1,3})(?=\s*(?:tahun|thn|th)\b)", re.IGNORECASE
)
ABOUT: Final = re.compile(r"\W{0,3}(?:republik indonesia\s+)?tentang\s+(?P<about>[^.;:\"”()]{3,80})", re.IGNORECASE)
ARTICLE: Final = re.compile(
    r"\b(?:pasal|psl|ps)\.?\s+(?P<article>\d{1,3}[A-Z]?)\b"
    r"(?:\s*,?\s*ayat\s*\(?\s*(?P<paragraph>\d{1,2}[a-z]?)\s*\)?)?(?:\s*,?\s*huruf\s+\(?(?P<letter>[a-z])\b\)?)?",
    re.IGNORECASE,
)
MORE_PARAGRAPHS: Final = re.compile(
    r"\s*(?:,|dan|serta|hingga|sampai|jo\.?|juncto)\s*(?:ayat\s*)?\((?P<paragraph>\d{1,2})\)|\s*(?:,|dan)\s*ayat\s*\(?(?P<plain>\d{1,2})\)?",
    re.IGNORECASE,
)
MORE_ARTICLES: Final = re.compile(
    r"\s*(?:,|dan|serta|,\s*dan)\s+(?P<article>\d{2,3}[A-Z]?)\b(?!\s*(?:tahun|ayat|orang|asn|kasus))", re.IGNORECASE
)
TIGHT: Final = re.compile(
    r"(?:dan|jo\.?|juncto|pada|di|dalam|dari|atas|sesuai|ketentuan|angka \d+|sebagaimana diatur|ayat|huruf [a-z]"
    r"|\(\d+\)|\d{1,3}[A-Z]?|pasal \d+\w*|[\s,()])*",
    re.IGNORECASE,
)
BESIDE: Final = re.compile(r"[\s,()]*(?:pada|di|dalam|khususnya|yaitu|yakni)?\s*", re.IGNORECASE)
SLASH_YEAR: Final = re.compile(r"^(?P<number>\d{1,3}[A-Z]?)/(?P<year>(?:19|20)\d\d)$")
COURT_YEAR: Final = re.compile(r"/PUU-(?P<roman>[IVXL]+)/(?P<year>\d{4})$", re.IGNORECASE)
LAST_YEAR: Final = re.compile(r"(?:^|[/.\-])(?P<year>(?:19|20)\d\d)(?:$|[/.\-])")
NEAR: Final = 10
"""Years by which a misprinted year may be off."""
LETTERS: Final = frozenset({"SE", "SKB", "Putusan MK", "Perbup", "Perda"})
"""Kinds whose numbers are file marks (`800/1432/BKPSDM/2024`) and not one integer."""


@dataclass(frozen=True, slots=True)
class Law:
    title: str
    about: tuple[str, ...]
    begins: date | None
    ends: date | None
    articles: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A citation, without its articles, and the span of the text that it takes."""

    start: int
    end: int
    citation: Citation


@cache
def registry() -> Mapping[tuple[str, str, int | None], Law]:
    """Return the laws of data/laws.yml by kind, number and year."""
    table = vocabulary("laws")["laws"]
    if not isinstance(table, dict):
        raise TypeError("laws of data/laws.yml is not a mapping")
    laws = {}
    for name, facts in table.items():
        kind, _, rest = str(name).rpartition(" ")
        number, year = key_of(rest)
        laws[kind, number, year] = Law(
            title=facts["title"],
            about=tuple(facts["about"]),
            begins=facts.get("from"),
            ends=facts.get("until"),
            articles=str(facts.get("articles", "")),
            checked=bool(facts.get("checked", True)),
        )
    return laws


def key_of(printed: str) -> tuple[str, int | None]:
    if match := SLASH_YEAR.match(printed):
        return match["number"].lstrip("0"), int(match["year"])
    if match := COURT_YEAR.search(printed):
        return printed.upper(), int(match["year"])
    return printed, None


def cite(document: Document) -> tuple[tuple[Citation, ...], tuple[Evidence, ...], tuple[tuple[int, int], ...]]:
    """Return the citations in reading order, a row for each article of a law, with evidence and the spans they take."""
    found = list(find(document))
    rows: list[tuple[int, int, Citation]] = []
    for sentence in document.sentences:
        here = [one for one in found if sentence.start <= one.start < sentence.end]
        before = [one for one in found if one.start < sentence.start]
        rows += attach(document, (sentence.start, sentence.end), here, before[-1] if before else None)
    bare = {(row.law_type, row.number, row.year) for _, _, row in rows if row.article_no}
    seen = set()
    kept: list[tuple[int, int, Citation]] = []
    for start, end, row in rows:
        law = (row.law_type, row.number, row.year)
        key = (*law, row.article_no, row.paragraph, row.letter)
        if key in seen or (not row.article_no and law in bare):  # "UU 7/2017" again, after its article was named
            continue
        seen.add(key)
        kept.append((start, end, row))
    evidence = tuple(
        document.evidence(
            "citation", name_of(row), "citation: " + ("suspect" if row.suspect else "number and year"), start, end
        )
        for start, end, row in kept
    )
    return tuple(row for _, _, row in kept), evidence, tuple((one.start, one.end) for one in found)


def name_of(row: Citation) -> str:
    name = f"{row.law_type} {row.number}" + (f"/{row.year}" if row.year and str(row.year) not in row.number else "")
    return name + "".join(
        f" {word} {value}"
        for word, value in (("pasal", row.article_no), ("ayat", row.paragraph), ("huruf", row.letter))
        if value
    )


def find(document: Document) -> Iterator[Found]:
    """Yield each kind word that a number follows."""
    text = document.text
    for hit in lexicon("laws", "kinds").find(document.folded):
        kind = next(iter(hit.labels))
        if len(hit.phrase) <= 3 and not text[hit.start : hit.end].isupper() and kind != "UU":
            continue
        number = NUMBER.match(text, hit.end) or (FAR_NUMBER.match(text, hit.end) if kind in LETTERS else None)
        if number is None:
            continue
        end = number.start("number") + len(number["number"].rstrip("./-"))
        printed = "".join(number["number"].rstrip("./-").split())
        second = SECOND.match(text, end)
        after = YEAR.match(text, second.end() if second else end)
        value, year = key_of(printed)
        dated = DATED.match(text, end) if kind in LETTERS else None
        if after:
            year, end = int(after["year"]), after.end()
        elif dated:
            year, end = int(dated["year"]), dated.end()
        elif year is None and kind in LETTERS and (match := LAST_YEAR.search(printed)):
            year = int(match["year"])
        if not plausible(kind, value, year):
            continue
        value = value.lstrip("0") if value.isdigit() else value
        for one in (value, second["number"]) if second and after else (value,):
            citation = Citation(law_type=kind, number=one, year=year, text=" ".join(text[hit.start : end].split()))
            yield Found(hit.start, end, replace(citation, suspect=doubt(document, citation, end)))


def plausible(kind: str, number: str, year: int | None) -> bool:
    """Say whether this is a citation at all: `PP 42` alone, or `SE 5 orang`, is not."""
    if kind == "Putusan MK":
        return "PUU" in number.upper()
    if kind in LETTERS:
        return year is not None or "/" in number
    return year is not None and re.fullmatch(r"\d{1,3}[A-Z]?", number) is not None


def doubt(document: Document, citation: Citation, end: int) -> str | None:
    """Return why a citation looks misquoted, or None."""
    kind, number, year = citation.law_type, citation.number, citation.year
    if year and document.published and year > document.published.year:
        return f"year after publication{likely(kind, number, year, None)}"
    match = ABOUT.match(document.text, end)
    about = match["about"].lower() if match else None
    law = registry().get((kind, number, year))
    if law is None:
        guess = likely(kind, number, year, about)
        return f"unknown{guess}" if guess else None
    if about and not any(word in about for word in law.about):
        others = [
            name for name, other in registry().items() if name[0] == kind and any(word in about for word in other.about)
        ]
        same_number = [name for name in others if name[1] == number or name[2] == year]
        if same_number:
            return f"subject fits {short(same_number[0])}"
    return None


def likely(kind: str, number: str, year: int | None, about: str | None) -> str:
    """Return `; perhaps UU 20/2023`: that number in a near year, or that subject in that year; else nothing."""
    near = [
        name
        for name, law in registry().items()
        if name[0] == kind and name[2] and year and (about is None or any(word in about for word in law.about))
        and ((name[1] == number and abs(name[2] - year) <= NEAR) or (about is not None and name[2] == year))
    ]  # fmt: skip
    near.sort(key=lambda name: (name[1] != number, abs((name[2] or 0) - (year or 0))))
    return f"; perhaps {short(near[0])}" if near else ""


def short(name: tuple[str, str, int | None]) -> str:
    kind, number, year = name
    return f"{kind} {number}" if year and str(year) in number else f"{kind} {number}/{year}"


def attach(
    document: Document, sentence: tuple[int, int], here: list[Found], before: Found | None
) -> Iterator[tuple[int, int, Citation]]:
    """Yield the citations of a sentence, each article beside the law that it belongs to."""
    text = document.text
    used: set[int] = set()
    articles: list[tuple[int, int, Citation]] = []
    for match in ARTICLE.finditer(text, *sentence):
        law = owner(text, match, here, used) or owner_before(match["article"], here, before)
        if law is None:
            continue
        used.add(law.start)
        start, end = min(law.start, match.start()), max(law.end, match.end())
        if law is before and law not in here:
            start, end = match.span()
        for article, paragraph, letter in numbered(text, match, sentence[1]):
            row = replace(law.citation, article_no=article, paragraph=paragraph, letter=letter)
            articles.append((start, end, row))
    yield from articles
    for law in here:
        if law.start not in used:
            yield law.start, law.end, law.citation


def numbered(text: str, match: re.Match[str], limit: int) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the article, then the further paragraphs or articles that `dan` hangs on to it."""
    article, letter = match["article"].upper(), match["letter"]
    yield article, match["paragraph"], letter.lower() if letter else None
    at = match.end()
    if match["paragraph"]:
        while (more := MORE_PARAGRAPHS.match(text, at, limit)) is not None:
            yield article, more["paragraph"] or more["plain"], None
            at = more.end()
    elif not letter:
        while (more := MORE_ARTICLES.match(text, at, limit)) is not None:
            yield more["article"].upper(), None, None
            at = more.end()


def owner(text: str, match: re.Match[str], here: list[Found], used: set[int]) -> Found | None:
    """Return the law of the same sentence that an article belongs to: `Pasal 9 UU 20/2023`, `UU 20/2023 Pasal 9`.

    In `Pasal 9 UU 20/2023, Pasal 5 PP 94/2021` the first law has its article already.
    """
    leading = [law for law in here if law.end <= match.start()]
    following = [law for law in here if law.start >= match.end()]
    tight = following and TIGHT.fullmatch(text, match.end(), following[0].start)
    if leading and BESIDE.fullmatch(text, leading[-1].end, match.start()) and not (tight and leading[-1].start in used):
        return leading[-1]
    if tight:
        return following[0]
    if leading:
        return leading[-1]
    return following[0] if following and following[0].start - match.end() < 80 else None


def owner_before(article: str, here: list[Found], before: Found | None) -> Found | None:
    """Return the law cited before, where the registry knows that it has this article."""
    if here or before is None:
        return None
    row = before.citation
    law = registry().get((row.law_type, row.number, row.year))
    known = re.findall(r"\d+[A-Z]?", re.sub(r"\([^)]*\)", "", law.articles)) if law else []
    return before if article.upper() in known else None


def overlaps(hit: Hit, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= hit.start < end for start, end in spans)
