"""Whom a page's scripts name: `'penulis':'Sari Wulan'` of a data layer, the state that a Nuxt page is drawn from."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from pipeline.model import CreditRole
from pipeline.pages.markup import Markup

KEYS: Final[Mapping[str, CreditRole]] = {
    "author": "reporter",
    "writer": "reporter",
    "reporter": "reporter",
    "penulis": "reporter",
    "pewarta": "reporter",
    "wartawan": "reporter",
    "jurnalis": "reporter",
    "editor": "editor",
    "penyunting": "editor",
    "redaktur": "editor",
}
NAMES: Final = ("name", "nama", "fullname", "full_name", "nama_lengkap", "display_name", "displayName")
LONGEST: Final = 1_000_000
"""Characters of a script."""
KEY: Final = re.compile(rf"""(?<![A-Za-z])(?:{"|".join(KEYS)})(?=[_\\"']|name|\s?:)""")
VALUE: Final = re.compile(
    rf"""(?:_?name|_?nama)?\\?["']?\s*:\s*
    (?:[\[{{]\s*)*(?:[^{{}}\[\]]{{0,200}}?["'](?:{"|".join(NAMES)})\\?["']\s*:\s*)?
    \\?["'](?P<name>[^"'\\<>]{{3,60}})\\?["']""",
    re.IGNORECASE | re.VERBOSE,
)
MOST: Final = 40


def script_names(markup: Markup) -> Iterator[tuple[CreditRole, str]]:
    """Yield one name for each role that a script gives a single name to; several are those of a list of stories."""
    for script in markup.scripts:
        text = script.text
        if script.is_linked_data or not 0 < len(text) <= LONGEST or not any(key in text for key in KEYS):
            continue
        found: dict[CreditRole, set[str]] = {}
        for key, name in [*_numbered(text)] or [*_written(text)]:
            found.setdefault(KEYS[key], set()).add(" ".join(name.split()))
        yield from ((role, names.pop()) for role, names in found.items() if len(names) == 1)


def _written(text: str) -> Iterator[tuple[str, str]]:
    for key in islice(KEY.finditer(text), MOST):
        if match := VALUE.match(text, key.end()):
            yield key[0], match["name"]


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """Read a state whose objects hold numbers of the values that follow in one list, as Nuxt writes it."""
    if not text.lstrip().startswith("[") or "Reactive" not in text[:400]:
        return
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict):
            for key in KEYS.keys() & value.keys():
                if name := _name(values, value[key]):
                    yield key, name


def _name(values: Sequence[object], place: object) -> str | None:
    value = values[place] if isinstance(place, int) and 0 <= place < len(values) else place
    if isinstance(value, dict):
        inner = next((value[key] for key in NAMES if key in value), None)
        value = values[inner] if isinstance(inner, int) and 0 <= inner < len(values) else inner
    return value if isinstance(value, str) else None
