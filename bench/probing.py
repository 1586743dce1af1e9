"""What `arsip outlets probe` says of sites in structures that it has never seen (newsroom/structures).

    python -m bench.probing [--half dev|held] [--last N]

`platform` is what the entry that it prints says, beside the one that the bench crawls with: where both agree, the
entry crawls as bench.discovery measures. Ways in are counted where the site has one that a reader's browser shows or
robots.txt names; a box that posts cannot be asked.
"""

import argparse
import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.discovery import ARSIP, slug
from newsroom.structures import Structure, load, served

WAYS = ("feeds", "sitemaps", "search")


def probe(structures: Sequence[Structure], place: Path) -> dict[str, Mapping[str, Any]]:
    """Return what `arsip outlets probe --json` says of each structure, by host."""
    place.mkdir(parents=True, exist_ok=True)
    with served(structures) as town:
        done = subprocess.run(
            [ARSIP, "--archive", place / "archive.db", "--warcs", place / "warcs", "outlets", "probe", "--json",
             "--proxy", town.proxy, "--delay", "0", *(f"http://{s.host}/" for s in structures)],
            capture_output=True, text=True, check=False, timeout=1800,
        )  # fmt: skip
    if done.returncode not in {0, 3}:
        raise RuntimeError(done.stderr[-3000:])
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {str(urlsplit(t["sight"]["url"]).hostname): t for t in told}


def has(plan: Structure, way: str) -> bool:
    """Tell whether a site has a way in that a polite visitor can find."""
    match way:
        case "feeds":
            return plan.feed is not None and plan.feed.linked
        case "sitemaps":
            return plan.sitemap is not None and not plan.sitemap.quiet
        case _:
            return plan.search is not None and plan.search.method == "get" and "search" not in plan.shut


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--last", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path("bench/.discovery"))
    asked = parser.parse_args()
    structures = [s for s in load()[-asked.last :] if asked.half in {None, s.half}]
    told = probe(structures, asked.folder)
    print("| site | platform | told | feeds | sitemaps | search | article read | would ask for |")
    print("|---|---|---|---|---|---|---|--:|")
    right, read = 0, 0
    shown = {way: [0, 0] for way in WAYS}
    for plan in structures:
        said = told[plan.host]
        sight = said["sight"]
        marks = []
        for way in WAYS:
            found = bool(sight[way])
            shown[way][1] += has(plan, way)
            shown[way][0] += has(plan, way) and found
            marks.append(f"{'yes' if found else 'no'}{'' if found == has(plan, way) else '!'}")
        sample = sight["sample"] or {}
        fine = bool(sample.get("paragraphs")) and not sample.get("trouble")
        right, read = right + (sight["platform"] == plan.platform), read + fine
        what = sight["platform"] or f"unknown: {sight['reason']}"
        count = len(said["trial"]["found"])
        print(
            f"| {slug(plan)} | {plan.platform} | {what} | {' | '.join(marks)} | {'yes' if fine else 'no'} | {count} |"
        )
    ways = " | ".join(f"{found} of {there}" for found, there in shown.values())
    print(f"| **all** | {len(structures)} | {right} | {ways} | {read} | |")


if __name__ == "__main__":
    main()
