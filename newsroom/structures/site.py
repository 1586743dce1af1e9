"""Answers for one structure: which address is what, and the lists, feeds and maps that lead there."""

import gzip
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import count
from math import ceil
from urllib.parse import parse_qsl, unquote, urlencode

from newsroom.exchange import Request, Response
from newsroom.structures import page
from newsroom.structures.plan import NOW, Structure
from newsroom.structures.stories import SECTIONS, WIB, Story, slugify

Shown = tuple[str, str]
"""What an address is (`article`, `list`, `static`, …), and whose."""
DECOR = {
    "utm_source", "utm_medium", "utm_campaign", "fbclid", "amp", "print", "m", "ref", "from", "kat", "_t",
    "max-results", "by-date",
}  # fmt: skip
PHONE = re.compile(r"Android|iPhone|Mobile")
STATICS = {
    "redaksi": "Susunan Redaksi", "pedoman-media-siber": "Pedoman Pemberitaan Media Siber",
    "tentang-kami": "Tentang Kami",
    "kontak": "Kontak dan Info Iklan", "kebijakan-privasi-dan-disclaimer-kami": "Kebijakan Privasi dan Disclaimer Kami",
}  # fmt: skip
DATE = {
    "%Y": r"(?P<y>\d{4})", "%m": r"(?P<m>\d\d)", "%d": r"(?P<d>\d\d)", "%-m": r"(?P<m>\d{1,2})",
    "%-d": r"(?P<d>\d{1,2})",
}  # fmt: skip
WALL = (
    "<!DOCTYPE html><html><head><title>Access Denied - Website Firewall</title><meta name='robots' content='noindex'>"
    "</head><body><h1>Access Denied</h1><p>If you are the site owner (or you manage this site), please whitelist your "
    "IP.</p><table><tr><td>Your IP:</td><td>127.0.0.1</td></tr><tr><td>Block reason:</td><td>An attempted SQL "
    "injection was detected and blocked.</td></tr></table><a href='/'>Kembali</a></body></html>"
)
REST = {
    "401": (401, "rest_not_logged_in", "Maaf, API REST hanya untuk pengguna yang masuk."),
    "404": (404, "rest_no_route", "Tidak ada rute yang cocok dengan URL dan metode permintaan."),
}


class StructureSite:
    """One site on the wire. `seen` says what each request was answered with."""

    def __init__(self, plan: Structure) -> None:
        self.plan = plan
        self.base = f"http://{plan.host}"
        self.articles = {self.key(plan.path(story)): story for story in plan.published}
        self.old = {
            self.key(plan.fill(pattern, story)): story
            for pattern in (plan.old, plan.jump)
            for story in plan.published
            if pattern
        }
        self.seconds = {self.key(plan.fill(plan.second, story)): story for story in plan.published if self.cut(story)}
        self.english = {self.key(plan.fill(plan.english, story)): story for story in plan.published if plan.english}
        self.aliases = {self.key(plan.fill(plan.alias, story)): story for story in plan.published if plan.alias}
        self.session = "0"
        self._asked = count(1)
        self._served = count()
        self.twins = {
            self.key(plan.fill(pattern, story)): story
            for pattern in (plan.amp, plan.printed)
            for story in plan.published
            if pattern
        }
        self.static_links = [(plan.pages.format(slug=slug), title) for slug, title in STATICS.items()]
        self.statics = {self.key(plan.pages.format(slug=slug)): title for slug, title in STATICS.items()}

    @staticmethod
    def key(target: str) -> str:
        """The address without what does not name the page: trailing slash, decoration, session."""
        path, _, query = target.partition("?")
        path = re.sub(r";jsessionid=\w+", "", unquote(path))
        kept = sorted((k, v) for k, v in parse_qsl(query) if k not in DECOR and k not in {"judul", "PHPSESSID"})
        return (path.rstrip("/") or "/") + ("?" + urlencode(kept) if kept else "")

    def kind(self, target: str) -> Shown:  # noqa: PLR0911 one for each kind of address
        """Say what stands at an address, for counting."""
        key = self.key(target)
        if key in self.articles:
            twin = set(dict(parse_qsl(target.partition("?")[2]))) & {"amp", "print"}
            return ("twin" if twin else "article", str(self.articles[key].id))
        if key in self.aliases:
            return "article", str(self.aliases[key].id)
        if key in self.old:
            return "old", str(self.old[key].id)
        if key in self.twins:
            return "twin", str(self.twins[key].id)
        if key in self.english:
            return "translation", str(self.english[key].id)
        if key in self.seconds:
            return "part", str(self.seconds[key].id)
        path = key.partition("?")[0]
        if key in self.statics or re.match(r"/(video|foto|galeri|epaper|iklan)\b", path):
            return "static", path
        return ("list" if self._shown(Request(host=self.plan.host, target=target)).status == 200 else "missing"), path

    def answer(self, request: Request) -> Response:
        if self.plan.tires and request.path != "/robots.txt" and next(self._asked) % self.plan.tires == 0:
            return Response(status=429, headers=(("Retry-After", "1"),), body=b"<h1>429 Too Many Requests</h1>")
        return self._moved(request) or self._shown(request)

    def sibling(self, request: Request) -> Response:
        """Answer for another host of the network, which has stories of its own."""
        key = self.key(request.target)
        for n, host in enumerate(self.plan.siblings):
            for story in page.strangers(self.plan, n) if host == request.host else ():
                if self.key(self.plan.path(story)) == key:
                    return self.html(page.stranger(host, story))
        return Response.page(f"<html><head><title>{request.host}</title></head><body></body></html>")

    def _moved(self, request: Request) -> Response | None:
        """The redirect that stands before what is asked for, if any."""
        plan = self.plan
        if plan.moves == "www" and request.host == plan.host:
            return Response.redirect(f"http://www.{plan.host}{request.target}")
        if plan.moves == "bare" and request.host == f"www.{plan.host}":
            return Response.redirect(self.base + request.target)
        path, mark, query = request.target.partition("?")
        bare = path.rstrip("/")
        if plan.slash and bare and "." not in bare.rpartition("/")[2]:
            wanted = bare + "/" * (plan.slash == "add")
            if wanted != path:
                return Response.redirect(f"http://{request.host}{wanted}{mark}{query}")
        if plan.phone and PHONE.search(request.headers.get("user-agent", "")):
            story = self.articles.get(self.key(request.target))
            if story and request.target != (to := plan.fill(plan.phone, story)):
                return Response.redirect(f"http://{request.host}{to}", status=302)
        return None

    def _shown(self, request: Request) -> Response:  # noqa: PLR0911 one for each kind of page
        plan, path = self.plan, request.path
        key = self.key(request.target)
        self.session = sha256(str(next(self._served)).encode()).hexdigest()[:16].upper()
        if key in self.articles and "print" not in request.query and "amp" not in request.query:
            return self.html(page.article(self, self.articles[key]))
        if key in self.articles or key in self.twins:
            story = self.articles.get(key) or self.twins[key]
            return self.html(page.twin(self, story))
        if key in self.aliases:
            return self.html(page.article(self, self.aliases[key]))
        if key in self.english:
            return self.html(page.translation(self, self.english[key]))
        if key in self.seconds:
            return self.html(page.article(self, self.seconds[key], part=2))
        if key in self.old:
            return Response.redirect(self.base + plan.path(self.old[key]), status=302 if plan.jump else 301)
        if path == "/robots.txt":
            named = (
                f"\nSitemap: {plan.sitemap.base or self.base}{plan.sitemap.at}\n"
                if plan.sitemap and not plan.sitemap.quiet
                else ""
            )
            return Response(body=(plan.robots + named).encode(), content_type="text/plain")
        fed = (self._feeds, self._feed, self._blogger)
        for way in (self._rest, self._map, *fed, self._more, self._list, self._static):
            if (found := way(request)) is not None:
                return found
        if plan.soft404:
            return self.html(page.front(self, request))
        return Response.page(page.frame(self, "Halaman tidak ditemukan", "<h1>404</h1>", "website"), status=404)

    def html(self, text: str) -> Response:
        if self.plan.charset == "utf-8":
            return Response.page(text)
        return Response(body=text.encode(self.plan.charset, "xmlcharrefreplace"), content_type="text/html")

    def cut(self, story: Story) -> bool:
        """Whether the article stands on two pages."""
        return bool(self.plan.second) and story.id % 4 == 0

    def _rest(self, request: Request) -> Response | None:
        if not self.plan.rest or not (request.path.startswith("/wp-json") or "rest_route" in request.query):
            return None
        status, code, message = REST[self.plan.rest]
        body = json.dumps({"code": code, "message": message, "data": {"status": status}})
        return Response(status=status, body=body.encode(), content_type="application/json; charset=UTF-8")

    def _static(self, request: Request) -> Response | None:
        path, key = request.path.rstrip("/"), self.key(request.target)
        if key in self.statics:
            return self.html(page.static(self, self.statics[key]))
        if re.match(r"/(video|foto|galeri)/\d+", path):
            return self.html(page.static(self, "Video: Suasana Pasar Pagi", kind="video"))
        if path.startswith("/iklan/"):
            return Response.redirect(page.ELSEWHERE[0][0], status=302)
        if self.plan.splash == "frames" and path == "/menu.jsp":
            return self.html(page.frame(self, "Menu", "", "website"))
        if path.startswith("/epaper/"):
            return Response(body=b"%PDF-1.4 koran", content_type="application/pdf")
        return None

    # lists

    @cached_property
    def lists(self) -> dict[str, tuple[str, list[Story]]]:
        """Lists without a question in them, by path: title and stories."""
        plan = self.plan
        found: dict[str, tuple[str, list[Story]]] = {}
        for name in SECTIONS if plan.sections else ():
            stories = [s for s in plan.published if s.section == name]
            found[self.key((plan.sections or "").format(slug=slugify(name)))] = (name, stories)
        for name in (plan.vocabulary.topic_tag, *plan.vocabulary.tags) if plan.tags else ():
            found[self.key((plan.tags or "").format(slug=slugify(name)))] = (
                name, [s for s in plan.published if name in s.tags],
            )  # fmt: skip
        if plan.index:
            found[self.key(plan.index)] = ("Indeks Berita", list(plan.published))
        for path, stories in self.months.items():
            found[self.key(path)] = (f"Arsip {page.month_name(stories[0])}", stories)
        found[self.key(plan.authors.format(slug="siti-rahmawati"))] = ("Siti Rahmawati", list(plan.published[::4]))
        return found

    @cached_property
    def months(self) -> dict[str, list[Story]]:
        """Stories by the address of the list of their month, newest month first."""
        found: dict[str, list[Story]] = {}
        for story in self.plan.published if self.plan.months else ():
            found.setdefault((self.plan.months or "").format(day=story.published.astimezone(WIB)), []).append(story)
        return found

    @cached_property
    def by_slug(self) -> dict[str, Sequence[Story]]:
        """Stories by the slug that a script asks for more of."""
        tags = (self.plan.vocabulary.topic_tag, *self.plan.vocabulary.tags)
        return {
            "semua": self.plan.published,
            **{slugify(name): [s for s in self.plan.published if s.section == name] for name in SECTIONS},
            **{slugify(name): [s for s in self.plan.published if name in s.tags] for name in tags},
        }

    def slug_of(self, key: str) -> str:
        """What a script calls the list at an address."""
        for pattern in (self.plan.sections, self.plan.tags):
            for slug in self.by_slug if pattern else ():
                if self.key((pattern or "").format(slug=slug)) == key:
                    return slug
        return "semua"

    def _more(self, request: Request) -> Response | None:
        more, size = self.plan.more, self.plan.per_page
        if more is None:
            return None
        if more.post:
            at_script = request.path == more.at.partition("?")[0]
            return Response(status=400, body=b"0", content_type="text/html; charset=UTF-8") if at_script else None
        form = re.escape(self.key(more.at.format(slug="SLUG", n="NUMBER", skip="NUMBER")))
        form = form.replace("SLUG", r"(?P<slug>[\w-]+)").replace("NUMBER", r"(?P<n>\d+)")
        match = re.fullmatch(form, self.key(request.target))
        if match is None or match["slug"] not in self.by_slug:
            return None
        at = int(match["n"]) if "{skip}" in more.at else (int(match["n"]) - 1) * size
        stories = self.by_slug[match["slug"]]
        to = self.more_at(match["slug"], at + size) if at + size < len(stories) else None
        return Response(
            body=page.more(self, stories[at : at + size], to), content_type="application/json; charset=utf-8"
        )

    def more_at(self, slug: str, skip: int) -> str:
        assert self.plan.more is not None
        return self.plan.more.at.format(slug=slug, skip=skip, n=skip // self.plan.per_page + 1)

    def _list(self, request: Request) -> Response | None:  # noqa: PLR0911 one for each kind of list
        plan = self.plan
        if plan.search and plan.search.method == "get" and (found := self._searched(request)) is not None:
            return found
        if request.method == "GET" and (key := self._paged(request.target)) and key[0] in self.lists:
            title, stories = self.lists[key[0]]
            return self.html(page.listing(self, title, stories, key[1], key[0]))
        if plan.paging == "more" and request.path == "/ajax/more":
            n = int(request.query.get("page", "1"))
            shown = plan.published[n * plan.per_page : (n + 1) * plan.per_page]
            return Response(body=page.as_json(self, shown), content_type="application/json")
        if plan.days and (found := self._day(request)) is not None:
            return found
        at_home = self._paged(request.target)
        if at_home and at_home[0] == {"refresh": "/beranda", "frames": "/isi.jsp"}.get(plan.splash, "/"):
            return self.html(page.front(self, request, at_home[1]))
        if plan.english and self.key(request.target) == "/en":
            return self.html(page.english(self))
        if plan.feed and plan.feed.told_at and self.key(request.target) == self.key(plan.feed.told_at):
            return self.html(page.feeds(self))
        if request.path == "/" and plan.splash == "frames":
            return self.html(page.frameset(self))
        if request.path == "/" and plan.splash == "refresh":
            return self.html(
                '<html><head><meta http-equiv="refresh" content="0; url=/beranda"></head><body></body></html>'
            )
        return None

    def _paged(self, target: str) -> tuple[str, int] | None:
        """Return the list's key and the page asked for."""
        plan = self.plan
        if plan.paging in {"", "more"} or "{before}" in plan.paging:
            return self._older(self.key(target)) if "{before}" in plan.paging else (self.key(target), 1)
        key = self.key(target)
        form = re.escape(plan.paging.rstrip("/"))
        form = form.replace(r"\{n\}", r"(?P<n>\d+)").replace(r"\{skip\}", r"(?P<skip>\d+)")
        if plan.paging.startswith("?"):
            query = dict(parse_qsl(key.partition("?")[2]))
            name, _, _ = plan.paging[1:].partition("=")
            asked = query.pop(name, None)
            bare = key.partition("?")[0] + ("?" + urlencode(query) if query else "")
            if asked is None:
                return bare, 1
            if not asked.isdigit():
                return None
            skip = int(asked) + 1 if "{zero}" in plan.paging else int(asked) // plan.per_page + 1
            return bare, int(asked) if "{n}" in plan.paging else skip
        path, _, query_text = key.partition("?")
        if match := re.fullmatch(rf"(?P<list>.*?){form}", path):
            groups = match.groupdict()
            number = int(groups["n"]) if groups.get("n") else int(groups["skip"]) // plan.per_page + 1
            return (match["list"] or "/") + (f"?{query_text}" if query_text else ""), number
        return key, 1

    def _older(self, key: str) -> tuple[str, int] | None:
        """As Blogger pages: what is older than a time; what is older than the front page stands at /search."""
        path, _, query_text = key.partition("?")
        query = dict(parse_qsl(query_text))
        before = query.pop(self.plan.paging[1:].partition("=")[0], None)
        bare = path + ("?" + urlencode(query) if query else "")
        bare = "/" if bare == "/search" else bare
        if before is None:
            return bare, 1
        try:
            at = datetime.fromisoformat(before.replace(" ", "+"))
        except ValueError:
            return None
        if at.tzinfo is None:
            return None
        _, stories = self.lists.get(bare, ("", self.plan.published))
        return bare, sum(story.published >= at for story in stories) // self.plan.per_page + 1

    def _searched(self, request: Request) -> Response | None:
        search = self.plan.search
        assert search is not None
        paged = self._paged(request.target)
        if paged is None:
            return None
        path, _, query = paged[0].partition("?")
        if "{q}" in search.at:
            before, _, after = search.at.partition("{q}")
            if not path.startswith(before) or len(path) <= len(before):
                return None
            words = path[len(before) :].removesuffix(after.rstrip("/")).replace("+", " ").replace("-", " ")
        else:
            asked = dict(parse_qsl(query))
            if path != self.key(search.at) or search.name not in asked:
                return None
            if any(asked.get(k) != v for k, v in search.hidden.items()):
                return None
            words = asked[search.name]
        if search.reads in {"wall", "google"}:
            return Response.page(WALL) if search.reads == "wall" else self.html(page.google(self))
        if search.reads == "nothing":
            found = list(self.plan.published)
        else:
            found = [s for s in self.plan.published if s.says(words, whole=search.reads == "text")]
        return self.html(page.listing(self, f"Hasil pencarian: {words}", found, paged[1], paged[0]))

    def _day(self, request: Request) -> Response | None:
        days = self.plan.days or ""
        path, _, query = days.partition("?")
        path = path.rstrip("/")
        pieces = re.split(r"\{day:(.*?)\}", path + ("?" + "&".join(sorted(query.split("&"))) if query else ""))
        form = "".join(
            re.sub(r"%-?[Ymd]", lambda m: DATE[m[0]], piece) if n % 2 else re.escape(piece)
            for n, piece in enumerate(pieces)
        )
        paged = self._paged(request.target)
        match = re.fullmatch(form, unquote(paged[0])) if paged else None
        if match is None or paged is None:
            return None
        try:
            day = datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=WIB)
        except ValueError:
            return None
        if not 1900 < day.year < 2100:
            return None
        found = [s for s in self.plan.published if s.published.astimezone(WIB).date() == day.date()]
        return self.html(page.listing(self, f"Indeks {day:%Y-%m-%d}", found, paged[1], paged[0], day=day))

    # feeds and maps

    def _feeds(self, request: Request) -> Response | None:  # noqa: PLR0911 one for each kind of feed
        """The feed of a list or a search, as WordPress has it of every one."""
        feed, search = self.plan.feed, self.plan.search
        if feed is None or not feed.everywhere:
            return None
        path, query = request.path.rstrip("/"), dict(request.query)
        if query.pop("feed", "") == "rss2" or path.endswith("/feed"):
            path = path.removesuffix("/feed") or "/"
        else:
            return None
        number = query.pop("paged", "1")
        if not number.isdigit() or int(number) < 1:
            return None
        if search and search.method == "get" and path == self.key(search.at) and search.name in query:
            if search.reads in {"wall", "google"}:
                return Response.page(WALL)
            words, whole = query[search.name], search.reads != "headline"
            stories = [s for s in self.plan.published if search.reads == "nothing" or s.says(words, whole=whole)]
        else:
            listed = self.lists.get(self.key(path + ("?" + urlencode(query) if query else "")))
            if listed is None:
                return None
            stories = listed[1]
        shown = stories[(int(number) - 1) * feed.items : int(number) * feed.items]
        if not shown and int(number) > 1:
            return None
        text = page.feed(self, feed, shown, int(number), last=int(number) * feed.items >= len(stories))
        return Response(body=text.encode(), content_type="application/rss+xml; charset=UTF-8")

    def _feed(self, request: Request) -> Response | None:
        feed = self.plan.feed
        if feed is None or feed.blogger:
            return None
        target, number = request.target, 1
        if feed.paged:
            name = feed.paged[1:].partition("=")[0]
            asked = request.query.get(name, "1")
            target = re.sub(rf"[?&]{name}=[^&]*", "", target)
            if not asked.isdigit() or int(asked) < 1:
                return None
            number = (int(asked) - 1) // feed.items + 1 if "{start}" in feed.paged else int(asked)
        stories: Sequence[Story] = self.plan.published
        if feed.told_at:
            by = {self.key(feed.at.format(slug=slugify(name))): slugify(name) for name in SECTIONS}
            if self.key(target) not in by:
                return None
            stories = self.by_slug[by[self.key(target)]]
        elif self.key(target) != self.key(feed.at):
            return None
        shown = stories[(number - 1) * feed.items : number * feed.items]
        if not shown:
            return None
        text = page.feed(self, feed, shown, number, last=number * feed.items >= len(stories))
        return Response(
            body=feed.junk.encode() + text.encode(feed.charset, "xmlcharrefreplace"),
            content_type=feed.type or "application/rss+xml; charset=utf-8",
        )

    def _blogger(self, request: Request) -> Response | None:
        """The feed of posts as Blogger gives it: by label, by words, from any story on."""
        feed = self.plan.feed
        if feed is None or not feed.blogger:
            return None
        query = request.query
        start, size = query.get("start-index", "1"), query.get("max-results", str(feed.items))
        places = r"/atom\.xml|/feeds/posts/(?:default|summary)(?:/-/(?P<label>[^/]+))?/?"
        match = re.fullmatch(places, request.path)
        if match is None or not (start.isdigit() and size.isdigit() and int(start)):
            return None
        stories = [s for s in self.plan.published if s.says(query.get("q", ""), whole=True)]
        if match["label"]:
            label = slugify(match["label"])
            stories = [s for s in stories if label in map(slugify, (s.section, *s.tags))]
        shown = stories[int(start) - 1 :][: min(int(size), 150)]
        if query.get("alt") == "json":
            body = page.feed_json(self, feed, shown, int(start), len(stories))
            return Response(body=body, content_type="application/json; charset=UTF-8")
        number = (int(start) - 1 + len(shown)) // feed.items
        last = int(start) - 1 + len(shown) >= len(stories)
        text = page.feed(self, feed, shown, number, last=last or "q" in query or bool(match["label"]))
        return Response(body=text.encode(), content_type="application/atom+xml; charset=UTF-8")

    def _map(self, request: Request) -> Response | None:
        plan = self.plan.sitemap
        if plan is None:
            return None
        parts = self.parts
        if self.key(request.target) == self.key(plan.at):
            if not plan.parts:
                return self._xml(page.urlset(self, parts[""], plan))
            return self._xml(page.map_index(self, [*self.side_maps, *parts], plan))
        if request.target in self.side_maps:
            return self._xml(page.side_map(self, self.side_maps[request.target], plan))
        stories = parts.get(request.target)
        return self._xml(page.urlset(self, stories, plan)) if stories is not None else None

    @cached_property
    def side_maps(self) -> dict[str, list[str]]:
        """Paths of what is no article, by the address of the map that holds them."""
        plan = self.plan
        if plan.sitemap is None or not plan.sitemap.others:
            return {}
        words = plan.vocabulary
        tags = [(plan.tags or "").format(slug=slugify(tag)) for tag in (words.topic_tag, *words.tags) if plan.tags]
        what = {
            "tag": tags, "penulis": [plan.authors.format(slug="siti-rahmawati")],
            "halaman": [path for path, _ in self.static_links], "galeri": [path for path, _ in page.GALLERIES],
        }  # fmt: skip
        return {re.sub(r"[\w-]*\{n\}", name, plan.sitemap.parts): paths for name, paths in what.items() if paths}

    def _xml(self, text: str) -> Response:
        assert self.plan.sitemap is not None
        if self.plan.sitemap.gz:
            return Response(body=gzip.compress(text.encode(), mtime=0), content_type="application/x-gzip", raw=True)
        return Response(body=text.encode(), content_type="application/xml")

    @cached_property
    def parts(self) -> dict[str, Sequence[Story]]:
        """Stories by the address of the map that holds them; oldest first where they are numbered."""
        plan = self.plan.sitemap
        assert plan is not None
        stories = self.plan.published[:20] if plan.news else self.plan.published
        if plan.days:
            stories = tuple(s for s in stories if s.published > NOW - timedelta(days=plan.days))
        if not plan.parts:
            return {"": stories}
        if "{n}" in plan.parts:
            aged = stories[::-1]
            return {
                plan.parts.format(n=n + 1): aged[n * plan.per_part : (n + 1) * plan.per_part]
                for n in range(ceil(len(aged) / plan.per_part))
            }
        found: dict[str, list[Story]] = {}
        for story in stories:
            found.setdefault(f"{story.published.astimezone(WIB):{plan.parts}}", []).append(story)
        return dict(found)

    # links

    def href(self, path: str, *, decorated: bool = False) -> str:
        """Return an address in the spelling of this site's links."""
        plan = self.plan
        if decorated and plan.decor:
            decor = plan.decor.replace("{session}", self.session)
            before, mark, query = path.partition("?")
            if decor.startswith(";"):
                path = before + decor + mark + query
            elif plan.decor_first and mark and int(self.session, 16) % 2:
                path = before + decor + "&" + query
            elif decor.startswith("?") and mark:
                path += "&" + decor[1:]
            else:
                path += decor
        match plan.links:
            case "relative":
                return path
            case "protocol":
                return f"//{plan.host}{path}"
            case "base" | "bare":
                return path.removeprefix("/")
            case "https":
                return f"https://{plan.host}{path}"
            case "www":
                return f"http://www.{plan.host}{path}"
            case _:
                return self.base + path
