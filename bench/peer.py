"""Run one peer over a file of pages. For the peers' own environment: nothing but the standard library and the peer.

    python peer.py NAME PAGES.jsonl ANSWERS.jsonl REPEATS

Every line of PAGES holds `id`, `url` and `html`. The first line of ANSWERS tells the version of the peer, every other
line is one answer.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

Said = dict[str, Any]
"""`text`, and `title`, `date`, `authors` where the peer gives them."""
Extract = Callable[[str, str], Said]

BLOCKS = {
    "address",
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "p",
    "pre",
    "td",
    "tr",
}


def trafilatura(**options: bool) -> Extract:
    module = import_module("trafilatura")

    def extract(html: str, url: str) -> Said:
        said = module.bare_extraction(
            html, url=url, include_comments=False, with_metadata=True,
            date_extraction_params={"original_date": True, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}, **options,
        )  # fmt: skip
        if said is None:
            return {"text": "", "title": None, "date": None, "authors": []}
        return {"text": said.text, "title": said.title, "date": said.date, "authors": split(said.author)}

    return extract


def newspaper4k() -> Extract:
    newspaper = import_module("newspaper")

    def extract(html: str, url: str) -> Said:
        article = newspaper.Article(url, language="id", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return {
            "text": article.text,
            "title": article.title,
            "date": stamp(article.publish_date),
            "authors": article.authors,
        }

    return extract


def news_please() -> Extract:
    module = import_module("newsplease")

    def extract(html: str, url: str) -> Said:
        said = module.NewsPlease.from_html(html, url=url, fetch_images=False)
        return {"text": said.maintext, "title": said.title, "date": stamp(said.date_publish), "authors": said.authors}

    return extract


def goose3() -> Extract:
    module = import_module("goose3")
    goose = module.Goose({"enable_image_fetching": False, "use_meta_language": False, "target_language": "id"})

    def extract(html: str, url: str) -> Said:
        said = goose.extract(url=None, raw_html=html)
        date = said.publish_datetime_utc or said.publish_date
        return {"text": said.cleaned_text, "title": said.title, "date": stamp(date), "authors": said.authors}

    return extract


def readability() -> Extract:
    module, lxml_html = import_module("readability"), import_module("lxml.html")

    def extract(html: str, url: str) -> Said:
        document = module.Document(html)
        summary = lxml_html.document_fromstring(document.summary(html_partial=True))
        return {"text": text_of(summary), "title": document.short_title()}

    return extract


def justext() -> Extract:
    module = import_module("justext")
    stoplist = module.get_stoplist("Indonesian")

    def extract(html: str, url: str) -> Said:
        return {"text": "\n".join(p.text for p in module.justext(html, stoplist) if not p.is_boilerplate)}

    return extract


def boilerpy3() -> Extract:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor()

    def extract(html: str, url: str) -> Said:
        document = extractor.get_doc(html)
        return {"text": document.content, "title": document.title}

    return extract


def resiliparse() -> Extract:
    plain = import_module("resiliparse.extract.html2text").extract_plain_text

    def extract(html: str, url: str) -> Said:
        return {"text": plain(html, main_content=True, alt_texts=False, list_bullets=False)}

    return extract


PEERS: Mapping[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura precision": ("trafilatura", lambda: trafilatura(favor_precision=True)),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(fast=True)),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "news-please": ("news-please", news_please),
    "goose3": ("goose3", goose3),
    "readability-lxml": ("readability-lxml", readability),
    "jusText": ("jusText", justext),
    "boilerpy3": ("boilerpy3", boilerpy3),
    "resiliparse": ("resiliparse", resiliparse),
}
"""By the name in the table: the distribution, and what makes the function that extracts."""


def split(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(";") if name.strip()]


def stamp(date: Any) -> str | None:
    return date.isoformat() if hasattr(date, "isoformat") else (str(date) if date else None)


def text_of(tree: Any) -> str:
    """Return the text of an element with its blocks on lines of their own; `text_content` would glue them."""
    for element in tree.iter(*BLOCKS):
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())


def timed(read: Callable[[], Any], html: str, repeats: int) -> tuple[Any, float, float]:
    """Return what `read` gives, its least processor time, and that of parsing alone.

    The two take turns, so that what else the machine does slows both.
    """
    parse = import_module("lxml.html").document_fromstring
    result, best, base = None, float("inf"), float("inf")
    for _ in range(repeats):
        began = time.process_time()
        parse(html)
        parsed = time.process_time()
        result = read()
        best, base = min(best, time.process_time() - parsed), min(base, parsed - began)
    return result, best, base


def refuse(event: str, arguments: Iterable[Any]) -> None:
    """A peer reads what it is given; one that would fetch pictures or redirects must not."""
    if event in {"socket.getaddrinfo", "socket.connect"}:
        raise OSError(f"{event} is not for this bench")


def answer(extract: Extract, page: Mapping[str, str], repeats: int) -> Said:
    try:
        said, seconds, parse = timed(lambda: extract(page["html"], page["url"]), page["html"], repeats)
    except Exception as error:  # noqa: BLE001 whatever a peer raises is its answer
        return {"id": page["id"], "text": "", "error": f"{type(error).__name__}: {error}"[:300]}
    return {"id": page["id"], **said, "text": said["text"] or "", "seconds": seconds, "parse_seconds": parse}


def main(name: str, pages: str, answers: str, repeats: str) -> None:
    warnings.simplefilter("ignore")
    distribution, make = PEERS[name]
    extract = make()
    sys.addaudithook(refuse)
    with Path(pages).open(encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    for page in asked[:3]:
        answer(extract, page, 1)  # imports and caches
    with Path(answers).open("w", encoding="utf-8") as out:
        out.write(json.dumps({"version": metadata.version(distribution)}) + "\n")
        for page in asked:
            out.write(json.dumps(answer(extract, page, int(repeats)), ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
