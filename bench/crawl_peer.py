"""Crawl one outlet with a peer: `python crawl_peer.py NAME HOME ANSWERS.jsonl`, in the peers' own environment.

Each is used as its documentation shows, one request at a time and without delay; each line of ANSWERS holds `text`.
"""

# ruff: noqa: PLC0415 each peer needs its own packages only
# mypy: ignore-errors
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

MOST = 100_000


def scrapy_trafilatura(home: str, answers: Path) -> None:
    """A spider as one writes it: pages of the home page's listing, each article read in the callback."""
    import scrapy
    import trafilatura
    from scrapy.crawler import CrawlerProcess

    class News(scrapy.Spider):
        name = "news"
        start_urls = [home]  # noqa: RUF012 as Scrapy's own examples have it
        custom_settings = {  # noqa: RUF012
            "FEEDS": {str(answers): {"format": "jsonlines"}}, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False,
            # without any delay Scrapy 2.19 sends all that waits at once, whatever the limit: that is not one at a time
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0.001, "ROBOTSTXT_OBEY": True,
        }  # fmt: skip

        def parse(self, response):  # type: ignore[no-untyped-def]
            for link in response.css("h2 a::attr(href), h3 a::attr(href), .entry-title a::attr(href)").getall():
                yield response.follow(link, self.article)
            for link in response.css("a.next::attr(href), a.page-numbers::attr(href)").getall():
                yield response.follow(link, self.parse)

        def article(self, response):  # type: ignore[no-untyped-def]
            text = trafilatura.extract(response.text, url=response.url, include_comments=False)
            if text:
                yield {"url": response.url, "text": text}

    process = CrawlerProcess()
    process.crawl(News)
    process.start()


def trafilatura_crawler(home: str, answers: Path) -> None:
    """The sitemap search of its documentation, then one page after the other.

    It takes proxies for SOCKS ones and refuses loopback addresses, so its pool of connections is made here.
    """
    import trafilatura
    import urllib3
    from trafilatura import downloads, sitemaps

    def through_proxy(ssrf_protection: bool = True, **args):  # type: ignore[no-untyped-def]
        return urllib3.ProxyManager(os.environ["http_proxy"], num_pools=50, **args)

    downloads.create_pool, downloads.HAS_PYCURL = through_proxy, False
    links = sitemaps.sitemap_search(home + "wp-sitemap.xml", sleep_time=0)
    with answers.open("w", encoding="utf-8") as out:
        for link in dict.fromkeys(links):
            html = trafilatura.fetch_url(link)
            text = trafilatura.extract(html, url=link, include_comments=False) if html else None
            if text:
                out.write(json.dumps({"url": link, "text": text}) + "\n")


def news_please(home: str, answers: Path) -> None:
    """Its library interface over the addresses of the sitemap; its crawler proper keeps files and a config tree."""
    from newsplease import NewsPlease

    with answers.open("w", encoding="utf-8") as out:
        for link in of_sitemap(home):
            found = NewsPlease.from_url(link)
            if found and found.maintext:
                out.write(json.dumps({"url": link, "text": found.maintext}) + "\n")


def fundus(home: str, answers: Path) -> None:
    """A publisher of our own with a parser for this theme, as its tutorial shows."""
    from fundus import Crawler, Sitemap
    from fundus.parser import ArticleBody, BaseParser, ParserProxy, attribute
    from fundus.parser.utility import extract_article_body_with_selector
    from fundus.publishers.base_objects import Publisher, PublisherGroup
    from lxml.cssselect import CSSSelector

    class Parser(ParserProxy):
        class V1(BaseParser):
            @attribute
            def body(self) -> ArticleBody | None:
                return extract_article_body_with_selector(
                    self.precomputed.doc, paragraph_selector=CSSSelector("div.entry-content > p")
                )

    class Group(metaclass=PublisherGroup):  # type: ignore[metaclass]
        default_language = "id"
        Ours = Publisher(
            name="Kabar Bangkitan", domain=home, parser=Parser,
            sources=[Sitemap(home + "wp-sitemap-posts-post-1.xml")],
        )  # fmt: skip

    with answers.open("w", encoding="utf-8") as out:
        for found in Crawler(Group.Ours, threading=False, delay=0.0).crawl(max_articles=MOST, only_complete=False):
            out.write(json.dumps({"url": found.html.responded_url, "text": str(found.body or "")}) + "\n")


def of_sitemap(home: str) -> Iterator[str]:
    """Yield the addresses of the outlet's sitemap."""
    import re
    from urllib.request import urlopen

    text = urlopen(urljoin(home, "wp-sitemap-posts-post-1.xml")).read().decode()
    yield from re.findall(r"<loc>([^<]+)</loc>", text)


PEERS = {
    "scrapy+trafilatura": scrapy_trafilatura, "trafilatura": trafilatura_crawler, "news-please": news_please,
    "fundus": fundus,
}  # fmt: skip

if __name__ == "__main__":
    PEERS[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
