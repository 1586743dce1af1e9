"""The tables of docs/codebook.md, made from the vocabularies: `python -m pipeline.coding.codebook [--check]`."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from pipeline.coding import elections, institutions, violations
from pipeline.coding.actors import ORDER
from pipeline.coding.laws import registry, short
from pipeline.coding.lexicon import phrases, vocabulary

CODEBOOK: Final = Path(__file__).parents[2] / "docs" / "codebook.md"
MARKED: Final = re.compile(r"(?P<begin><!-- table: (?P<name>[a-z-]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
SHOWN: Final = 9
"""Cues that a table shows of a long list."""


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in rows:
        cells = (str(cell if cell is not None else "").replace("|", "\\|") for cell in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def some(cues: Sequence[str]) -> str:
    return ", ".join(cues[:SHOWN]) + (" …" if len(cues) > SHOWN else "")


def event_types() -> str:
    kinds = vocabulary("events")["codes"]
    cues = phrases("events")
    if not isinstance(kinds, dict):
        raise TypeError("codes of data/events.yml is not a mapping")
    rows = [(f"`{code}`", f"`{published}`", some(cues.get(code, []))) for code, published in kinds.items()]
    return table(("type of the codebook", "`articles.event_type`", "cues"), rows)


def violation_codes() -> str:
    frames, words = phrases("acts", "frames"), phrases("acts", "classes")
    rows = []
    for code, entry in violations.categories().items():
        cues = [shown_frame(frame, words) for frame in frames.get(code, [])]
        rows.append((code, entry["label"], entry["english"], entry["basis"], entry["phase"], some(cues)))
    return table(("code", "act", "in English", "basis", "consequence", "cues"), rows)


def shown_frame(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """Return a frame of acts by two words of the first class of each place: `pasang/memasang … baliho/spanduk`."""
    places = [place for place in text.replace(">", " ").split() if not place.isdigit()]
    return " … ".join("/".join(words[place.split("/")[0]][:2]) for place in places)


def actor_groups() -> str:
    groups, offices = phrases("actors", "group"), phrases("actors", "office")
    return table(
        ("actor", "words", "offices that count as targets only"),
        [(f"`{name}`", some(groups[name]), some(offices.get(name, []))) for name in ORDER],
    )


def institution_codes() -> str:
    rows = []
    for code, entry in institutions.table().items():
        words = entry["phrases"]
        rows.append((f"`{code}`", entry["name"], entry["kind"], some(words) if isinstance(words, list) else ""))
    return table(("code", "name", "kind", "words"), rows)


def election_calendar() -> str:
    rows = [
        (f"`{one.id}`", one.name, one.fixed, one.campaign_start, one.campaign_end,
         one.voting if one.voting == one.voting_last else f"{one.voting} … {one.voting_last}",
         one.scope, one.checked or "none")
        for one in elections.calendar()
    ]  # fmt: skip
    return table(("id", "name", "candidates fixed", "campaign from", "to", "voting", "scope", "seen in a source"), rows)


def laws() -> str:
    rows = [
        (short(name), law.title, law.articles, law.begins, law.ends, "yes" if law.checked else "no")
        for name, law in registry().items()
    ]
    return table(("rule", "about", "articles on neutrality", "from", "until", "seen in a source"), rows)


def near_topics() -> str:
    return table(
        ("related", "cues"), [(f"`{name}`", some(cues)) for name, cues in phrases("related", "topics").items()]
    )


def outcome_codes() -> str:
    return table(
        ("outcome", "words"), [(f"`{name}`", some(cues)) for name, cues in phrases("violations", "outcomes").items()]
    )


TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "event-types": event_types,
    "violations": violation_codes,
    "actors": actor_groups,
    "institutions": institution_codes,
    "elections": election_calendar,
    "laws": laws,
    "related": near_topics,
    "outcomes": outcome_codes,
}


def fill(text: str) -> str:
    """Return the codebook with every marked table made anew."""
    return MARKED.sub(lambda match: match["begin"] + TABLES[match["name"]]() + match["end"], text)


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the tables are up to date (exit 1 if not).")
def main(check: bool) -> None:
    """Write the tables of docs/codebook.md anew."""
    before = CODEBOOK.read_text(encoding="utf-8")
    after = fill(before)
    if check:
        sys.exit(before != after)
    CODEBOOK.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
