"""From the blocks of a region to the article's paragraphs and the spans removed between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

from pipeline.pages.blocks import Block
from pipeline.pages.boilerplate import GRAMMAR
from pipeline.pages.cutting import without
from pipeline.pages.edges import cut_edges
from pipeline.pages.furniture import Drop
from pipeline.pages.headed import take_headings
from pipeline.pages.items import Item, Known, Trimmed, result
from pipeline.pages.layout import Layout
from pipeline.pages.lines import FILES, Around, Label, Line, Rule
from pipeline.pages.linked import take_linked
from pipeline.pages.own import is_own
from pipeline.pages.prose import QUOTES, bare, capitals, is_ended, is_prose, is_title
from pipeline.pages.segments import ITEM
from pipeline.pages.signed import take_signed
from pipeline.pages.strangers import take_strangers
from pipeline.pages.verdict import keeps
from pipeline.pages.weighed import take_weighed

MOST_TITLES: Final = 15
"""Headlines that one label can take; longer lists stand outside the region or in a widget."""
REACH: Final = 40
"""Lines that a label can see."""
DATELINE: Final = re.compile(r"^[^.!?]{2,70}?\s*(?:[-–—]+|\|)\s*\S")
NEXT: Final = re.compile(r"\b(?:selanjutnya|berikutnya|next|lanjut(?:kan)?)\b", re.I)
WORD: Final = re.compile(r"[^\W_]")
REPEAT: Final = 40
"""Letters from which on the same text twice is a mistake of the page and not a refrain."""


def trim(blocks: Sequence[Block], known: Known) -> Trimmed:
    """Return paragraphs and removed spans; every character of `blocks` is in one or the other."""
    trimmer = _Trimmer(blocks, known)
    trimmer.run()
    take_weighed(trimmer.layout, known.headline)
    take_headings(trimmer.layout)
    return result(trimmer.items, partial=trimmer.partial)


def judged(blocks: Sequence[Block], known: Known) -> Layout:
    """Return the lines of a text as the rules leave them, before any is weighed."""
    trimmer = _Trimmer(blocks, known)
    trimmer.run()
    return trimmer.layout


class _Trimmer:
    def __init__(self, blocks: Sequence[Block], known: Known) -> None:
        self.known = known
        self.items = [Item(block, block.furniture) for block in blocks]
        self.partial = False
        self.about = self._about(blocks)

    def _about(self, blocks: Sequence[Block]) -> str:
        lede = next((block.text for block in blocks if not block.furniture and is_prose(block.text)), "")
        return f"{self.known.headline} {lede}".lower()

    def run(self) -> None:
        around = Around(about=self.about, names=self.known.names, host=self.known.host)
        for item in self._kept():
            self._cut(item, around)
            item.prose = is_prose(item.block.text)
        self._repeated_head()
        self._lines(around)
        self._teaser()
        take_signed(self.items, self.known.outlet)
        cut_edges(self.items)
        take_linked(self.items, self.known)
        self._captions()
        self._twice()
        self.layout = Layout(self.items)
        take_strangers(self.layout, self.known)
        self._second_opinion()

    def _kept(self) -> Iterator[Item]:
        return (item for item in self.items if item.drop is None)

    def _cut(self, item: Item, around: Around) -> None:
        cuts = GRAMMAR.cuts(item.block, around)
        if not cuts:
            return
        text = item.block.text
        rest = without(item.block, [(cut.start, cut.end) for cut in cuts])
        for cut in cuts:
            self.partial |= cut.rule.partial
            span = (Drop(kind=cut.rule.kind, rule=cut.rule.id), text[cut.start : cut.end].strip())
            if len(re.sub(r"\W", "", rest.text)) == 0:
                item.drop = span[0]
                return
            (item.before if cut.start == 0 else item.behind).append(span)
        item.block = rest

    def _repeated_head(self) -> None:
        """Headline, section and breadcrumb once more inside the region."""
        headline, sections = bare(self.known.headline), {bare(section) for section in self.known.sections if section}
        people = {bare(name) for name in self.known.people}
        top = True
        for item in self._kept():
            text = bare(item.block.text)
            if headline and (
                text == headline or (item.block.tag == "h1" and text and (text in headline or headline in text))
            ):
                item.take("headline", "headline")
            elif top and text in sections:
                item.take("menu", "section")
            elif text and text in people:
                item.take("credit", "name")
            top = top and not item.prose

    def _lines(self, around: Around) -> None:
        last_prose = max((i for i, item in enumerate(self.items) if item.prose and item.drop is None), default=-1)
        seen_prose = False
        zones = {(top, foot): replace(around, top=top, foot=foot) for top in (False, True) for foot in (False, True)}
        for i, item in enumerate(self.items):
            if item.drop is not None:
                continue
            line = Line.of(item.block)
            label = GRAMMAR.label(line)
            rule = None
            if label is None or (label.rule.kind == "related" and not label.sure):
                rule = GRAMMAR.judge(line, zones[not seen_prose or item.block.after_image, i >= last_prose])
            if rule is not None and seen_prose and is_own(self.items, i, rule, last=i > last_prose):
                rule = None
            if rule is not None:
                item.take(rule.kind, rule.id)
                self.partial |= rule.partial
            elif label is not None:
                self._labelled(i, label, seen_prose=seen_prose)
            elif not WORD.search(item.block.text):
                item.take("other", "no-words")
            if item.drop is None and item.prose:
                seen_prose = True

    def _labelled(self, i: int, label: Label, *, seen_prose: bool) -> None:
        item, rule = self.items[i], label.rule
        text = item.block.text
        if label.end < len(text):
            item.before.append((Drop(kind=rule.kind, rule=rule.id), text[: label.end].strip()))
            item.block = without(item.block, [(0, label.end)])
            item.prose = is_prose(item.block.text)
            return
        if rule.after == "links" and label.alone and not self._links_follow(i):
            return
        item.take(rule.kind, rule.id)
        if not label.alone:
            return
        if rule.after == "all" and seen_prose and self._is_end(i):
            for other in self.items[i + 1 :]:
                other.take(rule.kind, f"{rule.id}-after")
        elif rule.after == "items":
            self._take_items(i, rule)
        elif rule.after == "question":
            self._take_question(i, rule)
        elif rule.after in {"titles", "links"}:
            self._take_titles(i, rule)

    def _is_end(self, i: int) -> bool:
        """Tell whether most of the article's sentences stand before a line: a heading in its middle ends nothing."""
        sentences = [j for j, item in enumerate(self.items) if item.prose and item.drop is None]
        return sum(j < i for j in sentences) > sum(j > i for j in sentences)

    def _links_follow(self, i: int) -> bool:
        """Tell whether the line after a label of one plain word is a link, or no text of the article comes any more."""
        if self.items[i].block.linked >= 0.6:
            return True
        later = [item for item in self.items[i + 1 : i + 1 + REACH] if item.drop is None]
        return not any(item.prose for item in later) or later[0].block.linked >= 0.6

    def _take_titles(self, i: int, rule: Rule) -> None:
        taken = 0
        for other in self.items[i + 1 : i + 1 + REACH]:
            if other.drop is not None:
                continue
            if taken >= MOST_TITLES or not self._is_listed(other, rule):
                break
            other.take(rule.kind, f"{rule.id}-after")
            taken += 1
        if taken:
            return
        for j in range(i - 1, max(-1, i - REACH), -1):
            other = self.items[j]
            if other.drop is None and other.block.linked >= 0.8 and not other.prose:
                other.take(rule.kind, f"{rule.id}-before")
            elif other.drop is None or other.drop.kind != "related":
                break

    def _is_listed(self, item: Item, rule: Rule) -> bool:
        """A title in a list under a label: linked, or with its capitals; the date and section under it."""
        block = item.block
        if item.prose and block.linked < 0.6:
            return False
        if any(FILES.search(link.href) for link in block.links):
            return False  # what the article gives its readers to download
        if block.linked >= 0.6:
            return True
        if rule.after == "links":
            return False
        taken = GRAMMAR.judge(Line.of(block), Around(names=self.known.names))
        if taken is not None and taken.kind in {"timestamp", "share", "menu"}:
            return True
        return is_title(block.text) and not ITEM.match(block.text) and capitals(block.text) >= 0.6

    def _take_items(self, i: int, rule: Rule) -> None:
        for other in self.items[i + 1 : i + 1 + REACH]:
            if other.drop is None and other.block.tag != "li":
                break
            other.take(rule.kind, f"{rule.id}-after")

    def _teaser(self) -> None:
        """The first words of the next page, right behind the link to it."""
        for before, item in pairwise(self.items):
            if (
                item.drop is None
                and item.block.text.endswith(("...", "…"))
                and before.drop is not None
                and before.drop.kind == "paging"
                and NEXT.search(before.block.text)
            ):
                item.take("teaser", "next-page-teaser")

    def _take_question(self, i: int, rule: Rule) -> None:
        """What readers are asked, and the answers that they may tick."""
        asked = next((other for other in self.items[i + 1 : i + 4] if other.drop is None), None)
        if asked is not None and asked.block.text.endswith("?"):
            asked.take(rule.kind, f"{rule.id}-after")
            self._take_items(self.items.index(asked), rule)

    def _captions(self) -> None:
        """A caption that stands again above the text, or small print right under an image."""
        captions = [bare(item.block.text) for item in self.items if item.drop and item.drop.kind == "caption"]
        captions += map(bare, self.known.captions)
        kept = list(self._kept())
        for item, following in zip_longest(kept, kept[1:]):
            block, text = item.block, bare(item.block.text)
            if len(text) >= 12 and any(c.startswith(text) or (text.startswith(c) and len(c) > 20) for c in captions):
                if not item.prose or self._is_lede(following, before=item):
                    item.take("caption", "caption-again")
            elif following is not None and block.after_image and self._is_under_image(item, following):
                item.take("caption", "under-image")

    @staticmethod
    def _is_under_image(item: Item, following: Item) -> bool:
        """Small print, or no sentence at all, right under an image; a heading there is the text's."""
        block = item.block
        count = len(block.text.split())
        if block.strong or block.text[:1] in QUOTES or ITEM.match(block.text):
            return False
        if item.prose and DATELINE.match(block.text):
            return False
        if block.small and not following.block.small:
            return count <= 45
        return count <= 25 and not item.prose and following.prose and not re.search(r"[.:!?,;]$", block.text)

    def _is_lede(self, item: Item | None, *, before: Item) -> bool:
        """Tell whether the article begins with `item`, and not with the sentence before it, which is also a caption."""
        if item is None or not item.prose or DATELINE.match(before.block.text):
            return False
        described = bare(self.known.description)[:60]
        if len(described) > 30 and described in bare(before.block.text):
            return False
        return bool(DATELINE.match(item.block.text)) or (len(described) > 30 and described in bare(item.block.text))

    def _twice(self) -> None:
        """The same paragraph again, and a standfirst that the first paragraph repeats."""
        seen: dict[str, Item] = {}
        kept = list(self._kept())
        for i, item in enumerate(kept):
            text = bare(item.block.text)
            if len(text) < REPEAT:
                continue
            if text in seen:
                summed = seen[text].block.tag == "li" != item.block.tag  # a list above repeats the text below
                (seen[text] if summed else item).take("other", "twice")
            elif i < 3 and any(
                text.removesuffix("…") in bare(other.block.text) and text != bare(other.block.text)
                for other in kept[i + 1 : i + 4]
            ):
                item.take("other", "standfirst")
            seen[text] = item

    def _second_opinion(self) -> None:
        """Ask trafilatura, where its answer can change anything: prose stays whatever it says."""
        kept = list(self._kept())
        doubtful = [item for item in kept if not item.prose and self._is_doubtful(item.block)]
        if not doubtful:
            return
        for item, keep in zip(kept, keeps([item.block for item in kept]), strict=True):
            if not keep and any(item is other for other in doubtful):
                item.take("other", "trafilatura")

    @staticmethod
    def _is_doubtful(block: Block) -> bool:
        """Half of it is links, or it is a word or two without an end that is neither item nor heading."""
        if block.linked >= 0.5:
            return not any(FILES.search(link.href) for link in block.links)
        return (
            len(block.text.split()) <= 3
            and not block.strong
            and block.tag in {"div", "p", "span", "td"}
            and not is_ended(block.text)
        )
