"""Which lines of a page are not the article: the grammar of boilerplate.yml, applied to one line at a time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import yaml

from pipeline.model import SpanKind
from pipeline.pages.blocks import Block, Link
from pipeline.pages.prose import capitals, is_prose, is_speech, is_title

LEAD: Final = re.compile(r"[^\w\"“”„‘’'(\[#©@<{/|!*-]*(?:[-*•]+\s+)?")
"""Bullets, arrows, emoji before a line; quotes and brackets belong to it."""
TAIL: Final = re.compile(r"[\s|•»›>:：]*$")
WORDS: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
MOMENT: Final = re.compile(
    r"\d{1,2}[:.]\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\s+[^\W\d_]{3,9}\s+\d{2,4}|[^\W\d_]{3,9}\s+\d{1,2},?\s+\d{4}|lalu|ago"
)
LONGEST: Final = {"whole": 24, "tokens": 30, "date": 18}
"""Words of the longest line that a rule of such a shape can take, where it names none itself."""
GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
HOST_ENDS: Final = frozenset({"com", "co", "id", "net", "news", "www"})
LONGEST_TEXT: Final = 30_000
"""Characters of the longest line that is searched inside; the longest real one, a whole article, has 12,000."""
SENTENCE: Final = r"(?<=[.!?\"”’)\]…*])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to tell a line that is not the article; see the head of boilerplate.yml."""

    id: str
    kind: SpanKind
    where: str
    pattern: re.Pattern[str]
    rest: str = "any"
    zone: str = "any"
    after: str = ""
    most: int = 400
    strong: bool = False
    quoted: bool = False
    partial: bool = False
    needs: tuple[re.Pattern[str], ...] = ()
    words: frozenset[str] = frozenset()
    key: frozenset[str] = frozenset()
    has: tuple[str, ...] = ()
    loose: re.Pattern[str] | None = None
    """For strong labels: the label with no separator after it."""
    inside: re.Pattern[str] | None = None
    """For strong labels: the label after a sentence in the same line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a rule may know of the page beside the line itself."""

    top: bool = False
    """No paragraph of the article stands before."""
    foot: bool = False
    """No sentence of the article stands after."""
    about: str = ""
    """Headline and first paragraph, in lower case: what the article is about."""
    names: frozenset[str] = frozenset()
    """Words of the outlet's name and host, in lower case."""
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Characters start..end of a line that are not the article."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the beginning of a line."""

    rule: Rule
    end: int
    """How much of the block's text belongs to it and its titles: all, unless running text stands behind a link."""
    alone: bool
    """No title on the same line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block as the rules see it."""

    block: Block
    text: str
    """Without bullets before it and separators behind."""
    shift: int
    """Characters taken off at the beginning."""
    count: int = 0
    prose: bool = False
    speech: bool = field(default=False)

    @classmethod
    def of(cls, block: Block) -> "Line":
        lead = LEAD.match(block.text)
        shift = lead.end() if lead else 0
        text = TAIL.sub("", block.text[shift:]) or block.text.strip()
        return cls(
            block=block,
            text=text,
            shift=shift,
            count=len(text.split()),
            prose=is_prose(block.text),
            speech=is_speech(text),
        )

    def linked_from(self, start: int) -> float:
        """Share of the characters from `start` (of `text`) on that stand in links."""
        begin = self.shift + start
        size = sum(max(0, link.end - max(link.start, begin)) for link in self.block.links)
        return size / max(1, len(self.block.text) - begin)


class Grammar:
    """The rules of one YAML file, compiled."""

    def __init__(self, path: Path) -> None:
        data = yaml.safe_load(path.read_text("utf-8"))
        self._pieces = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in data["pieces"].items()}
        self.rules = tuple(self._rule(raw) for raw in data["rules"])
        self.dates = frozenset(str(word) for word in data["tokens"]["date"])
        self.money = Lures(data["adverts"])
        self.gambling = Gambling(data["gambling"])
        self.labels = tuple(rule for rule in self.rules if rule.where == "label")
        self.cutting = tuple(rule for rule in self.rules if rule.where == "cut")
        self.lines = tuple(rule for rule in self.rules if rule.where not in {"label", "cut"})

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
        return Rule(
            id=str(raw["id"]),
            kind=cast(SpanKind, raw["kind"]),
            where=where,
            pattern=self._compile(shape, flags),
            rest=str(raw.get("rest", "any")),
            zone=str(raw.get("zone", "any")),
            after=str(raw.get("after", "")),
            most=int(str(raw.get("most", LONGEST.get(where, 400)))),
            strong=strong,
            quoted=bool(raw.get("quoted")),
            partial=bool(raw.get("partial")),
            needs=tuple(
                self._compile("|".join(cast(list[str], raw[name])), flags) for name in ("calls", "also") if name in raw
            ),
            words=frozenset(map(str, cast(list[str], raw.get("words", [])))),
            key=frozenset(map(str, cast(list[str], raw.get("needs", [])))) if where == "tokens" else frozenset(),
            has=tuple(cast(list[str], raw.get("has", []))),
            loose=self._compile(rf"(?:{either})(?:\s+|(?-i:(?=[A-Z\"“])))", flags) if strong else None,
            inside=self._compile(rf"{SENTENCE}\s*(?:{either})\s*[:：]\s*", flags) if strong else None,
        )

    def judge(self, line: Line, around: Around) -> Rule | None:
        """Return the rule that takes the whole line, if any; labels are asked for by `label`."""
        for rule in self.lines:
            if line.count > rule.most or (line.speech and line.prose and not rule.quoted):
                continue
            if (rule.zone == "top" and not around.top) or (rule.zone == "foot" and not around.foot):
                continue
            if SHAPES[rule.where](self, rule, line, around):
                return rule
        if self.money.lures(line, around):
            return LURE
        return None

    def label(self, line: Line) -> Label | None:
        """Return the label that begins the line, if one does."""
        for rule in self.labels:
            match = rule.pattern.match(line.text)
            if match and not match["sep"].strip() and match.end() < len(line.text) and not rule.strong:
                match = None  # a blank is no separator
            if match is None and rule.loose is not None:
                match = rule.loose.match(line.text)
                if match and not self._is_loose_title(line, match.end()):
                    match = None
            if match is None:
                continue
            end = self._label_end(rule, line, match.end())
            if end:
                return Label(rule=rule, end=end, alone=not line.text[match.end() :].strip())
        return None

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
        if rule.after in {"all", "items"}:
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
        return line.count <= 24 and rule.pattern.fullmatch(line.text) is not None

    def _start(self, rule: Rule, line: Line, around: Around) -> bool:
        match = rule.pattern.match(line.text)
        if match is None:
            return False
        if rule.needs and not all(need.search(line.text, match.start()) for need in rule.needs):
            return False
        rest = line.text[match.end() :].strip()
        if rule.rest == "none":
            return not rest or self._is_date(rest, around)
        if rule.rest == "title":
            return not rest or is_title(rest) or not is_prose(rest)
        if rule.rest == "name":
            return not is_prose(rest) and (
                not rest or "http" in rest or capitals(rest) >= 0.5 or len(rest.split()) <= 2
            )
        return True

    def _end(self, rule: Rule, line: Line, around: Around) -> bool:
        return rule.pattern.search(line.block.text) is not None

    def _tokens(self, rule: Rule, line: Line, around: Around) -> bool:
        if line.count > 30 or line.prose:
            return False
        tokens = [part.lower() for word in line.block.text.split() for part in self._parted(word, rule)]
        known = [token for token in tokens if token in rule.words]
        rest = [
            token for token in tokens if token not in rule.words and not re.fullmatch(r"[\d.,kmrb]*|[^\w\s]+", token)
        ]
        return not rest and any(token in rule.key for token in known)

    @staticmethod
    def _parted(word: str, rule: Rule) -> list[str]:
        """Undo `Bagikan ke FacebookBagikan ke Twitter`, but leave WhatsApp."""
        plain = word.strip(".,:;()[]") or word
        return [plain] if plain.lower() in rule.words else GLUED.sub(" ", plain).split()

    def _date(self, rule: Rule, line: Line, around: Around) -> bool:
        return line.count <= 18 and self._is_date(line.block.text, around)

    def _is_date(self, text: str, around: Around) -> bool:
        words = [word.lower() for word in WORDS.findall(text)]
        letters = [word for word in words if not word.isdigit()]
        return bool(
            words
            and MOMENT.search(text.lower())
            and all(word in self.dates or word in around.names or word in HOST_ENDS for word in letters)
            and any(word in self.dates or word.isdigit() for word in words)
        )


def _last_of_run(text: str, links: list[Link]) -> Link:
    """Return the last of the links that follow one another with no more than a label between."""
    last = links[0]
    for link in links[1:]:
        if len(text[last.end : link.start].split()) > 4:
            break
        last = link
    return last


class Lures:
    """Adverts for loans, wallets and prizes that stand as ordinary paragraphs."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.call = _either(data["call"])
        self.money = _either(data["money"])
        self._money = tuple(map(str, cast(list[str], data["money"])))
        self.lure = _either(data["lure"])
        self.amount = re.compile(str(data["amount"]), re.I)

    def lures(self, line: Line, around: Around) -> bool:
        """Tell whether a line calls the reader to take money; never in an article about that."""
        text = line.text.lower()
        if (
            line.speech
            or line.count > 60
            or not any(word in text for word in self._money)
            or self.money.search(around.about)
        ):
            return False
        money = {match[0] for match in self.money.finditer(text)}
        if not money:
            return False
        call, lure = self.call.search(text), self.lure.search(text)
        if not line.prose and line.count >= 4 and capitals(line.text) >= 0.55:
            return bool(call or lure)
        groups = bool(lure) + bool(self.amount.search(text)) + (len(money) > 1)
        return bool(call) and groups >= 2 and (self.call.match(text) is not None or "!" in text)


class Gambling:
    """Words of betting sites that somebody planted among the article's."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.hard = frozenset(map(str, cast(list[str], data["hard"])))
        self.soft = frozenset(map(str, cast(list[str], data["soft"])))

    def planted(self, block: Block, lower: str, around: Around) -> Iterator[Cut]:
        """Yield links to other hosts with such words, and runs of such words; `lower` is the text in lower case."""
        if not any(word in lower for word in self.hard) or any(word in self.hard for word in around.about.split()):
            return
        for link in block.links:
            if self._is_spam(block.text[link.start : link.end]) and _is_foreign(link.href, around.host):
                yield Cut(start=link.start, end=link.end, rule=SPAM)
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
        plain = {
            "dan",
            "hari",
            "ini",
            "di",
            "dana",
            "main",
            "tanpa",
            "resmi",
            "paling",
            "indonesia",
            "mudah",
            "baru",
            "terbaru",
        }
        while run and run[0][0].lower() in plain:
            run = run[1:]
        while run and run[-1][0].lower() in plain - {"resmi", "terbaru", "ini"}:
            run = run[:-1]
        return run


def _has(rule: Rule, lower: str) -> bool:
    return not rule.has or any(piece in lower for piece in rule.has)


def _either(words: object) -> re.Pattern[str]:
    listed = sorted(map(str, cast(list[str], words)), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.I)


def _is_foreign(href: str, host: str) -> bool:
    match = re.match(r"(?:https?:)?//([^/?#]+)", href)
    return bool(match) and not match[1].lower().endswith(host.removeprefix("www.")) if host and match else bool(match)


NOTHING: Final = re.compile(r"(?!)")
LURE: Final = Rule(id="lure", kind="advert", where="lure", pattern=NOTHING)
SPAM: Final = Rule(id="gambling", kind="spam", where="run", pattern=NOTHING)
SHAPES: Final = {
    "whole": Grammar._whole,
    "start": Grammar._start,
    "end": Grammar._end,
    "tokens": Grammar._tokens,
    "date": Grammar._date,
}
GRAMMAR: Final = Grammar(Path(__file__).parent / "boilerplate.yml")


def is_control(text: str) -> bool:
    """Tell whether a line of the masthead is a button or a menu, which never names anybody."""
    rule = GRAMMAR.judge(Line.of(Block(text=text)), Around())
    return rule is not None and rule.kind in {"share", "other", "menu", "paging", "advert", "follow"} | (
        {"caption"} if rule.id == "gallery" else set()
    )
