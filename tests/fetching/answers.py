"""What bad servers say: slowly, without an end, too much, or against the rules."""

import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Callable

import brotli

from tests.fetching.servers import PAGE, Answer, http, says

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drips(start: bytes, drop: bytes = b"x", every: float = 0.02) -> Answer:
    """A byte now and then, each well before any socket's own timeout, without an end."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        gone = threading.Event()
        while not gone.wait(every):
            connection.sendall(drop)

    return answer


def stops(connection: socket.socket, request: bytes) -> None:
    connection.sendall(HEAD + b"Content-Length: 999\r\n\r\n<html>")
    silent(connection, request)


def silent(connection: socket.socket, _request: bytes) -> None:
    connection.recv(1)  # nothing comes: until the client leaves


SLOW: dict[str, Answer] = {
    "silence": silent,
    "status line drips": drips(b"HTTP/1.1 200 "),
    "header drips": drips(b"HTTP/1.1 200 OK\r\nX-Long: "),
    "headers one by one": drips(HEAD, b"A: b\r\n", 0.05),
    "continue, for ever": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body drips": drips(HEAD + b"Content-Length: 90000\r\n\r\n<html>"),
    "body without length drips": drips(HEAD + b"\r\n<html>"),
    "chunks drip": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "size of a chunk drips": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailer drips": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
    "compressed body drips": drips(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
    "body stops": stops,
}


def endless(start: bytes, piece: bytes) -> Answer:
    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)

    return answer


def zipped(kind: str) -> bytes:
    """200 times the limit, in a few thousand bytes or less."""
    bomb = b"<html>" + b"0" * 20_000_000
    if kind == "gzip":
        return gzip.compress(bomb)
    if kind == "br":
        return bytes(brotli.compress(bomb, quality=5))
    deflater = zlib.compressobj(wbits=-15 if kind == "bare" else 15)
    return deflater.compress(bomb) + deflater.flush()


HUGE: dict[str, Callable[[], Answer]] = {
    "endless": lambda: endless(HEAD + b"\r\n<html>", b"x" * 65_536),
    "endless, compressed": lambda: endless(
        HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 1000
    ),
    "endless chunks": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"
    ),
    "endless small chunks": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 1000
    ),
    "endless trailer": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n" * 1000
    ),
    "announced": lambda: says(HEAD + b"Content-Length: 100001\r\n\r\n<html>"),
    "announced, beyond counting": lambda: says(
        HEAD + b"Content-Length: " + b"9" * 60 + b"\r\n\r\n<html>"
    ),
    "chunk of 16 exabytes": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"x" * 65_536
    ),
    "gzip bomb": lambda: says(http(zipped("gzip"), "Content-Encoding: gzip")),
    "gzip bomb of many members": lambda: says(
        http(gzip.compress(b"0" * 1000) * 2000, "Content-Encoding: gzip")
    ),
    "deflate bomb": lambda: says(http(zipped("zlib"), "Content-Encoding: deflate")),
    "bare deflate bomb": lambda: says(http(zipped("bare"), "Content-Encoding: deflate")),
    "brotli bomb": lambda: says(http(zipped("br"), "Content-Encoding: br")),
    "gzip bomb in chunks": lambda: says(
        HEAD
        + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%b\r\n0\r\n\r\n" % (len(zipped("gzip")), zipped("gzip"))
    ),
}


def reset(start: bytes) -> Answer:
    """The connection is torn down in the middle."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return answer


BROKEN: dict[str, Answer] = {
    "nothing": says(b""),
    "garbage": says(b"\x00\xff\xfe garbage\r\n\r\n"),
    "no status line": says(PAGE),
    "another protocol": says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "no number for a status": says(b"HTTP/1.1 abc OK\r\n\r\n"),
    "status out of range": says(b"HTTP/1.1 99999 OK\r\n\r\n"),
    "long status line": endless(b"HTTP/1.1 200 ", b"x" * 65_536),
    "head ends": says(HEAD),
    "long header": endless(HEAD + b"X: ", b"x" * 65_536),
    "header flood": endless(HEAD, b"A: b\r\n" * 10_000),
    "two hundred headers": says(HEAD + b"A: b\r\n" * 200 + b"\r\n" + PAGE),
    "continue, then nothing": says(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "continue flood": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
    "switching protocols": says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    "reset at once": reset(b""),
    "reset in the head": reset(b"HTTP/1.1 200 OK\r\n"),
    "reset in the body": reset(HEAD + b"Content-Length: 900\r\n\r\n<html>"),
    "cut off": says(HEAD + b"Content-Length: 900\r\n\r\n<html>"),
    "chunks cut off": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"),
    "chunk cut off": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n60\r\n<html>"),
    "chunks of garbage": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>\r\n"),
    "chunk below zero": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n-6\r\n<html>\r\n"),
    "endless size of a chunk": endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 65_536
    ),
    "gzip that is none": says(http(PAGE, "Content-Encoding: gzip")),
    "gzip cut off": says(http(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip")),
    "gzip begun": says(http(gzip.compress(PAGE)[:5], "Content-Encoding: gzip")),
    "gzip with a wrong sum": says(
        http(gzip.compress(PAGE)[:-8] + b"\0" * 8, "Content-Encoding: gzip")
    ),
    "deflate cut off": says(http(zlib.compress(PAGE)[:-9], "Content-Encoding: deflate")),
    "deflate of one byte": says(http(b"x", "Content-Encoding: deflate")),
    "brotli that is none": says(http(PAGE, "Content-Encoding: br")),
    "brotli cut off": says(http(brotli.compress(PAGE)[:-9], "Content-Encoding: br")),
    "gzip twice": says(http(gzip.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, gzip")),
    "gzip twice, in two headers": says(
        http(gzip.compress(gzip.compress(PAGE)), "Content-Encoding: gzip", "Content-Encoding: gzip")
    ),
    "unknown coding": says(http(PAGE, "Content-Encoding: zstd")),
    "two lengths": says(HEAD + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\n" + PAGE),
    "redirect without an address": says(http(b"", status="302 Found")),
    "an empty page": says(http(b"")),
    "no content": says(http(b"", status="204 No Content")),
    "a part": says(http(PAGE, status="206 Partial Content")),
    "not modified": says(http(b"", status="304 Not Modified")),
}


def by_path(answers: dict[str, Answer]) -> Answer:
    def answer(connection: socket.socket, request: bytes) -> None:
        answers[request.split(b" ")[1].decode()](connection, request)

    return answer
