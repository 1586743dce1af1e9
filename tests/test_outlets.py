"""The catalogue of outlets: what is in it, and what is said to a person who breaks it."""

import csv
import json
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline import store, urls
from pipeline.errors import OutletError
from pipeline.model import Expect, Outlet
from scrapers import outlets
from scrapers.outlets import PLATFORMS, ZONES, Entry, edit, json_schema, load
from scrapers.spiders import SPIDERS
from tests.command import ARSIP

ROOT = Path(outlets.__file__).parents[2]
DOCS = (ROOT / "docs" / "outlets.md").read_text("utf-8")

GOOD = """
defaults:
  platform: disway
outlets:
  - slug: radarsamudra
    name: Radar Samudra
    home_url: https://radarsamudra.disway.example/
    province: "18"
    regency: "18.06"
"""


def catalogue(folder: Path, text: str, *, name: str = "disway.yml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def bundled() -> dict[str, Entry]:
    return load()


def test_every_bundled_outlet_can_be_visited(bundled: dict[str, Entry]) -> None:
    assert sum(entry.active for entry in bundled.values()) >= 700
    for slug, entry in bundled.items():
        assert slug == entry.slug
        assert entry.platform in SPIDERS
        assert ZoneInfo(entry.timezone)
        assert SPIDERS[entry.platform].is_article(entry.home_url) is False


def test_each_platform_has_a_spider_and_each_spider_a_platform() -> None:
    assert set(PLATFORMS) == set(SPIDERS)


def test_every_province_of_the_country_is_covered(bundled: dict[str, Entry]) -> None:
    assert {entry.province for entry in bundled.values() if entry.active} >= set(ZONES)


def test_a_guessed_outlet_is_not_visited(bundled: dict[str, Entry]) -> None:
    assert {entry.active for entry in bundled.values() if entry.confidence == "low"} == {False}


def test_no_province_is_guessed_in_silence(bundled: dict[str, Entry], shared: Path) -> None:
    with (shared / "data" / "outlets.csv").open(encoding="utf-8", newline="") as file:
        guessed = {urls.bare(row["host"]) for row in csv.DictReader(file) if row["province_inferred"] == "yes"}
    by_host = {urls.bare(host): entry for entry in bundled.values() for host in entry.every_host}
    assert {host for host in guessed if by_host[host].province_from != "name"} == set()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_has_its_paragraph_and_its_way_of_searching_told(platform: str) -> None:
    paragraph = DOCS.partition(f"\n### {platform}\n")[2].partition("\n### ")[0]
    assert len(paragraph.split()) > 20


@pytest.mark.parametrize("key", sorted(outlets.KEYS))
def test_each_key_of_the_catalogue_is_explained(key: str) -> None:
    assert f"`{key}`" in DOCS


def test_the_figures_in_the_docs_are_those_of_the_catalogue(bundled: dict[str, Entry]) -> None:
    active = sum(entry.active for entry in bundled.values())
    assert f"{len(bundled):,} outlets, of which {active:,} are visited" in DOCS


def test_the_schema_for_editors_is_fresh() -> None:
    assert json_schema.FILE.read_text("utf-8") == json_schema.text(), "run `arsip outlets schema`"


def test_every_file_of_the_catalogue_names_the_schema() -> None:
    for path in outlets.DIRECTORY.glob("*.yml"):
        assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=schema.json\n"), path.name


def test_the_schema_knows_every_key_and_says_what_it_is() -> None:
    items = json_schema.schema()["properties"]["outlets"]["items"]
    assert set(items["properties"]) == outlets.KEYS
    assert "Kemendagri" in items["properties"]["province"]["description"]
    assert set(items["required"]) == {"slug", "name", "home_url"}


def test_outlets_stand_in_the_order_of_their_provinces() -> None:
    for path in outlets.DIRECTORY.glob("*.yml"):
        places = [entry.province or "" for entry in outlets.read(path)]
        assert places == sorted(places), path.name


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ARSIP, "--outlets", folder, "outlets", *words],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip


def test_a_province_can_be_listed_with_how_sure_each_line_is(bundled: dict[str, Entry]) -> None:
    done = command(outlets.DIRECTORY, "list", "--province", "18", "--json")
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    assert {each["slug"] for each in listed} == {slug for slug, entry in bundled.items() if entry.province == "18"}
    table = command(outlets.DIRECTORY, "list", "--province", "18").stdout
    assert len(table.splitlines()) == len(listed) + 1
    assert "by its name" in table


def test_a_good_and_a_bad_catalogue_are_told_apart(tmp_path: Path) -> None:
    catalogue(tmp_path, GOOD)
    good = command(tmp_path, "check")
    catalogue(tmp_path, GOOD.replace('"18"', "18"))
    bad = command(tmp_path, "check")
    assert (good.returncode, good.stdout) == (0, "1 outlets, 1 of them active, in 1 provinces\n")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "disway.yml: radarsamudra: " in bad.stderr


def test_a_stale_schema_is_an_error_until_it_is_written(tmp_path: Path) -> None:
    catalogue(tmp_path, GOOD)
    codes = [command(tmp_path, "schema", *more).returncode for more in (["--check"], [], ["--check"])]
    assert codes == [2, 0, 0]


def test_an_entry_that_is_written_is_read_back(bundled: dict[str, Entry], tmp_path: Path) -> None:
    (tmp_path / "all.yml").write_text("outlets:\n" + "".join(map(edit.written, bundled.values())), "utf-8")
    assert load(tmp_path) == bundled


def test_a_change_leaves_every_other_line_alone() -> None:
    text = GOOD + "    verified: never\n\n  # Kota\n" + GOOD[GOOD.index("  - slug") :].replace("radarsamudra", "other")
    new = edit.changed(text, "radarsamudra", {"verified": "live", "verified_on": date(2026, 11, 24)})
    assert new == text.replace("    verified: never\n", "    verified: live\n    verified_on: 2026-11-24\n")


def test_a_change_of_an_outlet_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OutletError, match="radar: no line"):
        edit.changed(GOOD, "radar", {"verified": "live"})


def test_every_province_of_the_country_has_a_time_zone() -> None:
    assert len(ZONES) == 38
    assert (ZONES["18"], ZONES["52"], ZONES["81"]) == ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


@pytest.mark.parametrize(
    ("host", "platform", "province", "zone"),
    [
        ("radarlampung.disway.id", "disway", "18", "Asia/Jakarta"),
        ("radarbengkulu.disway.id", "disway", "17", "Asia/Jakarta"),
        ("radarbengkulu.bacakoran.co", "disway", "17", "Asia/Jakarta"),
        ("gayo.tribunnews.com", "tribun", "11", "Asia/Jakarta"),
        ("onlinekoe.com", "wordpress", "18", "Asia/Jakarta"),
        ("orasirakyat.com", "blogspot", "81", "Asia/Jayapura"),
    ],
)
def test_the_first_outlets_are_there(
    bundled: dict[str, Entry], host: str, platform: str, province: str, zone: str
) -> None:
    [entry] = [entry for entry in bundled.values() if urls.host(entry.home_url) == host]
    assert (entry.platform, entry.province, entry.timezone, entry.active) == (platform, province, zone, True)


def test_orasi_rakyat_stands_in_buru_selatan(bundled: dict[str, Entry]) -> None:
    assert bundled["orasirakyat"].regency == "81.09"


def test_regencies_are_those_of_the_ministry(bundled: dict[str, Entry], shared: Path) -> None:
    codes = {line.partition(",")[0] for line in (shared / "data/regions.csv").read_text("utf-8").splitlines()}
    named = {entry.regency for entry in bundled.values() if entry.regency}
    assert named
    assert named <= codes


def test_four_lines_are_enough_and_the_province_gives_the_time_zone(tmp_path: Path) -> None:
    text = GOOD.replace('"18"', '"81"').replace('    regency: "18.06"\n', "")
    entry = load(catalogue(tmp_path, text))["radarsamudra"]
    assert entry.timezone == "Asia/Jayapura"
    assert (entry.platform, entry.network, entry.hosts, entry.verified) == ("disway", None, (), "never")


def test_an_outlet_may_differ_from_the_defaults_and_its_province(tmp_path: Path) -> None:
    extra = "    platform: tribun\n    timezone: Asia/Makassar\n    crawl_delay: 5\n    hosts: [old.example]\n"
    entry = load(catalogue(tmp_path, GOOD + extra + "    listings: [/listtag/123/netralitas-asn]\n"))["radarsamudra"]
    assert (entry.platform, entry.timezone, entry.crawl_delay) == ("tribun", "Asia/Makassar", 5.0)
    assert entry.every_host == ("radarsamudra.disway.example", "old.example")
    assert entry.listings == ("/listtag/123/netralitas-asn",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "disway.yml: the file is empty"),
        ("- slug: x\n", "disway.yml: must be a mapping with `outlets:`, not a list"),
        ("outlets:\n  - slug: [x\n", "disway.yml: line 3: "),
        ("outlets:\n\t- slug: x\n", "disway.yml: line 2: "),
        ("outlets: radar\n", "disway.yml: outlets must be a list with at least one outlet"),
        ("outlets: []\n", "disway.yml: outlets must be a list with at least one outlet"),
        ("outlets: [radar]\n", "disway.yml: outlet 1: must be a mapping, not a str"),
        ("defaults: [a]\noutlets: [{}]\n", "disway.yml: defaults must be a mapping, not a list"),
        ("outlet: []\n", "disway.yml: unknown key 'outlet'"),
        (GOOD.replace("platform: disway", "slug: a"), "disway.yml: defaults: key 'slug' cannot be a default"),
        (GOOD + "    regoin: x\n", "disway.yml: radarsamudra: unknown key 'regoin'"),
        (GOOD + "    name: Again\n", "disway.yml: line 10: key 'name' stands twice"),
        (GOOD.replace("    name: Radar Samudra\n", ""), "disway.yml: radarsamudra: key 'name' is missing"),
        (GOOD.replace("slug: radarsamudra", "name_: a"), "disway.yml: outlet 1: unknown key 'name_'"),
        (GOOD.replace("- slug: radarsamudra\n    name", "- name"), "disway.yml: outlet 1: key 'slug' is missing"),
        (GOOD.replace("slug: radarsamudra", "slug: 7"), "disway.yml: outlet 1: Expected `str`, got `int` (key slug)"),
        (GOOD.replace("radarsamudra\n", "Radar_Samudra\n", 1), "slug 'Radar_Samudra' is not made of a-z, 0-9"),
        (GOOD.replace('"18"', "18"), "Expected `str | null`, got `int` (key province): put region codes in quotes"),
        (GOOD.replace('"18.06"', "18.06"), "got `float` (key regency): put region codes in quotes"),
        (GOOD.replace('"18"', '"20"'), "disway.yml: radarsamudra: province '20' is no Kemendagri code"),
        (GOOD.replace('"18.06"', '"1806"'), "disway.yml: radarsamudra: regency '1806' is no Kemendagri code"),
        (GOOD.replace('"18.06"', '"17.06"'), "disway.yml: radarsamudra: regency '17.06' is not in province '18'"),
        (GOOD + "    timezone: Asia/Lampung\n", "disway.yml: radarsamudra: timezone 'Asia/Lampung' is not known"),
        (GOOD + "    timezone: ../etc/passwd\n", "disway.yml: radarsamudra: timezone '../etc/passwd' is not known"),
        (GOOD.replace("https://", ""), "home_url 'radarsamudra.disway.example/' is no http(s) address"),
        (GOOD.replace("https://radar", "ftp://radar"), "is no http(s) address"),
        (GOOD.replace("example/", "example/berita"), "is more than scheme, host and /"),
        (GOOD.replace("example/", "example"), "is more than scheme, host and /"),
        (GOOD.replace("https://radarsamudra.", "https://[bad"), "is no address"),
        (GOOD + "    hosts: [https://old.example/]\n", "'https://old.example/' under hosts is no host name"),
        (GOOD + "    hosts: old.example\n", "Expected `array`, got `str` (key hosts)"),
        (GOOD + "    listings: [tag/asn]\n", "'tag/asn' under listings is no path that starts with /"),
        (GOOD + "    crawl_delay: -1\n", "crawl_delay -1"),
        (GOOD + "    budget: 0\n", "budget 0 is not between 1 and 100000 requests"),
        (GOOD + "    verified: live\n", "verified: live needs verified_on"),
        (GOOD + "    confidence: sure\n", "Invalid enum value 'sure' (key confidence)"),
        (
            GOOD.replace('    province: "18"\n    regency: "18.06"\n', "") + "    province_from: name\n",
            "province_from says that the name tells the province, and there is none",
        ),
        (GOOD + "    verified: perhaps\n", "Invalid enum value 'perhaps' (key verified)"),
        (GOOD.replace("platform: disway", "platform: joomla"), "platform 'joomla' is none of disway, tribun"),
        (GOOD + GOOD[GOOD.index("  - slug") :], "disway.yml: radarsamudra: this slug is used twice, see disway.yml"),
        (
            GOOD + GOOD[GOOD.index("  - slug") :].replace("slug: radarsamudra", "slug: second"),
            "disway.yml: second: host radarsamudra.disway.example is used twice, see disway.yml: radarsamudra",
        ),
    ],
)
def test_a_broken_catalogue_names_file_outlet_and_reason(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OutletError) as raised:
        load(catalogue(tmp_path, text))
    said = str(raised.value)
    assert message in said
    assert said.startswith("disway.yml: ")
    assert "\n" not in said


@pytest.mark.parametrize("change", [("slug: radarsamudra", "slug: other"), ("https://radar", "https://www.radar")])
def test_a_slug_or_host_of_another_file_is_taken(tmp_path: Path, change: tuple[str, str]) -> None:
    catalogue(tmp_path, GOOD)
    catalogue(tmp_path, GOOD.replace(*change), name="tribun.yml")
    with pytest.raises(OutletError, match=r"^tribun\.yml: .* twice, see disway\.yml: radarsamudra$"):
        load(tmp_path)


def test_a_folder_without_a_catalogue_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutletError, match=r"no \*\.yml file"):
        load(tmp_path)


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "disway.yml").write_bytes(b"outlets: [\xff\xfe\x00]\n")
    with pytest.raises(OutletError, match=r"^disway\.yml: "):
        load(tmp_path)


def test_the_sample_newsroom_speaks_the_same_form() -> None:
    assert {entry.platform for entry in load(ROOT / "newsroom" / "outlets").values()} <= set(PLATFORMS)


SURE = Outlet(
    slug="radarsamudra", name="Radar Samudra", platform="disway", home_url="https://radarsamudra.disway.example/",
    hosts=("m.radarsamudra.example",), expect=Expect(articles_per_week=2, fill={"byline": 0.8}), active=False,
    confidence="medium", platform_from="guess", province_from="name", verified="live", verified_on=date(2025, 3, 1),
)  # fmt: skip


def test_the_archive_knows_how_sure_the_catalogue_is_of_an_outlet(tmp_path: Path) -> None:
    with closing(store.open_archive(tmp_path / "archive.db")) as db:
        store.save_outlets(db, [SURE])
        assert store.outlets(db) == [SURE]


def test_an_archive_from_before_that_is_brought_up_and_filled_by_the_next_run(tmp_path: Path) -> None:
    new = ("active", "confidence", "platform_from", "province_from", "verified", "verified_on")
    with closing(store.open_archive(tmp_path / "archive.db")) as db:
        store.save_outlets(db, [SURE])
        db.table("outlets").transform(drop=set(new))
        db.execute("delete from _sqlite_migrations where name like 'm004%'")
        db.conn.commit()
    with closing(store.open_archive(tmp_path / "archive.db")) as db:
        assert [outlet.confidence for outlet in store.outlets(db)] == ["high"]
        store.save_outlets(db, [SURE])
        assert store.outlets(db) == [SURE]
