"""What the sample newsroom publishes, and what is true about it: the gold text is derived from the blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

ArticleKind = Literal["p", "li", "h", "quote"]
BoilerplateKind = Literal[
    "related", "advert", "caption", "share", "follow", "credit", "comment", "teaser", "menu", "leak", "spam",
    "timestamp",
]  # fmt: skip
BlockKind = Literal[ArticleKind, BoilerplateKind]
Quirk = Literal[
    "word_paste",      # paragraphs pasted from a word processor: spans that cut words, XML islands, open <p>
    "caption_twice",   # the caption stands above the text again, as an ordinary paragraph
    "date_in_caption_only",  # no printed date; the platform's own markup is naive or missing
    "old_skin",        # the page as the platform printed it around 2020
    "br_paragraphs",   # paragraphs are lines with <br><br> between
    "div_paragraphs",  # paragraphs are <div>s with empty ones between
    "bare_lead",       # the first paragraph is bare text after a bold dateline
    "false_z",         # the markup stamps local time as if it were UTC
    "escaped_quotes",  # the AMP page carries \" where the text has "
    "ordered",         # list items stand in <ol>
]  # fmt: skip
SiteQuirk = Literal["amp_credits_below", "rest_off", "false_z"]

DESKS = frozenset({"Redaksi", "Tim"})
IS_ARTICLE: frozenset[str] = frozenset({"p", "li", "h", "quote"})


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text as a reader sees it between headline and footer.

    Kinds `p`, `li`, `h`, `quote` are the article; every other kind is boilerplate among its paragraphs.
    """

    kind: BlockKind
    text: str
    href: str | None = None
    """Where its link leads; without one a skin makes up an address for related headlines."""
    glued: bool = False
    """Stands in the same element as the block before, at its end: `… tuntas. (Baca: Judul)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One invented article: what the page says, and the gold that a reader should find."""

    id: str
    slug: str
    headline: str
    published: datetime
    """Aware. Skins print it in the site's zone."""
    blocks: tuple[Block, ...]
    breaks: tuple[int, ...] = ()
    """Indexes into `blocks` at which a new page starts."""
    modified: datetime | None = None
    section: str = "Daerah"
    tags: tuple[str, ...] = ()
    reporter: str | None = None
    editor: str | None = None
    photographer: str | None = None
    source: str | None = None
    """Where the story comes from, as printed: `Antara`."""
    caption: str | None = None
    dateline: str | None = None
    """The place as printed in the first paragraph, e.g. `REDELONG`, None where only the outlet is named there; the
    paragraph carries the whole dateline."""
    summary: str | None = None
    """A standfirst that some skins print above the text; not part of the body."""
    old_slugs: tuple[str, ...] = ()
    quirks: frozenset[Quirk] = frozenset()
    partial: bool = False
    """The text ends in a pointer to the printed paper."""
    relevant: bool | None = None
    """Gold for coding: is it about neutrality of the state apparatus in elections?"""
    related: str | None = None
    """For near-misses: why it looks relevant, e.g. `organiser_neutrality`."""
    event: str | None = None
    """Gold for coding, where relevant: the kind of event that the story reports as new, e.g. `pledge`."""
    language: str = "id"
    """ISO 639-1; `ms` for Malay of the Moluccas."""
    wire: str | None = None
    """The same word in every article that carries the same wire story."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The gold: texts of the article kinds, in order, the dateline in its place."""
        return tuple(block.text for block in self.blocks if block.kind in IS_ARTICLE)

    @property
    def body(self) -> str:
        """The gold as the archive stores it: paragraphs joined by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def boilerplate(self) -> tuple[str, ...]:
        """What stands among the paragraphs and must not be in the body."""
        return tuple(block.text for block in self.blocks if block.kind not in IS_ARTICLE)

    @property
    def credits(self) -> tuple[tuple[str, str], ...]:
        """The gold: role and name of every person that the page credits; a desk is no person."""
        named = (("reporter", self.reporter), ("editor", self.editor))
        return tuple((role, name) for role, name in named if name and name.split()[0] not in DESKS)

    @property
    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks as the site pages them; one page without breaks."""
        cuts = [0, *self.breaks, len(self.blocks)]
        return tuple(self.blocks[a:b] for a, b in pairwise(cuts))

    @property
    def changed(self) -> datetime:
        return self.modified or self.published

    def says(self, words: str) -> bool:
        """Whether an on-site search for `words` finds it: each word stands in headline, body or tags."""
        text = " ".join([self.headline, *self.paragraphs, *self.tags]).casefold()
        return all(word in text for word in words.casefold().replace('"', " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One outlet's web site: a host, a skin and its articles."""

    host: str
    name: str
    skin: str
    """Name in newsroom.skins.SKINS: `disway`, `tribun`, `jnews`, …"""
    zone: str = "Asia/Jakarta"
    articles: tuple[Article, ...] = ()
    robots: str | None = None
    """Body of robots.txt; None for what the platform serves."""
    hosts: tuple[str, ...] = ()
    """Other hosts of the same outlet, such as one for its index; the skin sees which one was asked."""
    per_page: int | None = None
    """Articles on a listing page; None for what the platform does."""
    quirks: frozenset[SiteQuirk] = frozenset()
    now: datetime | None = None
    """The day on which the pages are looked at, for "3 jam" in listings; None for a day after the newest article."""
    by_id: dict[str, Article] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {article.id: article for article in self.articles})
        if len(self.by_id) != len(self.articles):
            raise ValueError(f"{self.host}: an article id is used twice")

    @property
    def base(self) -> str:
        return f"http://{self.host}"

    @property
    def today(self) -> datetime:
        """When the pages are looked at, in the site's zone."""
        newest = max((a.published for a in self.articles), default=datetime.fromisoformat("2025-01-01T00:00Z"))
        return (self.now or newest + timedelta(days=1)).astimezone(ZoneInfo(self.zone))

    def newest(self) -> list[Article]:
        return sorted(self.articles, key=lambda article: (article.published, article.id), reverse=True)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def sections(self) -> list[str]:
        return list(dict.fromkeys(article.section for article in self.newest()))


def grouped(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield blocks as elements hold them: a run of list items together, and glued blocks with the one before."""
    held: list[Block] = []
    for block in blocks:
        if held and (block.glued or (block.kind == "li" and held[0].kind == "li")):
            held.append(block)
            continue
        if held:
            yield tuple(held)
        held = [block]
    if held:
        yield tuple(held)
