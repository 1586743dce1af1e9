"""Asking the newsroom as a client does, and looking at what came back."""

import http.client
import re
from dataclasses import dataclass
from typing import cast

import lxml.html
from lxml import etree

from newsroom import Newsroom


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def links(self) -> list[str]:
        return strings(self.body, "//a/@href")


def ask(newsroom: Newsroom, url: str, *, method: str = "GET", **headers: str) -> Reply:
    """Ask as through a proxy; names of headers with _ for -. Follows nothing, unpacks nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port)
    try:
        connection.request(method, url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()


def elements(html: bytes | str, path: str) -> list[lxml.html.HtmlElement]:
    return cast("list[lxml.html.HtmlElement]", lxml.html.fromstring(html).xpath(path))


def strings(html: bytes | str, path: str) -> list[str]:
    return cast("list[str]", lxml.html.fromstring(html).xpath(path))


def in_xml(xml: bytes, path: str) -> list[str]:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    return cast("list[str]", etree.fromstring(xml).xpath(path, namespaces=names))


def words(html: bytes | str, path: str = "//body") -> str:
    """The text of a page as a reader sees it, without scripts and without any space."""
    seen = elements(html, path + "//text()[not(ancestor::script or ancestor::style)]")
    return flat(" ".join(map(str, seen)))


def flat(text: str) -> str:
    """Without any space: markup may add some between words, but never a letter."""
    return re.sub(r"\s+", "", text)
