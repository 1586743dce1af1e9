"""The floors under the coders: on invented articles, on the five seeds, and on the vocabularies themselves."""

import csv
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bench import coding as bench
from pipeline.coding import acts, codebook, regions, relevance, violations
from pipeline.coding.coder import code
from pipeline.coding.laws import registry
from pipeline.coding.lexicon import phrases, vocabulary
from pipeline.coding.weights import weights
from pipeline.model import Coding, Outlet

FLOORS = {
    name.removeprefix("coding."): floor
    for name, floor in json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8")).items()
    if name.startswith("coding.")
}


@cache
def measured(name: str) -> dict[str, bench.Tally]:
    return bench.measure(bench.read(name))[0]


@pytest.mark.parametrize("floor", sorted(FLOORS))
def test_no_field_falls_below_its_floor(floor: str) -> None:
    name, field = floor.split(".")
    assert measured(name)[field.replace("_", " ")].f1 >= FLOORS[floor]


def test_the_gold_set_is_large_enough_and_a_third_is_held_out() -> None:
    dev, heldout = (list(bench.read(name)) for name in ("dev", "heldout"))
    assert len(dev) + len(heldout) >= 150
    assert len(heldout) * 3 >= len(dev) + len(heldout)
    assert len({gold.id for gold in [*dev, *heldout]}) == len(dev) + len(heldout)


def test_a_second_gold_set_was_written_by_others() -> None:
    second = [gold for name in ("dev2", "held2") for gold in bench.read(name)]
    assert len({gold.id for gold in second}) == len(second) == 128
    assert {gold.id[0] for gold in second} == {"a", "b"}


def test_a_third_gold_set_was_written_by_others_again() -> None:
    third = [gold for name in ("dev3", "held3") for gold in bench.read(name)]
    assert len({gold.id for gold in third}) == len(third) == 52
    assert {gold.id[0] for gold in third} == {"c", "e"}


def test_a_fourth_gold_set_holds_articles_and_short_pieces() -> None:
    articles, pieces = (
        [gold for name in names for gold in bench.read(name)] for names in (("dev4", "held4"), ("dev5", "held5"))
    )
    assert (len({gold.id for gold in articles}), len({gold.id for gold in pieces})) == (56, 200)
    assert {gold.id[0] for gold in articles} == {"d", "f"}
    assert {gold.id[0] for gold in pieces} == {"g", "h"}


def test_a_second_right_answer_is_neither_a_miss_nor_an_error() -> None:
    wanted = {"event_type": "appeal", "event_type_either": ["assembly"]}
    assert [bench.event_type(wanted, got) for got in ("assembly", "pledge")] == ["assembly", "appeal"]
    labels = {
        "violations_either": [{"code": "V11", "certainty": "alleged"}, {"code": "V99", "certainty": "hypothetical"}]
    }
    assert bench.chosen(["V06"], ["V11"], ["V11"], labels) == ["V11"]
    assert bench.chosen(["V06"], ["V11"], ["V02"], labels) == ["V06"]
    assert bench.chosen(["V99"], [], [], labels) == []


def test_the_weights_speak_for_the_published_types_and_for_signals_that_exist() -> None:
    codes = vocabulary("events")["codes"]
    assert isinstance(codes, dict)
    assert set(weights("event_weights")["bias"]) == set(codes.values())
    assert set(weights("relevance_weights")["bias"]) == {"relevant"}
    labels = {signal.rsplit(" ", 1)[0] for signal in weights("relevance_weights") if signal.startswith("rule ")}
    assert {label.removeprefix("rule ") for label in labels} <= set(relevance.points())


# Outlet, day of publication, line of the headline (None: it has none), event and place, speakers of the direct quotes.
SEEDS = {
    "000": ("Radar Lampung", None, 0, ("pledge", "18", "18.06"), ["Hamid Heriansyah Lubis"] * 4),
    "001": ("Rakyat Tubaba", (2024, 8, 8), 1, ("appeal", "18", "18.12"), ["Samsudin", "Samsudin", "M Firsada"]),
    "002": ("Orasi Rakyat", (2024, 10, 5), None, ("pledge", "81", "81.09"), ["Husen"] * 4),
    "003": ("TribunGayo", (2024, 10, 8), 1, ("pledge", "11", "11.17"), ["Mohd Tanwier"] * 3),
    "004": ("Radar Bengkulu", (2024, 11, 5), None, ("appeal", "17", "17.01"), ["Sisardi"] * 2),
}
FURNITURE = (
    "baca juga",
    "cek berita",
    "sumber",
    "tinggalkan",
    "alamat email",
    "klik",
    "ikuti",
    "berita terk",
    "©",
    "all right",
    "|",
    "aa",
    "komentar",
    "•",
    "penulis",
)


def seed(shared: Path, number: str) -> Coding:
    outlet, day, headline, _, _ = SEEDS[number]
    (file,) = (shared / "seeds").glob(f"{number}_*.txt")
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if not line.lower().startswith(FURNITURE)]
    return code(
        headline=lines[headline] if headline is not None else "",
        paragraphs=lines[headline + 1 :] if headline is not None else lines,
        published_at=datetime(*day, 3, tzinfo=UTC) if day else None,
        outlet=Outlet(slug="seed", name=outlet, platform="wordpress", home_url="https://seed.example/"),
    )


@pytest.mark.parametrize("number", sorted(SEEDS))
def test_the_seeds_are_coded_right(shared: Path, number: str) -> None:
    coding = seed(shared, number)
    _, _, _, expected, speakers = SEEDS[number]
    assert coding.language == "id"
    assert (coding.relevance or 0) > 0.9
    assert (coding.event_type, coding.province, coding.regency) == expected
    assert [quote.speaker for quote in coding.quotes if quote.kind == "direct"] == speakers


def test_the_seeds_name_their_targets_numbers_and_people(shared: Path) -> None:
    coded = {number: seed(shared, number) for number in SEEDS}
    assert [coded[number].actors for number in sorted(SEEDS)] == [
        ("ASN", "PPPK"), ("ASN",), ("ASN", "PPPK"), ("ASN",), ("ASN", "PPPK"),
    ]  # fmt: skip
    assert [(one.number, one.unit, one.scope) for one in coded["000"].claims] == [(5196, "ASN", "18.06")]
    assert {one.name for one in coded["002"].people} == {
        "Husen", "M Agung Gumilar", "Supardi Salamun", "Ruslan Makatitta",
    }  # fmt: skip
    assert [coding.event_date.isoformat() for _, coding in sorted(coded.items()) if coding.event_date] == [
        "2024-08-07", "2024-10-04", "2024-10-07", "2024-11-04",
    ]  # fmt: skip


def test_a_misquoted_law_in_a_seed_is_flagged(shared: Path) -> None:
    suspects = [row for row in seed(shared, "001").citations if row.suspect]
    assert [(row.law_type, row.number, row.year) for row in suspects] == [("UU", "20", 2024)]
    assert "UU 20/2023" in str(suspects[0].suspect)


def test_a_misprinted_year_in_a_seed_is_repaired_by_its_weekday(shared: Path) -> None:
    coding = seed(shared, "003")
    assert coding.event_date is not None
    assert coding.event_date.isoformat() == "2024-10-07"


def test_the_codebook_is_up_to_date() -> None:
    text = codebook.CODEBOOK.read_text(encoding="utf-8")
    assert codebook.fill(text) == text, "run: python -m pipeline.coding.codebook"


def test_the_codebook_prints_every_table() -> None:
    text = codebook.CODEBOOK.read_text(encoding="utf-8")
    assert {match["name"] for match in codebook.MARKED.finditer(text)} == set(codebook.TABLES)


def test_every_vocabulary_file_names_its_source_and_licence() -> None:
    folder = Path(regions.__file__).parent / "data"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert [
        file.name for file in folder.iterdir() if file.suffix in {".csv", ".yml"} and f"`{file.name}`" not in readme
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        "abbreviations",
        "actors",
        "claims",
        "elections",
        "events",
        "institutions",
        "languages",
        "laws",
        "people",
        "places",
        "related",
        "relevance",
        "violations",
    ],
)
def test_no_word_of_a_vocabulary_was_read_as_yes_or_no(name: str) -> None:
    def phrases(value: object) -> list[object]:
        if isinstance(value, dict):
            return [phrase for key, part in value.items() if key != "checked" for phrase in [key, *phrases(part)]]
        return [phrase for part in value for phrase in phrases(part)] if isinstance(value, list) else [value]

    assert [phrase for phrase in phrases(vocabulary(name)) if isinstance(phrase, bool)] == []


@pytest.mark.parametrize("file", sorted((Path(regions.__file__).parent / "data").glob("*.yml")), ids=lambda f: f.stem)
def test_no_label_of_a_vocabulary_is_cut_at_a_comma(file: Path) -> None:
    """In a flow mapping YAML ends an unquoted text at its first comma and makes keys without a value of the rest."""

    def rests(value: object) -> list[object]:
        if isinstance(value, dict):
            cut = [key for key, part in value.items() if part is None]
            return cut + [rest for part in value.values() for rest in rests(part)]
        if isinstance(value, list):
            return [part for part in value if not isinstance(part, str | list)] + [
                rest for part in value for rest in rests(part)
            ]
        return []

    assert rests(vocabulary(file.stem)) == []


@pytest.mark.parametrize("file", sorted((Path(regions.__file__).parent / "data").glob("*.csv")), ids=lambda f: f.stem)
def test_every_row_of_a_table_has_the_cells_of_its_head(file: Path) -> None:
    head, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    assert [row for row in rows if len(row) != len(head)] == []


@pytest.mark.parametrize(
    ("code", "act"), [("V04", "mengikuti"), ("V11", "memihak"), ("V09", "saksi"), ("V01", "peraga")]
)
def test_the_name_of_an_act_ends_whole(code: str, act: str) -> None:
    assert str(violations.categories()[code]["label"]).endswith(act)


def test_every_act_of_the_joint_decree_has_its_cues() -> None:
    codes = set(violations.categories())
    assert codes == {f"V{number:02}" for number in range(1, 20)} | {"V99"}
    assert {frame.code for frame in acts.frames() if not frame.weak} == codes - {"V99"}


def test_a_frame_of_an_act_names_classes_that_have_words() -> None:
    known = set(phrases("acts", "classes"))
    assert [frame.name for frame in acts.frames() if not known.issuperset(frozenset().union(*frame.slots))] == []


def test_a_law_that_ended_ends_after_it_began() -> None:
    assert [name for name, law in registry().items() if law.begins and law.ends and law.ends <= law.begins] == []
