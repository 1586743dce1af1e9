"""Whole sites in structures that no spider was written against: how articles are addressed, listed, mapped, searched.

Pages are plain, for reading is tested elsewhere. Gold is which stories are on the topic (`Structure.gold`) and which of
them a polite crawler can find (`Structure.findable`). Half of the structures are held back: spiders are mended on the
others.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from newsroom.exchange import Request, Response
from newsroom.server import Newsroom
from newsroom.structures.plan import Half, Structure, load
from newsroom.structures.site import StructureSite

__all__ = ["Half", "Structure", "StructureSite", "Town", "load", "served"]


class Town(Newsroom):
    """A newsroom whose sites are structures."""

    def __init__(self, structures: Sequence[Structure]) -> None:
        self.structures = {plan.host: StructureSite(plan) for plan in structures}
        super().__init__((), 0)

    def _site_answer(self, request: Request) -> Response:
        bare = request.host.removeprefix("www.")
        if bare in self.structures:
            return self.structures[bare].answer(request)
        if (host := bare.removeprefix("m.")) in self.structures and self.structures[host].plan.mobile:
            return self.structures[host].answer(request)
        for site in self.structures.values():
            if request.host in site.plan.siblings:
                return site.sibling(request)
        return Response(status=502, body=b"no such host\n", content_type="text/plain")


@contextmanager
def served(structures: Sequence[Structure]) -> Iterator[Town]:
    """Serve the structures on 127.0.0.1 until the context is left."""
    town = Town(structures)
    town.start()
    try:
        yield town
    finally:
        town.stop()
