"""A capture → what it holds of an article: each is read alone; stitch.py joins them."""

import re
import zlib
from dataclasses import replace

from pipeline.decode import decode_body, decode_text
from pipeline.model import Capture, Outlet, PageReading
from pipeline.pages import reading

CLASSES = re.compile(r"""\bclass\s*=\s*(?:"|')([^"'<>]*)""", re.I)
SKETCH = 64
"""Hashes of a page's signature."""


def read(capture: Capture, outlet: Outlet) -> PageReading:
    """Read one capture; raises ArticleError where it is no page of an article."""
    headers = {name.lower(): value for name, value in capture.headers}
    html = decode_text(decode_body(headers, capture.payload), headers.get("content-type", ""))
    found = reading.read(html, url=capture.row.url, outlet=outlet, fetched_at=capture.row.fetched_at)
    return replace(found, signature=signature(html))


def signature(html: str) -> tuple[int, ...]:
    """Return a sketch of the class names in a page: its smallest hashes. Names with digits are a page's own."""
    names = {name for value in CLASSES.findall(html) for name in value.split() if not any(c.isdigit() for c in name)}
    return tuple(sorted(zlib.crc32(name.encode()) for name in names)[:SKETCH])
