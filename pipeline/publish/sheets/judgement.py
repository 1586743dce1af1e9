"""What people decided: how far they agree with the machine, field by field, and each decision beside its code."""

from collections.abc import Sequence
from typing import Final

from pipeline.annotations import FIELDS
from pipeline.publish.archive import Archive
from pipeline.publish.judged import Judged, Namer, judged, namer
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import numbers
from pipeline.publish.words import Words

SHOWN: Final = 300
"""Decisions that stand on the page; all of them are in table `annotations`."""


async def judgement(archive: Archive, t: Words) -> Sheet:
    found = await judged(archive)
    name = await namer(archive, t)
    coders = sorted({coder for one in found for coder in one.people})
    facts = [
        (t("judged.articles"), Cell(text=t.number(len({one.article for one in found})))),
        (t("judged.decisions"), Cell(text=t.number(len(found)), href="/archive/annotations")),
        (t("judged.coders"), Cell(text=", ".join(coders) or "–")),
    ]
    return Sheet(
        title=t("nav.annotations"), lead=t("judged.lead"), facts=facts if found else (),
        tables=[_by_field(t, found), _decisions(t, found[:SHOWN], name)],
    )  # fmt: skip


def _by_field(t: Words, found: Sequence[Judged]) -> Table:
    rows = []
    for field in FIELDS:
        of = [one for one in found if one.field == field]
        if of:
            same = sum(one.agreed for one in of)
            share = Cell(text=t.percent(same / len(of)), number=True)
            rows.append((Cell(text=t(f"field.{field}")), *numbers(t, len(of), same), share))
    return Table(
        id="menurut-variabel",
        title=t("judged.by_field"),
        note=t("judged.by_field_note"),
        empty=t("judged.none"),
        columns=[t("judged.field"), t("judged.decided"), t("judged.same"), t("judged.share")],
        rows=rows,
    )


def _decisions(t: Words, found: Sequence[Judged], name: Namer) -> Table:
    return Table(
        id="keputusan",
        title=t("judged.newest"),
        columns=[t("judged.article"), t("judged.field"), t("judged.human"), t("judged.machine"), t("judged.agree")],
        rows=[
            (
                Cell(
                    text=one.headline or t("judged.not_here"),
                    href=f"/artikel/{one.article}" if one.headline else None,
                ),
                Cell(text=t(f"field.{one.field}")),
                Cell(text="; ".join(f"{coder}: {name(one.field, codes)}" for coder, codes in one.people.items())),
                Cell(text=name(one.field, one.machine)),
                Cell(text=t("judged.yes") if one.agreed else t("judged.no")),
            )
            for one in found
        ],
    )
