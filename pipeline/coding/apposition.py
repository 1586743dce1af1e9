"""People told by a description, not an office: `petani, Warsiman`, `Yohana, bidan di Dusun Tengah`, `Asep mengelak`.

The list of offices (data/people.yml) cannot hold every trade. What stands around a comma shows a person all the same:
a description without a verb of speech before it, and a name that ends at a comma, a bracket or a verb after it.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.coding.names import (
    NAME,
    clean,
    degree,
    is_initials,
    is_name,
    mask,
    not_names,
    organisations,
    place_names,
    role_head,
    title_words,
    without_opening,
    words,
)
from pipeline.coding.roles import NOBLE, last_of_office
from pipeline.coding.speech import bare, report, said_after

TITLED: Final = rf"(?:(?:dr|drg|drs|dra|apt|ir|hj?|bu|pak|ibu|bapak|mas|mbak|kiai|ustaz|ust)\.?\s+)?{NAME.pattern}"
APPOSED: Final = re.compile(
    rf"(?P<what>[A-Za-z][^,.;:\"“”()]{{2,90}}?),\s+(?P<name>{TITLED})(?P<after>\s*\(\d|\s*[,.]|\s*$|\s+[a-z])"
)
NAME_FIRST: Final = re.compile(
    rf"(?P<name>{TITLED})(?:\s*\(\d+(?:\s*tahun)?\)|,\s\d\d(?:\s*tahun)?)?,\s+(?P<what>[a-z][^,.;:\"“”]{{2,90}}),"
)
AGED: Final = re.compile(rf"(?P<name>{TITLED})\s*\(\d{{2}}(?:\s*tahun)?\)")
SUBJECT: Final = re.compile(rf"(?P<name>{TITLED})\s+[a-z]")
WITHHELD: Final = re.compile(r"(?P<what>[A-Z][^,.;:\"“”()]{3,60}),\s+(?P<name>[A-Z]{1,2})(?:\s*\(\d+\))?,\s+[a-z]")
"""`Salah satu dari mereka, AS, ketika ditemui …`"""
CALLED: Final = re.compile(rf"(?P<what>[A-Z][^,.;:\"“”()]{{2,60}}?)\s+bernama\s+(?P<name>{TITLED})")
REACH: Final = 220
"""Characters in which a description and its name stand."""
LONGEST: Final = 6
"""Words of a name."""
TITLE: Final = 2
"""Letters of a title beyond those that may be somebody's initials."""
UNNAMED: Final = re.compile(
    r"(?:salah satu|salah seorang|seorang|sejumlah|beberapa|sumber|narasumber|akun|pengguna|warganet|netizen"
    r"|warga lain(?:nya)?)\s+"
    r"(?:[^\s,.\"“”]+\s?){1,5}",
    re.IGNORECASE,
)
"""Somebody who is not named."""
CLAUSE: Final = re.compile(
    r"\b(?:saat|usai|setelah|ketika|sebelum|sejak|kepada|jika|kalau|bila|agar|karena|sebab|meski\w*|walau\w*|padahal"
    r"|sambil|seraya|dan|atau|serta|bahwa|adalah|akan|sudah|telah|tidak|tak|bukan|hingga|sampai|melalui|menurut)\b",
    re.IGNORECASE,
)
"""Words that make what stands before a comma more than the description of one person."""


def apposed(phrase: str) -> tuple[str, str] | None:
    """Return description and name of `sang direktur, Haryono Wibisana,` or `Pemilik warung, Bu Tini, …`."""
    match = APPOSED.match(degree().sub(" ", mask(bare(phrase))[:REACH] + " "))
    if match is None:
        return None
    what = match["what"].strip()
    first = what.split()[0].lower()
    other = first in not_names() and role_head().match(what) is None and not UNNAMED.match(what + " x")
    if other or CLAUSE.search(what) or report().search(what):
        return None
    name = person(match["name"])
    alone = name is not None and " " not in name and role_head().match(what) is None
    if name is None or (alone and match["after"].strip()[:1].islower()):
        return None  # one word before a verb is more often the start of a clause
    return re.sub(r"^(?:sang|si|para|seorang)\s+", "", what), name


def described(phrase: str) -> tuple[str, str] | None:
    """Return name and description of `Warga bernama Hasriani` or of what `apposed` finds."""
    if (called := CALLED.match(phrase)) and (name := person(called["name"])):
        return name, called["what"]
    found = apposed(phrase)
    return (found[1], found[0]) if found else None


def person(printed: str) -> str | None:
    """Return the name without its titles, or None where it is none."""
    name = clean(without_opening(printed))
    return name if is_name(name) and not role_head().match(name) else None


def presented(sentence: str, body: str) -> tuple[str, str | None] | None:
    """Return name and description of the person whom a sentence without a verb of speech puts first."""
    text = mask(bare(sentence))
    if (withheld := WITHHELD.match(text)) and is_initials(withheld["name"]):
        return withheld["name"], withheld["what"]
    if found := described(text):
        return found
    match = NAME_FIRST.match(text) or AGED.match(text) or SUBJECT.match(text)
    name = person(match["name"]) if match and role_head().match(text) is None else None
    if match is None or name is None:
        return None
    what = match.groupdict().get("what")
    if what and is_speech(what):
        return None  # Hasilnya, kata dia, …
    told = told_in_full(name, body) or is_proper(name, sentence, body)
    alone = " " not in name and match.re is SUBJECT and not told
    # A word of the language may open a sentence too.
    return None if alone or re.search(rf"\b{re.escape(name.lower())}\b", body) else (name, what)


def is_proper(name: str, sentence: str, body: str) -> bool:
    """Say whether a single word is printed as a name where no sentence begins: `Adapun Warsita`, `bernama Warsita`."""
    low = name.lower()
    if role_head().match(name) or low in words("pronouns") or low in organisations() or low in place_names():
        return False
    inside = not sentence.strip().startswith(name) or re.search(rf"\b(?:bernama|dan|kata|ujar)\s+{name}\b", body)
    return bool(inside) and not name.isupper()


def is_speech(text: str) -> bool:
    match = said_after().match(text)
    return match is not None and (match["verb"] is not None or match["passive"] is not None)


def after_titles(run: str) -> str:
    """Return the name of a run of capitals in which titles or an office stand: `Tegal Letkol Inf Suratman`."""
    tokens = without_opening(run).split()
    if any(token.lower() in organisations() for token in tokens) or role_head().match(run):
        tokens = tokens[last_of_office(tokens) :]
    titles = [at for at, token in enumerate(tokens) if len(token) > TITLE and token.lower() in title_words() - NOBLE]
    return clean(" ".join(tokens[titles[-1] :] if titles else tokens))


@lru_cache(maxsize=256)
def told_in_full(name: str, body: str) -> str | None:
    """Return the one longer name of the body of which `name` is the first or last word."""
    longer = set()
    for match in NAME.finditer(mask(body)):
        if name not in match.group():
            continue
        full = after_titles(match.group())
        tokens = full.split()
        if full != name and name in tokens and len(tokens) <= LONGEST and is_name(full):
            longer.add(full)
    best = max(longer, key=len, default=None)
    return best if best and all(set(one.split()) <= set(best.split()) for one in longer) else None
