"""Progress of the stages, for a person who waits."""

from typing import Any

from rich.console import Console
from rich.progress import Progress as Bar


class Reporter:
    """Progress for a person: a bar on a terminal, a line a stage elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Bar(console=self._console, transient=True, disable=not self._console.is_terminal)
        self._tasks: dict[str, Any] = {}
        self._seen: dict[str, int] = {}

    def __enter__(self) -> "Reporter":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
        for stage, done in self._seen.items():
            self._console.print(f"{stage}: {done}", highlight=False)

    def __call__(self, stage: str, done: int, of: int) -> None:
        self._seen[stage] = done
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=of)
        self._bar.update(self._tasks[stage], completed=done, total=of)
