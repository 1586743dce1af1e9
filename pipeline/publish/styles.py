"""The address of the stylesheet, which changes whenever the stylesheet does, so that browsers may keep it."""

from hashlib import sha256
from pathlib import Path
from typing import Final

STYLESHEET: Final = (
    "/static/arsip.css?" + sha256((Path(__file__).parent / "static" / "arsip.css").read_bytes()).hexdigest()[:12]
)
