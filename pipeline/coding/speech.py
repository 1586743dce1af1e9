"""Verbs of saying and what stands around them, as patterns made from data/people.yml."""

import re
from functools import cache
from typing import Final

from pipeline.coding.lexicon import alternatives
from pipeline.coding.names import role_head, words

SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


@cache
def said_after() -> re.Pattern[str]:
    say = alternatives(words("say"))
    passive = alternatives(words("said_passive"))
    return re.compile(
        r"[\s,.;:*\-–—]*(?:demikian(?:lah)?\s+|begitu(?:lah)?\s+|hal\s+(?:itu|ini|senada|serupa)\s+|lagi[, ]+)?"
        rf"(?:(?P<verb>{say})(?P<nya>a?ny[ao])?|(?P<passive>{passive})(?:\s+oleh)?)"
        rf"(?:\s+(?:lagi|pula|singkat|kembali))?\b(?P<rest>[^\n]*)",
        re.IGNORECASE,
    )


@cache
def any_verb() -> re.Pattern[str]:
    """Any word between a quote that ends in a comma and a name: `…,” cerocos Budi`. Words that join nouns are none."""
    heads = role_head().pattern
    return re.compile(
        rf"[\s,]*(?:begitu\s+|demikian\s+)?(?P<verb>(?!(?:{alternatives(words('no_verbs'))})\b|(?:{alternatives(words('relatives'))})nya\b|(?i:{heads})\b)[a-z]{{4,12}}?)"
        rf"(?:(?P<nya>nya)(?=[\s,.]|$)|(?P<passive>(?!))|(?=\s+(?:[A-Z]|(?i:{heads}))))\b(?P<rest>[^\n]*)"
    )


@cache
def document_says() -> re.Pattern[str]:
    """`demikian bunyi edaran itu`: what is written, and said by nobody."""
    paper = alternatives(words("papers"))
    return re.compile(
        r"[\s,.]*(?:(?:demikian(?:lah)?|begitu(?:lah)?)\s+)?"
        r"(?:bunyi(?:nya)?|isi(?:nya)?|petikan|kutipan|penggalan|cuplikan|tertulis|tertera|termuat|tercantum)\s+"
        rf"(?:(?:dari|dalam|di|pada)\s+)?(?:{paper})\b",
        re.IGNORECASE,
    )


@cache
def paper_says() -> re.Pattern[str]:
    """`Dalam Pasal 280 tertulis, “…”`, `Spanduk itu bertuliskan “…”`: words of a paper, which nobody says."""
    return re.compile(
        r"\b(?:pasal|ayat|uu|undang-undang|peraturan|edaran|putusan|amar|spanduk|baliho|poster|skb|pakta|naskah|angka"
        r"|poin|diktum)\b[^.\"“”]{0,60}\b(?:berbunyi|bunyinya|tertulis|tertera|disebutkan|dinyatakan|menyatakan|menyebutkan|mengatur|bertuliskan)"
        r"(?:\s+(?:bahwa|demikian|begini|sebagai berikut))?\s*[,:]?\s*$",
        re.IGNORECASE,
    )


@cache
def relative() -> re.Pattern[str]:
    """`istrinya`: somebody of somebody, without a name."""
    return re.compile(rf"(?:{alternatives(words('relatives'))})nya(?:\s[a-z]+)?", re.IGNORECASE)


@cache
def inserted() -> re.Pattern[str]:
    """`Seluruh nama, jelas Kepala BKPSDM Antonius, telah …`, `Itu sudah biasa, papar Mohtar.`"""
    say = alternatives(words("say"))
    return re.compile(
        rf",\s(?:{say})\s+(?P<who>(?:[A-Z]|(?:dia|ia|beliau)\b)[^,.\"“”]{{2,80}}(?:,\s[A-Z][^,.\"“”]{{2,60}})?)(?=,|\.|$)"
    )


@cache
def crowd() -> re.Pattern[str]:
    return re.compile(rf"(?:para\s+)?(?:{alternatives(words('crowds'))})\b")


@cache
def report() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('report'))})\b", re.IGNORECASE)


@cache
def said_passive() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(words('said_passive'))})(?:\s+oleh)?\s+(?P<who>(?:[A-Z]|oleh|(?i:{role_head().pattern}))[^\"“”]{{3,120}})"
    )


@cache
def stops() -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:{alternatives(words('stops'))})\b|\s+dan(?!\s+[A-Z])\b|[;:\"“”\[\]|]|\.(?=\s|$)|\s[-–—]\s"
    )


@cache
def told_before() -> re.Pattern[str]:
    """A verb of saying that runs right into the quote: `Bupati menegaskan: "…"`."""
    return re.compile(
        rf"\b(?:(?:{alternatives(words('report'))})(?:\s+(?:{alternatives(words('manner'))}))?\s*[:,]?|menurut\s[^.,]{{3,60}}(?:,[^.,]{{3,40}})?,)\s*$",
        re.IGNORECASE,
    )


@cache
def verb_near() -> re.Pattern[str]:
    verbs = alternatives([*words("report"), *words("say")])
    return re.compile(rf"\b(?:{verbs})(?:nya)?\b[^.]{{0,60}}[,:]?\s*$", re.IGNORECASE)


@cache
def closing_verb() -> re.Pattern[str]:
    """`…,jelasnya***` at the end of a paragraph without marks."""
    say = alternatives(words("say"))
    return re.compile(
        rf"[,.]\s*,?\s*(?P<verb>{say})(?:a?nya(?:\s[^.,]{{0,40}})?|\s+(?P<who>(?-i:[A-Z])[^.\"]{{2,90}}))[.*\s]*$",
        re.IGNORECASE,
    )


@cache
def according_to() -> re.Pattern[str]:
    return re.compile(
        rf"(?:menurut|kata|ujar|tutur|ungkap|(?:{alternatives(words('say'))})(?=\s+(?-i:[A-Z])[^.]*[:,]\s*$))\s+(?P<who>.{{3,90}}?)(?:\s+(?:melalui|lewat|dalam|kepada|saat)\b|:|,|\s+bahwa|\s+{report().pattern}|$)",
        re.IGNORECASE,
    )


@cache
def anaphor() -> re.Pattern[str]:
    linking = rf"(?:(?:{alternatives(words('linking'))}),?\s+)?"
    return re.compile(
        rf"{linking}(?:(?:lanjut|kata|ujar|tambah)\s+)?(?:(?:{alternatives(words('pronouns'))})\b(?!\s+(?-i:[A-Z]))"
        rf"|(?:{alternatives(words('anaphors'))})\b(?!\s+[a-z]))",
        re.IGNORECASE,
    )


@cache
def descriptor() -> re.Pattern[str]:
    """`ucap mantan sekretaris dinas ini`, `kata pria kelahiran Liwa itu`: points back to the speaker."""
    return re.compile(
        r"[^,.\"“”]{3,90}\b(?:ini|itu|tersebut)\b(?=[\s.,*]*(?:$|saat|di|kepada|,|usai|sambil))", re.IGNORECASE
    )


@cache
def opening() -> re.Pattern[str]:
    asked = alternatives(words("asked"))
    return re.compile(
        rf"(?:{alternatives(words('openings'))}),?\s+|(?:(?:saat|ketika|waktu)\s+)?(?:{asked})\b[^,.\"“”]{{0,60}},\s+(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b[^,.]{{0,25}},\s+)?"
        rf"|(?:{alternatives(words('adverbs'))})\s[^,.\"“”]{{3,80}},\s+(?=(?-i:[A-Z]))",
        re.IGNORECASE,
    )


def bare(sentence: str) -> str:
    """Return a sentence without what stands before its subject: `Sementara itu,`, `Ditemui di kantornya,`."""
    text = sentence.strip()
    match = opening().match(text)
    return text[match.end() :] if match else text


@cache
def asked() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('asked'))})\b")


@cache
def between() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(words('between'))}|dalam \w+|secara \w+)\s*$", re.IGNORECASE)
