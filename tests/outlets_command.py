"""`arsip` with the commands of scrapers.outlets_cli: `python -m tests.outlets_command outlets …`."""

from scrapers.cli import cli
from scrapers.outlets_cli import outlets

cli.add_command(outlets)

if __name__ == "__main__":
    cli()
