"""What people are quoted to say: spans found by the neighbours of a mark rather than by its shape, then the speaker.

Regional pages print ”…”, ’’…’’, marks glued to the sentence before, and lose one of the two. A speaker is looked for
after the quote, before it, as the subject of the last reporting sentence, and last by inheritance; `flags` says which.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from pipeline.coding.document import Document
from pipeline.coding.lexicon import alternatives
from pipeline.coding.names import NAME, by_role, clean, inventory, is_name, key, leading_name, mask, resolve, role_head, segment, split_role, words
from pipeline.coding.places import head
from pipeline.model import Evidence, Person, Quote

MARK: Final = re.compile(r"[\"“”„‟«»″＂]+|[‘’'`´]{2,}|(?<![\w])[‘'](?=\w)|(?<=[,.!?])[’'](?=\s|$)")
OPENERS: Final = "“«„"
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
SCARE: Final = 5
"""Words; a shorter quote without a speaker is a term in marks, not speech."""
LONGEST_NAME: Final = 4
"""Words of a name that is taken from the text without an office beside it."""
NEAR: Final = 60
"""Characters at the start of a paragraph in which its subject stands."""
INHERIT: Final = 8
"""Words that a quote needs to be given to the speaker before it without any verb of saying."""
OPENING: Final = re.compile(r"(?:sementara(?: itu)?|sedangkan|selain itu|di tempat (?:yang sama|terpisah)|terpisah|senada|adapun|hal senada|dalam kesempatan (?:itu|tersebut|yang sama)|pada kesempatan (?:itu|tersebut|yang sama)),?\s+", re.IGNORECASE)
STRANGER: Final = re.compile(r"(?:salah satu|salah seorang|seorang|sejumlah|beberapa|sumber|warga|orang tua)\s+(?:[a-z]+\s?){1,4}", re.IGNORECASE)
"""Somebody who is not named: what follows is not said by the speaker before."""
LEFT_OVER: Final = re.compile(r"[\s\-–—|:/)]*")
EDGE: Final = " ,.*;:-–\"“”„″'’‘`"


@dataclass(frozen=True, slots=True)
class Span:
    """A quote inside one paragraph: offsets of the text between the marks, and of the marks."""

    start: int
    end: int
    outer_end: int
    flags: tuple[str, ...]


@dataclass(slots=True)
class Talk:
    """Who speaks, as the reader of the article knows it at some point of the text."""

    people: Mapping[str, str]
    body: str = ""
    name: str | None = None
    role: str | None = None
    quotes: list[Quote] = field(default_factory=list)

    def hear(self, name: str | None, role: str | None) -> None:
        if name or role:
            self.name, self.role = name, role


@cache
def said_after() -> re.Pattern[str]:
    say = alternatives(words("say"))
    passive = alternatives(words("said_passive"))
    return re.compile(
        rf"[\s,.;:*\-–—]*(?:demikian(?:lah)?\s+|begitu\s+|hal\s+(?:itu|ini)\s+|lagi[, ]+)?(?:(?P<verb>{say})(?P<nya>a?ny[ao])?|(?P<passive>{passive})(?:\s+oleh)?)"
        rf"(?:\s+(?:lagi|pula|singkat|kembali))?\b(?P<rest>[^\n]*)",
        re.IGNORECASE,
    )


@cache
def report() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('report'))})\b", re.IGNORECASE)


@cache
def said_passive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('said_passive'))})(?:\s+oleh)?\s+(?P<who>(?:[A-Z]|oleh)[^\"“”]{{3,120}})")


@cache
def stops() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(words('stops'))})\b|\s+dan(?!\s+[A-Z])\b|[;:\"“”\[\]|]|\.(?=\s|$)|\s[-–—]\s")


@cache
def anaphor() -> re.Pattern[str]:
    opening = r"(?:(?:meski demikian|namun|selain itu|kemudian|lalu|lanjut|lebih lanjut|sebelumnya|di sisi lain|karena itu|oleh karena itu|untuk itu|pun),?\s+)?"
    return re.compile(rf"{opening}(?:(?:lanjut|kata|ujar|tambah)\s+)?(?:{alternatives(words('anaphors'))})\b(?!\s+[A-Z])", re.IGNORECASE)


@cache
def descriptor() -> re.Pattern[str]:
    """`ucap mantan sekretaris dinas ini`, `kata pria kelahiran Liwa itu`: points back to the speaker."""
    return re.compile(r"[^,.\"“”]{3,90}\b(?:ini|itu|tersebut)\b(?=[\s.,*]*(?:$|saat|di|kepada|,|usai|sambil))", re.IGNORECASE)


def quotes(document: Document) -> tuple[tuple[Quote, ...], tuple[Person, ...], tuple[Evidence, ...]]:
    """Return the quotes in reading order, the people of the article, and the evidence for each speaker."""
    body = document.text[document.shift :]
    people = inventory(body)
    talk = Talk(people=people, body=body)
    opening = head(document)
    for start, end in document.paragraphs:
        first = opening[1] if opening and opening[0] == start else start
        first += len(LEFT_OVER.match(document.text, first, end).group())  # type: ignore[union-attr]  # it matches nothing at least
        paragraph = mask(document.text[first:end])
        listen(paragraph, first - document.shift, talk)
    # Paragraphs were read with the full stops of Pj. and Drs. masked: the text is given as printed.
    printed = [replace(quote, text=body[quote.start : quote.end]) for quote in talk.quotes]
    found = tuple(merge(printed))
    return found, tuple(persons(people, found)), tuple(evidence(found))


def listen(paragraph: str, offset: int, talk: Talk) -> None:
    """Read one paragraph: its quotes, or what it reports without marks."""
    spans = list(find(paragraph))
    heard = False
    for number, span in enumerate(spans):
        before = spans[number - 1].outer_end if number else 0
        after = spans[number + 1].start - 1 if number + 1 < len(spans) else len(paragraph)
        heard |= speak(paragraph, span, (before, after), offset, talk)
    if not heard:
        unmarked(paragraph, offset, talk)
    elif spans:
        follow(paragraph[spans[-1].outer_end :], talk)


def find(paragraph: str) -> Iterator[Span]:
    """Yield the quote spans of a paragraph, tolerant to wrong-way and missing marks."""
    opened: re.Match[str] | None = None
    last = 0
    for mark in MARK.finditer(paragraph):
        before = paragraph[mark.start() - 1] if mark.start() else " "
        after = paragraph[mark.end()] if mark.end() < len(paragraph) else " "
        can_open = (before.isspace() or before in "([,:;.-–—*") and not after.isspace()
        can_close = not before.isspace() and before not in "(["
        if opened is None:
            speech = said_after().match(paragraph, mark.end())
            closes = can_close and speech is not None and mark.start() > last
            if can_open and mark.start() and speech and only_closing(paragraph, mark, speech):
                yield Span(begin(paragraph, last, mark.start()), mark.start(), mark.end(), ("open_missing",))
                last = mark.end()
            elif (can_open and not (closes and not before.isspace())) or mark.start() == 0:
                opened = mark
            elif closes:
                start = begin(paragraph, last, mark.start())
                yield Span(start, mark.start(), mark.end(), ("open_missing",))
                last = mark.end()
            elif can_open or (can_close and not after.isspace() and mark.group()[0] != "»"):
                opened = mark  # glued to the sentence before: media sosial."Saya
        elif can_close or not can_open:
            yield Span(opened.end(), mark.start(), mark.end(), ())
            opened, last = None, mark.end()
        else:
            yield Span(opened.end(), mark.start(), mark.start(), ("close_missing",))
            opened, last = mark, mark.end()
    if opened is not None and len(paragraph) > opened.end():
        yield cut_short(paragraph, opened.end())


def only_closing(paragraph: str, mark: re.Match[str], speech: re.Match[str]) -> bool:
    """Say whether an opening mark stands where the closing one belongs: `… lebih baik. “ungkap Bupati X.`"""
    spoken = speech["nya"] or (speech["verb"] and re.match(r"\s+(?:Pj|[A-Z])", speech["rest"]))
    return bool(spoken) and MARK.search(paragraph, mark.end()) is None and paragraph[: mark.start()].rstrip().endswith((".", ",", "!", "?"))


def begin(paragraph: str, last: int, end: int) -> int:
    """Return where a quote without opening mark begins: the paragraph, or the sentence after the one before."""
    if not last:
        return 0
    match = re.search(r"[.!?]\s+", paragraph[last:end])
    return last + match.end() if match else last


def cut_short(paragraph: str, start: int) -> Span:
    """Return the quote whose closing mark is lost: it ends before a verb of saying, or with the paragraph."""
    for comma in re.finditer(r"[,.]\s*,?\s*", paragraph[start:]):
        at = start + comma.end()
        speech = said_after().match(paragraph, at)
        if speech and (speech["nya"] or re.match(r"\s+[A-Z]", speech["rest"])):
            return Span(start, start + comma.start(), at, ("close_missing",))
    return Span(start, len(paragraph), len(paragraph), ("close_missing",))


def speak(paragraph: str, span: Span, around: tuple[int, int], offset: int, talk: Talk) -> bool:
    """Add the quote with its speaker, if it is one; return whether it was."""
    text = paragraph[span.start : span.end]
    length = len(re.findall(r"\w+", text))
    if not length:
        return False
    name, role, how = after_quote(paragraph[span.outer_end : around[1]], talk)
    if not name and how in (None, "anaphor", "descriptor"):
        subject = before_quote(paragraph[around[0] : max(around[0], span.start - 1)], talk)
        if subject and (subject[0] or subject[1]):
            name, role, how = subject[0], subject[1], how or "before"
    if how is None:
        how = without_verb(paragraph, span, around, length, talk)
    if how is None or (length < SCARE and how in ("same_paragraph", "inherited", "before")):
        return False
    if "open_missing" in span.flags and how not in ("after", "after_role", "anaphor", "descriptor"):
        return False
    flags = (*span.flags, how)
    if not name and how != "after_role":
        name, role = talk.name, role or talk.role
    elif not name and role and (held := by_role(role, talk.people, talk.name)):
        name, flags = held, (*flags, "role_resolved")
    full, office = resolve(name, talk.people)
    full = expand(full, talk)
    lead = len(text) - len(text.lstrip(EDGE))
    trimmed = text.strip(EDGE)
    start = offset + span.start + lead
    talk.quotes.append(
        Quote(text=trimmed, speaker=full, speaker_role=role or office, flags=flags, start=start, end=start + len(trimmed))
    )
    talk.hear(full, role or office)
    return True


def expand(name: str | None, talk: Talk) -> str | None:
    """Return the full name that the body gives a person of whom only one word is known."""
    if not name or " " in name or name in talk.people:
        return name
    for match in NAME.finditer(talk.body):
        if name in match.group() and name in match.group().split():
            full = clean(match.group())
            if full != name and is_name(full) and len(full.split()) <= LONGEST_NAME and (full.startswith(name) or full.endswith(name)):
                return full
    return name


def after_quote(rest: str, talk: Talk) -> tuple[str | None, str | None, str | None]:
    """Return name, role and how, from the words after a quote: `ujar Camat Lembor`, `katanya`, `ucap mantan guru ini`."""
    match = said_after().match(rest)
    if match is None:
        return None, None, None
    tail = match["rest"].strip()
    if match["nya"]:
        return None, None, "anaphor"
    if descriptor().match(tail) and not leading_name(tail):
        return None, None, "descriptor"
    stop = stops().search(" " + tail)
    phrase = (" " + tail)[: stop.start()].strip() if stop else tail
    if not phrase or phrase.startswith(",") or anaphor().match(phrase):
        return None, None, "anaphor"
    role, name = split_role(phrase)
    if name:
        return name, role, "after"
    if role:
        return None, role, "after_role"
    return None, None, "anaphor" if match["verb"] else None


def before_quote(text: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return name and role of the subject of the last reporting sentence before a quote."""
    for sentence in reversed(SENTENCE.split(text)):
        subject = subject_of(sentence)
        if subject and not anaphor().match(subject):
            name, role = who(subject, talk)
            if name or role:
                return name, role
    return None


def without_verb(paragraph: str, span: Span, around: tuple[int, int], length: int, talk: Talk) -> str | None:
    """Return how a quote beside which nobody is said to speak may still have a speaker."""
    before = paragraph[around[0] : max(around[0], span.start - 1)]
    if re.search(rf"(?:{report().pattern}|\b(?:{alternatives(words('say'))})(?:nya)?\b)[^.]{{0,60}}[,:]?\s*$", before, re.IGNORECASE) and talk.name:
        return "before"
    if around[0] and talk.quotes and length >= SCARE:
        return "same_paragraph"
    if length >= INHERIT and span.start <= 2 and (talk.name or talk.role):
        return "inherited"
    return None


def subject_of(sentence: str) -> str | None:
    """Return the words before the first reporting verb, or after `Menurut` and `Kata`."""
    text = sentence.strip()
    match = re.match(rf"(?:menurut|kata|ujar|tutur|ungkap)\s+(?P<who>.{{3,90}}?)(?:,|\s+bahwa|\s+{report().pattern}|$)", text, re.IGNORECASE)
    if match:
        return match["who"]
    passive = said_passive().search(text)
    if passive:
        stop = stops().search(" " + passive["who"])
        return (" " + passive["who"])[: stop.start()].strip() if stop else passive["who"]
    verb = report().search(text)
    if verb is None or not verb.start():
        return None
    before = re.sub(r"\s+(?:juga|lalu|kemudian|pun|sendiri|sempat|kembali|turut|lebih lanjut|telah|akan|hanya|terus|dalam \w+|secara \w+)\s*$", "", text[: verb.start()].strip(), flags=re.IGNORECASE)
    if "," in before and not role_head().match(before) and not leading_name(before):
        before = re.split(r",\s*(?=[A-Z])", before)[-1]
    return before[-120:]


def who(phrase: str, talk: Talk) -> tuple[str | None, str | None]:
    """Return the person in a subject: the first office with a name, else a name that the article knows."""
    roles = list(role_head().finditer(phrase))
    for match in roles:
        role, name = split_role(phrase[match.start() :])
        if name:
            return name, role
    role, name = split_role(phrase)
    if name and (resolve(name, talk.people)[1] or len(name.split()) > 1 or key(name) in {key(known) for known in talk.people}):
        return name, role
    if roles and roles[0].start() < 3:
        office = split_role(phrase[roles[0].start() :])[0]
        return by_role(office, talk.people, talk.name), office
    return None, None


def unmarked(paragraph: str, offset: int, talk: Talk) -> None:
    """Note the speech of a paragraph without quotes: `…,jelasnya***` as indirect, reporting sentences as who speaks now."""
    closing = re.search(
        rf"[,.]\s*,?\s*(?P<verb>{alternatives(words('say'))})(?:a?nya(?:\s[^.,]{{0,40}})?|\s+(?P<who>[A-Z][^.\"]{{2,90}}))[.*\s]*$", paragraph, re.IGNORECASE
    )
    if closing and len(paragraph) > 40:
        subject = before_quote(paragraph[: closing.start()] + ".", talk)
        name, role = subject or (None, None)
        if closing["who"]:
            stop = stops().search(" " + closing["who"])
            role, name = split_role((" " + closing["who"])[: stop.start()] if stop else closing["who"])
        if not name and not role:
            name, role = opening_person(paragraph, talk) or (talk.name, talk.role)
        add_indirect(paragraph[: closing.start()], offset, name, role, ("no_marks",), talk)
        return
    position = 0
    for sentence in SENTENCE.split(paragraph):
        at = paragraph.find(sentence, position)
        position = at + len(sentence)
        subject = subject_of(sentence)
        if subject is None:
            introduce(sentence, talk)
            continue
        if anaphor().match(subject):
            if talk.name or talk.role:
                add_indirect(sentence, offset + at, talk.name, talk.role, ("anaphor",), talk)
            continue
        name, role = who(subject, talk)
        if name or role:
            add_indirect(sentence, offset + at, name, role, ("subject",), talk)
        elif stranger := STRANGER.match(subject):
            talk.name, talk.role = None, stranger.group().strip()


def opening_person(paragraph: str, talk: Talk) -> tuple[str, str | None] | None:
    """Return the known person with whose name a paragraph begins, whatever (misspelt) verb follows."""
    name = leading_name(OPENING.sub("", paragraph[:NEAR].strip(), count=1))
    full, office = resolve(name, talk.people)
    return (full, office) if full and office else None


def introduce(sentence: str, talk: Talk) -> None:
    """Note the person with whom a sentence opens, though nothing is said yet: `Ketua Bawaslu X, Y, hadir di sidang.`"""
    opening = OPENING.sub("", sentence.strip(), count=1)
    if role_head().match(opening):
        role, name = split_role(segment().split(opening[:150], maxsplit=1)[0])
        if name and role:
            full, office = resolve(name, talk.people)
            talk.hear(full, office or role)


def add_indirect(text: str, start: int, name: str | None, role: str | None, flags: tuple[str, ...], talk: Talk) -> None:
    full, office = resolve(name, talk.people)
    full = expand(full, talk)
    trimmed = text.strip(EDGE)
    if not trimmed or not (full or role):
        return
    start += len(text) - len(text.lstrip(EDGE))
    talk.quotes.append(
        Quote(text=trimmed, speaker=full, speaker_role=role or office, kind="indirect", flags=flags, start=start, end=start + len(trimmed))
    )
    talk.hear(full, role or office)


def follow(rest: str, talk: Talk) -> None:
    """Note who is said to speak after the last quote of a paragraph: often the speaker of the next."""
    for sentence in SENTENCE.split(rest)[1:]:
        subject = subject_of(sentence)
        if subject and not anaphor().match(subject):
            name, role = who(subject, talk)
            if name:
                talk.hear(*resolve(name, talk.people)[:1], role or resolve(name, talk.people)[1])


def merge(found: Sequence[Quote]) -> Iterator[Quote]:
    """Give speech of an office without a name to the only person who speaks in the article, and flag it."""
    named = {quote.speaker: quote.speaker_role for quote in found if quote.speaker}
    nameless = {quote.speaker_role for quote in found if not quote.speaker and quote.speaker_role}
    one = len(named) == 1 and len(nameless) == 1 and not any(named.values())
    for quote in found:
        if one:
            name, office = next(iter(named)), next(iter(nameless))
            flags = (*quote.flags, "role_inferred" if quote.speaker else "speaker_inferred")
            yield replace(quote, speaker=name, speaker_role=quote.speaker_role or office, flags=flags)
        else:
            yield quote


def persons(people: Mapping[str, str], found: Sequence[Quote]) -> Iterator[Person]:
    speakers = {quote.speaker: quote.speaker_role for quote in found if quote.speaker}
    everyone: dict[str, str | None] = {**people}
    for name, role in speakers.items():
        everyone.setdefault(name, role)
    seen: set[str] = set()
    for name, role in sorted(everyone.items(), key=lambda item: -len(item[0])):
        tokens = set(key(name).split())
        if (name not in people and any(tokens <= set(other.split()) for other in seen)) or not is_name(name):
            continue
        seen.add(key(name))
        yield Person(name=name, role=role or speakers.get(name), key=key(name), speaks=name in speakers)


def evidence(found: Sequence[Quote]) -> Iterator[Evidence]:
    for quote in found:
        value = quote.speaker or quote.speaker_role or ""
        yield Evidence(field="quote", value=value, rule=f"quote: {' '.join(quote.flags)}", start=quote.start, end=quote.end)
