"""Elections: the calendar, and what was reported about each."""

from typing import Final

from pipeline.coding.elections import Election, calendar
from pipeline.publish.archive import Archive
from pipeline.publish.figures import by_event, by_month, counted, newest
from pipeline.publish.maps import SEATS, country
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, events, numbers
from pipeline.publish.words import Words

LIST: Final = """
    select e.election, count(*) as articles, count(distinct a.cluster) as clusters,
           count(distinct a.event) as events
      from elections e join articles a on a.id = e.article group by e.election
"""

WHERE: Final = "a.id in (select article from elections where election = :election)"

PHASES: Final = f"""
    select a.phase as value, count(*) as articles from articles a
     where {WHERE} and a.phase > '' group by 1 order by 2 desc
"""

PROVINCES: Final = f"""
    select a.province as code, r.name, count(*) as articles, count(distinct a.cluster) as clusters,
           sum(a.event_type = 'sanction') as sanctions
      from articles a join regions r on r.code = a.province where {WHERE} group by 1 order by 3 desc
"""

REGENCIES: Final = f"""
    select coalesce(a.regency, a.province) as code, count(*) as articles from articles a
     where {WHERE} and a.province is not null group by 1
"""


async def elections(archive: Archive, t: Words) -> Sheet:
    rows = {row["election"]: row for row in await archive.remembered(LIST)}
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
                *numbers(
                    t, *((rows[e.id][name] if e.id in rows else 0) for name in ("articles", "clusters", "events"))
                ),
            )
            for e in reversed(calendar())
        ],
    )
    return Sheet(title=t("nav.elections"), lead=t("election.lead"), tables=[table])


async def election(archive: Archive, t: Words, name: str) -> Sheet | None:
    known = next((e for e in calendar() if e.id == name), None)
    if known is None:
        return None
    value = {"election": name}
    provinces = await archive.remembered(PROVINCES, value)
    phases = await archive.remembered(PHASES, value)
    counts = {row["code"]: row["articles"] for row in await archive.remembered(REGENCIES, value)}
    return Sheet(
        title=known.name,
        crumbs=[("/pemilu", t("nav.elections"))],
        facts=_dates(t, known),
        counts=await counted(archive, WHERE, value),
        map=country(await archive.remembered(SEATS), counts),
        timeline=await by_month(archive, WHERE, value),
        tables=[
            events(t, await by_event(archive, WHERE, value), pemilu=name),
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
                        Cell(text=row["name"], href=articles_at(pemilu=name, provinsi=row["code"])),
                        *numbers(t, row["articles"], row["clusters"], row["sanctions"]),
                    )
                    for row in provinces
                ],
            ),
        ],
        stories=await newest(archive, WHERE, value),
        more=articles_at(pemilu=name),
    )


def _dates(t: Words, known: Election) -> list[tuple[str, Cell]]:
    dates = [
        ("election.transfer_ban", known.transfer_ban),
        ("election.fixed", known.fixed),
        ("election.campaign_start", known.campaign_start),
        ("election.campaign_end", known.campaign_end),
        ("election.voting", known.voting),
    ]
    return [
        *((t(key), Cell(text=t.day(day.isoformat()))) for key, day in dates if day),
        (t("election.scope"), Cell(text=known.scope)),
        (t("election.checked"), Cell(text=known.checked or "–")),
    ]
