"""Compressed bodies, unpacked step by step, never to more than a bound."""

import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from factcheck.fetching.refusals import BadAnswer, TooLarge

#: What a request says that it can read; whatever else comes is refused.
CODINGS = "gzip, deflate, br"
_GZIP = 16 + zlib.MAX_WBITS


class _Unpacker(Protocol):
    def feed(self, data: bytes, most: int) -> bytes:
        """Unpack; returns as soon as more than `most` bytes came of it."""

    def is_whole(self) -> bool: ...


class Unpacked:
    """The content that comes of a body in one coding ("" for none). Raises FetchRefused."""

    def __init__(self, coding: str, limit: int) -> None:
        makers: dict[str, Callable[[], _Unpacker]] = {
            "": _Plain,
            "gzip": _Gzip,
            "x-gzip": _Gzip,
            "deflate": _Deflate,
            "br": _Brotli,
        }
        coding = coding.strip().lower()
        maker = makers.get("" if coding == "identity" else coding)
        if maker is None:  # unknown, or several on top of each other
            raise BadAnswer
        self._unpacker: _Unpacker = maker()
        self._limit = limit
        self._content = bytearray()
        self._has_begun = False

    def feed(self, data: bytes) -> None:
        self._has_begun = True
        try:
            self._content += self._unpacker.feed(data, self._limit - len(self._content))
        except (zlib.error, brotli.error):
            raise BadAnswer from None
        if len(self._content) > self._limit:
            raise TooLarge(self._limit)

    def whole(self) -> bytes:
        """All of it, once the body has ended; BadAnswer where the end is missing."""
        if self._has_begun and not self._unpacker.is_whole():
            raise BadAnswer
        return bytes(self._content)


class _Plain:
    def feed(self, data: bytes, most: int) -> bytes:
        return data

    def is_whole(self) -> bool:
        return True


class _Inflater:
    """A zlib stream of some kind. What follows its end is left out, as browsers do."""

    def __init__(self, window: int) -> None:
        self._stream = zlib.decompressobj(window)

    def feed(self, data: bytes, most: int) -> bytes:
        return b"" if self._stream.eof else self._stream.decompress(data, most + 1)

    def is_whole(self) -> bool:
        return self._stream.eof


class _Gzip(_Inflater):
    """One or more gzip members, one after the other."""

    def __init__(self) -> None:
        super().__init__(_GZIP)

    def feed(self, data: bytes, most: int) -> bytes:
        content = bytearray()
        while data and len(content) <= most:
            if self._stream.eof:
                if data[:1] != b"\x1f":
                    break
                self._stream = zlib.decompressobj(_GZIP)
            content += self._stream.decompress(data, most - len(content) + 1)
            data = self._stream.unused_data
        return bytes(content)


class _Deflate:
    """What the standard says (zlib), or what some servers send (the bare stream)."""

    def __init__(self) -> None:
        self._start = b""
        self._inflater: _Inflater | None = None

    def feed(self, data: bytes, most: int) -> bytes:
        if self._inflater is None:
            self._start += data
            if len(self._start) < 2:
                return b""
            is_zlib = self._start[0] & 0x0F == 8 and not int.from_bytes(self._start[:2]) % 31
            self._inflater = _Inflater(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
            data = self._start
        return self._inflater.feed(data, most)

    def is_whole(self) -> bool:
        return self._inflater is not None and self._inflater.is_whole()


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes, most: int) -> bytes:
        content = bytearray(self._stream.process(data, output_buffer_limit=most + 1))
        while not self._stream.can_accept_more_data() and len(content) <= most:
            content += self._stream.process(b"", output_buffer_limit=most - len(content) + 1)
        return bytes(content)

    def is_whole(self) -> bool:
        return bool(self._stream.is_finished())
