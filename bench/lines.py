"""Learn what the signals of a doubtful line weigh, and tell whether that serves pages it was not learned from.

    python -m bench.lines [--write] [--wrong]

The lines are those of all pages of the newsroom, gallery and kiosk, of tests/lines.yml and of the coders' articles;
none of `heldout`, nor of the unread half of the kiosk's last series. In turn a fourteenth of the skins and sets is left
out with every line that it shares with others, the weights are learned from the rest and tried on it. `--wrong` prints
the lines of articles that would go, `--write` learns from all and writes pipeline/pages/line_weights.csv. Needs
scikit-learn.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench import coding, spelled
from bench.cases import FETCHED_AT, Case, bare, gallery_cases, kiosk_cases, newsroom_cases
from pipeline.errors import ArticleError
from pipeline.model import Outlet
from pipeline.pages import weighed
from pipeline.pages.base import Source
from pipeline.pages.markup import Markup, parse
from pipeline.pages.reading import page_of
from pipeline.pages.trim import judged

FILE: Final = Path(weighed.__file__).with_name("line_weights.csv")
FOLDS: Final = 14
RAREST: Final = 8
"""Lines in which a signal must stand to be weighed."""
SMALL: Final = 0.05
"""Weights below this are not written."""
PIECE: Final = 12
"""Letters from which on a piece of the article's text is the article."""
UNREAD: Final = "heldout"
UNREAD_PAGES: Final = "held7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of one skin or set."""

    family: str
    group: str
    text: str
    signals: frozenset[str]
    junk: bool
    left: bool
    """No rule takes it, and it may be weighed."""


def rows() -> list[Row]:
    """Return the lines of all pages, each text of a family once."""
    found = {(row.family, row.text): row for row in [*_of_cases(), *_of_spelled(), *_of_articles()]}
    return list(found.values())


def _of_cases() -> Iterator[Row]:
    for case in [*newsroom_cases(), *gallery_cases(), *_kiosk()]:
        lines = _lines(case.html, case.url, case.outlet, FETCHED_AT, case.paragraphs)
        yield from (_row(case.skin, case.group, *line) for line in lines)


def _kiosk() -> Iterator[Case]:
    yield from (case for case in [*kiosk_cases("dev"), *kiosk_cases("held")] if case.group != UNREAD_PAGES)


def _of_spelled() -> Iterator[Row]:
    for one in spelled.spelled():
        own = {bare(text) for text in one.texts}
        for line in _lines(one.html, spelled.URL, spelled.OUTLET, spelled.FETCHED_AT, one.paragraphs):
            if bare(line[0]) in own:
                yield _row("lines", "lines", *line)


def _of_articles() -> Iterator[Row]:
    for name in coding.SETS:
        for article in coding.read(name) if name != UNREAD else ():
            page = spelled.page_of(article.headline, article.paragraphs)
            for line in _lines(page, spelled.URL, spelled.OUTLET, spelled.FETCHED_AT, article.paragraphs):
                yield _row(f"coding {name}", "coding", *line)


def _row(family: str, group: str, text: str, signals: frozenset[str], junk: bool, left: bool) -> Row:
    return Row(family=family, group=group, text=text, signals=signals, junk=junk, left=left)


def _lines(
    html: str, url: str, outlet: Outlet, fetched_at: datetime, paragraphs: Sequence[str]
) -> Iterator[tuple[str, frozenset[str], bool, bool]]:
    """Yield the lines of a body: text, signals, whether it is none of the article's, whether it is to be weighed."""
    try:
        page = page_of(Source(markup=Markup(parse(html)), url=url, outlet=outlet, fetched_at=fetched_at))
        layout = judged(page.blocks, page.known)
    except ArticleError:
        return
    own = [bare(paragraph) for paragraph in paragraphs]
    whole, told = "".join(own), weighed.told_in(layout, page.known.headline)
    for i, item in enumerate(layout.items):
        text = bare(item.block.text)
        if not text or item.block.furniture or any(len(p) > 40 and p[:40] in text and p != text for p in own):
            continue
        kept = text in own or (len(text) >= PIECE and text in whole)
        left = item.drop is None and weighed.is_doubtful(item.block)
        yield item.block.text, weighed.signals(layout, i, told), not kept, left


def learn(lines: Sequence[Row]) -> dict[str, float]:
    """Return the weights by signal, with `bias`."""
    vectors = DictVectorizer()
    said = vectors.fit_transform([dict.fromkeys(row.signals, 1) for row in lines])
    often = said.getnnz(axis=0) >= RAREST
    model = LogisticRegression(max_iter=3000, solver="liblinear").fit(said[:, often], [row.junk for row in lines])
    names = [name for name, kept in zip(vectors.get_feature_names_out(), often, strict=True) if kept]
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def tried(lines: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each line with whether it goes by weights learned without its fold and without its text."""
    families = {family: i % FOLDS for i, family in enumerate(sorted({row.family for row in lines}))}
    for fold in range(FOLDS):
        out = [row for row in lines if families[row.family] == fold]
        texts = {row.text for row in out}
        weights = learn([row for row in lines if families[row.family] != fold and row.text not in texts])
        yield from ((row, weighed.is_enough(weights, row.signals)) for row in out)


def report(found: Sequence[tuple[Row, bool]]) -> Iterator[str]:
    """Say by group how many lines of articles would go of those that rules leave, and how much of what is none."""
    yield f"{'':10} {'of articles, left by rules':>28} {'not of articles, rules or not':>31}"
    for group in dict.fromkeys(row.group for row, _ in found):
        own = [goes for row, goes in found if row.group == group and not row.junk and row.left]
        junk = [goes for row, goes in found if row.group == group and row.junk]
        yield f"{group:10} {_share(own):>28} {_share(junk):>31}"


def _share(lines: Sequence[bool]) -> str:
    return f"{sum(lines)} of {len(lines)} go"


def write(weights: dict[str, float]) -> None:
    ordered = sorted(weights.items(), key=lambda pair: (pair[0] != "bias", pair[0]))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["signal", "weight"])
        table.writerows([name, f"{value:.2f}"] for name, value in ordered if name == "bias" or abs(value) >= SMALL)


def _wrong(found: Iterable[tuple[Row, bool]]) -> Iterator[str]:
    yield from (f"{row.family}: {row.text[:150]}" for row, goes in found if goes and row.left and not row.junk)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all lines")
    parser.add_argument("--wrong", action="store_true", help="print lines of articles that would go")
    options = parser.parse_args()
    lines = rows()
    if options.write:
        write(learn(lines))
        return
    found = list(tried(lines))
    print("\n".join([*report(found), *(_wrong(found) if options.wrong else ())]))


if __name__ == "__main__":
    main()
