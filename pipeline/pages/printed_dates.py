"""Dates as Indonesian outlets print them: `Kamis, 15 Oktober 2020 - 18:29 WIB`, `Senin 26-08-2024,16:46 WIB`.

A grammar and no more: which of a page's dates is the article's is decided in `dates`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from pipeline import yaml_file

DateRole = Literal["published", "modified"]

EARLIEST: Final = 1998
"""No Indonesian regional outlet stood on the web before: an older date is a default value (1970) or a birthday."""

LONGEST_LINE: Final = 240
"""Characters. A longer line is prose, and its dates are the event's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """dates.yml, typed."""

    months: Mapping[int, Sequence[str]]
    weekdays: Mapping[int, Sequence[str]]
    market_days: Sequence[str]
    clock_words: Sequence[str]
    tokens: Mapping[str, int]
    timezones: Mapping[str, int]
    day_parts: Mapping[str, Sequence[str]]
    labels: Mapping[DateRole, Sequence[str]]
    stems: Mapping[DateRole, Sequence[str]]
    label_words: Sequence[str]
    after: Sequence[str]
    prose: Sequence[str]
    meta: Mapping[str, Sequence[str]]
    script: Mapping[str, Sequence[str]]
    article_types: Sequence[str]
    page_types: Sequence[str]
    elsewhere: Sequence[str]


VOCABULARY: Final = msgspec.convert(
    yaml_file.load(Path(__file__).with_name("dates.yml").read_text("utf-8")), type=Vocabulary
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One date found in a text."""

    start: int
    end: int
    text: str
    day: date | None
    """None where the calendar has no such day."""
    other_day: date | None
    """What a numeric date says when its month comes first, if the calendar has that day and it is another one."""
    clock: time | None
    offset: timedelta | None
    """East of UTC, where a token (WIB, WITA, WIT, GMT+7) is printed."""
    weekday: int | None
    broken_clock: bool = False
    """An hour is printed that no clock shows."""

    @property
    def fits(self) -> bool:
        """Whether the printed weekday is the day's own; True where none is printed."""
        return self.day is not None and self.weekday in {None, self.day.weekday()}


@lru_cache(maxsize=256)  # the line of a date is asked about by dates and by credits
def printed_dates(text: str) -> tuple[Printed, ...]:
    """Return the full dates of `text` (day, month and year) in order, impossible ones included; never relative ones."""
    if DIGIT.search(text) is None:
        return ()
    return tuple(_printed(match) for match in PATTERN.finditer(text))


@lru_cache(maxsize=256)
def date_line(line: str) -> tuple[tuple[DateRole | None, Printed], ...]:
    """Return the dates of a line that exists to tell a date, each with the role that its label gives it.

    A sentence with a date in it gives nothing: `Apel digelar Senin, 7 Oktober 2024 pukul 09.00 WIB di Manna.`
    """
    line = " ".join(line.split())
    if len(line) > LONGEST_LINE or DIGIT.search(line) is None:
        return ()
    found = []
    dates = printed_dates(line)
    ends = [0, *(printed.end for printed in dates)]
    starts = [*(printed.start for printed in dates), len(line)]
    for i, printed in enumerate(dates):
        before, after = line[ends[i] : starts[i]], line[ends[i + 1] : starts[i + 1]]
        role = label(before)
        # `RedaksiSenin, 7 Oktober 2024`: two elements that were next to each other.
        glued = before[-1:].islower() and printed.text[0].isupper()
        named = printed.clock is not None and NAMED.fullmatch(before) is not None
        if (role or glued or named or _may_stand_before(before)) and _may_stand_after(after, last=i == len(dates) - 1):
            found.append((role, printed))
    return tuple(found)


def is_clock(line: str) -> bool:
    """Tell whether a line is a time of day and nothing else: `10:15 WIB`, `Pukul 10.15`."""
    return bool(CLOCK_LINE.fullmatch(line))


def label(text: str) -> DateRole | None:
    """Return the role of a label at the end of `text` (`Diperbarui pada:`), None where there is none."""
    match = LABEL.search(text)
    return None if match is None else ("modified" if match["modified"] else "published")


def outlet_offset(zone: str, wall: datetime) -> timedelta:
    """Return how far east of UTC the clocks of `zone` (IANA) stand at the local time `wall`."""
    hours = VOCABULARY.timezones.get(zone)
    if hours is not None:
        return timedelta(hours=hours)
    return wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()


def _numbers(table: Mapping[int, Iterable[str]]) -> dict[str, int]:
    return {word: number for number, names in table.items() for word in names}


def _any(names: Iterable[str]) -> str:
    """Return a pattern for any of `names`, longest first, blind to the kind of apostrophe and space."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace("'", "['’‘`´]").replace(r"\ ", r"\s+") for name in ordered)


def _plain(word: str) -> str:
    return re.sub(r"['’‘`´\s]+", " " if " " in word.strip() else "'", word.strip().lower())


MONTHS: Final = _numbers(VOCABULARY.months)
WEEKDAYS: Final = _numbers(VOCABULARY.weekdays)
MONTH: Final = _any(MONTHS)
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
"""Months as in letters: `17/X/2024`."""
CLOCK: Final = r"""
    (?P<hour{n}>\d{{1,2}})\s?[:.]\s?(?P<minute{n}>\d{{2}})(?:[:.](?P<second{n}>\d{{2}}))?(?![\d/])(?![:.,]\d)
    (?:\s*(?P<half{n}>[ap])\.?m\b\.?|\s+(?P<part{n}>pagi|dini\s+hari|siang|sore|petang|malam)\b)?
    (?:\s*\(?(?P<token{n}>
        W\.?I\.?T\.?A | W\.?I\.?[BT] | (?:UTC|GMT)(?:\s?[+-]\s?\d{{1,2}}(?::?\d{{2}})?)? | \+\d{{2}}:?\d{{2}} | Z
    )(?!\w)\)?)?"""
JOIN: Final = rf"[\s,|/•·@()~–—-]*(?:(?:{_any(VOCABULARY.clock_words)})\.?\s*:?\s*)?"
PATTERN: Final = re.compile(
    rf"""(?:(?<![\w/])|(?-i:(?<=[a-z])(?=[A-Z])))(?<!\d[:.,-])
    (?:{CLOCK.format(n=1)}{JOIN})?
    (?:(?P<weekday>{_any(WEEKDAYS)})\b\.?(?:\s+(?:{_any(VOCABULARY.market_days)})\b)?[\s,./|(–-]{{0,4}})?
    (?:
        (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]{{0,3}}(?P<name1>{MONTH})\b\.?
            [\s,./-]{{0,3}}(?P<y1>\d{{4}}|['’]?\d{{2}})(?!\d)(?!\s?[:.]\d)
      | (?P<name2>{MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+(?P<y2>\d{{4}})(?!\d)
      | (?P<y3>(?:19|20)\d{{2}})(?P<sep3>[-/.])(?P<m3>\d{{1,2}})(?P=sep3)(?P<d3>\d{{1,2}})(?!\d)
      | (?P<d5>\d{{1,2}})\s?(?P<sep5>[-/.])\s?(?P<roman>(?-i:XI{{0,2}}|IX|IV|VI{{0,3}}|I{{1,3}}))
            \s?(?P=sep5)\s?(?P<y5>\d{{4}})(?!\d)
      | (?P<d4>\d{{1,2}})\s?(?P<sep4>[-/.])\s?(?P<m4>\d{{1,2}})\s?(?P=sep4)\s?(?P<y4>\d{{4}}|\d{{2}})(?!\d)(?![-/]\d)
    )
    (?:(?:{JOIN}|T){CLOCK.format(n=2)})?""",
    re.IGNORECASE | re.VERBOSE,
)
DIGIT: Final = re.compile(r"\d")
CLOCK_LINE: Final = re.compile(
    rf"\W*(?:(?:{_any(VOCABULARY.clock_words)})\.?\s*:?\s*)?{CLOCK.format(n=1)}\W*", re.IGNORECASE | re.VERBOSE
)
WORDS: Final = _any(VOCABULARY.label_words)
AFFIXED: Final = r"(?:di|ter|ber|pe[mnr]?|peng?|men?g?|memper|diper)?(?:{stems})(?:kan|an|i|nya)?"
LABEL: Final = re.compile(
    rf"(?:^|[^\w/])(?:(?:{WORDS})\s+)*(?:"
    rf"(?P<modified>{_any(VOCABULARY.labels['modified'])}|{AFFIXED.format(stems=_any(VOCABULARY.stems['modified']))})"
    rf"|(?:{_any(VOCABULARY.labels['published'])}|{AFFIXED.format(stems=_any(VOCABULARY.stems['published']))}))"
    rf"(?:\s+(?:{WORDS}|pada|tanggal|tgl|hari|at|on))*\.?\s*[:|,–—-]*\s*\(?\s*$",
    re.IGNORECASE,
)
SEPARATED: Final = re.compile(r"(?:[|•·/–—(>»-]|(?:^|[|•·/–—-])\s*(?:[A-Z][\w'’.-]*\s*){1,3},)\s*$")
NAMED: Final = re.compile(r"\W*(?:[A-Z][\w'’.-]*[\s:,]+){1,7}")
"""A label and a name, in words with capitals, before a day and its hour: `Oleh : Sari Wulan 7/10/2024 15:20`."""
AFTER: Final = re.compile(
    rf"^\s*(?:$|[|•·/–—()\[<-]|[.,]\s*$|,?\s*(?:\d[\d.,]*\s*)?(?:{_any(VOCABULARY.after)})\b)", re.IGNORECASE
)
UNTIL: Final = re.compile(r"^\s*[–—-]\s*\d{1,2}[.:]\d{2}")
PROSE: Final = re.compile(rf"\b(?:{_any(VOCABULARY.prose)})\b", re.IGNORECASE)
SENTENCES: Final = re.compile(r"\w[.!?]\s+[A-Z]\w")


def _may_stand_before(text: str) -> bool:
    """A name or a section may stand before, but a mark must part it from the date; icons are letters of no alphabet."""
    text = text.strip()
    return not any(map(str.isalnum, text)) or (
        len(text) <= 90 and bool(SEPARATED.search(text)) and not PROSE.search(text)
    )


def _may_stand_after(text: str, *, last: bool) -> bool:
    if not any(map(str.isalnum, text)):
        return True
    if UNTIL.match(text):
        return False  # `08.00 - 10.00 WIB` is the hour of a meeting
    return (not last and len(text) <= 60) or (
        len(text) <= 90 and bool(AFTER.match(text)) and not (PROSE.search(text) or SENTENCES.search(text))
    )


def _printed(match: re.Match[str]) -> Printed:
    day, other_day = _days(match)
    n = 2 if match["hour2"] else 1
    clock, offset, broken = _clock(match, n) if match[f"hour{n}"] else (None, None, False)
    weekday = WEEKDAYS[_plain(match["weekday"])] if match["weekday"] else None
    start, end = match.span()
    return Printed(
        start=start,
        end=end,
        text=match[0] if "(" in match[0] else match[0].rstrip(")"),
        day=day,
        other_day=other_day,
        clock=clock,
        offset=offset,
        weekday=weekday,
        broken_clock=broken,
    )


def _days(match: re.Match[str]) -> tuple[date | None, date | None]:
    """Indonesia writes day before month; only a purely numeric date can also be read the other way."""
    if match["name1"]:
        return _day(_year(match["y1"]), MONTHS[match["name1"].lower()], int(match["d1"])), None
    if match["name2"]:
        return _day(int(match["y2"]), MONTHS[match["name2"].lower()], int(match["d2"])), None
    if match["roman"]:
        return _day(int(match["y5"]), ROMAN.index(match["roman"]) + 1, int(match["d5"])), None
    if match["y3"]:
        return _day(int(match["y3"]), int(match["m3"]), int(match["d3"])), None
    year, first, second = _year(match["y4"]), int(match["d4"]), int(match["m4"])
    other = _day(year, first, second) if first != second else None
    return _day(year, second, first), other


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text.lstrip("'’"))
    return year if year > 99 else year + (1900 if year >= EARLIEST - 1900 else 2000)


def _clock(match: re.Match[str], n: int) -> tuple[time | None, timedelta | None, bool]:
    """Return time of day, offset of its token, and whether the hour is one that no clock shows."""
    hour, half = int(match[f"hour{n}"]), (match[f"half{n}"] or "").lower()
    if part := " ".join((match[f"part{n}"] or "").lower().split()):
        half = "p" if part in VOCABULARY.day_parts["pm"] else "a"
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" and not (part == "siang" and 9 < hour < 12) else 0)
    try:
        clock = time(hour, int(match[f"minute{n}"]), int(match[f"second{n}"] or 0))
    except ValueError:
        return None, None, True
    return clock, _offset(match[f"token{n}"]), False


def _offset(token: str | None) -> timedelta | None:
    if not token:
        return None
    name = token.upper().replace(".", "").strip()
    if name in VOCABULARY.tokens:
        return timedelta(hours=VOCABULARY.tokens[name])
    numeric = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if numeric is None:
        return timedelta()
    east = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
    return east if numeric[1] == "+" else -east
