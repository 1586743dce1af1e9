"""Numbers that somebody claims: cases, reports, civil servants. Claims, never data: conflicts stand side by side."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import alternatives, phrases, vocabulary
from pipeline.model import Claim, Evidence, Place, Quote

WORDS: Final = {
    "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
    "sebelas": 11,
}  # fmt: skip
TOPIC: Final = re.compile(
    r"netral|pelanggar|asn|pns|laporan|kasus|bawaslu|kasn|kades|kepala desa|sanksi|rekomendasi", re.IGNORECASE
)
HIGHEST: Final = 200_000


@cache
def number() -> re.Pattern[str]:
    units = "|".join(
        f"(?P<u{index}>{alternatives(group)})" for index, group in enumerate(phrases("claims", "units").values())
    )
    return re.compile(
        rf"(?<![\w./,(-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}}|{'|'.join(WORDS)})\s+(?:orang\s+|oknum\s+|unit\s+|buah\s+)?(?:{units})\b",
        re.IGNORECASE,
    )


@cache
def counted() -> re.Pattern[str]:
    """The unit before its number: `para ASN yang jumlahnya mencapai 5.196 orang`."""
    units = "|".join(
        f"(?P<u{index}>{alternatives(group)})" for index, group in enumerate(phrases("claims", "units").values())
    )
    return re.compile(
        rf"\b(?:{units})\b[^.;:\"“”]{{0,60}}?\b(?:jumlahnya|berjumlah|mencapai|sebanyak|sejumlah)\s+(?:mencapai\s+)?"
        r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})\s+(?:orang|personel)\b",
        re.IGNORECASE,
    )


@cache
def told_of() -> re.Pattern[str]:
    """The unit far before its number: `jumlah kasus di provinsi itu lebih dari 100`, `Dari 61 kasus, 38 sudah`."""
    units = "|".join(
        f"(?P<u{index}>{alternatives(group)})" for index, group in enumerate(phrases("claims", "units").values())
    )
    return re.compile(
        rf"\b(?:jumlah(?:\s+total)?\s+(?:{units})\b[^.,;:\d\"“”]{{0,60}}?"
        r"\b(?:lebih\s+dari|mencapai|sebanyak|sekitar|ada|hanya)"
        rf"|dari\s+(?:total\s+)?[\d.]+\s+(?:{re.sub('<u', '<of', units)})\b[^.,;:\"“”]{{0,40}},)\s+"
        r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})"
        r"(?=\s+(?:di antaranya|sudah|telah|belum|baru|masih|lainnya|kami)\b|[.,\"”]*(?:\s*$|[.,\"”]\s))",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def until() -> re.Pattern[str]:
    words = vocabulary("claims")["as_of"]
    if not isinstance(words, list):
        raise TypeError("as_of of data/claims.yml is not a list")
    return re.compile(rf"\b(?:{alternatives(words)})\s+[^,.;]{{3,40}}", re.IGNORECASE)


def claims(
    document: Document, places: Sequence[Place], quotes: Sequence[Quote], scope: str | None
) -> tuple[tuple[Claim, ...], tuple[Evidence, ...]]:
    """Return the number claims of a relevant article with who claims them, where the text says so."""
    rows: dict[tuple[int, str, str | None], Claim] = {}
    reasons = []
    for sentence, match, unit in find(document):
        value = amount(match["number"])
        if not 0 < value <= HIGHEST:
            continue
        period = until().search(sentence.text)
        claim = Claim(
            number=value,
            unit=unit,
            scope=scope_of(sentence, places) or scope,
            as_of=period.group().strip() if period else None,
            claimant=claimant(document, sentence, quotes),
            text=sentence.text,
        )
        if (value, unit, claim.scope) not in rows:
            rows[value, unit, claim.scope] = claim
            reasons.append(
                document.evidence("claim", f"{value} {unit}", "claim: number and unit", match.start(), match.end())
            )
    return tuple(rows.values()), tuple(reasons)


def find(document: Document) -> Iterator[tuple[Sentence, re.Match[str], str]]:
    names = list(phrases("claims", "units"))
    # The body first: a headline has no room for who claims a number, and until when.
    for match in (
        *number().finditer(document.text, document.shift),
        *counted().finditer(document.text, document.shift),
        *told_of().finditer(document.text, document.shift),
        *number().finditer(document.text, 0, document.shift),
    ):
        sentence = document.sentence_at(match.start())
        if TOPIC.search(sentence.text):
            given = match.groupdict()
            yield (
                sentence,
                match,
                next(name for index, name in enumerate(names) if given[f"u{index}"] or given.get(f"of{index}")),
            )


def amount(printed: str) -> int:
    return WORDS[printed.lower()] if printed.lower() in WORDS else int(printed.replace(".", ""))


def scope_of(sentence: Sentence, places: Sequence[Place]) -> str | None:
    named = {place.region for place in places if place.text in sentence.text and place.kind != "dateline"}
    return named.pop() if len(named) == 1 else None


def claimant(document: Document, sentence: Sentence, quotes: Sequence[Quote]) -> str | None:
    """Return who is quoted, directly or not, in the sentence of the number."""
    first, last = sentence.start - document.shift, sentence.end - document.shift
    for quote in quotes:
        if quote.start is not None and quote.end is not None and quote.start < last and first < quote.end:
            return quote.speaker or quote.speaker_role
    return None
