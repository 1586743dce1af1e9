"""Which lines of a page are not the article: the grammar of boilerplate.yml, applied to one line at a time."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, cast

from pipeline import yaml_file
from pipeline.model import SpanKind
from pipeline.pages.beginnings import needs
from pipeline.pages.blocks import Block, Link
from pipeline.pages.dated import Dates
from pipeline.pages.lines import WORDS, Around, Cut, Label, Line, Rule
from pipeline.pages.lures import LURE, SPAM, Gambling, Lures
from pipeline.pages.openings import Choice, Openings
from pipeline.pages.prose import bare, capitals, is_prose, is_title

LONGEST: Final = {"whole": 24, "tokens": 30, "date": 18}
"""Words of the longest line that a rule of such a shape can take, where it names none itself."""
COUNT: Final = re.compile(r"[\d.,kmrb]*|[^\w\s]+")
"""What may stand beside the words of a row of buttons: `1,2rb`, `|`."""
GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST_TEXT: Final = 30_000
"""Characters of the longest line that is searched inside; the longest real one, a whole article, has 12,000."""
NAME: Final = 6
"""Letters from which on a word of the outlet's name tells it from other words."""
ADDRESS: Final = re.compile(r"\.\w")
"""What goes on behind the first word of an address."""
SENTENCE: Final = r"(?<=[.!?\"”’)\]…*])"


SEARCHED: Final = frozenset({"cut", "end"})
"""Rules whose pattern is looked for all along a line."""


class Grammar:
    """The rules of one YAML file, compiled."""

    def __init__(self, path: Path) -> None:
        data = yaml_file.load(path.read_text("utf-8"))
        self._pieces = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in data["pieces"].items()}
        self.rules = tuple(self._rule(raw) for raw in data["rules"])
        self.dates = Dates(map(str, data["tokens"]["date"]))
        self.money = Lures(data["adverts"])
        self.gambling = Gambling(data["gambling"])
        self.labels = tuple(rule for rule in self.rules if rule.where == "label")
        self.cutting = tuple(rule for rule in self.rules if rule.where == "cut")
        self.lines = tuple(rule for rule in self.rules if rule.where not in {"label", "cut"})
        self._openings = Openings(self.lines)
        self._labelling = Choice([p for rule in self.labels for p in (rule.pattern, rule.loose) if p is not None])

    def _compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        return re.compile(re.sub(r"%(\w+)%", lambda m: self._pieces[m[1]], pattern), flags)

    def _rule(self, raw: Mapping[str, object]) -> Rule:
        where = str(raw["where"])
        flags = re.NOFLAG if raw.get("cased") else re.IGNORECASE
        either = "|".join(f"(?:{pattern})" for pattern in cast(list[str], raw.get("match", [])))
        shape = {
            "label": rf"(?:{either})(?P<sep>%sep%|\s*$)",
            "end": rf"(?:{either})$",
        }.get(where, f"(?:{either})")
        strong = bool(raw.get("strong"))
        compiled = self._compile(shape, flags)
        return Rule(
            id=str(raw["id"]),
            kind=cast(SpanKind, raw["kind"]),
            where=where,
            pattern=compiled,
            rest=str(raw.get("rest", "any")),
            zone=str(raw.get("zone", "any")),
            after=str(raw.get("after", "")),
            most=int(str(raw.get("most", LONGEST.get(where, 400)))),
            strong=strong,
            quoted=bool(raw.get("quoted")),
            partial=bool(raw.get("partial")),
            named=bool(raw.get("named")),
            needs=tuple(
                self._compile("|".join(cast(list[str], raw[name])), flags) for name in ("calls", "also") if name in raw
            ),
            words=frozenset(map(str, cast(list[str], raw.get("words", [])))),
            key=frozenset(map(str, cast(list[str], raw.get("needs", [])))) if where == "tokens" else frozenset(),
            has=tuple(cast(list[str], raw.get("has", ())) or (needs(compiled.pattern) if where in SEARCHED else ())),
            loose=self._compile(rf"(?:{either})(?:\s+|(?-i:(?=[A-Z\"“])))", flags) if strong else None,
            inside=self._compile(rf"{SENTENCE}\s*(?:{either})\s*[:：]\s*", flags) if strong else None,
        )

    def judge(self, line: Line, around: Around) -> Rule | None:
        """Return the rule that takes the whole line, if any; labels are asked for by `label`."""
        for rule in self._openings.rules(line):
            if (
                line.length <= rule.most
                and (rule.zone == "any" or around.allows(rule.zone))
                and SHAPES[rule.where](self, rule, line, around)
                and (rule.quoted or not (line.prose and line.speech))
            ):
                return rule
        if self.money.lures(line, around):
            return LURE
        if self.gambling.fills(line, around):
            return SPAM
        return None

    def label(self, line: Line) -> Label | None:
        """Return the label that begins the line, if one does."""
        head = self._before_link(line)
        asked = self._labelling.matching(line.text, line.lower) or (
            head and self._labelling.matching(head, head.lower())
        )
        for rule in self.labels if asked else ():
            match = rule.pattern.match(line.text)
            if match and not match["sep"].strip() and match.end() < len(line.text) and not rule.strong:
                match = None  # a blank is no separator
            if match is None and rule.loose is not None:
                match = rule.loose.match(line.text)
                if match and not self._is_loose_title(line, match.end()):
                    match = None
            if match is None and head and rule.after == "titles":
                match = rule.pattern.match(head)
            if match is None:
                continue
            end = self._label_end(rule, line, match.end())
            if end:
                sure = rule.strong and match.re is rule.pattern
                return Label(rule=rule, end=end, alone=not line.text[match.end() :].strip(), sure=sure)
        return None

    @staticmethod
    def _before_link(line: Line) -> str:
        """Return what stands before the only link, where the line ends with it: `Artikel TerkaitJudul`."""
        link = line.block.links[0] if len(line.block.links) == 1 else None
        if link is None or link.start <= line.shift or link.end < len(line.block.text.rstrip()):
            return ""
        return line.text[: link.start - line.shift].rstrip()

    @staticmethod
    def _is_loose_title(line: Line, start: int) -> bool:
        rest = line.text[start:]
        if line.linked_from(start) >= 0.6:
            return True
        return is_title(rest) and capitals(rest) >= 0.6 and not is_prose(line.text)

    @staticmethod
    def _label_end(rule: Rule, line: Line, start: int) -> int:
        whole, rest = len(line.block.text), line.text[start:].strip()
        if not rest:
            return whole
        if rule.after in {"all", "items"} or (rule.after == "links" and line.linked_from(start) < 0.6):
            return 0
        links = [link for link in line.block.links if link.start >= line.shift + start - 1]
        if links:
            last = _last_of_run(line.block.text, links)
            behind = line.block.text[last.end :]
            if len(behind.split()) > 5 and is_prose(behind.strip(" .") + "."):
                return last.end
            if links[0].start <= line.shift + start + 12:
                return whole
        short = len(rest.split()) <= 40
        if rule.strong:
            return whole if short and len(re.findall(r"[^.!?]\.\s+[A-Z\"“]", rest)) <= 1 else 0
        return whole if short and is_title(rest) and len(rest.split()) >= 3 and not line.speech else 0

    def cuts(self, block: Block, around: Around) -> list[Cut]:
        """Return what goes out of the line while the rest of it stays, in order and disjoint."""
        if len(block.text) > LONGEST_TEXT:
            return []
        lower = block.text.lower()
        found = [cut for rule in self.cutting if _has(rule, lower) for cut in self._matches(rule, block.text)]
        found += self._labels_inside(block, lower)
        found += self.gambling.planted(block, lower, around)
        if not found:
            return []
        kept: list[Cut] = []
        for cut in sorted(found, key=lambda cut: (cut.start, -cut.end)):
            if not kept or cut.start >= kept[-1].end:
                kept.append(cut)
        return kept

    @staticmethod
    def _matches(rule: Rule, text: str) -> Iterator[Cut]:
        for match in rule.pattern.finditer(text):
            if match[0].strip():
                yield Cut(start=match.start(), end=match.end(), rule=rule)

    def _labels_inside(self, block: Block, lower: str) -> Iterator[Cut]:
        for rule in self.labels:
            if rule.inside is None or not _has(rule, lower):
                continue
            for match in rule.inside.finditer(block.text, 1):
                links = [link for link in block.links if link.start >= match.end() - 1]
                if links and links[0].start <= match.end() + 2:
                    end = links[0].end
                    behind = block.text[end:]
                    yield Cut(start=match.start(), end=end if len(behind.split()) > 3 else len(block.text), rule=rule)
                elif is_title(block.text[match.end() :]):
                    yield Cut(start=match.start(), end=len(block.text), rule=rule)

    # the shapes of rules; each tells whether the line as a whole is taken

    def _whole(self, rule: Rule, line: Line, around: Around) -> bool:
        return line.length <= 24 and rule.pattern.fullmatch(line.text) is not None

    def _start(self, rule: Rule, line: Line, around: Around) -> bool:
        match = rule.pattern.match(line.text)
        if match is None:
            return False
        if rule.needs and not all(need.search(line.text, match.start()) for need in rule.needs):
            return False
        if rule.named and not any(map(partial(_names, line.text), around.names)):
            return False
        return self._may_follow(rule.rest, line.text[match.end() :].strip(), around)

    def _may_follow(self, kind: str, rest: str, around: Around) -> bool:
        if not rest or kind == "any":
            return True
        if kind == "none":
            return self.dates.fill(rest, around)
        if kind == "title":
            return is_title(rest) or not is_prose(rest)
        return not is_prose(rest) and ("http" in rest or capitals(rest) >= 0.5 or len(rest.split()) <= 2)

    def _end(self, rule: Rule, line: Line, around: Around) -> bool:
        text = line.block.text
        return _has(rule, text.lower()) and rule.pattern.search(text) is not None

    def _tokens(self, rule: Rule, line: Line, around: Around) -> bool:
        if line.length > 30 or line.prose:
            return False
        keyed = False
        for word in line.block.text.split():
            for part in self._parted(word, rule):
                token = part.lower()
                if token not in rule.words and not COUNT.fullmatch(token):
                    return False
                keyed = keyed or token in rule.key
        return keyed

    @staticmethod
    def _parted(word: str, rule: Rule) -> list[str]:
        """Undo `Bagikan ke FacebookBagikan ke Twitter`, but leave WhatsApp."""
        plain = word.strip(".,:;()[]") or word
        return [plain] if plain.lower() in rule.words else GLUED.sub(" ", plain).split()

    def _date(self, rule: Rule, line: Line, around: Around) -> bool:
        return self.dates.take(line, around)


def _names(text: str, name: str) -> bool:
    """Tell whether a text holds a word of the outlet's name: with a capital, in an address, or in a longer word."""
    if len(name) < NAME or name not in bare(text):
        return False
    found = [match for match in WORDS.finditer(text) if match[0].lower() == name]
    return not found or any(match[0][0].isupper() or ADDRESS.match(text, match.end()) for match in found)


def _last_of_run(text: str, links: list[Link]) -> Link:
    """Return the last of the links that follow one another with no more than a label between."""
    last = links[0]
    for link in links[1:]:
        if len(text[last.end : link.start].split()) > 4:
            break
        last = link
    return last


def _has(rule: Rule, lower: str) -> bool:
    return not rule.has or any(map(lower.__contains__, rule.has))


SHAPES: Final = {
    "whole": Grammar._whole,
    "start": Grammar._start,
    "end": Grammar._end,
    "tokens": Grammar._tokens,
    "date": Grammar._date,
}
GRAMMAR: Final = Grammar(Path(__file__).parent / "boilerplate.yml")


CONTROLS: Final = frozenset({"share", "other", "menu", "paging", "advert", "follow", "related"})


def is_call(block: Block) -> bool:
    """Tell whether a sentence calls the reader away: to follow, to subscribe, to buy."""
    rule = GRAMMAR.judge(Line.of(block), Around())
    return rule is not None and rule.kind in {"follow", "advert", "comment", "copyright"}


def is_control(block: Block) -> bool:
    """Tell whether a line of the masthead is a button or a menu, which never names anybody."""
    line = Line.of(block)
    if GRAMMAR.label(line):
        return True
    rule = GRAMMAR.judge(line, Around())
    return rule is not None and rule.kind in CONTROLS
