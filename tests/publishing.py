"""A published site for its tests: a small archive with hostile text in every field that outlets fill.

A plugin of the tests in test_publish_*.py, which name it in `pytest_plugins`. (PYTEST_DONT_REWRITE)
"""

import asyncio
import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted_for_url

import httpx
import pytest
import yaml
from datasette.utils import tilde_encode  # type: ignore[import-untyped]
from lxml import html
from sqlite_utils import Database

from pipeline import schema, warc
from pipeline.index import index
from pipeline.publish import derived, site
from pipeline.publish.search import OPEN

ROOT = Path(__file__).parent.parent
METADATA = ROOT / "metadata.yml"
DESCRIBED = yaml.safe_load(METADATA.read_text("utf-8"))["databases"]["archive"]
PUBLISHED = [name for name in schema.TABLES if not DESCRIBED["tables"][name].get("hidden")]

HOSTILE = "</p></title><script>alert('x')</script><img src=x onerror=alert(1)>"
PARAGRAPHS = (
    "REDELONG - Ketua Bawaslu Kabupaten Seruni, Rahmat Pelangi, mengingatkan ASN agar menjaga netralitas.",
    "“Netralitas bukan hanya imbauan,” kata Rahmat di Aula Kecamatan.",
    "Pelanggaran dapat berujung sanksi disiplin menurut PP 94/2021.",
)
BODY = "\n\n".join(PARAGRAPHS)
PAGE = f"<html><body><h1>Netral</h1><script>alert(1)</script><p>{PARAGRAPHS[0]}</p></body></html>"
WHEN = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)

PLAIN, TWIN, BAD, BARE, OLD = 101, 102, 666, 404, 104
"""Articles: an ordinary one, its copy elsewhere, a hostile one, one without anything, one that is not relevant."""

NASTY = ['"', "AND", "*", "netralitas OR (", "((((", "NEAR(a b)", "headline:x", "^netral", '"netralitas', "a" * 5000]
NASTY += [
    "-",
    "--",
    "OR OR",
    "NOT",
    "- netralitas",
    "netral* *",
    "\x00netral\x02\x03",
    "<script>alert(1)</script>",
    "'; --",
]


def article(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(schema.TABLES["articles"][0])
    row |= {
        "outlet": "radar-samudra",
        "relevant": 1,
        "relevance": 0.92,
        "language": "id",
        "edition": 1,
        "state": "live",
    }
    row |= {"first_seen_at": "2026-11-20T01:02:03Z", "last_seen_at": "2026-11-20T01:02:03Z", "partial": 0}
    return row | {"url": f"https://radarsamudra.disway.example/read/{fields['id']}/berita"} | fields


def preserve(directory: Path) -> None:
    """Write the pages of a crawl: two plain ones, a compressed one, a picture, a page that is not there any more."""
    html_type, gzipped = ("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")
    pages: list[tuple[str, list[tuple[str, str]], bytes, int]] = [
        ("read/101/berita", [html_type], PAGE.encode(), 200),
        ("read/101/berita/15", [html_type, gzipped], gzip.compress(b"<p>Halaman dua, netralitas.</p>"), 200),
        ("gambar", [("Content-Type", "image/png")], b"\x89PNG" + bytes(64), 200),
        ("hilang", [html_type], b"<h1>404</h1>", 404),
    ]
    minutes = iter(range(100))
    with warc.WarcStore(
        directory, run="r1", command="arsip crawl", software="arsip-netralitas/0",
        now=lambda: WHEN + timedelta(minutes=next(minutes)),
    ) as store:  # fmt: skip
        for path, headers, payload, status in pages:
            store.exchange(
                url=f"https://radarsamudra.disway.example/{path}", outlet="radar-samudra", fetched_at=store.now(),
                method="GET", request_headers=[], status=status, headers=headers, payload=payload,
            )  # fmt: skip


def fill(db: Database) -> None:
    """Add articles to an indexed crawl: what the stages behind it would have written."""
    capture = {row["url"].rpartition("example/")[2]: row["id"] for row in db.query("select id, url from captures")}
    db.table("captures").insert(
        {**db.table("captures").get(capture["read/101/berita"]), "id": 77, "revisit": 1, "kind": "revisit",
         "refers_to": capture["read/101/berita"], "fetched_at": "2026-11-21T01:00:00Z"}
    )  # fmt: skip
    db.table("captures").insert(
        {**db.table("captures").get(capture["gambar"]), "id": 78, "warc": "../../etc/passwd", "payload_digest": "",
         "url": "https://radarsamudra.disway.example/\r\nX: <y>"}
    )  # fmt: skip
    db.table("captures").insert({**db.table("captures").get(capture["gambar"]), "id": 79, "warc": "hilang.warc.gz"})
    changed = {**db.table("captures").get(capture["hilang"]), "id": 80, "payload_digest": "sha1:" + "A" * 32}
    db.table("captures").insert(changed)
    event = {"event_type": "appeal", "articles": 1, "clusters": 1, "outlets": 1, "event_date_precision": "day"}
    db.table("events").insert_all(
        [
            {**event, "id": PLAIN, "lead": PLAIN, "province": "11", "regency": "11.17", "event_date": "2024-10-07"},
            {**event, "id": TWIN, "lead": TWIN, "event_type": "sanction", "event_date": None},
        ]
    )
    office = {"role": "bupati", "region": "11.17", "key": "wati lazuardi", "name": "Wati Lazuardi", "acting": 0,
              "first_seen": "2024-03-03", "last_seen": "2024-10-07", "articles": 2}  # fmt: skip
    db.table("offices").insert_all([office, {**office, "key": HOSTILE.casefold(), "name": HOSTILE, "role": HOSTILE}])
    decided = {"article": PLAIN, "field": "event_type", "value": "sanction", "coder": "sari",
               "at": "2026-11-22T00:00:00Z", "key": "k"}  # fmt: skip
    db.table("annotations").insert_all([decided, {**decided, "field": "actor", "value": "ASN"}])
    db.table("clusters").insert({"id": 5, "lead": PLAIN, "size": 2, "outlets": 2})
    db.table("copies").insert({"article": PLAIN, "other": TWIN, "similarity": 0.976, "shared": 3, "contained": 1.0})
    db.table("articles").insert_all(
        [
            article(
                id=PLAIN, headline="Bawaslu Seruni Ingatkan Netralitas ASN", byline="Reporter: Budi Santoso",
                published_at="2024-10-07T02:12:00Z", published_text="Senin 07-10-2024,09:12 WIB", dateline="REDELONG",
                event_type="appeal", event=PLAIN, province="11", regency="11.17", cluster=5, edition=2, state="changed",
            ),
            article(
                id=TWIN, outlet="teluk", headline="Bawaslu Ingatkan Netralitas", published_at="2025-01-02T17:30:00Z",
                event_type="sanction", event=TWIN,
                cluster=5, province="18",
            ),
            article(id=BAD, headline=HOSTILE, byline=HOSTILE, published_text=HOSTILE, dateline=HOSTILE, section=HOSTILE,
                    url="javascript:alert(1)//netralitas", published_at="2024-12-31T23:59:59Z", election=HOSTILE),
            article(id=BARE, outlet="teluk", url="", relevance=None, language=None, state=None),
            article(id=OLD, headline="Harga cabai di pasar turun", relevant=0, relevance=0.03, language="ms",
                    published_at="2019-03-01T00:00:00Z"),
        ]
    )  # fmt: skip
    bodies = {PLAIN: BODY, TWIN: BODY, BAD: f"netralitas {HOSTILE}\n\n{OPEN}{HOSTILE}", OLD: "Cabai merah turun harga."}
    for row in db.query("select id, headline from articles"):
        text = {"article": row["id"], "headline": row["headline"], "body": bodies.get(row["id"])}
        db.table("texts").insert(text)
    first = {"article": PLAIN, "n": 1, "capture": capture["read/101/berita"], "observed_at": "2026-11-20T01:02:03Z",
             "last_observed_at": "2026-11-20T05:00:00Z",
             "headline": "Judul lama", "body": "Isi lama tanpa tambahan.", "body_digest": "a"}  # fmt: skip
    newest = {
        **first,
        "n": 2,
        "observed_at": "2026-11-21T01:02:03Z",
        "last_observed_at": "2026-11-22T01:02:03Z",
        "headline": None,
        "body": BODY,
        "body_digest": "b",
    }
    db.table("editions").insert_all([first, newest])
    db.table("article_captures").insert_all(
        {"article": PLAIN, "capture": capture[url], "page": page}
        for page, url in enumerate(["read/101/berita", "read/101/berita/15"], 1)
    )
    spans = [
        ("related", "baca_juga", "BACA JUGA: Sekda Ingatkan Jempol ASN", 1),
        ("advert", "pinjaman", "Butuh dana?", 3),
    ]
    db.table("removed_spans").insert_all(
        {"article": PLAIN, "n": n, "kind": kind, "rule": rule, "text": text, "position": position}
        for n, (kind, rule, text, position) in enumerate(spans)
    )
    hostile_span = {"article": BAD, "n": 0, "kind": HOSTILE, "rule": HOSTILE, "text": f"</blockquote>{HOSTILE}"}
    db.table("removed_spans").insert({**hostile_span, "position": 99})
    db.table("credits").insert_all(
        [
            {"article": PLAIN, "role": "reporter", "name": "Budi Santoso"},
            {"article": BAD, "role": "editor", "name": HOSTILE},
        ]
    )
    code(db)
    issue = {
        "id": 1,
        "outlet": "sunyi",
        "kind": "silent",
        "message": HOSTILE,
        "count": 4,
        "open": 1,
        "url": "javascript:x",
    }
    db.table("issues").insert(issue)


def code(db: Database) -> None:
    """Add what the coding stage would have found, and hostile text wherever it copies from a page."""
    asn = BODY.index("ASN")
    quoted = BODY.index("“Netralitas")
    evidence: list[tuple[int, str, str, int | None, int | None]] = [
        (PLAIN, "actor", "ASN", asn, asn + 3),
        (PLAIN, "institution", "Bawaslu", 11, 34),
        (PLAIN, "place", "11.17 event", None, None),
        (PLAIN, "violation", "V04 hypothetical", asn, BODY.index("netralitas") + 10),
        (BAD, HOSTILE, HOSTILE, 0, 9),
        (BAD, "actor", HOSTILE, -5, 10**9),
    ]
    db.execute(
        "insert into findings (id, outlet, kind, message, stage, url)"
        " select 1, outlet, 'event_date_unsure', 'no day is told', 'code', url from articles where id = ?", [PLAIN],
    )  # fmt: skip
    db.table("evidence").insert_all(
        {"article": of, "n": n, "field": field, "value": value, "rule": f"{field}: name", "start": start, "end": end}
        for n, (of, field, value, start, end) in enumerate(evidence)
    )
    quote = {"article": PLAIN, "n": 1, "speaker": "Rahmat Pelangi", "speaker_role": "Ketua Bawaslu",
             "kind": "direct", "text": "Netralitas bukan hanya imbauan", "flags": "after",
             "start": quoted, "end": quoted + 32}  # fmt: skip
    hostile = {**quote, "article": BAD, "speaker": HOSTILE, "speaker_role": HOSTILE, "text": HOSTILE, "flags": HOSTILE}
    db.table("quotes").insert_all([quote, hostile])
    db.table("people").insert_all(
        [
            {"article": PLAIN, "name": "Rahmat Pelangi", "role": "Ketua Bawaslu", "key": "rahmat pelangi", "speaks": 1},
            {"article": BAD, "name": HOSTILE, "role": HOSTILE, "key": HOSTILE.casefold(), "speaks": 0},
        ]
    )
    db.table("actors").insert_all([{"article": PLAIN, "actor": "ASN"}, {"article": BAD, "actor": HOSTILE}])
    db.table("institutions").insert({"article": PLAIN, "institution": "Bawaslu", "role": "acting"})
    db.table("elections").insert_all({"article": n, "election": "pilkada2024"} for n in (PLAIN, TWIN))
    db.table("outcomes").insert({"article": TWIN, "outcome": "moral_open"})
    db.table("violations").insert({"article": PLAIN, "code": "V04", "certainty": "hypothetical"})
    law = {"article": PLAIN, "n": 1, "law_type": "PP", "number": "94", "year": 2021, "article_no": "5", "letter": "n",
           "text": "PP 94/2021"}  # fmt: skip
    db.table("citations").insert_all(
        [law, {**law, "article": BAD, "law_type": "UU", "number": HOSTILE, "text": HOSTILE, "suspect": HOSTILE}]
    )
    claim = {"article": PLAIN, "n": 1, "number": 1163, "unit": "laporan", "scope": "11", "as_of": "hingga September",
             "claimant": "Bawaslu", "text": "Ada 1.163 laporan."}  # fmt: skip
    db.table("claims").insert_all([claim, {**claim, "article": BAD, "unit": HOSTILE, "claimant": HOSTILE}])
    db.table("places").insert({"article": PLAIN, "region": "11.17", "kind": "event", "text": "Redelong"})
    day = {"outlet": "teluk", "day": "2025-01-02", "expected": 4, "listed": 4, "fetched": 3, "read": 3, "failed": 1}
    db.table("coverage").insert_all([day, {**day, "day": "2025-01-03", "fetched": 0, "read": 0}])


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terbit")
    preserve(folder / "warcs")
    with closing(Database(folder / "archive.db")) as db:
        schema.migrate(db)
        db.table("regions").insert_all(
            {
                "code": code,
                "name": name,
                "type": "regency" if parent else "province",
                "parent": parent,
                "capital": "Redelong",
                "latitude": latitude,
                "longitude": longitude,
            }
            for code, name, parent, latitude, longitude in [
                ("11", "Aceh", None, 5.5, 95.3),
                ("11.17", "Kabupaten Bener Meriah", "11", 4.7, 96.8),
                ("18", "Lampung", None, -5.4, 105.2),
            ]
        )
        db.table("outlets").insert_all(
            {"slug": slug, "name": name, "platform": "disway", "home_url": f"https://{host}/", "hosts": "",
             "province": province, "timezone": zone}
            for slug, name, host, province, zone in [
                ("radar-samudra", "Radar Samudra", "radarsamudra.disway.example", "18", "Asia/Jakarta"),
                ("teluk", "Suara Teluk", "suarateluk.example", "11", "Asia/Makassar"),
                ("sunyi", f"Kabar Sunyi {HOSTILE}", "sunyi.example", None, "Mars/Olympus"),
            ]
        )  # fmt: skip
        index(db, folder / "warcs")
        fill(db)
        db.conn.commit()
        derived.refresh(db)
    return folder / "archive.db"


@pytest.fixture(scope="session")
def published(archive: Path) -> Iterator[Any]:
    found = site.build(archive, metadata=METADATA, warcs=archive.parent / "warcs")
    yield found
    site.close(found)


Ask = Callable[..., httpx.Response]


def asking(published: Any) -> Ask:
    def ask(path: str, method: str = "get", **options: Any) -> httpx.Response:
        response: httpx.Response = asyncio.run(getattr(published.client, method)(path, **options))
        return response

    return ask


@pytest.fixture(scope="session")
def ask(published: Any) -> Ask:
    return asking(published)


@pytest.fixture(scope="session")
def captures(archive: Path) -> dict[str, int]:
    with closing(sqlite3.connect(archive)) as db:
        rows = db.execute("select url, id from captures where id not between 77 and 80").fetchall()
    return {url.rpartition("example/")[2]: number for url, number in rows}


def parsed(response: httpx.Response) -> Any:
    return html.fromstring(response.content)


def words_of(response: httpx.Response) -> str:
    """Return what a person sees of a page, on one line."""
    return " ".join(" ".join(parsed(response).find("body").itertext()).split())


PAGES = [
    "/", "/cari", "/cari?q=netralitas", "/cari?q=netralitas&tahun=2024&urut=terbaru", "/cari?q=*", "/cari?q=zzzz",
    f"/artikel/{PLAIN}", f"/artikel/{PLAIN}?edisi=1", f"/artikel/{TWIN}", f"/artikel/{BAD}", f"/artikel/{BARE}",
    "/archive", "/archive?_show_hidden=1", "/archive/articles?_search=netralitas&_semua=1", f"/archive/articles/{BAD}",
    "/archive/articles?outlet=teluk&_facet=regency&_sort=headline", "/archive/captures/78", "/archive/regions/11~2E17",
    "/archive/editions?_sort_desc=observed_at", "/tangkapan/78", "/tangkapan/79", "/tidak-ada", "/archive/tidak_ada",
    "/archive/articles/9999", "/-/metadata", "/artikel", "/artikel?relevan=1&provinsi=11&tahun=2024",
    f"/artikel?aktor={quoted_for_url(HOSTILE)}&outlet={quoted_for_url(HOSTILE)}",
    "/cari?q=kenetralan", f"/artikel/{PLAIN}/beda/2", "/peristiwa", f"/peristiwa/{PLAIN}", f"/peristiwa/{TWIN}",
    "/peristiwa?jenis=appeal&provinsi=11", "/jabatan", "/jabatan/11.17", "/anotasi", "/terbitan",
    f"/peristiwa?jenis={quoted_for_url(HOSTILE)}&tahun={quoted_for_url(HOSTILE)}", "/artikel?_terbitan=lama",
    "/outlet", "/outlet/radar-samudra", "/outlet/sunyi", "/outlet/tidak-ada", "/wilayah", "/wilayah/11",
    "/wilayah/11.17", "/orang", "/orang/rahmat+pelangi", f"/orang/{tilde_encode(HOSTILE.casefold())}", "/hukum",
    "/hukum/PP+94~2F2021", "/hukum/tidak+ada", "/pemilu", "/pemilu/pilkada2024", "/status", "/kode", "/tentang",
    "/?_terbitan=lama",
    *(f"/archive/{name}" for name in PUBLISHED),
    *(f"/archive/{name}?q=netralitas&_show_sql=1" for name in DESCRIBED["queries"]),
]  # fmt: skip
