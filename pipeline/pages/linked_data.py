"""JSON-LD as portals write it: in comments or CDATA, with raw newlines, trailing commas or semicolons."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

LARGEST: Final = 1_000_000
"""Characters of a block that are looked at."""
ARTICLE_TYPES: Final = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
)
COMMAS: Final = re.compile(r",(\s*[}\]])")
WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|;)\s*$"
)


def loads(text: str) -> object | None:
    """Return what a block says, None where it is no JSON however kindly it is read."""
    text = text[:LARGEST].strip()
    if text[:1] not in {"{", "["} or text[-1:] not in {"}", "]"}:
        text = WRAPPING.sub("", WRAPPING.sub("", text))
    try:
        return _read(text)
    except (ValueError, RecursionError):
        pass
    try:
        return _read(COMMAS.sub(r"\1", text))
    except (ValueError, RecursionError):
        return None


def _read(text: str) -> object:
    loaded: object = json.loads(text, strict=False)
    return loaded


def nodes(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the nodes of a block, its @graph opened."""
    if isinstance(data, list):
        for item in data[:100]:
            yield from nodes(item)
    elif isinstance(data, dict):
        graph = data.get("@graph")
        if isinstance(graph, list):
            yield from (item for item in graph[:100] if isinstance(item, dict))
        else:
            yield data


def is_article(node: Mapping[str, object]) -> bool:
    """Tell whether a node is of a type of article."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k in ARTICLE_TYPES for k in kinds)
