"""Readings of one article's captures → Article: pages joined, editions told apart, and what only all of them say."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline import house
from pipeline.ids import stable_id
from pipeline.model import Article, ArticleState, Credit, Edition, Finding, Read, RemovedSpan, Visit
from pipeline.urls import WHOLE
from pipeline.visits import Event, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stitched:
    """An article, and what its pages say only together."""

    article: Article
    findings: tuple[Finding, ...] = ()


def stitch(
    reads: Sequence[Read], visits: Sequence[Visit] = (), *, furniture: Mapping[int, str] = MappingProxyType({})
) -> Stitched:
    """Make one article of all its captures; `reads` must not be empty and share their key.

    Captures fall into rounds: one round holds each page at most once and is of one run. What a round lacks is
    taken from the round before. A round whose text differs from the last edition's makes a new edition, unless it
    only brings a page that was missing: then nobody has edited anything. `furniture` are lines that the outlet prints
    in one article after the other, with their rule (house.py).
    """
    ordered = sorted(reads, key=lambda r: (r.fetched_at, r.reading.page, r.capture))
    editions: list[Edition] = []
    pages_known: dict[int, Read] = {}
    whole = _Text()
    for round_ in _rounds(ordered):
        completes = bool(whole.missing) and all(_agrees(r, pages_known.get(r.reading.page)) for r in round_)
        pages_known |= {r.reading.page: r for r in round_}
        whole = _swept(_assemble(pages_known), furniture)
        first = min(round_, key=lambda r: r.fetched_at)
        digest = _digest(whole.headline, whole.paragraphs)
        if editions and digest == editions[-1].body_digest:
            editions[-1] = replace(editions[-1], last_observed_at=max(r.fetched_at for r in round_))
        elif editions and completes:
            editions[-1] = replace(
                editions[-1], last_observed_at=max(r.fetched_at for r in round_), headline=whole.headline,
                paragraphs=whole.paragraphs, body_digest=digest,
            )  # fmt: skip
        else:
            editions.append(
                Edition(
                    n=len(editions) + 1, capture=first.capture, observed_at=first.fetched_at,
                    last_observed_at=max(r.fetched_at for r in round_), headline=whole.headline,
                    paragraphs=whole.paragraphs, body_digest=digest,
                )
            )  # fmt: skip
    last_seen_at = max([r.fetched_at for r in ordered] + [v.fetched_at for v in visits if v.status == 304])
    editions[-1] = replace(editions[-1], last_observed_at=max(editions[-1].last_observed_at, last_seen_at))
    lead = whole.reads[0].reading
    readings = [r.reading for r in whole.reads]
    article = Article(
        id=stable_id(lead.key),
        key=lead.key,
        url=lead.url,
        outlet=whole.reads[0].outlet,
        reader=lead.reader,
        byline=next((r.byline for r in readings if r.byline), None),
        credits=_unique(credit for r in readings for credit in r.credits),
        published=next((r.published for r in readings if r.published), None),
        modified=next((r.modified for r in readings if r.modified), None),
        dateline=next((r.dateline for r in readings if r.dateline), None),
        section=next((r.section for r in readings if r.section), None),
        editions=tuple(editions),
        removed=whole.removed,
        captures=tuple((r.capture, r.reading.page) for r in ordered),
        first_seen_at=ordered[0].fetched_at,
        last_seen_at=last_seen_at,
        partial=bool(whole.missing) or any(r.partial for r in readings),
        state=_state(ordered, visits, len(editions)),
        found_by=next((r.found_by for r in ordered if r.found_by), None),
    )
    findings = tuple(
        Finding(kind="page_missing", message=f"page {n} of {whole.pages} was not captured") for n in whole.missing
    )
    return Stitched(article=article, findings=findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The text of an article as a set of pages gives it."""

    reads: tuple[Read, ...] = ()
    headline: str = ""
    paragraphs: tuple[str, ...] = ()
    removed: tuple[RemovedSpan, ...] = ()
    missing: tuple[int, ...] = ()
    pages: int = 1


def _agrees(r: Read, known: Read | None) -> bool:
    """Tell whether a page is new, or says what it said before."""
    return known is None or known.reading.paragraphs == r.reading.paragraphs


def _rounds(reads: Iterable[Read]) -> list[list[Read]]:
    rounds: list[list[Read]] = []
    for r in reads:
        current = rounds[-1] if rounds else []
        if not current or r.run != current[0].run or r.reading.page in {c.reading.page for c in current}:
            rounds.append([r])
        else:
            current.append(r)
    return rounds


def _assemble(known: dict[int, Read]) -> _Text:
    """Put pages in order; a capture of the whole article wins where a page is missing or it holds clearly more."""
    numbers = sorted(n for n in known if n != WHOLE)
    count = max([known[n].reading.pages or n for n in numbers] + [1])
    missing = tuple(n for n in range(1, count + 1) if n not in known)
    single = _join([known[n] for n in numbers]) if numbers else _Text()
    if WHOLE in known:
        whole = _join([known[WHOLE]])
        if not numbers or missing or _words(whole) * 20 > _words(single) * 21:
            return whole
    return replace(single, missing=missing, pages=count)


def _swept(text: _Text, furniture: Mapping[int, str]) -> _Text:
    """Take the lines of the house out."""
    gone = house.taken(text.paragraphs, furniture) if furniture else {}
    if not gone:
        return text
    at = [n - sum(one < n for one in gone) for n in range(len(text.paragraphs) + 1)]
    removed = [replace(span, position=at[min(span.position, len(text.paragraphs))]) for span in text.removed]
    removed += [
        RemovedSpan(kind="related" if rule == "house.headline" else "other", rule=rule, text=text.paragraphs[n],
                    position=at[n])
        for n, rule in gone.items()
    ]  # fmt: skip
    kept = tuple(one for n, one in enumerate(text.paragraphs) if n not in gone)
    return replace(text, paragraphs=kept, removed=tuple(sorted(removed, key=lambda span: span.position)))


def _join(reads: Sequence[Read]) -> _Text:
    paragraphs: list[str] = []
    removed: list[RemovedSpan] = []
    for number, r in enumerate(reads):
        start, page = len(paragraphs), list(r.reading.paragraphs)
        repeated = _repeated(paragraphs, page) if number else 0
        removed += [
            RemovedSpan(kind="paging", rule="stitch.repeated", text=text, position=start) for text in page[:repeated]
        ]
        removed += [replace(span, position=start + max(0, span.position - repeated)) for span in r.reading.removed]
        paragraphs += page[repeated:]
    headline = next((r.reading.headline for r in reads if r.reading.headline), None)
    return _Text(reads=tuple(reads), headline=headline or "", paragraphs=tuple(paragraphs), removed=tuple(removed))


def _repeated(before: Sequence[str], page: Sequence[str]) -> int:
    """Return how many paragraphs a further page repeats of the earlier ones before its own text begins."""
    seen = set(before)
    count = 0
    while count < len(page) and page[count] in seen:
        count += 1
    return count


def _state(reads: Sequence[Read], visits: Sequence[Visit], editions: int) -> ArticleState:
    last = max(visits, key=lambda v: v.fetched_at, default=None)
    if last and last.fetched_at > reads[-1].fetched_at:
        state = state_of(Event(at=last.fetched_at, status=last.status))
        if state in {"missing", "gone", "blocked"}:
            return state
    return "changed" if editions > 1 else "live"


def _unique(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    return tuple(dict.fromkeys(credits))


def _words(text: _Text) -> int:
    return sum(len(paragraph.split()) for paragraph in text.paragraphs)


def _digest(headline: str, paragraphs: Sequence[str]) -> str:
    return hashlib.sha256("\n\n".join((headline, *paragraphs)).encode()).hexdigest()
