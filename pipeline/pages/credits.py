"""Who made an article, as its page prints it: `Penulis: X | Editor: Y`, `Laporan X I Redelong`, `(abc/def)`.

A name is a credit only beside a role: a label, the slash of a photo credit, brackets that close the text. Outlets, CMS
users, addresses and offices are nobody's name; a wire or a press office is a `source`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.names import VOCABULARY, alternatives, is_office, is_outlet, is_person, split_names
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.places import is_known_place, sounds_like_a_place
from pipeline.pages.printed_dates import date_line, printed_dates

LONGEST_CREDIT_LINE: Final = 160
"""Characters. A longer line is a paragraph or a caption, and only its end can credit anybody."""

LONGEST_NAME_LINE: Final = 60
"""Characters of a name that stands on the line after its label."""

JOINT: Final = " | "
"""Between two credit lines that make one byline."""

ROLES: Final = {label: role for role, labels in VOCABULARY.labels.items() for label in labels}
WRITERS: Final[frozenset[CreditRole]] = frozenset({"reporter", "editor"})
SIGNERS: Final = frozenset(VOCABULARY.signers)
TAGS: Final = frozenset(VOCABULARY.bracket_tags)
NOBODY: Final = frozenset(VOCABULARY.no_source)

ONE_LABEL: Final = alternatives(ROLES)
PLACING: Final = alternatives(VOCABULARY.placing)
REPORTING: Final = alternatives(VOCABULARY.reporting)
LABELS: Final = re.compile(
    rf"""(?:(?<![\w.])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<labels>  # `Pewarta: Sari WulanEditor: X` was a line break
        (?:{REPORTING})(?:\s(?-i:[A-Z])\w+){{1,3}}(?=\s?[:：])
      | (?:{ONE_LABEL})(?:\s*(?:[/&+,]|dan|and)\s*(?:{ONE_LABEL}))*
    )\.?\s*[:：]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL: Final = re.compile(rf"(?<!\w)(?:{ONE_LABEL})(?!\w)", re.IGNORECASE)
BARE: Final = re.compile(rf"^\W*(?P<label>{alternatives(VOCABULARY.bare)})\s+(?P<name>.+)$", re.IGNORECASE)
ALONE: Final = re.compile(rf"^\W*(?:{ONE_LABEL})\s*(?P<colon>[:：])?\s*$", re.IGNORECASE)
REPORT: Final = re.compile(
    rf"^\W*laporan\b(?P<who>\s+(?:{REPORTING})\b)?(?P<colon>\s*:)?\s*(?P<rest>.+?)\W*$", re.IGNORECASE
)
PLACED: Final = re.compile(rf"\s+(?:{PLACING})\s+|\s*[|,/–—:]\s*|\s+-\s*|\s+dari\s+")
BAR: Final = re.compile(rf"\s(?:{PLACING}|\|)\s")
CLOSING: Final = re.compile(r"\((?P<inner>[^()]{2,60})\)[\s.*]*$")
SENTENCE_END: Final = frozenset(".!?\"”“’'*…,")
INITIALS: Final = re.compile(r"[a-z]{2,6}|[A-Z]{2,4}|[A-Z][a-z]{1,7}")
COPYRIGHT: Final = re.compile(r"\s*(?:©|\bcopyright\b|\bhak cipta\b).*$", re.IGNORECASE)
SLASHED: Final = re.compile(r"\s*[/,&+]\s*")
BETWEEN_CREDITS: Final = re.compile(r"\s*[|/•·]\s*")
HEADS: Final = "|/•·>(–—-*["


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one credit line says."""

    printed: str | None
    """None where it names no writer or editor: a source, a photograph."""
    credits: tuple[Credit, ...]


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
        read = _credit_line(line, outlet_name) or (_beside_date(line, outlet_name) if line in beside else None)
        if read is None and (end := _closing_bracket(line, outlet_name)):
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
        for credit in _named(role, LABELS.sub("", text[:LONGEST_CREDIT_LINE]), outlet_name)
    ]
    byline[:0] = [credit.name for credit in hooks if credit.role in WRITERS and _key(credit) not in found]
    for credit in hooks:
        found.setdefault(_key(credit), credit)
    for end in closing:
        # Initials under a text are those of somebody named above it, where anybody is.
        named = any(role == "reporter" for role, _ in found)
        for credit in end.credits:
            if not (named and credit.role == "reporter"):
                found.setdefault(_key(credit), credit)
    byline = byline or [end.printed for end in closing if end.printed]
    return JOINT.join(dict.fromkeys(byline)) or None, tuple(found.values())


def _key(credit: Credit) -> tuple[CreditRole, str]:
    return credit.role, credit.name.casefold()


# --- lines ---


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


def _credit_line(line: str, outlet_name: str) -> Line | None:
    """Read a line that exists to credit somebody; None for every other line."""
    if len(line) > LONGEST_CREDIT_LINE:
        return None
    return (
        _labelled(line, outlet_name)
        or _report(line, outlet_name)
        or _bare(line, outlet_name)
        or _with_outlet(line, outlet_name)
    )


def _labelled(line: str, outlet_name: str) -> Line | None:
    matches = list(LABELS.finditer(line))
    if not matches or not _opens(line[: matches[0].start()]):
        return None
    found: list[Credit] = []
    writers = False
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends, strict=True):
        value = line[match.end() : end].strip(" |/•·,;-–—(")
        roles = list(dict.fromkeys(ROLES[_label(label[0])] for label in LABEL.finditer(match["labels"])))
        several = split_names(value)
        for i, role in enumerate(roles):
            # `Rep/Red: A/B` names one for each label; a single name holds both offices.
            one = several[i] if len(roles) == len(several) > 1 else value
            found += _named(role, one, outlet_name)
        writers |= bool(value) and not WRITERS.isdisjoint(roles)
    return Line(printed=line.strip(" |") if writers else None, credits=tuple(found))


def _opens(before: str) -> bool:
    """Whether a label after `before` begins a credit: at the start of the line, after a mark, or after a name."""
    before = before.strip()
    return not before or before[-1] in HEADS


def _report(line: str, outlet_name: str) -> Line | None:
    """`Laporan Wartawan Tribun X, NAME`, `Laporan NAME I PLACE`: without `wartawan` the bar must be there."""
    match = REPORT.match(line)
    if match is None or not (match["who"] or match["colon"] or BAR.search(match["rest"])):
        return None
    for part in PLACED.split(match["rest"]):
        if found := _named("reporter", _without_outlet(part, outlet_name), outlet_name):
            return Line(printed=line, credits=found)
    return None


def _without_outlet(part: str, outlet_name: str) -> str:
    """`Serambi Contoh Bustami` in Serambi Contoh: the paper's own name may stand before the reporter's."""
    tokens = part.split()
    own = _squeezed(outlet_name)
    for n in range(len(tokens) - 1, 0, -1):
        before = _squeezed("".join(tokens[:n]))
        if own and (before == own or re.fullmatch(rf"{own}(?:com|id|coid|net)", before)):
            return " ".join(tokens[n:])
    return part.strip()


def _bare(line: str, outlet_name: str) -> Line | None:
    """`Oleh NAME`, `Penulis NAME | Editor NAME`: without a colon, nothing but a name may follow each label."""
    pieces = [BARE.match(piece) for piece in BETWEEN_CREDITS.split(line)]
    found: list[Credit] = []
    for piece in pieces:
        credits = _named(ROLES[_label(piece["label"])], piece["name"], outlet_name) if piece else ()
        if not credits and (piece is None or not found):
            return None
        found += credits
    return Line(printed=line, credits=tuple(found))


def _with_outlet(line: str, outlet_name: str) -> Line | None:
    """`NAME - outlet`: the paper's own name is what makes the line a byline."""
    parts = re.split(r"\s+[-–—|]\s+|\s*,\s+", line)
    if len(parts) != 2 or not is_outlet(parts[1], outlet_name) or not 1 < len(parts[0].split()) <= 4:
        return None
    if is_known_place(parts[0]):
        return None  # the title of a section
    credits = _named("reporter", parts[0], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _beside_date(line: str, outlet_name: str) -> Line | None:
    """`NAME - Senin, 7 Oktober 2024`: a full name that shares the date line of the article is its writer's."""
    if not 1 < len(line.split()) <= 4 or is_known_place(line) or sounds_like_a_place(line):
        return None
    credits = _named("reporter", line, outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _closing_bracket(line: str, outlet_name: str) -> Line | None:
    """Read what stands in brackets after the last sentence: initials, a name, a press office, or `(Tim)`."""
    match = CLOSING.search(line)
    if match is None or LABELS.match(match["inner"]):
        return None
    before = line[: match.start()].rstrip()
    ended = not before or before[-1] in SENTENCE_END
    parts = [part for part in SLASHED.split(match["inner"].strip()) if part]
    desks = [part for part in parts if part.lower().strip(". ") in SIGNERS]
    tags = [part for part in parts if part.lower().strip(". ") in TAGS]
    others = [part for part in parts if part not in desks and part not in tags]
    outlets = [part for part in others if is_outlet(part, outlet_name) or part.upper() in {"ANTARA", "ANTARA FOTO"}]
    if not ended and others:
        return None  # `menurut Partai Contoh (PC)` ends no sentence
    if any(part.startswith("HO") and not part.isalpha() for part in others):
        return None  # a handed-out picture
    found = [Credit(role="source", name=part) for part in others if is_office(part)]
    names = [part for part in others if part not in outlets and not is_office(part)]
    if outlets and names and not INITIALS.fullmatch(names[0]):
        return None  # `(PAPER/NAME)` is a photographer's credit
    # Who stands first wrote; whether the next is an editor or a second writer, the page does not say.
    found += [Credit(role="reporter", name=name) for name in names[:1] if _signs(name, outlet_name)]
    if found or (desks and not names):
        return Line(printed=f"({match['inner']})", credits=tuple(found))
    return None


def _signs(name: str, outlet_name: str) -> bool:
    return is_person(name, outlet_name) and (
        bool(INITIALS.fullmatch(name)) or (1 < len(name.split()) <= 4 and name[0].isupper())
    )


# --- names ---


def _named(role: CreditRole, text: str, outlet_name: str) -> tuple[Credit, ...]:
    """Return the credits of one label's value; an office that writes is a source, whatever the label says."""
    if role == "photographer":
        return tuple(photo_credits(f"Foto: {text}", outlet_name))
    found = []
    for name in split_names(text):
        if not NOBODY.isdisjoint(word.strip(".").lower() for word in name.split()):
            continue
        if is_office(name) or (role == "source" and _is_source(name, outlet_name)):
            found.append(Credit(role="source", name=name))
        elif role != "source" and is_person(name, outlet_name):
            found.append(Credit(role=role, name=name))
    return tuple(found)


def _is_source(name: str, outlet_name: str) -> bool:
    """Any other paper or body may be a source; the outlet itself and `berbagai sumber` are none."""
    own, plain = _squeezed(outlet_name), _squeezed(name)
    same = bool(own) and (plain.startswith(own) or own.startswith(plain))
    return len(name) <= LONGEST_NAME_LINE and name[0].isalpha() and not same


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _label(text: str) -> str:
    return " ".join(text.lower().split())
