"""The people of an article: who stands beside an office, and which of them a short form means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pipeline.coding.apposition import told_in_full
from pipeline.coding.document import Document
from pipeline.coding.lexicon import alternatives, fold
from pipeline.coding.names import (
    ACTING,
    NAME,
    PARENTHESIS,
    clean,
    degree,
    is_name,
    key,
    leading_name,
    mask,
    organisations,
    role_head,
    words,
)
from pipeline.coding.regions import districts
from pipeline.coding.roles import LONGEST_ROLE, NOBLE, last_of_office, split_role
from pipeline.model import Evidence, Person, Quote

OFFICE_NEXT: Final = (
    r"(?:Ketua|Wakil|Anggota|Sekretaris|Kapol\w+|Dandim|Danrem|Danramil|Bupati|Wali ?[Kk]ota|Gubernur|Sekda\w*|Kajari"
    r"|Kepala|Ka[bdspln]\w+|Sek\w+|Wa[kbgl]\w+|Dan\w+|Camat|Lurah|Komisioner|Koordinator|Inspektur|Direktur|Pjs?|Plt)\b"
)
"""An office that opens the next person of a list."""
BUILDING: Final = re.compile(
    r"\b(?:kantor|depan|dinas|halaman|ruang|aula|pendopo|pendapa|gedung|kediaman)\s$", re.IGNORECASE
)
"""Words before an office that make it a place: `kantor Bupati`."""
ENDS: Final = (
    r"saat|di|pada|dalam|dengan|kepada|serta|didampingi|beserta|usai|me(?:m|n|ng|ny)?[a-z]{4,}|ber[a-z]{4,}|di[a-z]{4,}"
)
LONGEST_STRETCH: Final = 190
"""Characters in which an office and its holder stand."""
LONGEST_LIST: Final = 220
"""Characters in which an office and those who share it stand."""
NAME_BEFORE: Final = re.compile(rf"(?P<name>{NAME.pattern}),\s$")
VILLAGE_HEAD: Final = re.compile(
    rf"(?P<office>(?:[A-Za-z]+\.?\s+){{1,3}}?(?:(?i:desa|kampung|nagari|distrik|pekon|gampong)\s+)?)(?P<run>{NAME.pattern})$"
)
VILLAGE: Final = 3
"""Words after the office of a village's head of which the first is the village's."""
LIST: Final = re.compile(r"\s*,\s*(?:(?:dan|serta)\s+)?|\s+(?:dan|serta)\s+")
NAMELY: Final = re.compile(r"\s*(?::|,?\s(?:yakni|yaitu|masing-masing|antara lain)(?:\s*:)?)\s+")
AND_ALSO: Final = re.compile(r",?\s+serta\s+(?=[A-Z])")


@cache
def segment() -> re.Pattern[str]:
    """Return what ends the stretch in which an office and a name belong together."""
    return re.compile(
        rf"[.;:\"“”\n](?:\s|$)|\s(?:yang|untuk|dan(?!\s+(?:[A-Z]|(?:{alternatives(organisations())})\b))|dan(?=\s+{OFFICE_NEXT})|{ENDS})\b"
    )


def inventory(text: str) -> dict[str, str]:
    """Return every person who stands beside an office in `text`, with the longest form of the office."""
    found: dict[str, str] = {}
    role: str | None
    flat = ACTING.sub(lambda match: match.group(1) + " ", " ".join(mask(text).replace("\n\n", " . ").split()))
    flat = PARENTHESIS.sub("", flat)
    for match in role_head().finditer(flat):
        if BUILDING.search(flat, max(0, match.start() - 20), match.start()):
            continue
        if is_second_of_two(flat, match):
            continue
        role, names = several(flat[match.start() : match.start() + LONGEST_LIST])
        if names:
            found.update({name: role for name in names if len(role) > len(found.get(name, ""))})
            continue
        stretch = segment().split(flat[match.start() : match.start() + LONGEST_STRETCH], maxsplit=1)[0]
        role, name = split_role(stretch)
        if name and re.search(rf"\b{re.escape(name)}\s+(?:ini|itu|tersebut)\b", stretch):
            continue  # mantan Camat Labuan ini
        role, name = of_a_village(stretch, role, name, flat)
        if role and head_before(flat, match):
            continue
        if role and name and len(role) <= LONGEST_ROLE and len(role) > len(found.get(name, "")):
            found[name] = role
    for match in office_in_a_place().finditer(flat):
        name = clean(match["name"])
        if is_name(name) and name not in found:
            found[name] = match["role"]
    for match in name_then_role().finditer(degree().sub(" ", flat)):
        name = clean(match["name"])
        if " " not in name and split_role(segment().split(match["role"], maxsplit=1)[0])[1]:
            continue  # Terpisah, Kepala Dinas X, Y
        if is_name(name) and name not in found:
            found[name] = match["role"].strip(" ,.")
    return found


def head_before(flat: str, match: re.Match[str]) -> bool:
    """Say whether a head of a village stands before it: in `Astika, Perbekel Yehembang Kauh,` no name follows."""
    local = match.group().lower().split()[-1] in words("local_heads")
    before = NAME_BEFORE.search(flat, max(0, match.start() - 60), match.start()) if local else None
    return before is not None and is_name(clean(before["name"]))


def of_a_village(stretch: str, role: str | None, name: str | None, flat: str) -> tuple[str | None, str | None]:
    """Return office and name of `Kades Sukamaju Tono Wibowo`: the village is what nobody is called by."""
    head = VILLAGE_HEAD.match(stretch)
    if head is None or "," in stretch or head["office"].lower().split()[-1] not in words("local_heads"):
        return role, name
    tokens = head["run"].split()
    office = head["office"].strip()
    for at in range(1, len(tokens) - 1):  # Kepala Desa Talang Ratu Eka Susanti: who is Eka Susanti elsewhere
        if tokens[at].lower() not in NOBLE and alone(tokens[at - 1], " ".join(tokens[at:]), flat):
            return " ".join([office, *tokens[:at]]), " ".join(tokens[at:])
    if name is None and called_by(head["run"], flat):
        return office, head["run"]
    known = max((at for at in range(len(tokens)) if fold(" ".join(tokens[:at])) in districts()), default=0)
    if not known and len(tokens) > VILLAGE and tokens[0].lower() in words("village_openings"):
        known = 2  # Tumbang Habangoi Yansen Tuah
    spoken = next((at for at, token in enumerate(tokens) if called_by(token, flat)), None)
    at = known or (
        spoken if spoken is not None else int(len(tokens) >= VILLAGE and tokens[0] not in words("given_names"))
    )
    own = clean(" ".join(tokens[at:]))
    if not at and tokens[0] in words("given_names") and is_name(own):
        return office, own
    if not at or not is_name(own):
        return role, name
    return " ".join([office, *tokens[:at]]), own


def alone(before: str, name: str, flat: str) -> bool:
    """Say whether a name also stands in the text without the word before it."""
    return re.search(rf"(?<!{re.escape(before)} )\b{re.escape(name)}\b", flat) is not None


@cache
def said_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives([*words('say'), 'menurut'])})\s+(?:(?-i:Pak|Bu)\s+)?", re.IGNORECASE)


def called_by(word: str, flat: str) -> bool:
    """Say whether somebody is called by one word elsewhere in the text: `ujar Tono`, `Tono menambahkan`."""
    alone = re.compile(rf"{re.escape(word)}\b(?!\s+[A-Z])")
    if any(alone.match(flat, said.end()) for said in said_by().finditer(flat)):
        return True
    return re.search(rf"[.\"”]\s+{re.escape(word)}\s+(?:me|ber|di)[a-z]{{4,}}", flat) is not None


def is_second_of_two(flat: str, match: re.Match[str]) -> bool:
    """Say whether two offices stand before two names: `Kapolres Alor dan Dandim Alor, Deni Lako dan Anu Bani`."""
    before = flat[max(0, match.start() - 60) : match.start()]
    if not before.endswith((" dan ", " serta ")):
        return False
    first = list(role_head().finditer(before))
    if not first or not re.fullmatch(r"[^,.;]*\s(?:dan|serta)\s", before[first[-1].end() :]):
        return False
    return re.match(rf"[^,.;]*,\s+{NAME.pattern}\s+(?:dan|serta)\s+{NAME.pattern}", flat[match.end() :]) is not None


def several(text: str) -> tuple[str, list[str]]:
    """Return the office and the names of `Anggota Bawaslu Kendal Rina Sari, Budi Hartono, dan Siti Aminah`.

    Only of offices that several hold, in bodies that are known: elsewhere what stands before a comma may be the name
    of a body. Fewer than two names are no list.
    """
    match = role_head().match(text)
    if match is None or match.group().lower() not in words("shared_heads"):
        return "", []
    stretch = segment().split(AND_ALSO.sub(" dan ", NAMELY.sub(", ", text)), maxsplit=1)[0]
    first, *others = LIST.split(degree().sub(" ", stretch[match.end() :] + " ").strip())
    tokens = first.split()
    start = last_of_office(tokens)
    if not any(token.lower() in words("shared_bodies") for token in tokens[:start]):
        return "", []
    own = " ".join(tokens[start:])
    names = []
    for part in [own, *others] if own else others:
        name = leading_name(part)
        if name is None or any(token.lower() in organisations() for token in name.split()):
            break
        names.append(name)
        if name != clean(part):
            break
    if len(names) < 2 or (own and names[0] != clean(own)):
        return "", []
    return " ".join([match.group(), *tokens[:start]]), names


@cache
def office_in_a_place() -> re.Pattern[str]:
    """Return `Kepala desa di Garut, D. Koswara,`: the place stands between office and name."""
    return re.compile(
        rf"(?P<role>(?i:{role_head().pattern})(?:\s+(?!di\b)[\w/]+){{0,3}})\s+di\s+(?:[A-Z]\w+\s?){{1,3}},\s+"
        rf"(?P<name>[A-Z][a-z.]*\s{NAME.pattern}),\s+(?=[a-z])"
    )


@cache
def name_then_role() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{NAME.pattern})(?:,\s+(?:selaku\s+|sang\s+|si\s+)?|\s+(?:selaku|sebagai|yang\s+(?:juga|merupakan)|(?:adalah|ialah|merupakan)|(?:yang\s+)?(?:juga\s+|kini\s+)?menjabat(?:\s+sebagai)?)\s+)(?P<role>(?i:{role_head().pattern})[^,.\"”;:]{{0,60}})"
    )


def in_full(people: Mapping[str, str], body: str) -> dict[str, str]:
    """Return the people with the whole name in the place of a single word of it, where the body tells it."""
    whole: dict[str, str] = {}
    for name, role in people.items():
        full = (None if " " in name else told_in_full(name, body)) or name
        if full == name or full not in people:
            whole[full] = role
    return whole


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


def met(people: Sequence[Person], document: Document) -> Iterator[Evidence]:
    """Yield the place where each person is first named; a name put together from parts has none."""
    for person in people:
        rule = "person: speaks" if person.speaks else "person: beside an office"
        start = document.text.find(person.name, document.shift)
        if start < 0:
            yield Evidence(field="person", value=person.name, rule=rule)
        else:
            yield document.evidence("person", person.name, rule, start, start + len(person.name))
