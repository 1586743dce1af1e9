"""What people decide is read strictly, kept in order, merged without doubling, and compared beyond chance."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import annotations
from pipeline.agreement import agreements, alpha
from pipeline.annotation_files import AnnotationError
from pipeline.annotations import Annotation, Value, merge

AT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
GOOD = {"key": "contoh.example/satu", "field": "event_type", "value": "pledge", "coder": "ani",
        "at": "2026-11-24T07:30:00Z"}  # fmt: skip


def decided(value: Value = "pledge", **fields: Any) -> Annotation:
    told: dict[str, Any] = {"key": "contoh.example/satu", "field": "event_type", "coder": "ani", "at": AT}
    return Annotation(value=value, **(told | fields))


def written(folder: Path, *rows: object) -> Path:
    path = folder / "coded-ani.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


@pytest.mark.parametrize(
    ("reason", "row"),
    [
        ("no JSON", "{"),
        ("no JSON object", "[1]"),
        ("stands twice", '{"key": "a", "key": "b"}'),
        ("unknown name 'colour'", GOOD | {"colour": "red"}),
        ("key: ", GOOD | {"key": ""}),
        ("coder: ", GOOD | {"coder": "Ani Lestari"}),
        ("coder: ", GOOD | {"coder": "../../etc"}),
        ("belongs in coded-budi.jsonl", GOOD | {"coder": "budi"}),
        ("field: 'mood'", GOOD | {"field": "mood"}),
        ("at: ", GOOD | {"at": "yesterday"}),
        ("at: ", {name: value for name, value in GOOD.items() if name != "at"}),
        ("event_type: 'party'", GOOD | {"value": "party"}),
        ("event_type: None", GOOD | {"value": None}),
        ("event_type: ['pledge']", GOOD | {"value": ["pledge"]}),
        ("relevant: 'maybe'", GOOD | {"field": "relevant", "value": "maybe"}),
        ("relevant: ''", GOOD | {"field": "relevant", "value": ""}),
        ("regency: '18'", GOOD | {"field": "regency", "value": "18"}),
        ("regency: 18.13", GOOD | {"field": "regency", "value": 18.13}),
        ("regency: '18.99'", GOOD | {"field": "regency", "value": "18.99"}),
        ("event_date: '2024-13-01'", GOOD | {"field": "event_date", "value": "2024-13-01"}),
        ("event_date: '20241001'", GOOD | {"field": "event_date", "value": "20241001"}),
        ("actor: 'ASN'", GOOD | {"field": "actor", "value": "ASN"}),
        ("actor: 'Hansip'", GOOD | {"field": "actor", "value": ["ASN", "Hansip"]}),
        ("violation: 'V77'", GOOD | {"field": "violation", "value": ["V77"]}),
        ("law: 'UU ASN'", GOOD | {"field": "law", "value": ["UU ASN"]}),
    ],
)
def test_a_wrong_line_is_named_with_its_file_number_and_reason(tmp_path: Path, reason: str, row: object) -> None:
    path = written(tmp_path, GOOD | {"key": "contoh.example/nol"}, "", row)
    with pytest.raises(AnnotationError) as caught:
        annotations.load(tmp_path)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert reason in str(caught.value)
    assert caught.value.exit_code == 2


def test_two_decisions_of_one_coder_on_one_thing_are_an_error(tmp_path: Path) -> None:
    written(tmp_path, GOOD, GOOD | {"value": "appeal"})
    with pytest.raises(AnnotationError, match="line 1 too"):
        annotations.load(tmp_path)


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("relevant", True, "1"),
        ("relevant", 0, "0"),
        ("language", "jv", "jv"),
        ("regency", "18.13", "18.13"),
        ("regency", "", ""),
        ("province", 18, "18"),
        ("event_detail", "case_outcome", "case_outcome"),
        ("actor", ["PPPK", "ASN", "ASN"], ("ASN", "PPPK")),
        ("violation", [], ()),
        ("law", ["UU 20/2023"], ("UU 20/2023",)),
        ("election", ["pilkada2024"], ("pilkada2024",)),
        ("event_date", "2024-10-07", "2024-10-07"),
    ],
)
def test_values_of_the_codebook_are_taken(field: str, given: object, kept: Value) -> None:
    assert annotations.checked(field, given) == kept


def test_a_folder_that_is_not_there_holds_no_decision(tmp_path: Path) -> None:
    assert annotations.load(tmp_path / "none") == []


def test_what_is_written_is_read_back_one_object_a_line_in_order(tmp_path: Path) -> None:
    rows = [decided(), decided(("ASN", "PPPK"), field="actor"), decided("1", field="relevant", key="contoh.example/a")]
    annotations.add(tmp_path, rows)
    lines = (tmp_path / "coded-ani.jsonl").read_text().splitlines()
    assert [json.loads(line)["key"] for line in lines] == sorted(row.key for row in rows)
    assert set(annotations.load(tmp_path)) == set(rows)


def test_each_coder_has_a_file_of_their_own(tmp_path: Path) -> None:
    annotations.add(tmp_path, [decided(), decided(coder="budi")])
    assert [path.name for path in annotations.files(tmp_path)] == ["coded-ani.jsonl", "coded-budi.jsonl"]


def test_the_same_decisions_again_change_nothing(tmp_path: Path) -> None:
    assert annotations.add(tmp_path, [decided()]) == 1
    before = (tmp_path / "coded-ani.jsonl").read_bytes()
    assert annotations.add(tmp_path, [decided(at=AT + timedelta(days=1))]) == 0
    assert (tmp_path / "coded-ani.jsonl").read_bytes() == before


def test_a_later_decision_replaces_an_earlier_one_and_never_the_other_way(tmp_path: Path) -> None:
    later = decided("appeal", at=AT + timedelta(days=1))
    annotations.add(tmp_path, [decided()])
    annotations.add(tmp_path, [later])
    assert annotations.add(tmp_path, [decided()]) == 0
    assert annotations.load(tmp_path) == [later]


DECISIONS = st.lists(
    st.builds(
        decided,
        st.sampled_from(["pledge", "appeal", ""]),
        key=st.sampled_from(["a", "b", "c"]),
        coder=st.sampled_from(["ani", "budi"]),
        at=st.sampled_from([AT, AT + timedelta(days=1), AT + timedelta(days=2)]),
    ),
    unique_by=lambda one: one.identity,
)


@given(DECISIONS, DECISIONS)
def test_merging_is_idempotent_and_loses_nobody(old: list[Annotation], new: list[Annotation]) -> None:
    merged = merge(old, new)
    assert merge(merged, new) == merged
    assert {one.identity for one in merged} == {one.identity for one in [*old, *new]}


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A to C; the last is Wikipedia's example.
BINARY = ("0100000000", "1110010010")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""`.` where an observer did not decide."""
MOSTLY_MISSING = (".....34121133.3", "1.213343.......", "..21344.21133.4")


@pytest.mark.parametrize(
    ("coders", "expected"),
    [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743), (MOSTLY_MISSING, 0.691)],
    ids=["binary", "nominal", "four observers, some missing", "three observers, many missing"],
)
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], expected: float) -> None:
    units = [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]
    assert round(alpha(units) or 0, 3) == expected


def test_alpha_of_full_agreement_is_one_and_of_one_value_unknown() -> None:
    assert alpha([["a", "a"], ["b", "b"]]) == 1
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a"], ["b"]]) is None


def test_fields_are_compared_where_two_coders_decided() -> None:
    both = [
        decided(value, key=key, coder=coder)
        for key, values in {"a": ("pledge", "pledge"), "b": ("appeal", "pledge"), "c": ("appeal", "appeal")}.items()
        for coder, value in zip(("ani", "budi"), values, strict=True)
    ]
    [found] = agreements([*both, decided(key="alone"), decided("18", field="province")])
    assert (found.field, found.articles, found.coders) == ("event_type", 3, ("ani", "budi"))
    assert found.alpha == pytest.approx(1 - 5 * 2 / 18)


def test_lists_are_compared_code_by_code() -> None:
    def actors(*values: str, key: str, coder: str) -> Annotation:
        return decided(values, field="actor", key=key, coder=coder)

    [found] = agreements(
        [
            actors("ASN", "TNI", key="a", coder="ani"),
            actors("ASN", key="a", coder="budi"),
            actors("Polri", key="b", coder="ani"),
            actors("Polri", key="b", coder="budi"),
        ]
    )
    assert found.alpha == pytest.approx(alpha([[True, True], [True, False], [True, True]]))
