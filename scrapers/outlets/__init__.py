"""The outlets that we visit: one YAML file a platform, 3 to 5 lines an outlet. See docs/outlets.md."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from pipeline import urls
from pipeline.errors import OutletError
from pipeline.health import FIELDS
from pipeline.model import Expect, Outlet
from scrapers.outlets.document import Document

DIRECTORY: Final = Path(__file__).parent

PLATFORMS: Final = (
    "disway", "tribun", "wordpress", "blogspot", "promedia", "jawapos", "antara", "detik", "kompas", "rri", "jpnn",
    "inews", "idntimes", "generic",
)  # fmt: skip
"""What scrapers.spiders can visit."""

ZONES: Final[Mapping[str, str]] = {
    province: zone
    for zone, provinces in {
        "Asia/Jakarta": "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
        "Asia/Makassar": "51 52 53 63 64 65 71 72 73 74 75 76",
        "Asia/Jayapura": "81 82 91 92 93 94 95 96",
    }.items()
    for province in provinces.split()
}
"""Time zone of each of the 38 provinces, by Kemendagri code (Keppres 41/1987; provinces as of 2022)."""

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REGENCY: Final = re.compile(r"\d\d\.\d\d")
HOURS: Final = re.compile(r"([01]\d|2[0-3])-([01]\d|2[0-3])")
OF_ONE_OUTLET: Final = frozenset({"slug", "name", "home_url", "hosts"})
"""Keys that cannot stand in `defaults:`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Outlet):
    """An outlet with what only a crawl needs to know. Raises OutletError when a value cannot be."""

    listings: tuple[str, ...] = ()
    """Paths of further listings, e.g. `/listtag/123/netralitas-asn`; each is read page by page."""
    crawl_delay: float | None = None
    """Seconds between two requests, where the outlet needs more than settings.DOWNLOAD_DELAY."""
    budget: int | None = None
    """Requests of one visit, where the outlet should get fewer or more than walks.BUDGET."""
    language: str = "id"
    """Of its search box: which queries of topics.yml are typed into it."""
    daily_requests: int | None = None
    """Requests in 24 hours, in place of settings.DAILY_REQUESTS."""
    hours: str | None = None
    """When it may be visited, in its own time: `22-05` is from 22:00 to 04:59; at any hour without it."""

    def __post_init__(self) -> None:
        for reason in _objections(self):
            raise OutletError(reason)

    def open_at(self, at: datetime) -> bool:
        """Tell whether it may be visited at an instant, as far as its `hours` say."""
        if self.hours is None:
            return True
        first, last = map(int, self.hours.split("-"))
        hour = at.astimezone(ZoneInfo(self.timezone)).hour
        return first <= hour < last if first <= last else hour >= first or hour < last


def load(directory: Path = DIRECTORY) -> dict[str, Entry]:
    """Return every outlet of the folder by slug, in the order of files and lines.

    Raises OutletError naming the file, the outlet and the reason.
    """
    paths = sorted(directory.glob("*.yml"))
    if not paths:
        raise OutletError(f"{directory}: no *.yml file in this folder")
    outlets: dict[str, Entry] = {}
    places: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for path in paths:
        for entry in read(path):
            place = f"{path.name}: {entry.slug}"
            if entry.slug in outlets:
                raise OutletError(f"{place}: this slug is used twice, see {places[entry.slug]}")
            for host in map(urls.bare, entry.every_host):
                if hosts.setdefault(host, place) != place:
                    raise OutletError(f"{place}: host {host} is used twice, see {hosts[host]}")
            outlets[entry.slug], places[entry.slug] = entry, place
    return outlets


def chosen(known: Mapping[str, Entry], slugs: Sequence[str]) -> list[Entry]:
    """Return the outlets to visit: those named, active or not, or every active one.

    Raises OutletError for a slug that is not in the catalogue.
    """
    if unknown := [slug for slug in slugs if slug not in known]:
        raise OutletError(f"no outlet is called {', '.join(unknown)}; `arsip outlets list` names them")
    return [entry for entry in known.values() if (entry.slug in slugs if slugs else entry.active)]


def read(path: Path) -> Iterator[Entry]:
    """Yield the outlets of one file, in its order; raises OutletError."""
    document = Document.read(path)
    document.check_defaults(known=KEYS - OF_ONE_OUTLET)
    for place, values in document.outlets():
        if unknown := sorted(map(str, values.keys() - KEYS)):
            raise OutletError(f"{place}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}")
        if missing := [key for key in REQUIRED if key not in values]:
            raise OutletError(f"{place}: key {missing[0]!r} is missing")
        if unknown := sorted(map(str, _keys(values.get("expect")) - EXPECTED)):
            raise OutletError(f"{place}: unknown key {unknown[0]!r} under expect, beside {', '.join(sorted(EXPECTED))}")
        try:
            yield msgspec.convert(_with_zone(values), Entry)
        except msgspec.ValidationError as error:
            raise OutletError(f"{place}: {_plain(error)}") from None
        except OutletError as error:
            raise OutletError(f"{place}: {error}") from None


KEYS: Final = frozenset(field.name for field in fields(Entry))
REQUIRED: Final = tuple(f.name for f in fields(Entry) if f.default is MISSING and f.default_factory is MISSING)


EXPECTED: Final = frozenset(field.name for field in fields(Expect))


def _keys(tree: object) -> set[object]:
    return set(tree) if isinstance(tree, Mapping) else set()


def _with_zone(values: Mapping[str, object]) -> Mapping[str, object]:
    """Fill in the province's time zone, where the file names none."""
    zone = ZONES.get(str(values.get("province")))
    return {"timezone": zone, **values} if zone else values


def _plain(error: msgspec.ValidationError) -> str:
    """Return msgspec's message, with a hint for the one mistake that YAML invites: `province: 18`."""
    text = re.sub(r" - at `\$\.?(.+)`$", r" (key \1)", str(error))
    number = re.search(r"got `(?:int|float)`", text) and re.search(r"key (?:province|regency)", text)
    return f"{text}: put region codes in quotes" if number else text


def _objections(entry: Entry) -> Iterator[str]:
    if not SLUG.fullmatch(entry.slug) or len(entry.slug) > 40:
        yield f"slug {entry.slug!r} is not made of a-z, 0-9 and single hyphens (40 at most)"
    if not entry.name.strip():
        yield "the name is empty"
    if entry.platform not in PLATFORMS:
        yield f"platform {entry.platform!r} is none of {', '.join(PLATFORMS)}"
    if (reason := _bad_home(entry.home_url)) is not None:
        yield f"home_url {entry.home_url!r} {reason}"
    for host in entry.hosts:
        if _bad_home(f"https://{host}/") is not None:
            yield f"{host!r} under hosts is no host name"
    for path in entry.listings:
        if not path.startswith("/") or path.startswith("//"):
            yield f"{path!r} under listings is no path that starts with /"
    yield from _region_objections(entry)
    if not _is_zone(entry.timezone):
        yield f"timezone {entry.timezone!r} is not known, e.g. Asia/Jakarta"
    yield from _visit_objections(entry)
    yield from _habit_objections(entry)


def _habit_objections(entry: Entry) -> Iterator[str]:
    if entry.expect and (unknown := sorted(entry.expect.fill.keys() - FIELDS)):
        yield f"expect.fill has no field {unknown[0]!r}; known are {', '.join(sorted(FIELDS))}"
    if entry.daily_requests is not None and entry.daily_requests < 1:
        yield f"daily_requests {entry.daily_requests} is less than 1"
    if entry.hours is not None and not HOURS.fullmatch(entry.hours):
        yield f"hours {entry.hours!r} is no span of hours like '22-05'"


def _region_objections(entry: Entry) -> Iterator[str]:
    if entry.province is not None and entry.province not in ZONES:
        yield f"province {entry.province!r} is no Kemendagri code of a province, e.g. '18'"
    if entry.regency is not None and not REGENCY.fullmatch(entry.regency):
        yield f"regency {entry.regency!r} is no Kemendagri code of a regency, e.g. '18.12'"
    elif entry.regency is not None and entry.regency[:2] != entry.province:
        yield f"regency {entry.regency!r} is not in province {entry.province!r}"


def _visit_objections(entry: Entry) -> Iterator[str]:
    if entry.crawl_delay is not None and not 0 <= entry.crawl_delay <= 600:
        yield f"crawl_delay {entry.crawl_delay} is not between 0 and 600 seconds"
    if entry.budget is not None and not 1 <= entry.budget <= 100_000:
        yield f"budget {entry.budget} is not between 1 and 100000 requests"
    if entry.province_from == "name" and entry.province is None:
        yield "province_from says that the name tells the province, and there is none"
    if entry.verified == "live" and entry.verified_on is None:
        yield "verified: live needs verified_on, the day of it"


def _bad_home(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        named = bool(re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", parts.hostname or ""))
        plain = parts.netloc == (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme not in {"http", "https"} or not named or not plain:
        return "is no http(s) address with a lower-case host"
    return None if (parts.path, parts.query, parts.fragment) == ("/", "", "") else "is more than scheme, host and /"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # of a bad key, a folder, an unknown name
        return False
    return True
