"""Whose neutrality is at stake: the groups of data/actors.yml that the article makes its target.

Speakers and guests of the same groups do not count: a Kapolres who attends an apel makes it no story about Polri.
"""

from functools import cache
from typing import Final

from pipeline.coding.document import Document, Sentence
from pipeline.coding.lexicon import Hit, Lexicon, phrases, vocabulary
from pipeline.coding.names import words as people_words
from pipeline.model import Evidence

OFFICE: Final = "office: "
COMMANDS: Final = {
    "Polri": ("kapolres", "kapolda", "kapolsek", "polres", "polda"),
    "TNI": ("dandim", "danrem", "pangdam", "kodim", "komandan kodim"),
}
STRICT: Final = frozenset({"TNI", "Polri", "kepala daerah", "BUMN"})
"""Groups that articles name for many reasons: a strict word of duty must stand near."""
WITHIN: Final = 80
"""Characters."""
RECEIVES: Final = ("ke ", "kepada ", "oleh ", "dari ", "untuk ", "menyurati ke ")
OWN_SENTENCES: Final = 4
ORDER: Final = ("ASN", "PPPK", "TNI", "Polri", "kepala desa", "penyelenggara", "kepala daerah", "BUMN")


@cache
def groups() -> Lexicon:
    both = phrases("actors", "group")
    for group, titles in phrases("actors", "office").items():
        both[OFFICE + group] = titles
    return Lexicon({**both, "(hidden)": words("hides")})


def words(key: str) -> list[str]:
    listed = vocabulary("actors")[key]
    if not isinstance(listed, list):
        raise TypeError(f"{key} of data/actors.yml is not a list")
    return [str(word) for word in listed]


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
    if detail == "incumbent_transfer":
        if decided.get("ASN", ("", None))[0].startswith("office"):
            del decided["ASN"]  # whom the incumbent moves is no target
        head = next((hit for hit in groups().find(document.folded) if OFFICE + "kepala daerah" in hit.labels), None)
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


def own_people(document: Document, around: dict[int, list[Hit]], command: tuple[str, ...]) -> Hit | None:
    """Return the word by which a commander speaks of the own people: `Kapolres menekankan personelnya netral`."""
    for sentence in document.sentences[: OWN_SENTENCES + 1]:
        cues = around.get(sentence.index, [])
        if has(cues, "duty") and any(word in document.folded[sentence.start : sentence.end] for word in command):
            own = [cue for cue in cues if "own" in cue.labels]
            if own:
                return own[0]
    return None


def has(cues: list[Hit], label: str) -> bool:
    return any(label in cue.labels for cue in cues)


def group_rule(document: Document, hit: Hit, sentence: Sentence, cues: list[Hit]) -> str | None:
    """A group is a target where the sentence speaks of its duty and does not merely list who came."""
    if is_speaker(document, hit):
        return None
    if sentence.index == 0 and not hit.labels & STRICT:
        return "group in the headline"
    if not has(cues, "duty"):
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
    if not has(cues, "duty") or is_speaker(document, hit):
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
    """Say whether a verb of speech follows: the holder speaks."""
    follow = document.folded[hit.end : hit.end + 30].split(maxsplit=1)
    return bool(follow) and follow[0] in reporting()
