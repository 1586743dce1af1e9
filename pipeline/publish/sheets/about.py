"""About the archive: how it is made, what may be done with it, and how to object."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.sheet import Sheet
from pipeline.publish.words import Words

CHAPTERS: Final = ("what", "method", "limits", "counts", "licence", "takedown", "privacy")
"""`about.CHAPTER` is its heading and `about.CHAPTER_1`, `_2` … are its paragraphs, in strings.yml."""


async def about(archive: Archive, t: Words) -> Sheet:
    chapters = []
    for chapter in CHAPTERS:
        keys = [f"about.{chapter}_{n}" for n in range(1, 9)]
        chapters.append((t(f"about.{chapter}"), [t(key) for key in keys if t.has(key)]))
    return Sheet(title=t("nav.about"), lead=t("front.lead"), paragraphs=chapters)
