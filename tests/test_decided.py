"""What hangs on several articles, and on what people decide, over a real crawl and through a rebuild."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scrapers.cli import cli
from tests.command import arsip, query, rows
from tests.decided import AGAIN, NAMELESS, PLEDGE, TWIN, crawl

RELATED = ("articles", "events", "offices", "quotes", "annotations")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("decided")
    crawl(place)
    return place


@pytest.fixture
def place(crawled: Path, tmp_path: Path) -> Path:
    """Return an archive that a test may write to."""
    shutil.copytree(crawled, tmp_path, dirs_exist_ok=True)
    return tmp_path


def annotate(place: Path, *words: str | Path) -> Result:
    """Run `arsip annotate` in this process: nothing of it needs one of its own."""
    where = ["--archive", place / "archive.db", "--annotations", place / "annotations"]
    return CliRunner().invoke(cli, [str(word) for word in (*where, "annotate", *words)])


def filled(place: Path, coder: str, **values: object) -> Path:
    """Export a sheet for a coder, fill it with the same values on every line, and return it."""
    sheet = place / f"{coder}.jsonl"
    done = annotate(place, "export", "--coder", coder, sheet)
    assert done.exit_code == 0, done.stderr
    lines = [json.loads(line) for line in sheet.read_text().splitlines()]
    sheet.write_text("".join(json.dumps(line | {"values": line["values"] | values}) + "\n" for line in lines))
    return sheet


def event_of(place: Path, headline: str) -> object:
    return query(place, "select event from articles where headline = ?", headline)[0]["event"]


def test_reports_of_one_pledge_share_an_event_and_its_twin_has_its_own(crawled: Path) -> None:
    assert event_of(crawled, PLEDGE.headline) == event_of(crawled, AGAIN.headline) is not None
    assert event_of(crawled, TWIN.headline) not in {event_of(crawled, PLEDGE.headline), None}
    [event] = query(crawled, "select * from events where articles > 1")
    lead = query(crawled, "select id from articles where headline = ?", PLEDGE.headline)[0]["id"]
    assert (event["event_type"], event["regency"], event["event_date"]) == ("pledge", "18.13", "2024-10-07")
    assert (event["articles"], event["clusters"], event["outlets"], event["lead"]) == (2, 2, 2, lead)


def test_a_speaker_named_by_office_is_told_by_another_article(crawled: Path) -> None:
    told = query(
        crawled,
        "select speaker, flags from quotes join articles a on a.id = article where headline = ?",
        NAMELESS.headline,
    )
    assert told == [{"speaker": "Hendra Wirawan", "flags": "after_role office_table"}]
    holders = {(row["role"], row["region"]): row for row in query(crawled, "select * from offices")}
    assert holders["bupati", "18.13"]["articles"] == 2
    assert "wali kota" not in {role for role, _ in holders}


def test_a_sheet_shows_the_article_and_nothing_of_what_the_machine_thinks(place: Path) -> None:
    sheet = place / "sheet.jsonl"
    assert annotate(place, "export", "--sample", "3", "--by", "outlet,month", sheet).exit_code == 0
    lines = [json.loads(line) for line in sheet.read_text().splitlines()]
    assert len(lines) == 3
    assert {line["outlet"] for line in lines} == {"disway-contoh", "wordpress-contoh"}
    for line in lines:
        assert set(line) == {"key", "url", "outlet", "published_at", "headline", "body", "coder", "values"}
        assert set(line["values"].values()) == {None}
    again = place / "again.jsonl"
    assert annotate(place, "export", "--sample", "3", "--by", "outlet,month", "--coder", "ani", again).exit_code == 0
    assert [json.loads(line)["key"] for line in again.read_text().splitlines()] == [line["key"] for line in lines]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sheet_for_a_spreadsheet_says_the_same_as_one_of_json(place: Path, delimiter: str) -> None:
    sheet = place / "ani.csv"
    assert annotate(place, "export", "--coder", "ani", sheet).exit_code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 4
    assert {line["relevant"] for line in lines} == {""}
    told = {"relevant": "1", "event_type": "pledge", "actor": "PPPK; ASN", "outcome": "-"}
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(line | told for line in lines)
    done = annotate(place, "import", sheet)
    assert done.exit_code == 0, done.stderr
    assert "16 decisions read, 16 of them new" in done.stdout
    assert {(row["field"], row["value"]) for row in query(place, "select * from annotations")} == {
        ("relevant", "1"), ("event_type", "pledge"), ("actor", "ASN"), ("actor", "PPPK"), ("outcome", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("key,relevant,colour\n", "ani.csv:1: unknown column 'colour'"),
        ("key,coder,relevant\na.example/1,ani,maybe\n", "ani.csv:2: relevant: 'maybe' is not 0 or 1"),
        ("key,coder,regency\na.example/1,ani,18.1\n", "ani.csv:2: regency: '18.1' is not"),
        ("key,coder,relevant\na.example/1,ani\n", "ani.csv:2: not 3 cells"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(place: Path, text: str, reason: str) -> None:
    (place / "ani.csv").write_text(text)
    done = annotate(place, "import", place / "ani.csv")
    assert (done.exit_code, reason in done.stderr) == (2, True), done.stderr
    assert query(place, "select * from annotations") == []


@pytest.mark.parametrize("name", ["ani.csv", "ani.jsonl"])
def test_a_sheet_that_may_be_filled_in_is_never_written_over(place: Path, name: str) -> None:
    (place / name).write_text("hours of work\n")
    done = annotate(place, "export", "--coder", "ani", place / name)
    assert (done.exit_code, "is there already" in done.stderr) == (2, True)
    assert (place / name).read_text() == "hours of work\n"


def test_what_the_scores_are_least_sure_of_comes_first(place: Path) -> None:
    sheet = place / "sheet.jsonl"
    assert annotate(place, "export", "--sample", "4", "--uncertain", sheet).exit_code == 0
    [first, *_] = [json.loads(line)["key"] for line in sheet.read_text().splitlines()]
    assert query(place, "select key from articles order by abs(relevance - 0.5), key")[0]["key"] == first


def test_decisions_survive_the_loss_of_the_archive(place: Path) -> None:
    sheet = filled(place, "ani", relevant=1, event_type="pledge", actor=["PPPK", "ASN"], outcome=[])
    done = annotate(place, "import", sheet)
    assert done.exit_code == 0, done.stderr
    assert "16 decisions read, 16 of them new" in done.stdout
    before = rows(place, *RELATED)
    assert {(row["field"], row["value"]) for row in query(place, "select * from annotations")} == {
        ("relevant", "1"), ("event_type", "pledge"), ("actor", "ASN"), ("actor", "PPPK"), ("outcome", ""),
    }  # fmt: skip
    (place / "archive.db").unlink()
    rebuilt = arsip(
        place, "--outlets", place / "outlets", "--annotations", place / "annotations", "rebuild", "--jobs", "1"
    )
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert rows(place, *RELATED) == before
    assert "0 of them new or changed" in annotate(place, "import", sheet).stdout
    assert query(place, "select distinct event_type from articles where headline = ?", NAMELESS.headline) == [
        {"event_type": "appeal"}
    ], "what people decide never stands in the machine's columns"


def test_what_a_coder_has_decided_on_is_not_asked_again_and_a_second_opinion_can_be(place: Path) -> None:
    assert annotate(place, "import", filled(place, "ani", relevant=1)).exit_code == 0
    left, second = place / "left.jsonl", place / "second.jsonl"
    assert annotate(place, "export", "--coder", "ani", left).exit_code == 0
    assert annotate(place, "export", "--coder", "budi", "--coded-by", "ani", second).exit_code == 0
    assert (len(left.read_text().splitlines()), len(second.read_text().splitlines())) == (0, 4)


def test_one_wrong_line_and_nothing_is_taken(place: Path) -> None:
    sheet = filled(place, "ani", event_type="pledge")
    lines = sheet.read_text().splitlines()
    lines[2] = lines[2].replace('"event_type": "pledge"', '"event_type": "party"')
    sheet.write_text("\n".join(lines))
    done = annotate(place, "import", sheet)
    assert done.exit_code == 2
    assert f"{sheet}:3: event_type: 'party'" in done.stderr
    assert not (place / "annotations").exists()
    assert query(place, "select * from annotations") == []


def test_a_wrong_line_in_the_folder_stops_a_rebuild_before_it_writes(place: Path) -> None:
    (place / "annotations").mkdir()
    (place / "annotations" / "coded-ani.jsonl").write_text("{\n")
    before = rows(place, *RELATED)
    done = arsip(
        place, "--outlets", place / "outlets", "--annotations", place / "annotations", "rebuild", "--jobs", "1"
    )
    assert done.returncode == 2
    assert "coded-ani.jsonl:1: no JSON" in done.stderr
    assert rows(place, *RELATED) == before


def test_decisions_on_articles_that_are_not_here_are_kept_and_told(place: Path) -> None:
    sheet = place / "sheet.jsonl"
    sheet.write_text(json.dumps({"key": "lain.example/x", "coder": "ani", "values": {"relevant": 0}}))
    done = annotate(place, "import", sheet)
    assert done.exit_code == 0
    assert "1 of their articles are not in" in done.stderr
    assert [row["key"] for row in query(place, "select key from annotations")] == ["lain.example/x"]


def test_agreement_is_printed_by_field_and_with_the_machine(place: Path) -> None:
    assert "no article was decided on by two coders" in annotate(place, "agreement").stdout
    assert annotate(place, "import", filled(place, "ani", event_type="pledge")).exit_code == 0
    assert annotate(place, "import", filled(place, "budi", event_type="appeal")).exit_code == 0
    printed = annotate(place, "agreement").stdout
    assert "event_type" in printed
    assert "ani budi" in printed
    assert "under 0.667" in printed
    assert "machine" in annotate(place, "agreement", "--machine").stdout


def test_learning_refuses_four_decisions(place: Path) -> None:
    assert annotate(place, "import", filled(place, "ani", relevant=1)).exit_code == 0
    done = annotate(place, "train")
    assert done.exit_code == 1
    assert "4 articles carry a decision on `relevant`" in done.stderr
    assert not (place / "annotations" / "relevance.json").exists()


def test_a_model_scores_beside_the_rules_and_goes_with_its_file(place: Path) -> None:
    model = {"trained": {"articles": 200, "relevant": 100, "folds": 5,
                         "model": {"precision": 1, "recall": 1, "f1": 1},
                         "rules": {"precision": 1, "recall": 1, "f1": 1}},
             "bias": 0.0, "features": {"score": 1.0}, "terms": {"ikrar": [1.0, 3.0]}}  # fmt: skip
    (place / "annotations").mkdir()
    path = place / "annotations" / "relevance.json"
    path.write_text(json.dumps(model))
    code = ("--outlets", place / "outlets", "--annotations", place / "annotations", "code", "--jobs", "1")
    assert arsip(place, *code).returncode == 0
    scores = {row["headline"]: row for row in query(place, "select headline, relevance, relevance_model from articles")}
    assert scores[PLEDGE.headline]["relevance_model"] == pytest.approx(0.98, abs=0.02)
    assert scores[NAMELESS.headline]["relevance_model"] == pytest.approx(0.73, abs=0.01)
    assert all(row["relevance"] for row in scores.values())
    path.unlink()
    assert arsip(place, *code).returncode == 0
    assert query(place, "select distinct relevance_model, model from articles") == [
        {"relevance_model": None, "model": None}
    ]


def test_an_archive_of_before_these_tables_is_brought_up(place: Path) -> None:
    from sqlite_utils import Database

    db = Database(place / "archive.db")
    for name in ("annotations", "offices"):
        db.table(name).drop()
    db.execute("delete from _sqlite_migrations where name like 'm002%'")
    db.conn.commit()
    db.close()
    assert (
        arsip(
            place, "--outlets", place / "outlets", "--annotations", place / "annotations", "code", "--jobs", "1"
        ).returncode
        == 0
    )
    assert len(query(place, "select * from offices")) == 3
