"""Which election an article is about, and in which phase of it the event falls (data/elections.csv)."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import Hit, Lexicon, phrases, vocabulary
from pipeline.model import Evidence

YEAR: Final = re.compile(
    r"\W{0,3}(?:(?:serentak|tahun|nasional|ri|umum|kepala daerah|legislatif|presiden)\W{1,2}){0,3}(?P<year>20[12]\d)\b"
)
BEFORE: Final = 550
"""Days before the voting day in which a bare `pilkada` means that one."""
AFTER: Final = 150
SOON: Final = 270


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    id: str
    name: str
    kind: str
    fixed: date | None
    """Day on which the candidates were fixed."""
    campaign_start: date | None
    campaign_end: date | None
    voting: date
    voting_last: date
    transfer_ban: date | None
    scope: str
    checked: str
    """Which of the days were seen in a source; the others are from memory."""


@cache
def calendar() -> tuple[Election, ...]:
    table = resources.files("pipeline.coding").joinpath("data/elections.csv").read_text(encoding="utf-8")
    return tuple(
        Election(
            id=row["election"], name=row["name"], kind=row["kind"], fixed=day(row["fixed"]),
            campaign_start=day(row["campaign_start"]), campaign_end=day(row["campaign_end"]),
            voting=date.fromisoformat(row["voting"]), voting_last=date.fromisoformat(row["voting_last"]),
            transfer_ban=day(row["transfer_ban"]), scope=row["scope"], checked=row["checked"],
        )
        for row in csv.DictReader(table.splitlines())
    )  # fmt: skip


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def names() -> Lexicon:
    hides = vocabulary("elections")["hides"]
    if not isinstance(hides, list):
        raise TypeError("hides of data/elections.yml is not a list")
    return Lexicon({**phrases("elections", "kinds"), "(hidden)": hides})


def elections(document: Document) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return the elections, the main one first: name with a year, else the kind nearest to the day of publication."""
    weight: Counter[str] = Counter()
    where: dict[str, tuple[str, Hit]] = {}
    years = [election.voting.year for election in calendar()]
    kinds: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    for hit in names().find(document.folded):
        points = 3 if hit.start < document.shift else 1
        year = YEAR.match(document.folded, hit.end)
        of_year = hit.labels == {"(hidden)"} and year and hit.phrase.endswith(("pemilu", "pemilihan umum"))
        for election in named("pemilu", int(year["year"])) if of_year and year else ():  # peserta Pemilu 2024
            weight[election.id] += points * 2
            where.setdefault(election.id, ("election: name and year", hit))
        for kind in hit.labels - {"(hidden)"}:
            kinds[kind] += points
            first.setdefault(kind, hit)
            for election in named(kind, int(year["year"])) if year and int(year["year"]) in years else ():
                weight[election.id] += points * (1 if is_over(election, document.published) else 4)
                where.setdefault(election.id, ("election: name and year", hit))
    told = {
        election.kind for election in calendar() if election.id in where and not is_over(election, document.published)
    }
    for kind in kinds:
        for election in nearest(kind, document.published, kinds):
            if election.kind not in told or kind == "both":
                weight[election.id] += kinds[kind] * 2
                where.setdefault(election.id, ("election: kind and day of publication", first[kind]))
    if not weight and document.published:
        for election in around(document.published):
            weight[election.id] = 1
            where[election.id] = ("election: day of publication", Hit(0, len(document.headline), "", frozenset()))
    ranked = [name for name, points in weight.most_common() if points * 4 >= weight.most_common(1)[0][1]]
    evidence = tuple(
        document.evidence("election", name, where[name][0], where[name][1].start, where[name][1].end) for name in ranked
    )
    return tuple(ranked), evidence


def is_over(election: Election, published: date | None) -> bool:
    """Say whether an election is a matter of the past: `Pada Pilkada 2020 …` in a report of 2024."""
    return published is not None and (published - election.voting_last).days > AFTER


def around(published: date) -> list[Election]:
    """Return the election of an article that names none: the next one, else the last one while its cases are closed."""
    ordered = sorted((election for election in calendar() if election.kind != "psu"), key=lambda one: one.voting)
    past = [one for one in ordered if 0 < (published - one.voting_last).days <= AFTER]
    coming = [one for one in ordered if 0 <= (one.voting - published).days <= SOON]
    return coming[:1] or past[-1:]


def named(kind: str, year: int) -> list[Election]:
    """Return the elections of a kind in a year; `Pemilu 2014` names two, of which the legislative came first."""
    wanted = {"both": ("pilkada", "pemilu")}.get(kind, (kind,))
    found = [election for election in calendar() if election.kind in wanted and election.voting.year == year]
    return found[:1] if kind == "pemilu" else found


def nearest(kind: str, published: date | None, kinds: Counter[str]) -> list[Election]:
    if published is None:
        return []
    if kind == "both":
        return [found for one in ("pilkada", "pemilu") for found in nearest(one, published, kinds)]
    if (
        kind == "psu"
        and kinds["pilkada"] + kinds["pemilu"]
        and not any(e.kind == "psu" and e.voting.year == published.year for e in calendar())
    ):
        return []
    near = [
        election
        for election in calendar()
        if election.kind == kind
        and (election.voting_last - published).days >= -AFTER
        and (election.voting - published).days <= BEFORE
    ]
    coming = [election for election in near if election.voting_last >= published]
    return coming[:1] or near[-1:]


def phase(elections: tuple[str, ...], on: date | None) -> tuple[str | None, tuple[Evidence, ...]]:
    """Return where a day falls in the calendar of the main election: never from the wording of the article."""
    found = phase_of(elections, on)
    if found is None or on is None:
        return None, ()
    rule = f"phase: {on.isoformat()} in the calendar of {elections[0]}"
    return found, (Evidence(field="phase", value=found, rule=rule),)


def phase_of(elections: tuple[str, ...], on: date | None) -> str | None:
    main = next((election for election in calendar() if elections and election.id == elections[0]), None)
    if main is None or on is None or main.fixed is None or main.campaign_end is None:
        return None
    if on < main.fixed:
        return "before_fixed"
    if on <= main.campaign_end:
        return "after_fixed"
    if on < main.voting:
        return "quiet"
    return "voting" if on == main.voting else "after"
