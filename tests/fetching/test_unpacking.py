"""A bomb is refused before it is unpacked: what it would take is never there in memory."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest

from factcheck.fetching.refusals import BadAnswer, TooLarge
from factcheck.fetching.unpacking import Unpacked

LIMIT = 100_000
BOMB = b"0" * 20_000_000


def bare(content: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BOMB, mtime=0)),
        ("deflate", zlib.compress(BOMB)),
        ("deflate", bare(BOMB)),
        ("br", bytes(brotli.compress(BOMB, quality=5))),
    ],
    ids=["gzip", "deflate", "bare deflate", "br"],
)
def test_bombs_take_no_memory(coding: str, packed: bytes) -> None:
    unpacked = Unpacked(coding, LIMIT)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpacked.feed(packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * LIMIT


@pytest.mark.parametrize("cut", range(1, 12))
@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, bare], ids=["gzip", "zlib", "bare"])
def test_cut_anywhere(pack: object, cut: int) -> None:
    """In two pieces it is whole; without the second it isn't."""
    assert callable(pack)
    packed = pack(b"words and words")
    coding = "gzip" if pack is gzip.compress else "deflate"
    halves = Unpacked(coding, LIMIT)
    halves.feed(packed[:cut])
    halves.feed(packed[cut:])
    assert halves.whole() == b"words and words"
    begun = Unpacked(coding, LIMIT)
    begun.feed(packed[:cut])
    with pytest.raises(BadAnswer):
        begun.whole()


def test_nothing_is_whole() -> None:
    assert Unpacked("gzip", LIMIT).whole() == b""


@pytest.mark.parametrize("coding", ["zstd", "gzip, gzip", "gzip,br", "compress", "x"])
def test_codings_that_are_not_read(coding: str) -> None:
    with pytest.raises(BadAnswer):
        Unpacked(coding, LIMIT)
