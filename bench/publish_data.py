"""A generated archive: articles, texts and coded rows in the proportions of a real one. Invented words and people."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any, ClassVar

from pipeline.coding import regions
from pipeline.coding.elections import calendar
from pipeline.ids import stable_id
from pipeline.publish.stemmer import roots

Row = tuple[str, tuple[Any, ...]]
"""A table, and a row in the order of its columns."""

Rows = list[tuple[Any, ...]]

BATCH = 5000

POOL = 8000
"""Paragraphs that bodies are put together from: choosing each word anew would take hours for a million articles."""

EVENTS = (
    "appeal",
    "pledge",
    "alleged_violation",
    "process",
    "sanction",
    "complaint",
    "outreach",
    "statement",
    "assembly",
    "regulation",
)
ACTORS = ("ASN", "Polri", "TNI", "kepala desa", "PPPK", "kepala daerah")
INSTITUTIONS = ("Bawaslu", "KPU", "BKN", "KASN", "Panwascam", "Gakkumdu", "Polri", "BKPSDM")
LAWS = (("UU", "5", 2014), ("UU", "20", 2023), ("UU", "10", 2016), ("PP", "94", 2021), ("SKB", "2", 2022))
AFFIXES = (("", ""), ("di", ""), ("ke", "an"), ("", "nya"), ("ber", ""))
SHARES = {"netralitas": 0.3, "netral": 0.15, "ketidaknetralan2": 0.004, "kenetralan": 0.02, "pengawas": 0.03,
          "imbauan": 0.03, "mutasi": 0.03, "camat": 0.03, "baliho": 0.03, "deklarasi": 0.03}  # fmt: skip
"""Words, and the share of articles that hold each."""


class Generator:
    """Makes `count` articles, in order of their ids, so that tables are filled from one end."""

    OUTLETS: ClassVar[int] = 120
    PROVINCES: ClassVar[tuple[str, ...]] = tuple(r.code for r in regions.load() if r.type == "province")
    REGENCIES: ClassVar[tuple[str, ...]] = tuple(r.code for r in regions.load() if r.type != "province")

    def __init__(self, count: int, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.ids = sorted(stable_id(f"{seed}/{n}") for n in range(count))
        known = sorted(roots())
        made = [
            f"{prefix}{root}{end}"
            for root in known
            for prefix, end in (("", ""), ("di", ""), ("ke", "an"), ("", "nya"), ("ber", ""))
        ]
        self.words = [*made, *(f"kata{n}" for n in range(60_000))]
        self.weights = list(accumulate(1 / (n + 5) for n in range(len(self.words))))
        self.paragraphs = [" ".join(self._text(40)) for _ in range(POOL)]
        self.people = [f"{a} {b}" for a in known[:150] for b in known[200:350]]
        self.elections = [e.id for e in calendar()]

    def batches(self) -> Iterator[tuple[str, Rows]]:
        """Yield (table, rows in the order of its columns)."""
        yield (
            "regions",
            [(r.code, r.name, r.type, r.parent, r.capital, r.latitude, r.longitude) for r in regions.load()],
        )
        yield "outlets", [
            (f"outlet-{n}", f"Kabar {n}", "disway", "Jaringan", f"https://kabar{n}.example/", "",
             self.PROVINCES[n % len(self.PROVINCES)], None, "Asia/Jakarta")
            for n in range(self.OUTLETS)
        ]  # fmt: skip
        for start in range(0, len(self.ids), BATCH):
            yield from self._batch(self.ids[start : start + BATCH]).items()

    def _batch(self, ids: Sequence[int]) -> dict[str, Rows]:
        found: dict[str, Rows] = {}
        for number in ids:
            for table, row in self._article(number):
                found.setdefault(table, []).append(row)
        return found

    def _article(self, number: int) -> Iterator[Row]:
        r = self.random
        outlet, regency = f"outlet-{min(int(r.paretovariate(1)) - 1, self.OUTLETS - 1)}", r.choice(self.REGENCIES)
        outlet = f"outlet-{r.randrange(self.OUTLETS)}" if r.random() < 0.7 else outlet
        relevant = int(r.random() < 0.4)
        event = r.choice(EVENTS) if relevant else None
        at = f"{r.randrange(2015, 2026)}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}T{r.randrange(24):02}:00:00Z"
        election = r.choice(self.elections) if relevant else None
        cluster = number if r.random() < 0.8 else self.ids[r.randrange(min(len(self.ids), 1000))]
        headline = " ".join(self._text(8)).capitalize()
        body = self._body()
        url = f"https://{outlet}.example/read/{number}/berita"
        yield "clusters", (number, number, 1, 1, None)
        yield "articles", (
            number, outlet, url, headline, "Reporter: A", at, at, "printed", None, "KOTA", "politik", 300, "id",
            0.9 if relevant else 0.1, relevant, None if relevant else "passing", "news", election, "after_fixed", event,
            event, regency[:2] if relevant else None, regency if relevant else None, at[:10], "day", None, 1, cluster,
            at, at, "live", 0, "disway", "c0ffee00", f"{outlet}/{number}", "search", cluster if event else None,
        )  # fmt: skip
        if event:
            yield "events", (cluster, event, regency[:2], regency, at[:10], "day", number, 1, 1, 1)
        yield "texts", (number, headline, body)
        yield "editions", (number, 1, number, at, at, headline, "", "d")
        yield "captures", (number, url, outlet, at, 200, "text/html", "article", f"{outlet}/{number}",
                           f"sha1:{number}", None, 0, None, "w.warc.gz", 0, 1000, "r", "disway")  # fmt: skip
        yield "article_captures", (number, number, 1)
        for n in range(r.randrange(5)):
            yield "removed_spans", (number, n, "related", "baca_juga", "Baca juga", n)
        if relevant:
            yield from self._codes(number, event, election, regency)

    def _codes(self, number: int, event: str | None, election: str | None, regency: str) -> Iterator[Row]:
        r = self.random
        for actor in r.sample(ACTORS, r.randrange(1, 3)):
            yield "actors", (number, actor)
        for institution in r.sample(INSTITUTIONS, r.randrange(1, 4)):
            yield "institutions", (number, institution, "mention")
        yield "elections", (number, election)
        yield "violations", (number, f"V{r.randrange(1, 20):02}", r.choice(("alleged", "asserted", "hypothetical")))
        if event == "sanction":
            yield "outcomes", (number, r.choice(("moral_open", "medium", "heavy")))
        law = r.choice(LAWS)
        yield "citations", (number, 1, *law, "5", None, "n", f"{law[0]} {law[1]}/{law[2]}", None)
        for n, name in enumerate(sorted({r.choice(self.people) for _ in range(2)}), start=1):
            yield "people", (number, name, "Ketua", name, r.randrange(2))
            yield "quotes", (number, n, name, "Ketua", "Kutipan.", "direct", None, 0, 20)
        yield "places", (number, regency, "event", "Kota", None)
        for n in range(6):
            yield "evidence", (number, n, "actor", "ASN", "actor: group", n * 30, n * 30 + 12)

    def _text(self, length: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=length)

    def _body(self) -> str:
        """Return 160 to 320 words in paragraphs of 40, with the words whose share is known."""
        paragraphs = self.random.choices(self.paragraphs, k=self.random.randrange(4, 9))
        known = [word for word, share in SHARES.items() if self.random.random() < share]
        return "\n\n".join([*paragraphs, " ".join(known)])


@contextmanager
def bulk(connection: sqlite3.Connection) -> Iterator[None]:
    """Fill tables without their indexes and triggers, and make those anew at the end."""
    kept = connection.execute(
        "select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null"
    ).fetchall()
    for kind, name, _ in kept:
        connection.execute(f'drop {kind} "{name}"')
    connection.execute("pragma synchronous = off")
    yield
    connection.commit()
    connection.execute("insert into texts_fts (texts_fts) values ('rebuild')")
    for _, _, sql in kept:
        connection.execute(sql)
    connection.commit()
