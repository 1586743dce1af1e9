"""Pasal, ayat and huruf: which article of which law a sentence cites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.laws import Found, registry
from pipeline.model import Citation

ARTICLE: Final = re.compile(
    r"\b(?:pasal|psl|ps)\b\.?\s*(?:yang\s+\w+\s*(?:\w+\s+)?)?(?:(?:ialah|adalah|yakni|yaitu)\s+)?:?\s*(?P<article>\d{1,3}[A-Z]?)\b"
    r"(?:\s*,?\s*(?:ayat\s*\(?|\((?=\d{1,2}\)))\s*(?P<paragraph>\d{1,2}[a-z]?|(?:satu|dua|tiga|empat|lima|enam)\b)\s*\)?)?(?:\s*,?\s*huruf\s+\(?(?P<letter>[a-z])\b\)?)?",
    re.IGNORECASE,
)
JOINED: Final = r"\s*(?:,\s*(?:dan|serta)|,|dan|serta|hingga|sampai|s\.d\.|s/d|sd|-|jo\.?|junc?to)\s*"
MORE_PARAGRAPHS: Final = re.compile(
    JOINED + r"(?:(?:ayat\s*)?\((?P<paragraph>\d{1,2})\)|ayat\s*\(?(?P<plain>\d{1,2})\)?"
    r"|(?P<alone>\d{1,2})(?=\s*(?:[,.;]|dan\b|jo\b|junc?to\b|serta\b|uu\b|undang|pp\b|peraturan|$)))(?:\s*huruf\s+\(?(?P<letter>[a-z])\b\)?)?",
    re.IGNORECASE,
)
MORE_ARTICLES: Final = re.compile(
    r"\s*(?:(?:,|dan|serta|,\s*dan)\s+(?P<article>\d{2,3}[A-Z]?)\b(?!\s*(?:tahun|ayat|orang|asn|kasus))"
    r"|(?:jo\.?|junc?to)\s+(?P<jointly>\d{2,3}[A-Z]?)\b(?:\s*ayat\s*\(?(?P<paragraph>\d{1,2})\)?)?)",
    re.IGNORECASE,
)
MORE_LETTERS: Final = re.compile(JOINED + r"(?:huruf\s+)?\(?(?P<letter>[a-z])\)?(?=[\s,.;)]|$)", re.IGNORECASE)
NAMED_NEXT: Final = re.compile(r"[\s,]*(?:(?:ayat|huruf|angka|ke)\b[\s\-(]*\w{1,2}\)?[\s,]*)*[A-Z]")
"""After an article of a rule that is no law on elections: `Pasal 28 UUD 1945`."""
SAME_ARTICLE: Final = re.compile(
    r"\bayat\s*\(?(?P<paragraph>\d{1,2})\)?\s+(?:dari\s+|pada\s+)?pasal\s+(?:yang\s+sama|itu|tersebut|tadi)"
    r"|\bpasal\s+(?:yang\s+sama|itu|tersebut)\s+ayat\s*\(?(?P<after>\d{1,2})\)?",
    re.IGNORECASE,
)
ALONE: Final = re.compile(r"\bayat\s*\((?P<paragraph>\d{1,2})\)", re.IGNORECASE)
"""A paragraph in a sentence that names no article: of the article before."""
OF_COURTS: Final = frozenset({"Putusan MK", "Putusan DKPP"})
"""Rulings, which have no articles."""
TIGHT: Final = re.compile(
    r"(?:dan|jo\.?|junc?to|pada|di|dalam|dari|atas|sesuai|ketentuan|angka \d+|sebagaimana diatur|ayat"
    r"|(?:huruf )?[a-z]\b|\(\d+\)|\d{1,3}[A-Z]?|pasal \d+\w*|[\s,()])*",
    re.IGNORECASE,
)
COUNTED: Final = {"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6"}
REACH: Final = 400
"""Characters back in which the article stands that a paragraph alone is of."""
TELLING: Final = 2
"""Figures of the number of an article that few laws have."""
BESIDE: Final = re.compile(r"[\s,()]*(?:pada|di|dalam|khususnya|yaitu|yakni)?\s*", re.IGNORECASE)


def attach(
    document: Document, sentence: tuple[int, int], here: list[Found], before: Found | None, every: list[Found]
) -> Iterator[tuple[int, int, Citation]]:
    """Yield the citations of a sentence, each article beside the law that it belongs to."""
    text = document.text
    used: set[int] = set()
    articles: list[tuple[int, int, Citation]] = []
    for match in ARTICLE.finditer(text, *sentence):
        law = owner(text, match, here, used) or owner_before(match["article"], here, before)
        courts = all(one.citation.law_type in OF_COURTS for one in here)
        law = law or (anywhere(text, match, every) if courts else None)
        if law is None:
            continue
        used.add(law.start)
        start, end = min(law.start, match.start()), max(law.end, match.end())
        if law not in here:
            start, end = match.span()
        for article, paragraph, letter in numbered(text, match, sentence[1]):
            row = replace(law.citation, article_no=article, paragraph=paragraph, letter=letter)
            articles.append((start, end, row))
    yield from articles
    for law in here:
        if law.start not in used and not law.only_with_article:
            yield law.start, law.end, law.citation


def numbered(text: str, match: re.Match[str], limit: int) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the article, then the further paragraphs or articles that `dan` hangs on to it."""
    article, letter = match["article"].upper(), match["letter"]
    first = COUNTED.get((match["paragraph"] or "").lower(), match["paragraph"])
    yield article, first, letter.lower() if letter else None
    at = match.end()
    while letter and (more := MORE_LETTERS.match(text, at, limit)):
        yield article, first, more["letter"].lower()
        at = more.end()
    while match["paragraph"] and (more := MORE_PARAGRAPHS.match(text, at, limit)):
        letter = more["letter"]
        yield article, more["paragraph"] or more["plain"] or more["alone"], letter.lower() if letter else None
        at = more.end()
    while not letter and (more := MORE_ARTICLES.match(text, at, limit)):
        yield (more["article"] or more["jointly"]).upper(), more["paragraph"], None
        at = more.end()


def anywhere(text: str, match: re.Match[str], every: list[Found]) -> Found | None:
    """Return the law of an article that stands alone: the one of the text that has it, else one without a number.

    Only articles on elections whose number tells them apart are taken for one of these laws.
    """
    article = match["article"].upper()
    known = [one for one in every if article in articles_of(one.citation)]
    if known:
        return known[0]
    if article not in electoral() or len(article) < TELLING or NAMED_NEXT.match(text, match.end()):
        return None
    bare = Citation(law_type="UU", number=None, year=None, text=match.group())
    return Found(match.start(), match.end(), bare, only_with_article=True)


@cache
def electoral() -> frozenset[str]:
    """Return the articles on neutrality of the laws on elections."""
    laws = ((name, law) for name, law in registry().items() if name[0] == "UU")
    return frozenset(article for _, law in laws for article in known_articles(law.articles))


def known_articles(listed: str) -> list[str]:
    return re.findall(r"\d+[A-Z]?", re.sub(r"\([^)]*\)", "", listed))


def articles_of(row: Citation) -> list[str]:
    law = registry().get((row.law_type, row.number or "", row.year))
    return known_articles(law.articles) if law else []


def same_article(
    text: str, sentence: tuple[int, int], rows: Sequence[tuple[int, int, Citation]]
) -> Iterator[tuple[int, int, Citation]]:
    """Yield the further paragraphs that a sentence cites of the article cited last: `ayat (5) pasal yang sama`."""
    for match in SAME_ARTICLE.finditer(text, *sentence):
        last = next((row for start, _, row in reversed(rows) if row.article_no and start <= match.start()), None)
        if last:
            yield *match.span(), replace(last, paragraph=match["paragraph"] or match["after"], letter=None)
    near = [row for start, _, row in rows if row.article_no and start >= sentence[0] - REACH]
    if near and ARTICLE.search(text, *sentence) is None and SAME_ARTICLE.search(text, *sentence) is None:
        for match in ALONE.finditer(text, *sentence):
            yield *match.span(), replace(near[-1], paragraph=match["paragraph"], letter=None)


def owner(text: str, match: re.Match[str], here: list[Found], used: set[int]) -> Found | None:
    """Return the law of the same sentence that an article belongs to: `Pasal 9 UU 20/2023`, `UU 20/2023 Pasal 9`.

    In `Pasal 9 UU 20/2023, Pasal 5 PP 94/2021` the first law has its article already.
    """
    here = [law for law in here if law.citation.law_type not in OF_COURTS]
    leading = [law for law in here if law.end <= match.start()]
    following = [law for law in here if law.start >= match.end()]
    tight = following and TIGHT.fullmatch(text, match.end(), following[0].start)
    if tight and leading and leading[-1].only_with_article:
        return following[0]  # Selain PP tadi, Pasal 9 UU 20/2023
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
    return before if article.upper() in articles_of(before.citation) else None
