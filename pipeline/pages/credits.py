"""Who made an article, as its page prints it: `Penulis: X | Editor: Y`, `Laporan X I Redelong`, `(abc/def)`.

A name is a credit only beside a role: a label, the slash of a photo credit, brackets that close the text. Outlets, CMS
users, addresses and offices are nobody's name; a wire or a press office is a `source`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.credit_lines import (
    LABELS,
    LONGEST_CREDIT_LINE,
    LONGEST_NAME_LINE,
    ONE_LABEL,
    WRITERS,
    Line,
    beside_date,
    closing_bracket,
    credit_line,
    named,
)
from pipeline.pages.names import is_person
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.printed_dates import date_line, printed_dates

JOINT: Final = " | "
ALONE: Final = re.compile(rf"^\W*(?:{ONE_LABEL})\s*(?P<colon>[:：])?\s*$", re.IGNORECASE)
COPYRIGHT: Final = re.compile(r"\s*(?:©|\bcopyright\b|\bhak cipta\b).*$", re.IGNORECASE)


def credits(
    lines: Sequence[str], *, outlet_name: str, markup: Sequence[tuple[CreditRole, str]] = ()
) -> tuple[str | None, tuple[Credit, ...]]:
    """Return the byline as printed and the credits read from it.

    `lines` are credit lines, captions and the last paragraph, in page order; `markup` are names that the platform's own
    hooks give with their role. The byline joins what is printed of writers and editors; what only repeats them is left
    out, and so is the bracket after the text where a credit line stands. None where nobody is credited.
    """
    found: dict[tuple[CreditRole, str], Credit] = {}
    byline: list[str] = []
    closing: list[Line] = []
    pieces = _pieces(lines)
    beside = {piece for several in pieces for piece in several[:1] if len(several) > 1}
    for line in _joined([piece for several in pieces for piece in several if piece], outlet_name):
        read = credit_line(line, outlet_name) or (beside_date(line, outlet_name) if line in beside else None)
        if read is None and (end := closing_bracket(line, outlet_name)):
            closing.append(end)
            continue
        some = read.credits if read else tuple(photo_credits(line, outlet_name))
        new = {_key(credit): credit for credit in some if _key(credit) not in found}
        found.update(new)
        if read and read.printed and (new or not some):
            byline.append(read.printed)
    hooks = [
        credit
        for role, text in markup
        for credit in named(role, LABELS.sub("", text[:LONGEST_CREDIT_LINE]), outlet_name)
    ]
    byline[:0] = [credit.name for credit in hooks if credit.role in WRITERS and _key(credit) not in found]
    for credit in hooks:
        found.setdefault(_key(credit), credit)
    for end in closing:
        # Initials under a text are those of somebody named above it, where anybody is.
        credited = any(role == "reporter" for role, _ in found)
        for credit in end.credits:
            if not (credited and credit.role == "reporter"):
                found.setdefault(_key(credit), credit)
    byline = byline or [end.printed for end in closing if end.printed]
    return JOINT.join(dict.fromkeys(byline)) or None, tuple(found.values())


def _key(credit: Credit) -> tuple[CreditRole, str]:
    return credit.role, credit.name.casefold()


def _pieces(lines: Iterable[str]) -> list[list[str]]:
    """Return each line as its pieces: one, or what stands before, between and after the dates of a date line."""
    flat = [" ".join(line.split()) for text in lines for line in text.splitlines()]
    return [pieces for line in flat if (pieces := list(_undated(line)))]


def _joined(rest: list[str], outlet_name: str) -> Iterator[str]:
    """Yield lines, a label that stands alone joined to the name after or before it. Consumes `rest`."""
    while rest:
        line = rest.pop(0)
        after = rest[0] if rest and len(rest[0]) <= LONGEST_NAME_LINE else ""
        alone, label_after = ALONE.match(line), ALONE.match(after)
        if alone and after and not label_after and not LABELS.match(after):
            if is_person(after, outlet_name) or (alone["colon"] and _may_be_name(after)):
                yield f"{line}{'' if alone['colon'] else ':'} {rest.pop(0)}"
        elif label_after and not label_after["colon"] and not alone and is_person(line, outlet_name):
            yield f"{rest.pop(0)}: {line}"
        elif not alone:
            yield line


def _may_be_name(line: str) -> bool:
    return len(line.split()) <= 8 and not line.endswith((".", "?", "!"))


def _undated(line: str) -> Iterator[str]:
    """Yield what stands before, between and after the dates of a line, empty pieces too; a caption stays whole."""
    if len(line) > LONGEST_CREDIT_LINE or not (date_line(line) or LABELS.search(line)):
        yield from [line] if line else []
        return
    line = COPYRIGHT.sub("", line)
    at = 0
    for printed in printed_dates(line):
        yield line[at : printed.start].strip(" |/•·,;-–—(")
        at = printed.end
    yield line[at:].strip(" |/•·,;-–—" if at else " ")
