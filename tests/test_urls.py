"""Which spellings of an address are one article, and which page of it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import urls
from pipeline.urls import WHOLE, address

HOST = "radarsamudra.disway.example"


@pytest.mark.parametrize(
    ("url", "key", "page"),
    [
        # Disway: only the id identifies; further pages by offset in steps of 15
        ("https://x.example/read/684371/slug-satu", "x.example/read/684371", 1),
        ("https://x.example//read/684371/slug-satu", "x.example/read/684371", 1),
        ("https://x.example/pilkada/read/684371/slug-lain/15", "x.example/read/684371", 2),
        ("https://x.example/read/684371/slug-satu/30", "x.example/read/684371", 3),
        ("https://x.example/read/045661983/slug%0a", "x.example/read/045661983", 1),
        ("https://x.example/read/12587/koranradar.com", "x.example/read/12587", 1),
        ("https://x.example/amp/9716/slug-satu", "x.example/read/9716", 1),
        ("https://x.example/amp/9716/slug-satu/15", "x.example/read/9716", 2),
        ("https://x.example/amp/2016/slug-satu", "x.example/read/2016", 1),
        ("https://x.example/read/2016/slug-satu/15", "x.example/read/2016", 2),
        # Tribun: dated or numbered, pages in the query
        ("https://x.example/2024/10/07/slug-satu?page=2", "x.example/2024/10/07/slug-satu", 2),
        ("https://x.example/2024/10/07/slug-satu?page=all", "x.example/2024/10/07/slug-satu", WHOLE),
        ("https://x.example/amp/2024/10/07/slug-satu?page=2", "x.example/2024/10/07/slug-satu", 2),
        ("https://m.x.example/regional/2020/05/04/slug", "x.example/regional/2020/05/04/slug", 1),
        ("https://x.example/lokal/1234567/slug-satu", "x.example/lokal/1234567/slug-satu", 1),
        # WordPress: every permalink that its settings offer
        ("https://x.example/2024/10/07/slug-satu/2/", "x.example/2024/10/07/slug-satu", 2),
        ("https://x.example/2024/10/07/pilkada/2/", "x.example/2024/10/07/pilkada", 2),
        ("https://x.example/slug-satu/3/", "x.example/slug-satu", 3),
        ("https://x.example/slug-satu.html/2", "x.example/slug-satu.html", 2),
        ("https://x.example/slug-satu/?page=2", "x.example/slug-satu", 2),
        ("https://x.example/?p=123", "x.example/?p=123", 1),
        ("https://x.example/?p=123&page=2", "x.example/?p=123", 2),
        ("https://www.x.example/slug-satu/amp/", "x.example/slug-satu", 1),
        ("https://x.example/slug-satu/?amp=1&utm_source=wa", "x.example/slug-satu", 1),
        ("https://x.example/slug-satu/?pgrelated=2", "x.example/slug-satu", 1),
        # a number that is an id, a day or a year is no page
        ("https://x.example/archives/45", "x.example/archives/45", 1),
        ("https://x.example/berita/12", "x.example/berita/12", 1),
        ("https://x.example/politik/2", "x.example/politik/2", 1),
        ("https://x.example/2024/10/07/", "x.example/2024/10/07", 1),
        ("https://x.example/slug-satu/2024/", "x.example/slug-satu/2024", 1),
        ("https://x.example/kategori/daerah/30", "x.example/kategori/daerah/30", 1),
        # Blogspot
        ("https://x.example/2024/10/slug.html?m=1", "x.example/2024/10/slug.html", 1),
        # others that foreign WARCs hold
        ("https://x.example/read/2024/10/07/123456789/slug?page=all",
         "x.example/read/2024/10/07/123456789/slug", WHOLE),
    ],
)  # fmt: skip
def test_an_address_names_its_article_and_page(url: str, key: str, page: int) -> None:
    found = address(url)
    assert (found.key, found.page) == (key, page)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://X.example:80/slug-satu/2/?fbclid=x#komentar", "http://x.example/slug-satu/"),
        ("https://x.example/amp/9716/slug", "https://x.example/read/9716/slug"),
        ("https://x.example/politik/read/9716/slug/15", "https://x.example/politik/read/9716/slug"),
        ("https://x.example:8443/2024/10/07/slug?page=all", "https://x.example:8443/2024/10/07/slug"),
    ],
)
def test_the_article_is_asked_for_without_page_amp_and_tracking(url: str, plain: str) -> None:
    assert address(url).url == plain


@pytest.mark.parametrize("url", ["mailto:redaksi@x.example", "javascript:void(0)", "http://[bad/", "/read/1/x", ""])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 urllib's own messages are as good
        address(url)


def test_an_outlet_is_the_same_with_and_without_www() -> None:
    assert urls.same_outlet("www.x.example", "x.example")
    assert urls.same_outlet("amp.x.example:8080", "m.x.example:8080")
    assert not urls.same_outlet("x.example", "y.example")
    assert urls.bare("m.id") == "m.id"


@given(
    st.from_regex(r"/(?:[a-z]{2,8}/)?read/[1-9]\d{3,8}/[a-z]{2,6}(?:-[a-z]{2,6}){1,5}", fullmatch=True),
    st.integers(2, 9),
)
def test_every_page_of_a_disway_article_has_one_key(path: str, page: int) -> None:
    first, other = address(f"https://{HOST}{path}"), address(f"https://{HOST}{path}/{(page - 1) * urls.DISWAY_STEP}")
    assert (first.key, first.url, other.page) == (other.key, other.url, page)


@given(
    st.from_regex(
        r"https?://[a-z]{1,9}\.example(?:/[a-z0-9.-]{0,12}){0,5}(?:\?[a-z]{1,6}=[a-z0-9]{0,4})?", fullmatch=True
    )
)
def test_an_articles_own_address_leads_to_itself(url: str) -> None:
    assume("/amp" not in url)  # an AMP form of an AMP form is nobody's address
    first = address(url)
    again = address(first.url)
    assert (again.key, again.url) == (first.key, first.url)
