"""From what a script would load to a listing like any other: the articles in it, and where the next part is."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from pipeline.errors import ArticleError
from pipeline.pages.markup import parse
from scrapers.spiders import data, markup, more
from scrapers.spiders.data import Item, Part
from scrapers.spiders.listings import Listed, Listing
from scrapers.spiders.state import Held

SHORTEST_NAME: Final = 3
"""Characters of a tag, a section or a query."""


def of_page(listing: Listing, tree: HtmlElement, url: str, *, is_part: bool) -> Listing:
    """Return the listing of a page with the address from which its script loads more.

    `is_part`: the page was itself loaded so, and needs no button to be followed.
    """
    count = len(listing.entries)
    further = None if listing.next else more.first(tree, url, listed=count)
    if further is None and is_part and listing.next is None:
        further = more.following(url, listed=count)
    return replace(listing, more=further)


def of_data(
    part: Part, *, url: str, known: Collection[str], article: Callable[[str], str | None], zone: str,
    now: datetime | None,
) -> Listing:  # fmt: skip
    """Return what an answer in JSON lists; `known` are keys of articles that were listed before it."""
    if part.fragment:
        try:
            tree = parse(part.fragment)
        except ArticleError:
            return Listing(kind="data")
        listed = markup.read(tree, url=url, page=2, article=article, zone=zone, now=now)
        listing = of_page(replace(listed, kind="data"), tree, url, is_part=True)
    else:
        listing = Listing(kind="data", entries=tuple(_entries(part, url, known)))
        last = part.items[-1].id if part.items else ""
        listing = replace(listing, more=more.following(url, listed=len(listing.entries), last=last))
    if part.ended:
        return replace(listing, more=None, next=None)
    return replace(listing, more=_named(part, url) or listing.more)


def of_state(listing: Listing, held: Held, target: Callable[[Item], str | None], url: str) -> Listing:
    """Return the listing of a page with what its JSON holds, where the page itself links few articles or none.

    `target` returns an item's address, None for what is no article.
    """
    shown = {entry.url for entry in listing.entries if not entry.around}
    found = [
        Listed(url=address, headline=item.headline, days=item.days, text=item.text, around=around)
        for items, around in ((held.main.items, False), (held.around, True)) for item in items
        if (address := target(item)) is not None and address not in shown
    ]  # fmt: skip
    if not any(not entry.around for entry in found):
        return listing
    # what a ticker shows too is of the list
    inner_last = sorted(found, key=lambda entry: not entry.around)
    entries = {entry.url: entry for entry in (*listing.entries, *inner_last)}
    to = _named(held.main, url)
    if to is None and isinstance(held.main.next, int) and not isinstance(held.main.next, bool):
        to = f"{url}{'&' if '?' in url else '?'}page={held.main.next}"
    same = to is not None and urlsplit(to).path.rstrip("/").startswith(urlsplit(url).path.rstrip("/"))
    listing = replace(listing, entries=tuple(entries.values()), held=True)
    if to is None or to == url or listing.next:
        return listing
    return replace(listing, next=to) if same else replace(listing, more=to)


def _entries(part: Part, url: str, known: Collection[str]) -> list[Listed]:
    fill = data.addresses(known)
    found = []
    for item in part.items:
        written = item.url if item.url.startswith(("/", "http")) else (fill(item) if fill else None) or item.url
        target = markup.joined(url, written) if written else None
        if target:
            found.append(Listed(url=target, headline=item.headline, days=item.days, text=item.text, post=True))
    return found


def _named(part: Part, url: str) -> str | None:
    """Return the next part's address where the answer names it, by itself or by its number."""
    if isinstance(part.next, int) or (part.next or "").isdecimal():
        return more.with_part(url, part.next)
    return markup.joined(url, part.next) if part.next else None


def is_about(part: str, listing: str) -> bool:
    """Tell whether a part's address says the name of the list that it belongs to, and is not the site's."""
    asked = urlsplit(listing)
    names = [*asked.path.lower().rstrip("/").split("/")[-1:], *(value.lower() for _, value in parse_qsl(asked.query))]
    told = unquote(part).lower().replace("+", " ")
    return any(name in told for name in names if len(name) >= SHORTEST_NAME and not name.isdecimal())
