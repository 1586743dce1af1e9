"""Bytes become text strictly: nothing that was cut short or lies passes for a page."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decode import LARGEST, decode_body, decode_text
from pipeline.errors import BadPayload

PAGE = "<p>Netralitas ASN – “jaga”</p>" * 50
RAW = PAGE.encode()
PACKED = {
    "gzip": gzip.compress(RAW), "x-gzip": gzip.compress(RAW), "deflate": zlib.compress(RAW),
    "br": brotli.compress(RAW), "zstd": zstandard.compress(RAW), "identity": RAW, "": RAW,
    "gzip, br": brotli.compress(gzip.compress(RAW)),
}  # fmt: skip


@pytest.mark.parametrize("encoding", PACKED)
def test_every_declared_encoding_is_undone(encoding: str) -> None:
    assert decode_text(decode_body({"content-encoding": encoding}, PACKED[encoding])) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_a_body_cut_short_is_refused(encoding: str, share: float) -> None:
    packed = PACKED[encoding]
    with pytest.raises(BadPayload):
        decode_body({"content-encoding": encoding}, packed[: int(len(packed) * share)])


def test_a_plain_page_behind_a_lying_header_is_read() -> None:
    assert decode_body({"content-encoding": "gzip"}, RAW) == RAW


@pytest.mark.parametrize(
    ("headers", "payload", "says"),
    [
        ({}, b"", "empty"),
        ({}, b" \n", "empty"),
        ({"content-encoding": "gzip"}, b"PNG\r\n", "not gzip"),
        ({"content-encoding": "compress"}, b"x", "unknown content encoding"),
        ({"content-encoding": "gzip"}, gzip.compress(b"a" * (LARGEST + 1)), "more than"),
        ({"content-encoding": "br"}, brotli.compress(b"a" * (LARGEST + 1)), "more than"),
        ({"content-encoding": "zstd"}, zstandard.compress(b"a" * (LARGEST + 1)), "more than"),
        ({}, b"a" * (LARGEST + 1), "more than"),
    ],
)
def test_what_is_no_body_says_why(headers: dict[str, str], payload: bytes, says: str) -> None:
    with pytest.raises(BadPayload, match=says):
        decode_body(headers, payload)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (RAW, "text/html; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + RAW, "text/html"),
        (PAGE.encode("utf-16"), "text/html; charset=utf-8"),
        (PAGE.encode("cp1252"), "text/html; charset=windows-1252"),
        (PAGE.encode("cp1252"), "text/html; charset=iso-8859-1"),
        (PAGE.encode("cp1252"), "text/html; charset=utf-8"),
        (PAGE.encode("cp1252"), "text/html; charset=nonsense"),
        (b'<meta charset="windows-1252">' + PAGE.encode("cp1252"), "text/html"),
    ],
)
def test_the_text_survives_a_lying_charset(body: bytes, content_type: str) -> None:
    assert decode_text(body, content_type).endswith(PAGE)


def test_binary_is_no_text() -> None:
    with pytest.raises(BadPayload, match="binary"):
        decode_text(b"\x89PNG\r\n\x1a\n" + b"\0\1\2\0" * 500)


@given(st.binary(max_size=2000), st.sampled_from([*PACKED, "nonsense"]))
def test_nothing_but_bad_payload_escapes(payload: bytes, encoding: str) -> None:
    try:
        text = decode_text(decode_body({"content-encoding": encoding}, payload))
    except BadPayload:
        return
    assert "\0" not in text
