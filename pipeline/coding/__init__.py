"""From article to facts: language, relevance and the variables of docs/codebook.md, each with its evidence."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.coding import language, relevance
from pipeline.coding.document import lay_out
from pipeline.model import Coding, Outlet


def code(*, headline: str, paragraphs: Sequence[str], published_at: datetime | None, outlet: Outlet) -> Coding:
    """Return the coding of one article. Offsets of its evidence count from the start of the body.

    Articles that are not in Indonesian get their language (None where unsure) and nothing else.
    """
    tongue = language.detect(headline, "\n\n".join(paragraphs))
    if tongue != "id":
        return Coding(language=tongue)
    day = published_at.astimezone(ZoneInfo(outlet.timezone)).date() if published_at else None
    document = lay_out(headline, paragraphs, outlet=outlet, published=day)
    judged = relevance.judge(document)
    return Coding(language=tongue, relevance=judged.score, evidence=judged.evidence)
