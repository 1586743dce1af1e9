"""Pages that are no article: walls in front of one, front pages, listings."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from pipeline import urls
from pipeline.errors import ChallengePage, NotAnArticle
from pipeline.pages.markup import Markup, text_of

TITLES: Final = (
    "just a moment", "attention required", "checking your browser", "one moment, please", "verifying you are human",
    "ddos-guard", "access denied", "403 forbidden", "are you a robot", "captcha", "security check", "you have been blocked",
    "please wait", "bot verification", "robot check", "tunggu sebentar", "verifikasi",
)  # fmt: skip
MARKS: Final = (
    "cf_chl_opt", "cf-chl", "challenge-platform", "cf-turnstile", "challenge-form", "g-recaptcha", "h-captcha", "hcaptcha.com",
    "/recaptcha/", "ddos-guard", "sucuri_cloudproxy", "imunify360", "_incapsula_resource", "px-captcha", "datadome",
    "awswafcookiedomainlist", "enable javascript and cookies", "checking your browser", "slowaes.decrypt", "verify you are human",
    "captcha-delivery", "bot verification",
)  # fmt: skip
POOR: Final = 80
"""Words; a page with fewer and one of the marks is a wall. Ordinary pages carry the same scripts with an article beside."""

BODY: Final = etree.XPath("string(/html/body/@class)", smart_strings=False)
LISTING_CLASSES: Final = frozenset(
    "home archive category tag search blog search-results date author-archive error404 tax-post_format post-type-archive".split()
)
SINGLES: Final = frozenset("single single-post single-format-standard postid item-view".split())
LISTINGS: Final = urls.LISTING_SEGMENTS | frozenset({"index-news", "indeks-berita", "archives", "network", "readstatik", "populer", "terkini", "terpopuler"})


def refuse_walls(markup: Markup, html: str) -> None:
    """Raise ChallengePage where the page is a wall; only poor pages are looked at closely."""
    body = markup.tree.find("body")
    words = len(text_of(body if body is not None else markup.tree).split()) if len(html) < 2_000_000 else POOR
    if words >= POOR * 3:
        return
    title, lower = markup.title.lower(), html.lower()
    marked = any(mark in lower for mark in MARKS)
    if (words < POOR and marked) or (marked and any(title.startswith(t) for t in TITLES)):
        raise ChallengePage(f"a wall: {markup.title or 'without title'}")
    if words < POOR and any(title.startswith(t) for t in TITLES[:9]):
        raise ChallengePage(f"a wall: {markup.title}")


def refuse_listings(markup: Markup, url: str) -> None:
    """Raise NotAnArticle for front pages, sections, tags and searches."""
    parts = urlsplit(url)
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    query = parse_qs(parts.query, keep_blank_values=True)
    if {"p", "page_id"} & set(query):
        segments = segments or ["?p"]
    single = _is_single(markup)
    if not segments or segments in (["index.php"], ["home"], ["amp"], ["index.html"]):
        raise NotAnArticle("the front page")
    if ("s" in query or "q" in query or "c" in query) and not single:
        raise NotAnArticle("a search")
    if LISTINGS & set(segments[:2]) and not single:
        raise NotAnArticle(f"a listing: {parts.path}")
    if segments[0].split(".")[0] in LISTINGS and len(segments) < 3 and not markup.article_data:
        raise NotAnArticle(f"a listing: {parts.path}")
    classes = set(BODY(markup.tree).lower().split())
    if classes & LISTING_CLASSES and not classes & SINGLES and not single:
        raise NotAnArticle("a listing, by the class of its body")


def _is_single(markup: Markup) -> bool:
    """The page itself says that it is one article, in a way that listings do not."""
    classes = set(BODY(markup.tree).lower().split())
    return bool(classes & SINGLES or "article:published_time" in markup.metas or markup.said("datePublished"))
