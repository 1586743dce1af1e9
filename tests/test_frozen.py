"""Frozen captures: an old page keeps its reading, until a person has reviewed another."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from pipeline.freeze import expected_path, read_frozen, write_expected
from pipeline.model import Outlet
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "captures"
FROZEN = sorted(FOLDER.glob("*.warc.gz"))


def outlet_of(path: Path) -> Outlet:
    return msgspec.convert(json.loads(expected_path(path).read_text())["outlet"], Outlet)


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.name.removesuffix(".warc.gz"))
def test_a_frozen_capture_is_read_as_reviewed(path: Path) -> None:
    expected = expected_path(path)
    if not expected.exists():
        host = path.name.split("-example-")[0]
        write_expected(path, Outlet(slug=host, name=host, platform="unknown", home_url="http://unknown.example/"))
        pytest.fail(f"{expected.name} was missing and is written now: review it, name its outlet, and commit it")
    assert read_frozen(path, outlet_of(path)) == json.loads(expected.read_text())["article"]


def test_every_platform_has_a_frozen_capture() -> None:
    readers = {json.loads(path.read_text())["article"]["reader"] for path in FOLDER.glob("*.json")}
    assert {"disway", "tribun", "wordpress", "blogspot"} <= readers


def test_a_change_of_the_page_is_noticed(tmp_path: Path) -> None:
    path = shutil.copy(FROZEN[0], tmp_path)
    outlet = outlet_of(FROZEN[0])
    expected = write_expected(Path(path), outlet)
    assert json.loads(expected.read_text())["article"] == read_frozen(FROZEN[0], outlet)
