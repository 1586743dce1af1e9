"""What several tests share: the folder of real material beside the checkout, where there is one."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real saved pages and the five seed texts; they are not ours to commit."""
    folder = ROOT.parent / "shared"
    if not (folder / "pages").is_dir():
        pytest.skip("real pages are read where ../shared stands beside the checkout; it does not here")
    return folder
