"""What people type into a search box, made into an FTS5 expression that is always valid.

Every word is quoted, so that no sign of FTS5 (`*`, `:`, `^`, `NEAR`, a bracket) can mean anything but itself;
what the box itself understands is listed in `parse`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
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
OPERATORS = OR | NOT | AND


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Other forms of the first `taken` words of a run of words."""

    taken: int = 1
    stems: tuple[str, ...] = ()
    """Words of the same root."""
    synonyms: tuple[str, ...] = ()
    """Words or phrases that mean the same."""


Expand = Callable[[Sequence[str]], Forms]
"""Given the plain words that follow one another in a query, tells the other forms of the first, or first few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A query as FTS5 understands it, and the words that were searched for beside those typed."""

    expression: str
    expanded: tuple[tuple[str, Forms], ...] = ()


@dataclass(slots=True)
class _Group:
    """Terms that must all be there, and terms that must not."""

    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        text = " AND ".join(self.wanted)
        return f"(({text}) NOT ({' OR '.join(self.unwanted)}))" if self.unwanted else f"({text})"


def alone(words: Sequence[str]) -> Forms:
    """Expand nothing."""
    return Forms()


def expression(query: str | None, expand: Expand = alone) -> str:
    """Return an FTS5 expression for a query, or NOTHING where it holds no word."""
    return parse(query, expand).expression


def parse(query: str | None, expand: Expand = alone) -> Parsed:
    """Read a query.

    Words are all wanted, in any of their forms; "a phrase" stays as it is, and so does "one" word; `OR` (`ATAU`) in
    capitals separates alternatives, `-word` and `NOT word` (`TANPA`) exclude just that word, `word*` is a beginning.
    An operator without its operands means nothing.
    """
    tokens = TOKEN.findall(" ".join((query or "")[:LONGEST].split()))
    groups, expanded, unwanted, used, at = [_Group()], [], False, 0, 0
    while at < len(tokens) and used < TERMS:
        token, taken = tokens[at], 1
        if token in OR:
            groups.append(_Group())
            unwanted = False
        elif token in NOT:
            unwanted = True
        elif token not in AND:
            exclude = unwanted or (token.startswith("-") and len(token) > 1)
            forms = Forms() if exclude else expand(run) if (run := _words(tokens[at:])) else Forms()
            taken = forms.taken
            term = _term([t.lstrip("-") for t in tokens[at : at + taken]], forms)
            if term:
                (groups[-1].unwanted if exclude else groups[-1].wanted).append(term)
                used += 1
                unwanted = False
                if forms.stems or forms.synonyms:
                    expanded.append((" ".join(tokens[at : at + taken]), forms))
        at += taken
    found = " OR ".join(str(group) for group in groups if group.wanted) or NOTHING
    return Parsed(expression=found, expanded=tuple(expanded))


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


def _words(tokens: Sequence[str]) -> list[str]:
    """Return the plain words that a run of tokens begins with."""
    return list(takewhile(_is_word, tokens))


def _is_word(token: str) -> bool:
    return token not in OPERATORS and token[0] not in '"-' and token[-1] != "*" and token.isprintable()


def _term(tokens: Sequence[str], forms: Forms) -> str:
    texts = [_plain(token) for token in tokens]
    if not any(character.isalnum() for text in texts for character in text):
        return ""  # FTS5 would find no token in it, and an empty phrase in an AND matches nothing
    if len(tokens) == 1 and tokens[0].endswith("*") and not tokens[0].startswith('"'):
        return f"{_quoted(texts[0])} *"
    typed = _quoted(texts[0]) if len(texts) == 1 else f"({' AND '.join(map(_quoted, texts))})"
    others = [_quoted(form) for form in (*forms.stems, *forms.synonyms)]
    return f"({' OR '.join(_unique([typed, *others]))})" if others else typed


def _plain(token: str) -> str:
    return "".join(c for c in token if c.isprintable() and c != '"').strip().rstrip("*")


def _quoted(text: str) -> str:
    return f'"{text}"'


def _unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))
