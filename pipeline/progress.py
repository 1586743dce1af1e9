"""How a stage tells how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Told how far a stage is."""

    def __call__(self, stage: str, done: int, of: int) -> None: ...


def silent(stage: str, done: int, of: int) -> None:
    """Tell nobody."""
