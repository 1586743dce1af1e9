"""Who made an article, as its page prints it: `Penulis: X | Editor: Y`, `Laporan X I Redelong`, `(abc/def)`.

A name is a credit only beside a role: a label, the slash of a photo credit, brackets that close the text.
Outlets, CMS users, addresses and offices are nobody's name; a wire or a press office is a `source`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Credit, CreditRole
from pipeline.pages.names import VOCABULARY, alternatives, is_office, is_outlet, is_person, split_names
from pipeline.pages.photo_credits import photo_credits
from pipeline.pages.printed_dates import printed_dates

LONGEST_CREDIT_LINE: Final = 160
"""Characters. A longer line is a paragraph or a caption, and only its end can credit anybody."""

LONGEST_LABELLED_NAME: Final = 60
"""Characters of a name that stands on the line after its label."""

JOINT: Final = " | "
"""Between two credit lines that make one byline."""

ROLES: Final = {label: role for role, labels in VOCABULARY.labels.items() for label in labels}
ONE_LABEL: Final = alternatives(ROLES)
LABELS: Final = re.compile(
    rf"(?<!\w)(?P<labels>(?:{ONE_LABEL})(?:\s*(?:[/&+,]|dan|and)\s*(?:{ONE_LABEL}))*)\.?\s*[:：]\s*",
    re.IGNORECASE,
)
LABEL: Final = re.compile(rf"(?<!\w)(?:{ONE_LABEL})(?!\w)", re.IGNORECASE)
BARE: Final = re.compile(rf"^\W*(?P<label>{alternatives(VOCABULARY.bare)})\s+(?P<name>.+)$", re.IGNORECASE)
ALONE: Final = re.compile(rf"^\W*(?:{ONE_LABEL})\s*(?P<colon>[:：])?\s*$", re.IGNORECASE)
REPORT: Final = re.compile(
    rf"^\W*laporan\b(?P<who>\s+(?:{alternatives(VOCABULARY.reporting)})\b)?(?P<colon>\s*:)?\s*(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
PLACED: Final = re.compile(rf"\s+(?:{alternatives(VOCABULARY.placing)})\s+|\s*[|,/–—:]\s*|\s+-\s*|\s+dari\s+")
BAR: Final = re.compile(rf"\s(?:{alternatives(VOCABULARY.placing)}|\|)\s")
CLOSING: Final = re.compile(
    r"^(?P<text>.*?)(?P<stop>[.!?\"”“’'*…,]?)\s*(?P<bracket>\((?P<inner>[^()]{2,60})\))[\s.*]*$"
)
INITIALS: Final = re.compile(r"^(?:[a-z]{2,6}|[A-Z]{2,4}|[A-Z][a-z]{1,6})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one credit line says; `printed` is None where the line names no writer or editor (a source, a photo)."""

    printed: str | None
    credits: tuple[Credit, ...]


def credits(
    lines: Sequence[str], *, outlet_name: str, markup: Sequence[tuple[CreditRole, str]] = ()
) -> tuple[str | None, tuple[Credit, ...]]:
    """Return the byline as printed and the credits read from it.

    `lines` are credit lines, captions and the last paragraph, in page order; `markup` are names that the
    platform's own hooks give with their role. The byline is None where no line credits anybody.
    """
    found: dict[tuple[CreditRole, str], Credit] = {}
    byline: list[str] = []
    closing: list[str] = []
    for line in _joined(lines, outlet_name):
        read = _credit_line(line, outlet_name)
        end = None if read else _closing_bracket(line, outlet_name)
        some = read.credits if read else end.credits if end else tuple(photo_credits(line, outlet_name))
        new = {_key(credit): credit for credit in some if _key(credit) not in found}
        found.update(new)
        if read and read.printed and (new or not some):
            byline.append(read.printed)
        if end and end.printed:
            closing.append(end.printed)
    hooks = [credit for role, text in markup for credit in _named(role, _without_label(text), outlet_name)]
    for credit in hooks:
        found.setdefault(_key(credit), credit)
    printed = byline or closing or [credit.name for credit in hooks if credit.role in {"reporter", "editor"}]
    return JOINT.join(dict.fromkeys(printed)) or None, tuple(found.values())


def _key(credit: Credit) -> tuple[CreditRole, str]:
    return credit.role, credit.name.casefold()


def _joined(lines: Iterable[str], outlet_name: str) -> Iterator[str]:
    """Yield the lines, a label that stands alone joined to its name: `Reporter:` / X, or X / `Reporter`."""
    rest = [" ".join(line.split()) for text in lines for line in text.splitlines()]
    rest = [line for line in rest if line]
    while rest:
        line = rest.pop(0)
        after = rest[0] if rest and len(rest[0]) <= LONGEST_LABELLED_NAME and not LABELS.match(rest[0]) else ""
        alone, label_after = ALONE.match(line), ALONE.match(after)
        if alone and after and not label_after:
            colon = "" if alone["colon"] else ":"
            yield f"{line}{colon} {rest.pop(0)}"
        elif label_after and not label_after["colon"] and not alone and is_person(line, outlet_name):
            yield f"{rest.pop(0)}: {line}"
        elif not alone:
            yield line


def _credit_line(line: str, outlet_name: str) -> Line | None:
    """Read a line that exists to credit somebody; None for every other line."""
    if len(line) > LONGEST_CREDIT_LINE:
        return None
    cut = _without_date(line)
    return _labelled(cut, outlet_name) or _report(cut, outlet_name) or _unlabelled(cut, outlet_name)


def _labelled(line: str, outlet_name: str) -> Line | None:
    matches = list(LABELS.finditer(line))
    if not matches or not _opens(line[: matches[0].start()]):
        bare = BARE.match(line)
        credits = _named(ROLES[_label(bare["label"])], bare["name"], outlet_name) if bare else ()
        return Line(printed=line, credits=credits) if credits else None
    found: list[Credit] = []
    bylines = False
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends, strict=True):
        value = line[match.end() : end].strip(" |/•·,;-–—")
        roles = list(dict.fromkeys(ROLES[_label(label[0])] for label in LABEL.finditer(match["labels"])))
        several = split_names(value)
        for i, role in enumerate(roles):
            # `Rep/Red: A/B` names one for each label; a single name holds both offices.
            one = several[i] if len(roles) == len(several) > 1 else value
            found += _named(role, one, outlet_name)
        bylines |= bool(value) and bool({"reporter", "editor"} & set(roles))
    return Line(printed=line.strip(" |") if bylines else None, credits=tuple(found))


def _opens(before: str) -> bool:
    """Whether a label that stands after `before` begins a credit: at the start of the line, or after a mark."""
    return not before.strip() or before.rstrip()[-1] in "|/•·>(-–—*["


def _report(line: str, outlet_name: str) -> Line | None:
    """`Laporan Wartawan Tribun X, NAME`, `Laporan NAME I PLACE`: without `wartawan` the bar must be there."""
    match = REPORT.match(line)
    if match is None or not (match["who"] or match["colon"] or BAR.search(match["rest"])):
        return None
    for part in PLACED.split(match["rest"]):
        name = _without_outlet(part, outlet_name)
        if is_person(name, outlet_name):
            return Line(printed=line, credits=(Credit(role="reporter", name=name),))
    return None


def _without_outlet(part: str, outlet_name: str) -> str:
    """`Serambi Contoh Bustami` in Serambi Contoh: the paper's own name may stand before the reporter's."""
    tokens = part.split()
    for n in range(len(tokens) - 1, 0, -1):
        if is_outlet(" ".join(tokens[:n]), outlet_name) and n >= min(len(outlet_name.split()), 2):
            return " ".join(tokens[n:])
    return part.strip()


def _unlabelled(line: str, outlet_name: str) -> Line | None:
    """`Name - outlet`: the outlet's own name is what makes the line a byline."""
    parts = re.split(r"\s+[-–—|]\s+|\s*,\s+", line)
    if len(parts) == 2 and is_outlet(parts[1], outlet_name) and len(parts[0].split()) > 1:
        credits = _named("reporter", parts[0], outlet_name)
        return Line(printed=line, credits=credits) if credits else None
    return None


def _closing_bracket(line: str, outlet_name: str) -> Line | None:
    """Read what stands in brackets after the last sentence: initials, a name, a press office, or `(Tim)`."""
    match = CLOSING.match(line)
    if match is None:
        return None
    inner, ended = match["inner"].strip(), bool(match["stop"]) or not match["text"].strip()
    parts = [part.strip() for part in re.split(r"[/,&+]", inner) if part.strip()]
    known = [part.lower().strip(". ") in BRACKET_WORDS for part in parts]
    if not (ended or all(known)) or LABELS.match(inner):
        return None
    sources = [part for part in parts if is_office(part) or part.lower() in {"ant", "antara"}]
    credits = [Credit(role="source", name=part) for part in sources]
    people = [
        part
        for part, word in zip(parts, known, strict=True)
        if not word and part not in sources and _signs(part, outlet_name)
    ]
    # Who stands first wrote; whether the next is an editor or a second writer, the page does not say.
    credits += [Credit(role="reporter", name=name) for name in people[:1]]
    return Line(printed=match["bracket"], credits=tuple(credits)) if credits or all(known) else None


def _signs(part: str, outlet_name: str) -> bool:
    if not is_person(part, outlet_name):
        return False
    return bool(INITIALS.match(part)) or (1 < len(part.split()) <= 4 and part[0].isupper())


def _named(role: CreditRole, text: str, outlet_name: str) -> tuple[Credit, ...]:
    """Return the credits of one label's value; an office that writes is a source, whatever the label says."""
    found = []
    for name in split_names(text):
        if is_office(name):
            found.append(Credit(role="source", name=name))
        elif role == "source":
            if _is_source(name, outlet_name):
                found.append(Credit(role="source", name=name))
        elif is_person(name, outlet_name):
            found.append(Credit(role=role, name=name))
    return tuple(found)


def _is_source(name: str, outlet_name: str) -> bool:
    """Any other paper or body may be a source; the outlet itself and `berbagai sumber` are none."""
    words = {word.strip(".").lower() for word in name.split()}
    own = is_outlet(name, outlet_name) and not is_outlet(name, "")
    same = _squeezed(name).startswith(_squeezed(outlet_name) or "-")
    return len(name) <= LONGEST_LABELLED_NAME and name[0].isupper() and not own and not same and not words & NOBODY


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _without_label(text: str) -> str:
    return LABELS.sub("", " ".join(text.split()))


def _label(text: str) -> str:
    return " ".join(text.lower().split())


def _without_date(line: str) -> str:
    """Cut the date off a credit line, with what follows it."""
    dates = printed_dates(line)
    return line[: dates[0].start].rstrip(" |/•·,;-–—(") if dates else line


BRACKET_WORDS: Final = frozenset(VOCABULARY.bracket_words)
NOBODY: Final = frozenset({"berbagai", "istimewa", "ist", "internet", "pribadi", "redaksi", "admin", "tim"})
