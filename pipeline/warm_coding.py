"""Imported by the process that coders are copies of: it codes an article, so that all of them find the vocabularies."""

import gc

from pipeline.coding import coder
from pipeline.model import Outlet

coder.code(
    headline="Netralitas ASN", paragraphs=("Bupati meminta ASN netral.",), published_at=None,
    outlet=Outlet(slug="none", name="None", platform="generic", home_url="http://none.example/"),
)  # fmt: skip
gc.collect()
gc.freeze()
