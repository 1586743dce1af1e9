"""The form of the catalogue's files as JSON Schema, for editors that check and complete as one types."""

import ast
import inspect
import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import msgspec

from pipeline.model import Outlet
from scrapers.outlets import DIRECTORY, KEYS, OF_ONE_OUTLET, PLATFORMS, REGENCY, REQUIRED, SLUG, ZONES, Entry

FILE: Final = DIRECTORY / "schema.json"
PATTERNS: Final[Mapping[str, Mapping[str, object]]] = {
    "slug": {"pattern": f"^{SLUG.pattern}$", "maxLength": 40},
    "home_url": {"pattern": "^https?://[^/]+/$"},
    "platform": {"enum": list(PLATFORMS)},
    "province": {"enum": [*ZONES, None]},
    "regency": {"pattern": f"^{REGENCY.pattern}$"},
    "crawl_delay": {"minimum": 0, "maximum": 600},
    "budget": {"minimum": 1, "maximum": 100_000},
}
"""What `load` checks beyond types."""


def schema() -> dict[str, Any]:
    """Return the schema of one file: `defaults` and a list of outlets."""
    [_], defined = msgspec.json.schema_components([Entry])
    types: Mapping[str, Any] = defined["Entry"]["properties"]
    said = {**_docs(Outlet), **_docs(Entry)}
    keys = {key: _key(types[key], PATTERNS.get(key, {}), said.get(key, "")) for key in sorted(KEYS)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Outlets of one network or platform",
        "type": "object",
        "required": ["outlets"],
        "additionalProperties": False,
        "properties": {
            "defaults": _mapping({key: value for key, value in keys.items() if key not in OF_ONE_OUTLET}),
            "outlets": {
                "type": "array", "minItems": 1,
                "items": {**_mapping(keys), "required": [key for key in REQUIRED if key in OF_ONE_OUTLET]},
            },
        },
    }  # fmt: skip


def text() -> str:
    """Return the schema as it stands in schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def write(path: Path = FILE) -> None:
    path.write_text(text(), "utf-8")


def _mapping(keys: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": dict(keys)}


def _key(of_type: Mapping[str, object], more: Mapping[str, object], said: str) -> dict[str, object]:
    kept = {name: value for name, value in of_type.items() if name != "default" or value not in (None, [])}
    return {**({"description": said} if said else {}), **kept, **more}


def _docs(record: type) -> dict[str, str]:
    """Return what stands under each field of a record in its source: the same words that its readers see."""
    [body] = [node.body for node in ast.parse(inspect.getsource(record)).body if isinstance(node, ast.ClassDef)]
    found = {}
    for field, after in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            found[field.target.id] = " ".join(str(ast.literal_eval(after.value)).split())
    return found
