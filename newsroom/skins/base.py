"""What all skins share: routes, templates, Indonesian dates, and how a run of blocks becomes elements."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from newsroom.exchange import Request, Response
from newsroom.model import Article, Block, Site, grouped

T = TypeVar("T")

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ZONE_TOKENS = {7: "WIB", 8: "WITA", 9: "WIT"}
AGES = ((365, "tahun"), (30, "bulan"), (7, "minggu"), (1, "hari"))

DATELINE = re.compile(r"^(?:[\w.,/()]+ ?){1,6}(?=\s*(?:--?|–|—)\s)")
LABEL = re.compile(r"^(?P<label>\W*(?:baca|simak|lihat)\b[^:]{0,25}:\s*)(?P<title>.+?)(?P<tail>\)?)$", re.I | re.S)


class Page(Generic[T]):
    """A slice of a listing; `number` is 1-based."""

    def __init__(self, items: Sequence[T], number: int, size: int) -> None:
        self.all = items
        self.number = number
        self.size = size
        self.items = list(items[(number - 1) * size : number * size]) if number > 0 else []
        self.pages = max(1, ceil(len(items) / size))

    @property
    def numbers(self) -> range:
        return range(1, self.pages + 1)

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None


class Skin(ABC):
    """One platform: its URLs, its pages, its feeds."""

    name: ClassVar[str]
    platform: ClassVar[str]
    """What a catalogue of outlets calls it, where several skins are one platform; its own name unless said."""
    folders: ClassVar[tuple[str, ...]] = ()
    """Folders of templates to look in after the skin's own."""
    paged: ClassVar[bool] = True
    """Whether the platform cuts long articles into pages."""
    prints: ClassVar[frozenset[str]] = frozenset({"reporter", "editor"})
    """Roles of the credits that an article page names."""
    robots: ClassVar[str]
    """Body of robots.txt; `{base}` is filled in."""
    per_page: ClassVar[int]
    routes: ClassVar[Sequence[tuple[str, str]]]
    """Pattern of a whole path, and name of the method that answers it with the groups as keywords; first match wins."""
    furniture: ClassVar[tuple[str, ...]]
    """Fixed phrases that every article page of the skin carries outside its blocks."""

    def __init_subclass__(cls) -> None:
        if "name" in vars(cls) and not hasattr(cls, "platform"):
            cls.platform = cls.name

    def __init__(self) -> None:
        self._env = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            grouped=grouped, shards=shards, labelled=labelled, lead=lead, unlinked=unlinked, slugify=slugify,
            ago=ago, image=image, zone_token=zone_token, long_date=long_date, short_date=short_date,
            standfirst=standfirst, skin=self,
        )  # fmt: skip

    @abstractmethod
    def url(self, site: Site, article: Article, page: int = 1) -> str:
        """Return the canonical address of an article, or of a further page of it."""

    def respond(self, site: Site, request: Request) -> Response:
        """Answer one request as this platform would."""
        if request.path == "/robots.txt":
            text = site.robots if site.robots is not None else self.robots.format(base=site.base)
            return Response(body=text.encode(), content_type="text/plain; charset=utf-8")
        for pattern, method in self.routes:
            if match := re.fullmatch(pattern, request.path):
                answer: Callable[..., Response | None] = getattr(self, method)
                groups = {key: value for key, value in match.groupdict().items() if value is not None}
                response = answer(site, request, **groups)
                if response is not None:
                    return response
        return self.missing(site)

    def missing(self, site: Site) -> Response:
        """The 404 page, in the site's own dress."""
        return self.page("missing.html", site, status=404)

    def page(self, template: str, site: Site, *, status: int = 200, **context: object) -> Response:
        """Render an HTML page; its Last-Modified is the article's, or the newest article's."""
        article = context.get("article")
        changed = article.changed if isinstance(article, Article) else newest_change(site)
        return Response.page(self.render(template, site, **context), last_modified=changed, status=status)

    def xml(self, template: str, site: Site, *, kind: str = "application/xml", **context: object) -> Response:
        text = self.render(template, site, **context)
        return Response(body=text.encode(), content_type=f"{kind}; charset=UTF-8", last_modified=newest_change(site))

    def render(self, template: str, site: Site, **context: object) -> str:
        folders = (self.name, *self.folders)
        return self._env.select_template([f"{folder}/{template}" for folder in folders]).render(
            site=site, newest=site.newest(), url=lambda article, page=1: self.url(site, article, page),
            link=lambda block: self.link(site, block), **context,
        )  # fmt: skip

    def link(self, site: Site, block: Block) -> str:
        """Return where a block's link leads; a related headline that is no article here gets a dead address."""
        if block.href:
            return block.href if "//" in block.href else f"{site.base}{block.href}"
        title = labelled(block.text)[1]
        for article in site.articles:
            if article.headline == title:
                return self.url(site, article)
        return self.elsewhere(site, title)

    @abstractmethod
    def elsewhere(self, site: Site, title: str) -> str:
        """Return an address in this platform's shape for an article that is not (or no longer) there."""

    def listing(self, site: Site, articles: Sequence[Article], number: int = 1) -> Page[Article]:
        return Page(articles, number, site.per_page or self.per_page)


def newest_change(site: Site) -> datetime | None:
    return max((article.changed for article in site.articles), default=None)


def slugify(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "tanpa-judul"


def number(text: str) -> str:
    """Return a made-up but constant id of six digits."""
    return str(int(sha256(text.encode()).hexdigest()[:8], 16) % 900_000 + 100_000)


def zone_token(at: datetime) -> str:
    """`WIB`, `WITA` or `WIT`; empty outside Indonesia."""
    offset = at.utcoffset() or timedelta()
    return ZONE_TOKENS.get(int(offset.total_seconds() // 3600), "")


def long_date(at: datetime, *, day: bool = True) -> str:
    """`Senin, 4 Mei 2020` in the zone that `at` already has."""
    date = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    return f"{DAYS[at.weekday()]}, {date}" if day else date


def short_date(at: datetime) -> str:
    """`04 Mei 2020`."""
    return f"{at.day:02} {SHORT_MONTHS[at.month - 1]} {at.year}"


def ago(then: datetime, now: datetime) -> str:
    """`50 menit`, `3 jam`, `6 bulan`: all that some listings tell of a date."""
    passed = now - then
    for days, word in AGES:
        if passed.days >= days:
            return f"{passed.days // days} {word}"
    hours, minutes = divmod(max(passed.seconds, 60) // 60, 60)
    return f"{hours} jam" if hours else f"{minutes} menit"


def image(article: Article) -> str:
    return sha256(article.id.encode()).hexdigest()[:32]


def labelled(text: str) -> tuple[str, str, str]:
    """Split `(Baca: Judul)` into label, title and what follows; a line without label is all title."""
    match = LABEL.match(text)
    return (match["label"], match["title"], match["tail"]) if match else ("", text, "")


def unlinked(block: Block) -> bool:
    """Whether a line of boilerplate is text only: a label whose titles stand on the next lines, or no link at all."""
    bare = block.text.strip(" :•-").casefold()
    return (block.kind != "related" and block.href is None) or bare in {"baca juga", "bacaan lainnya", "berita terkait"}


def lead(article: Article, block: Block) -> tuple[str, str]:
    """Split the first paragraph after its dateline, which many skins print in bold."""
    first = next((b for b in article.blocks if b.kind == "p"), None)
    match = DATELINE.match(block.text) if block is first else None
    return (match[0], block.text[match.end() :]) if match else ("", block.text)


def standfirst(article: Article) -> str:
    """What stands in meta descriptions: the summary, else the beginning of the first paragraph."""
    text = article.summary or next(iter(article.paragraphs), article.headline)
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + "..."


def shards(text: str) -> Markup:
    """Cut a paragraph into spans as pasted word-processor text is, through the middle of words."""
    style = Markup('<span style="line-height: 150%;">{}</span>')
    cuts = [0, *range(19, len(text), 23), len(text)]
    parts = [text[a:b] for a, b in pairwise(cuts)]
    return Markup("").join(
        style.format(Markup("&nbsp;") + escape(part[1:]) if part.startswith(" ") else part) for part in parts if part
    )
