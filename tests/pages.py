"""Asking the newsroom for a page and reading it, for the tests of pipeline.pages."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newsroom import Request, Site
from newsroom.skins import SKINS
from pipeline.model import Outlet, PageReading
from pipeline.pages import read

LATER = datetime(2026, 8, 1, tzinfo=UTC)
"""When pages of these tests were fetched."""


def outlet_of(site: Site) -> Outlet:
    return Outlet(
        slug=site.host.split(".")[0], name=site.name, platform=site.skin, home_url=f"{site.base}/", timezone=site.zone
    )


def html_of(site: Site, url: str) -> str:
    """Return the page that the newsroom serves at `url`."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    response = SKINS[site.skin].respond(site, Request(host=site.host, target=target))
    assert response.status == 200, url
    return response.body.decode()


def read_at(site: Site, url: str) -> PageReading:
    return read(html_of(site, url), url=url, outlet=outlet_of(site), fetched_at=LATER)


def read_html(
    html: str, url: str = "https://kabarsenja.example/2024/10/07/apel-bersama.html", platform: str = "generic"
) -> PageReading:
    outlet = Outlet(slug="kabarsenja", name="Kabar Senja", platform=platform, home_url="https://kabarsenja.example/")
    return read(html, url=url, outlet=outlet, fetched_at=LATER)


def letters(text: str) -> str:
    """Return what counts when two texts are compared: letters and digits."""
    return re.sub(r"\W+", "", text.casefold())


def spans_of(reading: PageReading) -> str:
    return letters(" ".join(span.text for span in reading.removed))
