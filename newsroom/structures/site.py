"""Answers for one structure: which address is what, and the lists, feeds and maps that lead there."""

import gzip
import re
from collections.abc import Sequence
from functools import cached_property
from math import ceil
from urllib.parse import parse_qsl, unquote, urlencode

from newsroom.exchange import Request, Response
from newsroom.structures import page
from newsroom.structures.plan import Structure
from newsroom.structures.stories import SECTIONS, TAGS, TOPIC_TAG, WIB, Story, slugify

Shown = tuple[str, str]
"""What an address is (`article`, `list`, `static`, …), and whose."""
DECOR = {"utm_source", "utm_medium", "fbclid", "amp", "print", "m", "ref"}
STATICS = {
    "redaksi": "Susunan Redaksi", "pedoman-media-siber": "Pedoman Pemberitaan Media Siber",
    "tentang-kami": "Tentang Kami",
    "kontak": "Kontak dan Info Iklan", "kebijakan-privasi-dan-disclaimer-kami": "Kebijakan Privasi dan Disclaimer Kami",
}  # fmt: skip
DATE = {"%Y": r"(?P<y>\d{4})", "%m": r"(?P<m>\d\d)", "%d": r"(?P<d>\d\d)"}


class StructureSite:
    """One site on the wire. `seen` says what each request was answered with."""

    def __init__(self, plan: Structure) -> None:
        self.plan = plan
        self.base = f"http://{plan.host}"
        self.articles = {self.key(plan.path(story)): story for story in plan.published}
        self.old = {self.key(plan.fill(plan.old, story)): story for story in plan.published} if plan.old else {}
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

    def kind(self, target: str) -> Shown:
        """Say what stands at an address, for counting."""
        key = self.key(target)
        if key in self.articles:
            twin = set(dict(parse_qsl(target.partition("?")[2]))) & {"amp", "print"}
            return ("twin" if twin else "article", str(self.articles[key].id))
        if key in self.old:
            return "old", str(self.old[key].id)
        if key in self.twins:
            return "twin", str(self.twins[key].id)
        path = key.partition("?")[0]
        if key in self.statics or re.match(r"/(video|foto|galeri|epaper|iklan)\b", path):
            return "static", path
        return ("list" if self.answer(Request(host=self.plan.host, target=target)).status == 200 else "missing"), path

    def answer(self, request: Request) -> Response:  # noqa: PLR0911 one for each kind of page
        plan, path = self.plan, request.path
        key = self.key(request.target)
        if key in self.articles and "print" not in request.query and "amp" not in request.query:
            return self.html(page.article(self, self.articles[key]))
        if key in self.articles or key in self.twins:
            story = self.articles.get(key) or self.twins[key]
            return self.html(page.twin(self, story))
        if key in self.old:
            return Response.redirect(self.base + plan.path(self.old[key]))
        if path == "/robots.txt":
            named = f"\nSitemap: {self.base}{plan.sitemap.at}\n" if plan.sitemap and not plan.sitemap.quiet else ""
            return Response(body=(plan.robots + named).encode(), content_type="text/plain")
        for way in (self._map, self._feed, self._list, self._static):
            if (found := way(request)) is not None:
                return found
        if plan.soft404:
            return self.html(page.front(self, request))
        return Response.page(page.frame(self, "Halaman tidak ditemukan", "<h1>404</h1>", "website"), status=404)

    @staticmethod
    def html(text: str) -> Response:
        return Response.page(text)

    def _static(self, request: Request) -> Response | None:
        path, key = request.path.rstrip("/"), self.key(request.target)
        if key in self.statics:
            return self.html(page.static(self, self.statics[key]))
        if re.match(r"/(video|foto|galeri)/\d+", path):
            return self.html(page.static(self, "Video: Suasana Pasar Pagi", kind="video"))
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
        for name in (TOPIC_TAG, *TAGS) if plan.tags else ():
            found[self.key((plan.tags or "").format(slug=slugify(name)))] = (
                name, [s for s in plan.published if name in s.tags],
            )  # fmt: skip
        if plan.index:
            found[self.key(plan.index)] = ("Indeks Berita", list(plan.published))
        found[self.key(plan.authors.format(slug="siti-rahmawati"))] = ("Siti Rahmawati", list(plan.published[::4]))
        return found

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
        if at_home and at_home[0] == ("/beranda" if plan.splash == "refresh" else "/"):
            return self.html(page.front(self, request, at_home[1]))
        if request.path == "/" and plan.splash == "refresh":
            return self.html(
                '<html><head><meta http-equiv="refresh" content="0; url=/beranda"></head><body></body></html>'
            )
        return None

    def _paged(self, target: str) -> tuple[str, int] | None:
        """Return the list's key and the page asked for."""
        plan = self.plan
        if plan.paging in {"", "more"}:
            return self.key(target), 1
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
            return bare, int(asked) if "{n}" in plan.paging else int(asked) // plan.per_page + 1
        path, _, query_text = key.partition("?")
        if match := re.fullmatch(rf"(?P<list>.*?){form}", path):
            groups = match.groupdict()
            number = int(groups["n"]) if groups.get("n") else int(groups["skip"]) // plan.per_page + 1
            return (match["list"] or "/") + (f"?{query_text}" if query_text else ""), number
        return key, 1

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
        if search.reads == "nothing":
            found = list(self.plan.published)
        else:
            found = [s for s in self.plan.published if s.says(words, whole=search.reads == "text")]
        return self.html(page.listing(self, f"Hasil pencarian: {words}", found, paged[1], paged[0]))

    def _day(self, request: Request) -> Response | None:
        form = re.escape(self.plan.days or "").replace(r"\{day:", "{day:").replace(r"\}", "}").replace("\\%", "%")
        form = form.replace("{day:", "").replace("}", "")
        for token, pattern in DATE.items():
            form = form.replace(token, pattern)
        paged = self._paged(request.target)
        match = re.fullmatch(form, unquote(paged[0])) if paged else None
        if match is None or paged is None:
            return None
        day = f"{match['y']}-{match['m']}-{match['d']}"
        found = [s for s in self.plan.published if f"{s.published.astimezone(WIB):%Y-%m-%d}" == day]
        return self.html(page.listing(self, f"Indeks {day}", found, paged[1], paged[0]))

    # feeds and maps

    def _feed(self, request: Request) -> Response | None:
        feed = self.plan.feed
        if feed is None or self.key(request.target) != self.key(feed.at):
            return None
        return Response(body=page.feed(self, feed).encode(), content_type="application/rss+xml; charset=utf-8")

    def _map(self, request: Request) -> Response | None:
        plan = self.plan.sitemap
        if plan is None:
            return None
        parts = self.parts
        if self.key(request.target) == self.key(plan.at):
            if not plan.parts:
                return self._xml(page.urlset(self, parts[""], plan))
            return self._xml(page.map_index(self, list(parts), plan))
        stories = parts.get(request.target)
        return self._xml(page.urlset(self, stories, plan)) if stories is not None else None

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
            if plan.decor.startswith("?") and "?" in path:
                path += "&" + plan.decor[1:]
            else:
                path += plan.decor
        match plan.links:
            case "relative":
                return path
            case "protocol":
                return f"//{plan.host}{path}"
            case "base":
                return path.removeprefix("/")
            case "https":
                return f"https://{plan.host}{path}"
            case "www":
                return f"http://www.{plan.host}{path}"
            case _:
                return self.base + path
