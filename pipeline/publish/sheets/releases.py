"""Builds: what a citation names, what it held, and whether the archive still says the same."""

from collections.abc import Sequence

from pipeline.publish.archive import Archive
from pipeline.publish.release import Release
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import numbers
from pipeline.publish.words import Words

ADDRESS = "/terbitan"


async def releases(archive: Archive, t: Words) -> Sheet:
    known = await archive.releases()
    return Sheet(
        title=t("nav.releases"), lead=t("release.lead"), tables=[_table(t, known, (await archive.release()).id)]
    )


async def release(archive: Archive, t: Words, name: str) -> Sheet | None:
    """Return what a build held; None for a name that this archive never had."""
    known, now = await archive.releases(), await archive.release()
    found = next((one for one in reversed([*known, now]) if one.id == name), None)
    if found is None:
        return None
    return Sheet(
        title=t("release.title", id=found.id),
        lead=t("release.current") if found.id == now.id else t("release.past", now=now.id),
        crumbs=[(ADDRESS, t("nav.releases"))],
        counts={"articles": found.articles, "clusters": found.clusters, "events": found.events},
        facts=[
            (t("status.as_of"), Cell(text=t.instant(found.as_of) or "–")),
            (t("release.now"), Cell(text=now.id, href=f"{ADDRESS}/{now.id}")),
        ],
        tables=[_table(t, known, now.id)],
    )


def _table(t: Words, known: Sequence[Release], now: str) -> Table:
    return Table(
        id="terbitan",
        title=t("cite.releases"),
        empty=t("data.empty"),
        columns=[t("status.release"), t("status.as_of"), t("count.articles"), t("count.clusters"), t("count.events")],
        rows=[
            (
                Cell(text=one.id, href=f"{ADDRESS}/{one.id}", note=t("release.is_now") if one.id == now else ""),
                Cell(text=t.instant(one.as_of) or "–"),
                *numbers(t, one.articles, one.clusters, one.events),
            )
            for one in reversed(known)
        ],
    )
