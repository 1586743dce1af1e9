"""Publish: archive.db → a site on 127.0.0.1, read-only, for people and for programs.

Datasette does the tables, queries, facets, CSV and JSON; ours are the front page, the article page, the search,
the preserved captures (`views.py`), the look (`templates/`, `static/`) and the limits (`site.py`).
"""

import socket
import webbrowser
from pathlib import Path

import click
import uvicorn

from pipeline.publish import site
from pipeline.publish.archive import Unpublishable

__all__ = ["Unpublishable", "serve"]

HOST = "127.0.0.1"
"""Never the open network: a proxy that limits rates stands in front of a public site (deploy/)."""


def serve(
    archive: Path, *, port: int = 8001, metadata: Path, warcs: Path | None = None, sql: bool = False,
    open_browser: bool = False,
) -> int:  # fmt: skip
    """Serve `archive` until interrupted, and return the exit code; port 0 takes a free one.

    Raises Unpublishable when the archive, its descriptions or the port are not there to be used.
    """
    published = site.build(archive, metadata=metadata, warcs=warcs, sql=sql)
    with _listen(port) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        config = uvicorn.Config(published.app(), log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
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
