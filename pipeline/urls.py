"""Addresses: what identifies an article, whatever spelling of its URL was fetched."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

WHOLE = 0
"""The page number of a capture that holds every page of its article."""

DISWAY_STEP = 15
"""Disway numbers further pages by offset: /15 is page 2, /30 page 3 (seen on disway.id hosts)."""

LAST_PAGE = 60
"""A trailing number above this is part of the address, not a page."""

TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|igsh|igshid|mibextid|ref|source|from|share|replytocom|showcomment|amp|noamp|nonamp|m|outputtype"
    r"|url|jxrecoid\w*|tag_from|lgn_method|pgrelated|relatedposts|_gl|_ga|srsltid|dclid|wbraid|gbraid|mc_cid|mc_eid"
    r"|phpsessid|jsessionid|sessionid|session_id|aspsessionid\w*|cfid|cftoken|zenid|oscsid)$"
)
SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*|/\((?:[A-Z]\([\w-]+\))+\)", re.I)
"""An id of the visit in a path, as Java servers put it there, and ASP.NET without cookies: `/(S(k3j2…))/`."""
STAMP = re.compile(r"^_?(?:t|ts|sess|token|rand|rnd|nocache|cb|stamp|sid|klik)$")
STAMPED = re.compile(r"(?=\w*\d)\w{10,}")
"""A parameter that never has the same value twice: a name for such, and a value too long for an article's number."""
PAGE_PARAMETERS = ("page", "halaman", "paged", "hal")
DATE = re.compile(r"^(?:19|20)\d\d$")
DATED_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/[^/]")
LISTING_SEGMENTS = frozenset(
    [
        "page",
        "category",
        "kategori",
        "tag",
        "tags",
        "listtag",
        "label",
        "search",
        "author",
        "topic",
        "topik",
        "indeks",
        "index",
        "rss",
        "feed",
        "kanal",
        "archive",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the URL of a capture says about the article behind it."""

    key: str
    """The same for every page and spelling: host (without www., m., amp.) and path, or host/read/<id> on Disway."""
    url: str
    """The article's own address: no page suffix, AMP form, tracking or fragment."""
    page: int
    """1-based; WHOLE for `?page=all`."""
    amp: bool


def host(url: str) -> str:
    """Return the host in lower case, with its port unless it is the scheme's own."""
    return _host(urlsplit(url))


def normalise(url: str) -> str:
    """Return `url` without fragment, tracking parameters, default port and doubled slashes.

    Raises ValueError for what is no http(s) URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"no http(s) URL: {url!r}")
    path = re.sub(r"/{2,}", "/", SESSION.sub("", parts.path)) or "/"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = [(k, v) for k, v in asked if not TRACKING.match(k.lower()) and not _is_stamp(k.lower(), v)]
    return urlunsplit((parts.scheme.lower(), _host(parts), path, urlencode(query), ""))


def _is_stamp(name: str, value: str) -> bool:
    return STAMP.match(name) is not None and STAMPED.fullmatch(value) is not None


@lru_cache(maxsize=8192)  # a visit asks for each address two dozen times
def address(url: str) -> Address:
    """Return what identifies the article behind `url`; never looks at the page itself.

    Raises ValueError for what is no http(s) URL.
    """
    parts = urlsplit(normalise(url))
    segments = [segment for segment in parts.path.split("/") if segment]
    amp = _is_amp(urlsplit(url), segments)
    segments = _without_amp(segments)
    segments, page = _page_of_path(segments)
    query, page = _page_of_query(parse_qsl(parts.query), page)
    slash = "/" if parts.path.endswith("/") and segments else ""
    plain = urlunsplit((parts.scheme, parts.netloc, "/" + "/".join(segments) + slash, urlencode(query), ""))
    identity = _identity(segments) + (f"?{urlencode(sorted(query))}" if query else "")
    return Address(key=f"{bare(parts.netloc)}/{identity}", url=plain, page=page, amp=amp)


def day_of(url: str) -> date | None:
    """Return the day that `/2024/10/07/slug` tells; None where a path tells no whole date."""
    match = DATED_PATH.search(urlsplit(url).path)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two hosts differ by no more than www., m. or amp. in front."""
    return bare(one) == bare(other)


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    if ":" in name:
        name = f"[{name}]"
    try:
        port = parts.port
    except ValueError:
        port = None
    return name if port in {None, 80 if parts.scheme.lower() == "http" else 443} else f"{name}:{port}"


def bare(host: str) -> str:
    """Return a host without www., m. or amp. in front: what one outlet's spellings share."""
    return re.sub(r"^(?:www|m|amp)\.(?=[^.]+\.)", "", host)


def _is_amp(parts: SplitResult, segments: list[str]) -> bool:
    parameters = {k.lower(): v for k, v in parse_qsl(parts.query, keep_blank_values=True)}
    return (
        "amp" in segments[:2]
        or segments[-1:] == ["amp"]
        or parameters.get("amp") in {"", "1"}
        or parameters.get("outputtype") == "amp"
        or (parts.hostname or "").startswith("amp.")
    )


def _without_amp(segments: list[str]) -> list[str]:
    """Turn the AMP form of a path into the plain one; Disway swaps `read` for `amp`, others add a segment."""
    for i, segment in enumerate(segments[:2]):
        if segment == "amp":
            disway = i == 0 and len(segments) > 2 and segments[1].isdigit() and not segments[2].isdigit()
            return [*segments[:i], *(["read"] if disway else []), *segments[i + 1 :]]
    return segments[:-1] if len(segments) > 1 and segments[-1] == "amp" else segments


def _page_of_path(segments: list[str]) -> tuple[list[str], int]:
    if len(segments) < 2 or not segments[-1].isdigit() or LISTING_SEGMENTS & set(segments[:-1]):
        return segments, 1
    number, before = int(segments[-1]), segments[:-1]
    if _article_id(before[:-1]) is not None and number % DISWAY_STEP == 0 and number > 0:
        return before, number // DISWAY_STEP + 1
    if _is_slug(before) and 2 <= number <= LAST_PAGE:
        return before, number
    return segments, 1


def _is_slug(segments: list[str]) -> bool:
    """Tell whether a path ends in an article's slug, so that a number behind it is a page: `/berita/12` is an id."""
    last = segments[-1]
    if not re.search(r"[a-z]", last, re.I):
        return False
    return bool(re.search(r"[-_.]", last)) or any(segment.isdigit() for segment in segments[:-1])


def _page_of_query(query: list[tuple[str, str]], page: int) -> tuple[list[tuple[str, str]], int]:
    kept = []
    for name, value in query:
        if name.lower() not in PAGE_PARAMETERS:
            kept.append((name, value))
        elif value.lower() in {"all", "semua"}:
            page = WHOLE
        elif value.isdigit() and int(value) > 0:
            page = int(value)
    return kept, page


def _identity(segments: list[str]) -> str:
    """Disway slugs and categories change and only the id stays; elsewhere the path is the identity."""
    number = _article_id(segments)
    return "/".join(segments) if number is None else f"read/{number}"


def _article_id(segments: list[str]) -> str | None:
    """Return the id of `[category/]read/<id>[/<slug>…]`; a date behind `read/` is none."""
    if "read" not in segments[:-1]:
        return None
    number, behind = segments[segments.index("read") + 1], segments[segments.index("read") + 2 :]
    dated = DATE.match(number) and behind and behind[0].isdigit()
    return number if number.isdigit() and not dated else None
