"""Log lines as JSON objects, for machines that gather them."""

import json
import logging
import sys
from datetime import UTC, datetime

import click

from pipeline.ids import instant


class JsonLines(logging.Formatter):
    """One object a line: instant, level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": instant(datetime.fromtimestamp(record.created, UTC)), "level": record.levelname.lower(),
            "logger": record.name, "message": record.getMessage(),
        }  # fmt: skip
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def install(level: int) -> None:
    """Send all log lines of this process to stderr as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    handler.setLevel(level)
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(level)


def tell(event: str, **facts: object) -> None:
    """Print one object about something that happened."""
    line = {"at": instant(datetime.now(UTC)), "level": "info", "logger": "arsip", "event": event, **facts}
    click.echo(json.dumps(line, ensure_ascii=False), err=True)
