"""The plain pages of a structure: one frame, several kinds of cards, feeds and maps."""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any, Protocol
from urllib.parse import quote

from newsroom.exchange import Request
from newsroom.structures.plan import NOW, Feed, Sitemap, Structure
from newsroom.structures.stories import SECTIONS, WIB, Story, slugify

STRANGE = (
    "Bawaslu Kota Telusuri Lurah yang Ikut Rombongan Calon", "Dua Kepala Dinas Dipanggil soal Netralitas ASN",
    "Satpol PP Copot Baliho di Jalan Protokol", "Guru SMA Akui Sebar Poster Paslon di Grup Wali Murid",
)  # fmt: skip

ELSEWHERE = (
    ("http://toko-rawa.example/produk/12345/kemeja-korpri-lengan-panjang", "Toko Kami: Kemeja Korpri"),
    ("http://jaringan-media.example/read/2024/10/30/88123/bawaslu-periksa-asn", "Bawaslu Kota Lain Periksa ASN"),
    ("https://www.facebook.com/sharer.php?u=x", "Bagikan"),
    ("https://api.whatsapp.com/send?text=x", "WhatsApp"),
)  # fmt: skip

GALLERIES = (
    ("/foto/41/festival-perahu-hias-dibanjiri-pengunjung-dari-tiga-kecamatan", "FOTO: Festival Perahu Hias"),
    ("/video/57/detik-detik-kapal-kandas-terekam-kamera-warga-pesisir", "VIDEO: Detik-detik Kapal Kandas"),
    ("/galeri/12/potret-warga-berebut-air-bersih-di-musim-kemarau", "GALERI: Warga Berebut Air Bersih"),
)
ADVERT = ("/iklan/klik?id=7", "Promo Akhir Tahun: Seragam Dinas Diskon 40 Persen, Gratis Ongkir Seluruh Indonesia")


class Site(Protocol):
    """What a page asks of the site that it stands on."""

    plan: Structure
    base: str
    static_links: list[tuple[str, str]]

    @property
    def months(self) -> dict[str, list[Story]]:
        """Stories by the address of the list of their month."""

    @property
    def parts(self) -> dict[str, Sequence[Story]]:
        """Stories by the address of the map that holds them."""

    def href(self, path: str, *, decorated: bool = False) -> str:
        """Return an address in the spelling of this site's links."""

    def cut(self, story: Story) -> bool:
        """Whether the article stands on two pages."""

    def slug_of(self, key: str) -> str:
        """What a script calls the list at an address."""

    def more_at(self, slug: str, skip: int) -> str:
        """Where a script asks for the rest of a list."""


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
    if plan.charset != "utf-8":  # HTML 3.2
        return (
            f"<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset={plan.charset}'><TITLE>"
            f"{escape(title)}</TITLE>{base}{og}{feed}{head}</HEAD><BODY BGCOLOR=#FFFFFF>{_header(site)}"
            f"<DIV ALIGN=center>{main}</DIV>{_aside(site)}{_footer(site)}</BODY></HTML>"
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
    if plan.feed and plan.feed.told_at:
        nav.append(f'<li><a href="{escape(site.href(plan.feed.told_at))}">RSS</a></li>')
    if plan.english:
        nav.append(f'<li><a href="{escape(site.href("/en"))}" hreflang="en">English</a></li>')
    if plan.days and plan.days_by == "link":
        nav.append(f'<li><a href="{escape(site.href(f"{NOW:{_day(plan.days)}}"))}">Arsip hari ini</a></li>')
    nav += [f'<li><a href="http://{host}/">{host.partition(".")[0].capitalize()}</a></li>' for host in plan.siblings]
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
    if plan.days and plan.days_by == "form":
        cal = _day_form(site, plan.days)
    if plan.days and plan.days_by == "input":
        cal = _day_input(site, plan.days)
    if plan.cloud and plan.tags:
        cal += "<div class='awan'><h3>Topik Hangat</h3>" + "".join(
            f"<h4><a href='{escape(site.href(plan.tags.format(slug=slugify(tag))))}'>{tag}</a></h4>"
            for tag in (plan.vocabulary.topic_tag, *plan.vocabulary.tags)
        ) + "</div>"  # fmt: skip
    if plan.months:
        cal += _months(site)
    outside = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in ELSEWHERE)
    return f"<aside><h3>Terpopuler</h3><ol>{popular}</ol>{cal}<ul>{outside}</ul></aside>"


MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def month_name(story: Story) -> str:
    at = story.published.astimezone(WIB)
    return f"{MONTHS[at.month - 1]} {at.year}"


def _months(site: Site) -> str:
    """The archive of months beside each page."""
    told = [(escape(site.href(path)), month_name(s[0]), len(s)) for path, s in site.months.items()]
    if site.plan.months_by == "select":
        options = "".join(f'<option value="{href}"> {name} &nbsp;({size})</option>' for href, name, size in told)
        return (
            "<section class='widget widget_archive'><h3>Arsip</h3><select name='archive-dropdown' onchange='document."
            f"location.href=this.options[this.selectedIndex].value;'><option value=''>Pilih Bulan</option>{options}"
            "</select></section>"
        )
    items = "".join(
        f"<li class='archivedate'><a class='post-count-link' href='{href}'>{name}</a> "
        f"<span class='post-count'>({size})</span></li>"
        for href, name, size in told
    )
    return f"<div class='widget BlogArchive'><h2>Arsip Blog</h2><ul class='hierarchy'>{items}</ul></div>"


def _day_form(site: Site, pattern: str) -> str:
    """A form with a select for day, month and year; the query of `pattern` names them."""
    path, _, query = pattern.partition("?")
    fields = []
    for name, _, value in (pair.partition("=") for pair in query.split("&")):
        told: list[tuple[int, str]]
        if "d" in value.removeprefix("{day:"):
            told, now = [(n, str(n)) for n in range(1, 32)], NOW.day
        elif "m" in value:
            told, now = list(enumerate(MONTHS, 1)), NOW.month
        else:
            told, now = [(n, str(n)) for n in range(2019, NOW.year + 1)], NOW.year
        options = "".join(f"<option value={n}{' selected' * (n == now)}>{text}</option>" for n, text in told)
        fields.append(f"<select name='{name}'>{options}</select>")
    return (
        f"<form class='arsip' method='GET' action='{site.href(path)}'>{''.join(fields)}"
        "<input type='submit' value='Tampilkan'></form>"
    )


def _day_input(site: Site, pattern: str) -> str:
    """A form with one field for the day, a browser's own or a script's."""
    path, _, query = pattern.partition("?")
    name, _, value = query.partition("=")
    kind = "date" if "%Y-%m-%d" in value else "text"
    return (
        f"<form class='filter' action='{site.href(path)}'><input type='{kind}' class='datepicker' name='{name}' "
        f"value='{NOW:{_day(value)}}' autocomplete='off'><button type='submit'>Cari Berita</button></form>"
    )


def _footer(site: Site) -> str:
    items = "".join(f'<li><a href="{site.href(path)}">{title}</a></li>' for path, title in site.static_links)
    return f"<footer><ul>{items}</ul><p>Hak cipta {site.plan.host}</p></footer>"


def address(site: Site, story: Story, *, decorated: bool = True) -> str:
    plan = site.plan
    path = plan.fill(plan.old, story) if plan.old and story.id % 3 == 0 and decorated else plan.path(story)
    if plan.alias and story.id % 3 == 1 and decorated:
        path = plan.fill(plan.alias, story)
    if plan.jump and decorated:
        path = plan.fill(plan.jump, story)
    if plan.listed_twin and story.id % 5 == 0 and decorated:
        path += "&" + plan.listed_twin[1:] if "?" in path else plan.listed_twin
    found = site.href(path, decorated=decorated)
    if plan.mobile and story.id % 3 == 0 and decorated:
        found = f"http://m.{plan.host}{path}"
    return escape(found)


def ago(story: Story) -> str:
    """When it was published, as sites say that give no dates."""
    hours = (NOW - story.published).total_seconds() / 3600
    for size, word in ((24 * 365, "tahun"), (24 * 30, "bulan"), (24 * 7, "minggu"), (24, "hari"), (1, "jam")):
        if hours >= size:
            return f"{int(hours // size)} {word} yang lalu"
    return "Baru saja"


def dated(site: Site, story: Story) -> str:
    if site.plan.dates == "relative":
        return ago(story)
    if site.plan.dates == "none":
        return ""
    return f"{story.published.astimezone(WIB):%d/%m/%Y %H:%M} WIB"


def _link(site: Site, story: Story) -> str:
    return f'<a href="{address(site, story)}">{escape(story.headline)}</a>'


def card(site: Site, story: Story) -> str:  # noqa: PLR0911 one for each kind of card
    """One story in a list, in the site's way."""
    href, title = address(site, story), escape(story.headline)
    lead = f"<p>{escape(story.paragraphs[0])}</p>" if site.plan.excerpt else ""
    date = f"<span class='tgl'>{dated(site, story)}</span>" if site.plan.dates != "none" else ""
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
        case "data":
            return f'<div class="item" data-href="{href}" role="link">{picture}<h2>{title}</h2>{date}{lead}</div>'
        case "upper":
            return f"<TR><TD>{date}<TD><A HREF={href} TARGET=isi><B>{title}</B></A><BR>{lead}"
        case "table":
            return f'<tr><td>{date}</td><td><a href="{href}">{title}</a>{lead}</td></tr>'
        case _:
            return f'<li><a href="{href}">{title}</a> {date}{lead}</li>'


def strangers(plan: Structure, n: int) -> list[Story]:
    """Stories of a sibling of the site."""
    return [
        Story(
            id=910000 + n * 100 + at, headline=headline, published=NOW - timedelta(hours=5 * at + n), section="Politik",
            tags=(), paragraphs=(f"Kabar dari {plan.siblings[n]}: {headline.lower()}.",) * 3, tells="headline",
        )
        for at, headline in enumerate(STRANGE)
    ]  # fmt: skip


def stranger(host: str, story: Story) -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    return (
        f"<!doctype html><html><head><title>{escape(story.headline)} - {host}</title>"
        f'<meta property="og:type" content="article"></head><body><h1>{escape(story.headline)}</h1>{body}</body></html>'
    )


def _strange(site: Site, at: int) -> str:
    """A card for a sibling's story, like the site's own ones."""
    plan = site.plan
    n = at % len(plan.siblings)
    story = strangers(plan, n)[at % len(STRANGE)]
    return (
        f'<div class="item"><h2><a href="http://{plan.siblings[n]}{plan.path(story)}">{story.headline}</a></h2></div>'
    )


def _state(site: Site, stories: Sequence[Story], to: str | None) -> str:
    """What a script makes cards of: JSON in the page."""
    plan = site.plan
    told: dict[str, Any]
    if plan.state == "next":
        items = [
            {
                "id": s.id, "judul": s.headline, "path": plan.path(s), "gambar": f"/gambar/{s.id}.jpg",
                "kanal": {"nama": s.section, "slug": slugify(s.section)}, "tanggal": s.published.isoformat(),
                **({"ringkasan": s.paragraphs[0]} if plan.excerpt else {}),
            }
            for s in stories
        ]  # fmt: skip
        props = {"daftar": items, "halaman": {"berikutnya": to}}
        told = {"props": {"pageProps": props, "__N_SSP": True}, "buildId": "kP3xQ9-v1Tz", "isFallback": False}
        text = json.dumps(told).replace("<", "\\u003c")
        return (
            "<div id='__next'><div class='animate-pulse'></div></div>"
            f'<script id="__NEXT_DATA__" type="application/json">{text}</script>'
        )
    items = [
        {
            "id": s.id, "title": s.headline, "url": site.base + plan.path(s), "image": f"/gambar/{s.id}.jpg",
            "category": {"name": s.section, "slug": slugify(s.section)},
            "published_at": f"{s.published.astimezone(WIB):%Y-%m-%d %H:%M:%S}",
            **({"excerpt": s.paragraphs[0]} if plan.excerpt else {}),
        }
        for s in stories
    ]  # fmt: skip
    told = {"component": "Berita/Index", "props": {"berita": {"data": items, "next_page_url": to and site.base + to}}}
    return f'<div id="app" data-page="{escape(json.dumps(told))}"></div>'


def _cards(site: Site, stories: Sequence[Story], to: str | None = None) -> str:
    plan = site.plan
    if plan.state:
        return _state(site, stories, to)
    if plan.sticky and stories:
        popular = plan.published[3 : 3 + plan.sticky]
        stories = [*popular, *(story for story in stories if story not in popular)]
    shown = []
    for n, story in enumerate(stories):
        shown.append(card(site, story))
        if site.cut(story):
            href = escape(site.href(plan.fill(plan.second, story)))
            shown.append(f'<div class="item"><h2><a href="{href}">{escape(story.headline)} (Halaman 2)</a></h2></div>')
        if plan.siblings and n % 3 == 1:
            shown.append(_strange(site, n // 3))
        if plan.adverts and n % 4 == 1:
            path, title = (*GALLERIES, ADVERT)[n // 4 % 4]
            shown.append(f'<div class="item"><h2><a href="{escape(site.href(path))}">{title}</a></h2></div>')
    inner = "".join(shown)
    return f"<table>{inner}</table>" if plan.card in {"table", "upper"} else f"<div class='daftar'>{inner}</div>"


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
    if plan.more:
        more = _button(site, "semua", plan.front)
    if "{before}" in plan.paging and stories:
        to = escape(site.href("/search" + hung(site, stories, number + 1)))
        more = f'<a class="blog-pager-older-link" href="{to}">Postingan Lama</a>'
    return frame(site, plan.host, _cards(site, stories) + more, "website")


def hung(site: Site, shown: Sequence[Story], number: int) -> str:
    """What is hung on a list's address for a page of it; `shown` stands on the page that links it."""
    size = site.plan.per_page
    before = quote(shown[-1].published.isoformat(), safe=":") if shown else ""
    return site.plan.paging.format(n=number, zero=number - 1, skip=(number - 1) * size, before=before)


def _button(site: Site, slug: str, skip: int) -> str:
    assert site.plan.more is not None
    if site.plan.more.post:
        told = {"ajaxurl": site.base + site.plan.more.at.partition("?")[0], "nonce": "5f1c0a7be2", "rubrik": slug}
        return (
            f'<div class="muat"><a href="#" class="btn-more" data-halaman="2" data-rubrik="{slug}">Muat Lainnya</a>'
            f"</div><script>/* <![CDATA[ */ var muatLagi = {json.dumps(told)}; /* ]]> */</script>"
        )
    to = escape(site.more_at(slug, skip))
    return f'<div class="muat"><button type="button" class="btn-more" data-url="{to}">Muat Lainnya</button></div>'


def listing(
    site: Site, title: str, stories: Sequence[Story], number: int, key: str, *, day: datetime | None = None
) -> str:
    plan = site.plan
    size = plan.per_page
    last = max(1, -(-len(stories) // size))
    at = min(number, last) if plan.endless else number
    shown = stories[(at - 1) * size : at * size]
    pager, head, to_next = "", "", None
    if plan.paging not in {"", "more"}:
        links = []
        for n in (number - 1, number + 1):
            if "{before}" in plan.paging and n < number:
                continue
            if n >= 1 and (n <= last or plan.endless) and n != number:
                more = hung(site, shown, n)
                path, _, query = key.partition("?")
                if more.startswith("?"):
                    to = key + ("&" + more[1:] if query else more)
                else:
                    to = path.rstrip("/") + more + (f"?{query}" if query else "")
                if n > number:
                    to_next = to
                word = "&raquo;" if n > number else "&laquo;"
                links.append(f'<a class="hal" href="{escape(site.href(to))}">{word}</a>')
        shapes = {"links": f"<div class='halaman'>{' '.join(links)}</div>", "numbers": _numbers(site, key, at, last)}
        pager = "" if plan.state else shapes.get(plan.pager, "")
        if plan.pager == "head" and to_next:
            head = f'<link rel="next" href="{escape(site.base + to_next)}">'
    elif plan.paging == "more":
        pager = '<button class="lagi" data-url="/ajax/more?page=1">Muat lebih banyak</button>'
    if plan.more and len(stories) > size:
        pager += _button(site, site.slug_of(key), size)
    if day and plan.days and plan.day_steps:
        for step, word in ((-1, "Hari sebelumnya"), (1, "Hari berikutnya")):
            to = escape(site.href(f"{day + timedelta(days=step):{_day(plan.days)}}"))
            pager += f'<a class="geser" href="{to}">{word}</a> '
    head += "" if day else _own_feed(site, key)
    empty = "" if shown else "<p>Tidak ada berita.</p>"
    cards = _cards(site, shown, to_next)
    return frame(site, title, f"<h1>{escape(title)}</h1>{cards}{empty}{pager}", "website", head)


def _own_feed(site: Site, key: str) -> str:
    """What the head of a list says of the list's own feed."""
    if not (site.plan.feed and site.plan.feed.everywhere):
        return ""
    path, mark, query = key.partition("?")
    to = f"{path.rstrip('/')}/feed/{mark}{query}"
    return f'<link rel="alternate" type="application/rss+xml" href="{escape(site.base + to)}">'


def _numbers(site: Site, key: str, number: int, last: int) -> str:
    """1 2 3 … 14, without arrows."""
    if last == 1:
        return ""
    path, _, query = key.partition("?")
    items, told = [], 0
    for n in sorted({1, 2, number - 1, number, number + 1, last - 1, last} & set(range(1, last + 1))):
        more = hung(site, (), n)
        to = key + ("&" + more[1:] if query else more) if more.startswith("?") else path.rstrip("/") + more
        to += f"?{query}" if query and not more.startswith("?") else ""
        if n == 1:
            to = key + "/" * (more.endswith("/") and not query and path != "/")
        if n > told + 1:
            items.append("<li class='disabled'><span>...</span></li>")
        told = n
        items.append(
            f"<li class='active'><span>{n}</span></li>"
            if n == number
            else f'<li><a class="page-link" href="{escape(site.href(to))}">{n}</a></li>'
        )
    return f"<nav><ul class='pagination'>{''.join(items)}</ul></nav>"


def article(site: Site, story: Story, part: int = 1) -> str:
    plan = site.plan
    url = plan.fill(plan.canonical_at, story) or (plan.path(story) if part == 1 else plan.fill(plan.second, story))
    url = url if url.startswith("http") else site.base + url
    head = f'<link rel="canonical" href="{escape(url)}">' if plan.canonical else ""
    if plan.amp:
        head += f'<link rel="amphtml" href="{escape(site.base + plan.fill(plan.amp, story))}">'
    if plan.english:
        head += f'<link rel="alternate" hreflang="en" href="{escape(site.base + plan.fill(plan.english, story))}">'
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
    paragraphs, turn = story.paragraphs, ""
    if site.cut(story):
        half = len(paragraphs) // 2
        paragraphs = paragraphs[:half] if part == 1 else paragraphs[half:]
        to = plan.fill(plan.second, story) if part == 1 else plan.path(story)
        turn = f"<p class='hal'>Halaman: <b>{part}</b> <a href='{escape(site.href(to))}'>{3 - part}</a></p>"
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs) + turn
    main = (
        f"<article><h1>{escape(story.headline)}</h1><p class='meta'>Oleh {author} | "
        f"{_told_on(site, story)} {printed}</p><div class='isi'>{body}</div>"
        f"<p class='label'>Tag: {tags}</p></article>"
        f"<div class='terkait'><h3>Berita Terkait</h3><ul>{related}</ul></div>"
    )
    return frame(site, story.headline, main, "article", head)


def _told_on(site: Site, story: Story) -> str:
    if site.plan.dates != "none":
        return dated(site, story)
    at = story.published.astimezone(WIB)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def google(site: Site) -> str:
    """The page of results, which Google's script would fill."""
    box = "<script async src='https://cse.google.com/cse.js?cx=partner-pub-0017'></script>"
    return frame(site, "Pencarian", f"<h1>Pencarian</h1>{box}<div class='gcse-searchresults-only'></div>", "website")


def twin(site: Site, story: Story) -> str:
    """The AMP or printed form of an article."""
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    canonical = escape(site.base + site.plan.path(story))
    return (
        f'<html><head><title>{escape(story.headline)}</title><link rel="canonical" href="{canonical}">'
        f"</head><body><h1>{escape(story.headline)}</h1>{body}</body></html>"
    )


def _translated(story: Story) -> str:
    if story.tells == "headline":
        return f"Civil servants told to stay out of the regional race ({story.id})"
    return f"Around the province in brief, part {story.id}"


def translation(site: Site, story: Story) -> str:
    head = f'<link rel="alternate" hreflang="id" href="{escape(site.base + site.plan.path(story))}">'
    body = "<p>The statement was made on Friday. Officials have yet to comment on the matter.</p>" * 3
    return frame(site, _translated(story), f"<h1>{_translated(story)}</h1>{body}", "article", head).replace(
        '<html lang="id">', '<html lang="en">'
    )


def english(site: Site) -> str:
    """The list of translations."""
    links = "".join(
        f'<h2><a href="{escape(site.href(site.plan.fill(site.plan.english, story)))}">{_translated(story)}</a></h2>'
        for story in site.plan.published[: site.plan.per_page]
    )
    return frame(site, "English", f"<h1>English</h1>{links}", "website")


def feeds(site: Site) -> str:
    """The page for readers that links a feed for each section."""
    assert site.plan.feed is not None
    items = "".join(
        f'<li>{name}: <a href="{escape(site.href(site.plan.feed.at.format(slug=slugify(name))))}">'
        f"<img src='/gambar/rss.gif'></a></li>"
        for name in SECTIONS
    )
    return frame(site, "Layanan RSS", f"<h1>Layanan RSS</h1><ul>{items}</ul>", "website")


def frameset(site: Site) -> str:
    return (
        f"<HTML><HEAD><TITLE>{site.plan.host}</TITLE></HEAD><FRAMESET COLS='200,*' BORDER=0>"
        f"<FRAME NAME=menu SRC={site.href('/menu.jsp', decorated=True)}>"
        f"<FRAME NAME=isi SRC={site.href('/isi.jsp', decorated=True)}>"
        "<NOFRAMES>Peramban Anda tidak mendukung frame.</NOFRAMES></FRAMESET></HTML>"
    )


def static(site: Site, title: str, kind: str = "website") -> str:
    text = "Media ini tunduk pada Undang-Undang Nomor 40 Tahun 1999 tentang Pers dan Pedoman Pemberitaan Media Siber. "
    main = f"<h1>{title}</h1>" + "".join(f"<p>{text * n}</p>" for n in (1, 2, 3))
    return frame(site, title, main, kind)


def as_json(site: Site, stories: Sequence[Story]) -> bytes:
    items = [{"judul": s.headline, "url": site.base + site.plan.path(s), "ringkas": s.paragraphs[0]} for s in stories]
    return json.dumps({"data": items}).encode()


def more(site: Site, stories: Sequence[Story], to: str | None) -> bytes:
    """What a script is given for "load more": `to` is where the next ones are."""
    assert site.plan.more is not None
    if site.plan.more.gives == "html":
        html = "".join(card(site, story) for story in stories)
        return json.dumps({"status": "ok", "jumlah": len(stories), "html": html, "next": to}).encode()
    return json.dumps(
        [
            {
                "id": s.id, "judul": s.headline, "tautan": site.plan.path(s), "ringkasan": s.paragraphs[0],
                "gambar": f"/gambar/{s.id}.jpg", "rubrik": f"/{slugify(s.section)}", "waktu": dated(site, s),
            }
            for s in stories
        ]
    ).encode()  # fmt: skip


def feed(site: Site, plan: Feed, stories: Sequence[Story], number: int, *, last: bool) -> str:
    base = "" if plan.relative else site.base
    if plan.kind == "atom":
        part = "summary" if plan.blogger and not plan.whole else "content"
        entries = "".join(
            f"<entry><title>{escape(s.headline)}</title><link href='{escape(base + site.plan.path(s))}'/>"
            f"<id>tag:{site.plan.host},{s.id}</id><updated>{s.published.isoformat()}</updated>"
            f"{_categories(s) if plan.blogger else ''}"
            f"<{part} type='html'>{escape(''.join(f'<p>{p}</p>' for p in _told(s, plan)))}</{part}></entry>"
            for s in stories
        )
        paging = ""
        if plan.next and not last:
            to = plan.at + plan.paged.format(n=number + 1, start=number * plan.items + 1)
            paging = f"<link rel='next' href='{escape(base + to)}'/>"
        within = f" xml:base='{site.base}/'" if plan.relative else ""
        coded = "" if plan.charset == "utf-8" else f" encoding='{plan.charset}'"
        return (
            f"<?xml version='1.0'{coded}?><feed xmlns='http://www.w3.org/2005/Atom'{within}><title>x</title>{paging}"
            f"{entries}</feed>"
        )
    items = "".join(
        f"<item><title>{escape(s.headline)}</title>"
        f"<link>{escape(base + site.plan.path(s) + _utm(site, s, plan))}</link>"
        f"<pubDate>{format_datetime(s.published)}</pubDate><description>{_summary(site, s, plan)}</description>"
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
        f'\n<?xml version="1.0" encoding="{plan.charset.upper()}"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{site.plan.host}</title><link>{site.base}</link>{broken}{items}</channel></rss>"
    ).removeprefix("" if plan.broken else "\n")


def _categories(story: Story) -> str:
    return "".join(f"<category term='{escape(name)}'/>" for name in (story.section, *story.tags))


def _utm(site: Site, story: Story, plan: Feed) -> str:
    mark = "&" if "?" in site.plan.address else "?"
    return f"{mark}utm_source=rss&utm_medium=rss&utm_campaign={story.slug}" if plan.tail else ""


def _summary(site: Site, story: Story, plan: Feed) -> str:
    if not plan.tail:
        return escape(story.paragraphs[0])
    to = escape(site.base + site.plan.path(story) + _utm(site, story, plan))
    cut = re.sub(r"\s+\S*$", "", story.paragraphs[0][:140])
    return (
        f"<![CDATA[<p>{escape(cut)} [&#8230;]</p>\n<p>Artikel <a href='{to}'>{escape(story.headline)}</a> pertama kali "
        f"tampil pada <a href='{site.base}/'>{site.plan.host}</a>.</p>\n]]>"
    )


def feed_json(site: Site, plan: Feed, stories: Sequence[Story], start: int, total: int) -> bytes:
    """The same as Blogger gives it to scripts."""
    entries = [
        {
            "id": {"$t": f"tag:blogger.com,1999:blog-17.post-{s.id}"}, "title": {"type": "text", "$t": s.headline},
            "published": {"$t": s.published.isoformat()}, "updated": {"$t": s.published.isoformat()},
            "category": [{"term": name} for name in (s.section, *s.tags)],
            "content" if plan.whole else "summary": {"type": "html", "$t": "<br />".join(_told(s, plan))},
            "link": [{"rel": "alternate", "type": "text/html", "href": site.base + site.plan.path(s)}],
        }
        for s in stories
    ]  # fmt: skip
    counts = {"openSearch$totalResults": {"$t": str(total)}, "openSearch$startIndex": {"$t": str(start)}}
    return json.dumps({"version": "1.0", "feed": {**counts, "entry": entries}}).encode()


def _told(story: Story, plan: Feed) -> Sequence[str]:
    return story.paragraphs if plan.whole else story.paragraphs[:1]


def urlset(site: Site, stories: Sequence[Story], plan: Sitemap) -> str:
    entries = []
    for story in stories:
        at = {"right": story.published, "today": NOW}.get(plan.lastmod)
        mod = f"<lastmod>{at.isoformat()}</lastmod>" if at else ""
        news = ""
        if plan.news or plan.days:
            news = (
                f"<news:news><news:publication_date>{story.published.isoformat()}</news:publication_date>"
                f"<news:title>{escape(story.headline)}</news:title></news:news>"
            )
        if plan.images:
            news += (
                f"<image:image><image:loc>{plan.base or site.base}/gambar/{story.id}.jpg</image:loc>"
                f"<image:title>{escape(story.headline)}</image:title></image:image>"
            )
        entries.append(f"<url><loc>{escape((plan.base or site.base) + site.plan.path(story))}</loc>{mod}{news}</url>")
    image = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" ' if plan.images else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'{image}xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(entries)}</urlset>'
    )


def side_map(site: Site, paths: Sequence[str], plan: Sitemap) -> str:
    entries = "".join(
        f"<url><loc>{escape((plan.base or site.base) + path)}</loc><lastmod>{NOW.isoformat()}</lastmod></url>"
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{entries}</urlset>"
    )


def map_index(site: Site, parts: Sequence[str], plan: Sitemap) -> str:
    entries = []
    for part in parts:
        stories = site.parts.get(part, ())
        at = NOW if plan.lastmod == "today" else max((s.published for s in stories), default=NOW)
        mod = "" if plan.lastmod == "none" else f"<lastmod>{at.isoformat()}</lastmod>"
        entries.append(f"<sitemap><loc>{escape((plan.base or site.base) + part)}</loc>{mod}</sitemap>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{''.join(entries)}</sitemapindex>"
    )
