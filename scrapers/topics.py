"""The words that we look for: what is typed into search boxes, and which listed headlines are worth fetching."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import msgspec
import yaml

from pipeline import yaml_file
from pipeline.errors import OutletError

Takes = Literal["all", "phrase", "any"]
"""What a search box makes of several words."""

FILE: Final = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The subject of the archive as a crawl needs it; topics.yml says what each list is for."""

    queries: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: Mapping[str, Takes] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    headline_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By group; the groups are for people to read."""

    def queries_for(self, platform: str, language: str = "id") -> tuple[str, ...]:
        """Return what to type into the search box of an outlet, as its platform takes it and in its language."""
        if language in self.languages:
            return self.languages[language]
        match self.search.get(platform):
            case "all":
                return self.queries
            case "phrase":
                return self.phrases
            case "any":
                return self.words
        return tuple(dict.fromkeys((*self.queries, *self.phrases)))

    def wanted(self, headline: str) -> bool:
        """Tell whether a headline, or the words of a slug, has a cue word."""
        return _has(tuple(word for words in self.headline_words.values() for word in words), headline)

    def section(self, slug: str) -> bool:
        """Tell whether the headlines of a section or tag are worth a look."""
        return _has(self.sections, slug.replace("-", " ").replace("_", " "))

    def tag(self, slug: str) -> bool:
        """Tell whether every article of a tag is wanted: one of ours, or one that says all that one of ours says."""
        words = set(slug.split("-"))
        return slug in self.tags or any("-" in tag and words.issuperset(tag.split("-")) for tag in self.tags)

    def answers(self, text: str) -> bool:
        """Tell whether a text has every word of one of the queries, as an outlet's own search would."""
        words = set(re.findall(r"\w+", text.casefold()))
        asked = (*self.queries, *(query for queries in self.languages.values() for query in queries))
        return any(words.issuperset(query.casefold().split()) for query in asked)


def load(path: Path = FILE) -> Topics:
    """Return the words of the bundled file; raises OutletError naming what is wrong with it."""
    try:
        tree = yaml_file.load(path.read_bytes())
        if unknown := sorted(map(str, tree.keys() - {f.name for f in fields(Topics)})):
            raise OutletError(f"{path.name}: unknown key {unknown[0]!r}")
        return msgspec.convert(tree, Topics)
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError) as error:
        raise OutletError(f"{path.name}: {' '.join(str(error).split())}") from None


def _has(words: Iterable[str], text: str) -> bool:
    return _pattern(tuple(words)).search(text) is not None


@lru_cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Compile whole words in any case; `*` is any letters, a space any blanks or hyphens."""
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.I)
