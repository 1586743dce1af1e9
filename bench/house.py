"""What reading an outlet's articles together takes out that no page alone tells to be furniture.

    python -m bench.house

Each stand of the kiosk shows all of its articles, as an archive meets them. Every page is read alone, then its short
lines are compared with those of the other articles of the stand (pipeline/house.py), as the stitching stage does.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace

from bench import ours, score
from bench.cases import Case, kiosk_cases
from newsroom import kiosk
from pipeline import house

ALL = 100
"""More articles than any stand has."""

Row = tuple[Case, score.Answer]


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print("| stands | pages | | body F1 | exact | leak | over-cut |\n|---|--:|---|--:|--:|--:|--:|")
    halves: tuple[kiosk.Half, ...] = ("dev", "held")
    for series in sorted({stand.series for stand in kiosk.stands()}):
        for half in halves:
            alone = [(case, ours.answer(case)) for case in kiosk_cases(half, series, each=ALL)]
            report(f"series {series}, {half}", "page by page", alone)
            report("", "with the outlet's other articles", together(alone))


def together(alone: Sequence[Row]) -> list[Row]:
    """Return the answers without the lines that their stands print again and again."""
    noted = {
        case.id: house.note(case.headline or "", answer.paragraphs or (), answer.removed) for case, answer in alone
    }
    stands = {case.skin for case, _ in alone}
    known = {stand: house.furniture(noted[case.id] for case, _ in alone if case.skin == stand) for stand in stands}
    return [(case, without(answer, known[case.skin])) for case, answer in alone]


def without(answer: score.Answer, furniture: dict[int, str]) -> score.Answer:
    paragraphs = answer.paragraphs or ()
    gone = house.taken(paragraphs, furniture)
    kept = tuple(text for n, text in enumerate(paragraphs) if n not in gone)
    return replace(answer, text="\n".join(kept), paragraphs=kept) if gone else answer


def report(stands: str, how: str, rows: Sequence[Row]) -> None:
    total = score.summarise([score.score(case, answer) for case, answer in rows])
    figures = f"{total.body_f1:.4f} | {total.exact:.1%} | {total.leak or 0:.1%} | {total.over_cut:.1%}"
    print(f"| {stands} | {total.pages} | {how} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
