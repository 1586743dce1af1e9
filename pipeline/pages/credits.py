"""Who made an article, as its page prints it: `Penulis: X | Editor: Y`, `Laporan X I Redelong`, `(abc/def)`.

A name is a credit only beside a role: a label, the slash of a photo credit, brackets that close the text, the date of
the article. Outlets, CMS users, addresses and offices are nobody's name; a wire or a press office is a `source`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.credit_lines import (
    LONGEST_CREDIT_LINE,
    Line,
    beside_date,
    credit_line,
    hooked,
    named,
    unsigned,
)
from pipeline.pages.credit_words import BEGINNINGS, STRONG, WRITERS, has_colon, lone, marks
from pipeline.pages.names import is_outlet, is_person
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.printed_dates import date_line, printed_dates
from pipeline.pages.prose import bare
from pipeline.pages.signatures import closing_bracket, initials_of

Found = dict[tuple[CreditRole, str], Credit]

JOINT: Final = " | "
PUBLISHED: Final = re.compile(
    r"(?<!\w)(?:di)?(?:terbit(?:kan)?|publikasikan|publish(?:ed)?|posted|posting|tayang(?:kan)?|unggah|perbarui|updated?)"
    r"(?: (?:pada|on|at|tanggal))?\W*$",
    re.IGNORECASE,
)
"""What may stand between a name and its date."""
MOST_ALONE: Final = 3
"""Words of a name that nothing but its place beside the date speaks for; four are often two people."""
ICON: Final = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ue000-\uf8ff\ufe0f]")
LONGEST_NAME_LINE: Final = 60
"""Characters of a name that stands on the line after its label."""
COPYRIGHT: Final = re.compile(r"\s*(?:©|\bcopyright\b|\bhak cipta\b).*$", re.IGNORECASE)


def credits(
    lines: Sequence[str],
    *,
    outlet_name: str,
    markup: Sequence[tuple[CreditRole, str]] = (),
    said: Sequence[tuple[CreditRole, str]] = (),
    state: Iterable[tuple[CreditRole, str]] = (),
    hints: Iterable[str] = (),
    opening: str = "",
) -> tuple[str | None, tuple[Credit, ...]]:
    """Return the byline as printed and the credits read from it.

    `lines` are credit lines, captions and the last paragraph, in page order; `markup` are names that the platform's own
    hooks give with their role, `said` those of the page's head, which count where no reader sees another, `state` those
    of its scripts, `hints` names that only confirm a printed one, `opening` the first words of the text, bare: what
    stands beside the date and begins them is the place of the dateline. The byline joins what is printed of writers and
    editors; what only repeats them is left out, and so is the bracket after the text where a credit line stands. None
    where nobody is credited.
    """
    pieces = _pieces(lines)
    found, byline, closing = _printed(pieces, outlet_name, opening)
    _add_hooks(found, byline, markup, outlet_name)
    weak = [credit for role, text in said for credit in named(role, text, outlet_name)]
    if not _has(found, "reporter"):
        names = [*(credit.name for credit in weak if credit.role == "reporter"), *hints]
        writer = _by_the_date(pieces, closing, names, outlet_name)
        found.update((_key(credit), credit) for credit in writer.credits)
        byline += filter(None, [writer.printed])
    for role in ("reporter", "editor"):
        for credit in [] if _has(found, role) else weak:
            if credit.role == role and not _writes(found, credit.name):
                found[_key(credit)] = credit
    if not (_has(found, "reporter") and _has(found, "editor")):
        for role, text in state:
            for credit in () if _has(found, role) else named(role, text, outlet_name):
                if not _writes(found, credit.name):
                    found[_key(credit)] = credit
    # Initials under a text are those of somebody named above it, or in another bracket, where anybody is.
    for end in sorted(closing, key=lambda end: not any(" " in credit.name for credit in end.credits)):
        credited = _has(found, "reporter")
        for credit in end.credits:
            if not (credited and credit.role == "reporter"):
                found.setdefault(_key(credit), credit)
    byline = byline or [end.printed for end in closing if end.printed]
    return JOINT.join(dict.fromkeys(byline)) or None, tuple(found.values())


def _printed(pieces: Sequence[list[str]], outlet_name: str, opening: str) -> tuple[Found, list[str], list[Line]]:
    """Return the credits of the lines, the lines that make the byline, and the brackets that close the text."""
    found: Found = {}
    byline: list[str] = []
    closing: list[Line] = []
    beside = {several[0] for several in pieces if len(several) > 1 and not _begins(opening, several[0])}
    flat = [one for several in pieces for piece in several if piece.strip() for one in _cells(piece, outlet_name)]
    for line in _joined(flat, outlet_name):
        read = credit_line(line, outlet_name) or (beside_date(line, outlet_name) if line in beside else None)
        if read is None and (end := closing_bracket(line, outlet_name)):
            closing.append(end)
            continue
        some = read.credits if read else _pictured(line, found, outlet_name)
        new = {_key(credit): credit for credit in some if _key(credit) not in found}
        found.update(new)
        if read and read.printed and (new or not some):
            byline.append(read.printed)
    return found, byline, closing


def _begins(opening: str, line: str) -> bool:
    return bool(line) and opening.startswith(bare(line))


def _pictured(line: str, found: Found, outlet_name: str) -> tuple[Credit, ...]:
    """Return whose picture a line tells of; `(PAPER/NAME)` alone under a text of that writer tells of no picture."""
    alone = line.startswith("(") and line.endswith(")")
    return tuple(c for c in photo_credits(line, outlet_name) if not (alone and _writes(found, c.name)))


def _add_hooks(found: Found, byline: list[str], markup: Sequence[tuple[CreditRole, str]], outlet_name: str) -> None:
    """Add the names of the platform's hooks; an `author` whom a label calls editor is no reporter for it."""
    hooks = [(role, credit) for role, text in markup for credit in hooked(role, text, outlet_name)]
    edits = {name for role, name in found if role == "editor"}
    edits |= {credit.name.casefold() for role, credit in hooks if credit.role == "editor" != role}
    new = [
        credit
        for role, credit in hooks
        if not (credit.role == role == "reporter" and credit.name.casefold() in edits) and _key(credit) not in found
    ]
    byline[:0] = [credit.name for credit in new if credit.role in WRITERS]
    for credit in new:
        found.setdefault(_key(credit), credit)


def _by_the_date(pieces: Sequence[list[str]], closing: Sequence[Line], known: Sequence[str], outlet_name: str) -> Line:
    """Return the name that stands alone beside the article's date: on its line, on the line before or after.

    A single word there may be a section as well: it counts where the initials under the text, or the page's head, are
    its own.
    """
    alone = [line for line in _neighbours(pieces, outlet_name) if unsigned(line, outlet_name)]
    ends = [credit.name for end in closing for credit in end.credits if credit.role == "reporter"]
    names = {name.casefold() for name in known}
    sure = [line for line in alone if line.casefold() in names or any(initials_of(line, end) for end in ends)]
    full = [line for line in _neighbours(pieces) if line in alone and 1 < len(line.split()) <= MOST_ALONE]
    chosen = [*sure, *full][:1]
    return Line(
        printed="".join(chosen) or None,
        credits=tuple(c for name in chosen for c in named("reporter", name, outlet_name)),
    )


def _neighbours(pieces: Sequence[list[str]], outlet_name: str | None = None) -> Iterator[str]:
    """Yield what stands alone on the line before and after a line that is a date.

    With `outlet_name` come names that need proof too: before a date on its line, and before the paper's own name.
    """
    for i, several in enumerate(pieces):
        if len(several) > 1:
            before = pieces[i - 1] if i and not several[0].strip() else []
            after = pieces[i + 1] if i + 1 < len(pieces) and not several[-1].strip() else []
            yield from (piece for near in (before, after) for piece in near if len(near) == 1)
            if outlet_name is not None:
                yield several[0]
                yield from (_without_outlet(piece, outlet_name) for piece in before)
        elif outlet_name is not None and (
            dates := printed_dates(several[0]) if any(map(str.isdigit, several[0])) else ()
        ):
            yield several[0][: dates[0].start].strip()


def _without_outlet(line: str, outlet_name: str) -> str:
    """`Sari - Sukamaju Pos`: the name before the paper's."""
    name, _, paper = line.partition(" - ")
    return name if paper and is_outlet(paper, outlet_name) else line


def _has(found: Found, role: CreditRole) -> bool:
    return any(one == role for one, _ in found)


def _writes(found: Found, name: str) -> bool:
    return any((role, name.casefold()) in found for role in WRITERS)


def _key(credit: Credit) -> tuple[CreditRole, str]:
    return credit.role, credit.name.casefold()


def _pieces(lines: Iterable[str]) -> list[list[str]]:
    """Return each line as its pieces: one, or what stands before, between and after the dates of a date line."""
    flat = [" ".join(ICON.sub(" ", line).split()) for text in lines for line in text.splitlines()]
    return [pieces for line in flat if (pieces := list(_undated(line)))]


def _joined(rest: list[str], outlet_name: str) -> Iterator[str]:
    """Yield lines, a label that stands alone joined to the name after or before it. Consumes `rest`."""
    while rest:
        line = rest.pop(0)
        after = rest[0] if rest and len(rest[0]) <= LONGEST_NAME_LINE else ""
        alone, label_after = lone(line, outlet_name), lone(after, outlet_name, under_name=True)
        if alone:
            if after and not label_after and _may_follow(after, outlet_name, colon=alone.colon):
                yield f"{alone.label}: {rest.pop(0).lstrip(' :：')}"
        elif label_after and label_after.office and is_person(line, outlet_name):
            rest.pop(0)
            yield f"{label_after.label}: {line}"
        else:
            yield line


def _cells(line: str, outlet_name: str) -> list[str]:
    """`Penulis | Sari Wulan`: elements that touch, of which one is a label alone, are lines of their own."""
    cells = line.split(JOINT) if JOINT in line else []
    return cells if any(lone(cell, outlet_name) for cell in cells) else [line]


def _may_follow(line: str, outlet_name: str, *, colon: bool) -> bool:
    """Tell whether the line after a label that stands alone can be its name."""
    colon = colon or line.startswith((":", "："))
    if marks(line):
        return False
    return is_person(line, outlet_name) or (colon and _may_be_name(line))


def _may_be_name(line: str) -> bool:
    return len(line.split()) <= 8 and not line.endswith((".", "?", "!"))


def _undated(line: str) -> Iterator[str]:
    """Yield what stands before, between and after the dates of a line, empty pieces too; a caption stays whole."""
    labelled = has_colon(line) and BEGINNINGS.stand_in(line.lower()) and STRONG.search(line)
    if len(line) > LONGEST_CREDIT_LINE or not (labelled or date_line(line)):
        yield from [line] if line else []
        return
    line = COPYRIGHT.sub("", line)
    at = 0
    for printed in printed_dates(line):
        yield PUBLISHED.sub("", line[at : printed.start]).strip(" |/•·,;-–—(")
        at = printed.end
    yield line[at:].strip(" |/•·,;-–—" if at else " ")
