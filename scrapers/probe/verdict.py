"""What a probe means for the catalogue: an entry to paste, an entry that is right, or one that is not."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from pipeline import urls
from pipeline.coding.regions import Region
from scrapers.outlets import ZONES, Entry
from scrapers.outlets.edit import written
from scrapers.probe.sight import Probed

KIN: Final[Mapping[str, frozenset[str]]] = {
    "jawapos": frozenset({"promedia", "generic"}),
    "promedia": frozenset({"jawapos"}),
    "kompas": frozenset({"promedia"}),
    "generic": frozenset({"rri", "jpnn", "inews", "idntimes"}),
}
"""Platforms whose pages may look like others', beside their own."""


def objection(entry: Entry, found: Probed) -> tuple[str, str] | None:
    """Return the kind and message of the issue that an entry of the catalogue has by what was seen, or None."""
    platform = found.sight.platform
    if platform is None:
        return "probe_unknown", f"no news site that we know: {found.sight.reason}"
    if platform != entry.platform and platform not in KIN.get(entry.platform, frozenset()):
        return "probe_platform", f"the catalogue says {entry.platform}, the site is {platform}"
    if found.sight.sample is not None and found.sight.sample.trouble:
        return "probe_unreadable", f"{found.sight.sample.url} cannot be read: {found.sight.sample.trouble}"
    if found.trial.ended not in {"finished", "budget"}:
        return "probe_stopped", f"the trial ended with {found.trial.ended}"
    return None


def proposal(found: Probed, *, on: date) -> str | None:
    """Return the lines of an entry for a site that is not in the catalogue; None for what is no news site."""
    entry = proposed(found, on=on)
    return written(entry) if entry else None


def proposed(found: Probed, *, on: date, name: str | None = None, region: Region | None = None) -> Entry | None:
    """Return an entry for a site that stands in a region; None for what is no news site."""
    if found.sight.platform is None:
        return None
    province = region.province if region else None
    regency = region.code if region and region.type != "province" else None
    return Entry(
        slug=found.slug, name=name or found.sight.name or urls.bare(urls.host(found.sight.url)),
        platform=found.sight.platform, home_url=found.sight.url, province=province, regency=regency, verified="live",
        verified_on=on, timezone=ZONES.get(province or "", "Asia/Jakarta"),
    )  # fmt: skip


def slug_of(url: str) -> str:
    """Return a slug made of a host: its own name, with the network's behind where it is below one."""
    host = urls.bare(urls.host(url)).partition(":")[0]
    label = host.split(".")[0] if host.count(".") < 2 or host.endswith((".co.id", ".or.id", ".com")) else host
    return re.sub(r"[^a-z0-9]+", "-", label).strip("-")[:40].strip("-") or "outlet"


def _short(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def told(found: Probed) -> list[str]:
    """Return what was seen as lines for a person."""
    sight, trial = found.sight, found.trial
    if sight.platform is None:
        return [f"{sight.url}: unknown: {sight.reason}"]
    theme = f", theme {sight.theme}" if sight.theme else ""
    lines = [f"{sight.url}: {sight.platform}{theme}", f"  by {', '.join(sight.marks) or 'nothing but its articles'}"]
    if sight.sample is not None:
        read = sight.sample.trouble or f"{sight.sample.headline} ({sight.sample.published or 'no date'})"
        lines.append(f"  an article: {read}, {sight.sample.paragraphs} paragraphs")
    for what, where in (("feed", sight.feeds), ("sitemap", sight.sitemaps)):
        lines += [f"  {what}: {url}" for url in where]
    lines += [f"  {what}: {url}" for what, url in (("data", sight.rest), ("search", sight.search)) if url]
    lines.append(f"  a crawl would ask for {len(trial.found)} articles, as far as {trial.requests} requests tell")
    lines += [f"    {_short(url)}" for url in trial.found[:5]]
    return lines
