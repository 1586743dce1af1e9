"""Who is mentioned, as the reader of an article keeps it in mind: by whom a thing is done, who is called what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.coding.apposition import NAME_FIRST, UNNAMED, after_titles, person, told_in_full
from pipeline.coding.names import NAME, is_initials, is_name, leading_name, role_head
from pipeline.coding.people import segment
from pipeline.coding.resolution import resolve
from pipeline.coding.roles import split_role
from pipeline.coding.speech import bare
from pipeline.model import Quote

LONGEST_NAME: Final = 6
"""Words of a name that is taken from the text without an office beside it."""
ALIAS: Final = re.compile(
    r"(?:sang\s+|si\s+)?(?P<what>[a-z]{4,}(?:\s[a-z]{3,})?)(?=\s*(?:[.,]|$|\s(?:itu|tersebut)\b))"
)
"""What somebody is called without a name, in one word or two."""
AGENT: Final = re.compile(
    r"\bdi(?!damping|hadir|saksi|ikut|teman|kawal|sambut|apit|tuju|undang|banding|laku|lantik|gelar)[a-z]{3,}\s+(?:langsung\s+)?(?:oleh\s+)?(?=[A-Z])"
)
"""A passive verb before whoever acts, not before who only comes along or is acted on."""
LONGEST_OFFICE: Final = 150
"""Characters in which an office and its holder stand."""
COMES: Final = re.compile(
    r"\b(?:(?:datang|muncul|terlontar|keluar|meluncur|terdengar|terucap)\s+dari(?:\s+mulut)?|dialami|dirasakan|diutarakan|dilontarkan"
    r"|(?:[Ss]alah\s+)?(?:satunya|seorangnya)(?:\s+(?:adalah|ialah))?|(?:[Dd]i\s+antara\s[^.,]{3,40}|[Tt]ampak|[Tt]erlihat)\s+(?:ada|hadir)"
    r"|[Gg]iliran|[Yy]ang\s+paling\s+[a-z]+(?:\s+(?:adalah|ialah))?|(?:[Ll]ain|[Bb]eda)\s+(?:halnya|lagi)\s+dengan|[Bb]erbeda\s+dengan|[Ss]enada\s+dengan|[Bb]egitu\s+(?:juga|pula)(?:\s+(?:dengan|bagi))?|[Bb]agi|[Dd]i\s+mata|(?:[Bb]eda\s+lagi\s+)?(?:[Cc]erita|[Kk]isah|[Vv]ersi|[Pp]engakuan))\s+(?=[A-Z])"
)
"""Words that bring somebody into the article: `Kritik datang dari X`, `Salah satunya X, guru TK`."""
CALLED: Final = re.compile(
    rf"[^.\"“”]{{3,90}}?\b(?:disapa|bernama(?:\s+lengkap)?|dipanggil|dikenal)\s+(?P<name>{NAME.pattern})"
)
ALSO: Final = re.compile(
    rf"[^.,\"“”]{{3,90}}?\byang\s+(?:juga|merupakan|sekaligus|menjabat)\s[^.,\"“”]{{3,80}},\s+(?P<name>{NAME.pattern})"
)
LETTERS: Final = re.compile(
    r"(?:(?:[Tt]erdakwa|[Tt]erlapor|[Pp]elapor|[Tt]ersangka|[Ss]aksi|[Tt]eradu|[Pp]engadu|[Oo]knum(?:\s[a-z]+)?)\s+)?(?P<who>[A-Z]{1,2})\s+(?:yang\s+(?:di|me|ber)|mengaku|tak|tidak|enggan|hanya|memilih|irit|cuma|juga|pun|sendiri|belum|bungkam|diam\b|me[a-z]{4}|ber[a-z]{4})"
)
"""Initials with what only a person does."""
PATIENT: Final = re.compile(
    r"(?<!yang )\b(?:diduga|disebut(?!\s*nama)\S*|dilaporkan|dipanggil|diperiksa|terbukti|dinilai|dianggap"
    r"|ketahuan|kedapatan)\b"
)
"""Verbs whose subject is spoken of."""
POINTED: Final = re.compile(r"[A-Z](?:(?!\byang\b)[^,.]){2,60}?\s(?:itu|ini|tersebut)\b(?!,\s+[A-Z])")
CLAUSE_FIRST: Final = re.compile(r"[A-Z][^,.]{3,60},\s+(?=[A-Z][a-z]+\s+(?:[A-Z][\w./]*,?\s+)*[a-z])")
SPEAKS: Final = re.compile(
    r"\byang\s+(?:di(?:temui|hubungi|wawancarai|mintai)|enggan|tak|tidak|meminta|minta|menolak)\b|\bpunya\b|\bberinisial\b"
)
"""What is told of a nameless person who speaks."""
ANOTHER: Final = re.compile(
    r"\b(?:kata|menurut|lanjut|ujar|tambah|sambung)\s+(?:dia|[A-Z])|\b(?:menurut|kata|lanjut)nya\b"
)
THING: Final = re.compile(
    r"\S+(?:\s+(?:satu|seorang))?\s+(?:laporan|akun|pasal|poin|butir|video|foto|kasus|temuan|aturan|unggahan|hal|surat|berita)\b",
    re.IGNORECASE,
)
SAPAAN: Final = re.compile(r"\b(?:disapa|dipanggil|sapaan|panggilan|alias|dikenal|bernama)\b")
FULL_FIRST: Final = re.compile(
    rf"(?P<full>{NAME.pattern})(?:,\s[^.,]{{3,60}},)?(?:\s*\(|,?\s+(?:atau|yang)\s+(?:yang\s+)?|,\s+)?(?:(?:lebih|akrab|biasa|kerap|sering|populer)\s+)*"
    rf"(?:disapa|dipanggil|dikenal|sapaan|alias)\s+(?:(?:akrab|dengan|nama|sebagai)\s+)*(?P<nick>{NAME.pattern})"
)
REVEALED: Final = re.compile(
    rf"\b(?P<nick>[A-Z]{{2,3}})\b(?:\s*\(\d+\))?,?\s+(?:yang\s+)?(?:belakangan\s+|kemudian\s+)?(?:diketahui\s+)?bernama\s+(?:lengkap\s+)?(?P<full>{NAME.pattern})"
)
"""Somebody of whom a page gives the initials first and the name later."""
NICK_FIRST: Final = re.compile(
    rf"(?P<nick>{NAME.pattern}),?\s+(?:sapaan|panggilan)(?:\s+akrab)?\s+(?P<full>{NAME.pattern})"
)
NICK_OF: Final = re.compile(
    rf"{NAME.pattern},?\s+(?:(?:nama\s)?(?:sapaan|panggilan)(?:\s+akrab)?nya|sapaan\s+akrabnya|begitu\s+\w+\s+(?:akrab\s+)?(?:di|ter)?sapa)"
)
"""`ucap Ama Gita, sapaan akrabnya`: what the last speaker is called."""
HIS: Final = re.compile(r"(?!Pihak)[A-Z][a-z]+(?:\s[a-z]+)?nya")
"""`Stafnya menyebut …`: of somebody, and without a name."""


@dataclass(slots=True)
class Talk:
    """Who speaks, as the reader of the article knows it at some point of the text."""

    people: Mapping[str, str]
    body: str = ""
    waiting: list[Quote] = field(default_factory=list)
    """Paragraphs of one speech whose speaker is named after the last of them."""
    heard: dict[str, str | None] = field(default_factory=dict)
    """Who has spoken so far, with the office."""
    nicknames: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None
    role: str | None = None
    quotes: list[Quote] = field(default_factory=list)

    def hear(self, name: str | None, role: str | None) -> None:
        if name or role:
            self.name, self.role = name, role


def nicknames(body: str) -> dict[str, str]:
    """Return the full names by what people are called: `Rina Sari (akrab disapa Ririn)`, `Ririn, sapaan Rina Sari`."""
    found: dict[str, str] = {}
    if not SAPAAN.search(body):
        return found
    for pattern in (FULL_FIRST, NICK_FIRST, REVEALED):
        match = pattern.search(body)
        while match:
            full, short = leading_name(match["full"]), leading_name(match["nick"]) or match["nick"]
            if full and short and " " in full:
                found[short] = full
            # A region may stand before the name: Anggota DPRD Sumba Barat, Umbu Kabalu, akrab disapa …
            match = pattern.search(body, match.end("full") if not full else match.end())
    return found


def expand(name: str | None, talk: Talk) -> str | None:
    """Return the full name that the body gives a person of whom only one word is known."""
    if name and name in talk.nicknames:
        return talk.nicknames[name]
    if name and name not in talk.people and not is_initials(name):
        longer = [one for one in talk.heard if set(name.split()) < set(one.split())]
        if len(longer) == 1:
            return longer[0]
    if not name or " " in name or name in talk.people or is_initials(name):
        return name
    for match in NAME.finditer(talk.body):
        if name in match.group() and name in match.group().split():
            full = after_titles(match.group())
            if (
                full != name
                and is_name(full)
                and len(full.split()) <= LONGEST_NAME
                and (full.startswith(name) or full.endswith(name) or name in talk.body.replace(full, ""))
            ):
                return full
    spoken = [one for one in talk.heard if any(part.startswith(name) for part in one.split())]
    return spoken[0] if len(spoken) == 1 else name


def in_office(sentence: str) -> tuple[str, str | None] | None:
    """Return name and office with which a sentence opens: `Kapolres Alor AKBP Budi Hartono memilih diam.`"""
    text = bare(sentence)
    if role_head().match(text) is None:
        return None
    role, name = split_role(segment().split(text[:LONGEST_OFFICE], maxsplit=1)[0])
    return (name, role) if name else None


def agent(sentence: str, talk: Talk, *, anywhere: bool = False) -> tuple[str, str | None] | None:
    """Return the person by whom something is done: `Isu itu ditepis Bupati X`, `dibawa oleh Zulfahmi, warga Y`.

    `anywhere`: the first person whom the sentence names, whatever the verb.
    """
    for match in (role_head() if anywhere else AGENT).finditer(sentence):
        phrase = sentence[match.start() if anywhere else match.end() :]
        role, name = split_role(segment().split(phrase, maxsplit=1)[0]) if role_head().match(phrase) else (None, None)
        full, office = resolve(name or leading_name(phrase), talk.people)
        if full and (office or ("oleh" in match.group() and " " in full)):
            return full, role or office
    return None


def alias(tail: str, talk: Talk) -> tuple[str, str, str] | None:
    """Return the person whom the body calls what stands after the quote: `kata pemateri`, `Fendi, si pemateri,`."""
    noun = ALIAS.match(tail)
    if noun is None:
        return None
    called = re.search(rf"(?P<name>{NAME.pattern}),\s+(?:si|sang)\s+{noun['what']}\b", talk.body) or re.search(
        rf"\b(?i:{noun['what']}),?\s+(?P<name>{NAME.pattern})", talk.body
    )
    name = leading_name(called["name"]) if called else None
    full = resolve(name, talk.people)[0]
    return (full, noun["what"], "after") if full and (" " in full or full in talk.people) else None


def brought_in(sentence: str, body: str) -> tuple[str, str | None] | None:
    """Return name and office of the person whom a sentence brings in: `Kritik datang dari Rina Sari, guru.`"""
    for match in COMES.finditer(sentence):
        phrase = sentence[match.end() :]
        if found := in_office(phrase) or letters(phrase, before=","):
            return found
        first = NAME_FIRST.match(f"{phrase.rstrip(' .')},")
        if first and (name := person(first["name"])):
            return name, first["what"]
        name = leading_name(phrase)
        if name and (" " in name or told_in_full(name, body)):
            return name, None
    return None


def letters(sentence: str, before: str = "") -> tuple[str, str | None] | None:
    """Return the initials with which a sentence opens: `SR yang dihubungi lewat telepon tak banyak bicara.`"""
    match = LETTERS.match(bare(sentence)) or (before and re.match(rf"(?P<who>[A-Z]{{1,2}}){before}", sentence))
    return (match["who"], None) if match and is_initials(match["who"]) else None


def called(tail: str, talk: Talk) -> tuple[str | None, str | None, str] | None:
    """Return name and office of `perempuan yang akrab disapa Yosefa`, `Kadis yang juga Plt Asisten, Deni Lako`."""
    if NICK_OF.match(tail):
        return None, None, "descriptor"
    own = split_role(re.split(r"\s+yang\b", tail, maxsplit=1)[0])[1] if role_head().match(tail) else leading_name(tail)
    match = None if own else CALLED.match(tail) or ALSO.match(tail)
    name = leading_name(match["name"]) if match else None
    if match is None or name is None or role_head().fullmatch(name):
        return None
    if talk.name and " " not in name and re.match(r"\s+(?:itu|ini|tersebut)\b", tail[match.end("name") :]):
        return None, None, "descriptor"
    office = re.split(r"\s+(?:yang|bernama)\b", tail, maxsplit=1)[0] if role_head().match(tail) else None
    return name, office, "after"


def stranger(subject: str) -> str | None:
    """Return the words for somebody who is not named: `Seorang guru`, `Stafnya`."""
    if THING.match(subject):
        return None
    match = UNNAMED.match(bare(subject) + " x") or HIS.fullmatch(subject.strip())
    return match.group().strip().removesuffix(" x") if match else None


def told_by_another(sentence: str) -> bool:
    """Say whether a sentence about somebody is itself reported: `Seorang kades, kata dia, memasang stiker.`"""
    return ANOTHER.search(sentence) is not None


def points_at_office(sentence: str) -> bool:
    """Say whether a sentence begins with an office that points back: `Guru SD Kabola tersebut dipanggil.`"""
    text = bare(sentence)
    return role_head().match(text) is not None and POINTED.match(text) is not None


def after_clause(sentence: str, talk: Talk) -> tuple[str, str | None] | None:
    """Return the known person who follows a clause: `Dicecar begitu, Yanto tetap tenang.`"""
    match = CLAUSE_FIRST.match(sentence.strip())
    if match is None:
        return None
    if found := in_office(sentence.strip()[match.end() :]):
        return found
    name = leading_name(sentence.strip()[match.end() :])
    full, office = resolve(name, talk.people)
    if full and not office and told_in_full(full, talk.body):
        return full, None
    return (full, office) if full and office else None
