"""Headlines of other articles that are nothing but links, with a label before them or without."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.pages.blocks import Block
from pipeline.pages.items import Item, Known
from pipeline.pages.lines import FILES
from pipeline.pages.lures import is_foreign
from pipeline.pages.prose import capitals

LED: Final = re.compile(r"\W*(?:[^\W\d_]+[\s/!-]+){0,3}[^\W\d_]+!?\s*(?P<mark>[:：»›>|;,]+)\W*")
BETWEEN: Final = re.compile(r"\W*(?:dan|serta|and|juga|&)?\W*")
"""What stands between two headlines on one line."""
SHORTEST_TITLE: Final = 4
TITLED: Final = 0.6
"""Share of capitals in a headline; after a comma a sentence may go on."""
LEAST: Final = 0.5
"""Share of a line that its headlines fill."""


def take_linked(items: Sequence[Item], known: Known) -> None:
    """Take such lines out of `items`: nothing but a link, and no sentence."""
    for item in items:
        block = item.block
        if item.drop is not None:
            continue
        if _is_led_to(block, known.host):
            item.take("related", "labelled-link")
            continue
        if block.linked < 0.85 or (item.prose and capitals(block.text) < TITLED) or block.text.endswith("."):
            continue
        if block.tag in {"td", "tr"} or any(FILES.search(link.href) for link in block.links) or "://" in block.text:
            continue
        if len(block.links) == 1 and is_foreign(block.links[0].href, known.host):
            continue  # a source, or an advert that trafilatura is asked about
        if len(block.text.split()) <= 2:
            item.take("menu", "linked-words")
        else:
            item.take("related", "linked-headline")


def _is_led_to(block: Block, host: str) -> bool:
    """`Wajib dibaca: [headline]`: a few words and a mark, then nothing but links to pages of this outlet."""
    if not block.links or block.tag in {"td", "tr"} or block.linked < LEAST:
        return False
    text, links = block.text, block.links
    led = LED.fullmatch(text[: links[0].start])
    titles = [text[link.start : link.end].strip() for link in links]
    return (
        led is not None
        and (led["mark"] != "," or all(capitals(title) >= TITLED for title in titles))
        and not text[links[-1].end :].strip(" .»›<>)]*")
        and all(BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(links))
        and all(len(title.split()) >= SHORTEST_TITLE and not title.endswith(".") for title in titles)
        and not any(FILES.search(link.href) or is_foreign(link.href, host) for link in links)
    )
