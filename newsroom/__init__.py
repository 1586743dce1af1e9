"""The sample newsroom: invented outlets and articles, served over real HTTP in the shapes of real platforms."""

from newsroom.exchange import Exchange, Request, Response
from newsroom.faults import Fault, Kind
from newsroom.gallery import gallery
from newsroom.library import sites
from newsroom.model import Article, Block, Site
from newsroom.server import OUTLETS, Newsroom, serve

__all__ = [
    "OUTLETS", "Article", "Block", "Exchange", "Fault", "Kind", "Newsroom", "Request", "Response", "Site", "gallery",
    "serve", "sites",
]  # fmt: skip
