"""What exists is documented, and what is documented exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.pages.rules import document
from scrapers.cli import cli
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "bench" / "README.md"]


def commands(group: click.Group, before: str = "arsip") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


@pytest.mark.parametrize("command", sorted(commands(cli)))
def test_a_command_has_its_words(command: str) -> None:
    name = command.rsplit(" ", 1)[-1]
    text = "\n".join(page.read_text() for page in PAGES)
    assert re.search(rf"arsip [^`\n]*\b{re.escape(name)}\b", text), f"no page in docs/ tells of `{command}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", page.read_text())
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", prose)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_names_every_target_it_promises() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text()))
    assert {"demo", "test", "serve"} <= named
    assert all(re.search(rf"^{name}:", makefile, re.M) for name in named)


def test_no_path_of_a_machine_and_no_index_stands_in_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--index|/work/|/root/", lock)


def test_the_table_of_boilerplate_rules_is_fresh() -> None:
    made = "run `python -m pipeline.pages.rules > docs/rules.md`"
    assert (ROOT / "docs" / "rules.md").read_text() == document(), made
