"""Adverts that stand as ordinary paragraphs, and the words of betting sites that somebody planted in a sentence."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from pipeline.pages.blocks import Block
from pipeline.pages.lines import WORDS, Around, Cut, Line, Rule
from pipeline.pages.literals import Literals
from pipeline.pages.prose import capitals

LURE: Final = Rule(id="lure", kind="advert", where="lure")
SPAM: Final = Rule(id="gambling", kind="spam", where="run")


class Lures:
    """Adverts for loans, wallets and prizes that stand as ordinary paragraphs."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.call = _either(data["call"])
        self.money = _either(data["money"])
        self._money = Literals(map(str, cast(list[str], data["money"])))
        self.lure = _either(data["lure"])
        self.amount = re.compile(str(data["amount"]), re.I)

    def lures(self, line: Line, around: Around) -> bool:
        """Tell whether a line calls the reader to take money; never in an article about that."""
        text = line.lower
        if line.length > 60 or not self._money.stand_in(text):
            return False
        money = {match[0] for match in self.money.finditer(text)}
        if not money or line.speech or self.money.search(around.about):
            return False
        call, lure = self.call.search(text), self.lure.search(text)
        if not line.prose and line.length >= 4 and capitals(line.text) >= 0.55:
            return bool(call or lure)
        groups = (
            (len(set(self.lure.findall(text))) > 1) + bool(lure) + bool(self.amount.search(text)) + (len(money) > 1)
        )
        return bool(call) and groups >= 2 and (self.call.match(text) is not None or "!" in text)


class Gambling:
    """Words of betting sites that somebody planted among the article's."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.hard = frozenset(map(str, cast(list[str], data["hard"])))
        self._hard_words = Literals(self.hard)
        self.soft = frozenset(map(str, cast(list[str], data["soft"])))
        self.plain = frozenset(map(str, cast(list[str], data["plain"])))

    def fills(self, line: Line, around: Around) -> bool:
        """Tell whether a line is nothing but such words, one of them a sure one."""
        text = line.lower
        if not 2 <= line.length <= 16 or not self._hard_words.stand_in(text) or line.prose:
            return False
        words = WORDS.findall(text)
        return (
            any(map(self._hard, words))
            and all(self._hard(word) or word in self.soft for word in words)
            and self.hard.isdisjoint(around.about.split())
        )

    def planted(self, block: Block, lower: str, around: Around) -> Iterator[Cut]:
        """Yield links to other hosts with such words, and runs of such words; `lower` is the text in lower case."""
        if not self._hard_words.stand_in(lower) or any(word in self.hard for word in around.about.split()):
            return
        for link in block.links:
            if self._is_spam(block.text[link.start : link.end]) and is_foreign(link.href, around.host):
                yield Cut(start=link.start, end=link.end, rule=SPAM)
        if "judi" not in lower:  # who plants these words never calls it gambling; who writes about it does
            yield from self._runs(block.text)

    def _is_spam(self, text: str) -> bool:
        return any(self._hard(word) for word in WORDS.findall(text.lower()))

    def _hard(self, word: str) -> bool:
        return word in self.hard or bool(re.fullmatch(r"(?:slot|toto|bet|judi|qq)\w*\d+\w*", word))

    def _runs(self, text: str) -> Iterator[Cut]:
        run: list[re.Match[str]] = []
        for match in [*re.finditer(r"[\w@-]+", text), None]:
            word = match[0].lower() if match else ""
            gap = match is not None and bool(run) and bool(re.search(r"[.!?:;]", text[run[-1].end() : match.start()]))
            if match and not gap and (self._hard(word) or word in self.soft):
                run.append(match)
                continue
            if len({m[0].lower() for m in run if self._hard(m[0].lower())}) >= 2 and len(run) >= 3:
                trimmed = self._trim(run)
                yield Cut(start=trimmed[0].start(), end=trimmed[-1].end(), rule=SPAM)
            run = [match] if match and (self._hard(word) or word in self.soft) else []

    def _trim(self, run: list[re.Match[str]]) -> list[re.Match[str]]:
        """Give the little words at both ends of a run back to the sentence."""
        while run and run[0][0].lower() in self.plain:
            run = run[1:]
        while run and run[-1][0].lower() in self.plain:
            run = run[:-1]
        return run


def _either(words: object) -> re.Pattern[str]:
    listed = sorted(map(str, cast(list[str], words)), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.I)


def is_foreign(href: str, host: str) -> bool:
    """Tell whether a link leads to another outlet; hosts of one network (`x.disway.id`) count as one."""
    match = re.match(r"(?:https?:)?//([^/?#:]+)", href)
    if match is None or "." not in match[1]:
        return False  # `//read/123`: a path that somebody wrote with one slash too many
    return not host or _domain(match[1].lower()) != _domain(host)


def _domain(host: str) -> str:
    """`jogja.disway.id` and `disway.id` give `disway.id`; second levels such as co.id keep one label more."""
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])
