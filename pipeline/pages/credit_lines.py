"""What one line of a page says of its makers: labels and names, a report's head, a name with its office."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.credit_words import (
    MARKS,
    REPORTING,
    TRAILING,
    WORDS,
    WRITERS,
    Mark,
    lone,
    marks,
    may_label,
    role_of,
)
from pipeline.pages.names import VOCABULARY, alternatives, cased, is_office, is_outlet, is_person, split_names
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.places import is_known_place, sounds_like_a_place
from pipeline.pages.printed_dates import label

LONGEST_CREDIT_LINE: Final = 160
"""Characters. A longer line is a paragraph or a caption, and only its end can credit anybody."""

SHORTEST_LONE_NAME: Final = 4
"""Characters of a name that no label introduces."""

SECTIONS: Final = frozenset(VOCABULARY.sections)
NOBODY: Final = frozenset(VOCABULARY.no_source)

PLACING: Final = alternatives(VOCABULARY.placing)
GLUED: Final = re.compile(rf"^(?P<name>[^:：]+?)(?:\s+|(?<=[a-z])(?=[A-Z]))(?P<label>(?i:{TRAILING}))\W*$")
GLUE: Final = re.compile(rf"(?<=[a-z])(?=[A-Z])(?i:{TRAILING})\W*$")
"""Without it nothing is `GLUED` that no blank parts: looked for from letter to letter, not from name to name."""
OFFICE_BEHIND: Final = re.compile(
    rf"(?P<name>[^:：,|()–—]+?)(?:\s*[,|(–—]\s*|\s+-\s+)(?P<label>(?i:{TRAILING}))(?!\w)\)?(?:\s*(?:[,;|/&•·]|dan\b)\s*|$)"
)
OFFICE_LAST: Final = re.compile(r"([A-Z][^:：,|()–—]+?)(?:\s*[,|–—]\s*|\s+-\s+)(.+)$")
REPORT: Final = re.compile(
    rf"^\W*laporan\b(?P<who>\s+(?:{REPORTING})\b)?(?P<colon>\s*:)?\s*(?P<rest>.+?)\W*$", re.IGNORECASE
)
REPORTED: Final = re.compile(
    r"^\W*(?P<name>[A-Z][^:：,|()–—]+?),?\s+(?:melaporkan|mewartakan)(?:\s+(?:langsung\s+)?dari\s+[A-Z].{1,40}|\W*)$"
)
PLACED: Final = re.compile(rf"\s+(?:{PLACING})\s+|\s*[|,/–—:]\s*|\s+-\s*|\s+dari\s+")
BAR: Final = re.compile(rf"\s(?:{PLACING}|\|)\s|\sdari\s(?=[A-Z][\w' ]{{2,30}}$)")
DASHES: Final = re.compile(r"\s[-–—]|--|[.!?]\s")
PARTED: Final = re.compile(r"\s+[-–—|]\s+|\s*,\s+")
PARTING: Final = "-–—|,"
TOLD: Final = re.compile(r"(?<=[a-z]{4})[.!?]\s(?=[A-Z]\w+ [a-z])")
"""Where a sentence begins behind a name: `Editor: Sari Wulan. Ada kekeliruan? Surati kami.`"""
EDGES: Final = " |/•·,;-–—(["


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one credit line says."""

    printed: str | None
    """None where it names no writer or editor: a source, a photograph."""
    credits: tuple[Credit, ...]


@lru_cache(maxsize=512)  # asked of a line that may be one, and again where it is read
def credit_line(line: str, outlet_name: str) -> Line | None:
    """Read a line that exists to credit somebody; None for every other line."""
    if len(line) > LONGEST_CREDIT_LINE:
        return None
    return (
        labelled(line, outlet_name)
        or _report(line, outlet_name)
        or _with_outlet(line, outlet_name)
        or _glued(line, outlet_name)
        or _offices(line, outlet_name)
    )


def hooked(role: CreditRole, text: str, outlet_name: str) -> tuple[Credit, ...]:
    """Return the credits of an element that is called `author` or the like; a label in its text says the role."""
    text = text[:LONGEST_CREDIT_LINE].strip(" |/•·,;-–—")
    if lone(text, outlet_name):
        return ()
    if behind := GLUED.match(text):
        return named(role_of(behind["label"]), behind["name"], outlet_name)
    read = labelled(text, outlet_name)
    return read.credits if read else named(role, text, outlet_name)


def labelled(line: str, outlet_name: str) -> Line | None:
    """Read `LABEL: NAME`, as often as it stands in the line, and `LABEL NAME` where nothing but names follows."""
    found = marks(line) if may_label(line) else []
    if not found or not _opens(line[: found[0].start], found[0], outlet_name):
        return None
    credits: list[Credit] = [*_unlabelled(line[: found[0].start], found[0], outlet_name)]
    writers = bool(credits)
    ends = [*(mark.start for mark in found[1:]), len(line)]
    for mark, end in zip(found, ends, strict=True):
        value = _value(line[mark.end : end])
        new = _valued(mark, value, outlet_name)
        if not new and not mark.strong and not credits:
            return None
        credits += new
        writers |= bool(value) and not WRITERS.isdisjoint(mark.roles)
    start = 0 if credits and not found[0].strong else found[0].start
    printed = line[start:].strip(" |")
    return Line(printed=_closed(printed) if writers else None, credits=tuple(credits))


def _valued(mark: Mark, value: str, outlet_name: str) -> list[Credit]:
    """Return whom one label names. `Rep/Red: A/B` names one for each label; a single name holds both offices."""
    if not mark.strong and (not value[:1].isupper() or is_known_place(value)):
        return []
    several = split_names(value)
    if not mark.strong and len(several) == 2 and (mark.placed or sounds_like_a_place(several[0])):
        value = several[-1]
        several = (value,)  # `Kontributor Muara Rindang, Sari Wulan`
    found: list[Credit] = []
    for i, role in enumerate(mark.roles):
        one = several[i] if len(mark.roles) == len(several) > 1 else value
        found += named(role, one, outlet_name)
    return found


def _value(text: str) -> str:
    if told := TOLD.search(text):
        text = text[: told.start()]
    text = re.sub(r"\s(?:dan|serta)\s*$", "", text.strip(EDGES))
    return _closed(text).strip(EDGES)


def _closed(text: str) -> str:
    """Leave out a bracket that closes what opened before the label: `(Penulis: X)`."""
    for opening, closing in ("()", "[]"):
        if text.count(closing) > text.count(opening):
            text = text.rstrip(". ").removesuffix(closing)
    return text


def _opens(before: str, mark: Mark, outlet_name: str) -> bool:
    """Whether a label after `before` begins a credit: at the start of the line, after a mark, or after a name."""
    before = before.strip()
    if not any(map(str.isalnum, before)):
        return True
    return before[-1] in MARKS and (mark.strong or bool(_unlabelled(before, mark, outlet_name)))


def _unlabelled(before: str, mark: Mark, outlet_name: str) -> tuple[Credit, ...]:
    """`NAME | Ed. X`: a full name before the editor's label is the writer's."""
    name = before.rpartition("(")[2].strip(" |/•·>–—-*[;,")
    full = "editor" in mark.roles and 1 < len(name.split()) <= 4 and unsigned(name, outlet_name)
    return named("reporter", name, outlet_name) if full else ()


def _report(line: str, outlet_name: str) -> Line | None:
    """`Laporan Wartawan Tribun X, NAME`, `Laporan NAME I PLACE`: without `wartawan` the bar must be there."""
    if match := REPORTED.match(line):
        credits = named("reporter", match["name"], outlet_name) if unsigned(match["name"], outlet_name) else ()
        return Line(printed=line, credits=credits) if credits else None
    match = REPORT.match(line)
    if match is None or not (match["who"] or match["colon"] or BAR.search(match["rest"])):
        return None
    rest = re.sub(r"\s*\([^()]*\)?$|\s+dari\s.*$", "", match["rest"])
    parts = [_without_outlet(part, outlet_name) for part in PLACED.split(rest)]
    for i, part in enumerate(parts):
        if i + 1 < len(parts) and sounds_like_a_place(part):
            continue
        if found := named("reporter", part, outlet_name):
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


def _with_outlet(line: str, outlet_name: str) -> Line | None:
    """`NAME - outlet`: the paper's own name is what makes the line a byline."""
    parts = PARTED.split(line) if any(map(line.__contains__, PARTING)) else ()
    if len(parts) != 2 or not is_outlet(parts[1], outlet_name) or not 1 < len(parts[0].split()) <= 4:
        return None
    if is_known_place(parts[0]) or DASHES.search(parts[1]) or ":" in parts[0]:
        return None  # the title of a section; the head of a paragraph; a list of topics
    if line.startswith(f"{parts[0]},") and (parts[0].isupper() or sounds_like_a_place(parts[0])):
        return None  # a dateline on a line of its own
    if line.startswith(f"{parts[0]},") and not _squeezed(parts[1]).startswith(_squeezed(outlet_name) or "\0"):
        return None  # `Honorer, Media Sosial`
    credits = named("reporter", parts[0], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _glued(line: str, outlet_name: str) -> Line | None:
    """`Sari WulanPenulis`: name and label were two elements that only a style parts."""
    match = GLUED.match(line) if GLUE.search(line) else None
    if match is None or match["name"][-1].isspace() or match.end("name") != match.start("label"):
        return None
    credits = named(role_of(match["label"]), match["name"], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _offices(line: str, outlet_name: str) -> Line | None:
    """`NAME, Jurnalis`, `NAME (Penulis), NAME (Editor)`: full names with their offices behind a mark, nothing else."""
    if not WORDS.stand_in(line.lower()):
        return None
    credits: list[Credit] = []
    at, line = 0, line.strip()
    while match := OFFICE_BEHIND.match(line, at):
        name = match["name"].strip()
        if not 1 < len(name.split()) <= 4 or not name[0].isupper():
            return None
        credits += named(role_of(match["label"]), name, outlet_name)
        at = match.end()
    if not credits and (whole := OFFICE_LAST.match(line)):
        office = lone(whole[2], outlet_name, under_name=True)  # `NAME - Wartawan PAPER`
        if office and not office.colon and 1 < len(whole[1].split()) <= 4:
            credits, at = list(named(role_of(office.label), whole[1], outlet_name)), len(line)
    return Line(printed=line, credits=tuple(credits)) if credits and at == len(line) else None


def unsigned(line: str, outlet_name: str) -> bool:
    """Tell whether a line beside the article's date is one name and nothing else, of a person as far as words tell."""
    tokens = line.split()
    return (
        1 <= len(tokens) <= 4
        and len(line) >= SHORTEST_LONE_NAME
        and line[0].isupper()
        and not line.isupper()
        and SECTIONS.isdisjoint(word.strip(".").lower() for word in tokens)
        and not (is_known_place(line) or sounds_like_a_place(line) or label(line))
        and split_names(line) == (line,)
        and is_person(line, outlet_name)
    )


def beside_date(line: str, outlet_name: str) -> Line | None:
    """`NAME - Senin, 7 Oktober 2024`: a full name that shares the date line of the article is its writer's."""
    if label(line) or is_known_place(line) or sounds_like_a_place(line):
        return None
    credits = named("reporter", line, outlet_name)
    full = credits and all(1 < len(credit.name.split()) <= 4 for credit in credits)
    return Line(printed=line, credits=credits) if full else None


def named(role: CreditRole, text: str, outlet_name: str) -> tuple[Credit, ...]:
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
            found.append(Credit(role=role, name=cased(name)))
    return tuple(found)


def _is_source(name: str, outlet_name: str) -> bool:
    """Any other paper or body may be a source; the outlet itself and `berbagai sumber` are none."""
    own, plain = _squeezed(outlet_name), _squeezed(name)
    same = bool(own) and (plain.startswith(own) or own.startswith(plain))
    told = name[0].islower() and " " in name and "." not in name  # `liputan lapangan, diolah dari catatan`
    return len(name) <= 60 and name[0].isalpha() and not same and not told


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
