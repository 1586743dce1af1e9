"""What all commands share: where they work, and how errors end them. Light: every worker process imports it."""

import errno
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import ArchiveError

if TYPE_CHECKING:
    from pipeline.model import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where a command works: the archive, its WARC files, and who the outlets are."""

    archive: Path
    warcs: Path
    catalogue: Path
    """Folder of YAML that lists the outlets."""
    outlets: "Callable[[], Sequence[Outlet]]"
    """Reads it."""
    annotations: Path = Path("annotations")
    """Folder of what people decided."""


class Commands(click.Group):
    """A group that loads a command when it is called, and turns the errors we raise on purpose into one line.

    `where` says of each command in which module it stands, and under which name: `crawl` at `scrapers.crawl_cli:crawl`.
    """

    def __init__(self, *args: Any, where: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._where = where

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._where)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._where:
            return None
        module, _, name = self._where[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(f"arsip: {error}", err=True)
            ctx.exit(error.exit_code)
        except (OSError, sqlite3.OperationalError) as error:
            if not _is_full(error):
                raise
            click.echo(f"arsip: the disk is full ({error}); what was written is whole, the next run goes on", err=True)
            ctx.exit(1)


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_FULL


workplace = click.make_pass_decorator(Workplace)
jobs = click.option("--jobs", type=click.IntRange(1), help="Processes that read pages; one a core where not given.")


def stop_on_bugs(bugs: int) -> None:
    """End with exit code 1 where a reader failed in a way that nobody foresaw."""
    if bugs:
        raise ArchiveError(
            f"{bugs} pages met a bug of ours; the table `issues` has the tracebacks (kinds reader_bug and coder_bug)"
        )
