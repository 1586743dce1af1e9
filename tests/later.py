"""`arsip run` at another time, in a process of its own: `python -m tests.later JSON`.

The clock comes in at the edge of the program, so a test can be there days later without waiting for them.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

from pipeline.command import Workplace
from scrapers import outlets
from scrapers.crawl_cli import read
from scrapers.visit import Options, utc_now, visit


def main(asked: dict[str, str | float]) -> None:
    folder = Path(str(asked["place"]))
    catalogue = Path(str(asked["outlets"]))
    place = Workplace(
        archive=folder / "archive.db", warcs=folder / "warcs", catalogue=catalogue,
        outlets=lambda: list(outlets.load(catalogue).values()), annotations=folder / "annotations",
    )  # fmt: skip
    later = timedelta(days=float(asked["days"]))
    options = Options(proxy=str(asked["proxy"]), delay=0)
    well = visit(place, options, command="run", now=lambda: utc_now() + later)
    if asked["read"]:
        assert not read(place, 1)
    sys.exit(0 if well else 3)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
