"""How the platforms dress an article: one module and one folder of templates for each."""

from collections.abc import Mapping

from newsroom.skins.base import Skin
from newsroom.skins.blogspot import Blogspot
from newsroom.skins.disway import Disway
from newsroom.skins.tribun import Tribun
from newsroom.skins.wordpress import WordPress

SKINS: Mapping[str, Skin] = {skin.name: skin for skin in (Disway(), Tribun(), WordPress(), Blogspot())}

__all__ = ["SKINS", "Skin"]
