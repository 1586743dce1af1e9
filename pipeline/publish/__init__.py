"""Publish: archive.db → a site on 127.0.0.1, read-only, for people and for programs.

Datasette does the tables, queries, facets, CSV and JSON; ours are the front page, the article page, the search,
the preserved captures (`views.py`), the look (`templates/`, `static/`) and the limits (`site.py`).
"""

import socket
import webbrowser
from pathlib import Path
from typing import Final

import click

from pipeline.errors import ArchiveError

HOST: Final = "127.0.0.1"
"""Never the open network: a proxy that limits rates stands in front of a public site (deploy/)."""

METADATA: Final = Path(__file__).parents[2] / "metadata.yml"
"""Of the checkout; an installed package has none, and is told by ARSIP_METADATA."""


class Unpublishable(ArchiveError):
    """Raised when an archive cannot be published: not there, not ours, an older schema, no port."""

    exit_code = 2


def serve(
    archive: Path, *, port: int = 8001, metadata: Path = METADATA, warcs: Path | None = None, sql: bool = False,
    contact: str | None = None, open_browser: bool = False,
) -> int:  # fmt: skip
    """Serve `archive` until interrupted, and return the exit code; port 0 takes a free one.

    Raises Unpublishable when the archive, its descriptions or the port are not there to be used.
    """
    import uvicorn  # noqa: PLC0415 Datasette and its server take a second to import, and no other command needs them

    from pipeline.publish import site  # noqa: PLC0415

    published = site.build(archive, metadata=metadata, warcs=warcs, sql=sql, contact=contact)
    with _listen(port) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        server = uvicorn.Server(uvicorn.Config(published.app(), log_level="warning", lifespan="on"))
        click.echo(f"{archive}: {url}  (Ctrl-C)")
        if open_browser:
            webbrowser.open(url)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            click.echo()
        finally:
            site.close(published)
    return 0


def _listen(port: int) -> socket.socket:
    """Take the port before anything is started, so that a port in use is a sentence and not a traceback."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise Unpublishable(f"cannot serve on {HOST}:{port}: {reason}; name another port with --port") from error
    return listener
