"""What the values of filters are called: codes by their names, outlets and regions by their rows."""

from collections.abc import Callable
from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.query import FILTERS, Query
from pipeline.publish.words import Words

Label = Callable[[str, object], str]

OUTLETS: Final = "select slug, name from outlets"
REGIONS: Final = "select code, name from regions"


async def named(archive: Archive, t: Words) -> Label:
    """Return what names a value of a filter: `(name of the filter, value) -> text`."""
    outlets = {row["slug"]: row["name"] for row in await archive.remembered(OUTLETS)}
    regions = {row["code"]: row["name"] for row in await archive.remembered(REGIONS)}

    def label(name: str, value: object) -> str:
        text = str(value)
        if name == "outlet":
            return str(outlets.get(text) or text)
        if name in {"provinsi", "kabupaten"}:
            return str(regions.get(text) or text)
        if name == "bulan":
            return t.day(text)
        if name == "pelanggaran":
            return f"{text} {t.label('code', text)}" if t.named("code", text) else text
        return t.label(FILTERS[name].column, value)

    return label


def described(query: Query, label: Label, t: Words) -> str:
    """Return a view in words, for the head of a feed."""
    parts = [f"«{query.text}»"] if query.text else []
    parts += [f"{t('search.filter_' + name)}: {label(name, value)}" for name, value in query.filters]
    return "; ".join(parts) or t("nav.articles")
