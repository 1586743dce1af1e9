"""`python -m newsroom`: serve the sample newsroom until interrupted."""

import threading
from contextlib import suppress

import click

from newsroom.server import serve


@click.command()
@click.option("--port", default=8700, show_default=True, help="Port on 127.0.0.1; 0 takes a free one.")
def main(port: int) -> None:
    """Serve the sample newsroom on 127.0.0.1 and print where."""
    with serve(port=port) as newsroom, suppress(KeyboardInterrupt):
        click.echo(f"proxy    {newsroom.proxy}")
        click.echo(f"outlets  {newsroom.outlets}")
        for host, site in newsroom.sites.items():
            click.echo(f"         http://{host}/  {site.skin}, {len(site.articles)} articles")
        click.echo(f"try      curl -x {newsroom.proxy} http://{next(iter(newsroom.sites), '')}/")
        threading.Event().wait()


if __name__ == "__main__":
    main()
