"""What people type into a search box, made into an FTS5 expression that is always valid.

Every word is quoted, so that no sign of FTS5 (`*`, `:`, `^`, `NEAR`, a bracket) can mean anything but itself;
what the box itself understands is listed in `expression`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

LONGEST: Final = 300
"""Characters of a query that are looked at."""

TERMS: Final = 32
"""Terms of a query that are used: FTS5 refuses expressions that nest or chain too deep."""

OPEN, CLOSE = "\x02", "\x03"
"""What snippet() puts around a hit: characters that no article holds, so that no text can forge a highlight."""

NOTHING: Final = '""'
"""An FTS5 expression that matches no row; the empty string would be a syntax error."""

TOKEN = re.compile(r'-?"[^"]*"?|[^\s"()]+')
OR = frozenset({"OR", "ATAU"})
NOT = frozenset({"NOT", "TANPA"})
AND = frozenset({"AND", "DAN"})

Expand = Callable[[str], Sequence[str]]
"""Other forms of a word that should meet it, the word itself first."""


@dataclass(slots=True)
class _Group:
    """Terms that must all be there, and terms that must not."""

    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        text = " AND ".join(self.wanted)
        return f"(({text}) NOT ({' OR '.join(self.unwanted)}))" if self.unwanted else f"({text})"


def alone(word: str) -> Sequence[str]:
    """Expand a word to itself."""
    return (word,)


def expression(query: str | None, expand: Expand = alone) -> str:
    """Return an FTS5 expression for a query, or NOTHING where it holds no word.

    Words are all wanted; "a phrase" stays as it is, `OR` (`ATAU`) in capitals separates alternatives, `-word` and
    `NOT word` (`TANPA`) exclude, `word*` is a beginning. An operator without its operands means nothing.
    """
    groups, unwanted, used = [_Group()], False, 0
    for token in TOKEN.findall(" ".join((query or "")[:LONGEST].split())):
        if token in OR:
            groups.append(_Group())
            unwanted = False
        elif token in NOT:
            unwanted = True
        elif token not in AND and used < TERMS:
            exclude = unwanted or (token.startswith("-") and len(token) > 1)
            term = _term(token.lstrip("-"), expand)
            if term:
                (groups[-1].unwanted if exclude else groups[-1].wanted).append(term)
                used += 1
                unwanted = False
    return " OR ".join(str(group) for group in groups if group.wanted) or NOTHING


def marked(text: str | None) -> Markup:
    """Return a snippet as HTML: everything escaped, hits in <mark>, whatever the text holds."""
    html, inside = Markup(""), False
    for piece in re.split(f"([{OPEN}{CLOSE}])", text or ""):
        if piece == OPEN and not inside:
            html, inside = html + Markup("<mark>"), True
        elif piece == CLOSE and inside:
            html, inside = html + Markup("</mark>"), False
        elif piece not in {OPEN, CLOSE}:
            html += escape(piece)
    return html + Markup("</mark>") if inside else html


def _term(token: str, expand: Expand) -> str:
    phrase = token.startswith('"')
    text = _plain(token)
    if not any(character.isalnum() for character in text):
        return ""  # FTS5 would find no token in it, and an empty phrase in an AND matches nothing
    if phrase:
        return _quoted(text)
    if token.endswith("*"):
        return f"{_quoted(text)} *"
    forms = [_quoted(form) for form in _unique([text, *expand(text)])]
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"


def _plain(token: str) -> str:
    return "".join(c for c in token if c.isprintable() and c != '"').strip().rstrip("*")


def _quoted(text: str) -> str:
    return f'"{text}"'


def _unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))
