"""The page for researchers: its questions can be asked."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest_plugins = ("tests.publishing",)

PAGE = (ROOT / "docs" / "research.md").read_text("utf-8")
QUESTIONS = re.findall(r"```sql\n(.+?)```", PAGE, re.S)


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_its_questions_are_answered(archive: Path, question: str) -> None:
    with closing(sqlite3.connect(archive)) as db:
        cursor = db.execute(question)
        assert cursor.description
        cursor.fetchall()
