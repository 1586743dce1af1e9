"""The vocabulary of an archive by roots: what lets «netral» find «netralitas» while the index stays plain.

Table `term_stems` is made anew by `refresh` after each update; a search reads it (`expand.py`).
"""

import sqlite3
from collections import defaultdict
from typing import Final

from sqlite_utils import Database

from pipeline.publish.stemmer import stem

LONGEST: Final = 30
"""Letters. What is longer is no word."""

COMMON: Final = 3
"""Articles that a word must stand in to count as known, where roots.txt does not have it."""

VOCABULARY: Final = """
    select term, doc from temp.texts_terms
     where length(term) between 3 and :longest and term not glob '*[^a-z]*'
"""


def refresh(db: Database) -> int:
    """Fill `term_stems` from the words of the index; return how many words it holds."""
    db.execute("drop table if exists temp.texts_terms")
    db.execute("create virtual table temp.texts_terms using fts5vocab('main', 'texts_fts', 'row')")
    terms = dict(db.execute(VOCABULARY, {"longest": LONGEST}).fetchall())
    db.execute("drop table temp.texts_terms")
    families: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        families[stem(term, lambda word: terms.get(word, 0) >= COMMON)].append(term)
    rows = [
        (root, term, terms[term]) for root, family in families.items() if {root, *family} > {root} for term in family
    ]
    db.execute("begin immediate")
    try:
        db.execute("drop table if exists term_stems")
        db.execute(
            "create table term_stems (stem text, term text, docs integer, primary key (stem, term)) without rowid"
        )
        db.conn.executemany("insert into term_stems values (?, ?, ?)", sorted(rows))
        db.execute("create index idx_term_stems_term on term_stems (term)")
    except sqlite3.Error:
        db.conn.rollback()
        raise
    db.conn.commit()
    return len(rows)
