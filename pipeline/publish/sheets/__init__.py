"""The pages of figures: one function a page, which returns a Sheet, or None where there is no such page."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from datasette.utils import tilde_decode, tilde_encode  # type: ignore[import-untyped]

from pipeline.publish.figures import Row
from pipeline.publish.sheet import Cell, Table
from pipeline.publish.words import Words


def law_label(row: Row) -> str:
    """Return a law's short name: `UU 10/2016`."""
    if not row["number"]:
        return f"{row['law_type']} {row['year'] or ''}".strip()
    return f"{row['law_type']} {row['number']}" + (f"/{row['year']}" if row["year"] else "")


def law_path(label: str) -> str:
    return f"/hukum/{tilde_encode(label)}"


def person_path(key: str) -> str:
    return f"/orang/{tilde_encode(key)}"


def decoded(text: str) -> str:
    return str(tilde_decode(text))


def articles_at(**filters: object) -> str:
    """Return the address of the list of articles under some filters."""
    return f"/artikel?{urlencode(filters)}" if filters else "/artikel"


def numbers(t: Words, *values: float | None) -> tuple[Cell, ...]:
    """Return figures as cells; what is not known is 0."""
    return tuple(Cell(text=t.number(value or 0), number=True) for value in values)


def expected(t: Words, articles: float | None) -> Cell:
    """Return how many articles a ledger expected; a dash where it expected no number, which is not 0."""
    return Cell(text=t.number(articles), number=True)


def kind(t: Words, code: str) -> Cell:
    """Return a kind of issue as a person reads it, with its code beside it."""
    named = t.named("issue", code)
    return Cell(text=t.label("issue", code), note=code if named else "")


def issue(row: Row) -> Cell:
    """Return what an issue says, leading to the article that is its example."""
    message, url = row["message"] or "", row["url"] or ""
    text = message.removesuffix(url).rstrip(": ") if url else message
    return Cell(text=text, href=f"/artikel/{row['article']}" if row["article"] else None, language="en")


def events(t: Words, rows: Iterable[Row], **filters: object) -> Table:
    """Return the table of types of event of a set of articles, each leading to its articles."""
    return Table(
        id="peristiwa",
        title=t("sheet.events"),
        columns=[t("article.event"), t("count.articles"), t("count.clusters")],
        rows=[
            (
                Cell(text=t.label("event_type", row["value"]), href=articles_at(peristiwa=row["value"], **filters)),
                *numbers(t, row["articles"], row["clusters"]),
            )
            for row in rows
        ],
    )


def joined(parts: Sequence[str | None]) -> str:
    return " · ".join(part for part in parts if part)
