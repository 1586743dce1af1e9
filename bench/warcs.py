"""A WARC of any size out of the sample newsroom: its articles over and over, each time with other words and ids."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import newsroom
from newsroom import Article, Block, Request, Site
from newsroom.exchange import finished
from newsroom.model import IS_ARTICLE
from newsroom.skins import SKINS
from pipeline.warc import WarcStore

BEGAN: Final = datetime(2026, 8, 1, tzinfo=UTC)
PLAIN: Final = re.compile(r"\b[a-z]{4,}\b")
EVERY: Final = 4
"""Of the plain words every fourth is made another: copies of one story would be clustered, which costs more."""


def write(folder: Path, times: int) -> tuple[int, int]:
    """Write `times` copies of every article of the bundled sites; return how many pages and articles that is."""
    pages = 0
    with WarcStore(folder, run="bench", command="bench", software="arsip-netralitas bench", now=lambda: BEGAN) as store:
        for url, site, response in _answers(times):
            store.exchange(
                url=url, outlet=site.host.split(".")[0], fetched_at=BEGAN + timedelta(seconds=pages), method="GET",
                request_headers=(("Accept-Encoding", "gzip"),), status=response.status,
                headers=(("Content-Type", response.content_type), *response.headers), payload=response.body,
            )  # fmt: skip
            pages += 1
    return pages, times * sum(len(site.articles) for site in newsroom.sites())


def _answers(times: int) -> Iterator[tuple[str, Site, newsroom.Response]]:
    for n in range(times):
        for bundled in newsroom.sites():
            site = replace(bundled, articles=tuple(_varied(article, n) for article in bundled.articles))
            skin = SKINS[site.skin]
            for article in site.articles:
                for page in range(1, len(article.pages) + 1):
                    url = skin.url(site, article, page)
                    parts = urlsplit(url)
                    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
                    request = Request(host=site.host, target=target, headers={"accept-encoding": "gzip"})
                    yield url, site, finished(skin.respond(site, request), request)


def _varied(article: Article, n: int) -> Article:
    blocks = tuple(
        Block(b.kind, _reworded(b.text, n), href=b.href, glued=b.glued) if b.kind in IS_ARTICLE else b
        for b in article.blocks
    )
    return replace(article, id=f"{article.id}{n:05}", slug=f"{article.slug}-{n}", old_slugs=(), blocks=blocks)


def _reworded(text: str, n: int) -> str:
    """Put a syllable of `n` on every fourth plain word, which ones differing from copy to copy."""
    seen = n

    def other(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match[0] + _syllables(n) if n and seen % EVERY == 0 else match[0]

    return PLAIN.sub(other, text)


def _syllables(n: int) -> str:
    return "".join("bdfgjklmnprst"[int(digit)] + "aiueo"[n % 5] for digit in str(n))
