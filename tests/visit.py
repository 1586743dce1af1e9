"""Run one crawl in a process of its own, for Twisted's reactor starts only once: `python -m tests.visit JSON`."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from scrapers import outlets, topics
from scrapers.crawl import Plan, crawl


def main(asked: dict[str, str | list[str] | bool]) -> None:
    known = frozenset(asked.get("known") or ())  # type: ignore[arg-type]

    def day(name: str) -> date | None:
        return date.fromisoformat(str(asked[name])) if asked.get(name) else None

    plan = Plan(
        entries=list(outlets.load(Path(str(asked["outlets"]))).values()),
        warcs=Path(str(asked["warcs"])),
        topics=topics.load(),
        wants=lambda url: url not in known,
        caught_up=lambda slug: bool(asked.get("caught_up")),
        now=lambda: datetime.now(UTC),
        since=day("since"),
        until=day("until"),
        proxy=str(asked["proxy"]),
        delay=0,
        allowed_networks=["127.0.0.1/32"],
    )
    visited = crawl(plan)
    json.dump({slug: {**v.figures(), "by_kind": dict(v.failures)} for slug, v in visited.items()}, sys.stdout)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
