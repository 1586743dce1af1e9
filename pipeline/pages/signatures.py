"""Brackets that close a text: `(abc/def)`, `(Sari Wulan/Rangga Putra)`, `[sar]`, `(Antara/sar)`, `(Tim)`."""

import re
from typing import Final

from pipeline.model import Credit
from pipeline.pages.credit_lines import Line, labelled
from pipeline.pages.credit_words import marks
from pipeline.pages.names import VOCABULARY, is_office, is_outlet, is_person

SIGNERS: Final = frozenset(VOCABULARY.signers)
TAGS: Final = frozenset(VOCABULARY.bracket_tags)
WIRES: Final = frozenset(VOCABULARY.wires)
CLOSING: Final = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,60})[)\]][\s.*]*$")
SENTENCE_END: Final = frozenset(".!?\"”“’'*…,")
INITIALS: Final = re.compile(r"[a-z]{2,6}|[A-Z]{2,4}|[A-Z][a-z]{1,7}")
SLASHED: Final = re.compile(r"\s*[/|,&+]\s*")


def initials_of(name: str, end: str) -> bool:
    """Tell whether `rdo` under a text may be Ridho's: its letters stand in the name in this order, the first first."""
    letters = iter(name.casefold())
    end = end.casefold()
    return end[:1] == name[:1].casefold() and all(letter in letters for letter in end)


def closing_bracket(line: str, outlet_name: str) -> Line | None:
    """Read what stands in brackets after the last sentence: initials, a name, a press office, or `(Tim)`."""
    match = CLOSING.search(line) if ")" in line or "]" in line else None
    if match is None:
        return None
    if any(mark.strong for mark in marks(match["inner"])):
        return labelled(match["inner"], outlet_name)  # `(Sumber: Antara)`
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
    found += _hands(names, outlet_name, slashed="/" in inner or "|" in inner)
    if found or (desks and not names):
        return Line(printed=f"({inner})", credits=tuple(found))
    return None


def _hands(names: list[str], outlet_name: str, *, slashed: bool) -> list[Credit]:
    """Who stands first wrote; a second full name is the editor's after a slash, another writer's after a comma.

    Whose the initials are that stand second, the page does not say.
    """
    found = [Credit(role="reporter", name=name) for name in names[:1] if _signs(name, outlet_name)]
    if found and len(names) == 2 and _is_full(names[1], outlet_name):
        found.append(Credit(role="editor" if slashed else "reporter", name=names[1]))
    return found


def _signs(name: str, outlet_name: str) -> bool:
    return is_person(name, outlet_name) and (bool(INITIALS.fullmatch(name)) or _is_full(name, outlet_name))


def _is_full(name: str, outlet_name: str) -> bool:
    return 1 < len(name.split()) <= 4 and name[0].isupper() and is_person(name, outlet_name)
