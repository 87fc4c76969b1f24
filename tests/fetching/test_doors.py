"""The same bad servers at every door: each ends in one sentence that fits who asked, and says
whether the document is gone, out of reach or not usable."""

import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.fetching import articles, documents
from factcheck.fetching.articles import article_at
from factcheck.fetching.client import Client
from factcheck.fetching.documents import document_at, look_at
from factcheck.fetching.refusals import (
    FOR_ARTICLES,
    FOR_SOURCES,
    BadAnswer,
    BadRedirect,
    FetchRefused,
    NobodyThere,
    NoLetters,
    NoPage,
    NoSuchSite,
    NotLetIn,
    NotPublic,
    Remedy,
    SwitchedOff,
    TooLarge,
    TooSlow,
    Why,
    WrongType,
)
from factcheck.fetching.robots import Robots
from tests.fetching.answers import BROKEN, HEAD, HUGE, SLOW, by_path, endless
from tests.fetching.servers import QUICK, Answer, Site, client_for, http, redirect, says, site, to

Through = Callable[[Client, str], object]

DOORS = {"article": article_at, "document": document_at, "look": look_at}
#: How each door's sentences end.
ADVICE = {"article": ("Paste the text", "paste the text"), "document": ("by hand.",), "look": ("",)}
PAGES = Path(__file__).with_name("pages")
SHORT = replace(QUICK, seconds=0.5)


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def through(door: str, monkeypatch: pytest.MonkeyPatch) -> Through:
    """Asks at a door, which has a client of the test's."""

    def ask(client: Client, url: str) -> object:
        for module in (articles, documents):
            monkeypatch.setattr(module, "site_client", lambda _limits=None: client)
        monkeypatch.setattr(documents, "ROBOTS", Robots())
        return DOORS[door](url)

    return ask


def but_robots(answer: Answer) -> Answer:
    """The same, for all but robots.txt, which isn't there."""

    def choose(connection: socket.socket, request: bytes) -> None:
        is_robots = request.startswith(b"GET /robots.txt ")
        (says(http(b"", status="404 Not Found")) if is_robots else answer)(connection, request)

    return choose


def text(body: bytes, charset: str) -> Answer:
    return says(http(body, f"Content-Type: text/html; charset={charset}"))


CASES: dict[str, tuple[Callable[[], Answer], type[FetchRefused], Why]] = {
    "silence": (lambda: SLOW["silence"], TooSlow, Why.OUT_OF_REACH),
    "headers one by one": (lambda: SLOW["headers one by one"], TooSlow, Why.OUT_OF_REACH),
    "body drips": (lambda: SLOW["body drips"], TooSlow, Why.OUT_OF_REACH),
    "endless": (HUGE["endless"], TooLarge, Why.UNUSABLE),
    "huge": (HUGE["announced"], TooLarge, Why.UNUSABLE),
    "gzip bomb": (HUGE["gzip bomb"], TooLarge, Why.UNUSABLE),
    "brotli bomb": (HUGE["brotli bomb"], TooLarge, Why.UNUSABLE),
    "cut off": (lambda: BROKEN["cut off"], BadAnswer, Why.OUT_OF_REACH),
    "reset": (lambda: BROKEN["reset in the body"], BadAnswer, Why.OUT_OF_REACH),
    "wrong type": (
        lambda: endless(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", b"x" * 999),
        WrongType, Why.UNUSABLE,
    ),
    "type that lies": (
        lambda: says(HEAD + b"\r\n\x7fELF\x02\x01\x01\x00"), WrongType, Why.UNUSABLE
    ),
    "wrong encoding": (
        lambda: text("<html><p>Привет, мир</p>".encode("cp1251"), "utf-8"), NoLetters, Why.UNUSABLE
    ),
    "redirect loop": (lambda: redirect("/"), BadRedirect, Why.OUT_OF_REACH),
    "redirects without an end": (
        lambda: lambda connection, request: redirect("/x" + "a" * len(request))(
            connection, request
        ),
        BadRedirect, Why.OUT_OF_REACH,
    ),
    "redirect inside": (lambda: redirect("http://10.0.0.1/"), NotPublic, Why.OUT_OF_REACH),
    "redirect to the cloud's data": (
        lambda: redirect("http://169.254.169.254/latest/"), NotPublic, Why.OUT_OF_REACH
    ),
    "not found": (lambda: says(http(b"x", status="404 Not Found")), NoPage, Why.GONE),
    "gone": (lambda: says(http(b"x", status="410 Gone")), NoPage, Why.GONE),
    "error": (lambda: says(http(b"x", status="503 No")), BadAnswer, Why.OUT_OF_REACH),
    "too often": (lambda: says(http(b"x", status="429 No")), BadAnswer, Why.OUT_OF_REACH),
    "subscribers only": (lambda: says(http(b"x", status="402 Pay")), NotLetIn, Why.UNUSABLE),
    "not for programs": (lambda: says(http(b"x", status="403 No")), NotLetIn, Why.UNUSABLE),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_servers(case: str, door: str, through: Through) -> None:
    answer, kind, why = CASES[case]
    begun = time.monotonic()
    with site(but_robots(answer())) as made, pytest.raises(kind) as refused:
        through(client_for(made, SHORT if kind is TooSlow else QUICK), made.url)
    assert time.monotonic() - begun < 3
    assert refused.value.why is why
    said = str(refused.value)
    assert any(advice in said for advice in ADVICE[door])
    assert said.count(".") <= 3
    assert said.endswith(".")
    assert "127.0.0.1" not in said
    assert ("by hand" in said) is (door == "document")


@pytest.mark.parametrize("case", ["gzip bomb", "endless", "huge"])
def test_no_memory_is_taken(case: str, through: Through) -> None:
    answer = but_robots(CASES[case][0]())
    with site(answer) as made:
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge):
                through(client_for(made), made.url)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 60 * QUICK.size  # the server's own pieces are in it


def test_statuses_are_told(through: Through) -> None:
    gone = but_robots(says(http(b"x", status="410 Gone")))
    with site(gone) as made, pytest.raises(FetchRefused) as refused:
        through(client_for(made), made.url)
    assert (refused.value.status, refused.value.is_gone) == (410, True)


def test_nobody_there(through: Through) -> None:
    """Also where robots.txt is asked for first: that nobody answers is not a wish of the site."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    client = Client("factcheck/test", limits=QUICK, reach=to(("127.0.0.1", port)))
    with pytest.raises(NobodyThere) as refused:
        through(client, f"http://127.0.0.1:{port}/")
    assert refused.value.is_out_of_reach


def test_no_such_name(through: Through) -> None:
    client = Client("factcheck/test", limits=QUICK, resolve=lambda _host, _port: [])
    with pytest.raises(NoSuchSite) as refused:
        through(client, "http://news.example.org/")
    assert refused.value.is_out_of_reach


@pytest.fixture
def inside() -> Iterator[Site]:
    with site(says(http(b"<html>inside"))) as made:
        yield made


def test_a_name_that_leads_elsewhere_the_second_time(through: Through, inside: Site) -> None:
    """From the second look-up on the name leads inside; nothing is asked there."""
    lookups: list[str] = []

    def resolve(_host: str, _port: int) -> list[str]:
        lookups.append("")
        return ["127.0.0.2" if len(lookups) == 1 else "127.0.0.1"]

    with site(redirect("/again"), number="127.0.0.2", port=inside.port) as made:
        reach = to(("127.0.0.2", made.port))
        client = Client("factcheck/test", limits=QUICK, reach=reach, resolve=resolve)
        with pytest.raises(NotPublic):
            through(client, f"http://news.example.org:{made.port}/")
        assert len(made.requests) == 1
    assert not inside.connections


def test_every_remedy_has_its_words_at_every_door() -> None:
    for advice in (FOR_ARTICLES, FOR_SOURCES):
        assert set(advice) == set(Remedy) - {Remedy.NONE}


def test_switched_off(door: str, settings: object) -> None:
    settings.FETCHING = False  # type: ignore[attr-defined]
    with pytest.raises(SwitchedOff) as refused:
        DOORS[door]("https://news.example.org/")
    assert refused.value.why is Why.NOT_ASKED
    endings = {"article": " Paste the text instead.", "document": " Enter the source by hand."}
    assert str(refused.value) == f"Fetching is switched off here.{endings.get(door, '')}"


def test_addresses_that_are_none(through: Through) -> None:
    client = Client("factcheck/test", limits=QUICK)
    for url in [
        "",
        "ftp://example.org/",
        "http://localhost/",
        "http://example.org:99/",
        "x" * 3000,
    ]:
        with pytest.raises(FetchRefused) as refused:
            through(client, url)
        assert refused.value.why is Why.NOT_ASKED


def test_all_is_well(door: str, through: Through) -> None:
    page = (PAGES / "sources" / "news_en.html").read_bytes()
    pages = {"/": redirect("/a"), "/a": says(http(page))}
    with site(but_robots(by_path(pages))) as made:
        assert through(client_for(made), made.url)
        asked = [request.split()[1] for request in made.requests]
    assert asked == [b"/robots.txt", b"/", b"/a"][door != "look" :]
