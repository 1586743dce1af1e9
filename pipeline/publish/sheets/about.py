"""About the archive: how it is made, what may be done with it, and how to object."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.sheet import Cell, Sheet
from pipeline.publish.words import Words

CHAPTERS: Final = ("what", "method", "limits", "counts", "licence", "takedown", "privacy")
"""`about.CHAPTER` is its heading and `about.CHAPTER_1`, `_2` … are its paragraphs, in strings.yml."""

SCHEMES: Final = ("https://", "http://", "mailto:")


async def about(archive: Archive, t: Words) -> Sheet:
    chapters = []
    for chapter in CHAPTERS:
        keys = [f"about.{chapter}_{n}" for n in range(1, 9)]
        sentences = [t(key) for key in keys if t.has(key)]
        if chapter == "takedown" and not archive.contact:
            sentences.append(t("about.no_contact"))
        chapters.append((t(f"about.{chapter}"), sentences))
    facts = [(t("about.contact"), reachable(archive.contact))] if archive.contact else []
    return Sheet(title=t("nav.about"), lead=t("front.lead"), facts=facts, paragraphs=chapters)


def reachable(contact: str) -> Cell:
    """Return an operator's address as people write it, leading to where it is reached."""
    href = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    return Cell(text=contact.removeprefix("mailto:"), href=href if href.startswith(SCHEMES) else None)
