"""How the text of an article becomes elements, and what of it is the gold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markupsafe import Markup, escape

Slot = Callable[[int], str]
WRAPS = {
    "p": "<p{attrs}>{}</p>\n",
    "div": "<div{attrs}>{}</div>\n<div><br></div>\n",
    "divs": "<div{attrs}>{}</div>\n",
    "span": '<p{attrs}><span style="font-weight: 400;">{}</span></p>\n',
    "font": '<p align="justify"{attrs}><font face="Arial" size="2">{}</font></p>\n',
    "word": '<p class="MsoNormal" style="text-align: justify;"><span lang="IN">{}<o:p></o:p></span></p>\n',
    "br": "{}<br />\n<br />\n",
    "nl": "{}<br><br>",
    "open": "<p{attrs}>{}\n",
}
"""Each way to set a paragraph."""
LINES = frozenset({"br", "nl"})
"""Ways in which there is nothing but text and breaks: lists are typed by hand."""


@dataclass(slots=True)
class Told:
    """The gold, as the page tells it."""

    paragraphs: list[str] = field(default_factory=list)


def plain(html: str) -> list[str]:
    """Return the text lines of a bit of HTML."""
    lines = re.sub(r"(?i)</?(?:p|div|li|ul|h\d|br|tr|figure|figcaption)\b[^>]*>", "\n", html)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines.split("\n")]


def write(
    blocks: Sequence[Any],
    how: str,
    told: Told,
    *,
    dateline: str = "",
    slot: Slot | None = None,
    part: int = 1,
    parts: int = 1,
    note: Callable[[str], str] = str,
    attrs: str = "",
    heading: str = "h3",
    bold: str = "strong",
    strong_dateline: bool = True,
) -> Markup:
    """Set the blocks of one part in elements; `slot(n)` gives what stands behind the n-th block (1-based)."""
    size = -(-len(blocks) // parts)
    chosen = list(enumerate(blocks, 1))[(part - 1) * size : part * size]
    out: list[str] = []
    wrap = WRAPS[how].replace("{attrs}", f" {attrs}" if attrs else "")
    for n, block in chosen:
        kind, value = next(iter(block.items())) if isinstance(block, dict) else ("p", block)
        if kind == "p" and n == 1 and dateline:
            told.paragraphs.append(dateline + value)
            dress = (
                f"<{bold}>{escape(dateline.rstrip())}</{bold}>{' ' * dateline.endswith(' ')}"
                if strong_dateline
                else escape(dateline)
            )
            out.append(wrap.format(f"{dress}{escape(value)}"))
        elif kind in _INLINE:
            told.paragraphs.append(value)
            out.append(wrap.format(_INLINE[kind].format(text=escape(value), bold=bold)))
        elif kind == "h":
            told.paragraphs.append(value)
            out.append(wrap.format(f"<{bold}>{escape(value)}</{bold}>") if how in LINES or heading == "p"
                       else f"<{heading}>{escape(value)}</{heading}>\n")  # fmt: skip
        elif kind in {"ol", "ul"}:
            out.append(_items(kind, value, how, told))
        elif kind == "quote":
            told.paragraphs.append(value)
            out.append(f"<blockquote><p>{escape(value)}</p></blockquote>\n")
        elif kind == "table":
            out.append(_table(value, told))
        elif kind == "photo":
            note(value)
            out.append(f'<figure><img src="/img/{n}.jpg" alt=""><figcaption>{escape(value)}</figcaption></figure>\n')
        else:
            raise ValueError(f"no such block: {kind}")
        if slot is not None:
            out.append(slot(n).strip())
    return Markup("".join(out))


_INLINE = {
    "p": "{text}",
    "b": "<{bold}>{text}</{bold}>",
    "i": "<em>{text}</em>",
    "link": '<a href="https://jdih.example/{text}">{text}</a>',
}


def _items(kind: str, items: Sequence[str], how: str, told: Told) -> str:
    if how in LINES:
        typed = [f"{n}. {item}" if kind == "ol" else f"- {item}" for n, item in enumerate(items, 1)]
        told.paragraphs += typed
        return "".join(f"{escape(line)}<br>\n" for line in typed) + "<br>\n"
    told.paragraphs += items
    return f"<{kind}>\n" + "".join(f"<li>{escape(item)}</li>\n" for item in items) + f"</{kind}>\n"


def _table(rows: Sequence[Sequence[str]], told: Told) -> str:
    told.paragraphs += [" ".join(row) for row in rows]
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<table border='1'><tbody>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</tbody></table>\n"
