"""Which of a page's claims about its dates is taken: print before markup, agreement before rank."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from pipeline.model import Finding
from pipeline.pages.date_places import ONE_DAY, Addressed
from pipeline.pages.date_zones import READABLE, Settled
from pipeline.pages.markup_dates import Source

AGREEMENT: Final = timedelta(minutes=10)
"""Claims this near are one publication: saved, released and indexed within minutes."""

HANDS: Final[Mapping[Source, str]] = {"jsonld": "head", "meta": "head"}


def without_clocks(claims: Sequence[Settled], fetched_at: datetime) -> list[Settled]:
    """Leave out times of the moment of the fetch, where the page knows an older one: they are the server's clock."""
    timed = [s for s in claims if s.candidate.timed]
    if not any(fetched_at - s.at > ONE_DAY for s in timed):
        return list(claims)
    return [s for s in claims if not (s.candidate.timed and abs(s.at - fetched_at) <= AGREEMENT)]


def relabelled(claims: Sequence[Settled]) -> tuple[Settled, ...]:
    """Give an unlabelled printed time the role that the markup gives the same minute, if only one role has it."""
    markup = [s for s in claims if s.candidate.source not in READABLE and s.candidate.timed]
    first = {s.minute for s in markup if s.candidate.role == "published"}
    later = {s.minute for s in markup if s.candidate.role == "modified"}
    return tuple(
        s.with_role("modified")
        if s.candidate.source in READABLE
        and not s.candidate.labelled
        and s.minute in later - first
        and any(minute < s.minute for minute in first)
        else s
        for s in claims
    )


def first(claims: Sequence[Settled], address: Addressed | None, findings: list[Finding]) -> Settled | None:
    """Return the claim of publication that most hands make; adds to `findings` what speaks against it."""
    claims = [s for s in claims if s.candidate.role == "published"]
    for claim in claims:
        if not claim.candidate.weekday_fits:
            message = f"not the weekday of that day: {claim.candidate.text}"
            findings.append(Finding(kind="date_weekday_mismatch", message=message))
    fitting = [s for s in claims if s.candidate.weekday_fits]
    # Where no other date is, the day in the address may say that it was the weekday that is wrong.
    pool = fitting or [s for s in claims if address and s.day == address.first == address.last]
    if address:
        pool = [s for s in pool if address.agrees(s.day)] or pool
    timed = [s for s in pool if s.candidate.timed]
    shown = {s.day for s in pool if s.candidate.source == "printed" and not s.candidate.timed}
    if timed and len(shown) == 1 and all(s.day - max(shown) > ONE_DAY for s in timed):
        timed = []  # the day in print is older than the article's move to this system
    pool = [s for s in timed if s.day in shown] or timed or pool
    if not pool:
        return None
    votes = _votes(pool)
    best = max(pool, key=lambda s: (votes[s.minute], _standing(s)))
    best = max((s for s in pool if s.minute == best.minute), key=_legible)
    against = [s for s in fitting if s.candidate.source not in READABLE and _apart(s, best)]
    others = [f"{s.candidate.rule} {s.candidate.text}" for s in against[:3]]
    if address and not address.agrees(best.day):
        others.append(address.url)
    if others:
        message = f"took {best.candidate.text}, against {', '.join(dict.fromkeys(others))}"
        findings.append(Finding(kind="date_disagrees", message=message))
    return best


def _votes(pool: Sequence[Settled]) -> dict[datetime, int]:
    """Count for each minute the hands that wrote it: date line, theme, head, script.

    The date line alone outweighs one other. Meta and JSON-LD are one hand: the same plugin writes both.
    """
    hands: defaultdict[datetime, set[str]] = defaultdict(set)
    for s in pool:
        hands[s.minute].add(HANDS.get(s.candidate.source, s.candidate.source))
    return {minute: 2 * len(wrote) + ("printed" in wrote) for minute, wrote in hands.items()}


def _standing(one: Settled) -> tuple[int, int]:
    """Rank claims that disagree: the outlet's date line, then markup, then what merely stands by the headline."""
    source = one.candidate.source
    return 2 if source == "printed" else 0 if source == "nearby" else 1, -one.candidate.rank


def _legible(one: Settled) -> tuple[bool, tuple[int, int]]:
    """Rank claims that agree: the text as printed before any attribute."""
    return one.candidate.source in READABLE, _standing(one)


def _apart(one: Settled, other: Settled) -> bool:
    if one.candidate.timed and other.candidate.timed:
        return abs(one.at - other.at) > AGREEMENT
    return abs(one.day - other.day) > ONE_DAY


def modified(claims: Sequence[Settled], first: Settled | None, findings: list[Finding]) -> Settled | None:
    """Return the time of the last change, where it is later than the publication."""
    pool = [s for s in claims if s.candidate.role == "modified" and s.candidate.timed and s.candidate.weekday_fits]
    if not pool:
        return None
    best = max(pool, key=_legible)
    if first is None:
        return best
    if not first.candidate.timed:
        return best if best.day > first.day else None
    if best.at < first.at - AGREEMENT:
        message = f"{best.candidate.rule} {best.candidate.text}, published {first.candidate.text}"
        findings.append(Finding(kind="modified_before_published", message=message))
    return best if best.minute > first.minute else None
