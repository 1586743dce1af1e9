"""Which URLs to ask for, ask for again, or leave: what `urls` says at the instant of a visit. Never writes.

It sees what other runs have indexed, not what the visit itself brings: a spider asks for nothing twice by itself.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from sqlite_utils import Database

from pipeline import store, urls, warc
from pipeline.errors import WarcError
from pipeline.ids import instant, parse_instant
from pipeline.model import Capture, CaptureRow
from pipeline.visits import HOURS, TOGETHER, wait

log = logging.getLogger(__name__)

Row = dict[str, object]

UNREAD_WELL = frozenset({"challenge", "unreadable"})
"""Kinds of capture that hold no page: a wall, or bytes that nobody can read."""
RARELY = timedelta(days=30)
"""Until an address that was only guessed, and answered with the home page, is asked for again."""
MOST_AGAIN = 2_000
"""URLs that a visit asks for beyond what listings name; the next one goes on."""

OF_A_KEY = """
select u.url, u.page, u.state, u.fetches, u.failures, u.last_fetched_at, u.next_due, c.kind
from urls u left join captures c on c.id = u.capture where u.key = ? and u.state is not null
"""
DUE = """
select u.url, u.found_by, u.state, u.key from urls u left join captures c on c.id = u.capture
where u.outlet = ? and u.next_due <= ? and u.key is not null and (u.found_by is not null or c.kind = 'article')
  and (u.page = 1 or u.state <> 'captured') and u.state not in ('redirected')
  and u.key not in (select key from takedowns)
order by u.state = 'new' desc, u.next_due, u.url limit ?
"""
VALIDATED = """
select * from captures where url = ? and status = 200 and truncated is null and kind not in ('challenge', 'unreadable')
order by fetched_at desc limit 1
"""
LAST = "select * from captures where url = ? and fetched_at > ? and status <> 304 order by fetched_at desc limit 1"
SAME = "select 1 from captures where url = ? and run = ? and payload_digest = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preserved:
    """A page that stands in the archive, and what a server needs to be asked whether it is still the same."""

    row: CaptureRow
    """The capture with the payload."""
    etag: str | None
    last_modified: str | None


class Frontier:
    """Answers for the visits of one run."""

    def __init__(self, db: Database, warcs: Path, *, now: datetime) -> None:
        self._db, self._warcs, self._now = db, warcs, now
        self._taken_down = {key for (key,) in db.execute("select key from takedowns")}

    def wants(self, url: str) -> bool:
        """Tell whether an article's page should be asked for now: it never was, or it is due again."""
        try:
            wanted = urls.address(url)
        except ValueError:
            return False
        if wanted.key in self._taken_down:
            return False
        rows = list(self._db.query(OF_A_KEY, [wanted.key]))
        same = [row for row in rows if row["page"] in {wanted.page, urls.WHOLE}]
        best = [row for row in same if row["state"] == "captured"] or same
        if not best:
            return True
        if wanted.page == 1 and self._page_missing(wanted.key):
            return any(self._reached(row, wait("failed", visits=0, row=int(str(row["fetches"])))) for row in best)
        return all(self._is_due(row) for row in best)

    def knows(self, url: str) -> bool:
        """Tell whether an article's address was answered before, whatever the answer was."""
        try:
            key = urls.address(url).key
        except ValueError:
            return False
        rows = self._db.query(OF_A_KEY, [key])
        return key in self._taken_down or any(row["state"] not in {"new", "failed", "blocked"} for row in rows)

    def is_absent(self, url: str, *, home: str) -> bool:
        """Tell whether an address was not there the last time, and it is too early to look again.

        Some servers say that with the home page, by its bytes or by a redirect.
        """
        sql = "select 1 from urls where url = ? and state in ('missing', 'gone') and next_due > ?"
        if self._db.execute(sql, [url, instant(self._now)]).fetchone() is not None:
            return True
        last = next(iter(self._db.query(LAST, [url, instant(self._now - RARELY)])), None)
        if last is None:
            return False
        if 300 <= last["status"] < 400:
            redirect = self.load(store.capture(last))
            targets = [value for name, value in redirect.headers if name.lower() == "location"] if redirect else []
            return any(urljoin(url, target) == home for target in targets)
        return self._db.execute(SAME, [home, last["run"], last["payload_digest"]]).fetchone() is not None

    def due(self, slug: str) -> Iterator[tuple[str, str, bool]]:
        """Yield the outlet's URLs that are due whether or not a listing names them: URL, rung, and whether it is new.

        Those that were listed and never fetched come first.
        """
        for row in list(self._db.query(DUE, [slug, instant(self._now), MOST_AGAIN])):
            new = row["state"] == "new"
            if new or self.wants(row["url"]):
                yield row["url"], row["found_by"] or "page", new

    def caught_up(self, slug: str) -> bool:
        """Tell whether the outlet's last visit went to its end and got all it asked for.

        Then a listing need not be read on behind pages of known articles. After a visit that was killed or met
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

    def visited_at(self, slug: str) -> str:
        """Return when the outlet was last asked for anything; an empty text where it never was."""
        row = self._db.execute("select max(fetched_at) from captures where outlet = ?", [slug]).fetchone()
        return row[0] or ""

    def requests_since(self, slug: str, since: datetime) -> int:
        """Return how many answers the outlet gave since an instant."""
        sql = "select count(*) from captures where outlet = ? and fetched_at >= ?"
        return int(self._db.execute(sql, [slug, instant(since)]).fetchone()[0])

    def preserved(self, url: str) -> Preserved | None:
        """Return the page to revalidate, where the last good answer came with validators."""
        newest = next(iter(self._db.query(VALIDATED, [url])), None)
        if newest is None or not (newest["etag"] or newest["last_modified"]):
            return None
        holder = newest
        if newest["revisit"]:
            holder = next(iter(self._db.query("select * from captures where id = ?", [newest["refers_to"]])), newest)
        if holder["revisit"]:
            return None
        return Preserved(row=store.capture(holder), etag=newest["etag"], last_modified=newest["last_modified"])

    def same_payload(self, url: str, digest: str) -> CaptureRow | None:
        """Return the capture of this URL that holds these bytes already."""
        rows = self._db.query(
            "select * from captures where payload_digest = ? and url = ? and revisit = 0 and status = 200"
            " and truncated is null order by fetched_at desc limit 1",
            [digest, url],
        )
        return next(map(store.capture, rows), None)

    def original(self, row: CaptureRow) -> warc.Original | None:
        """Return what a revisit says of a capture; None where its WARC file is elsewhere."""
        try:
            return warc.original(self._warcs, row)
        except WarcError as error:
            log.info("%s", error)
            return None

    def load(self, row: CaptureRow) -> Capture | None:
        """Return a preserved answer; None where its WARC file is elsewhere."""
        try:
            return warc.load(self._warcs, row)
        except WarcError as error:
            log.info("%s", error)
            return None

    def _is_due(self, row: Row) -> bool:
        if row["kind"] in UNREAD_WELL:
            return self._reached(row, wait("blocked", visits=0, row=int(str(row["fetches"]))))
        due = parse_instant(str(row["next_due"]))
        together = TOGETHER if row["state"] == "captured" else 0 * HOURS
        return due <= self._now + together or self._in_future(row)

    def _reached(self, row: Row, waiting: object) -> bool:
        """Tell whether some time has passed since the last visit."""
        last = row["last_fetched_at"]
        return last is None or parse_instant(str(last)) + waiting <= self._now or self._in_future(row)  # type: ignore[operator]

    def _in_future(self, row: Row) -> bool:
        """Tell whether a visit lies ahead of us: the clock was wrong then, or it is now."""
        last = row["last_fetched_at"]
        return last is not None and parse_instant(str(last)) > self._now + HOURS

    def _page_missing(self, key: str) -> bool:
        sql = "select 1 from findings where kind = 'page_missing' and stage = 'stitch' and url = ?"
        return self._db.execute(sql, [key]).fetchone() is not None
