"""Disway National Network: disway.id, *.disway.id, *.bacakoran.co, and their AMP pages."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.base import Page
from pipeline.pages.markup import Markup, shown
from pipeline.pages.select import css

ARTICLE: Final = re.compile(r"(?:https?:)?//[^/]+(?:/[^/]+)?/+read/(?!(?:19|20)\d\d/)\d+(?:/|$)")


def _post(markup: Markup) -> Iterator[HtmlElement]:
    """The platform gives the body no element of its own: it stands beside the headline, in `div.post`."""
    return (post for post in css("div.post")(markup) if post.find("h1") is not None)


def _is_ours(markup: Markup) -> bool:
    """Others have `/read/` in their addresses too."""
    return (
        any("/listtag/" in href or "/kategori/" in href for href, _ in markup.anchors)
        or "/upload/" in markup.loaded
        or any("Reporter" in shown(element) for element in markup.named.get("#author", ()))
    )


class DiswayPage(Page):
    """One skin on the web; the AMP page has the whole text, and its date and credits above or below."""

    name = "disway"
    regions = (
        _post,
        css("article .content, article .article-content, article .post-content"),
        css("article.post, .post"),
    )
    headlines = (css("div.post h1"), css("article h1"))
    sections = (css("ul.breadcrumb li a"),)
    date_lines = (css(".post-info .date"),)
    credit_lines = (css("#author, #editor"), css(".post-info"))
    names = (("reporter", css("#author strong")), ("editor", css("#editor strong")))

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        return bool(ARTICLE.match(markup.canonical or "")) and _is_ours(markup)
