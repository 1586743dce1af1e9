"""
What can go wrong, and who is told.

* ArchiveError
  x OutletError         the table of outlets is wrong: exit 2, file and slug named
  x LockHeld            another run works on the same archive: exit 4
  x WarcError           a WARC file or record that we cannot read: an `issues` row, the other records are read
  x ArticleError        a page that we cannot read as an article: an `issues` row, the run goes on
    + NotAnArticle      a listing, a front page, a gallery: expected, no issue
    + BadPayload        bytes that are not what their headers say: truncated, no gzip, no HTML, too large
    + ChallengePage     a wall in front of the page (captcha, "Just a moment"), whatever its status
    + EmptyBody         no text where an article must have some
    + TooSlow           reading took longer than its limit, and the worker was ended
"""

from typing import ClassVar


class ArchiveError(Exception):
    """Base of the errors that this project raises on purpose; `exit_code` is what the command ends with."""

    exit_code: ClassVar[int] = 1


class OutletError(ArchiveError):
    """Raised when the table of outlets is wrong, while it is loaded."""

    exit_code = 2


class LockHeld(ArchiveError):
    """Raised when another run holds the archive, before anything is written."""

    exit_code = 4


class WarcError(ArchiveError):
    """Raised when a WARC file, or one record of it, cannot be read."""


class ArticleError(ArchiveError):
    """Raised when a page cannot be read as an article; `kind` names the issue."""

    kind: ClassVar[str] = "unreadable"


class NotAnArticle(ArticleError):
    """Raised when a page is a listing, a front page or a gallery, from reading.read()."""

    kind = "not_an_article"


class BadPayload(ArticleError):
    """Raised when the preserved bytes are not what their headers say, from decode."""

    kind = "bad_payload"


class ChallengePage(ArticleError):
    """Raised when a wall stands in front of the page, from reading.read()."""

    kind = "challenge"


class EmptyBody(ArticleError):
    """Raised when a page has no article text, from reading.read()."""

    kind = "empty_body"


class TooSlow(ArticleError):
    """Raised when a page holds a reader longer than its limit, from the pool."""

    kind = "too_slow"
