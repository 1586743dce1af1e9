"""What a crawl of the newsroom asks for: read off the newsroom's own log, for each platform."""

import itertools
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from protego import Protego

import newsroom
from newsroom import Article, Block, Exchange, Fault, Kind, Newsroom, Site
from newsroom.skins import SKINS
from newsroom.skins.portals import Detik

ROOT = Path(__file__).parent.parent
AGENT = "ArsipNetralitas"
ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """One crawl of every site of a newsroom."""

    served: Newsroom
    log: tuple[Exchange, ...]
    figures: Mapping[str, Mapping[str, int | str]]
    """What the crawl says of itself, by slug."""

    def asked(self, host: str) -> Counter[str]:
        return Counter(exchange.path for exchange in self.log if exchange.host == host)

    def fetched(self, host: str) -> set[str]:
        """Ids of the articles whose first page was asked for."""
        site, paths = self.served.sites[host], self.asked(host)
        return {a.id for a in site.articles if paths[path(self.served, a.id, host)] or paths[bare_path(site, a)]}


def path(served: Newsroom, article_id: str, host: str, page: int = 1) -> str:
    return served.url(article_id, host=host, page=page).partition(host)[2]


def bare_path(site: Site, article: Article) -> str:
    """The address without category, which inline links of the Disway CMS have."""
    return f"/read/{article.id}/{article.slug}" if site.skin == "disway" else ""


def visit(served: Newsroom, place: Path, **asked: object) -> Visits:
    """Crawl every site of `served` as an outlet with the site's host for a slug."""
    served.forget()
    catalogue = place / "outlets"
    catalogue.mkdir(exist_ok=True)
    entries = [
        {
            "slug": slug(site.host), "name": site.name, "platform": platform(site.skin), "home_url": f"http://{site.host}/",
            "hosts": list(site.hosts), **ENTRIES.get(site.host, {}),
        }
        for site in served.sites.values()
    ]  # fmt: skip
    (catalogue / "sites.yml").write_text(json.dumps({"defaults": {"timezone": ZONE}, "outlets": entries}))
    plan = {"outlets": str(catalogue), "warcs": str(place / "warcs"), "proxy": served.proxy, **asked}
    done = subprocess.run(
        [sys.executable, "-m", "tests.visit", json.dumps(plan)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return Visits(served=served, log=tuple(served.log), figures=json.loads(done.stdout))


def platform(skin: str) -> str:
    """What the catalogue calls the platform of a skin."""
    return SKINS[skin].platform


def slug(host: str) -> str:
    return host.replace(".", "-")


def article(number: int, headline: str, day: str, *, about: str = "", pages: int = 1, **more: object) -> Article:
    """One article of `pages` pages; `about` is what its text is about, and what a search finds."""
    text = about or "Panen raya berlangsung meriah dan harga tetap stabil."
    blocks = tuple(Block("p", f"Alinea {n} dari {headline}. {text}") for n in range(2 * pages))
    return Article(
        id=str(700000 + number), slug=headline.lower().replace(" ", "-"), headline=headline, section="Politik",
        published=datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(ZONE)), blocks=blocks,
        breaks=tuple(range(2, 2 * pages, 2)), **more,  # type: ignore[arg-type]
    )  # fmt: skip


NETRAL = "Ia meminta netralitas ASN dijaga."
BROKEN = tuple(
    Block("related", "BACA JUGA: Judul Lain", href=href)
    for href in ("http://[bad/read/1/asn", "javascript:buka('//x')", "mailto:redaksi//@x.example", "//[::1")
)
ELSEWHERE = Block("related", "BACA JUGA: ASN Kota Sebelah", href="http://sebelah.example/read/1/asn-kota-sebelah")

LONG = article(1, "Camat Diperiksa Bawaslu Soal Foto", "2024-10-07T09:00", about=NETRAL, pages=3)
QUIET = article(2, "Bupati Tinjau Jembatan Gantung Baru", "2024-10-08T09:00", about=NETRAL)
OLD = article(3, "Ikrar Netralitas ASN Digelar Serentak", "2024-09-20T10:00", about=NETRAL, pages=2)
LAST_DAY = article(4, "Lurah Dilarang Berpihak di Pilkada", "2024-10-09T23:30", about=NETRAL)
NOISE = tuple(article(20 + n, f"Harga Cabai Naik Pekan Ke {n}", f"2024-10-0{1 + n % 9}T12:00") for n in range(25))
LINKED = Article(
    id="700005", slug="kades-dan-tautan-rusak", headline="Kades dan Tautan Rusak", section="Politik",
    published=datetime.fromisoformat("2024-10-06T08:00+07:00"), blocks=(Block("p", NETRAL), *BROKEN, ELSEWHERE),
)  # fmt: skip
RELEVANT = (LONG, QUIET, OLD, LAST_DAY, LINKED)
HOSTS = {
    "disway": "radar.disway.example", "tribun": "kota.tribunnews.example", "wordpress": "portal.example",
    "blogspot": "kampung.example", "promedia": "kabar.example", "prmn": "teras.pikiran.example",
    "jawapos": "radar.pos.example", "jawapos_next": "pos.example", "antara": "kota.antara.example",
    "detik": "detak.example", "kompas": "regional.arah.example", "rri": "radio.example", "jpnn": "jaringan.example",
    "inews": "kota.inews.example", "mediaindonesia": "media.example", "handmade_tables": "tabel.example",
    "handmade_breaks": "baris.example",
}  # fmt: skip
SISTERS = {"regional.arah.example": ("indeks.arah.example", "search.arah.example")}
ENTRIES: dict[str, dict[str, object]] = {"detak.example": {"listings": ["/detak/indeks"]}}
"""What the catalogue says of a host beyond the four lines."""
BY_HEADLINE = {
    "tribun",
    "promedia",
    "prmn",
    "jawapos",
    "jawapos_next",
    "detik",
    "kompas",
    "jpnn",
    "inews",
    "mediaindonesia",
}
"""Platforms whose search robots.txt closes, so that a headline without a cue word is not found."""


UNNAMED = {skin: {a.id for a in NOISE} for skin in ("handmade_tables", "handmade_breaks")}
"""What stands beside the results where nothing in the markup tells the one from the other."""


def sites() -> list[Site]:
    return [
        Site(
            host=host,
            name=host.split(".")[0],
            skin=skin,
            articles=(*RELEVANT, *NOISE),
            hosts=SISTERS.get(host, ()),
        )
        for skin, host in HOSTS.items()
    ]


@pytest.fixture(scope="module")
def served() -> Iterator[Newsroom]:
    with newsroom.serve(sites()) as running:
        yield running


@pytest.fixture(scope="module")
def visits(served: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """A first visit, without dates."""
    return visit(served, tmp_path_factory.mktemp("first"))


def expected(skin: str) -> set[str]:
    return {a.id for a in RELEVANT if skin not in BY_HEADLINE or a is not QUIET}


@pytest.mark.parametrize("skin", HOSTS)
def test_every_relevant_article_is_asked_for_and_nothing_else(visits: Visits, skin: str) -> None:
    assert visits.fetched(HOSTS[skin]) - UNNAMED.get(skin, set()) == expected(skin)


@pytest.mark.parametrize("skin", HOSTS)
def test_nothing_is_asked_for_twice(visits: Visits, skin: str) -> None:
    assert {path: n for path, n in visits.asked(HOSTS[skin]).items() if n > 1} == {}


@pytest.mark.parametrize("skin", ["disway", "wordpress"])
@pytest.mark.parametrize(("asked", "pages"), [(LONG, 3), (OLD, 2)])
def test_every_page_of_an_article_is_asked_for(visits: Visits, skin: str, asked: Article, pages: int) -> None:
    ends = {path(visits.served, asked.id, HOSTS[skin], n).rpartition("/read")[2] for n in range(1, pages + 1)}
    paths = visits.asked(HOSTS[skin])
    assert {end for end in ends if any(found.endswith(end) for found in paths)} == ends


def test_a_tribun_article_in_pages_is_asked_for_whole(visits: Visits) -> None:
    paths = visits.asked(HOSTS["tribun"])
    first = path(visits.served, LONG.id, HOSTS["tribun"])
    assert [found for found in paths if found.startswith(first)] == [first, f"{first}?page=all"]


def test_a_whole_that_is_no_more_than_its_first_page_is_not_believed(served: Newsroom, tmp_path: Path) -> None:
    host = HOSTS["tribun"]
    first = path(served, LONG.id, host)
    served.faults[host, f"{first}?page=all"] = Fault(kind=Kind.REDIRECT, url=first)
    try:
        visits = visit(served, tmp_path, since="2024-10-07", until="2024-10-07")
    finally:
        served.faults.clear()
    assert {f"{first}?page=2", f"{first}?page=3"} <= visits.asked(host).keys()


def test_robots_txt_is_obeyed(visits: Visits) -> None:
    for host in (*HOSTS.values(), *itertools.chain(*SISTERS.values())):
        robots = visits.served.answer(newsroom.Request(host=host, target="/robots.txt")).body.decode()
        rules = Protego.parse(robots)
        refused = [asked for asked in visits.asked(host) if not rules.can_fetch(f"http://{host}{asked}", AGENT)]
        assert refused == []


def test_no_other_host_is_asked(visits: Visits) -> None:
    assert {exchange.host for exchange in visits.log} == {*HOSTS.values(), *itertools.chain(*SISTERS.values())}


def test_broken_links_kill_no_callback(visits: Visits) -> None:
    assert {name: figures["spider_errors"] for name, figures in visits.figures.items()} == {
        slug(host): 0 for host in HOSTS.values()
    }


@pytest.fixture(scope="module")
def dated(served: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """A visit for three days."""
    return visit(served, tmp_path_factory.mktemp("dated"), since="2024-10-07", until="2024-10-09")


@pytest.mark.parametrize("skin", ["tribun", "wordpress", "blogspot"])
def test_dates_keep_a_visit_to_their_days(dated: Visits, skin: str) -> None:
    assert dated.fetched(HOSTS[skin]) == {a.id for a in (LONG, QUIET, LAST_DAY)} & expected(skin)


def test_a_tribun_index_is_asked_for_day_by_day_without_padding(dated: Visits) -> None:
    days = {path for path in dated.asked(HOSTS["tribun"]) if path.startswith("/index-news") and "page" not in path}
    assert days == {f"/index-news?date=2024-10-{day}" for day in (7, 8, 9)}


def test_disway_leaves_what_its_relative_dates_say_is_too_old(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    new, old = (
        article(n, f"Camat {n} Diminta Jaga Netralitas", (now - timedelta(days=days)).strftime("%Y-%m-%dT08:00"))
        for n, days in ((1, 2), (2, 400))
    )
    site = Site(host="radar.example", name="Radar", skin="disway", articles=(new, old), now=now)
    with newsroom.serve([site]) as served:
        visits = visit(served, tmp_path, since=(now - timedelta(days=30)).date().isoformat())
    assert visits.fetched("radar.example") == {new.id}


def test_what_is_known_is_not_asked_for_again(served: Newsroom, tmp_path: Path) -> None:
    known = [served.url(a.id, host=host) for host in HOSTS.values() for a in RELEVANT if a is not LAST_DAY]
    visits = visit(served, tmp_path, known=known)
    for skin, host in HOSTS.items():
        assert visits.fetched(host) - UNNAMED.get(skin, set()) == {LAST_DAY.id}, skin
        assert not any("?page=" in path and LONG.slug in path for path in visits.asked(host))


def test_an_outlet_that_is_caught_up_is_not_paged_through_again(tmp_path: Path) -> None:
    many = tuple(article(n, f"Camat {n} Diminta Jaga Netralitas ASN", f"2024-10-{1 + n:02}T08:00") for n in range(28))
    with newsroom.serve(
        [Site(host="radar.example", name="Radar", skin="disway", articles=many, per_page=10)]
    ) as served:
        known = [served.url(a.id) for a in many]
        first = visit(served, tmp_path)
        again = visit(served, tmp_path, known=known, caught_up=True)
    assert first.fetched("radar.example") == {a.id for a in many}
    assert any("/search/kata/20/10/" in path for path in first.asked("radar.example"))
    assert again.fetched("radar.example") == set()
    assert not any("/search/kata/20/10/" in path for path in again.asked("radar.example"))


@pytest.mark.parametrize("budget", [1, 6])
def test_a_budget_is_kept_and_a_visit_that_it_cuts_short_says_so(tmp_path: Path, budget: int) -> None:
    many = tuple(article(n, f"Camat {n} Diminta Jaga Netralitas ASN", f"2024-10-{1 + n:02}T08:00") for n in range(20))
    site = Site(host="radar.example", name="Radar", skin="disway", articles=many)
    ENTRIES["radar.example"] = {"budget": budget}
    try:
        with newsroom.serve([site]) as served:
            visits = visit(served, tmp_path)
    finally:
        del ENTRIES["radar.example"]
    assert sum(visits.asked("radar.example").values()) == budget + 1  # robots.txt is not the outlet's bill
    assert visits.figures["radar-example"]["ended"] == "budget"


def test_many_ways_at_once_all_find_what_robots_txt_says(tmp_path: Path) -> None:
    site = Site(host="radar.example", name="Radar", skin="disway", articles=(LONG,))
    paths = [f"/kategori/bagian-{n}" for n in range(9)]
    ENTRIES["radar.example"] = {"listings": paths}
    try:
        with newsroom.serve([site]) as served:
            visits = visit(served, tmp_path)
    finally:
        del ENTRIES["radar.example"]
    assert visits.asked("radar.example").keys() >= set(paths)
    assert not visits.figures["radar-example"]["by_kind"]


SHUT = "User-agent: *\nDisallow: /wp-json/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A host whose best ways are shut, and the way that is left."""

    host: str
    way: str
    skin: str = "wordpress"
    robots: str | None = None
    rest_off: bool = False
    faults: Mapping[str, Fault] = field(default_factory=dict)
    headlines_only: bool = False


LADDER = [
    Shut(host="tanpa-rest.example", rest_off=True, way="/feed/?s=netralitas"),
    Shut(host="rest-dilarang.example", robots=SHUT, way="/feed/?s=netralitas"),
    Shut(host="rest-beranda.example", faults={"/wp-json": Fault(kind=Kind.SOFT_404)}, way="/feed/?s=netralitas"),
    Shut(host="tanpa-umpan.example", robots=f"{SHUT}Disallow: /feed/\n", way="/?s=netralitas"),
    Shut(host="umpan-rusak.example", robots=SHUT, faults={"/feed/": Fault(kind=Kind.BINARY)}, way="/?s=netralitas"),
    Shut(
        host="tanpa-cari.example", robots=f"{SHUT}Disallow: /feed/\nDisallow: /*?s=\n",
        way="/wp-sitemap-posts-post-1.xml",  # and the home page, which leads to sections and shows first sentences
    ),
    Shut(
        host="blog-tanpa-umpan.example", skin="blogspot", robots="User-agent: *\nDisallow: /feeds/\n",
        way="/search?q=netralitas",
    ),
    Shut(
        host="blog-tertutup.example", skin="blogspot", robots="User-agent: *\nDisallow: /feeds/\nDisallow: /search\n",
        way="/sitemap.xml", headlines_only=True,
    ),
    Shut(
        host="tanpa-indeks.example", skin="tribun", faults={"/index-news": Fault(kind=Kind.STATUS, status=404)},
        way="/sitemap-news.xml", headlines_only=True,
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    built = [
        Site(
            host=shut.host, name="Portal", skin=shut.skin, articles=(*RELEVANT, *NOISE), robots=shut.robots,
            quirks=frozenset({"rest_off"} if shut.rest_off else ()),
        )
        for shut in LADDER
    ]  # fmt: skip
    with newsroom.serve(built) as running:
        for shut in LADDER:
            running.faults.update({(shut.host, prefix): fault for prefix, fault in shut.faults.items()})
        return visit(running, tmp_path_factory.mktemp("ladder"))


@pytest.mark.parametrize("shut", LADDER, ids=lambda shut: shut.host)
def test_a_platform_goes_down_its_ladder_until_a_way_is_open(ladder: Visits, shut: Shut) -> None:
    assert shut.way in ladder.asked(shut.host)
    assert ladder.fetched(shut.host) == {a.id for a in RELEVANT if a is not QUIET or not shut.headlines_only}


def test_a_shut_rung_is_tried_once(ladder: Visits) -> None:
    for shut in LADDER:
        assert sum(path.startswith("/wp-json/") for path in ladder.asked(shut.host)) <= 1


def test_disway_without_search_is_read_by_sections_and_tags(tmp_path: Path) -> None:
    tagged = article(9, "Jembatan Gantung Selesai Dibangun", "2024-10-02T08:00", tags=("netralitas asn",))
    seen = article(8, "Camat Diminta Netral", "2024-10-03T08:00", tags=("netralitas asn",))
    site = Site(host="radar.example", name="Radar", skin="disway", articles=(seen, tagged, *NOISE))
    with newsroom.serve([site]) as served:
        served.faults["radar.example", "/search/"] = Fault(kind=Kind.STATUS, status=404)
        visits = visit(served, tmp_path)
    assert visits.fetched("radar.example") == {seen.id, tagged.id}


def test_an_outlet_whose_listings_are_empty_shows_it(tmp_path: Path) -> None:
    bare = Site(host="radar.example", name="Radar", skin="disway", articles=())
    walled = Site(host="kota.example", name="Kota", skin="tribun", articles=NOISE)
    with newsroom.serve([bare, walled]) as served:
        served.faults["kota.example", "/index-news"] = Fault(kind=Kind.CHALLENGE, status=200)
        visits = visit(served, tmp_path)
    found = visits.figures["radar-example"]
    assert found["empty_listings"] == 2  # the front page, and that again as any site's
    assert found["searches"]
    assert found["searches"] == found["empty_searches"]
    assert visits.figures["kota-example"]["empty_listings"] == 1
    assert all(figures["ended"] == "finished" for figures in visits.figures.values())


ROBUST = {"disway", "wordpress", "blogspot", "handmade_breaks"}
"""Skins that between them have every kind of listing."""


def test_garbage_in_place_of_pages_is_no_error(tmp_path: Path) -> None:
    kinds = (Kind.BINARY, Kind.EMPTY, Kind.DEEP, Kind.TRUNCATED_GZIP, Kind.WRONG_ENCODING, Kind.WRONG_CHARSET)
    built = {
        (kind, skin): Site(host=f"{kind.replace('_', '-')}-{host}", name="Rusak", skin=skin, articles=(LONG, LINKED))
        for kind in kinds for skin, host in HOSTS.items() if skin in ROBUST
    }  # fmt: skip
    with newsroom.serve(list(built.values())) as served:
        for (kind, _), site in built.items():
            served.faults[site.host, "/"] = Fault(kind=kind)
            served.faults[site.host, "/robots.txt"] = Fault(kind=Kind.STATUS, status=404)
        visits = visit(served, tmp_path)
    assert len(visits.figures) == len(built)
    assert {(figures["spider_errors"], figures["ended"]) for figures in visits.figures.values()} == {(0, "finished")}


def test_the_sample_newsroom_is_found_as_far_as_its_platforms_let_us(tmp_path: Path) -> None:
    with newsroom.serve() as served:
        visits = visit(served, tmp_path)
    missed = {
        a.id for site in served.sites.values() for a in site.articles
        if a.relevant and a.id not in visits.fetched(site.host)
    }  # fmt: skip
    assert missed == set()


def test_the_gallery_is_found_whatever_the_skin(tmp_path: Path) -> None:
    shown = newsroom.gallery()
    detik = SKINS["detik"]
    assert isinstance(detik, Detik)
    desks = [site for site in shown if site.skin == detik.name]
    listings: dict[str, dict[str, object]] = {
        site.host: {"listings": [f"/{detik.region(site)}/indeks"]} for site in desks
    }
    ENTRIES.update(listings)
    try:
        with newsroom.serve(shown) as served:
            visits = visit(served, tmp_path)
    finally:
        for host in listings:
            del ENTRIES[host]
    missed = {
        (site.host, a.headline) for site in shown for a in site.articles
        if a.relevant and a.id not in visits.fetched(site.host)
    }  # fmt: skip
    assert missed == set()
    assert {figures["spider_errors"] for figures in visits.figures.values()} == {0}
