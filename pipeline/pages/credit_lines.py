"""What one line of a page says of its makers: labels and names, a report's head, brackets that close a text."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.names import VOCABULARY, alternatives, cased, is_office, is_outlet, is_person, split_names
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.places import is_known_place, sounds_like_a_place
from pipeline.pages.printed_dates import label

LONGEST_CREDIT_LINE: Final = 160
"""Characters. A longer line is a paragraph or a caption, and only its end can credit anybody."""

SHORTEST_LONE_NAME: Final = 4
"""Characters of a name that no label introduces."""

LONGEST_NAME_LINE: Final = 60
"""Characters of a name that stands on the line after its label."""

ROLES: Final = {label: role for role, labels in VOCABULARY.labels.items() for label in labels}
WRITERS: Final[frozenset[CreditRole]] = frozenset({"reporter", "editor"})
SIGNERS: Final = frozenset(VOCABULARY.signers)
TAGS: Final = frozenset(VOCABULARY.bracket_tags)
WIRES: Final = frozenset(VOCABULARY.wires)
SECTIONS: Final = frozenset(VOCABULARY.sections)
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
ALONE: Final = re.compile(rf"^\W*(?:{ONE_LABEL})\s*(?P<colon>[:：])?\W*$", re.IGNORECASE)
COLON: Final = re.compile("[:：]")
"""Every label of `LABELS` ends in one; looking for it first costs a tenth."""

LABEL: Final = re.compile(rf"(?<!\w)(?:{ONE_LABEL})(?!\w)", re.IGNORECASE)
BARE: Final = re.compile(
    rf"^\W*(?P<label>{alternatives(VOCABULARY.bare)})(?:\s+|(?-i:(?<=[a-z])(?=[A-Z])))(?P<name>.+)$", re.IGNORECASE
)
TRAILING: Final = re.compile(
    rf"^(?P<name>[^:：]+?)(?:\s+|(?<=[a-z])(?=[A-Z]))(?P<label>(?i:{alternatives(VOCABULARY.trailing)}))\W*$"
)
OFFICE_BEHIND: Final = re.compile(
    rf"(?P<name>[^:：,|()–—]+?)(?:\s*[,|(–—]\s*|\s+-\s+)(?P<label>(?i:{alternatives(VOCABULARY.trailing)}))\)?"
)
REPORT: Final = re.compile(
    rf"^\W*laporan\b(?P<who>\s+(?:{REPORTING})\b)?(?P<colon>\s*:)?\s*(?P<rest>.+?)\W*$", re.IGNORECASE
)
PLACED: Final = re.compile(rf"\s+(?:{PLACING})\s+|\s*[|,/–—:]\s*|\s+-\s*|\s+dari\s+")
BAR: Final = re.compile(rf"\s(?:{PLACING}|\|)\s")
CLOSING: Final = re.compile(r"\((?P<inner>[^()]{2,60})\)[\s.*]*$")
DASHES: Final = re.compile(r"\s[-–—]|--|[.!?]\s")
SENTENCE_END: Final = frozenset(".!?\"”“’'*…,")
INITIALS: Final = re.compile(r"[a-z]{2,6}|[A-Z]{2,4}|[A-Z][a-z]{1,7}")
SLASHED: Final = re.compile(r"\s*[/,&+]\s*")
BETWEEN_CREDITS: Final = re.compile(r"\s*[|/•·]\s*")
HEADS: Final = "|/•·>(–—-*["


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one credit line says."""

    printed: str | None
    """None where it names no writer or editor: a source, a photograph."""
    credits: tuple[Credit, ...]


def credit_line(line: str, outlet_name: str) -> Line | None:
    """Read a line that exists to credit somebody; None for every other line."""
    if len(line) > LONGEST_CREDIT_LINE:
        return None
    return (
        _labelled(line, outlet_name)
        or _report(line, outlet_name)
        or _bare(line, outlet_name)
        or _with_outlet(line, outlet_name)
        or _glued(line, outlet_name)
        or _trailing(line, outlet_name)
    )


def hooked(role: CreditRole, text: str, outlet_name: str) -> tuple[Credit, ...]:
    """Return the credits of an element that is called `author` or the like; a label in its text says the role."""
    text = text[:LONGEST_CREDIT_LINE].strip(" |/•·,;-–—")
    if ALONE.match(text):
        return ()
    if trailing := TRAILING.match(text):
        return named(ROLES[_label(trailing["label"])], trailing["name"], outlet_name)
    read = _labelled(text, outlet_name) or _bare(text, outlet_name)
    return read.credits if read else named(role, LABELS.sub("", text), outlet_name)


def _labelled(line: str, outlet_name: str) -> Line | None:
    matches = list(LABELS.finditer(line)) if COLON.search(line) else []
    if not matches or not _opens(line[: matches[0].start()]):
        return None
    if matches[0].start() and line[matches[0].start() - 1] == "(":
        line = line.removesuffix(")")  # `… selesai. (Penulis: X)`
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
            found += named(role, one, outlet_name)
        writers |= bool(value) and not WRITERS.isdisjoint(roles)
    return Line(printed=line[matches[0].start() :].strip(" |") if writers else None, credits=tuple(found))


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
        if found := named("reporter", _without_outlet(part, outlet_name), outlet_name):
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
        credits = named(ROLES[_label(piece["label"])], piece["name"], outlet_name) if piece else ()
        if not credits and (piece is None or not found):
            return None
        found += credits
    return Line(printed=line, credits=tuple(found))


def _with_outlet(line: str, outlet_name: str) -> Line | None:
    """`NAME - outlet`: the paper's own name is what makes the line a byline."""
    parts = re.split(r"\s+[-–—|]\s+|\s*,\s+", line)
    if len(parts) != 2 or not is_outlet(parts[1], outlet_name) or not 1 < len(parts[0].split()) <= 4:
        return None
    if is_known_place(parts[0]) or DASHES.search(parts[1]):
        return None  # the title of a section; the head of a paragraph
    if line.startswith(f"{parts[0]},") and (parts[0].isupper() or sounds_like_a_place(parts[0])):
        return None  # a dateline on a line of its own
    credits = named("reporter", parts[0], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _glued(line: str, outlet_name: str) -> Line | None:
    """`Sari WulanPenulis`: name and label were two elements that only a style parts."""
    match = TRAILING.match(line)
    if match is None or match["name"][-1].isspace() or match.end("name") != match.start("label"):
        return None
    credits = named(ROLES[_label(match["label"])], match["name"], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


def _trailing(line: str, outlet_name: str) -> Line | None:
    """`NAME, Jurnalis`, `NAME - Editor`: a full name with its office behind a mark, and nothing else."""
    match = OFFICE_BEHIND.fullmatch(line.strip())
    if match is None or not 1 < len(match["name"].split()) <= 4 or not match["name"][0].isupper():
        return None
    credits = named(ROLES[_label(match["label"])], match["name"], outlet_name)
    return Line(printed=line, credits=credits) if credits else None


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


def initials_of(name: str, end: str) -> bool:
    """Tell whether `rdo` under a text may be Ridho's: its letters stand in the name in this order, the first first."""
    letters = iter(name.casefold())
    end = end.casefold()
    return end[:1] == name[:1].casefold() and all(letter in letters for letter in end)


def beside_date(line: str, outlet_name: str) -> Line | None:
    """`NAME - Senin, 7 Oktober 2024`: a full name that shares the date line of the article is its writer's."""
    if label(line) or is_known_place(line) or sounds_like_a_place(line):
        return None
    credits = named("reporter", line, outlet_name)
    full = credits and all(1 < len(credit.name.split()) <= 4 for credit in credits)
    return Line(printed=line, credits=credits) if full else None


def closing_bracket(line: str, outlet_name: str) -> Line | None:
    """Read what stands in brackets after the last sentence: initials, a name, a press office, or `(Tim)`."""
    match = CLOSING.search(line) if ")" in line else None
    if match is None:
        return None
    if LABELS.match(match["inner"]):
        return _labelled(match["inner"], outlet_name)  # `(Sumber: Antara)`
    before = line[: match.start()].rstrip()
    return _signature(match["inner"], outlet_name, ended=not before or before[-1] in SENTENCE_END)


def _signature(inner: str, outlet_name: str, *, ended: bool) -> Line | None:
    """Read the text of a closing bracket; `ended` says that a sentence ends before it."""
    parts = [part for part in SLASHED.split(inner.strip()) if part]
    desks = [part for part in parts if part.lower().strip(". ") in SIGNERS]
    tags = [part for part in parts if part.lower().strip(". ") in TAGS]
    others = [part for part in parts if part not in desks and part not in tags]
    outlets = [part for part in others if is_outlet(part, outlet_name) or part.lower() in WIRES]
    handed_out = any(part.startswith("HO") and not part.isalpha() for part in others)  # a picture
    if handed_out or (others and not ended):
        return None  # `menurut Partai Contoh (PC)` ends no sentence
    found = [Credit(role="source", name=part) for part in others if is_office(part) or part.lower() in WIRES]
    names = [part for part in others if part not in outlets and Credit(role="source", name=part) not in found]
    if outlets and names and not (names[0].islower() and INITIALS.fullmatch(names[0])):
        return None  # `(PAPER/NAME)` is a photographer's credit
    # Who stands first wrote; whether the next is an editor or a second writer, the page does not say.
    found += [Credit(role="reporter", name=name) for name in names[:1] if _signs(name, outlet_name)]
    if found or (desks and not names):
        return Line(printed=f"({inner})", credits=tuple(found))
    return None


def _signs(name: str, outlet_name: str) -> bool:
    return is_person(name, outlet_name) and (
        bool(INITIALS.fullmatch(name)) or (1 < len(name.split()) <= 4 and name[0].isupper())
    )


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
    return len(name) <= LONGEST_NAME_LINE and name[0].isalpha() and not same


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _label(text: str) -> str:
    return " ".join(text.lower().split())
