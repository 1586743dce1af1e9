"""Pages that are no article: walls in front of one, front pages, listings."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pipeline import urls
from pipeline.errors import NotAnArticle
from pipeline.pages.markup import Markup, shown

TITLES: Final = (
    "just a moment", "attention required", "checking your browser", "one moment, please", "verifying you are human",
    "ddos-guard", "access denied", "403 forbidden", "are you a robot", "captcha", "security check",
    "you have been blocked", "please wait", "bot verification", "robot check", "tunggu sebentar",
)  # fmt: skip
MARKS: Final = (
    "cf_chl_opt", "cf-chl", "challenge-form", "ddos-guard", "sucuri_cloudproxy", "imunify360", "_incapsula_resource",
    "px-captcha", "datadome", "awswafcookiedomainlist", "enable javascript and cookies", "checking your browser",
    "slowaes.decrypt", "verify you are human", "captcha-delivery", "bot verification",
)  # fmt: skip
COMMON: Final = ("challenge-platform", "cf-turnstile", "g-recaptcha", "h-captcha", "hcaptcha.com", "/recaptcha/")
"""Marks that ordinary pages carry too, for their comment forms."""
POOR: Final = 80
"""Words; a page with fewer and one of the marks is a wall."""
LARGEST: Final = 2_000_000
"""Characters of the largest page that is searched for walls; they are small."""
EMPTY: Final = 30
"""Words; a page with fewer and one of the common marks is a wall."""

LISTING_CLASSES: Final = frozenset({
    "home", "archive", "category", "tag", "search", "blog", "search-results", "date", "author-archive", "error404",
    "post-type-archive",
})  # fmt: skip
SINGLES: Final = frozenset({"single", "single-post", "single-format-standard", "postid", "item-view"})
LISTINGS: Final = urls.LISTING_SEGMENTS | frozenset(
    {"index-news", "indeks-berita", "archives", "network", "readstatik", "populer", "terkini", "terpopuler"}
    | {"cari", "pencarian"}
)
SEARCHES: Final = frozenset(
    ["s", "q", "c", "query", "keyword", "keywords", "kata", "kata_kunci", "katakunci", "cari", "search", "searchword"]
)
"""Names of a search box's field."""
PAGE: Final = re.compile(r"\d{1,3}|hal|halaman|page|p")
DAY: Final = re.compile(r"(?:^|/)(?:(?:19|20)\d\d([-/])\d\d?(?:\1\d\d?)?|\d\d?([-/])\d\d?\2(?:19|20)\d\d)$")
"""At the end of a path, with nothing behind that names an article: the list of a day or a month."""
SCRIPTS: Final = frozenset({"index.php", "index.asp", "index.aspx", "index.jsp"})
PAGES: Final = frozenset({*urls.PAGE_PARAMETERS, "start", "offset", "per_page", "limit", "cat", "m", "tag"})
"""Parameters whose number counts pages or names a list, and no article."""
SHORT: Final = 2
"""Words in the name of a section."""
HEADLINE_WORDS: Final = 4
MANY: Final = 8
"""Headlines on a page without any heading of its own, which is a list then."""
LISTED: Final = 3
"""Headlines on a list; an article without a date in its head links fewer as headings, or has an address of its own."""


def is_wall(markup: Markup, html: str) -> bool:
    """Tell whether a page without an article, or with a very short one, is a wall."""
    body = markup.tree.find("body")
    words = len(shown(body if body is not None else markup.tree).split()) if len(html) < LARGEST else POOR
    title, lower = markup.title.lower(), html.lower()
    titled = title.startswith(TITLES)
    marked = any(mark in lower for mark in MARKS)
    common = any(mark in lower for mark in COMMON)
    if titled and (marked or common or words < POOR):
        return True
    return (words < POOR and marked) or (words < EMPTY and common)


def may_be_wall(markup: Markup) -> bool:
    """Tell whether the title alone makes a page suspect."""
    return markup.title.lower().startswith(TITLES)


def refuse_listings(markup: Markup, url: str) -> None:
    """Raise NotAnArticle for front pages, sections, tags and searches."""
    parts = urlsplit(urls.SESSION.sub("", url))
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    query = parse_qs(parts.query, keep_blank_values=True)
    if segments and segments[0] in SCRIPTS:  # /index.php/daerah/88-camat, /index.php?module=detail&id=88
        segments = segments[1:]
    numbered = any(values[0].isdecimal() and name.lower() not in PAGES for name, values in query.items())
    if numbered:
        segments = segments or ["?p"]
    if (
        segments in ([], ["index.php"])
        and query.get("id", [""])[0][:1].isdigit()
        and "category" not in query.get("view", [])
    ):
        segments = ["?id"]  # Joomla without rewriting, and portals made by hand
    single = is_single(markup)
    if not segments or segments in (["index.php"], ["home"], ["amp"], ["index.html"]):
        raise NotAnArticle("the front page")
    if SEARCHES & {name.lower() for name, values in query.items() if not values[0].isdecimal()} and not single:
        raise NotAnArticle("a search")
    if LISTINGS & set(segments[:2]) and not single:
        raise NotAnArticle(f"a listing: {parts.path}")
    if segments[0].split(".")[0] in LISTINGS and len(segments) < 3 and not markup.article_data:
        raise NotAnArticle(f"a listing: {parts.path}")
    segments = DAY.sub("", "/".join(segments)).split("/")
    if (
        not single
        and not numbered
        and _is_section(segments)
        and (_headlines(markup) >= LISTED or _names_section(markup))
    ):
        raise NotAnArticle(f"a section: {parts.path}")
    classes = markup.body_classes
    if classes & LISTING_CLASSES and not classes & SINGLES and not single:
        raise NotAnArticle("a listing, by the class of its body")


def _is_section(segments: list[str]) -> bool:
    """Tell whether nothing in a path names one article: no id and no slug, but a page's number perhaps."""
    named = [segment for n, segment in enumerate(segments) if n < len(segments) - 1 or not PAGE.fullmatch(segment)]
    last = re.sub(r"\.\w{2,5}$", "", named[-1]) if named else ""
    return not any(re.search(r"\d", segment) for segment in named) and len(re.split(r"[-_+\s]+", last)) <= SHORT


def _headlines(markup: Markup) -> int:
    """Return how many other addresses headings link, or stand in a link to."""
    links = (a for h in markup.tree.iter("h2", "h3", "h4", "h5") for a in (*h.iter("a"), *h.iterancestors("a")))
    found = {a.get("href"): shown(a) for a in links}
    return sum(len(text.split()) >= HEADLINE_WORDS for text in found.values())


def _names_section(markup: Markup) -> bool:
    """Tell whether a page's heading is a name and no headline, or is missing, over links with headlines."""
    names = [shown(h1) for h1 in markup.tree.iter("h1") if shown(h1)]
    if any(len(name.split()) > SHORT for name in names):
        return False
    found = {a.get("href") for a in markup.tree.iter("a") if len(shown(a).split()) >= HEADLINE_WORDS}
    return len(found) >= (LISTED if names else MANY)


def is_single(markup: Markup) -> bool:
    """The page itself says that it is one article, in a way that listings do not."""
    classes = markup.body_classes
    return bool(classes & SINGLES or "article:published_time" in markup.metas or markup.said("datePublished"))
