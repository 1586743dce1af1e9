"""From preserved bytes to text: the one decoding, strict, for the crawl and for every rebuild.

WARC readers and Scrapy both give the beginning of a truncated gzip body as if it were whole (measured:
106 of 14,030 bytes, no warning), so nothing here is left to them.
"""

import codecs
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import brotli
import zstandard

from pipeline.errors import BadPayload

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of decoded HTML that we read. The largest real news page that we hold has 0.4 MB."""

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
CONTROL: Final = bytes({*range(9), *range(14, 27), *range(28, 32)})
"""Bytes that no text holds, but for a stray one."""
MOJIBAKE = re.compile(r"[\u0080-\u009f]")


def decode_body(headers: Mapping[str, str], payload: bytes) -> bytes:
    """Undo the content encodings that `headers` (names in lower case) declare.

    Raises BadPayload when the bytes are cut short, too large, or not in the declared encoding.
    """
    if not payload.strip():
        raise BadPayload("the body is empty")
    body = payload
    for encoding in reversed([e.strip().lower() for e in headers.get("content-encoding", "").split(",") if e.strip()]):
        if encoding in {"identity", "none", "utf-8"}:
            continue
        decoder = DECODERS.get(encoding)
        if decoder is None:
            raise BadPayload(f"unknown content encoding {encoding!r}")
        body = decoder(body)
    if len(body) > LARGEST:
        raise BadPayload(f"{len(body):,} bytes are more than the {LARGEST:,} that we read")
    return body


def decode_text(body: bytes, content_type: str = "") -> str:
    """Decode HTML bytes: byte order mark, then UTF-8 where it is valid, then what is declared, then cp1252.

    Valid UTF-8 comes before the declaration: outlets that declare iso-8859-1 and send UTF-8 are common,
    and bytes above 127 that form valid UTF-8 by chance are not.
    Raises BadPayload for bytes that hold no text.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    head = body[:4096]
    if len(head) - len(head.translate(None, delete=CONTROL)) > len(head) // 50:
        raise BadPayload("the body is binary")
    try:
        return body.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        return _decode_declared(body, content_type).replace("\0", "")


def _decode_declared(body: bytes, content_type: str) -> str:
    header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
    meta = DECLARED.search(body[:4096])
    names = [header[1]] if header else []
    names += [meta[1].decode("ascii")] if meta else []
    for name in names:
        if (text := _try(body, name)) is not None:
            return text
    mostly = body.decode("utf-8", "replace")
    if mostly.count("\ufffd") <= 1 + len(mostly) // 2000:
        return mostly  # UTF-8 with a few broken bytes, as CMS exports leave them
    return body.decode("cp1252", "replace")


def _try(body: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    if codec in {"utf-8", "ascii"}:
        return None
    try:
        text = body.decode("cp1252" if codec == "iso8859-1" else codec)
    except (UnicodeDecodeError, ValueError):
        return None
    return None if MOJIBAKE.search(text) else text


def _inflate(body: bytes, wbits: int, name: str) -> bytes:
    parts, size = [], 0
    while body:
        engine = zlib.decompressobj(wbits)
        try:
            part = engine.decompress(body, LARGEST + 1 - size)
        except zlib.error as error:
            raise BadPayload(f"not {name}: {error}") from error
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise BadPayload(f"more than {LARGEST:,} bytes when decompressed")
        if not engine.eof:
            raise BadPayload(f"truncated {name}: {size:,} bytes came")
        body = engine.unused_data.lstrip(b"\0")
        if parts and body[:2] != b"\x1f\x8b":
            break  # bytes after the stream are padding, not text
    return b"".join(parts)


def _gzip(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        if body.lstrip()[:1] == b"<":
            return body  # the header lies: some outlets' caches label plain pages as gzip
        raise BadPayload("not gzip, though the header says so")
    return _inflate(body, 31, "gzip")


def _deflate(body: bytes) -> bytes:
    if body.lstrip()[:1] == b"<":
        return body
    zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return _inflate(body, 15 if zlib_header else -15, "deflate")


def _brotli(body: bytes) -> bytes:
    engine, parts, size = brotli.Decompressor(), [], 0
    try:
        for start in range(0, len(body), 65536):
            parts.append(engine.process(body[start : start + 65536]))
            size += len(parts[-1])
            if size > LARGEST:
                raise BadPayload(f"more than {LARGEST:,} bytes when decompressed")
    except brotli.error as error:
        raise BadPayload(f"not brotli: {error}") from error
    if not engine.is_finished():
        raise BadPayload(f"truncated brotli: {size:,} bytes came")
    return b"".join(parts)


def _zstd(body: bytes) -> bytes:
    engine = zstandard.ZstdDecompressor().decompressobj()
    try:
        text = engine.decompress(body)
    except zstandard.ZstdError as error:
        raise BadPayload(f"not zstd: {error}") from error
    if not engine.eof:
        raise BadPayload(f"truncated zstd: {len(text):,} bytes came")
    return bytes(text)


DECODERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
