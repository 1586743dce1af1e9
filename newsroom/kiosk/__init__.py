"""Single pages in many more dresses: markup, chrome and spellings that no reader was written against.

Nothing here is crawled. A page is a template of `templates/` with an article of `articles.yml`, and its gold is taken
down while it is rendered: what a template passes through `story` is the body, through `x` boilerplate, through `who` a
credit. See `stands.yml` for the pages. Half of the stands are held back: readers are mended on the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from newsroom.kiosk.story import Told, plain, write
from newsroom.skins.base import DAYS, MONTHS, SHORT_MONTHS, ago, long_date, short_date, slugify, zone_token

HERE = Path(__file__).parent
SHOWN = 4
"""Articles that each stand shows."""
OTHERS = (
    "Harga Beras di Pasar Induk Kembali Normal Jelang Akhir Tahun",
    "Pemkab Salurkan Bantuan Sumur Bor ke Tujuh Desa Kekeringan",
    "Jembatan Gantung Putus, Siswa Terpaksa Menyeberang dengan Rakit",
    "Bawaslu Petakan 214 TPS Rawan di Wilayah Pesisir",
    "Polres Ungkap Jaringan Pencuri Kabel Lampu Jalan",
    "Tim Voli Putri Melaju ke Final Kejuaraan Antardaerah",
    "KPU Mulai Sortir dan Lipat Surat Suara Pilkada",
)
"""Headlines of other articles, for whatever links to some."""

Half = Literal["dev", "held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of articles.yml."""

    id: str
    headline: str
    published: datetime
    blocks: tuple[Any, ...]
    place: str
    reporter: str
    editor: str
    photographer: str
    caption: str
    summary: str
    modified: datetime | None = None
    series: int = 1
    section: str = "Daerah"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One outlet of stands.yml: a template, and how the outlet writes."""

    template: str
    host: str
    name: str
    half: Half
    path: str
    """Of an article, for str.format with id, slug and the day it was published."""
    zone: str = "Asia/Jakarta"
    dateline: str | None = "{PLACE}, {NAME} - "
    """What the first paragraph begins with, for str.format with place, PLACE, name, NAME, host; None for nothing."""
    parts: int = 1
    """Pages that an article is cut into, at `?page=2`."""
    series: int = 1
    """Which authors wrote it, in turn; it shows the articles of its own and earlier series, …"""
    since: int = 1
    """… from this one on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One page and what is true about it."""

    stand: Stand
    piece: Piece
    part: int
    url: str
    html: str
    paragraphs: tuple[str, ...]
    boilerplate: tuple[str, ...]
    credits: frozenset[tuple[str, str]]
    modified: datetime | None
    """None where the page tells of no change."""


@dataclass(slots=True)
class Notes:
    """What a template said while it was rendered."""

    told: Told = field(default_factory=Told)
    boilerplate: list[str] = field(default_factory=list)
    credits: set[tuple[str, str]] = field(default_factory=set)
    modified: bool = False

    def x(self, text: str = "", *, caller: Callable[[], str] | None = None) -> str:
        html = caller() if caller else text
        self.boilerplate += [line for line in plain(html) if line]
        return html


def shown(half: Half, each: int = SHOWN) -> Iterator[Shown]:
    """Yield the pages of one half, in the order of stands.yml; `each` stand shows so many articles, or all it has."""
    for number, stand in enumerate(stands()):
        if stand.half == half:
            shelf = [piece for piece in pieces() if stand.since <= piece.series <= stand.series]
            turns = [(number * 3 + turn * 4 + turn // 3) % len(shelf) for turn in range(min(each, len(shelf)))]
            for piece in (shelf[turn] for turn in dict.fromkeys(turns)):
                yield from (render(stand, piece, part) for part in range(1, stand.parts + 1))


@cache
def stands() -> tuple[Stand, ...]:
    """Read stands.yml. Raises TypeError for a key that a stand does not have."""
    return tuple(Stand(**entry) for entry in _yaml("stands.yml"))


@cache
def pieces() -> tuple[Piece, ...]:
    """Read articles.yml. Raises TypeError for a key that an article does not have."""
    return tuple(_piece(entry) for entry in _yaml("articles.yml"))


def render(stand: Stand, piece: Piece, part: int = 1) -> Shown:
    """Print one article, or the given part of it, at a stand."""
    notes = Notes()
    zone = ZoneInfo(stand.zone)
    at, changed = piece.published.astimezone(zone), (piece.modified or piece.published).astimezone(zone)
    base = f"https://{stand.host}"
    url = base + stand.path.format(id=piece.id, slug=slugify(piece.headline), day=at)

    def who(role: Literal["reporter", "editor", "photographer"]) -> str:
        name: str = getattr(piece, role)
        notes.credits.add((role, name))
        return name

    def updated(form: str) -> str:
        notes.modified = piece.modified is not None
        return changed.strftime(form)

    def story(how: str = "p", caller: Callable[[int], str] | None = None, **manner: Any) -> str:
        return write(piece.blocks, how, notes.told, dateline=led(stand, piece), slot=caller, part=part,
                     parts=stand.parts, note=notes.x, **manner)  # fmt: skip

    html = _environment().get_template(f"{stand.template}.html").render(
        site=stand, a=piece, at=at, changed=changed, base=base, url=url, part=part, parts=stand.parts, x=notes.x,
        who=who, updated=updated, story=story, other=_others(piece), slugify=slugify, long_date=long_date,
        short_date=short_date, zone=zone_token(at), day=DAYS[at.weekday()], month=MONTHS[at.month - 1],
        mon=SHORT_MONTHS[at.month - 1], ago=ago(at, at + timedelta(days=3)), now=at + timedelta(days=430),
        utc=piece.published.astimezone(ZoneInfo("UTC")), long=long_date,
    )  # fmt: skip
    return Shown(
        stand=stand, piece=piece, part=part, url=url if part == 1 else f"{url}?page={part}", html=html,
        paragraphs=tuple(notes.told.paragraphs), boilerplate=tuple(dict.fromkeys(notes.boilerplate)),
        credits=frozenset(notes.credits), modified=piece.modified if notes.modified else None,
    )  # fmt: skip


def led(stand: Stand, piece: Piece) -> str:
    """The dateline as this outlet prints it, with the dash that ends it."""
    if stand.dateline is None:
        return ""
    return stand.dateline.format(
        place=piece.place, PLACE=piece.place.upper(), name=stand.name, NAME=stand.name.upper(), host=stand.host
    )


def _others(piece: Piece) -> Callable[[int], str]:
    first = int(piece.id) % len(OTHERS)
    return lambda n: OTHERS[(first + n) % len(OTHERS)]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _yaml(name: str) -> Sequence[Mapping[str, Any]]:
    entries: Sequence[Mapping[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return entries


def _piece(entry: Mapping[str, Any]) -> Piece:
    facts = dict(entry)
    for key in ("published", "modified"):
        if key in facts:
            facts[key] = datetime.fromisoformat(facts[key])
    return Piece(**{**facts, "blocks": tuple(facts["blocks"]), "tags": tuple(facts.get("tags", ()))})
