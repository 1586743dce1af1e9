"""Which URLs to ask for: those whose page stands in no WARC. Reads archive.db, never writes it.

"Seen" means captured, never scheduled: what a killed run had queued is simply found again.
"""

import json

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

    def caught_up(self, slug: str) -> bool:
        """Tell whether the outlet's last visit went to its end and got all it asked for.

        Then a listing need not be read on behind a page of known articles. After a visit that was killed or met
        errors, something further down may be missing.
        """
        last = self._db.execute(
            "select outcome from runs where id in (select run from captures where outlet = ?)"
            " order by started_at desc limit 1",
            [slug],
        ).fetchone()
        if last is None or last[0] is None:
            return False
        figures = json.loads(last[0]).get(slug, {})
        return figures.get("ended") == "finished" and not figures.get("failures") and not figures.get("article_errors")
