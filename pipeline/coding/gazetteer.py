"""Names of regions in a text, with what stands beside them; and the dateline that opens it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from pipeline.coding.citations import overlaps
from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, fold, phrases
from pipeline.coding.regions import Region, by_code, districts, load

How = Literal["name", "short", "seat", "district"]
Beside = Literal["regency", "city", "province", "institution", "locative", "district", "other"]
HEAD: Final = re.compile(r"\s+(?:[-–—]+|\||/)\s*|\s*(?:[–—]|--|\|)\s*|:\s+|\)\s+(?=[A-Z])")
HOST: Final = re.compile(r"\.(?:com|co\.id|id|net|news|disway|co)\b", re.IGNORECASE)
DATELINE: Final = 80
"""Characters within which a dateline ends."""
CREDITS: Final = ("penulis", "editor", "reporter", "laporan", "foto", "sumber", "kontributor", "oleh", "baca")
DATELINE_PARAGRAPHS: Final = 6
ABBREVIATION: Final = 4
"""Letters; a name this short in capitals (`OKI`, `TTS`) must stand in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name of the text with the regions that it may mean."""

    start: int
    end: int
    text: str
    candidates: tuple[tuple[str, How], ...]
    beside: Beside | None
    sentence: int
    common: bool
    """Also a common word: means nothing unless something beside it, or elsewhere, says so."""


@cache
def gazetteer() -> tuple[Lexicon, Mapping[str, tuple[tuple[str, How], ...]]]:
    """Return the lexicon of all names and, for each name, the regions that it may mean."""
    meanings: dict[str, dict[str, How]] = defaultdict(dict)
    for region in load():
        for name, how in spellings(region):
            meanings[fold(name)].setdefault(region.code, how)
    for name, codes in districts().items():
        if len(name) > 3 and name not in meanings:
            meanings[name].update(dict.fromkeys(codes, "district"))
    return Lexicon({"name": meanings}), {name: tuple(codes.items()) for name, codes in meanings.items()}


def spellings(region: Region) -> Iterator[tuple[str, How]]:
    names = [region.base, *region.short]
    yield region.base, "name"
    for short in region.short:
        yield short, "short"
    for name in names:
        words = name.split()
        if words[0] == "Kepulauan":
            yield "Kep. " + " ".join(words[1:]), "name"
            yield "Kep " + " ".join(words[1:]), "name"
        if len(words) == 2 and len(words[0]) > 3 and words[1] not in ("Utara", "Selatan", "Timur", "Barat", "Tengah"):
            yield "".join(words), "name"
        if "-" in name:
            yield name.replace("-", " "), "name"
            yield name.replace("-", ""), "name"
    if region.type == "city":
        yield f"{region.base} Kota", "name"  # Polres Bima Kota
    if region.type != "province":
        for seat in (region.capital, *region.seats):
            if seat != region.base:
                yield seat, "seat"


@cache
def context() -> tuple[Mapping[str, Beside], int]:
    """Return what each word before a name says, and the most words that one such phrase has."""
    table: dict[str, Beside] = {}
    keys: tuple[Beside, ...] = ("locative", "institution", "other", "district", "province", "city", "regency")
    for key in keys:
        for phrase in phrases("places", "before")[key]:
            table[phrase] = key
    return table, max(phrase.count(" ") + 1 for phrase in table)


def media(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the spans in which the outlet names itself: `RADAR BENGKULU`, `TRIBUNGAYO.COM`."""
    own = fold(document.outlet.name)
    if len(own) > 4:
        start = document.folded.find(own)
        while start >= 0:
            yield start, start + len(own)
            start = document.folded.find(own, start + 1)
    for match in HOST.finditer(document.folded):
        start = match.start()
        while start and not document.folded[start - 1].isspace():
            start -= 1
        yield start, match.end()


def head(document: Document) -> tuple[int, int] | None:
    """Return the span before the dash that opens the body: dateline and outlet."""
    for number, (start, end) in enumerate(document.paragraphs[:DATELINE_PARAGRAPHS]):
        if document.folded.startswith(CREDITS, start):
            continue
        separator = HEAD.search(document.text, start, min(end, start + DATELINE))
        # A caption or a deck may stand first; then only a host or capitals show that this is a dateline.
        if separator and not is_dateline(document.text[start : separator.start()]):
            continue
        if separator and (
            number < 2
            or HOST.search(document.text, start, separator.start())
            or document.text[start : separator.start()].isupper()
        ):
            return start, separator.start()
        if end - start < DATELINE and HOST.search(document.text, start, end):
            return start, end
    return None


def is_dateline(text: str) -> bool:
    """Say whether the words before a dash can be a place and an outlet: no word in lower case but a host."""
    return all(not word[0].islower() or "." in word for word in text.split())


def find(document: Document, spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the names of regions; a district whose name several regencies have, where one of these is named too."""
    found = list(named(document, spans))
    certain = {code for one in found for code, how in one.candidates if how != "district" or len(one.candidates) == 1}
    for one in found:
        if len(one.candidates) == 1 or any(how != "district" for _, how in one.candidates):
            yield one
        elif len(near := tuple(pair for pair in one.candidates if pair[0] in certain)) == 1:
            yield replace(one, candidates=near)


def named(document: Document, spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    lexicon, meanings = gazetteer()
    for hit in lexicon.find(document.folded):
        text = document.text[hit.start : hit.end]
        if not text[0].isupper() or overlaps(hit, tuple(spans)):
            continue
        candidates = meanings[hit.phrase]
        if (
            len(hit.phrase) <= ABBREVIATION
            and " " not in hit.phrase
            and is_abbreviation(hit.phrase)
            and not text.isupper()
        ):
            continue
        beside = beside_of(document, hit)
        if beside == "other" or part_of_name(document, hit, beside):
            continue
        district = all(how == "district" for _, how in candidates)
        if district and beside != "district":
            continue
        if beside == "district" and not district:  # Kecamatan Metro Selatan, Polsek Banjar: a district of the same name
            codes = districts().get(hit.phrase, frozenset())
            towns = tuple((code, how) for code, how in candidates if how == "seat") if not codes else ()
            candidates = tuple((code, "district") for code in codes) if len(codes) == 1 else towns
        common = any(text.lower() in {word.lower() for word in by_code()[code].common} for code, _ in candidates)
        if candidates:
            sentence = document.sentence_at(hit.start).index
            yield Mention(
                start=hit.start,
                end=hit.end,
                text=text,
                candidates=candidates,
                beside=beside,
                sentence=sentence,
                common=common,
            )


@cache
def abbreviations() -> frozenset[str]:
    return frozenset(
        fold(short) for region in load() for short in region.short if short.isupper() and len(short) <= ABBREVIATION
    )


def is_abbreviation(phrase: str) -> bool:
    return phrase in abbreviations()


def beside_of(document: Document, hit: Hit) -> Beside | None:
    """Return what the words right before a name say of it."""
    table, longest = context()
    before = document.folded[max(0, hit.start - 40) : hit.start]
    if before.rstrip(" .").endswith((",", ";", ":", "!", "?", ")", "\n")):
        return None
    words = re.findall(r"[\w/-]+", before.rsplit("\n", 1)[-1])
    if words and words[-1].isdigit():  # Kodim 0429 Lampung Timur
        words = words[:-1]
    for size in range(min(longest, len(words)), 0, -1):
        said = table.get(" ".join(words[-size:]))
        if said:
            return said
    after = document.folded[hit.end : hit.end + 14].lstrip()
    return "other" if after.startswith(tuple(phrases("places", "after")["other"])) else None


def part_of_name(document: Document, hit: Hit, beside: Beside | None) -> bool:
    """Say whether the name is part of a person's: `Bima Ekawardana`, where nothing beside it says else."""
    if beside is not None or hit.phrase not in common_words():
        return False
    after = re.match(r"\s[A-Z][a-z]{2,}", document.text[hit.end : hit.end + 12])
    return after is not None and hit.start > 0


@cache
def common_words() -> frozenset[str]:
    return frozenset(fold(word) for region in load() for word in region.common)
