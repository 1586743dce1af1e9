"""`arsip annotate`: what people decide about articles, from a sheet to the archive and back in every rebuild."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from pipeline import agreement as measures
from pipeline import annotation_sheets, annotations, learn, lock, relevance_model, store, store_annotations
from pipeline.annotation_files import AnnotationError
from pipeline.annotations import CODER, FIELDS, Annotation
from pipeline.cli import existing
from pipeline.command import Workplace, workplace


class Coder(click.ParamType[str]):
    """A coder's short name."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not CODER.fullmatch(str(value)):
            self.fail(f"{value!r} is no short name of a-z, 0-9, - and _", param, ctx)
        return str(value)


class Strata(click.ParamType[tuple[str, ...]]):
    """What a sample is spread over: outlet,month."""

    name = "strata"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if wrong := [name for name in names if name not in store_annotations.STRATA]:
            self.fail(f"{wrong[0]!r} is none of {', '.join(store_annotations.STRATA)}", param, ctx)
        return names


FILE = click.Path(dir_okay=False, path_type=Path)
coder_option: Callable[[Any], Any] = click.option("--coder", type=Coder(), help="Short name of who decides.")


@click.group()
def annotate() -> None:
    """What people decide: sheets to fill in, agreement of coders, learning from them."""


@annotate.command("export")
@click.option("--sample", "most", type=click.IntRange(1), help="How many articles; 50 where not given.")
@click.option("--by", type=Strata(), default=(), help="Spread the sample, e.g. over outlet,month.")
@click.option("--uncertain", is_flag=True, help="Those of whose relevance the scores are least sure.")
@click.option("--coded-by", type=Coder(), help="Only what this coder has decided on, for a second opinion.")
@coder_option
@click.argument("file", type=FILE)
@workplace
def export_command(
    place: Workplace, file: Path, *, most: int | None, by: tuple[str, ...], uncertain: bool, coded_by: str | None,
    coder: str | None,
) -> None:  # fmt: skip
    """Write articles to FILE, with empty fields to fill in (docs/codebook.md, "Human coding").

    FILE.csv is for a spreadsheet: an empty cell was not decided on, `-` says that no value fits, and `;` stands between
    several. Any other FILE has one JSON object a line. What the machine thinks is not in it: a coder should not know.
    A FILE that is there already is left alone: somebody may have filled it in.
    """
    if file.exists():
        raise click.UsageError(f"{file} is there already, and may be filled in; name another file")
    if by and uncertain:
        raise click.UsageError("--by spreads a sample, and --uncertain draws none")
    with closing(existing(place)) as db:
        found = store_annotations.choose(
            db, most=most or 50, by=by, uncertain=uncertain, coder=coder, coded_by=coded_by
        )
    annotation_sheets.written(file, found, coder=coder or "")
    click.echo(f"{file}: {len(found)} articles to decide on")


@annotate.command("import")
@coder_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@workplace
def import_command(place: Workplace, file: Path, *, coder: str | None) -> None:
    """Take what people decided from FILE into the folder of annotations, and into the archive where there is one.

    FILE is a filled sheet (.csv, or JSON Lines), or holds decisions as the folder does. One wrong line, and nothing of
    it is taken.
    """
    with lock.held(place.archive):
        decisions = _read(file, coder, datetime.now(UTC).replace(microsecond=0))
        changed = annotations.add(place.annotations, decisions)
        lost = 0
        if place.archive.exists():
            with closing(store.open_archive(place.archive)) as db:
                store_annotations.save(db, annotations.load(place.annotations))
                lost = store_annotations.unknown(db, decisions)
    click.echo(f"{len(decisions)} decisions read, {changed} of them new or changed")
    if lost:
        click.echo(f"arsip: {lost} of their articles are not in {place.archive}; the decisions are kept", err=True)


@annotate.command("agreement")
@click.option("--machine", is_flag=True, help="Count the machine as one more coder.")
@workplace
def agreement_command(place: Workplace, *, machine: bool) -> None:
    """Print Krippendorff's alpha (nominal) of each field that two coders or more decided on."""
    decisions = annotations.load(place.annotations)
    if machine:
        with closing(existing(place)) as db:
            decisions = _with_machine(db, decisions)
    table = Table("field", "articles", "coders", "alpha", "")
    found = measures.agreements(decisions)
    for one in found:
        known = "" if one.alpha is None else f"{one.alpha:.3f}"
        note = "all decided the same" if one.alpha is None else ""
        if one.alpha is not None and one.alpha < measures.ENOUGH:
            note = f"under {measures.ENOUGH}: draw no conclusions"
        table.add_row(one.field, str(one.articles), " ".join(one.coders), known, note)
    Console().print(table if found else "no article was decided on by two coders")


@annotate.command("train")
@workplace
def train_command(place: Workplace) -> None:
    """Learn relevance from what people decided, and print how well that does beside the rules."""
    with lock.held(place.archive), closing(existing(place)) as db:
        examples = store_annotations.examples(db, annotations.load(place.annotations))
        model = learn.train(examples)
        path = place.annotations / relevance_model.NAME
        relevance_model.save(path, model)
        if loaded := relevance_model.load(path):
            store_annotations.refresh_model(db, *loaded)
    trained = model.trained
    table = Table("judge", "precision", "recall", "F1")
    for name, of in (("rules", trained.rules), ("model", trained.model)):
        table.add_row(name, f"{of.precision:.3f}", f"{of.recall:.3f}", f"{of.f1:.3f}")
    Console().print(table)
    click.echo(
        f"{path}: {trained.articles} articles, {trained.relevant} of them relevant; {trained.folds} folds, "
        "copies of one text in one fold"
    )


def _with_machine(db: Database, decisions: list[Annotation]) -> list[Annotation]:
    """Return the decisions with the machine's on the same articles and fields."""
    decided = {(one.key, one.field) for one in decisions}
    said = store_annotations.machine(db, {one.key for one in decisions})
    return decisions + [one for one in said if (one.key, one.field) in decided]


def _read(file: Path, coder: str | None, now: datetime) -> list[Annotation]:
    found: dict[tuple[str, str, str], int] = {}
    decisions = []
    for number, row in annotation_sheets.lines(file):
        for one in _decisions(file, number, {**row, "coder": row.get("coder") or coder}, now):
            if one.identity in found:
                reason = f"{one.field} of this article was decided on line {found[one.identity]} already"
                raise AnnotationError(file, number, reason)
            found[one.identity] = number
            decisions.append(one)
    return decisions


def _decisions(file: Path, number: int, row: Mapping[str, object], now: datetime) -> list[Annotation]:
    if "values" not in row:
        return [annotations.parse(file, number, row)]
    if unknown := sorted(row.keys() - annotation_sheets.NAMES):
        raise AnnotationError(file, number, f"unknown name {unknown[0]!r}")
    filled = row["values"]
    if not isinstance(filled, dict):
        raise AnnotationError(file, number, "values: no object of field and value")
    return [
        annotations.decision(file, number, row, field=field, value=value, at=now)
        for field, value in filled.items()
        if value is not None or field not in FIELDS
    ]
