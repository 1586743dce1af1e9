"""The words of this archive, as records. See docs/glossary.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

from pipeline import urls

SpanKind = Literal[
    "related", "advert", "caption", "share", "follow", "credit", "comment", "menu", "paging", "teaser",
    "timestamp", "headline", "copyright", "spam", "leak", "other",
]  # fmt: skip
CreditRole = Literal["reporter", "editor", "photographer", "source"]
ArticleState = Literal["live", "changed", "missing", "gone", "blocked"]
"""As the last visit found it: the same text, another text than at first, not there (404), taken away as the outlet
itself says (410), or refused to us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What an outlet should yield, where somebody knows better than its history tells."""

    articles_per_week: float | None = None
    """On the subject, over a year or so."""
    fill: Mapping[str, float] = field(default_factory=dict)
    """Least share (0..1) of its articles that have a field: `headline`, `published_at`, `byline`, `body`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One news outlet, as it is published: who it is and where it stands."""

    slug: str
    name: str
    platform: str
    home_url: str
    """Scheme and host, e.g. `https://radarlampung.disway.id/`; a port counts as part of the host."""
    network: str | None = None
    hosts: tuple[str, ...] = ()
    """Other hosts (with port) that serve the same outlet: AMP, mobile, an old domain."""
    province: str | None = None
    """Kemendagri code, e.g. `18`."""
    regency: str | None = None
    """Kemendagri code, e.g. `18.12`."""
    timezone: str = "Asia/Jakarta"
    expect: Expect | None = None
    active: bool = True
    """False keeps its articles in the archive and leaves it alone."""
    confidence: Literal["high", "medium", "low"] = "high"
    """That it is a news outlet of this platform: seen as one, told from traces in its pages, or guessed."""
    platform_from: Literal["seen", "guess"] = "seen"
    province_from: Literal["seen", "name"] = "seen"
    """`name`: nobody said where it stands; the province is the one that its name speaks of."""
    verified: Literal["never", "offline", "live"] = "never"
    """How far this entry was checked: not at all, against saved pages of this host, or against the site itself."""
    verified_on: date | None = None
    """The day on which `arsip outlets probe` found the site to be as the entry says."""

    @property
    def every_host(self) -> tuple[str, ...]:
        """The home page's host and the other ones."""
        return (urls.host(self.home_url), *self.hosts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """Where one exchange stands in the WARCs; a row of `captures`."""

    id: int
    url: str
    fetched_at: datetime
    status: int
    mime: str
    payload_digest: str
    warc: str
    offset: int
    length: int
    run: str
    outlet: str | None = None
    """Slug, where the crawl named it or the host is known; foreign WARCs leave it to the host."""
    truncated: str | None = None
    """WARC-Truncated, or `torn` where the record ends before its own length."""
    revisit: bool = False
    """The payload stands in another record: the same bytes (digest), or the server said 304."""
    refers_to: int | None = None
    """For a revisit: id of the capture that holds the payload, where the record names it."""
    found_by: str | None = None
    """For an article's page: how its URL was found (search, tag, category, index, feed, rest, sitemap, page)."""
    etag: str | None = None
    last_modified: str | None = None
    """Both as the server sent them: what a conditional request needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response as it came from an outlet: headers and payload still encoded."""

    row: CaptureRow
    headers: tuple[tuple[str, str], ...]
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl, or one foreign WARC file; a row of `runs`."""

    id: str
    command: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A request that got no answer worth a capture; kept in the WARC, so that a rebuild knows it too."""

    id: int
    run: str
    outlet: str | None
    url: str
    at: datetime
    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """An article's URL that a listing named, before anybody asked for it; kept in the WARC beside the listing."""

    url: str
    found_by: str
    found_in: str
    """Address of the listing."""
    at: datetime
    outlet: str | None = None
    day: date | None = None
    """When it was published, where the listing tells that to the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """An article that must not be in the archive: a line of annotations/takedowns.jsonl."""

    url: str
    at: datetime
    """When it was decided."""
    reason: str
    """For people to read; it is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A capture, and what its envelope tells: the outlet behind its host, what kind of answer it is."""

    row: CaptureRow
    outlet: str
    kind: str
    """page, feed, robots, redirect, error, revisit or other; a reader turns `page` into article, listing, …"""
    key: str | None
    """Identity of the article as far as the URL tells (urls.address)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that something went wrong; a row of `findings`. Occurrences of a kind make an issue."""

    id: int
    kind: str
    message: str
    at: datetime
    outlet: str | None = None
    url: str | None = None
    capture: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A name that a page prints beside a role. Never the outlet itself."""

    role: CreditRole
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An instant that a page prints or carries in its markup, and the rule that chose it."""

    at: datetime
    """Aware, UTC."""
    text: str
    """As printed, or the raw attribute."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedSpan:
    """Text that stood in the article's region and is not the article."""

    kind: SpanKind
    rule: str
    """Id of the rule in pages/boilerplate.yml or of the reader's furniture that took it."""
    text: str
    position: int
    """Paragraph of the body before which it stood; len(paragraphs) means after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that somebody should look at: becomes a row of `issues`."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What one capture says, read alone. Unsure fields are None, with a finding."""

    reader: str
    """Name of the page class that read it, e.g. `disway`; `pages.reading.PAGES` has them all."""
    key: str
    """Identity of the article: the same for all its pages and spellings of its address."""
    url: str
    """Canonical address of the article (page suffix stripped)."""
    page: int
    """1-based; 0 when the capture holds the whole article (`?page=all`, AMP)."""
    pages: int | None = None
    """How many pages the article says it has, where it says so."""
    amp: bool = False
    headline: str | None = None
    byline: str | None = None
    credits: tuple[Credit, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    dateline: str | None = None
    section: str | None = None
    paragraphs: tuple[str, ...] = ()
    removed: tuple[RemovedSpan, ...] = ()
    signature: tuple[int, ...] = ()
    """Of the names in the page's markup (extract.signature): two pages of one template have most of it in common."""
    partial: bool = False
    """The text ends in a teaser for a printed or paid continuation."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A capture with what a reader made of it: what an article is stitched from."""

    capture: int
    url: str
    fetched_at: datetime
    run: str
    outlet: str
    reading: PageReading
    found_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An answer at an article's address that holds no page of it: an error, or `not modified`."""

    fetched_at: datetime
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The article's text as one visit found it."""

    n: int
    capture: int
    observed_at: datetime
    """When it was first found."""
    last_observed_at: datetime
    """When it was last found: the next edition was made between this and its own `observed_at`."""
    headline: str
    paragraphs: tuple[str, ...]
    body_digest: str

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a coded value was given: the rule and the span of the body that carries it."""

    field: str
    value: str
    rule: str
    start: int | None = None
    """Offset in characters into `texts.body`; None when the headline carries it."""
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region that the text speaks of; `event` where the thing happened, `dateline` where it was written."""

    region: str
    """Kemendagri code."""
    kind: Literal["event", "dateline", "mention"]
    text: str
    """As printed, the first time."""
    flags: tuple[str, ...] = ()
    """`twin` (a regency and a city share the name), `seat`, `district`, `unsure`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """An institution of coding/data/institutions.yml, and what it does in the article."""

    institution: str
    role: Literal["acting", "recipient", "mention"] = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A rule that the text cites, normalised: numbers without leading zeros, kinds by their short names."""

    law_type: str
    number: str | None
    """None where the text gives none: `Pasal 71 UU Pilkada`, `SKB lima lembaga`."""
    year: int | None
    article_no: str | None = None
    """Pasal."""
    paragraph: str | None = None
    """Ayat."""
    letter: str | None = None
    """Huruf."""
    text: str
    """As printed."""
    suspect: str | None = None
    """Why it may be misquoted, with the likely law; the citation itself stays as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person whom the text names beside an office; `key` is the name without titles and degrees, in lower case."""

    name: str
    role: str | None
    key: str
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is quoted to have said, and how the speaker was found."""

    text: str
    speaker: str | None
    speaker_role: str | None
    kind: Literal["direct", "indirect"] = "direct"
    flags: tuple[str, ...] = ()
    """`open_missing`, `close_missing`, `no_marks`, and how the speaker was resolved: `after`, `before`, `anaphor` …"""
    start: int | None = None
    end: int | None = None
    """Offsets in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """An act of the codebook (V01 … V19, V99) and how sure the article is of it."""

    code: str
    certainty: Literal["asserted", "alleged", "denied", "not_proven", "hypothetical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A number that somebody claims; never a datum. Conflicting printings stand side by side."""

    number: int
    unit: str
    """`kasus`, `ASN`, `laporan` …"""
    scope: str | None = None
    """Region code, where the sentence names one."""
    as_of: str | None = None
    """The words that say until when, as printed."""
    claimant: str | None = None
    text: str = ""
    """The sentence."""


RELEVANT: Final = 0.5
"""Relevance from which an article is on the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The variables that the coding stage gives an article (docs/codebook.md). None means not sure."""

    language: str | None = None
    relevance: float | None = None
    """0..1; relevant from RELEVANT on."""
    evidence: tuple[Evidence, ...] = ()
    related: str | None = None
    """Near topic of an article that is not relevant: `organiser_neutrality`, `pilkades`, `money_politics` …"""
    article_form: str | None = None
    """`news`, `press_release`, `opinion`, `explainer`."""
    elections: tuple[str, ...] = ()
    """Ids of coding/data/elections.csv; the first is the main one."""
    phase: str | None = None
    """`before_fixed`, `after_fixed`, `quiet`, `voting`, `after`: by the calendar, not by the wording."""
    event_type: str | None = None
    event_detail: str | None = None
    """The codebook's finer type."""
    province: str | None = None
    regency: str | None = None
    event_date: date | None = None
    event_date_precision: str | None = None
    """`day`, `month`, `year`."""
    event_date_flags: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    institutions: tuple[Institution, ...] = ()
    places: tuple[Place, ...] = ()
    citations: tuple[Citation, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    violations: tuple[Violation, ...] = ()
    outcomes: tuple[str, ...] = ()
    """Sanctions and ends of a case: `moral_open`, `medium`, `heavy`, `prison`, `stopped`, `forwarded` …"""
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What was left empty or cannot be trusted, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, stitched from its pages, with every edition that was observed."""

    id: int
    key: str
    url: str
    outlet: str
    reader: str
    byline: str | None
    credits: tuple[Credit, ...]
    published: Stamp | None
    modified: Stamp | None
    dateline: str | None
    section: str | None
    editions: tuple[Edition, ...]
    removed: tuple[RemovedSpan, ...]
    captures: tuple[tuple[int, int], ...]
    """(capture id, page) of every capture that was read for it."""
    first_seen_at: datetime
    last_seen_at: datetime
    partial: bool = False
    state: ArticleState = "live"
    found_by: str | None = None
    """The rung that led the first visit to it; None for a WARC of another tool's."""

    @property
    def newest(self) -> Edition:
        return self.editions[-1]
