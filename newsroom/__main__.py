"""`python -m newsroom`: serve the sample newsroom until interrupted."""

import threading
from contextlib import suppress

import click

from newsroom.gallery import gallery
from newsroom.library import sites
from newsroom.server import serve


@click.command()
@click.option("--port", default=8700, show_default=True, help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--gallery", "whole", is_flag=True, help="Show the articles in every other skin as well.")
def main(port: int, whole: bool) -> None:
    """Serve the sample newsroom on 127.0.0.1 and print where."""
    with serve((*sites(), *(gallery() if whole else ())), port=port) as newsroom, suppress(KeyboardInterrupt):
        click.echo(f"proxy    {newsroom.proxy}")
        click.echo(f"outlets  {newsroom.outlets}")
        for host, site in newsroom.sites.items():
            click.echo(f"         http://{host}/  {site.skin}, {len(site.articles)} articles")
        click.echo(f"try      curl -x {newsroom.proxy} http://{next(iter(newsroom.sites), '')}/")
        threading.Event().wait()


if __name__ == "__main__":
    main()
