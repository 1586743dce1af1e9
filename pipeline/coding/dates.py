"""The day of the event: printed dates, checked by their weekday, and the one that the report is about.

`Senin (7/10/202)` is 7 October 2024, since only there a 7 October of the 2020s is a Monday; `Senin (27/11/2024)`, a
Wednesday, keeps its date and a flag.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.elections import calendar
from pipeline.model import Evidence

WEEKDAYS: Final = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4,
    "jum'at": 4,
    "sabtu": 5,
    "minggu": 6,
    "ahad": 6,
}
MONTHS: Final = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "maret": 3, "mar": 3,
    "april": 4, "apr": 4, "mei": 5,
    "juni": 6, "jun": 6, "juli": 7, "jul": 7,
    "agustus": 8, "agt": 8, "agu": 8, "ags": 8, "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "des": 12,
}  # fmt: skip
ANY_DAY: Final = r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
DAY: Final = rf"(?P<weekday>{ANY_DAY})"
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
PRINTED: Final = re.compile(
    rf"""(?:\b{DAY}\b(?:\s?(?:-|dan|hingga|sampai)\s?(?:{ANY_DAY}))?\s*(?:pon|kliwon|legi|pahing|wage|malam|pagi|siang|sore|lalu|kemarin)?\s*,?\s*(?:tanggal\s+)?)?
    (?:(?P<bracket>\()\s*(?P<day>\d{{1,2}})(?:\s?-\s?\d{{1,2}}(?=\s?/\s?\d))?\s?[/.\-]\s?(?P<month>\d{{1,2}})(?:\s?[/.\-]\s?(?P<year>\d{{2,4}}))?\s*\)?
      |(?<![\d/.\-])(?P<day2>\d{{1,2}})(?:\s?[/\-]\s?|\.(?=\d{{1,2}}\.(?:19|20)\d\d\b))(?P<month2>\d{{1,2}})(?:(?:\s?[/\-]\s?|\.(?=(?:19|20)\d\d\b))(?P<year2>\d{{2,4}}))?(?![\d/\-])(?!\s+(?:{MONTH})\b)
      |\(?\b(?P<day3>\d{{1,2}})(?:\s?(?:-|dan|hingga|sampai|s/d|s\.d\.|sd)\s?\d{{1,2}})?\s+(?P<month3>{MONTH})\b\.?(?:\s*,?\s*(?P<year3>\d{{4}})\b)?\)?)""",
    re.VERBOSE,
)
WORDS: Final = {
    "hari ini": 0, "tadi pagi": 0, "tadi siang": 0, "tadi sore": 0, "pagi tadi": 0, "siang tadi": 0, "sore tadi": 0,
    "pagi ini": 0, "siang ini": 0, "sore ini": 0,
    "kemarin": 1, "kemaren": 1, "tadi malam": 1, "semalam": 1,
    **{f"{said} hari {ago}": days for days, said in enumerate(("sehari", "dua", "tiga", "empat", "lima"), 1)
       for ago in ("lalu", "silam", "yang lalu")},
}  # fmt: skip
"""Days before publication that a word means."""
ALONE: Final = re.compile(
    rf"(?:\b(?:pada|hari|,|\()\s*){DAY}\b(?!\s*\(?\d)"
    rf"|\b(?P<later>{ANY_DAY})\s+"
    r"(?=(?:pagi|siang|sore|petang|malam|dini hari|kemarin|kemaren|pekan lalu|lalu|silam|itu|awal pekan)\b)"
    r"(?!\w+\s*\(?\d)"
    rf"|\b(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})\b"
)
WEEK_BEFORE: Final = re.compile(r"\s*(?:\w+\s+)?(?:pekan|minggu)\s+(?:lalu|kemarin|silam)\b")
EARLIER: Final = re.compile(r"\s*(?:(?:pekan|minggu)\s+)?(?:lalu|silam|kemarin)\b")
LATER: Final = re.compile(r"\s*(?:mendatang|nanti|depan|besok)\b")
LIMITS: Final = re.compile(r"\b(?:sejak|hingga|sampai|per|sd|s/d|sebelum|mulai|terhitung)\s+(?:tanggal\s+)?$")
PLANNED: Final = re.compile(
    r"\b(?:akan|dijadwalkan|rencananya|bakal|mendatang|nanti|jadwal|direncanakan|pencoblosan|hari pemungutan suara)\b"
)
UNTIL: Final = re.compile(r"(?:^|[.,;]\s|\s)(?:hingga|sampai)(?:\s+(?:berita ini \w+|dengan|pada)\b,?)?\s+$")
"""Before the day up to which a thing had not happened: `Hingga Rabu (9/10) belum ada laporan`."""
READ_OUT: Final = re.compile(r"\b(?:dibacakan|membacakan|diucapkan|dijatuhkan|diketok|sidang|divonis)\b[^.]{0,40}$")
"""Before the day on which a ruling was given."""
TO_THE_PRESS: Final = re.compile(
    r"[\"”][\s,]+(?:(?!\b(?:saat|usai|dalam|ketika|sela|memimpin|membuka|pada|setelah)\b)[^\"“”\n.]){1,110}$"
)
"""Between a quote and its day, where nothing tells on what occasion it was said."""
OF_A_RULE: Final = re.compile(
    r"\b(?:nomor|surat|tertanggal|putusan|edaran|skb|sk|undang-undang|lahir|berita|pemberitaan|diberitakan|edisi"
    r"|artikel)\b[^.]{0,40}$"
)
DEADLINE: Final = re.compile(
    r"\b(?:paling lambat|selambat\w*(?: lambatnya)?|batas(?: waktu| akhir)?|tenggat\w*|maksimal|terhitung"
    r"|berlaku|sebelum)\s+(?:\w+\s+){0,2}$"
)
PASSED_ON: Final = re.compile(
    r"\b(?:sejak|dikutip|dilansir|mengutip|melansir|siaran pers|rilis|keterangan (?:tertulis|resmi))\b[^.]{0,40}$"
)
"""Before the day since which a thing is known, or on which a page heard of it."""
SIGNED: Final = re.compile(
    r"\b(?:edaran|instruksi|maklumat|surat|perintah)\b[^.]{0,160}"
    r"\b(?:tertanggal|bertanggal|diteken|ditandatangani|diterbitkan|terbit|keluar)\b[^.]{0,40}$"
)
"""Before the day of a letter, which is the event where the text tells no other day."""
ASKED: Final = re.compile(
    r"\b(?:dihubungi|dikonfirmasi|ditemui|ditanya|dicegat|dijumpai|diwawancara\w*|wawancara"
    r"|dimintai (?:tanggapan|komentar|konfirmasi))\b"
    r"(?:(?!\b(?:bahwa|mengatakan|menyebut\w*|menjelaskan|menegaskan|menyatakan|menuturkan|mengaku|membenarkan)\b)[^.]){0,60}$"
)
"""Before the day on which somebody was asked, which is no event's."""
SAYING: Final = re.compile(r"[\"”][\s,]+[^\"“”\n]{1,140}$")
"""Before the day of a quote, which says nothing of the event where an earlier sentence names a day of its own."""
QUOTED: Final = re.compile(r"[^\"“”\n]*[\"”][\s,]+[^\"“”\n]*")
WEEK: Final = 7
"""Days."""
EARLY: Final = 4
"""Sentences in which the news of a report stands."""
RECENT: Final = 45
"""Days before publication within which a report's event lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A date in the text, resolved."""

    start: int
    end: int
    day: date
    flags: tuple[str, ...]
    weekday: bool
    """A weekday stood beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    day: date
    precision: str
    flags: tuple[str, ...]
    evidence: Evidence


def event_date(document: Document, taken: Sequence[tuple[int, int]], stage: Collection[int] = ()) -> EventDate | None:
    """Return the day of the event, or None: a date that fits, early in the body, before publication.

    `stage` are the sentences that tell of the stage which the report has for its news: its day goes before the day
    of the deed.
    """
    dates = [one for one in printed(document, taken) if not asked(document, one.start)]
    candidates = [one for one in dates if fits(document, one)]
    # A weekday marks the date of the event itself; the first such in the body is the news.
    found = min(candidates, key=lambda one: rank(document, one, stage), default=None)
    rule = "event date: printed"
    said = from_words(document, found)
    if said and (found is None or (said.day != found.day and goes_before(document, said, found))):
        found, rule = said, "event date: weekday or word"
    found = found or next((one for one in dates if of_a_letter(document, one)), None)
    if found is None:
        return None
    value = found.day.isoformat()
    return EventDate(
        day=found.day,
        precision="day",
        flags=found.flags,
        evidence=document.evidence("event_date", value, rule, found.start, found.end),
    )


def rank(document: Document, found: Printed, stage: Collection[int]) -> tuple[int, bool, int]:
    """Return how likely a date is that of the event, least first."""
    index = document.sentence_at(found.start).index
    if found.weekday and index <= EARLY + 4:
        start = document.paragraphs[document.sentences[index].paragraph][0] if index else 0
        if TO_THE_PRESS.search(document.folded, start, found.start):
            return 1, True, found.start
        heard = PASSED_ON.search(document.folded, document.sentences[index].start, found.start) is not None
        return 0, heard or (bool(stage) and index not in stage), found.start
    return (1 if index <= EARLY + 2 else 2), False, found.start


def goes_before(document: Document, said: Printed, found: Printed) -> bool:
    """Say whether a weekday or a word (`Selasa lalu`) tells the day of the event, and not the printed date."""
    if said.start > found.start:
        return not found.weekday and (said.day - found.day).days > WEEK
    lead = document.sentence_at(said.start).index <= 1 and EARLIER.match(document.folded, said.end) is not None
    quoted = SAYING.search(document.folded, document.shift, found.start) is not None
    return lead or quoted or not found.weekday


def of_a_letter(document: Document, found: Printed) -> bool:
    """Say whether a date is that of a letter which the first sentences tell of."""
    at = document.sentence_at(found.start)
    recent = document.published is not None and 0 <= (document.published - found.day).days <= RECENT
    return recent and at.index <= EARLY and SIGNED.search(document.folded, at.start, found.start) is not None


def asked(document: Document, start: int) -> bool:
    """Say whether the date at `start` is the day on which the page asked somebody."""
    return ASKED.search(document.folded, document.sentence_at(start).start, start) is not None


def printed(document: Document, taken: Sequence[tuple[int, int]]) -> Iterator[Printed]:
    """Yield the dates of the body that can be resolved, in reading order."""
    for match in PRINTED.finditer(document.folded, document.shift):
        if any(start <= match.start() < end for start, end in taken):
            continue
        found = resolve(match, document.published, document.folded[match.end() : match.end() + 14])
        if found:
            yield found


def resolve(match: re.Match[str], published: date | None, after: str) -> Printed | None:
    """Return the date of one match, or None where it is none; see the module's text for the flags."""
    day = int(match["day"] or match["day2"] or match["day3"])
    month = MONTHS[match["month3"]] if match["month3"] else int(match["month"] or match["month2"])
    year = match["year"] or match["year2"] or match["year3"]
    weekday = WEEKDAYS.get(match["weekday"] or "")
    if match["day2"] and not (match["weekday"] or (year and len(year) == 4)):
        return None  # a bare 4/10 may be a score, a house number or a fraction
    if match["bracket"] and weekday is None and not year and published is None:
        return None
    flags: list[str] = []
    days = [one for one in (at(y, month, day) for y in years(year, published, flags)) if one]
    if not days:
        return None
    best = choose(days, weekday, published, after)
    if weekday is not None and best.weekday() != weekday:
        flags.append("weekday_mismatch")
        flags += [
            f"weekday_fits_{one.year}"
            for y in (best.year - 1, best.year + 1)
            if (one := at(y, month, day)) and one.weekday() == weekday
        ]
    return Printed(start=match.start(), end=match.end(), day=best, flags=tuple(flags), weekday=weekday is not None)


def at(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years(printed: str | None, published: date | None, flags: list[str]) -> list[int]:
    """Return the years that a printed year may stand for; flags tell what was repaired or inferred."""
    if printed and len(printed) == 4:
        return [int(printed)] if 1990 <= int(printed) <= 2035 else []
    if printed and len(printed) == 2:
        return [2000 + int(printed)]
    if printed:  # three digits: one was lost
        flags.append("bad_year")
        lost = [
            year
            for year in range(2000, 2036)
            if printed in (str(year)[:3], str(year)[1:], str(year)[0] + str(year)[2:], str(year)[:2] + str(year)[3])
        ]
        lost.sort(key=lambda year: not str(year).startswith(printed))  # the last digit is lost most often
        return [year for year in lost if published is None or abs(year - published.year) <= 1]
    flags.append("year_inferred")
    return [published.year, published.year - 1, published.year + 1] if published else []


def choose(days: list[date], weekday: int | None, published: date | None, after: str) -> date:
    fitting = [day for day in days if weekday is None or day.weekday() == weekday] or days
    if published is None:
        return fitting[0]
    if EARLIER.match(after):
        fitting = [day for day in fitting if day <= published] or fitting
    elif LATER.match(after):
        fitting = [day for day in fitting if day > published] or fitting
    return min(
        fitting, key=lambda day: (abs((day - published).days) > 330, day > published, abs((day - published).days))
    )


def fits(document: Document, found: Printed) -> bool:
    """Say whether a date can be that of the event: past, recent, no limit of a period, no voting day, not of a rule."""
    before = document.folded[max(document.shift, found.start - 60) : found.start]
    ruled = OF_A_RULE.search(before) and not READ_OUT.search(before)
    if DEADLINE.search(before) or UNTIL.search(before) or ((LIMITS.search(before) or ruled) and not found.weekday):
        return False
    if document.published is None:
        sentence = document.sentence_at(found.start)
        return sentence.index <= 6 and not PLANNED.search(sentence.text.lower()) and not is_voting_day(found.day)
    age = (document.published - found.day).days
    if age < 0 or age > RECENT:
        # A year that its own weekday contradicts is the misprint, not the event.
        return False
    return not (is_voting_day(found.day) and age > 3)


def is_voting_day(day: date) -> bool:
    return any(day in (election.voting, election.voting_last) for election in calendar())


def from_words(document: Document, told: Printed | None) -> Printed | None:
    """Return the day that `Kamis` or `kemarin` in the first sentences means, counted back from publication.

    Within a quote `kemarin` counts from the day on which it was said: `told`, where that is printed after the quote.
    """
    if document.published is None:
        return None
    for sentence in document.sentences[1:4]:
        match = ALONE.search(document.folded, sentence.start, sentence.end)
        if match is None or LIMITS.search(document.folded, sentence.start, match.start("word") if match["word"] else 0):
            continue
        if PLANNED.search(document.folded, sentence.start, sentence.end) or asked(document, match.start()):
            continue
        if weekday := match["weekday"] or match["later"]:
            back = (document.published.weekday() - WEEKDAYS[weekday]) % 7
            if WEEK_BEFORE.match(document.folded, match.end()) and back <= document.published.weekday():
                back += 7
            flag = "weekday_only"
        else:
            back, flag = WORDS[match["word"]], "relative"
            if told and QUOTED.fullmatch(document.folded, match.end(), max(match.end(), told.start)):
                back += (document.published - told.day).days
        return Printed(
            start=match.start(),
            end=match.end(),
            day=document.published - timedelta(days=back),
            flags=(flag,),
            weekday=True,
        )
    return None
