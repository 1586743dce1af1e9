"""The command `arsip`. Worker processes import this module, so it names commands and loads none."""

from pathlib import Path
from typing import Final

import click

from pipeline.command import Commands, Workplace

FOLDER: Final = click.Path(file_okay=False, path_type=Path)
STAGES: Final = ("code", "extract", "freeze", "gaps", "rebuild", "serve", "show", "status")
WHERE: Final = {
    **{name: f"pipeline.cli:{name}" for name in STAGES}, "index": "pipeline.cli:index_command",
    "publish": "pipeline.cli:publish_command", "annotate": "pipeline.annotate_cli:annotate",
    "outlets": "scrapers.outlets_cli:outlets",
    **{name: f"scrapers.crawl_cli:{name}" for name in ("crawl", "demo", "run")},
}  # fmt: skip
"""Command → where it stands."""


@click.group(cls=Commands, where=WHERE)
@click.version_option(package_name="arsip-netralitas")
@click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("archive.db"),
    show_default=True,
)
@click.option("--warcs", type=FOLDER, default=Path("warcs"), show_default=True)
@click.option(
    "--outlets", type=FOLDER, default=Path(__file__).with_name("outlets"), help="Folder of YAML that lists the outlets."
)
@click.option("--annotations", type=FOLDER, default=Path("annotations"), help="Folder of what people decided.")
@click.pass_context
def cli(ctx: click.Context, archive: Path, warcs: Path, outlets: Path, annotations: Path) -> None:
    """Archive regional news on the neutrality of the state apparatus in elections."""
    from scrapers import outlets as catalogue  # noqa: PLC0415 not for worker processes

    ctx.obj = Workplace(
        archive=archive, warcs=warcs, catalogue=outlets, outlets=lambda: list(catalogue.load(outlets).values()),
        annotations=annotations,
    )  # fmt: skip
