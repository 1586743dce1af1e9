"""What is left out because of a line's first letters could not have matched: no rule is lost to speed."""

import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pages.beginnings import alternatives, beginnings, known, may_begin, needs
from pipeline.pages.boilerplate import GRAMMAR
from pipeline.pages.openings import Choice

PATTERNS: Final = [p for rule in GRAMMAR.rules for p in (rule.pattern, rule.loose) if p is not None]
CHOICE: Final = Choice(PATTERNS)
SPELLED: Final = yaml.safe_load(Path(__file__).with_name("lines.yml").read_text(encoding="utf-8"))
LINES: Final = [re.sub(r"\[\[|\]\]", "", line) for kind in SPELLED.values() for zone in kind.values() for line in zone]
SPELLINGS: Final = st.sampled_from(LINES).flatmap(
    lambda line: st.sampled_from([line, line.upper(), line[1:], f"“{line}"])
)


def matching(text: str) -> list[int]:
    return sorted(place for place, pattern in enumerate(PATTERNS) if pattern.match(text))


@settings(deadline=None)
@given(SPELLINGS | st.text(max_size=30))
def test_choice_finds_what_each_pattern_alone_does(text: str) -> None:
    assert sorted(set(CHOICE.matching(text, text.lower()))) == matching(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("baca juga", "Baca juga"),
        (r"(?:\d+\s*)?komentar", "12 komentar"),
        (r"[-–—\s]*iklan", "— iklan"),
        ("s?imak", "Imak"),
        (r"x{2,3}y", "xxy"),
        (r"(?:a|bc)+d", "bca"),
        (r"(?!baca)\bsimak", "simak"),
        (r"[^a-z]9", "Ü9"),
        ("kata", "\u212aata"),
        (r"\(?ist", "(IST)"),
    ],
)
def test_pattern_may_begin_as_its_matches_do(pattern: str, text: str) -> None:
    assert may_begin(pattern, "".join(map(known, text[:2])))


@pytest.mark.parametrize(
    ("pattern", "text"), [("baca", "bola"), (r"\d+ kali", "kali"), ("(?:a|b)c", "ba"), ("[^xX]y", "xy")]
)
def test_pattern_that_cannot_begin_so_is_left_out(pattern: str, text: str) -> None:
    assert not may_begin(pattern, text)


def test_pattern_that_may_be_empty_begins_anyhow() -> None:
    assert may_begin("(?:baca)?", "zz")
    assert len(beginnings("baca|")) == 1


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"[^.]{0,30}\bgoogle news", {"google news"}),
        (r"(?:foto|dok(?:umentasi)?)\s*:?", {"foto", "dok"}),
        (r"\.{3}(?:baca)?", {"."}),
        (r"\w+", set()),
        ("baca|", set()),
    ],
)
def test_word_that_a_pattern_needs_is_found(pattern: str, words: set[str]) -> None:
    assert needs(pattern) == words


def test_alternatives_match_together_what_their_pattern_does() -> None:
    assert alternatives("(?:a|(?:b|c)d)e") == ["(?:a)e", "(?:(?:b)d)e", "(?:(?:c)d)e"]
    assert alternatives("(?:a)?b") == ["(?:a)?b"]
