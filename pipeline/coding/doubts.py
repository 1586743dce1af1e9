"""What the coders left empty or could not trust in an article, each as a finding: a null is never silent."""

from collections.abc import Iterator
from typing import Final

from pipeline.coding.document import Document
from pipeline.model import RELEVANT, Coding, Finding

WITHOUT_A_DAY: Final = frozenset({"statement", "statistics", "regulation", "other"})
"""Types of event that often have no day of their own: no day there is no doubt."""


def doubts(document: Document, coding: Coding, rivals: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the findings of an article that was coded; `rivals` are regions of which none could be preferred."""
    if (coding.relevance or 0) < RELEVANT:
        return tuple(misquoted(coding))
    return (*of_event(document, coding, rivals), *unattributed(coding), *misquoted(coding))


def of_event(document: Document, coding: Coding, rivals: tuple[str, ...]) -> Iterator[Finding]:
    if coding.event_type is None:
        yield Finding(kind="event_unsure", message="no type is much likelier than others")
    elif coding.event_type == "other":
        yield Finding(kind="event_unsure", message="no stage of a case and no act is told: the type is `other`")
    if coding.event_date is None and coding.event_type not in WITHOUT_A_DAY:
        yield Finding(
            kind="event_date_unsure", message=f"no day of this {coding.event_type or coding.event_detail} is told"
        )
    if rivals and not coding.regency:
        yield Finding(kind="place_unsure", message=f"as likely each: {', '.join(rivals)}")
    if not coding.elections:
        yield Finding(kind="election_unsure", message="no election is named, and none is near the day of publication")
    if document.published is None:
        yield Finding(kind="phase_unsure", message="published on no day that is known")


def unattributed(coding: Coding) -> Iterator[Finding]:
    direct = [quote for quote in coding.quotes if quote.kind == "direct"]
    if missing := sum(not (quote.speaker or quote.speaker_role) for quote in direct):
        yield Finding(kind="speaker_unsure", message=f"{missing} of {len(direct)} quotes have no speaker")


def misquoted(coding: Coding) -> Iterator[Finding]:
    for cited in coding.citations:
        if cited.suspect:
            yield Finding(kind="citation_suspect", message=f"{cited.text!r}: {cited.suspect}")
