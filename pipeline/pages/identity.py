"""What identifies an article beside its text: its address, and its headline without the outlet's name."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin

from pipeline import urls
from pipeline.model import Outlet
from pipeline.pages.markup import Markup
from pipeline.pages.prose import bare
from pipeline.urls import Address

SUFFIX: Final = re.compile(r"\s*(?:[|–—»]|\s[-:]\s|\s[-–]$)\s*")
PAGE_SUFFIX: Final = re.compile(
    r"\s*(?:[-–|]\s*)?(?:halaman|page|hal\.?)\s*(?:\d+|all|semua)(?:\s*(?:dari|of)\s*\d+)?\s*$", re.I
)


def strip_outlet(title: str, names: Sequence[str]) -> str:
    """Take ` - Outlet`, ` | Outlet.com` and ` - Halaman 2` off the end of a page title."""
    known = [bare(name) for name in names if bare(name)]
    text = PAGE_SUFFIX.sub("", title)
    while True:
        parts = list(SUFFIX.finditer(text))
        if not parts or not text[: parts[-1].start()].strip():
            return text.strip()
        last = bare(text[parts[-1].end() :])
        if not last or not any(last in name or name in last or last.removesuffix("com") == name for name in known):
            return text.strip()
        text = PAGE_SUFFIX.sub("", text[: parts[-1].start()])


ADDED: Final = 8
"""Letters that a page title may add to the outlet's name: `Harian Contoh Online`."""
PREFIX: Final = re.compile(r"^(.{3,40}?)\s*(?:::|[|»–—]|\s-\s)\s*(?=\S)")


def without_prefix(title: str, names: Sequence[str]) -> str:
    """Take `Outlet :: ` or `Outlet | ` off the beginning of a page title."""
    match = PREFIX.match(title)
    known = [bare(name) for name in names if bare(name)]
    said = bare(match[1]) if match else ""
    own = any(n.startswith(said) or (said.startswith(n) and len(said) - len(n) <= ADDED) for n in known)
    return title[match.end() :] if match and said and own else title


def address_of(markup: Markup, fetched: Address, url: str, outlet: Outlet) -> Address:
    """The article's own address: the canonical link where it is credible, else `fetched`, which is that of `url`."""
    href = markup.canonical
    if not href or href == url:
        return fetched
    try:
        said = urls.address(urljoin(url, href))
    except ValueError:
        return fetched
    own = {urls.host(url), urls.host(outlet.home_url), *outlet.hosts}
    if not any(urls.same_outlet(urls.host(said.url), host) for host in own):
        return fetched
    return said if said.key == fetched.key or _is_credible(said, fetched, markup.title) else fetched


def _is_credible(said: Address, fetched: Address, title: str) -> bool:
    """Some sites print one canonical link on every page; one that shares nothing with the page is not believed."""
    path, other = _pieces(said.key), _pieces(fetched.key)
    if not path or set(path) & urls.LISTING_SEGMENTS:
        return False
    if not other:
        return True  # `/?p=123`, the short form of any article
    if path[-1] == other[-1] or _ids(path) & _ids(other):
        return True
    slug = set(re.findall(r"[a-z]{3,}", path[-1].lower()))
    return len(slug & set(re.findall(r"[a-z]{3,}", title.lower()))) >= max(2, len(slug) // 2)


def _ids(pieces: Sequence[str]) -> set[str]:
    return {piece for piece in pieces if re.search(r"\d{4}", piece) and not re.fullmatch(r"(?:19|20)\d\d", piece)}


def _pieces(key: str) -> list[str]:
    return [
        re.sub(r"\.(?:html?|php)$", "", piece) for piece in key.partition("/")[2].partition("?")[0].split("/") if piece
    ]
