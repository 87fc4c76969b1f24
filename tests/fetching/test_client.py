"""Servers that are slow, endless, huge, wrong or in a circle: each ends in one plain sentence."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from ipaddress import ip_address

import brotli
import pytest

from factcheck.fetching.addresses import Reach
from factcheck.fetching.client import Client
from factcheck.fetching.limits import Limits
from factcheck.fetching.refusals import (
    BadAnswer,
    BadRedirect,
    Busy,
    FetchRefused,
    NotPublic,
    TooLarge,
    TooSlow,
    Unreachable,
    WrongType,
)
from tests.fetching.answers import BROKEN, HEAD, HUGE, SLOW, by_path, endless, reset
from tests.fetching.servers import (
    PAGE,
    QUICK,
    Answer,
    Site,
    client_for,
    http,
    redirect,
    says,
    site,
    to,
)

SHORT = replace(QUICK, seconds=0.5)


def test_a_page() -> None:
    with site(says(http(PAGE, "Content-Type: text/html; charset=UTF-8", 'ETag: "7"'))) as made:
        page = client_for(made).fetch(f"{made.url}a?b=c#d")
    assert page.content == PAGE
    assert page.text == PAGE.decode()
    assert (page.requested, page.url) == (f"{made.url}a?b=c#d", f"{made.url}a?b=c")
    assert (page.status, page.media_type, page.charset) == (200, "text/html", "utf-8")
    assert page.etag == '"7"'
    request = made.requests[0].decode().split("\r\n")
    assert request[0] == "GET /a?b=c HTTP/1.1"
    assert sorted(request[1:-2]) == [
        "Accept-Encoding: gzip, deflate, br",
        "Accept: application/xhtml+xml, text/html, text/plain",
        "Connection: close",
        f"Host: 127.0.0.1:{made.port}",
        "User-Agent: factcheck/test",
    ]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with site(says(http())) as made, site(says(http(b"<html>proxy"))) as proxy:
        for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"]:
            monkeypatch.setenv(name, proxy.url)
        assert client_for(made).fetch(made.url).content == PAGE
        assert not proxy.connections


# Endings of time, within half a second


@pytest.mark.parametrize("name", SLOW)
def test_too_slow(name: str) -> None:
    with site(SLOW[name]) as made:
        begun = time.monotonic()
        with pytest.raises(TooSlow):
            client_for(made, SHORT).fetch(made.url)
        assert 0.4 < time.monotonic() - begun < 2


def test_time_is_counted_over_all_redirects() -> None:
    pause = threading.Event()

    def slowly_on(connection: socket.socket, request: bytes) -> None:
        pause.wait(0.3)
        number = len(request.split(b" ")[1])
        redirect("/" + "a" * number)(connection, request)

    with site(slowly_on) as made, pytest.raises(TooSlow):
        client_for(made, SHORT).fetch(made.url)


def test_a_look_up_that_hangs() -> None:
    ended = threading.Event()

    def hangs(_host: str, _port: int) -> list[str]:
        ended.wait(10)
        return []

    begun = time.monotonic()
    with pytest.raises(TooSlow):
        Client("factcheck/test", limits=SHORT, resolve=hangs).fetch("http://example.org/")
    assert time.monotonic() - begun < 2
    ended.set()


def test_a_full_queue_at_the_other_side() -> None:
    """Nobody accepts, so that connecting itself takes for ever."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = []
        for _ in range(4):
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
            waiting.append(sock)
        client = Client("factcheck/test", limits=SHORT, reach=to(("127.0.0.1", port)))
        begun = time.monotonic()
        with pytest.raises(TooSlow):
            client.fetch(f"http://127.0.0.1:{port}/")
        assert time.monotonic() - begun < 2
        for sock in waiting:
            sock.close()


# Endings of size


@pytest.mark.parametrize("name", HUGE)
def test_too_large(name: str) -> None:
    with site(HUGE[name]()) as made:
        with pytest.raises(TooLarge) as refused:
            client_for(made).fetch(made.url)
        assert str(refused.value) == "This page is larger than 0.1 MB."


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("GZIP", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0) + b"\0\0"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("identity", PAGE),
        ("", PAGE),
    ],
)
def test_compressed_pages(coding: str, packed: bytes) -> None:
    with site(says(http(packed, f"Content-Encoding: {coding}"))) as made:
        assert client_for(made).fetch(made.url).content == PAGE


def test_a_page_in_pieces_of_one_byte() -> None:
    """What comes compressed may be cut anywhere."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(
            HEAD + b"Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for byte in zlib.compress(PAGE)[2:-4]:
            connection.sendall(b"1\r\n%b\r\n" % bytes([byte]))
        connection.sendall(b"0\r\n\r\n")

    with site(answer) as made:
        assert client_for(made).fetch(made.url).content == PAGE


def test_a_page_just_within_the_limit() -> None:
    page = PAGE + b" " * (QUICK.size - len(PAGE))
    for answer in [http(page), http(gzip.compress(page), "Content-Encoding: gzip")]:
        with site(says(answer)) as made:
            assert len(client_for(made).fetch(made.url).content) == QUICK.size
    for answer in [
        HEAD + b"\r\n" + page + b" ",
        http(gzip.compress(page + b" "), "Content-Encoding: gzip"),
    ]:
        with site(says(answer)) as made, pytest.raises(TooLarge):
            client_for(made).fetch(made.url)


# Answers against the rules


@pytest.mark.parametrize("name", BROKEN)
def test_broken_answers(name: str) -> None:
    with site(BROKEN[name]) as made, pytest.raises(BadAnswer) as refused:
        client_for(made).fetch(made.url)
    assert "127.0.0.1" not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("401 Unauthorized", "doesn't let this page be read"),
        ("403 Forbidden", "doesn't let this page be read"),
        ("451 Unavailable For Legal Reasons", "doesn't let this page be read"),
        ("404 Not Found", "no page at this address"),
        ("410 Gone", "no page at this address"),
        ("429 Too Many Requests", "asked less often"),
        ("500 Internal Server Error", "answered with an error"),
        ("503 Service Unavailable", "answered with an error"),
        ("400 Bad Request", "answered with an error"),
        ("300 Multiple Choices", "answered with an error"),
    ],
)
def test_statuses(status: str, sentence: str) -> None:
    with site(says(http(PAGE, status=status))) as made:
        with pytest.raises(BadAnswer, match=sentence) as refused:
            client_for(made).fetch(made.url)
        assert status[:3] in str(refused.value)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n" + http(),
        HEAD + b"\r\n" + PAGE,
        HEAD
        + b"Transfer-Encoding: chunked\r\n\r\n%x;a=b\r\n%b\r\n0\r\nA: b\r\n\r\n"
        % (len(PAGE), PAGE),
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
        HEAD + b"Content-Length: %d\r\n\r\n%b, and more" % (len(PAGE), PAGE),
        HEAD.replace(b"\r\n", b"\n") + b"\n" + PAGE,
    ],
    ids=["continue first", "no length", "chunked", "HTTP 1.0", "more than announced", "bare LF"],
)
def test_unusual_answers_that_can_be_read(answer: bytes) -> None:
    with site(says(answer)) as made:
        assert client_for(made).fetch(made.url).content == PAGE


# Types


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("application/pdf", b"%PDF-1.7"),
        ("application/json", b'{"a": 1}'),
        ("application/octet-stream", PAGE),
        ("text/css", b"p { color: red }"),
        ("image/svg+xml", b"<svg><script/></svg>"),
        ("nonsense", PAGE),
        ("text/html", b"%PDF-1.7\n" + PAGE),
        ("text/html", b"\x89PNG\r\n\x1a\n" + PAGE),
        ("text/html", b"\xff\xd8\xff\xe0" + PAGE),
        ("text/html", b"GIF89a" + PAGE),
        ("text/html", b"PK\x03\x04" + PAGE),
        ("text/html", gzip.compress(PAGE, mtime=0)),
        ("text/html", b"\x00\x00\x00\x20ftypisom"),
        ("text/html", b"MZ\x90\x00" + PAGE),
        ("text/html", b"<html>\x00\x01\x02"),
        ("text/html", b'{"json": true}'),
        ("text/plain", b"\x7fELF\x02\x01\x01\x00"),
        ("text/plain", b"words\x00words"),
        ("", b"words"),
        ("", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_wrong_types(kind: str, body: bytes) -> None:
    with site(says(http(body, kind=kind))) as made, pytest.raises(WrongType):
        client_for(made).fetch(made.url)


@pytest.mark.parametrize(
    ("kind", "body", "media_type"),
    [
        ("text/html", PAGE, "text/html"),
        ("TEXT/HTML; Charset=utf-8", PAGE, "text/html"),
        ("text/html", b"<p>A fragment.", "text/html"),
        ("text/html", "\ufeff<html>x".encode("utf-16"), "text/html"),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html/>", "application/xhtml+xml"),
        ("text/plain", b"Words, and 1 < 2.", "text/plain"),
        ("text/plain", b"\n<!-- x --><!DOCTYPE html><html>", "text/html"),
        ("", PAGE, "text/html"),
    ],
)
def test_types(kind: str, body: bytes, media_type: str) -> None:
    with site(says(http(body, kind=kind))) as made:
        assert client_for(made).fetch(made.url).media_type == media_type


def test_a_caller_says_what_it_accepts() -> None:
    with site(says(http(b"words", kind="text/plain"))) as made:
        assert client_for(made).fetch(made.url).content == b"words"
        with pytest.raises(WrongType):
            client_for(made).fetch(made.url, {"text/html"})


def test_a_wrong_type_is_not_read() -> None:
    video = endless(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", b"x" * 999)
    with site(video) as made, pytest.raises(WrongType):
        client_for(made).fetch(made.url)


# Redirects


@pytest.fixture
def trap() -> Iterator[Site]:
    with site(says(http())) as made:
        yield made


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_redirects_are_followed(status: str) -> None:
    pages = {"/": redirect("a/b", status), "/a/b": redirect("../c?d#e"), "/c?d": says(http())}
    with site(by_path(pages)) as made:
        page = client_for(made).fetch(made.url)
    assert (page.requested, page.url) == (made.url, f"{made.url}c?d")
    assert len(made.requests) == 3


def test_an_address_that_is_not_ascii() -> None:
    where = "/é b".encode().decode("latin-1")
    with site(by_path({"/": redirect(where), "/%C3%A9%20b": says(http())})) as made:
        assert client_for(made).fetch(made.url).url == f"{made.url}%C3%A9%20b"


def test_as_many_redirects_as_allowed() -> None:
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    with site(by_path(pages | {"/5": says(http())})) as made:
        assert client_for(made).fetch(f"{made.url}0").url == f"{made.url}5"
    with site(by_path(pages)) as made, pytest.raises(BadRedirect, match="too many times"):
        client_for(made).fetch(f"{made.url}0")
    assert len(made.requests) == 6


@pytest.mark.parametrize(
    "pages",
    [
        {"/": redirect("/")},
        {"/": redirect("")},
        {"/": redirect("/#top")},
        {"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")},
    ],
    ids=["itself", "empty", "fragment", "two"],
)
def test_circles(pages: dict[str, Answer]) -> None:
    with site(by_path(pages)) as made, pytest.raises(BadRedirect, match="in a circle"):
        client_for(made).fetch(made.url)
    assert len(made.requests) == len(pages)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://127.0.0.1:{port}/",
        "javascript:alert(1)",
        "data:text/html,<p>x",
        "http://me:secret@127.0.0.1:{port}/",
        "http://0x7f.1:{port}/",
        "http://[::1%25lo]:{port}/",
        "http://[::1:{port}/",
        "http://127.0.0.1:99999/",
        "//127.0.0.1.:{port}/",
        "http://127.0.0.1\\@{port}/",
        "/" + "a" * 3_000,
        "/\x01",
    ],
)
def test_redirects_to_what_is_no_page(location: str, trap: Site) -> None:
    refused = pytest.raises(BadRedirect, match="one that can't be fetched")
    with site(redirect(location.format(port=trap.port))) as made, refused:
        client_for(made).fetch(made.url)
    assert not trap.connections


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://[::1]:{port}/", "http://10.0.0.1/",
     "http://169.254.169.254/latest/meta-data/", "http://localhost:{port}/"],
)  # fmt: skip
def test_redirects_inside_are_judged_anew(location: str, trap: Site) -> None:
    """The first server may be asked; where it leads to may not, and isn't."""
    with site(redirect(location.format(port=trap.port))) as made, pytest.raises(NotPublic):
        client_for(made).fetch(made.url)
    assert not trap.connections


# Names


def named(made: Site, *numbers: str) -> Client:
    """A client for which each look-up of a name gives the next of the numbers."""
    answers = iter(numbers)
    reach = to((made.url.split("//")[1].rsplit(":", 1)[0], made.port))
    client = Client("factcheck/test", limits=QUICK, reach=reach)
    return replace(client, resolve=lambda _host, _port: [next(answers)])


def test_a_name_is_looked_up_once_and_its_number_connected_to() -> None:
    """The name changes between check and use: to the number that was checked we go all the same."""
    with (
        site(says(http()), number="127.0.0.2") as made,
        site(says(http(b"<html>inside")), port=made.port) as inside,
    ):
        client = named(made, "127.0.0.2", "127.0.0.1")
        assert client.fetch(f"http://news.example.org:{made.port}/").content == PAGE
        assert not inside.connections
    assert f"Host: news.example.org:{made.port}".encode() in made.requests[0]


def test_a_name_that_changes_before_a_redirect() -> None:
    with (
        site(redirect("/again"), number="127.0.0.2") as made,
        site(says(http(b"<html>inside")), port=made.port) as inside,
    ):
        with pytest.raises(NotPublic):
            named(made, "127.0.0.2", "127.0.0.1").fetch(f"http://a.example.org:{made.port}/")
        assert not inside.connections
    assert len(made.requests) == 1


def test_the_number_is_judged_again_once_connected() -> None:
    """Nothing is sent to where the judgement changed its mind."""
    judgements = iter([True, False])
    with site(says(http())) as made:
        reach = Reach(allows=lambda _number, _port: next(judgements), ports=None)
        with pytest.raises(NotPublic):
            Client("factcheck/test", limits=QUICK, reach=reach).fetch(made.url)
    assert not made.requests


def test_the_next_number_is_tried() -> None:
    with site(says(http()), number="127.0.0.3") as made:
        client = Client(
            "factcheck/test",
            limits=QUICK,
            reach=Reach(allows=lambda _number, _port: True, ports=None),
            resolve=lambda _host, _port: ["127.0.0.4", "127.0.0.3"],
        )
        assert client.fetch(f"http://a.example.org:{made.port}/").status == 200


def test_over_ipv6() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with site(says(http()), number="::1") as made:
        client = Client("factcheck/test", limits=QUICK, reach=to(("::1", made.port)))
        url = f"http://[::1]:{made.port}/"
        assert client.fetch(url).url == url
    assert f"Host: [::1]:{made.port}".encode() in made.requests[0]


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    client = Client("factcheck/test", limits=QUICK, reach=to(("127.0.0.1", port)))
    with pytest.raises(Unreachable, match="can't be reached"):
        client.fetch(f"http://127.0.0.1:{port}/")


def test_no_such_name() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "not known to 10.0.0.53")

    with pytest.raises(Unreachable) as refused:
        Client("factcheck/test", limits=QUICK, resolve=fails).fetch("http://a.example.org/")
    assert str(refused.value) == "There is no site of this name."


# One at a time


class Counted:
    """An answer that knows how many requests it answers at once."""

    def __init__(self, wait: threading.Event, seconds: float) -> None:
        self.wait, self.seconds = wait, seconds
        self.now = self.most = 0
        self.guard = threading.Lock()
        self.begun = threading.Event()

    def __call__(self, connection: socket.socket, request: bytes) -> None:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.set()
        self.wait.wait(self.seconds)
        with self.guard:
            self.now -= 1
        connection.sendall(http())


def any_name(made: Site) -> Client:
    return Client(
        "factcheck/test",
        limits=QUICK,
        reach=to(("127.0.0.1", made.port)),
        resolve=lambda _host, _port: ["127.0.0.1"],
    )


def test_one_request_at_a_time_per_host() -> None:
    counted = Counted(threading.Event(), 0.05)
    with site(counted) as made, ThreadPoolExecutor(4) as pool:
        url = f"http://one.example.org:{made.port}/"
        pages = list(pool.map(lambda n: any_name(made).fetch(f"{url}{n}"), range(6)))
    assert len(pages) == len(made.requests) == 6
    assert counted.most == 1


def test_two_hosts_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=3)

    def answer(connection: socket.socket, _request: bytes) -> None:
        both.wait()
        connection.sendall(http())

    with site(answer) as made, ThreadPoolExecutor(2) as pool:
        urls = [f"http://{name}.example.org:{made.port}/" for name in ("one", "two")]
        assert [page.status for page in pool.map(any_name(made).fetch, urls)] == [200, 200]


def test_whoever_waits_too_long_is_told() -> None:
    counted = Counted(threading.Event(), 5)
    with site(counted) as made, ThreadPoolExecutor(1) as pool:
        url = f"http://busy.example.org:{made.port}/"
        first = pool.submit(any_name(made).fetch, url)
        assert counted.begun.wait(3)
        with pytest.raises(Busy):
            replace(any_name(made), limits=replace(QUICK, seconds=0.2)).fetch(url)
        counted.wait.set()
        assert first.result().status == 200
        assert any_name(made).fetch(url).status == 200  # and the host is free again
    assert counted.most == 1


def test_a_refused_fetch_leaves_the_host_free() -> None:
    with site(by_path({"/": reset(b""), "/a": says(http())})) as made:
        for _ in range(3):
            with pytest.raises(FetchRefused):
                client_for(made).fetch(made.url)
        client = client_for(made)
        assert client.fetch(f"{made.url}a").status == 200
        assert not client.turns._locks


def test_no_connection_is_left_open() -> None:
    """Whatever happened, the other side sees the end at once."""
    ended = []

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 999999\r\n\r\n")
        ended.append(connection.recv(1))

    with site(answer) as made:
        with pytest.raises(BadAnswer):
            client_for(made).fetch(made.url)
        until = time.monotonic() + 3
        while not ended and time.monotonic() < until:
            made._thread.join(0.01)
    assert ended == [b""]


def test_limits_of_the_site() -> None:
    assert Limits() == Limits(seconds=20, connecting=5, size=5_000_000, head=64_000, redirects=5)
    assert not Reach().allows(ip_address("127.0.0.1"), 80)
