"""The words of the pages: one table of strings in two languages, and numbers and dates as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from pipeline.ids import parse_instant
from pipeline.publish import codes

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
STRINGS: Final = Path(__file__).with_name("strings.yml")

REGION_FIELDS: Final = frozenset({"place", "province", "regency"})
"""Fields of `evidence` whose values begin with a Kemendagri code."""

BESIDE: Final = " EN: "
"""What stands between the two languages of a description in metadata.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The strings of one language; called with a key, `t("nav.search")`, by every template."""

    language: Language = "id"

    @property
    def other(self) -> Language:
        return "en" if self.language == "id" else "id"

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of a key with its values filled in; raises KeyError for a key that does not exist."""
        text = _strings()[key][self.language]
        return text.format(**values) if values else text

    def pick(self, text: str | None) -> str:
        """Return this language's part of a description of metadata.yml; a text in one language stays whole."""
        indonesian, mark, english = (text or "").partition(BESIDE)
        chosen = english if mark and self.language == "en" else indonesian
        return chosen.strip()

    def title(self, text: str | None) -> str:
        """Return `pick`, without the full stop that ends the Indonesian part of a title."""
        return self.pick(text).removesuffix(".")

    def named(self, column: str, value: object) -> bool:
        """Tell whether a code has a name."""
        return f"value.{column}.{value}" in _strings() or codes.name(column, value, english=False) is not None

    def label(self, column: str, value: object) -> str:
        """Return the name of a code (`relevant`, 1 → «relevan»), or the code itself where it has none."""
        found = _strings().get(f"value.{column}.{value}")
        if found:
            return found[self.language]
        return codes.name(column, value, english=self.language == "en") or str(value)

    def has(self, key: str) -> bool:
        return key in _strings()

    def coded(self, field: str, value: str, regions: Mapping[str, str]) -> str:
        """Return the name of a coded value as `evidence` writes it: a code, and for some a second word about it."""
        first, _, second = value.partition(" ")
        if field in REGION_FIELDS:
            name = regions.get(first, first)
            return f"{name} ({self.label('kind', second)})" if second else name
        if field == "event_date":
            return self.day(value)
        if field == "relevance":
            return f"{self('field.relevance')} {value}"
        if field == "violation":
            return f"{self.label('code', first)} ({self.label('certainty', second)})" if second else first
        return self.label(field, value)

    def percent(self, share: float | None) -> str:
        """Return 0.976 as «98%»."""
        return "–" if share is None else f"{share:.0%}"

    def comparison(self, operator: str, english: str) -> str:
        """Return the name of one of Datasette's filters, or what Datasette calls it."""
        found = _strings().get(f"op.{operator}")
        return found[self.language] if found else english

    def number(self, value: float | None) -> str:
        """Return 12345 as «12.345» or `12,345`."""
        if value is None:
            return "–"
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
        return text.translate({ord(","): ".", ord("."): ","}) if self.language == "id" else text

    def day(self, text: str | None) -> str:
        """Return the day of an instant or of an ISO date, month or year, as «7 Oktober 2024»."""
        parts = (text or "")[:10].split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return text or ""
        if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
            return text or ""
        names = [self(f"month.{int(part)}") if i == 1 else part for i, part in enumerate(parts)]
        return " ".join([*([str(int(names[2]))] if len(names) > 2 else []), *reversed(names[:2])])

    def instant(self, text: str | None, zone: str | None = None) -> str:
        """Return an instant as «7 Oktober 2024, 09.12 WIB», in UTC where no zone is given or known."""
        if not text:
            return ""
        try:
            at = parse_instant(text)
        except ValueError:
            return text
        at = _in_zone(at, zone)
        clock = at.strftime("%H.%M" if self.language == "id" else "%H:%M")
        return f"{self.day(at.date().isoformat())}, {clock} {at.tzname() or ''}".strip()


@cache
def _strings() -> dict[str, dict[Language, str]]:
    table: dict[str, dict[Language, str]] = yaml.safe_load(STRINGS.read_text("utf-8"))
    return table


def _in_zone(at: datetime, zone: str | None) -> datetime:
    try:
        return at.astimezone(ZoneInfo(zone)) if zone else at
    except (ZoneInfoNotFoundError, ValueError):
        return at
