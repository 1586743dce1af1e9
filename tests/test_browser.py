"""The published site in a real browser: journeys of readers, phones, dark rooms, paper, and hostile text.

Skipped where there is no Chromium, or no Playwright to steer it; the rules of axe-core where npm cannot bring them.
"""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.publishing import BAD, METADATA, PAGES, PLAIN, ROOT

pytest_plugins = ("tests.publishing",)

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

READ = [path for path in PAGES if not path.startswith(("/tangkapan", "/-/", "/artikel.")) and "_show_sql" not in path]
"""Pages that a person reads."""

MAIN = [
    "/", "/cari", "/cari?q=netralitas", "/cari?q=zzzz", "/artikel", "/artikel?provinsi=11&_terbitan=lama",
    f"/artikel/{PLAIN}", f"/artikel/{PLAIN}?edisi=1", f"/artikel/{PLAIN}/beda/2", "/tangkapan/79",
    "/peristiwa", "/peristiwa?jenis=appeal", f"/peristiwa/{PLAIN}", "/outlet", "/outlet/radar-samudra",
    "/wilayah", "/wilayah/11", "/wilayah/11.17", "/pemilu", "/pemilu/pilkada2024", "/hukum", "/hukum/PP+94~2F2021",
    "/orang", "/orang/rahmat+pelangi", "/jabatan", "/jabatan/11.17", "/anotasi", "/terbitan", "/status", "/kode",
    "/tentang", "/archive", "/archive/captures", "/archive/articles", f"/archive/articles/{PLAIN}",
    "/archive/sanksi_per_provinsi_dan_pemilu", "/tidak-ada",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(archive: Path) -> Iterator[str]:
    """Serve the archive of the tests as `arsip serve` does, in a process of its own."""
    code = (
        "import sys; from pathlib import Path; from pipeline.publish import serve;"
        "sys.exit(serve(Path(sys.argv[1]), port=0, metadata=Path(sys.argv[2]), warcs=Path(sys.argv[3])))"
    )
    command = [sys.executable, "-c", code, str(archive), str(METADATA), str(archive.parent / "warcs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A tab that fails its test where a page runs a script, breaks its own policy or asks another host."""
    yield from _tab(chromium, address, viewport={"width": 1200, "height": 900})


@pytest.fixture
def phone(chromium: Any, address: str) -> Iterator[Any]:
    yield from _tab(chromium, address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


def _tab(chromium: Any, address: str, **options: Any) -> Iterator[Any]:
    context = chromium.new_context(base_url=address, **options)
    tab = context.new_page()
    wrong: list[str] = []

    def dismissed(dialog: Any) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    tab.on("dialog", dismissed)
    tab.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    tab.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    tab.on("request", lambda request: wrong.extend(_foreign(request.url, address)))
    yield tab
    context.close()
    assert wrong == []


def _foreign(url: str, address: str) -> list[str]:
    ours = urlsplit(url).netloc == urlsplit(address).netloc or url.startswith(("data:", "about:"))
    return [] if ours else [f"asked {url}"]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("there is no npm to bring axe-core")
        brought = subprocess.run([npm, "ci"], cwd=AXE.parents[2], capture_output=True, check=False, timeout=120)
        if brought.returncode:
            pytest.skip("npm cannot bring axe-core here")
    return AXE.read_text("utf-8")


def test_from_browsing_to_the_preserved_capture(page: Any) -> None:
    page.goto("/artikel?relevan=1")
    page.get_by_role("complementary").get_by_role("link", name="imbauan").click()
    page.get_by_role("link", name="Bawaslu Seruni Ingatkan Netralitas ASN").click()
    removed = page.locator("aside.removed").first
    assert "BACA JUGA" in removed.inner_text()
    page.get_by_role("link", name="bandingkan dengan edisi 1").click()
    assert "berubah antara" in page.locator(".lead").inner_text()
    assert "Isi lama" in page.locator("del").first.inner_text() or page.get_by_text("Isi lama").count()
    assert page.locator("ins").count() > 0
    page.go_back()
    page.get_by_role("link", name="Halaman tersimpan").click()
    assert page.locator("body").inner_text().startswith("<html>") or "<p>" in page.locator("body").inner_text()


def test_from_a_search_to_its_highlight_and_feed(page: Any, address: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill("kenetralan seruni")
    page.keyboard.press("Enter")
    assert "netralitas" in page.locator(".expanded").inner_text()
    assert page.locator("mark").first.inner_text() in {"Netralitas", "Seruni"}
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    with urlopen(address + feed, timeout=20) as answer:
        text = answer.read().decode()
    assert "<feed" in text
    assert "Bawaslu Seruni Ingatkan Netralitas ASN" in text


def test_from_the_map_to_a_regency(page: Any) -> None:
    page.goto("/")
    page.locator("svg.map a[href='/wilayah/11.17']").click()
    assert page.locator("h1").inner_text() == "Kabupaten Bener Meriah"
    assert page.get_by_role("link", name="Bawaslu Seruni Ingatkan Netralitas ASN").count() == 1


def test_pointing_at_a_code_marks_its_words(page: Any) -> None:
    page.goto(f"/artikel/{PLAIN}")
    words = page.locator(".body .ev", has_text="ASN").first
    before = words.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator(".codes li", has_text="ASN").first.hover()
    assert words.evaluate("e => getComputedStyle(e).backgroundColor") != before
    page.locator(".codes a", has_text="Bawaslu").or_(page.locator(".codes a", has_text="Badan Pengawas")).first.focus()
    marked = page.locator(".body .ev", has_text="Bawaslu").first
    assert marked.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_the_keyboard_reaches_the_content_first(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#isi"


def test_hostile_text_does_nothing(page: Any) -> None:
    for path in (f"/artikel/{BAD}", "/orang", "/hukum", "/outlet", "/status", "/artikel", f"/archive/articles/{BAD}"):
        page.goto(path)
        assert page.locator("img, script, iframe").count() == 0, path


def test_a_phone_never_scrolls_sideways(phone: Any) -> None:
    wide = []
    for path in READ:
        phone.goto(path)
        if phone.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("path", MAIN)
def test_axe_finds_nothing(page: Any, axe: str, path: str) -> None:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    page.evaluate(axe)
    every, colours = (
        "axe.run(document, {resultTypes: ['violations']})",
        "axe.run(document, {runOnly: ['color-contrast']})",
    )
    assert violations(page, every) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, colours) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page, every) == []
    page.emulate_media(color_scheme="light")
    assert violations(page, colours) == []


def violations(page: Any, run: str) -> list[tuple[str, list[str]]]:
    found = page.evaluate(run)["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]


def test_an_article_prints_without_what_is_for_screens_only(page: Any) -> None:
    page.goto(f"/artikel/{PLAIN}")
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator(".actions").is_visible()
    assert page.locator("aside.removed").first.is_visible()
    assert page.locator(".body").is_visible()


def test_from_an_event_to_its_articles_and_back(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Semua peristiwa").click()
    page.get_by_role("complementary").get_by_role("link", name="Aceh").click()
    page.get_by_label("Peristiwa, yang terbaru di atas").get_by_role("link", name="imbauan").click()
    assert "Kabupaten Bener Meriah" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Bawaslu Seruni Ingatkan Netralitas ASN").click()
    assert "Manusia dan mesin" in page.locator("#manusia").inner_text()
    page.get_by_role("link", name="Peristiwanya, dengan semua artikel tentangnya").click()
    assert page.url.endswith(f"/peristiwa/{PLAIN}")
