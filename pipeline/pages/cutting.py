"""Taking characters out of a line while its links keep their places."""

from collections.abc import Sequence

from pipeline.pages.blocks import Block, Link


def without(block: Block, cuts: Sequence[tuple[int, int]]) -> Block:
    """Return `block` without the characters start..end of each cut, its links moved along."""
    parts: list[str] = []
    links: list[Link] = []
    at = size = 0
    for start, end in [*cuts, (len(block.text), len(block.text))]:
        piece = block.text[at:start]
        stripped = piece.lstrip(" ") if parts and parts[-1].endswith(" ") else piece
        lost = len(piece) - len(stripped)
        links += [
            Link(start=k.start - at - lost + size, end=min(k.end, start) - at - lost + size, href=k.href)
            for k in block.links
            if k.start >= at + lost and k.start < start
        ]
        parts.append(stripped)
        size += len(stripped)
        at = end
    text = "".join(parts)
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    moved = tuple(
        Link(start=max(0, k.start - lead), end=min(k.end - lead, len(text)), href=k.href)
        for k in links
        if k.end - lead > 0
    )
    return block._replace(text=text, links=moved)


def unlinked(block: Block) -> str:
    """Return what a line says outside its links: `30 Sep 2024 - 15:42 Cetak Kirim ke teman` has buttons for links."""
    return without(block, [(link.start, link.end) for link in block.links]).text if block.links else block.text
