"""How the platforms dress an article: one class and one folder of templates for each."""

from collections.abc import Mapping

from newsroom.skins.base import Skin
from newsroom.skins.blogspot import Blogspot
from newsroom.skins.disway import Disway
from newsroom.skins.handmade import HandmadeBreaks, HandmadeTables
from newsroom.skins.portals import Antara, Detik, INews, Jpnn, Kompas, MediaIndonesia, Rri
from newsroom.skins.promedia import JawaPosNext, JawaPosRadar, PikiranRakyat, Promedia
from newsroom.skins.themes import (
    Jannah,
    JNews,
    MajalahPro,
    NewsFeed,
    PlainTheme,
    TagDiv,
    TagDivCloud,
    WordPressCom,
    WpBerita,
)
from newsroom.skins.tribun import Tribun
from newsroom.skins.wordpress import WordPress

CLASSES: tuple[type[Skin], ...] = (
    Disway, Tribun, WordPress, Blogspot,
    TagDiv, TagDivCloud, JNews, Jannah, WpBerita, MajalahPro, NewsFeed, WordPressCom, PlainTheme,
    Promedia, PikiranRakyat, JawaPosRadar, JawaPosNext,
    Antara, Detik, Kompas, Rri, Jpnn, INews, MediaIndonesia,
    HandmadeTables, HandmadeBreaks,
)  # fmt: skip

SKINS: Mapping[str, Skin] = {skin.name: skin() for skin in CLASSES}

__all__ = ["SKINS", "Skin"]
