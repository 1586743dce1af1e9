"""Whose neutrality is at stake: the groups of data/actors.yml that the article makes its target.

Speakers and guests of the same groups do not count: a Kapolres who attends an apel makes it no story about Polri.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, Lexicon, phrases, vocabulary, written
from pipeline.coding.names import words as people_words
from pipeline.model import Evidence

OFFICE: Final = "office: "
COMMANDS: Final = {
    "Polri": ("kapolres", "kapolda", "kapolsek", "polres", "polda"),
    "TNI": ("dandim", "danrem", "pangdam", "kodim", "komandan kodim"),
}
STRICT: Final = frozenset({"TNI", "Polri", "kepala daerah", "BUMN"})
"""Groups that articles name for many reasons: a strict word of duty must stand near."""
NOT_SERVANTS: Final = ("pppk", "p3k", "honorer", "non asn", "non-asn", "kontrak", "berstatus pppk", "tidak tetap")
"""Words after a title that tell what its holder is: `guru honorer`."""
WITHIN: Final = 80
"""Characters."""
WITNESS: Final = re.compile(r"\bsaksi\b[^.]{0,60}\b(?:termasuk|yakni|yaitu|antara lain|di antaranya)\s[^.]{0,30}$")
"""Before somebody who is called as a witness."""
OBJECT: Final = re.compile(
    r"\b(?:(?:mendukung|dukung|memilih|pilih|memenangkan|menangkan|lawan|kubu|tim|timses|kampanyekan"
    r"|(?:dukungan|berpihak|memihak)(?:\s\w+){0,4}\s(?:kepada|pada|ke))(?:\s(?:calon|paslon|bupati|pasangan))?"
    r"|(?:mengarahkan|arahkan|beranggotakan|bersama|dijaga|dikawal|dibantu|gandeng|menggandeng|bukan(?:\slagi)?|(?:seperti|sama\s(?:seperti|dengan))(?:\shalnya)?"
    r"|hanya\sberlaku\s(?:bagi|untuk|pada))(?:\s(?:para|unsur))?)\s$"
)
"""Before a group that is supported, steered, helped by or likened to, in folded text: others are the target."""
AGENT: Final = re.compile(
    r"\bdi(?:laporkan|adukan|panggil|periksa|copot|sanksi|nonaktifkan|berhentikan)\s(?:oleh\s)?$"
    r"|\b(?:dihadiri|disaksikan|didampingi|di\shadapan)\s[^.;]{0,80}$"
)
"""Before an office that does to others what is told, or that came: `rapat yang dipanggil Pj Bupati`."""
RECEIVES: Final = ("ke ", "kepada ", "oleh ", "dari ", "untuk ", "menyurati ke ")
AND_OTHER: Final = re.compile(r"^(?: (?:dan|serta) |[-/])[\w/-]+(?= )")
OWN_SENTENCES: Final = 4
ORDERS: Final = 10
"""Sentences in which `he` of a report that opens with a commander forbids something to `his people`."""
LEAD: Final = 2
AUTHORS: Final = frozenset({"kepala daerah", OFFICE + "kepala daerah"})
UNTOLD: Final = frozenset({"incumbent_transfer", "institution_policy"})
"""Events of which the first person named is not whom they are about."""
EMPLOYED: Final = frozenset({"ASN", "PPPK", "kepala desa", "BUMN"})
"""Groups that are called up together."""
FIRST: Final = frozenset({"ASN", "PPPK", "kepala desa", "TNI", "BUMN"})
"""Groups of whom a report of a deed speaks without a word of duty beside them."""
JOINED: Final = re.compile(
    r"(?:\s*\([a-z0-9 -]+\))?(?:\s*[,/]\s*|\s+(?=(?:dan|serta|maupun|hingga|sampai|juga|atau|beserta)\b))"
    r"(?:(?:dan|serta|maupun|hingga|sampai|juga|atau|para|beserta)\s+(?:[\w,]+\s+){0,3})?(?:\w+\s+){0,2}"
)
"""What stands between two groups that are called up together."""
ORDER: Final = ("ASN", "PPPK", "TNI", "Polri", "kepala desa", "penyelenggara", "kepala daerah", "BUMN")


@cache
def groups() -> Lexicon:
    both = phrases("actors", "group")
    for group, titles in phrases("actors", "office").items():
        both[OFFICE + group] = titles
    return Lexicon({**both, "(hidden)": words("hides")})


@cache
def words(key: str) -> list[str]:
    listed = vocabulary("actors")[key]
    if not isinstance(listed, list):
        raise TypeError(f"{key} of data/actors.yml is not a list")
    return written(listed)


@cache
def contexts() -> Lexicon:
    return Lexicon({key: words(key) for key in ("duty", "strict", "guest", "targeted", "accused", "own")})


def actors(document: Document, detail: str) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return the target groups in the order of the codebook, each with the mention that decided."""
    around: dict[int, list[Hit]] = {}
    for hit in contexts().find_all(document.folded, frozenset()):
        around.setdefault(document.sentence_at(hit.start).index, []).append(hit)
    decided: dict[str, tuple[str, Hit]] = {}
    for hit in groups().find(document.folded):
        sentence = document.sentence_at(hit.start)
        cues = around.get(sentence.index, [])
        for label in sorted(hit.labels):
            group = label.removeprefix(OFFICE)
            if group in decided or label == "(hidden)":
                continue
            rule = (
                office_rule(document, hit, sentence, cues)
                if label.startswith(OFFICE)
                else group_rule(document, hit, sentence, cues)
            )
            if rule:
                decided[group] = (rule, hit)
    beside(document, around, decided)
    if not decided and detail not in UNTOLD:
        decided |= {group: ("whom the report is about", hit) for group, hit in first_named(document)}
    both_of_lurah(document, decided)
    if detail == "incumbent_transfer":
        moved = decided.get("ASN")
        if moved and (moved[0].startswith(("office", "beside")) or moved[1].phrase.startswith("pejabat")):
            del decided["ASN"]  # whom the incumbent moves is no target
        head = next((hit for hit in groups().find(document.folded) if hit.labels & AUTHORS), None)
        if head and "kepala daerah" not in decided:
            decided["kepala daerah"] = ("author of a transfer", head)
    for group, command in COMMANDS.items():
        if group not in decided and (own := own_people(document, around, command)):
            decided[group] = ("their own people", own)
    evidence = tuple(
        document.evidence("actor", group, f"actor: {decided[group][0]}", decided[group][1].start, decided[group][1].end)
        for group in ORDER
        if group in decided
    )
    return tuple(group for group in ORDER if group in decided), evidence


def beside(document: Document, around: dict[int, list[Hit]], decided: dict[str, tuple[str, Hit]]) -> None:
    """Add the groups beside a target in headline or lead: `PNS, PPPK maupun THL`, `Sekretaris Desa dan Lurah`."""
    by_sentence: dict[int, list[Hit]] = {}
    for hit in groups().find(document.folded):
        index = document.sentence_at(hit.start).index
        if index > OWN_SENTENCES:
            break
        if "(hidden)" not in hit.labels and not has(around.get(index, []), "guest"):
            by_sentence.setdefault(index, []).append(hit)
    for hits in by_sentence.values():
        for one, other in pairwise(hits):
            joined = JOINED.fullmatch(document.folded, one.end, other.start) is not None
            named = [{label.removeprefix(OFFICE) for label in hit.labels} & EMPLOYED for hit in (one, other)]
            if joined and any(group in decided for group in named[0] | named[1]):
                for group, hit in (
                    (group, hit) for groups_, hit in zip(named, (one, other), strict=True) for group in groups_
                ):
                    decided.setdefault(group, ("beside a target", hit))


def first_named(document: Document) -> list[tuple[str, Hit]]:
    """Return the groups of the first person of the apparatus in headline or lead who does not speak there."""
    for hit in groups().find(document.folded):
        if document.sentence_at(hit.start).index > LEAD:
            break
        found = [name for label in sorted(hit.labels) if (name := label.removeprefix(OFFICE)) in FIRST]
        found += [name for name in hit.labels & AUTHORS if not name.startswith(OFFICE)]
        found += ["Polri"] if hit.phrase in words("individuals") else []
        if found and not is_speaker(document, hit) and document.folded[hit.end : hit.end + 1] != ":":
            return [(name, hit) for name in found]
    return []


def both_of_lurah(document: Document, decided: dict[str, tuple[str, Hit]]) -> None:
    """Make a lurah who is a target both ASN and village head; where kalurahan are villages (Yogyakarta), the latter."""
    in_yogyakarta = "kalurahan" in document.folded
    for group in ("ASN", "kepala desa"):
        rule, hit = decided.get(group, ("", None))
        if hit and hit.phrase == "lurah":
            decided.setdefault("kepala desa", (rule, hit))
            if in_yogyakarta and group == "ASN":
                del decided["ASN"]
            elif not in_yogyakarta:
                decided.setdefault("ASN", (rule, hit))


def own_people(document: Document, around: dict[int, list[Hit]], command: tuple[str, ...]) -> Hit | None:
    """Return the word by which a commander speaks of the own people: `Kapolres menekankan personelnya netral`."""
    leads = document.folded.startswith(command)
    for sentence in document.sentences[: (ORDERS if leads else OWN_SENTENCES) + 1]:
        cues = around.get(sentence.index, [])
        named = any(word in document.folded[sentence.start : sentence.end] for word in command)
        own = [cue for cue in cues if "own" in cue.labels]
        theirs = [cue for cue in own if document.folded[cue.start : cue.end].endswith("nya")]
        if own and named and has(cues, "duty"):
            return own[0]
        if theirs and leads and has(cues, "strict"):
            return theirs[0]
    return None


def has(cues: list[Hit], label: str) -> bool:
    return any(label in cue.labels for cue in cues)


def group_rule(document: Document, hit: Hit, sentence: Sentence, cues: list[Hit]) -> str | None:
    """A group is a target where the sentence speaks of its duty and does not merely list who came."""
    if is_speaker(document, hit) or OBJECT.search(document.folded, sentence.start, hit.start):
        return None
    if sentence.index == 0 and not hit.labels & STRICT:
        return "group in the headline"
    if not has(cues, "duty") or WITNESS.search(document.folded, sentence.start, hit.start):
        return None
    if hit.labels & STRICT and not any("strict" in cue.labels and abs(cue.start - hit.start) < WITHIN for cue in cues):
        return None
    guests = [cue for cue in cues if "guest" in cue.labels and cue.start < hit.start]
    if guests and "ASN PPPK".find(next(iter(hit.labels))) < 0:
        near = [cue for cue in cues if "duty" in cue.labels and abs(cue.start - hit.start) < 40]
        if not near or max(cue.start for cue in near) < guests[-1].start:
            return None
    return "group and duty"


def office_rule(document: Document, hit: Hit, sentence: Sentence, cues: list[Hit]) -> str | None:
    """A title is a target where a word beside it says so: `oknum camat`, `seorang lurah`, `kadis diduga`."""
    other = is_speaker(document, hit) or AGENT.search(document.folded, sentence.start, hit.start)
    if other or not has(cues, "duty"):
        return None
    if document.folded[hit.end : hit.end + 20].lstrip().startswith(NOT_SERVANTS):
        return None
    if "ASN" not in " ".join(hit.labels) and document.folded[: hit.start].endswith(RECEIVES):
        return None
    group = next(label for label in hit.labels if label.startswith(OFFICE)).removeprefix(OFFICE)
    wanted = "targeted" if group in ("ASN", "kepala desa") else "accused"
    if (
        wanted == "targeted"
        and document.folded[hit.end : hit.end + 5] in (" dan ", ", kep", "/kepa")
        and any(
            "kepala desa" in other.labels and 0 < other.start - hit.end < 20 for other in groups().find(document.folded)
        )
    ):
        return "office beside village heads"
    for cue in cues:
        if wanted in cue.labels and (0 <= hit.start - cue.end <= 12 or 0 <= cue.start - hit.end <= 25):
            return "office as target"
    return None


@cache
def reporting() -> frozenset[str]:
    return frozenset(people_words("report"))


def is_speaker(document: Document, hit: Hit) -> bool:
    """Say whether a verb of speech or of an inquiry follows: the holder speaks, or handles the case of another."""
    follow = AND_OTHER.sub("", document.folded[hit.end : hit.end + 40]).split(maxsplit=1)
    verb = follow[0].rstrip(".,;") if follow else ""
    return verb in reporting() or verb in words("handles")
