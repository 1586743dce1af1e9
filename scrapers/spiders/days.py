"""When a listed article was published, as far as the listing tells: a span of local days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pipeline.pages.printed_dates import date_line
from scrapers.spiders.words import WORDS

PATH: Final = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?/[^/]")
AGO: Final = re.compile(
    rf"(?:\W|^)(\d{{1,3}}|se)\s?({'|'.join(WORDS.ago)})s?\b(?:\s+(?:yang\s+)?(?:lalu|ago))?\W*$", re.I
)
LONGEST_LINE: Final = 60
"""Characters of a line that tells a date and nothing else; a longer one tells when something happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and the last day on which it can have been published, in the outlet's zone."""

    first: date
    last: date

    @classmethod
    def one(cls, day: date) -> Self:
        return cls(first=day, last=day)

    @property
    def exact(self) -> date | None:
        """The day, where only one is possible."""
        return self.first if self.first == self.last else None

    @classmethod
    def until(cls, day: date) -> Self:
        """Not later than `day`: all that a date of change, or a relative date, is good for."""
        return cls(first=date.min, last=day)


def of_url(url: str) -> Days | None:
    """Read `/2024/10/07/slug` and `/2024/10/slug`."""
    match = PATH.search(urlsplit(url).path)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), match[3]
    try:
        if day:
            return Days.one(date(year, month, int(day)))
    except ValueError:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return Days(first=date(year, month, 1), last=following - timedelta(days=1))


def of_stamp(text: str, zone: str) -> Days | None:
    """Read ISO 8601 or the date of an RSS item; an instant without offset is the outlet's own time."""
    text = text.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
    try:
        day = (at.astimezone(ZoneInfo(zone)) if at.tzinfo else at).date()
    except OverflowError:  # the year 9999 in UTC is no year in Jakarta
        return None
    # Many skins stamp local time as if it were UTC, so an instant in UTC may mean either day.
    stamped = day if at.utcoffset() else at.date()
    return Days(first=min(day, stamped), last=max(day, stamped))


def of_line(text: str, *, now: datetime | None) -> Days | None:
    """Read a line that tells a date and nothing else: `Senin, 7 Oktober 2024 09:12 WIB`, `3 jam lalu`.

    A relative date is relative to when the page was made, which was `now` or earlier.
    """
    line = " ".join(text.split())
    if not line or len(line) > LONGEST_LINE:
        return None
    for role, printed in date_line(line):
        if printed.day and role != "modified":
            return Days.one(printed.day)
    match = AGO.search(line)
    if match is None or now is None:
        return None
    count = 1 if match[1].lower() == "se" else int(match[1])
    return Days.until((now - timedelta(days=count * WORDS.ago[match[2].lower()])).date())


def said_at(date_header: bytes | None, zone: str) -> datetime | None:
    """Return the instant of an HTTP Date header in `zone`; None for what is none."""
    try:
        at = parsedate_to_datetime((date_header or b"").decode("latin-1"))
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
