"""Make docs/rules.md from boilerplate.yml and furniture.yml: `python -m pipeline.pages.rules > docs/rules.md`."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent

HEAD: Final = """# Every boilerplate rule

<!-- Made by `python -m pipeline.pages.rules > docs/rules.md`: edit the YAML in pipeline/pages instead. -->

`removed_spans.rule` names one of these, or `READER.HOOK` for an element that a class or id gave away, `trafilatura`
for a block without a sentence that trafilatura dropped, `stitch.repeated` for what a further page repeats,
`house.*` for lines that the outlet prints in many of its articles (pipeline/house.py).
"""

WHERE: Final = {
    "whole": "the whole line",
    "start": "the beginning of a line",
    "end": "the end of a line",
    "label": "a label, and the titles after or before it",
    "cut": "the match alone; the rest of the line stays",
    "tokens": "a line of nothing but such words",
}
ZONES: Final = {"top": ", before the first paragraph", "foot": ", after the last sentence"}
STANDING: Final = """## Lines, by where and how they stand

No phrase makes these; see pages/linked.py, edges.py, strangers.py, weighed.py, headed.py.

| rule | takes |
|---|---|"""
STRANDS: Final = {
    "labelled-link": "a few words and a mark, then nothing but links to pages of the outlet",
    "linked-headline": "a line that is one link and no sentence",
    "linked-words": "the same of one word or two",
    "words-above": "a few words without an end above the first sentence",
    "words-below": "the same below the last",
    "no-words": "a line without a letter or digit",
    "stranger": "a line that three signs speak against: of place (in an element apart from the body's, set in another "
    "way than most sentences, above the first or below the last, behind the names that close the text), of form (no "
    "end, a label, capitals like a headline, brackets, an arrow), of links, of words (below); or two, if one is an "
    "element of its own and the other that it has no end. Never what a colon announces, nor what somebody says",
    "label-of-links": "a few words right above links that stood there for themselves and are gone",
    "weighed": "a line that no rule took and that is no sentence, heading, item, cell or quotation, nor announced by a "
    "colon, if its words and form weigh enough against it; the weights are learned (`python -m bench.lines`)",
    "stranger-box": "what is left of an element beside the body that has lost a line and holds no sentence of its own",
}
LONGEST: Final = 140
"""Characters of a rule's first pattern that the table shows."""


def document() -> str:
    """Return the whole of docs/rules.md."""
    parts = (_grammar(_load("boilerplate.yml")), _standing(_load("signs.yml")), _furniture(_load("furniture.yml")))
    return "\n".join((HEAD, *(line for part in parts for line in (*part, ""))))


def _grammar(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"## Lines, by their grammar\n\n{len(data['rules'])} rules.\n"
    yield "| rule | kind | takes | for example |"
    yield "|---|---|---|---|"
    for rule in data["rules"]:
        where = WHERE.get(rule["where"], rule["where"]) + ZONES.get(rule.get("zone", ""), "")
        patterns = rule.get("match") or rule.get("words") or [""]
        shown = str(patterns[0])
        shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
        more = f" and {len(patterns) - 1} more" if len(patterns) > 1 else ""
        yield f"| {rule['id']} | {rule['kind']} | {where} | `{_cell(shown)}`{more} |"


def _standing(signs: Mapping[str, Any]) -> Iterator[str]:
    yield STANDING
    yield from (f"| {rule} | {takes} |" for rule, takes in STRANDS.items())
    yield "\nWords that count as a sign of `stranger`:\n"
    yield from (f"- {name}: {', '.join(map(str, words))}" for name, words in signs.items())


def _furniture(data: Mapping[str, Any]) -> Iterator[str]:
    yield "## Elements, by their markup\n"
    yield "`*` stands for any ending; words count between `-`, `_` and blanks of a class or id.\n"
    yield "| kind | elements | classes and ids of known widgets | words of a class or id |"
    yield "|---|---|---|---|"
    for kind in sorted({*data["elements"], *data["hooks"], *data["words"]}):
        cells = (", ".join(f"`{_cell(str(name))}`" for name in data[part].get(kind, ())) for part in PARTS)
        yield f"| {kind} | {' | '.join(cells)} |"
    yield "\nOf one reader only:\n"
    for reader, kinds in sorted(data.get("readers", {}).items()):
        for kind, names in sorted(kinds.items()):
            yield f"- {reader}, {kind}: {', '.join(f'`{_cell(str(name))}`' for name in names)}"


PARTS: Final = ("elements", "hooks", "words")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")


def _load(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return loaded


if __name__ == "__main__":
    sys.stdout.write(document())
