"""The addresses of the stylesheets, which change whenever they do, so that browsers may keep them."""

from hashlib import sha256
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"


def address(name: str) -> str:
    """Return where a file of static/ is served."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


STYLESHEET: Final = address("arsip.css")

EVIDENCE: Final = address("evidence.css")
"""One rule a code of an article: pointing at the code marks its stretches of the body, and the other way round."""
