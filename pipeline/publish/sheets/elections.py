"""Elections: the calendar, and what was reported about each."""

from typing import Final

from pipeline.coding.elections import Election, calendar
from pipeline.publish.archive import Archive
from pipeline.publish.columns import Columns, Tally
from pipeline.publish.figures import under
from pipeline.publish.labels import REGIONS
from pipeline.publish.maps import SEATS, country
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, events, numbers
from pipeline.publish.words import Words

WHERE: Final = "a.id in (select article from elections where election = :election)"

PHASES: Final = f"""
    select a.phase as value, count(*) as articles from articles a
     where {WHERE} and a.phase > '' group by 1 order by 2 desc
"""


async def elections(archive: Archive, t: Words) -> Sheet:
    rows = await archive.drawn("elections", _tallies)
    table = Table(
        id="pemilu",
        title=t("nav.elections"),
        empty=t("data.empty"),
        columns=[
            t("article.election"),
            t("election.voting"),
            t("count.articles"),
            t("count.clusters"),
            t("count.events"),
        ],
        rows=[
            (
                Cell(text=e.name, href=f"/pemilu/{e.id}"),
                Cell(text=t.day(e.voting.isoformat())),
                *numbers(t, rows[e.id].articles, rows[e.id].clusters, rows[e.id].events),
            )
            for e in reversed(calendar())
        ],
    )
    return Sheet(title=t("nav.elections"), lead=t("election.lead"), tables=[table])


def _tallies(columns: Columns) -> dict[str, Tally]:
    return {e.id: columns.tally(columns.having("elections", e.id)) for e in calendar()}


async def election(archive: Archive, t: Words, name: str) -> Sheet | None:
    known = next((e for e in calendar() if e.id == name), None)
    if known is None:
        return None
    value = {"election": name}
    phases = await archive.remembered(PHASES, value)
    subject = await under(archive, pemilu=name)
    columns, regions = subject.columns, {row["code"]: row["name"] for row in await archive.remembered(REGIONS)}
    tallies = columns.tallies("province", subject.of)
    sanctions = columns.counts("province", subject.of & columns.having("event_type", "sanction"))
    without = columns.counts("province", subject.of & columns.lacking("regency"))
    return Sheet(
        title=known.name,
        crumbs=[("/pemilu", t("nav.elections"))],
        facts=_dates(t, known),
        counts=subject.counted(),
        map=country(await archive.remembered(SEATS), {**without, **columns.counts("regency", subject.of)}),
        timeline=subject.by_month(),
        tables=[
            events(t, subject.by_event(), pemilu=name),
            Table(
                id="tahap",
                title=t("election.phases"),
                columns=[t("election.phase"), t("count.articles")],
                rows=[(Cell(text=t.label("phase", row["value"])), *numbers(t, row["articles"])) for row in phases],
            ),
            Table(
                id="provinsi",
                title=t("table.provinces"),
                columns=[t("table.province"), t("count.articles"), t("count.clusters"), t("election.sanctions")],
                rows=[
                    (
                        Cell(text=regions.get(code, code), href=articles_at(pemilu=name, provinsi=code)),
                        *numbers(t, tally.articles, tally.clusters, sanctions.get(code)),
                    )
                    for code, tally in sorted(tallies.items(), key=lambda pair: (-pair[1].articles, pair[0]))
                ],
            ),
        ],
        stories=await subject.newest(archive),
        more=articles_at(pemilu=name),
    )


def _dates(t: Words, known: Election) -> list[tuple[str, Cell]]:
    checked = [one for one in (part.strip() for part in (known.checked or "").split(";")) if one]
    dates = [
        ("election.transfer_ban", known.transfer_ban),
        ("election.fixed", known.fixed),
        ("election.campaign_start", known.campaign_start),
        ("election.campaign_end", known.campaign_end),
        ("election.voting", known.voting),
    ]
    return [
        *((t(key), Cell(text=t.day(day.isoformat()))) for key, day in dates if day),
        (t("election.scope"), Cell(text=_scope(t, known.scope))),
        (t("election.checked"), Cell(text=", ".join(t.label("checked", one) for one in checked) or "–")),
    ]


def _scope(t: Words, scope: str) -> str:
    """Return where an election is held: the whole country, or so many regions."""
    number, _, regions = scope.partition(" ")
    return t("election.regions", n=number) if regions == "regions" else t.label("scope", scope)
