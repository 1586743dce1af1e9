"""The bundled sites, read from articles/*.yml. See `read` for the spelling."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from newsroom.model import Article, Block, BlockKind, Quirk, Site, SiteQuirk

ARTICLES = Path(__file__).parent / "articles"
BREAK = "---"
"""Spells a page break among the blocks."""

SITE_KEYS = {"host", "name", "skin", "zone", "robots", "per_page", "quirks", "now"}
ARTICLE_KEYS = {
    "id", "slug", "headline", "published", "modified", "section", "tags", "reporter", "editor", "photographer",
    "source", "caption", "dateline", "summary", "old_slugs", "quirks", "partial", "relevant", "related",
    "event", "language",
    "wire", "blocks",
}  # fmt: skip


class LibraryError(ValueError):
    """Raised when a file of articles says something that the newsroom does not know."""


@cache
def sites() -> tuple[Site, ...]:
    """Return the bundled sites, one for each file, in the order of the files' names."""
    return tuple(read(path) for path in sorted(ARTICLES.glob("*.yml")))


def read(path: Path) -> Site:
    """Read one site.

    A block is a plain string (a paragraph), `kind: text`, or such a mapping with `href` and `glued` beside the kind;
    `---` breaks the page. Raises LibraryError naming file and article.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        _only(data, SITE_KEYS | {"articles"})
        site = {key: data[key] for key in SITE_KEYS & data.keys()}
        site["quirks"] = _known(data.get("quirks", ()), SiteQuirk)
        if "now" in site:
            site["now"] = _instant(site["now"])
        return Site(**site, articles=tuple(_article(entry) for entry in data["articles"]))
    except (LibraryError, KeyError, TypeError, ValueError) as error:
        raise LibraryError(f"{path.name}: {error}") from error


def _article(entry: Mapping[str, Any]) -> Article:
    try:
        _only(entry, ARTICLE_KEYS)
        facts = dict(entry)
        blocks, breaks = _blocks(facts.pop("blocks"))
        for key in ("published", "modified"):
            if key in facts:
                facts[key] = _instant(facts[key])
        for key in ("tags", "old_slugs"):
            facts[key] = tuple(facts.get(key, ()))
        facts["id"] = str(facts["id"])
        facts["quirks"] = _known(facts.get("quirks", ()), Quirk)
        return Article(**facts, blocks=blocks, breaks=breaks)
    except (LibraryError, KeyError, TypeError, ValueError) as error:
        raise LibraryError(f"article {entry.get('id')}: {error}") from error


def _blocks(entries: list[Any]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    blocks: list[Block] = []
    breaks: list[int] = []
    for entry in entries:
        if entry == BREAK:
            breaks.append(len(blocks))
        elif isinstance(entry, str):
            blocks.append(Block("p", entry))
        else:
            blocks.append(_block(entry))
    return tuple(blocks), tuple(breaks)


def _block(entry: Mapping[str, Any]) -> Block:
    kinds = [key for key in entry if key in get_args(BlockKind)]
    if len(kinds) != 1 or not isinstance(entry[kinds[0]], str):
        raise LibraryError(f"a block needs one kind and its text: {entry}")
    _only(entry, {kinds[0], "href", "glued"})
    return Block(kinds[0], entry[kinds[0]], href=entry.get("href"), glued=entry.get("glued", False))  # type: ignore[arg-type]


def _instant(value: object) -> datetime:
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise LibraryError(f"{value} has no offset")
    return at


def _known(values: Any, kinds: Any) -> frozenset[Any]:
    unknown = set(values) - set(get_args(kinds))
    if unknown:
        raise LibraryError(f"unknown quirk {sorted(unknown)}")
    return frozenset(values)


def _only(mapping: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = mapping.keys() - allowed
    if unknown:
        raise LibraryError(f"unknown keys {sorted(unknown)}")
