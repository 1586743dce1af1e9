"""What the editors of the sample newsroom do between two visits: one article is corrected, another taken down."""

from newsroom.model import Block
from newsroom.server import Newsroom

CORRECTED = "20481"
"""Of Kabar Tubaraya."""
SAID = "sudah ada dua pejabat di provinsi yang di nonaktifkan"
RATHER = "sudah ada tiga pejabat di provinsi yang dinonaktifkan"
NOTE = "Ralat: jumlah pejabat yang dinonaktifkan semula tertulis dua, yang benar tiga orang."
TAKEN_DOWN = "20533"
"""Of the same outlet."""


def work(served: Newsroom) -> None:
    """Correct a figure and say so below the text, and take an article off its site."""
    _, old = served.article(CORRECTED)
    blocks = [Block(block.kind, block.text.replace(SAID, RATHER), block.href, block.glued) for block in old.blocks]
    served.edit(CORRECTED, [*blocks, Block("p", NOTE)])
    served.delete(TAKEN_DOWN)
