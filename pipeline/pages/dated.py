"""Lines that print when an article came out, and no more: its date, beside a name or the outlet's address."""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.pages.cutting import unlinked
from pipeline.pages.lines import WORDS, Around, Line

MOMENT: Final = re.compile(
    r"\d{1,2}[:.]\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\s+[^\W\d_]{3,9}\s+\d{2,4}|[^\W\d_]{3,9}\s+\d{1,2},?\s+\d{4}|lalu|ago"
)
DIGIT: Final = re.compile(r"\d")
WHEN: Final = re.compile(r"(?:waktu|hari|tanggal|jadwal)\b[^:]{0,12}[:：]", re.I)
"""When something takes place, where a text lists it."""
HOST_ENDS: Final = frozenset({"com", "co", "id", "net", "news", "www"})
DAY: Final = re.compile(r"\d{1,2}\s+[^\W\d_]{3,9}\s+\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4}")


class Dates:
    """What a line of a date is made of; `words` are those of boilerplate.yml."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def take(self, line: Line, around: Around) -> bool:
        """Tell whether a line is a date, alone or beside a name or links."""
        if not (DIGIT.search(line.text) or "lalu" in line.lower or "ago" in line.lower):
            return False
        if not around.top and WHEN.match(line.text):
            return False
        return (
            self.fill(line.block.text, around)
            or (around.top and self._is_dated_name(line))
            or (0 < line.block.linked < 0.8 and self.fill(unlinked(line.block), around))
        )

    def _is_dated_name(self, line: Line) -> bool:
        """`Rani Safitri | Senin, 7 Oktober 2024 14:00 WIB`: a name beside a date, above the text."""
        if line.prose or DAY.search(line.text) is None:
            return False
        words = [word for word in WORDS.findall(line.text) if word.lower() not in self._words and not word.isdigit()]
        return len(words) <= 5 and all(word[0].isupper() for word in words)

    def fill(self, text: str, around: Around) -> bool:
        """Tell whether a text is a moment and nothing else but words of dates and of the outlet's name."""
        lower = text.lower()
        dated = False
        for match in WORDS.finditer(lower):  # most texts have another word soon, and no more of them is read
            word = match[0]
            if word in self._words or word.isdigit():
                dated = True
            elif not (word in around.names or word in HOST_ENDS):
                return False
        return dated and MOMENT.search(lower) is not None
