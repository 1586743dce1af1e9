"""The arrows of the house point one way."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted(p for top in ("pipeline", "scrapers", "newsroom") for p in (ROOT / top).rglob("*.py"))
STAGES = ("index", "extract", "coding", "store", "build", "publish", "show", "cli")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return names | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_arrows_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imported(path)}
    if package == "pipeline":
        assert not tops & {"scrapers", "scrapy", "twisted", "newsroom", "httpx", "requests", "aiohttp"}
    if package == "newsroom":
        assert not tops & {"scrapers", "pipeline", "scrapy"}


@pytest.mark.parametrize("path", sorted((ROOT / "pipeline" / "pages").glob("*.py")), ids=lambda p: p.name)
def test_reading_pages_knows_no_stage(path: Path) -> None:
    stages = {f"pipeline.{stage}" for stage in STAGES}
    assert not {name for name in imported(path) if any(name == s or name.startswith(f"{s}.") for s in stages)}


def test_only_the_warc_module_knows_the_warc_library() -> None:
    users = {
        path.relative_to(ROOT).as_posix() for path in MODULES if any(n.startswith("warcio") for n in imported(path))
    }
    assert users == {"pipeline/warc.py"}
