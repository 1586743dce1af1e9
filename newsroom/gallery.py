"""The bundled articles again, in the dress of every platform that a regional outlet may stand on.

One host a skin. Each shows the same few articles that hold the traps, and some of the others, so that all are shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from newsroom.library import sites as bundled
from newsroom.model import Article, Block, Quirk, Site
from newsroom.skins import SKINS
from newsroom.skins.base import DATELINE

STANDS = Path(__file__).with_name("gallery.yml")
TRAPS = (
    "t-0001",  # a list, a credit line above the text
    "t-0002",  # three pages, teasers, bullets of related headlines
    "701204",  # three pages, adverts for money as paragraphs
    "701502",  # a quote that begins with Baca; quotes and ampersand in the headline
    "20888",   # related headlines above their label and without one
    "20962",   # a related headline glued to a paragraph
    "20815",   # share, follow and comment lines; another quote that begins with Baca
)  # fmt: skip
ROTATING = 3
"""How many of the other articles each site shows."""
KEPT_QUIRKS: frozenset[Quirk] = frozenset({"ordered"})
"""The others speak of one platform's markup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One site of the gallery: where a skin is shown, and how its outlet writes ids and datelines."""

    skin: str
    host: str
    name: str
    zone: str = "Asia/Jakarta"
    hosts: tuple[str, ...] = ()
    id: str = "5"
    """Beginning of an article's id, for str.format with the day it was published; digits fill it up."""
    digits: int = 6
    dateline: str | None = "{PLACE}, {NAME}"
    """For str.format with place, PLACE, name and NAME; None where the outlet prints none."""


def stands() -> list[Stand]:
    """Read gallery.yml. Raises TypeError for a key that a stand does not have."""
    entries = yaml.safe_load(STANDS.read_text(encoding="utf-8"))
    return [Stand(**{**entry, "hosts": tuple(entry.get("hosts", ()))}) for entry in entries]


@cache
def gallery() -> tuple[Site, ...]:
    """Return one site for each skin that `sites()` does not show."""
    known = [(site, article) for site in bundled() for article in site.articles]
    traps = [pair for pair in known if pair[1].id in TRAPS]
    others = [pair for pair in known if pair[1].id not in TRAPS]
    return tuple(_site(stand, [*traps, *_turn(others, n)]) for n, stand in enumerate(stands()))


def _turn(others: list[tuple[Site, Article]], n: int) -> list[tuple[Site, Article]]:
    return [others[(n * ROTATING + i) % len(others)] for i in range(ROTATING)]


def _site(stand: Stand, chosen: Iterable[tuple[Site, Article]]) -> Site:
    articles = tuple(_adopted(stand, site, article) for site, article in chosen)
    return Site(
        host=stand.host, hosts=stand.hosts, name=stand.name, skin=stand.skin, zone=stand.zone, articles=articles
    )  # fmt: skip


def _adopted(stand: Stand, origin: Site, article: Article) -> Article:
    """The article as the stand's own: its name for the origin's, its ids, its dateline, its pages."""
    names = _names(stand, origin)

    def own(text: str | None) -> str | None:
        return _replaced(text, names) if text else text

    place = article.dateline
    blocks = [replace(block, text=_replaced(block.text, names)) for block in article.blocks]
    first = next(i for i, block in enumerate(blocks) if block.kind == "p")
    if place or stand.dateline is None:
        blocks[first] = _led(blocks[first], stand, place or "")
    is_lead = article.caption == article.paragraphs[0]
    return replace(
        article,
        id=_id(stand, article, origin),
        blocks=tuple(blocks),
        breaks=article.breaks if SKINS[stand.skin].paged else (),
        dateline=_printed(stand, place),
        headline=_replaced(article.headline, names),
        caption=blocks[first].text if is_lead else own(article.caption),
        photographer=own(article.photographer),
        source=own(article.source),
        quirks=article.quirks & KEPT_QUIRKS,
    )


def _names(stand: Stand, origin: Site) -> dict[str, str]:
    """How the origin calls itself, longest first, and what to write instead."""
    short = origin.host.split(".")[0]
    bare = origin.name.removesuffix(".com")
    found = {
        origin.host.upper(): stand.host.upper(), origin.host: stand.host, origin.name.upper(): stand.name.upper(),
        origin.name: stand.name, bare: stand.name, bare.upper(): stand.name.upper(),
        bare.lower(): stand.name.lower().replace(" ", ""), short.upper(): stand.name.upper(),
        bare.replace(" ", "").upper(): stand.name.upper(),
    }  # fmt: skip
    return {old: found[old] for old in sorted(found, key=len, reverse=True)}


def _replaced(text: str, names: dict[str, str]) -> str:
    """Replace whole words only: one outlet's name is part of the name of its regency."""
    pattern = r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w)(?! Raya\b)"
    return re.sub(pattern, lambda match: names[match[0]], text)


def _led(block: Block, stand: Stand, place: str) -> Block:
    match = DATELINE.match(block.text)
    if match is None:
        return block
    behind = block.text[len(match[0].rstrip()) :]
    if stand.dateline is None:
        words = re.sub(r"^\s*[-–—]+\s*", "", behind)
        return replace(block, text=words[:1].upper() + words[1:])
    return replace(block, text=_dateline(stand, place) + behind)


def _dateline(stand: Stand, place: str) -> str:
    assert stand.dateline is not None
    return stand.dateline.format(place=place.title(), PLACE=place.upper(), name=stand.name, NAME=stand.name.upper())


def _printed(stand: Stand, place: str | None) -> str | None:
    """The place as the first paragraph now prints it."""
    if not place or stand.dateline is None:
        return None
    return next((form for form in (place.title(), place.upper()) if form in _dateline(stand, place)), None)


def _id(stand: Stand, article: Article, origin: Site) -> str:
    start = stand.id.format(day=article.published.astimezone(ZoneInfo(stand.zone)))
    filling = str(int(sha256(f"{origin.host}{article.id}".encode()).hexdigest(), 16))
    return (start + filling)[: stand.digits]
