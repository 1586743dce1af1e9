"""The pages that extractors are measured on, each with its gold."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import newsroom
from newsroom import Article, Block, Request, Site, kiosk
from newsroom.model import IS_ARTICLE
from newsroom.skins import SKINS, Skin
from pipeline.model import Outlet

FETCHED_AT: Final = datetime(2026, 8, 1, tzinfo=UTC)
"""When pages of the bench were fetched: after all of them were published."""

OTHER_FORMS: Final = re.compile(r"""<link[^>]+rel=["']amphtml["'][^>]*>|<a[^>]+href=["'][^"']*\?page=all["'][^>]*>""")
HREF: Final = re.compile(r"""href=["']([^"']+)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One page and what is true about it."""

    id: str
    group: str
    """A key of bench.extract.GROUPS."""
    skin: str
    url: str
    html: str
    outlet: Outlet
    paragraphs: tuple[str, ...]
    """The body, in order."""
    boilerplate: tuple[str, ...] = ()
    """Lines of the page, whole or in part, that are not the body."""
    headline: str | None = None
    published: datetime | None = None
    """Aware; None where it is not measured."""
    accepted: tuple[datetime, ...] = ()
    """Other instants that are as right: pages that print one minute and carry another."""
    to_the_minute: bool = True
    """False where the page prints a day at most."""
    credits: frozenset[tuple[str, str]] = frozenset()
    """Role (reporter, editor) and name of everybody whom this page names so."""
    checks_credits: bool = True
    """False where the credits of the page are not known."""
    tells_paragraphs: bool = True
    """False where the gold is running text, and its lines are not the paragraphs."""

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def newsroom_cases() -> list[Case]:
    """Return every page, in every form, of the bundled sites."""
    return list(chain.from_iterable(of_site(site, "newsroom") for site in newsroom.sites()))


def gallery_cases() -> list[Case]:
    """Return the pages of the newsroom's gallery of further skins; none where there is no gallery."""
    gallery = getattr(newsroom, "gallery", tuple)
    return list(chain.from_iterable(of_site(site, "gallery") for site in gallery()))


def kiosk_cases(half: kiosk.Half, each: int = kiosk.SHOWN) -> list[Case]:
    """Return the single pages of the newsroom's kiosk; the half that is held back is a group of its own."""
    group = "held" if half == "held" else "kiosk"
    return [_single(shown, group) for shown in kiosk.shown(half, each)]


def of_site(site: Site, group: str) -> Iterator[Case]:
    """Yield each article's pages, then the other forms (AMP, all in one page, mobile) that its first page links."""
    skin = SKINS[site.skin]
    for article in site.articles:
        for number, blocks in enumerate(article.pages, 1):
            url = skin.url(site, article, number)
            if page := answer(site, url):
                yield _case(site, article, blocks, url=url, page=page, group=group, form=str(number))
        first = answer(site, skin.url(site, article)) or ""
        for form, url in _others(skin, first, skin.url(site, article)):
            if page := answer(site, url):
                whole = bare(article.paragraphs[-1]) in bare(page)
                blocks = article.blocks if whole else article.pages[0]
                yield _case(site, article, blocks, url=url, page=page, group=group, form=form)


def answer(site: Site, url: str) -> str | None:
    """Return the page that the newsroom serves at `url`, None for anything but 200."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    response = SKINS[site.skin].respond(site, Request(host=site.host, target=target))
    return response.body.decode() if response.status == 200 else None


def outlet_of(site: Site) -> Outlet:
    return Outlet(
        slug=site.host.split(".")[0], name=site.name, platform=site.skin, home_url=f"{site.base}/", timezone=site.zone
    )


def bare(text: str) -> str:
    """Return letters and digits of a text or a page, entities resolved and tags taken out."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^<>]*>", "", text)).casefold())


def _others(skin: Skin, page: str, url: str) -> Iterator[tuple[str, str]]:
    if skin.name == "blogspot":
        yield "mobile", f"{url}?m=1"
    links = {urljoin(url, html.unescape(m[1])) for tag in OTHER_FORMS.findall(page) if (m := HREF.search(tag))}
    for link in sorted(links):
        yield ("all" if "page=all" in link else "amp"), link


def _case(site: Site, article: Article, blocks: Iterable[Block], *, url: str, page: str, group: str, form: str) -> Case:
    shown = tuple(blocks)
    gold = tuple(block.text for block in shown if block.kind in IS_ARTICLE)
    lines = [block.text for block in shown if block.kind not in IS_ARTICLE]
    lines += [
        line for line in (*SKINS[site.skin].furniture, article.caption or "") if line and bare(line) in bare(page)
    ]
    return Case(
        id=f"{site.host}/{article.id}/{form}",
        group=group,
        skin=site.skin,
        url=url,
        html=page,
        outlet=outlet_of(site),
        headline=article.headline,
        paragraphs=gold,
        boilerplate=tuple(dict.fromkeys(lines)),
        published=article.published,
        to_the_minute=prints_minute(page, article.published, site.zone),
        credits=frozenset(pair for pair in article.credits if names(page, pair[1], (*gold, article.caption or ""))),
    )


def _single(shown: kiosk.Shown, group: str) -> Case:
    stand = shown.stand
    return Case(
        id=f"{stand.template}/{shown.piece.id}/{shown.part}",
        group=group,
        skin=stand.template,
        url=shown.url,
        html=shown.html,
        outlet=Outlet(
            slug=stand.host.split(".")[0], name=stand.name, platform="generic", home_url=f"https://{stand.host}/",
            timezone=stand.zone,
        ),
        headline=shown.piece.headline,
        paragraphs=shown.paragraphs,
        boilerplate=shown.boilerplate,
        published=shown.piece.published,
        to_the_minute=prints_minute(shown.html, shown.piece.published, stand.zone),
        credits=frozenset(pair for pair in shown.credits if pair[0] in {"reporter", "editor"}),
    )  # fmt: skip


def names(page: str, name: str, told: Iterable[str]) -> bool:
    """Tell whether a page credits `name`: not in what the story or its caption says, and not only for the photo."""
    rest, wanted = bare(page), bare(name)
    for text in filter(None, map(bare, told)):
        rest = rest.replace(text, " ")
    return wanted in rest.replace(f"foto{wanted}", " ") or f'content="{html.escape(name)}"' in page


def prints_minute(page: str, at: datetime, zone: str) -> bool:
    """Tell whether the page holds the minute of `at` anywhere, in the outlet's zone or in UTC."""
    seen = (at.astimezone(ZoneInfo(zone)), at.astimezone(UTC))
    return any(local.strftime(form) in page for local in seen for form in ("%H:%M", "%H.%M", "%H%M"))
