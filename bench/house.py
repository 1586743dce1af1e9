"""What reading an outlet's articles together takes out that no page alone tells to be furniture.

    python -m bench.house

Each stand of the kiosk shows all of its articles, as an archive meets them. Every page is read alone, then its short
lines are compared with those of the other articles of the stand (pipeline/house.py), as the stitching stage does.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from bench import ours, score
from bench.cases import Case, kiosk_cases
from pipeline import house, schema, store_house

ALL = 40
"""Articles asked of a stand: all it has."""


def main() -> None:
    print("| stands | pages | | body F1 | exact | leak | over-cut |\n|---|--:|---|--:|--:|--:|--:|")
    for half in ("dev", "held"):
        cases = kiosk_cases(half, each=ALL)  # type: ignore[arg-type]
        alone = [(case, ours.answer(case)) for case in cases]
        report(half, "page by page", alone)
        report(half, "with the outlet's other articles", together(alone))


def together(alone: Sequence[tuple[Case, score.Answer]]) -> list[tuple[Case, score.Answer]]:
    """Return the answers without the lines that the stands print again and again."""
    db = Database(memory=True)
    schema.migrate(db)
    lines = defaultdict(tuple)
    for case, answer in alone:
        lines[case.id] = house.lines(answer.title or "", answer.paragraphs or ())
        news = house.news(answer.title or "", answer.paragraphs or ())
        store_house.note(db, case.id, case.skin, news, lines[case.id])
    found = []
    for case, answer in alone:
        paragraphs = answer.paragraphs or ()
        gone = house.taken(paragraphs, store_house.rules(db, case.id, case.skin, lines[case.id]))
        kept = tuple(text for n, text in enumerate(paragraphs) if n not in gone)
        found.append((case, replace(answer, text="\n".join(kept), paragraphs=kept) if gone else answer))
    return found


def report(half: str, how: str, rows: Sequence[tuple[Case, score.Answer]]) -> None:
    scores = [score.score(case, answer) for case, answer in rows]
    total = score.summarise(scores)
    print(f"| {half} | {total.pages} | {how} | {total.body_f1:.4f} | {total.exact:.1%} | {total.leak:.1%} | {total.over_cut:.1%} |")
    if "-v" in sys.argv:
        for one in scores:
            for line in one.cut:
                print("cut:", one.case.id, line[:140])


if __name__ == "__main__":
    main()
