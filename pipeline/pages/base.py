"""Reading one page: the frame that every platform fills with what it knows of its own markup."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import ClassVar, Final

from lxml.html import HtmlElement

from pipeline import urls
from pipeline.errors import EmptyBody, NotAnArticle
from pipeline.model import Credit, CreditRole, Finding, Outlet, PageReading
from pipeline.pages import credited, credits, dateline, dates, headings, paging
from pipeline.pages.between import Between
from pipeline.pages.blocks import Block
from pipeline.pages.boilerplate import is_control
from pipeline.pages.cutting import unlinked
from pipeline.pages.identity import address_of, strip_outlet, without_prefix
from pipeline.pages.items import Known, Trimmed
from pipeline.pages.lines import WORDS
from pipeline.pages.located import Located
from pipeline.pages.markup import Markup, shown
from pipeline.pages.masthead import is_of_another, lines_of
from pipeline.pages.prose import bare, fold, is_prose
from pipeline.pages.said_names import said_names
from pipeline.pages.select import Selector
from pipeline.pages.trim import trim

LEAST_WORDS: Final = 15
"""A text with fewer is a caption or a failure, not an article."""
OPENING: Final = 80
"""Characters of a text in which its dateline stands."""
ENDING: Final = 5
"""Paragraphs at the end of a text that may tell its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader is given: the page, where and when it was fetched, and whose it is."""

    markup: Markup
    url: str
    outlet: Outlet
    fetched_at: datetime


class Page(Located):
    """One page shape. Subclasses state where things stand; none of them repeats how to read."""

    headlines: ClassVar[tuple[Selector, ...]] = ()
    sections: ClassVar[tuple[Selector, ...]] = ()
    crumbs: ClassVar[bool] = True
    """`sections` find breadcrumbs, whose last one counts; otherwise the first match does."""
    date_lines: ClassVar[tuple[Selector, ...]] = ()
    credit_lines: ClassVar[tuple[Selector, ...]] = ()
    names: ClassVar[tuple[tuple[CreditRole, Selector], ...]] = ()
    """Elements that hold a name and nothing else."""

    author_is_writer: ClassVar[bool] = True
    """The author in the page's JSON-LD wrote the text; at some it is the editor."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.markup)
        self.source = source
        self.fetched = urls.address(source.url)
        self.host = urls.host(source.url).split(":")[0]
        self.address = address_of(source.markup, self.fetched, source.url, source.outlet)

    @classmethod
    def recognises(cls, markup: Markup) -> bool:
        """Tell whether the page has this shape."""
        return True

    def read(self) -> PageReading:
        """Read the page. Raises EmptyBody or NotAnArticle where it holds no article."""
        trimmed = self.trimmed
        headline = self.headline
        published, modified, found = dates.published(
            self.markup,
            text_lines=self._dated(),
            zone=self.source.outlet.timezone,
            fetched_at=self.source.fetched_at,
            heading=self.heading,
        )
        byline, names = self._credits()
        place, _ = dateline.split(trimmed.paragraphs[0], outlet_name=self.source.outlet.name)
        pages = paging.count(self.markup, self.address, self.fetched.page)
        return PageReading(
            reader=self.name,
            key=self.address.key,
            url=self.address.url,
            page=self._page(pages),
            pages=pages,
            amp=self.amp,
            headline=headline,
            byline=byline,
            credits=names,
            published=published,
            modified=modified,
            dateline=place,
            section=self.section,
            paragraphs=trimmed.paragraphs,
            removed=trimmed.removed,
            partial=trimmed.partial,
            findings=(
                *found,
                *self._findings(part=pages is not None and pages > 1 and self._page(pages) != urls.WHOLE),
            ),
        )

    # -- what the page says

    @cached_property
    def amp(self) -> bool:
        return self.markup.amp or self.fetched.amp

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The element that holds the headline: the platform's own, else the h1 that the page's head agrees with."""
        for find in self.headlines:
            for element in find(self.markup):
                if shown(element):
                    return element
        said = [self.markup.metas.get("og:title", ""), self.markup.said("headline") or "", self.markup.title]
        titles = [
            title for text in said if text and (title := self._without_outlet(text)) and not self._is_outlet(title)
        ]
        found = headings.agreed(self.markup, titles)
        return found if found is not None else headings.nearest(self.found[0])

    @cached_property
    def headline(self) -> str | None:
        printed_one = shown(self.heading) if self.heading is not None else ""
        said = printed_one or self.markup.metas.get("og:title") or self.markup.said("headline") or self.markup.title
        title = self._without_outlet(fold(said).strip())
        return title if title and (printed_one or not self._is_outlet(title)) else None

    def _without_outlet(self, title: str) -> str:
        names = self._outlet_names()
        return without_prefix(strip_outlet(title, names), names)

    def _is_outlet(self, title: str) -> bool:
        """A page title that is the paper's name, `Harian Contoh Online`, tells no headline."""
        said = bare(title)
        return any(
            name and said.startswith(name) and len(said) <= len(name) + 10 for name in map(bare, self._outlet_names())
        )

    @cached_property
    def section(self) -> str | None:
        for find in self.sections:
            texts = [text for element in find(self.markup) if 2 <= len(text := shown(element)) <= 40]
            if texts := [text for text in texts if text.lower() not in {"home", "beranda", "#home"}]:
                return texts[-1] if self.crumbs else texts[0]
        said = self.markup.metas.get("article:section") or self.markup.said("articleSection")
        return said if said and len(said) <= 40 else None

    @property
    def blocks(self) -> list[Block]:
        """The lines of the body's elements, before anything is taken out."""
        return [block for region in self.found for block in self.segmented(region)]

    @cached_property
    def trimmed(self) -> Trimmed:
        trimmed = trim(self.blocks, self.known)
        words = sum(len(paragraph.split()) for paragraph in trimmed.paragraphs)
        if words < LEAST_WORDS or not any(is_prose(paragraph) for paragraph in trimmed.paragraphs):
            links = sum(span.kind in {"related", "menu"} for span in trimmed.removed)
            raise (NotAnArticle("links and no text") if links > 4 else EmptyBody(f"{words} words of text"))
        return trimmed

    @cached_property
    def masthead(self) -> tuple[Block, ...]:
        """Lines around the headline, and what platforms print under the text, with their dates and names."""
        own = (e for find in self.date_lines for e in find(self.markup) if not is_of_another(e, self._around))
        found = [line for element in own for line in lines_of(element)]
        if self._between is not None:
            found += self._between.lines()
        return tuple(line for line in found if 2 < len(line.text) <= 300 and not is_control(line))

    # -- the parts

    @cached_property
    def _around(self) -> frozenset[HtmlElement]:
        """Headline and body, and the elements around them."""
        own = (*self.found, *([self.heading] if self.heading is not None else ()))
        return frozenset(chain(own, *(element.iterancestors() for element in own)))

    @cached_property
    def _between(self) -> Between | None:
        return Between(self.heading, self.found[0]) if self.heading is not None else None

    @cached_property
    def known(self) -> Known:
        outlet = self.source.outlet
        names = {
            word.lower()
            for text in (outlet.name, self.host, self.markup.metas.get("og:site_name", ""))
            for word in WORDS.findall(text)
        }
        return Known(
            headline=self.headline or "",
            description=self.markup.metas.get("og:description") or self.markup.metas.get("description") or "",
            sections=(self.section or "", self.markup.metas.get("article:section", "")),
            captions=self._between.captions() if self._between is not None else (),
            people=tuple(name for name in self._people() if " " in name),
            names=frozenset(names | {bare(outlet.name), "redaksi", "admin"}),
            host=self.host,
            outlet=bare(outlet.name),
        )

    def _people(self) -> tuple[str, ...]:
        """Names of authors in markup and JSON-LD; never of an organisation."""
        authors = self.markup.article_data.get("author")
        nodes = authors if isinstance(authors, list) else [authors]
        said = [node.get("name") for node in nodes if isinstance(node, dict) and node.get("@type") != "Organization"]
        names = [
            *(name for role, name in self._named if role == "reporter"),
            *(name for name in said if isinstance(name, str)),
        ]
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))

    def _outlet_names(self) -> tuple[str, ...]:
        return (self.source.outlet.name, self.markup.metas.get("og:site_name", ""), self.host)

    def _dated(self) -> list[str]:
        foot = [
            block.text for element in credited.following(self.found[-1], self.heading) for block in lines_of(element)
        ]
        ends = dates.labelled([*self.trimmed.paragraphs[1:][-ENDING:], *foot])
        return [*(unlinked(line) for line in self.masthead), *self.trimmed.dated, *ends]

    def _credits(self) -> tuple[str | None, tuple[Credit, ...]]:
        """Names from what is printed; where no writer is, the one that the page's head names."""
        said = said_names(self.markup, own_names=self.known.names, author_is_writer=self.author_is_writer)
        return credits.credits(
            self._credited(),
            outlet_name=self.source.outlet.name,
            markup=self._named,
            said=said.names,
            state=said.state,
            hints=said.hints,
            opening=bare(self.trimmed.paragraphs[0][:OPENING]),
        )

    def _credited(self) -> list[str]:
        own = [b.text for find in self.credit_lines for e in find(self.markup) for b in lines_of(e)]
        around = (self.found[0], self.found[-1])
        return credited.lines(
            [*(line.text for line in self.masthead), *own], self.trimmed, self.heading, around, self.source.outlet.name
        )

    @cached_property
    def _named(self) -> list[tuple[CreditRole, str]]:
        own = [(role, text) for role, find in self.names for element in find(self.markup) if (text := shown(element))]
        return own or (self._between.signed() if self._between is not None else [])

    def _page(self, pages: int | None) -> int:
        page = self.fetched.page
        whole = page == 1 and self.amp and pages is None
        return urls.WHOLE if whole else page

    def _findings(self, *, part: bool) -> list[Finding]:
        found: list[Finding] = []
        if not self.headline:
            found.append(Finding(kind="no_headline", message="no headline on the page"))
        said = self.markup.said("articleBody") or ""
        if not part and len(said) > 400:
            read, whole = len(bare(" ".join(self.trimmed.paragraphs))), len(bare(said))
            if read < 0.5 * whole:
                message = f"{read} letters read, {whole} in the page's own data"
                found.append(Finding(kind="short_body", message=message))
        return found
