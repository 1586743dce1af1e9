"""Learning from decisions refuses too few of them, and gives a model that is read without scikit-learn."""

import random
import sys
from pathlib import Path

import pytest

from pipeline import learn, relevance_model
from pipeline.errors import ArchiveError
from pipeline.learn import Example
from pipeline.relevance_model import features, load, save

ON_TOPIC = ["netralitas", "asn", "pilkada", "bawaslu", "ikrar", "kampanye", "paslon", "camat", "pegawai", "imbauan"]
OFF_TOPIC = ["harga", "cabai", "pasar", "panen", "jalan", "rusak", "banjir", "sekolah", "pertandingan", "beras"]
BOTH = ["kabupaten", "senin", "warga", "kepala", "kantor", "kegiatan", "hadir", "masyarakat"]


def example(number: int, *, relevant: bool, chance: random.Random) -> Example:
    """Return an invented text; the rules are wrong on every fifth, its words on none."""
    words = chance.choices(ON_TOPIC if relevant else OFF_TOPIC, k=14) + chance.choices(BOTH, k=20)
    chance.shuffle(words)
    score = 0.9 if relevant != (number % 5 == 0) else 0.1
    rules = ["relevance: strong"] if score > 0.5 else []
    return Example(text=" ".join(words), features=features(score, rules), relevant=relevant, group=number)


def labelled(yes: int, no: int) -> list[Example]:
    chance = random.Random(1)
    return [example(n, relevant=n < yes, chance=chance) for n in range(yes + no)]


@pytest.mark.parametrize(("yes", "no"), [(0, 0), (100, 99), (49, 300), (300, 49)])
def test_too_few_decisions_are_refused_with_what_is_missing(yes: int, no: int) -> None:
    with pytest.raises(ArchiveError, match=f"{yes + no} articles .*{yes} of them yes.*200.*50 of each"):
        learn.train(labelled(yes, no))


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(ArchiveError, match=r"pip install 'arsip-netralitas\[learn\]'"):
        learn.train(labelled(120, 120))


@pytest.fixture(scope="module")
def model() -> relevance_model.Model:
    pytest.importorskip("sklearn", reason="scikit-learn is an optional dependency")
    return learn.train(labelled(120, 120))


def test_what_is_learned_is_measured_on_unseen_articles_beside_the_rules(model: relevance_model.Model) -> None:
    trained = model.trained
    assert (trained.articles, trained.relevant, trained.folds) == (240, 120, 5)
    assert trained.rules.f1 == pytest.approx(0.8, abs=0.01)
    assert trained.model.f1 > 0.95


def test_the_model_is_read_back_and_scores_the_same(model: relevance_model.Model, tmp_path: Path) -> None:
    save(tmp_path / "relevance.json", model)
    loaded = load(tmp_path / "relevance.json")
    assert loaded is not None
    for one in labelled(5, 5):
        score = loaded[0].score(one.text, one.features)
        assert (score > 0.5) == one.relevant
        assert score == model.score(one.text, one.features)
    assert model.score("", {}) == pytest.approx(model.score("zzz", {}))


def test_learning_again_from_the_same_gives_the_same_file(model: relevance_model.Model, tmp_path: Path) -> None:
    for name, learned in (("a", model), ("b", learn.train(labelled(120, 120)))):
        save(tmp_path / name, learned)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_our_arithmetic_is_that_of_scikit_learn() -> None:
    text = pytest.importorskip("sklearn.feature_extraction.text")
    linear = pytest.importorskip("sklearn.linear_model")
    examples = labelled(120, 120)
    words = text.TfidfVectorizer(analyzer=relevance_model.terms, sublinear_tf=True, min_df=2, max_features=learn.TERMS)
    table = words.fit_transform([one.text for one in examples])
    regression = linear.LogisticRegression(C=learn.STRENGTH).fit(table, [one.relevant for one in examples])
    ours = relevance_model.Model(
        trained=learn.train(examples).trained, bias=float(regression.intercept_[0]), features={},
        terms={
            term: (float(idf), float(weight))
            for term, idf, weight in zip(words.get_feature_names_out(), words.idf_, regression.coef_[0], strict=True)
        },
    )  # fmt: skip
    theirs = regression.predict_proba(table)[:, 1]
    assert [ours.score(one.text, {}) for one in examples[:20]] == pytest.approx(list(theirs[:20]))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"bias": "x"}'])
def test_a_broken_model_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "relevance.json"
    path.write_text(text)
    with pytest.raises(ArchiveError, match=r"relevance\.json is no model"):
        load(path)


def test_no_file_is_no_model(tmp_path: Path) -> None:
    assert load(tmp_path / "relevance.json") is None
