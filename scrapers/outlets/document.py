"""The form of a file of outlets: a mapping with `defaults:` and a list `outlets:`, read strictly."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from pipeline.errors import OutletError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml's is six times as fast
    """Refuses a key that stands twice in one mapping, of which PyYAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep)
        return mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, parsed, with nothing checked below its two keys."""

    file: str
    defaults: Mapping[str, object]
    entries: tuple[object, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises OutletError for what is no YAML, or YAML of another form."""
        try:
            tree = yaml.load(path.read_bytes(), Loader=_Loader)
        except yaml.YAMLError as error:
            raise OutletError(f"{path.name}: {_syntax(error)}") from None
        except OSError as error:
            raise OutletError(f"{path.name}: cannot be read: {error.strerror}") from None
        if tree is None:
            raise OutletError(f"{path.name}: the file is empty")
        if not isinstance(tree, dict):
            raise OutletError(f"{path.name}: must be a mapping with `outlets:`, not a {type(tree).__name__}")
        if unknown := sorted(map(str, tree.keys() - {"defaults", "outlets"})):
            raise OutletError(f"{path.name}: unknown key {unknown[0]!r}; known are defaults, outlets")
        defaults, entries = tree.get("defaults") or {}, tree.get("outlets")
        if not isinstance(defaults, dict):
            raise OutletError(f"{path.name}: defaults must be a mapping, not a {type(defaults).__name__}")
        if not isinstance(entries, list) or not entries:
            raise OutletError(f"{path.name}: outlets must be a list with at least one outlet")
        return cls(file=path.name, defaults=defaults, entries=tuple(entries))

    def check_defaults(self, *, known: frozenset[str]) -> None:
        """Raise OutletError for a default that is not `known`."""
        if unknown := sorted(map(str, self.defaults.keys() - known)):
            raise OutletError(f"{self.file}: defaults: key {unknown[0]!r} cannot be a default")

    def outlets(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield each outlet's place for messages (`disway.yml: radarlampung`) and its values over the defaults."""
        for position, entry in enumerate(self.entries, start=1):
            if not isinstance(entry, dict):
                raise OutletError(f"{self.file}: outlet {position}: must be a mapping, not a {type(entry).__name__}")
            slug = entry.get("slug")
            place = slug if isinstance(slug, str) and slug else f"outlet {position}"
            yield f"{self.file}: {place}", {**self.defaults, **entry}


def _syntax(error: yaml.YAMLError) -> str:
    """Return what is wrong and the line, for a person with an editor open."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem or error.context}"
    return f"no YAML: {' '.join(str(error).split())}"
