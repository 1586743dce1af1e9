"""Where it happened: province and regency of the event, told apart from the dateline and from mere mentions.

Every name of the gazetteer is looked up; what stands beside it (`Bupati`, `Wali Kota`, `Kecamatan`, `Jalan`) tells
which region it means, or that it means none. Where two regions stay equal, the answer is None and a flag.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from pipeline.coding.document import Document
from pipeline.coding.gazetteer import Mention, find, head, media
from pipeline.coding.lexicon import Lexicon, phrases
from pipeline.coding.regions import Region, by_code, load
from pipeline.model import Evidence, Place

LEAD: Final = 2
EARLY: Final = 4
BESIDE: Final[Mapping[str, float]] = {"province": 0.0, "institution": 2.0, "district": 2.0}
LEAST: Final = 1.2
"""Points below which no regency is meant."""
RIVAL: Final = 0.8
"""Share of the best regency's points above which the second is as likely."""
PROVINCIAL: Final = 1.6
"""Times by which the province must outweigh the best regency to be what the story is about."""
CAPITAL: Final = "31"
ELSEWHERE: Final = 0.2
"""Weight of a place in a sentence that tells of other cases."""
EXPLICIT: Final = 1.3
"""Weight of the one of two twins that is named with its kind before the other."""
WEIGHT: Final[Mapping[str, float]] = {"name": 1.0, "short": 1.0, "seat": 0.55, "district": 0.8}


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
    rivals: tuple[str, ...] = ()
    """The regions of which none could be preferred, where the event lies in none for that reason."""


@cache
def elsewhere() -> Lexicon:
    return Lexicon(phrases("places", "elsewhere"))


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
    found = collect(document, mentions, scores, provinces, dateline, regency, province)
    return found if regency else replace(found, rivals=equals(document, scores))


def equals(document: Document, scores: Mapping[str, Score]) -> tuple[str, ...]:
    """Return the two regencies between which the text does not decide; none where one leads or none has a case."""
    first, second = [*sorted(scores, key=lambda code: -scores[code].points), "", ""][:2]
    if not second or scores[first].points < LEAST or not is_rival(document, second, first, scores):
        return ()
    return first, second


def weigh(
    document: Document, mentions: Sequence[Mention], dateline: tuple[int, int] | None, level: Counter[str]
) -> tuple[dict[str, Score], Counter[str]]:
    """Return the scores of regencies and cities, and the points of provinces."""
    scores: dict[str, Score] = defaultdict(Score)
    provinces: Counter[str] = Counter()
    confirmed = {
        code for one in mentions if one.beside in ("regency", "city", "institution") for code, _ in one.candidates
    }
    others = {document.sentence_at(hit.start).index for hit in elsewhere().find(document.folded)} - {0}
    for previous, one in zip([None, *mentions], mentions, strict=False):
        in_dateline = dateline is not None and dateline[0] <= one.start < dateline[1]
        points = 3.0 if one.sentence == 0 else 2.0 if one.sentence <= LEAD else 1.0
        if one.sentence in others and not in_dateline:
            points *= ELSEWHERE
        province_too = any(len(code) == 2 for code, _ in one.candidates)
        for code, how in one.candidates:
            region = by_code()[code]
            if code == CAPITAL and one.beside != "province" and one.text.lower() == "jakarta":
                continue  # Jakarta is the dateline of the whole country
            if region.type == "province":
                if one.beside in ("regency", "city") or in_dateline or (one.beside is None and len(one.candidates) > 1):
                    continue
                if previous and located(document, previous, one, code):
                    continue  # Kabupaten Pemalang, Jawa Tengah: only says where the regency lies
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
            score.lead |= 0 < one.sentence <= LEAD and not in_dateline and one.sentence not in others
            beside = one.beside in ("regency", "city", "institution", "district")
            score.beside |= beside
            score.early |= beside and one.sentence <= EARLY
            score.dateline |= in_dateline
            if score.first is None or score.first.sentence == 0:
                score.first = one
    settle_twins(scores, level)
    first_twin(scores, mentions)
    return scores, provinces


def located(document: Document, previous: Mention, one: Mention, province: str) -> bool:
    """Say whether a province follows one of its regencies after a comma."""
    return document.text[previous.end : one.start].strip() in (",", ", Provinsi") and any(
        code.startswith(province + ".") for code, _ in previous.candidates
    )


def fit(one: Mention, region: Region, *, in_dateline: bool, confirmed: bool) -> float:
    """Return how well the words beside a mention suit a region; 0 where they exclude it."""
    if in_dateline:
        return 1.3
    if one.beside in ("regency", "city"):
        return 3.0 if region.type == one.beside else 0.0
    if one.common and not confirmed and one.beside in (None, "locative"):
        return 0.15 if one.beside is None else 0.6
    return BESIDE.get(one.beside or "", 1.0)


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


def first_twin(scores: dict[str, Score], mentions: Sequence[Mention]) -> None:
    """Let the twin that is named with its kind before the other weigh more: it acts, the other is a neighbour."""
    kinds = [one for one in mentions if one.beside in ("regency", "city")]
    for code in list(scores):
        if not twins().get(code):
            continue
        named = [one for one in kinds if any(known == code for known, _ in one.candidates)]
        first = next((one for one in named if one.beside == by_code()[code].type), None)
        if first is not None and first is named[0]:
            scores[code].points *= EXPLICIT


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
    if not ranked or scores[ranked[0]].points < LEAST:
        return None
    if len(ranked) > 1 and lends_its_room(by_code()[ranked[0]], scores[ranked[0]], scores[ranked[1]]):
        ranked[:2] = ranked[1::-1]
    best, region = scores[ranked[0]], by_code()[ranked[0]]
    if len(ranked) > 1 and is_rival(document, ranked[1], ranked[0], scores):
        return None
    anchored = best.headline or best.lead or best.dateline or best.count >= 3 or (best.beside and best.count >= 2)
    if not anchored or (not best.headline and is_of_province(best, region, provinces[region.province], level)):
        return None
    return ranked[0]


def is_capital(region: Region) -> bool:
    """Say whether a region is, or has, the capital of its province."""
    return region.base in [seat for one in load() if one.code == region.province for seat in (one.capital, *one.seats)]


def lends_its_room(region: Region, best: Score, other: Score) -> bool:
    """Say whether a town is only where people met: `PALEMBANG – Bawaslu Banyuasin menggelar rapat di Palembang`."""
    return (
        is_capital(region)
        and not (best.beside or best.headline)
        and other.early
        and other.lead
        and other.points > best.points / 2
    )


def is_rival(document: Document, second: str, first: str, scores: Mapping[str, Score]) -> bool:
    """Say whether the second regency is as likely as the first. The outlet's own region breaks a tie."""
    best, other = scores[first], scores[second]
    if best.early and not other.beside:
        return False  # Semarang in the dateline is no rival of Kabupaten Pemalang in the lead
    if other.points <= RIVAL * best.points or (best.headline and not other.headline):
        return False
    return document.outlet.regency != first


def is_of_province(best: Score, region: Region, direct: int, level: Counter[str]) -> bool:
    """Say whether a regency that no headline names only lends its town to a story of the province."""
    own = best.beside or level["city"] > 0
    if is_capital(region) and not best.early and not (own and not level["province"] and not direct):
        return True  # the governor's town stands in the dateline of whatever concerns the province
    if best.dateline and best.lead and best.early and not is_capital(region):
        return False  # a guest from the province: `TAHUNA – Gubernur … saat kunjungan di Kabupaten Kepulauan Sangihe`
    provincial = level["province"] > level["regency"] + level["city"]
    return direct > 0 and (direct >= PROVINCIAL * best.points or (provincial and direct >= best.points))


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
    for field, decided in (("regency", regency), ("province", province)):
        if decided is None:
            continue
        source = (
            scores[regency].first
            if regency
            else next((one for one in mentions if any(c.startswith(decided) for c, _ in one.candidates)), None)
        )
        if source:
            evidence.append(
                document.evidence(field, decided, f"place: {source.beside or 'name'}", source.start, source.end)
            )
            if (decided, "event") not in rows:
                rows[decided, "event"] = Place(region=decided, kind="event", text=source.text)
    return Where(province=province, regency=regency, places=tuple(rows.values()), evidence=tuple(evidence))
