"""words.yml, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from pipeline import yaml_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The lists of words.yml, which says what each is for."""

    never_in_articles: frozenset[str]
    joining: frozenset[str]
    static_pages: tuple[str, ...]
    around_names: frozenset[str]
    around_headings: frozenset[str]
    next_texts: frozenset[str]
    next_names: frozenset[str]
    more_texts: frozenset[str]
    more_names: tuple[str, ...]
    parts: Mapping[str, frozenset[str]]
    parts_beside: frozenset[str]
    data_addresses: tuple[str, ...]
    data_headlines: tuple[str, ...]
    data_days: tuple[str, ...]
    data_texts: tuple[str, ...]
    data_ids: tuple[str, ...]
    data_slugs: tuple[str, ...]
    data_sections: tuple[str, ...]
    data_next: tuple[str, ...]
    data_page: tuple[str, ...]
    data_pages: tuple[str, ...]
    data_more: tuple[str, ...]
    home_pages: frozenset[str]
    index_names: frozenset[str]
    feed_pages: frozenset[str]
    tag_pages: frozenset[str]
    search_pages: frozenset[str]
    day_names: frozenset[str]
    day_parts: Mapping[str, frozenset[str]]
    search_names: frozenset[str]
    sitemaps_without_articles: frozenset[str]
    ago: Mapping[str, float]


WORDS: Final = msgspec.convert(yaml_file.load(Path(__file__).with_suffix(".yml").read_text("utf-8")), Words)
