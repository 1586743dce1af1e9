"""Which URLs to ask for: those whose page stands in no WARC. Reads archive.db, never writes it.

"Seen" means captured, never scheduled: what a killed run had queued is simply found again.
"""

from sqlite_utils import Database

from pipeline import urls


class Frontier:
    """Answers for one crawl; it sees captures that other runs have indexed, not those of the crawl itself."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def wants(self, url: str) -> bool:
        """Tell whether an article's page should be asked for.

        Not when a capture of that page stands in the archive with status 200; but again when another page of
        the same article is missing, for its links lead there.
        """
        try:
            wanted = urls.address(url)
        except ValueError:
            return False
        captured = self._db.execute(
            "select url from captures where key = ? and status = 200 and kind <> 'revisit'", [wanted.key]
        ).fetchall()
        pages = {urls.address(found).page for (found,) in captured}
        if wanted.page not in pages and urls.WHOLE not in pages:
            return True
        missing = self._db.execute(
            "select 1 from findings where kind = 'page_missing' and stage = 'stitch' and url = ?",
            [wanted.key],
        )
        return missing.fetchone() is not None
