"""Outlets on Blogger, under their own domain or blogspot.com."""

import re
from functools import cached_property
from typing import Final

from pipeline.pages.base import Page
from pipeline.pages.blocks import Block
from pipeline.pages.markup import Markup, shown
from pipeline.pages.select import css

MARKS: Final = ("blogger.com/", "/feeds/posts/default")
HOUR: Final = re.compile(r"\d{1,2}[.:]\d{2}(?:\s*(?:AM|PM|WIB|WITA|WIT))?", re.I)


class BlogspotPage(Page):
    """The body is bare text between <br> or <div>s more often than <p>."""

    name = "blogspot"
    crumbs = False
    regions = (css(".post-body"), css(".entry-content, .post-content"))
    headlines = (
        css("h1.post-title, h1.entry-title, h3.post-title, h2.post-title, h3.entry-title, h2.entry-title"),
        css("#main h1"),
    )
    sections = (css(".post-labels a"), css("a~tag"))
    date_lines = (css(".date-header, .post-timestamp, .published, .timestamp-link"),)
    credit_lines = (css(".post-author"),)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return (
            any("blogger" in made.lower() for made in markup.generators)
            or any(mark in markup.linked for mark in MARKS)
            or any(name.startswith("#post-body-") for name in markup.named)
            or any(css(".hentry .post-body")(markup))
        )

    @cached_property
    def masthead(self) -> tuple[Block, ...]:
        """Blogger prints the day above the posts of that day and the hour under each: one line of both."""
        lines = super().masthead
        hours = [line.text for line in lines if HOUR.fullmatch(line.text)]
        days = [text for header in css(".date-header")(self.markup) if (text := shown(header))]
        return (Block(text=f"{days[0]} {hours[0]}"), *lines) if days and hours else lines
