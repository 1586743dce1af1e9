"""What `arsip outlets probe` and `discover` make of sites: every skin of the newsroom, and what is no newspaper."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
from lxml import html
from sqlite_utils import Database

import newsroom
from bench.probing import probe as probe_structures
from newsroom import Newsroom, Site
from newsroom.skins import SKINS
from newsroom.structures import load as load_structures
from pipeline.errors import OutletError
from pipeline.pages.markup import parse
from scrapers import outlets
from scrapers.discover import load as load_directories
from scrapers.discover import outward, proposals
from scrapers.outlets import edit
from scrapers.probe.recognise import MARKS, is_shop, recognise
from scrapers.spiders import SPIDERS
from tests.command import ARSIP
from tests.conftest import ROOT
from tests.test_spiders import NOISE, RELEVANT, platform

ALSO: Mapping[str, frozenset[str]] = {
    "jawapos": frozenset({"promedia", "generic"}),  # nothing in its pages but its host says whose it is
    "promedia": frozenset({"jawapos"}),
}


def command(place: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    where: list[str | Path] = ["--archive", place / "archive.db", "--warcs", place / "warcs"]
    where += ["--outlets", place / "outlets"]
    return subprocess.run(
        [ARSIP, *where, "outlets", *words],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip


def catalogue(place: Path, *entries: Mapping[str, object]) -> Path:
    folder = place / "outlets"
    folder.mkdir(exist_ok=True)
    lines = ["# kept\n\noutlets:\n"]
    for entry in entries:
        body = [f"{key}: {json.dumps(value)}" for key, value in entry.items() if key != "slug"]
        lines.append(f"  # a remark\n  - slug: {entry['slug']}\n" + "".join(f"    {line}\n" for line in body))
    (folder / "sites.yml").write_text("".join(lines), "utf-8")
    return folder


def probed(place: Path, proxy: str, *words: str) -> tuple[dict[str, dict[str, Any]], int]:
    """Return what `arsip outlets probe --json` says, by slug, and its exit code."""
    done = command(place, "probe", "--json", "--proxy", proxy, "--delay", "0", *words)
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["slug"]: each for each in found}, done.returncode


# The newsroom's skins

SITES = {skin: f"{skin.replace('_', '-')}.situs.example" for skin in SKINS}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    place = tmp_path_factory.mktemp("skins")
    catalogue(place, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    sites = [Site(host=host, name="kota", skin=skin, articles=(*RELEVANT, *NOISE)) for skin, host in SITES.items()]
    with newsroom.serve(sites) as served:
        found, code = probed(place, served.proxy, *(f"http://{host}" for host in SITES.values()))
    assert code == 0
    return {urlsplit(each["sight"]["url"]).netloc: each for each in found.values()}


@pytest.mark.parametrize("skin", SKINS)
def test_every_skin_is_told_for_what_it_is(seen: dict[str, dict[str, Any]], skin: str) -> None:
    sight = seen[SITES[skin]]["sight"]
    expected = platform(skin)
    assert sight["platform"] in {expected, *ALSO.get(expected, ())}, sight["marks"]


@pytest.mark.parametrize("skin", SKINS)
def test_a_probe_says_what_a_crawl_would_find(seen: dict[str, dict[str, Any]], skin: str) -> None:
    trial = seen[SITES[skin]]["trial"]
    assert trial["ended"] in {"finished", "budget"}
    assert trial["requests"] <= 14
    assert len(trial["found"]) >= (0 if skin == "kompas" else 3)  # its index stands on a host that only we can name


@pytest.mark.parametrize("skin", ["wordpress", "blogspot"])
def test_open_doors_are_named(seen: dict[str, dict[str, Any]], skin: str) -> None:
    sight = seen[SITES[skin]]["sight"]
    assert sight["rest"]
    assert sight["feeds"]
    assert sight["sitemaps"]


@pytest.mark.parametrize(("skin", "theme"), [("tagdiv", "tagdiv"), ("jnews", "jnews"), ("jannah", "jannah")])
def test_a_theme_of_wordpress_is_named(seen: dict[str, dict[str, Any]], skin: str, theme: str) -> None:
    assert seen[SITES[skin]]["sight"]["theme"] == theme


def test_the_lines_of_a_probe_make_an_entry(seen: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    for n, each in enumerate(seen.values()):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "new.yml").write_text(f"outlets:\n{each['yaml']}", "utf-8")
        [entry] = outlets.load(folder).values()
        assert entry.home_url == each["sight"]["url"]
        assert entry.platform == each["sight"]["platform"]
        assert entry.verified == "live"


# What is no newspaper

SHOP = """<html><head><title>Toko Batik</title><meta property="og:type" content="website">
<link rel="stylesheet" href="/wp-content/plugins/woocommerce/a.css"></head><body class="home">
<ul class="products">{}</ul><a href="/cart">Keranjang</a></body></html>""".format(
    "".join(
        f'<li><a href="/produk/kemeja-batik-tulis-motif-{n}/">Kemeja Batik Tulis Motif {n}</a> Rp {n}50.000</li>'
        for n in range(1, 9)
    )
)
LOGIN = """<html><head><title>Masuk</title><meta name="generator" content="WordPress 6.5"></head><body>
<form method="post" action="/wp-login.php"><input name="log"><input type="password" name="pwd"></form>
<a href="/wp-login.php?action=lostpassword">Lupa sandi?</a></body></html>"""
WALL = """<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue</p>
<script>window._cf_chl_opt={}</script></body></html>"""
PARKED = """<html><head><title>contoh.example</title></head><body><h1>This domain is for sale</h1>
<a href="/contact">Contact</a><a href="/privacy-policy">Privacy</a></body></html>"""
COMPANY = """<html><head><title>PT Maju</title></head><body><h1>Konsultan konstruksi</h1>
<a href="/tentang-kami">Tentang kami</a><a href="/layanan">Layanan</a><a href="/kontak">Kontak</a>
<p>Kami membangun jembatan sejak 1990 dan dipercaya banyak pihak.</p></body></html>"""
OTHERS = {"toko": SHOP, "masuk": LOGIN, "tembok": WALL, "parkir": PARKED, "kantor": COMPANY, "kosong": ""}


class _Page(BaseHTTPRequestHandler):
    pages: ClassVar[Mapping[str, str]] = {f"{name}.lain.example": body for name, body in OTHERS.items()}

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = self.pages.get(parts.hostname or "", "").encode() if parts.path in {"", "/"} else b""
        self.send_response(200 if parts.path in {"", "/"} else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def others() -> Iterator[str]:
    """Serve the pages of OTHERS to a client that takes this for its proxy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    place = tmp_path_factory.mktemp("others")
    catalogue(place, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    with others() as proxy:
        found, code = probed(place, proxy, *(f"http://{name}.lain.example" for name in OTHERS))
    assert code == 3
    return {urlsplit(each["sight"]["url"]).netloc.partition(".")[0]: each for each in found.values()}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("toko", "shop"), ("masuk", "password"), ("tembok", "wall"), ("parkir", "no articles"),
        ("kantor", "no articles"), ("kosong", "no "),
    ],
)  # fmt: skip
def test_what_is_no_newspaper_is_unknown_and_says_why(
    strange: dict[str, dict[str, Any]], name: str, reason: str
) -> None:
    assert strange[name]["sight"]["platform"] is None
    assert reason in strange[name]["sight"]["reason"]
    assert strange[name]["yaml"] is None


# Sites in structures of their own


def test_a_site_without_a_platform_is_generic_whatever_it_links_and_however_its_front_page_is_made(
    tmp_path: Path,
) -> None:
    shown = ("kabarrawa", "sirihpost", "cakrabuana", "kilasrawa")  # links another network, its dates, frames, a refresh
    structures = [s for s in load_structures("dev") if s.host.partition(".")[0] in shown]
    for host, said in probe_structures(structures, tmp_path).items():
        assert said["sight"]["platform"] == "generic", (host, said["sight"])
        assert said["sight"]["sample"]["paragraphs"] > 0
        assert said["trial"]["found"]


# The catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A catalogue after `probe --all`, and what the command said."""

    place: Path
    before: str
    after: str
    said: Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Verified:
    """Two outlets that are as the catalogue says, one on another platform, one that is gone, one not active."""
    place = tmp_path_factory.mktemp("verify")
    sites = [
        Site(host=f"{skin}.situs.example", name="kota", skin=skin, articles=(*RELEVANT, *NOISE))
        for skin in ("disway", "wordpress", "blogspot")
    ]
    said = {"disway": "disway", "wordpress": "wordpress", "blogspot": "wordpress", "gone": "disway", "left": "disway"}
    folder = catalogue(
        place,
        *(
            {
                "slug": slug, "name": slug.title(), "home_url": f"http://{slug}.situs.example/", "platform": of,
                **({"active": False} if slug == "left" else {}),
            }
            for slug, of in said.items()
        ),
    )  # fmt: skip
    before = (folder / "sites.yml").read_text("utf-8")
    with newsroom.serve(sites) as served:
        found, code = probed(place, served.proxy, "--all")
    assert code == 3
    return Verified(place=place, before=before, after=(folder / "sites.yml").read_text("utf-8"), said=found)


def test_an_outlet_that_is_as_the_catalogue_says_becomes_live_with_the_date(verified: Verified) -> None:
    known = outlets.load(verified.place / "outlets")
    assert {slug for slug, entry in known.items() if entry.verified == "live"} == {"disway", "wordpress"}
    assert known["disway"].verified_on is not None


def test_nothing_else_in_the_file_changes(verified: Verified) -> None:
    added = [line for line in verified.after.splitlines() if line not in verified.before.splitlines()]
    assert {line.split(":")[0].strip() for line in added} == {"verified", "verified_on"}
    assert [line for line in verified.after.splitlines() if line not in added] == verified.before.splitlines()


def test_an_outlet_that_is_not_active_is_left_alone(verified: Verified) -> None:
    assert set(verified.said) == {"disway", "wordpress", "blogspot", "gone"}


@pytest.mark.parametrize("after", ["the probe", "a rebuild"])
def test_an_outlet_that_is_otherwise_is_an_issue(verified: Verified, after: str) -> None:
    if after == "a rebuild":
        where = ["--archive", "archive.db", "--warcs", "warcs", "--outlets", "outlets"]
        done = subprocess.run(
            [Path(sys.executable).with_name("arsip"), *where, "rebuild"],
            capture_output=True, text=True, check=False, cwd=verified.place, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    db = Database(verified.place / "archive.db")
    try:
        issues = {(row["outlet"], row["kind"]): row["message"] for row in db["issues"].rows if row["open"]}
    finally:
        db.close()
    assert set(issues) == {("blogspot", "probe_platform"), ("gone", "probe_unknown")}
    assert "the site is blogspot" in issues["blogspot", "probe_platform"]


def test_a_probe_of_a_site_tells_a_person_how_to_add_it(tmp_path: Path, served: Newsroom) -> None:
    catalogue(tmp_path, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    asked = ("--proxy", served.proxy, "--delay", "0")
    done = command(tmp_path, "probe", "http://radarsamudra.disway.example/politik", *asked)
    assert done.returncode == 0, done.stderr
    assert "http://radarsamudra.disway.example/: disway" in done.stdout
    assert "  - slug: radarsamudra" in done.stdout
    assert "  a crawl would ask for" in done.stdout


# Networks


@pytest.fixture(scope="module")
def served() -> Iterator[Newsroom]:
    with newsroom.serve() as running:
        yield running


def test_a_site_is_added_with_its_place_and_the_catalogue_stays_whole(tmp_path: Path, served: Newsroom) -> None:
    before = catalogue(tmp_path, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    kept = (before / "sites.yml").read_text("utf-8")
    ask = ("--proxy", served.proxy, "--delay", "0")
    done = command(tmp_path, "add", "tubaraya.example", "nobody.example", "--place", "tulang bawang", *ask)
    assert done.returncode == 3, done.stderr  # one of the two is no site at all
    assert "own.yml: 1 added. Visit: arsip run --outlet tubaraya" in done.stdout
    entry = outlets.load(before)["tubaraya"]
    found = (entry.home_url, entry.platform, entry.province, entry.regency, entry.verified)
    assert found == ("http://tubaraya.example/", "wordpress", "18", "18.05", "live")
    assert (before / "sites.yml").read_text("utf-8") == kept
    again = command(tmp_path, "add", "http://tubaraya.example", "--place", "18", *ask)
    assert (again.returncode, "is in the catalogue already" in again.stderr) == (2, True)


@pytest.mark.parametrize(("place", "reason"), [("Atlantis", "no region"), ("cirebon", "32.09 Kabupaten Cirebon")])
def test_a_place_that_is_not_one_is_told_before_anything_is_asked(tmp_path: Path, place: str, reason: str) -> None:
    catalogue(tmp_path, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    done = command(tmp_path, "add", "y.invalid", "--place", place)
    assert (done.returncode, reason in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "outlets" / "own.yml").exists()


def test_a_name_that_leads_nowhere_is_told_as_such(tmp_path: Path) -> None:
    catalogue(tmp_path, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    done = command(tmp_path, "probe", "tidak-ada.invalid")
    assert done.returncode == 3
    assert "DNS lookup failed" in done.stdout


def test_lines_that_the_catalogue_cannot_hold_leave_it_as_it_was(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, {"slug": "x", "name": "X", "platform": "generic", "home_url": "http://x.example/"})
    one = outlets.Entry(slug="a", name="A: y", platform="generic", home_url="http://a.example/", province="18")
    twice = outlets.Entry(slug="b", name="B", platform="generic", home_url="http://x.example/")
    edit.add(folder, [one])
    kept = (folder / edit.OWN).read_text("utf-8")
    with pytest.raises(OutletError, match=r"host x\.example is used twice"):
        edit.add(folder, [twice])
    assert (folder / edit.OWN).read_text("utf-8") == kept
    assert outlets.load(folder)["a"] == one


def test_a_networks_own_list_proposes_what_the_catalogue_lacks(tmp_path: Path, served: Newsroom) -> None:
    entry = {"slug": "radar", "name": "R", "platform": "disway", "home_url": "http://radarsamudra.disway.example/"}
    catalogue(tmp_path, entry)
    directories = tmp_path / "directories.yml"
    directories.write_text(
        "directories:\n  - {network: disway, outlet: radar, path: /network/list-network,"
        " hosts: [disway.example, bacakoran.example], others: true}\n"
    )
    asked = ("--directories", directories, "--proxy", served.proxy, "--delay", "0", "--json")
    done = command(tmp_path, "discover", *asked)
    assert done.returncode == 0, done.stderr
    [found] = [json.loads(line) for line in done.stdout.splitlines()]
    proposed = {new["home_url"]: new["platform"] for new in found["proposed"]}
    assert proposed
    assert entry["home_url"] not in proposed
    assert set(proposed.values()) <= {"disway", "generic"}


def test_a_directory_that_lists_nothing_is_no_success(tmp_path: Path, served: Newsroom) -> None:
    catalogue(tmp_path, {"slug": "kota", "name": "K", "platform": "disway", "home_url": "http://tiada.example/"})
    directories = tmp_path / "directories.yml"
    directories.write_text("directories:\n  - {network: disway, outlet: kota, path: /, hosts: [disway.example]}\n")
    done = command(tmp_path, "discover", "--directories", directories, "--proxy", served.proxy, "--delay", "0")
    assert done.returncode == 3
    assert "0 portals listed" in done.stdout


def test_the_directories_name_outlets_that_exist() -> None:
    known = outlets.load()
    for directory in load_directories().directories:
        assert known[directory.outlet].network == directory.network


# Marks


def test_every_platform_but_the_generic_has_marks() -> None:
    assert set(MARKS.platforms) == set(SPIDERS) - {"generic"}


@pytest.mark.parametrize(
    "page", ["<p>x</p>", "<html><body class='read__'><a href='http://[bad/'>x</a></body></html>", "<html></html>"]
)
def test_a_page_without_marks_is_nobodys(page: str) -> None:
    assert recognise([(html.document_fromstring(page), "https://x.example/")]).platform is None


REAL = {
    "antara_article_2015.html": "antara", "detik_article.html": "detik", "detik_index.html": "detik",
    "disway_jogja_article.html": "disway", "kompas_article_page1.html": "kompas",
    "wordpress_com_article.html": "wordpress", "tribun_www_article_page1of4.html": "tribun",
    "mediaindonesia_article.html": None, "challenge_cloudflare.html": None,
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_pages_are_told_without_their_host(shared: Path, name: str) -> None:
    tree = parse((shared / "pages" / name).read_bytes().decode("utf-8", "replace"))
    assert recognise([(tree, "https://x.example/")]).platform == REAL[name]
    assert not is_shop(tree, "https://x.example/")


@pytest.mark.parametrize(
    ("name", "url", "listed"),
    [
        ("disway_jogja_article.html", "https://jogja.disway.id/", 20),
        ("tribun_www_article_page1of4.html", "https://www.tribunnews.com/", 30),
    ],
)
def test_every_portal_that_a_real_page_of_a_network_names_is_in_the_catalogue(
    shared: Path, name: str, url: str, listed: int
) -> None:
    tree = parse((shared / "pages" / name).read_bytes().decode("utf-8", "replace"))
    read, known = load_directories(), outlets.load()
    [directory] = [d for d in read.directories if url.endswith(f"{d.hosts[0]}/")]
    found = proposals(directory, list(outward(tree, url)), known, read.never)
    assert found.listed >= listed
    assert found.proposed == ()


def test_a_networks_host_decides_where_pages_look_alike() -> None:
    page = html.document_fromstring(
        "<html><body><h1 class='read__title'>x</h1><a class='latest__link'>y</a></body></html>"
    )
    assert recognise([(page, "https://radar.jawapos.com/")]).platform == "jawapos"
    assert recognise([(page, "https://kabar.example/")]).platform == "promedia"
