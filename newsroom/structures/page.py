"""The plain pages of a structure: one frame, several kinds of cards, feeds and maps."""

import json
from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from typing import Protocol

from newsroom.exchange import Request
from newsroom.structures.plan import NOW, Feed, Sitemap, Structure
from newsroom.structures.stories import SECTIONS, WIB, Story, slugify

ELSEWHERE = (
    ("http://toko-rawa.example/produk/12345/kemeja-korpri-lengan-panjang", "Toko Kami: Kemeja Korpri"),
    ("http://jaringan-media.example/read/2024/10/30/88123/bawaslu-periksa-asn", "Bawaslu Kota Lain Periksa ASN"),
    ("https://www.facebook.com/sharer.php?u=x", "Bagikan"),
    ("https://api.whatsapp.com/send?text=x", "WhatsApp"),
)  # fmt: skip


class Site(Protocol):
    """What a page asks of the site that it stands on."""

    plan: Structure
    base: str
    static_links: list[tuple[str, str]]

    @property
    def parts(self) -> dict[str, Sequence[Story]]:
        """Stories by the address of the map that holds them."""

    def href(self, path: str, *, decorated: bool = False) -> str:
        """Return an address in the spelling of this site's links."""


def frame(site: Site, title: str, main: str, kind: str, head: str = "") -> str:
    plan = site.plan
    og = (
        ""
        if plan.meta == "none"
        else f'<meta property="og:type" content="{"article" if plan.meta == "wrong" else kind}">'
    )
    base = f'<base href="{site.base}/">' if plan.links == "base" else ""
    generator = f'<meta name="generator" content="{plan.generator}">' if plan.generator else ""
    feed = (
        f'<link rel="alternate" type="application/{plan.feed.kind}+xml" href="{escape(site.base + plan.feed.at)}">'
        if plan.feed and plan.feed.linked
        else ""
    )
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)} - {plan.host}</title>{base}'
        f"{generator}{og}{feed}{head}</head><body>{_header(site)}<div class='utama'>{main}</div>"
        f"{_aside(site)}{_footer(site)}</body></html>"
    )


def _header(site: Site) -> str:
    plan = site.plan
    nav = [f'<li><a href="{site.href("/")}">Home</a></li>']
    if plan.sections:
        nav += [
            f'<li><a href="{escape(site.href(plan.sections.format(slug=slugify(name))))}">{name}</a></li>'
            for name in SECTIONS
        ]
    if plan.index:
        nav.append(f'<li><a href="{escape(site.href(plan.index))}">Indeks</a></li>')
    if plan.days:
        nav.append(f'<li><a href="{escape(site.href(f"{NOW:{_day(plan.days)}}"))}">Arsip hari ini</a></li>')
    nav += [f'<li><a href="{site.href("/video/1/suasana-pasar-pagi")}">Video</a></li>']
    if plan.epaper:
        nav.append(f'<li><a href="{site.href("/epaper/2024-11-01-edisi-jumat.pdf")}">E-Paper</a></li>')
    ticker = "".join(f"<li>{_link(site, story)}</li>" for story in plan.published[:5])
    return (
        f"<header><a href='{site.base}/'>{plan.host}</a><ul class='menu'>{''.join(nav)}</ul>{_form(site)}"
        f"<ul class='ticker'>{ticker}</ul></header>"
    )


def _day(pattern: str) -> str:
    return pattern.replace("{day:", "").replace("}", "")


def _form(site: Site) -> str:
    search = site.plan.search
    if search is None:
        return ""
    if search.method == "script":
        return "<form class='cari' onsubmit='return cari(this)' action='#'><input type='text' id='kotak-cari'></form>"
    if "{q}" in search.at:
        before = search.at.partition("{q}")[0]
        return (
            f"<form onsubmit=\"location.href='{before}'+encodeURIComponent(this.q.value);return false\">"
            "<input type='search' name='q'></form>"
        )
    hidden = "".join(f"<input type='hidden' name='{k}' value='{v}'>" for k, v in search.hidden.items())
    return (
        f"<form method='{search.method}' action='{site.href(search.at)}'>{hidden}"
        f"<input type='text' name='{search.name}' placeholder='Cari...'><button type='submit'>Cari</button></form>"
    )


def _aside(site: Site) -> str:
    plan = site.plan
    popular = "".join(f"<li>{_link(site, story)}</li>" for story in plan.published[3:40:8])
    cal = ""
    if plan.calendar and plan.days:
        days = [NOW - timedelta(days=n) for n in range(31)]
        cal = "<table class='kalender'>" + "".join(
            f"<td><a href='{escape(site.href(f'{day:{_day(plan.days)}}'))}'>{day.day}</a></td>" for day in days
        ) + "</table>"  # fmt: skip
    outside = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in ELSEWHERE)
    return f"<aside><h3>Terpopuler</h3><ol>{popular}</ol>{cal}<ul>{outside}</ul></aside>"


def _footer(site: Site) -> str:
    items = "".join(f'<li><a href="{site.href(path)}">{title}</a></li>' for path, title in site.static_links)
    return f"<footer><ul>{items}</ul><p>Hak cipta {site.plan.host}</p></footer>"


def address(site: Site, story: Story, *, decorated: bool = True) -> str:
    plan = site.plan
    path = plan.fill(plan.old, story) if plan.old and story.id % 3 == 0 and decorated else plan.path(story)
    return escape(site.href(path, decorated=decorated))


def _link(site: Site, story: Story) -> str:
    return f'<a href="{address(site, story)}">{escape(story.headline)}</a>'


def card(site: Site, story: Story) -> str:
    """One story in a list, in the site's way."""
    href, title = address(site, story), escape(story.headline)
    lead = f"<p>{escape(story.paragraphs[0])}</p>" if site.plan.excerpt else ""
    date = f"<span class='tgl'>{story.published.astimezone(WIB):%d/%m/%Y %H:%M} WIB</span>"
    titled = f'<h2><a href="{href}">{title}</a></h2>'
    picture = f'<img src="/gambar/{story.id}.jpg" alt="">'
    match site.plan.card:
        case "heading":
            return f'<div class="item"><a href="{href}">{picture}</a>{titled}{date}{lead}</div>'
        case "inside":
            return f'<a class="kartu" href="{href}">{picture}<h3>{title}</h3>{date}{lead}</a>'
        case "image":
            return f'<div class="item"><a href="{href}">{picture}</a><h2>{title}</h2>{date}{lead}</div>'
        case "onclick":
            script = f"window.location.href='{href}'"
            return f'<div class="item" onclick="{script}">{picture}<h2>{title}</h2>{date}{lead}</div>'
        case "table":
            return f'<tr><td>{date}</td><td><a href="{href}">{title}</a>{lead}</td></tr>'
        case _:
            return f'<li><a href="{href}">{title}</a> {date}{lead}</li>'


def _cards(site: Site, stories: Sequence[Story]) -> str:
    inner = "".join(card(site, story) for story in stories)
    return f"<table>{inner}</table>" if site.plan.card == "table" else f"<div class='daftar'>{inner}</div>"


def front(site: Site, request: Request, number: int = 1) -> str:
    plan = site.plan
    if plan.splash == "builder":
        return frame(
            site, plan.host, "<section><h1>Selamat datang</h1><p>Media rakyat yang jujur.</p></section>", "website"
        )
    stories = (
        plan.published[: plan.front]
        if number == 1
        else plan.published[(number - 1) * plan.per_page : number * plan.per_page]
    )
    more = (
        '<button class="lagi" data-url="/ajax/more?page=1">Muat lebih banyak</button>' if plan.paging == "more" else ""
    )
    return frame(site, plan.host, _cards(site, stories) + more, "website")


def listing(site: Site, title: str, stories: Sequence[Story], number: int, key: str) -> str:
    plan = site.plan
    size = plan.per_page
    shown = stories[(number - 1) * size : number * size]
    pager = ""
    if plan.paging not in {"", "more"}:
        links = []
        for n in (number - 1, number + 1):
            if 1 <= n <= -(-len(stories) // size) and n != number:
                hung = plan.paging.format(n=n, skip=(n - 1) * size)
                path, _, query = key.partition("?")
                if hung.startswith("?"):
                    to = key + ("&" + hung[1:] if query else hung)
                else:
                    to = path.rstrip("/") + hung + (f"?{query}" if query else "")
                word = "&raquo;" if n > number else "&laquo;"
                links.append(f'<a class="hal" href="{escape(site.href(to))}">{word}</a>')
        pager = f"<div class='halaman'>{' '.join(links)}</div>"
    elif plan.paging == "more":
        pager = '<button class="lagi" data-url="/ajax/more?page=1">Muat lebih banyak</button>'
    empty = "" if shown else "<p>Tidak ada berita.</p>"
    return frame(site, title, f"<h1>{escape(title)}</h1>{_cards(site, shown)}{empty}{pager}", "website")


def article(site: Site, story: Story) -> str:
    plan = site.plan
    url = site.base + plan.path(story)
    head = f'<link rel="canonical" href="{escape(url)}">' if plan.canonical else ""
    if plan.amp:
        head += f'<link rel="amphtml" href="{escape(site.base + plan.fill(plan.amp, story))}">'
    if plan.meta == "full":
        told = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline, "url": url,
            "datePublished": story.published.isoformat(), "author": {"@type": "Person", "name": "Siti Rahmawati"},
        }  # fmt: skip
        head += f'<script type="application/ld+json">{json.dumps(told)}</script>'
    if plan.meta in {"full", "og"}:
        head += f'<meta property="article:published_time" content="{story.published.isoformat()}">'
    printed = f'<a href="{escape(site.href(plan.fill(plan.printed, story)))}">Cetak</a>' if plan.printed else ""
    tags = ", ".join(
        f'<a href="{escape(site.href(plan.tags.format(slug=slugify(tag))))}">{tag}</a>' if plan.tags else tag
        for tag in story.tags
    )
    author = f'<a href="{site.href(plan.authors.format(slug="siti-rahmawati"))}">Siti Rahmawati</a>'
    at = plan.published.index(story)
    related = "".join(f"<li>{_link(site, other)}</li>" for other in plan.published[at + 1 : at + 4])
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    main = (
        f"<article><h1>{escape(story.headline)}</h1><p class='meta'>Oleh {author} | "
        f"{story.published.astimezone(WIB):%d/%m/%Y %H:%M} WIB {printed}</p><div class='isi'>{body}</div>"
        f"<p class='label'>Tag: {tags}</p></article>"
        f"<div class='terkait'><h3>Berita Terkait</h3><ul>{related}</ul></div>"
    )
    return frame(site, story.headline, main, "article", head)


def twin(site: Site, story: Story) -> str:
    """The AMP or printed form of an article."""
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    canonical = escape(site.base + site.plan.path(story))
    return (
        f'<html><head><title>{escape(story.headline)}</title><link rel="canonical" href="{canonical}">'
        f"</head><body><h1>{escape(story.headline)}</h1>{body}</body></html>"
    )


def static(site: Site, title: str, kind: str = "website") -> str:
    text = "Media ini tunduk pada Undang-Undang Nomor 40 Tahun 1999 tentang Pers dan Pedoman Pemberitaan Media Siber. "
    main = f"<h1>{title}</h1>" + "".join(f"<p>{text * n}</p>" for n in (1, 2, 3))
    return frame(site, title, main, kind)


def as_json(site: Site, stories: Sequence[Story]) -> bytes:
    items = [{"judul": s.headline, "url": site.base + site.plan.path(s), "ringkas": s.paragraphs[0]} for s in stories]
    return json.dumps({"data": items}).encode()


def feed(site: Site, plan: Feed) -> str:
    stories = site.plan.published[: plan.items]
    if plan.kind == "atom":
        entries = "".join(
            f"<entry><title>{escape(s.headline)}</title><link href='{escape(site.base + site.plan.path(s))}'/>"
            f"<id>tag:{site.plan.host},{s.id}</id><updated>{s.published.isoformat()}</updated>"
            f"<content type='html'>{escape(''.join(f'<p>{p}</p>' for p in _told(s, plan)))}</content></entry>"
            for s in stories
        )
        return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entries}</feed>"
    items = "".join(
        f"<item><title>{escape(s.headline)}</title><link>{escape(site.base + site.plan.path(s))}</link>"
        f"<pubDate>{format_datetime(s.published)}</pubDate><description>{escape(s.paragraphs[0])}</description>"
        + (
            f"<content:encoded>{escape(''.join(f'<p>{p}</p>' for p in s.paragraphs))}</content:encoded>"
            if plan.whole
            else ""
        )
        + "</item>"
        for s in stories
    )
    broken = "<item><title>Kabar & Berita &nbsp; <b>terbaru</title>\x0b</item>" if plan.broken else ""
    return (
        '\n<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{site.plan.host}</title><link>{site.base}</link>{broken}{items}</channel></rss>"
    ).removeprefix("" if plan.broken else "\n")


def _told(story: Story, plan: Feed) -> Sequence[str]:
    return story.paragraphs if plan.whole else story.paragraphs[:1]


def urlset(site: Site, stories: Sequence[Story], plan: Sitemap) -> str:
    entries = []
    for story in stories:
        at = {"right": story.published, "today": NOW}.get(plan.lastmod)
        mod = f"<lastmod>{at.isoformat()}</lastmod>" if at else ""
        news = ""
        if plan.news:
            news = (
                f"<news:news><news:publication_date>{story.published.isoformat()}</news:publication_date>"
                f"<news:title>{escape(story.headline)}</news:title></news:news>"
            )
        entries.append(f"<url><loc>{escape(site.base + site.plan.path(story))}</loc>{mod}{news}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(entries)}</urlset>'
    )


def map_index(site: Site, parts: Sequence[str], plan: Sitemap) -> str:
    entries = []
    for part in parts:
        stories = site.parts[part]
        at = NOW if plan.lastmod == "today" else max(s.published for s in stories)
        mod = "" if plan.lastmod == "none" else f"<lastmod>{at.isoformat()}</lastmod>"
        entries.append(f"<sitemap><loc>{escape(site.base + part)}</loc>{mod}</sitemap>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{''.join(entries)}</sitemapindex>"
    )
