"""Tables, questions and their descriptions."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from pipeline import schema
from pipeline.publish import tables
from pipeline.publish.words import BESIDE, Words
from tests.publishing import BARE, DESCRIBED, METADATA, OLD, PLAIN, PUBLISHED, ROOT, TWIN, Ask, parsed, words_of

pytest_plugins = ("tests.publishing",)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_table_is_a_page_and_csv_and_json(ask: Ask, name: str) -> None:
    page = ask(f"/archive/{name}")
    assert page.status_code == 200
    assert Words().title(DESCRIBED["tables"][name]["title"]) in words_of(page)
    assert "tidak selesai tepat waktu" not in words_of(page)
    rows = ask(f"/archive/{name}.json?_shape=array")
    assert rows.status_code == 200
    header = ask(f"/archive/{name}.csv").text.splitlines()[0]
    assert header.split(",") == list(schema.TABLES[name][0])
    if rows.json():
        link = parsed(page).xpath("//table[@class='rows']//tbody/tr[1]//a/@href")
        assert ask(link[-1]).status_code == 200


@pytest.mark.parametrize("name", DESCRIBED["queries"])
def test_every_question_is_answered(ask: Ask, name: str) -> None:
    page = ask(f"/archive/{name}?q=netralitas")
    assert page.status_code == 200
    assert ask(f"/archive/{name}.json?q=netralitas").json()["ok"]
    text = words_of(page)
    assert Words().title(DESCRIBED["queries"][name]["title"]) in text
    assert "Tidak ada baris." not in text


def test_questions_answer_what_they_ask(ask: Ask) -> None:
    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ask(f"/archive/{name}.json?_shape=objects&q=netralitas").json()["rows"]
        return found

    assert {row["slug"] for row in rows("outlet_tanpa_hasil")} == {"sunyi"}
    assert {row["rule"]: row["penggalan"] for row in rows("yang_paling_sering_dihapus")}["baca_juga"] == 1
    missing = {row["article"]: row for row in rows("yang_hilang")}
    assert (missing[BARE]["tanpa_tanggal"], missing[BARE]["tanpa_judul"], missing[TWIN]["tanpa_tanggal"]) == (
        "ya",
        "ya",
        "",
    )
    assert PLAIN not in missing
    months = {(row["outlet"], row["bulan"]): row["artikel"] for row in rows("artikel_per_outlet_dan_bulan")}
    assert months[("Radar Samudra", "2024-10")] == 1
    assert ("Radar Samudra", "2019-03") not in months


def test_the_articles_table_starts_with_few_columns_and_linked_headlines(ask: Ask) -> None:
    page = parsed(ask("/archive/articles"))
    names = [" ".join(th.itertext()).split()[0] for th in page.xpath("//table[@class='rows']//th")]
    assert names[:3] == ["headline", "outlet", "published_at"]
    assert len(names) < 10
    first = page.xpath("//table[@class='rows']//tbody/tr[1]/td[1]/a/@href")[0]
    assert re.fullmatch(r"/artikel/\d+", first)
    whole = parsed(ask("/archive/articles?_semua=1"))
    assert len(whole.xpath("//table[@class='rows']//th")) == len(schema.TABLES["articles"][0])


def test_articles_are_searched_through_their_texts(ask: Ask) -> None:
    rows = ask("/archive/articles.json?_search=cabai&_shape=array").json()
    assert [row["id"] for row in rows] == [OLD]


def test_region_codes_show_names_everywhere(ask: Ask) -> None:
    for path in ("/archive/articles", f"/archive/articles/{PLAIN}", "/archive/places", "/archive/outlets"):
        page = parsed(ask(path))
        assert page.xpath("//a[text()='Kabupaten Bener Meriah' or text()='Aceh']"), path


def test_facets_show_names_and_lead_to_their_rows(ask: Ask) -> None:
    page = parsed(ask("/archive/articles"))
    links = {" ".join(a.itertext()): a.get("href") for a in page.xpath("//aside//li/a")}
    assert {"Suara Teluk", "relevan", "imbauan", "Lampung", "Indonesia"} <= set(links)
    narrowed = ask(urlsplit(links["imbauan"])._replace(scheme="", netloc="").geturl())
    assert "1 baris" in words_of(narrowed)


def test_schema_and_descriptions_agree_both_ways() -> None:
    described = {name: set(table.get("columns", ())) for name, table in DESCRIBED["tables"].items()}
    described.pop("_sqlite_migrations")
    assert described == {name: set(columns) for name, (columns, _) in tables.TABLES.items()}


def test_every_description_stands_in_both_languages() -> None:
    tables_, queries = DESCRIBED["tables"], DESCRIBED["queries"]
    texts = [query[key] for query in queries.values() for key in ("title", "description")]
    for name in schema.TABLES:
        texts += [tables_[name]["title"], tables_[name]["description"], *tables_[name]["columns"].values()]
    for text in texts:
        indonesian, english = Words().pick(text), Words(language="en").pick(text)
        assert text.count(BESIDE) == 1, text
        assert min(len(indonesian), len(english)) > 2, text


def test_columns_named_in_the_descriptions_exist() -> None:
    for name, (columns, _) in schema.TABLES.items():
        table = DESCRIBED["tables"][name]
        single = {table[key] for key in ("sort", "sort_desc", "label_column") if key in table}
        assert {*table.get("show", ()), *table.get("facets", ()), *table.get("units", ()), *single} <= set(columns), (
            name
        )


def test_facets_of_large_tables_are_answered_from_an_index() -> None:
    for name in set(PUBLISHED) - {"outlets", "regions", "issues"}:
        key = schema.TABLES[name][1]
        indexed = {column for columns in schema.INDEXES.get(name, ()) for column in columns}
        indexed |= {key} if isinstance(key, str) else set(key)
        assert set(DESCRIBED["tables"][name].get("facets", ())) <= indexed, name


def test_docs_are_what_the_schema_and_the_descriptions_say() -> None:
    metadata = yaml.safe_load(METADATA.read_text("utf-8"))
    current = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert current == tables.document(metadata), "run: python -m pipeline.publish.tables > docs/tables.md"
