"""Where it happened: province and regency of the event, told apart from the dateline and from mere mentions.

Every name of the gazetteer is looked up; what stands beside it (`Bupati`, `Wali Kota`, `Kecamatan`, `Jalan`) tells
which region it means, or that it means none. Where two regions stay equal, the answer is None and a flag.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.coding.citations import overlaps
from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, fold, phrases
from pipeline.coding.regions import Region, by_code, districts, load
from pipeline.model import Evidence, Place

How = Literal["name", "short", "seat", "district"]
Beside = Literal["regency", "city", "province", "institution", "locative", "district", "other"]
HEAD: Final = re.compile(r"\s+(?:[-–—]+|\||/)\s*|\s*(?:[–—]|--|\|)\s*|:\s+|\)\s+(?=[A-Z])")
SEPARATOR: Final = re.compile(r"\s*[,/|(]\s*")
HOST: Final = re.compile(r"\.(?:com|co\.id|id|net|news|disway|co)\b", re.IGNORECASE)
DATELINE: Final = 80
"""Characters within which a dateline ends."""
CREDITS: Final = ("penulis", "editor", "reporter", "laporan", "foto", "sumber", "kontributor", "oleh", "baca")
DATELINE_PARAGRAPHS: Final = 6
LEAD: Final = 2
EARLY: Final = 4
CAPITAL: Final = "31"
WEIGHT: Final[Mapping[str, float]] = {"name": 1.0, "short": 1.0, "seat": 0.55, "district": 0.8}
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


@dataclass(slots=True)
class Score:
    """What speaks for one region."""

    points: float = 0.0
    headline: bool = False
    lead: bool = False
    beside: bool = False
    """Some mention has `Bupati`, `Kota` … beside it."""
    early: bool = False
    """… and stands in the first sentences."""
    count: int = 0
    first: Mention | None = None
    dateline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    province: str | None
    regency: str | None
    places: tuple[Place, ...]
    evidence: tuple[Evidence, ...]


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


@cache
def levels() -> Lexicon:
    return Lexicon(phrases("places", "level"))


def places(document: Document, taken: Sequence[tuple[int, int]]) -> Where:
    """Return where the event happened, and every region that the article names."""
    spans = (*taken, *media(document))
    dateline = head(document)
    mentions = list(find(document, spans))
    level = Counter(label for hit in levels().find(document.folded) for label in hit.labels)
    scores, provinces = weigh(document, mentions, dateline, level)
    regency = pick(document, scores, provinces, level)
    province = by_code()[regency].province if regency else pick_province(scores, provinces)
    return collect(document, mentions, scores, provinces, dateline, regency, province)


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
        if district and (beside != "district" or len(candidates) > 1):
            continue
        if beside == "district" and not district:  # Kecamatan Metro Selatan, Polsek Banjar: a district of the same name
            codes = districts().get(hit.phrase, frozenset())
            candidates = tuple((code, "district") for code in codes) if len(codes) == 1 else ()
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
    """Say whether the name is part of a person's: `Bima Ekawardana`, `Andi Banjar`, where nothing beside it says else."""
    if beside is not None or not any(hit.phrase == fold(word) for region in load_common() for word in region.common):
        return False
    after = re.match(r"\s[A-Z][a-z]{2,}", document.text[hit.end : hit.end + 12])
    return after is not None and hit.start > 0


@cache
def load_common() -> tuple[Region, ...]:
    return tuple(region for region in load() if region.common)


def weigh(
    document: Document, mentions: Sequence[Mention], dateline: tuple[int, int] | None, level: Counter[str]
) -> tuple[dict[str, Score], Counter[str]]:
    """Return the scores of regencies and cities, and the points of provinces."""
    scores: dict[str, Score] = defaultdict(Score)
    provinces: Counter[str] = Counter()
    confirmed = {
        code for one in mentions if one.beside in ("regency", "city", "institution") for code, _ in one.candidates
    }
    for one in mentions:
        in_dateline = dateline is not None and dateline[0] <= one.start < dateline[1]
        points = 3.0 if one.sentence == 0 else 2.0 if one.sentence <= LEAD else 1.0
        province_too = any(len(code) == 2 for code, _ in one.candidates)
        for code, how in one.candidates:
            region = by_code()[code]
            if code == CAPITAL and one.beside != "province" and one.text.lower() == "jakarta":
                continue  # Jakarta is the dateline of the whole country
            if region.type == "province":
                if one.beside in ("regency", "city") or in_dateline or (one.beside is None and len(one.candidates) > 1):
                    continue
                provinces[code] += int(points * (2 if one.beside == "province" else 1) * 2)
                continue
            if province_too and one.beside not in ("regency", "city") and level["province"]:
                continue  # Bengkulu, Jambi: the province, where the text speaks of one
            share = points * WEIGHT[how] * fit(one, region, in_dateline=in_dateline, confirmed=code in confirmed)
            if not share:
                continue
            score = scores[code]
            score.points += share
            score.count += 1
            score.headline |= one.sentence == 0
            score.lead |= 0 < one.sentence <= LEAD and not in_dateline
            beside = one.beside in ("regency", "city", "institution", "district")
            score.beside |= beside
            score.early |= beside and one.sentence <= EARLY
            score.dateline |= in_dateline
            if score.first is None or score.first.sentence == 0:
                score.first = one
    settle_twins(scores, level)
    return scores, provinces


def fit(one: Mention, region: Region, *, in_dateline: bool, confirmed: bool) -> float:
    """Return how well the words beside a mention suit a region; 0 where they exclude it."""
    if in_dateline:
        return 1.3
    if one.beside == "regency":
        return 3.0 if region.type == "regency" else 0.0
    if one.beside == "city":
        return 3.0 if region.type == "city" else 0.0
    if one.beside == "province":
        return 0.0
    if one.beside in ("institution", "district"):
        return 2.0
    if one.common and not confirmed:
        return 0.15 if one.beside is None else 0.6
    return 1.0


def settle_twins(scores: dict[str, Score], level: Counter[str]) -> None:
    """Where a regency and a city share their name, let the words of the whole text decide for one of them."""
    for code, score in list(scores.items()):
        region = by_code()[code]
        for twin in twins().get(code, ()):
            other = scores.get(twin)
            if other is None or abs(other.points - score.points) > 0.3 * max(other.points, score.points):
                continue
            kind, against = ("regency", "city") if region.type == "regency" else ("city", "regency")
            if level[kind] > level[against]:
                score.points += 1.0


@cache
def twins() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for region in load():
        if region.type != "province":
            names[region.base].append(region.code)
    return {
        code: tuple(other for other in codes if other != code)
        for codes in names.values()
        for code in codes
        if len(codes) > 1
    }


def pick(document: Document, scores: Mapping[str, Score], provinces: Counter[str], level: Counter[str]) -> str | None:
    """Return the regency of the event, or None where it is a matter of the province or two regencies are equal."""
    ranked = sorted(scores, key=lambda code: -scores[code].points)
    if not ranked:
        return None
    best = scores[ranked[0]]
    region = by_code()[ranked[0]]
    rival = scores[ranked[1]].points if len(ranked) > 1 else 0.0
    if rival > 0.8 * best.points and not (best.headline and not scores[ranked[1]].headline):
        second = by_code()[ranked[1]]
        if not (document.outlet.regency == region.code and document.outlet.regency != second.code):
            return None
    seat_of_province = any(
        region.base in (one.capital, *one.seats)
        for one in load()
        if one.type == "province" and one.code == region.province
    )
    direct = provinces[region.province]
    if seat_of_province and not best.early and not best.headline:
        # The governor's town stands in the dateline of whatever concerns the province.
        return None
    if (
        direct
        and not best.headline
        and (
            direct >= 1.6 * best.points
            or (level["province"] > level["regency"] + level["city"] and direct >= best.points)
        )
    ):
        return None
    if not (best.headline or best.lead or best.dateline or best.count >= 3 or (best.beside and best.count >= 2)):
        return None
    return ranked[0] if best.points >= 1.2 else None


def pick_province(scores: Mapping[str, Score], provinces: Counter[str]) -> str | None:
    """Return the province where no regency was found: named more than any other."""
    total: Counter[str] = Counter(provinces)
    for code, score in scores.items():
        if code[:2] != CAPITAL:
            total[code[:2]] += int(score.points)
    ranked = total.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    if len(ranked) > 1 and ranked[1][1] > 0.7 * ranked[0][1]:
        return None
    return ranked[0][0]


def collect(
    document: Document, mentions: Sequence[Mention], scores: Mapping[str, Score], provinces: Counter[str],
    dateline: tuple[int, int] | None, regency: str | None, province: str | None,
) -> Where:  # fmt: skip
    """Return the answer with a row and a reason for every region that is named."""
    rows: dict[tuple[str, str], Place] = {}
    reasons: dict[tuple[str, str], Evidence] = {}

    def add(
        code: str, kind: Literal["event", "dateline", "mention"], one: Mention, flags: tuple[str, ...] = ()
    ) -> None:
        if (code, kind) not in rows:
            rows[code, kind] = Place(region=code, kind=kind, text=one.text, flags=flags)
            reasons[code, kind] = document.evidence(
                "place", f"{code} {kind}", f"place: {one.beside or 'name'}", one.start, one.end
            )

    for one in mentions:
        if one.common and one.beside is None and not any(code in (regency, province) for code, _ in one.candidates):
            continue  # Aparatur Sipil Negara names no town
        best = [code for code, _ in one.candidates if code in (regency, province)]
        alive = best or [code for code, _ in one.candidates if code in scores or by_code()[code].type == "province"]
        unsure = len(alive) > 1
        for code in alive:
            flags = ("unsure",) if unsure else ()
            if dateline is not None and dateline[0] <= one.start < dateline[1]:
                add(code, "dateline", one, flags)
                if code not in (regency, province):
                    continue
            add(code, "event" if code in (regency, province) else "mention", one, flags)
    evidence = list(reasons.values())
    for field, code in (("regency", regency), ("province", province)):
        if code is None:
            continue
        source = (
            scores[regency].first
            if regency
            else next((one for one in mentions if any(c.startswith(code) for c, _ in one.candidates)), None)
        )
        if source:
            evidence.append(
                document.evidence(field, code, f"place: {source.beside or 'name'}", source.start, source.end)
            )
            if (code, "event") not in rows:
                rows[code, "event"] = Place(region=code, kind="event", text=source.text)
    return Where(province=province, regency=regency, places=tuple(rows.values()), evidence=tuple(evidence))
