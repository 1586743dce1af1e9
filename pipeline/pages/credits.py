"""Who made an article, as its page prints it: `Penulis: X | Editor: Y`, `Laporan X I Redelong`, `(abc/def)`.

A name is a credit only beside a role: a label, the slash of a photo credit, brackets that close the text.
Outlets, CMS users, addresses and offices are nobody's name; a wire or a press office is a `source`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages import names
from pipeline.pages.names import VOCABULARY, alternatives
from pipeline.pages.printed_dates import printed_dates

LONGEST_CREDIT_LINE: Final = 160
"""Characters. A longer line is a paragraph or a caption, and only its end can credit anybody."""

JOINT: Final = " | "
"""Between two credit lines that make one byline."""

ROLES: Final = {label: role for role, labels in VOCABULARY.labels.items() for label in labels}
ONE_LABEL: Final = alternatives(ROLES)
LABELS: Final = re.compile(
    rf"(?P<labels>(?<!\w)(?:{ONE_LABEL})(?:\s*(?:[/&+,]|dan|and)\s*(?:{ONE_LABEL}))*)\.?\s*[:：]\s*", re.IGNORECASE
)
BARE: Final = re.compile(rf"^\W*(?P<label>{alternatives(VOCABULARY.bare)})\s+(?P<name>.+)$", re.IGNORECASE)
ALONE: Final = re.compile(rf"^\W*(?P<label>{ONE_LABEL})\s*(?P<colon>[:：])?\s*$", re.IGNORECASE)
REPORT: Final = re.compile(
    rf"^\W*laporan\b(?P<who>\s+(?:langsung\s+)?(?:{alternatives(VOCABULARY.reporting)}))?\s*[:,]?\s*(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
PLACED: Final = re.compile(rf"\s+(?:{alternatives(VOCABULARY.placing)})\s+|\s*[|,/–—:]\s*|\s+-\s*|\s+dari\s+")
CLOSING: Final = re.compile(r"^(?P<text>.*?)(?P<stop>[.!?\"”“’'*…,]?)\s*(?P<bracket>\((?P<inner>[^()]{1,60})\))[\s.*]*$")
INITIALS: Final = re.compile(r"^(?:[a-z]{2,6}|[A-Z]{2,4}|[A-Z][a-z]{1,6})\d?$")
IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{3,90})[)\]][\s.–—-]*$")
AFTER_FOTO: Final = re.compile(r"(?:^|[\s(.,–—-])(?:FOTO|Foto|Photo|PHOTO)\b\s*(?P<mark>[:/])?\s*(?P<name>[^:()]{3,80}?)[\s)–—.-]*$")
DASHED: Final = re.compile(r"[\s.,–—-][-–—]{1,2}\s*(?P<name>[^\-–—.,:()]{3,60})\s*[-–—]\s*(?P<site>\S+)\s*$")


def credits(
    lines: Sequence[str], *, outlet_name: str, markup: Sequence[tuple[CreditRole, str]] = ()
) -> tuple[str | None, tuple[Credit, ...]]:
    """Return the byline as printed and the credits read from it.

    `lines` are credit lines, captions and the last paragraph, in page order; `markup` are names that the platform's
    own hooks give with their role. The byline is None where no line credits anybody.
    """
    found: dict[tuple[CreditRole, str], Credit] = {}
    byline: list[str] = []
    closing: list[str] = []

    def add(some: Iterable[Credit]) -> bool:
        new = [credit for credit in some if (credit.role, credit.name.casefold()) not in found]
        found.update({(credit.role, credit.name.casefold()): credit for credit in new})
        return bool(new)

    for line in _joined(lines):
        if len(line) <= LONGEST_CREDIT_LINE and (read := _credit_line(line, outlet_name)) is not None:
            if add(read) or not read:
                byline += [_without_date(line)] * _is_byline(line)
            continue
        if caption := list(_photo_credit(line, outlet_name)):
            add(caption)
            continue
        bracket, read_end = _closing_bracket(line, outlet_name)
        add(read_end)
        closing += [bracket] if bracket else []
    hooks = [(role, name) for role, text in markup for name in _hook_names(role, text, outlet_name)]
    add(Credit(role=role, name=name) for role, name in hooks)
    printed = byline or closing or [name for role, name in hooks if role in {"reporter", "editor"}]
    return JOINT.join(dict.fromkeys(printed)) or None, tuple(found.values())
