"""What an article shows of its event: which cues of data/events.yml stand where, and how they are meant.

A signal is a name with a strength: `pledge headline`, `~sanction sentence 1` (a threat, a plan or a rule: nobody has
been punished), `<complaint sentence 2` (told as the reason of the news), `first investigation` (the first cue of the
headline), `bawaslu headline` (who is named). What the signals weigh, events.py reads from data/event_weights.csv.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.coding import acts
from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, Lexicon, alternatives, lexicon, phrases, vocabulary, written

LEAD: Final = 2
"""Sentences of the body that say what is new."""
EARLY: Final = 5
COUNT: Final = re.compile(
    r"\b(?:[7-9]|\d{2,5}|ratusan|puluhan|belasan)\s+(?:\w+\s+)?"
    r"(?:asn|pns|abdi negara|aparatur|orang|"
    r"kasus|laporan|pelanggaran|kades|kepala desa|perkara|pegawai|aduan|desa|kecamatan|tps|guru)\b"
)
GAP: Final = r"\s[^.!?;:\n\"“”]{2,60}?\s"
"""What stands between a verb and where the thing goes."""
NEAR: Final = 30
"""Characters before a cue in which `akan`, `jika` or `bisa` make it unreal."""
PAST: Final = frozenset({"case_outcome", "investigation", "complaint"})
"""Steps of a case that are often told as the reason of a later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    strength: dict[str, float]
    """By name, 0..2."""
    shown: dict[str, Hit]
    """The cue that a signal rests on; signals without one are not in it."""
    cues: dict[str, tuple[tuple[int, Hit], ...]]
    """By type, the sentences and the cues that tell of it as a fact."""


@cache
def listed(key: str) -> frozenset[str]:
    words = vocabulary("events")[key]
    if not isinstance(words, list):
        raise TypeError(f"{key} of data/events.yml is not a list")
    return frozenset(str(word) for word in words)


@cache
def before(key: str) -> Lexicon:
    """Return the words of `key` that change what a cue after them means."""
    return Lexicon({key: listed(key)})


@cache
def actors() -> Lexicon:
    return Lexicon(phrases("events", "who"))


@cache
def gaps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return, by type, what finds a verb and its goal with the thing between: `serahkan rekaman camat ke Bawaslu`."""
    families = vocabulary("events")["gaps"]
    if not isinstance(families, dict):
        raise TypeError("gaps of data/events.yml is not a mapping")
    return tuple(
        (str(name), re.compile(rf"\b(?:{alternatives(written(verbs))})\b{GAP}(?:{alternatives(written([goal]))})\b"))
        for name, listed_ in families.items()
        for verbs, *goal in listed_
    )


def apart(folded: str) -> Iterator[Hit]:
    for name, pattern in gaps():
        for match in pattern.finditer(folded):
            yield Hit(match.start(), match.end(), match[0], frozenset({name}))


def found(folded: str) -> list[Hit]:
    """Return the cues in reading order; a verb with its goal says more than the verb alone."""
    wide = list(apart(folded))
    starts = {hit.start for hit in wide}
    return sorted(
        [*(hit for hit in lexicon("events").find(folded) if hit.start not in starts), *wide], key=lambda hit: hit.start
    )


def signals(document: Document) -> Signals:
    """Return the signals of an article."""
    counts = counted(document)
    seen: Counter[tuple[str, str]] = Counter()
    shown: dict[str, Hit] = {}
    told: dict[str, list[tuple[int, Hit]]] = defaultdict(list)
    for hit in found(document.folded):
        sentence = document.sentence_at(hit.start)
        for label in sorted(hit.labels):
            name = meaning(label, counts=counts)
            if name is None:
                continue
            mark = meant(document, sentence, hit, label, name)
            where = zone(sentence.index)
            if mark != "~":
                told[name].append((sentence.index, hit))
            if where == "headline" and not mark and not any(other.startswith("first ") for other in shown):
                shown[f"first {name}"] = hit
            seen[mark + name, where] += 1
            for place in (where, *wider(where)):
                shown.setdefault(f"{mark}{name} {place}", hit)
    return Signals(
        strength=dict.fromkeys(shown, 1.0) | often(seen, told) | whole(document, counts=counts),
        shown=shown,
        cues={name: tuple(hits) for name, hits in told.items()},
    )


def often(seen: Counter[tuple[str, str]], told: Mapping[str, Sequence[tuple[int, Hit]]]) -> dict[str, float]:
    """Return the strength of what is said more than once: far down, or in headline and lead."""
    down = {f"{name} rest": min(times, 4) / 2 for (name, where), times in seen.items() if where == "rest"}
    early = {name: sum(index <= LEAD for index, _ in hits) for name, hits in told.items()}
    return down | {f"{name} top": min(times, 3) / 2 for name, times in early.items() if times}


def whole(document: Document, *, counts: bool) -> dict[str, float]:
    """Return the signals that rest on no cue: a headline that counts or asks, which acts are told, and who is named."""
    holds = {"count headline": counts, "question headline": "?" in document.headline}
    for act in acts.told(document):
        if act.sentence > EARLY:
            break
        mark = "~" if acts.is_forbidden(document, act) else ""
        for place in (where := zone(act.sentence), *wider(where)):
            holds[f"{mark}act {place}"] = True
            holds[f"{mark}{act.code} {place}"] = True
    for hit in actors().find(document.folded):
        index = document.sentence_at(hit.start).index
        if index > LEAD:
            break
        holds |= {f"{who} {'headline' if index == 0 else 'lead'}": True for who in hit.labels}
    return {name: 1.0 for name, true in holds.items() if true}


def zone(index: int) -> str:
    """Return where a sentence stands: `headline`, `sentence 1`, `sentence 2`, `early` or `rest`."""
    if index == 0:
        return "headline"
    if index <= LEAD:
        return f"sentence {index}"
    return "early" if index <= EARLY else "rest"


def wider(where: str) -> tuple[str, ...]:
    """Return the wider places that a place belongs to."""
    if where == "headline":
        return ("top",)
    return ("lead", "top") if where.startswith("sentence") else ()


def counted(document: Document) -> bool:
    """Say whether the headline counts: `41 ASN di Kaltim Direkomendasikan`."""
    return COUNT.search(document.folded, 0, document.shift) is not None


def meaning(label: str, *, counts: bool) -> str | None:
    """Return the type that a label of a cue speaks for."""
    special = {
        "none": None,
        "deed": "allegation",
        "finds": "statistics" if counts else "investigation",
        "cases": "statistics" if counts else "allegation",
    }
    return special.get(label, label)


def meant(document: Document, sentence: Sentence, hit: Hit, label: str, name: str) -> str:
    """Return how a cue is meant: `~` unreal or forbidden, `<` the reason or the past of the news, else nothing."""
    if label in listed("hard") and is_unreal(document, sentence, hit):
        return "~"
    if label == "deed" and is_forbidden(document, sentence, hit):
        return "~"
    return "<" if name in PAST and is_background(document, sentence, hit) else ""


def is_forbidden(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Say whether a deed is named to forbid it: `Larang Hadir Kampanye`, `Boleh Hadir?`, `yang hadir akan dicopot`."""
    if before("forbidding").find(document.folded[sentence.start : hit.start]):
        return True
    whoever = document.folded[: hit.start].rstrip().endswith("yang")
    return document.folded[hit.end : hit.end + 1] == "?" or (
        whoever and bool(before("afterwards").find(document.folded[hit.end : min(sentence.end, hit.end + NEAR)]))
    )


def is_background(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Say whether a step is told as the reason or the past of the news: `Dicopot setelah Terbukti`."""
    return bool(before("background").find(document.folded[max(sentence.start, hit.start - NEAR) : hit.start]))


def is_unreal(document: Document, sentence: Sentence, hit: Hit) -> bool:
    return bool(before("unreal").find(document.folded[max(sentence.start, hit.start - NEAR) : hit.start]))
