"""One article as its page shows it: the body, what was removed from it and where, its editions and captures."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from pipeline.publish.archive import Archive
from pipeline.publish.compare import Changed, Piece, compare, words
from pipeline.publish.evidence import Group, Run, groups, runs
from pipeline.publish.judged import Judged, judged
from pipeline.publish.maps import SEATS, Map, around
from pipeline.publish.words import Words

Row = Mapping[str, Any]

ARTICLE: Final = """
    select a.*, o.name as outlet_name, o.timezone, o.home_url, p.name as province_name, r.name as regency_name
      from articles a
      left join outlets o on o.slug = a.outlet
      left join regions p on p.code = a.province
      left join regions r on r.code = a.regency
     where a.id = :id
"""

PARTS: Final[Mapping[str, str]] = {
    "credits": "select role, name from credits where article = :id order by role = 'reporter' desc, role, name",
    "removed": "select n, kind, rule, text, position from removed_spans where article = :id order by position, n",
    "editions": """
        select n, capture, observed_at, last_observed_at, headline, body, body_digest,
               lag(last_observed_at) over (order by n) as before_at
          from editions where article = :id order by n desc
    """,
    "captures": """
        select c.id, c.url, c.fetched_at, c.status, c.payload_digest, c.length, c.truncated, s.page
          from article_captures s join captures c on c.id = s.capture
         where s.article = :id order by c.fetched_at desc, s.page
    """,
    "actors": "select actor from actors where article = :id order by actor",
    "institutions": """
        select institution, role from institutions
         where article = :id order by role = 'acting' desc, role = 'recipient' desc, institution
    """,
    "elections": "select election from elections where article = :id order by election",
    "outcomes": "select outcome from outcomes where article = :id order by outcome",
    "violations": "select code, certainty from violations where article = :id order by code",
    "citations": """
        select law_type, number, year, article_no, paragraph, letter, text, suspect from citations
         where article = :id order by n
    """,
    "people": "select name, role, key, speaks from people where article = :id order by speaks desc, name",
    "places": """
        select s.region, s.kind, s.text, s.flags, r.name from places s left join regions r on r.code = s.region
         where s.article = :id order by s.kind = 'event' desc, s.kind, r.name
    """,
    "quotes": "select speaker, speaker_role, text, kind, flags, start, end from quotes where article = :id order by n",
    "claims": """
        select c.number, c.unit, c.as_of, c.claimant, c.text, r.name as scope
          from claims c left join regions r on r.code = c.scope where c.article = :id order by c.n
    """,
    "evidence": "select field, value, rule, start, end from evidence where article = :id order by n",
    "told": """
        select b.id, b.headline, b.published_at, o.name as outlet_name
          from articles a cross join articles b on b.event = a.event and b.id <> a.id and b.cluster <> a.cluster
          left join outlets o on o.slug = b.outlet
         where a.id = :id order by +b.published_at limit 50
    """,
    "copies": """
        select b.id, b.headline, b.published_at, o.name as outlet_name, c.similarity, c.shared, c.contained
          from articles a join articles b on b.cluster = a.cluster and b.id <> a.id
          left join outlets o on o.slug = b.outlet
          left join copies c on c.article = min(a.id, b.id) and c.other = max(a.id, b.id)
         where a.id = :id order by c.similarity desc, b.published_at limit 50
    """,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body, after what was removed in front of it."""

    runs: tuple[Run, ...]
    removed: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the page of one article needs."""

    row: Row
    edition: Row | None
    """The edition that is shown: the newest, or the one asked for."""
    paragraphs: tuple[Paragraph, ...]
    removed_last: tuple[Row, ...]
    """What stood behind the last paragraph."""
    parts: Mapping[str, Sequence[Row]]
    codes: tuple[Group, ...]
    """What the coding stage gave it, with where in the body; empty for an earlier edition, which was not coded."""
    map: Map | None
    judged: Sequence[Judged]
    """What people decided on it, beside what the machine says."""
    live: str | None
    """The article's address where it is safe to link to; anything but http(s) is not."""

    @property
    def newest(self) -> bool:
        editions = self.parts["editions"]
        return self.edition is None or not editions or self.edition["n"] == editions[0]["n"]

    def names(self, words: Words) -> Mapping[int, str]:
        """Return what each numbered stretch of the body stands for, codes first and then quotes."""
        regions = {row["region"]: row["name"] or row["region"] for row in self.parts["places"]}
        found = {group.number: words.coded(group.field, group.value, regions) for group in self.codes}
        for number, quote in enumerate(self.parts["quotes"], start=len(found)):
            found[number] = f"{words('article.quotes')}: {quote['speaker'] or words('article.speaker_unknown')}"
        return found


async def story(archive: Archive, article: int, edition: int | None = None) -> Story | None:
    """Return an article, in its newest edition or the one asked for; None where there is no such one."""
    rows = (await archive.execute(ARTICLE, {"id": article})).rows
    if not rows:
        return None
    parts = {name: (await archive.execute(sql, {"id": article})).rows for name, sql in PARTS.items()}
    shown = _shown(parts["editions"], edition)
    if edition is not None and shown is None:
        return None
    newest = edition is None or (shown is not None and shown["n"] == parts["editions"][0]["n"])
    body = (shown["body"] if shown and not newest else await _body(archive, article, shown)) or ""
    codes = groups(parts["evidence"]) if newest else ()
    cut = runs(body, codes, parts["evidence"], parts["quotes"]) if newest else runs(body, (), ())
    paragraphs, last = laid_out(cut, parts["removed"] if newest else ())
    seats = await archive.remembered(SEATS)
    return Story(
        row=rows[0], edition=shown, paragraphs=paragraphs, removed_last=last, parts=parts, codes=codes,
        map=around(seats, [row["region"] for row in parts["places"]]), live=web_address(rows[0]["url"]),
        judged=await judged(archive, article) if newest else (),
    )  # fmt: skip


def laid_out(texts: Sequence[tuple[Run, ...]], removed: Sequence[Row]) -> tuple[tuple[Paragraph, ...], tuple[Row, ...]]:
    """Return the paragraphs of a body with what was removed before each, and what was removed after the last."""
    before: list[list[Row]] = [[] for _ in range(len(texts) + 1)]
    for span in removed:
        before[min(max(span["position"] or 0, 0), len(texts))].append(span)
    paragraphs = tuple(Paragraph(runs=t, removed=tuple(b)) for t, b in zip(texts, before, strict=False))
    return paragraphs, tuple(before[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one edition changed in the one before it."""

    row: Row
    before: Row
    after: Row
    headline: tuple[Piece, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    """Paragraphs after the last changed one."""


async def difference(archive: Archive, article: int, edition: int) -> Difference | None:
    """Return what `edition` changed; None where it or the one before it does not exist."""
    rows = (await archive.execute(ARTICLE, {"id": article})).rows
    editions = {row["n"]: row for row in (await archive.execute(PARTS["editions"], {"id": article})).rows}
    if not rows or edition not in editions or edition - 1 not in editions:
        return None
    before, after = editions[edition - 1], editions[edition]
    changed, unchanged = await asyncio.to_thread(compare, before["body"] or "", after["body"] or "")
    return Difference(
        row=rows[0], before=before, after=after, changed=changed, unchanged=unchanged,
        headline=words(before["headline"] or "", after["headline"] or ""),
    )  # fmt: skip


def web_address(url: object) -> str | None:
    """Return `url` where a reader may be sent there; None for `javascript:` and all that is not http(s)."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def _shown(editions: Sequence[Row], edition: int | None) -> Row | None:
    if edition is None:
        return editions[0] if editions else None
    return next((row for row in editions if row["n"] == edition), None)


async def _body(archive: Archive, article: int, shown: Row | None) -> str | None:
    rows = (await archive.execute("select body from texts where article = ?", [article])).rows
    return rows[0]["body"] if rows else (shown["body"] if shown else None)
