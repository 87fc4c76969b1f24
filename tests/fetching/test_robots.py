"""What a site asks of programs is asked for once, kept for a while, and kept to."""

from dataclasses import replace
from typing import Any

import pytest

from factcheck import fetching
from factcheck.fetching import documents
from factcheck.fetching import robots as rules
from factcheck.fetching.addresses import place_of
from factcheck.fetching.refusals import BadAnswer, Disallowed, FetchRefused, TooSlow
from factcheck.fetching.robots import KEPT, LONGEST_DELAY, MOST, Robots
from tests.fetching.answers import HUGE, SLOW, by_path
from tests.fetching.servers import QUICK, Answer, Site, client_for, http, redirect, says, site

PAGE = http()


class Clock:
    """A clock that moves when somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def robots(clock: Clock) -> Robots:
    return Robots(clock, clock.sleep)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FOR_ROBOTS", QUICK)


def check(robots: Robots, made: Site, path: str = "page") -> None:
    client = client_for(made)
    robots.check(place_of(f"{made.url}{path}", client.reach), client)


def says_robots(text: str, *headers: str) -> Answer:
    return says(http(text.encode(), *headers, kind="text/plain"))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /page", False),
        ("User-agent: *\nDisallow: /\nAllow: /page", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: factcheck\nAllow: /", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: FactCheck\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("<html>Not found</html>", True),
        ("nonsense\n\n:::\nDisallow: /", True),
    ],
)
def test_rules(text: str, allowed: bool, robots: Robots) -> None:
    with site(says_robots(text)) as made:
        if allowed:
            check(robots, made)
        else:
            with pytest.raises(Disallowed, match=r"robots\.txt"):
                check(robots, made)


@pytest.mark.parametrize(
    "answer",
    [
        says(http(b"x", status="404 Not Found")),
        says(http(b"x", status="410 Gone")),
        says(http(b"x", status="403 Forbidden")),
        says(http(b"x", status="401 Unauthorized")),
        says(http(b"", kind="text/plain")),
        says(http(b"\x89PNG\r\n\x1a\n", kind="image/png")),
        redirect("/robots.txt"),
    ],
    ids=["404", "410", "403", "401", "empty", "a picture", "a circle"],
)
def test_without_rules_all_is_allowed(answer: Answer, robots: Robots) -> None:
    with site(answer) as made:
        check(robots, made)


@pytest.mark.parametrize("status", ["500 Error", "503 Unavailable", "429 Too Many"])
def test_where_nobody_can_tell_nothing_is_allowed_for_now(status: str, robots: Robots) -> None:
    """It is asked again the next time."""
    with site(says(http(b"x", status=status))) as made:
        with pytest.raises(BadAnswer) as refused:
            check(robots, made)
        assert refused.value.is_out_of_reach
        made.answer = says_robots("")
        check(robots, made)


def test_a_slow_one(robots: Robots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FOR_ROBOTS", replace(QUICK, seconds=0.5))
    with site(SLOW["body drips"]) as made, pytest.raises(TooSlow):
        check(robots, made)


def test_a_huge_one(robots: Robots) -> None:
    with site(HUGE["endless"]()) as made, pytest.raises(Disallowed):
        check(robots, made)


def test_letters_that_nobody_names(robots: Robots) -> None:
    text = b"# \xcf\xf0\xe8\xe2\nUser-agent: *\nDisallow: /"
    with site(says(http(text, kind="text/plain"))) as made, pytest.raises(Disallowed):
        check(robots, made)


def test_elsewhere(robots: Robots) -> None:
    pages = {"/robots.txt": redirect("/r"), "/r": says_robots("User-agent: *\nDisallow: /")}
    with site(by_path(pages)) as made, pytest.raises(Disallowed):
        check(robots, made)


def test_asked_once_an_hour(robots: Robots, clock: Clock) -> None:
    with site(says_robots("User-agent: *\nDisallow: /x")) as made:
        for _ in range(5):
            check(robots, made)
        assert len(made.requests) == 1
        assert made.requests[0].startswith(b"GET /robots.txt ")
        clock.now += KEPT + 1
        made.answer = says_robots("User-agent: *\nDisallow: /")
        with pytest.raises(Disallowed):
            check(robots, made)
        assert len(made.requests) == 2


def test_not_for_ever_nor_for_everybody(robots: Robots) -> None:
    for number in range(MOST + 5):
        robots._forget(0)
        robots._rules[str(number)] = (None, 10.0)  # type: ignore[assignment]
    assert len(robots._rules) == MOST


@pytest.mark.parametrize(
    ("delay", "waits"),
    [("", []), ("2", [2.0, 2.0]), ("0.5", [0.5, 0.5]), ("86400", [LONGEST_DELAY] * 2),
     ("never", []), ("-5", [])],
)  # fmt: skip
def test_delays(delay: str, waits: list[float], robots: Robots, clock: Clock) -> None:
    with site(says_robots(f"User-agent: *\nCrawl-delay: {delay}")) as made:
        for _ in range(3):
            check(robots, made)
    assert clock.slept == waits


def test_no_delay_where_enough_time_has_passed(robots: Robots, clock: Clock) -> None:
    with site(says_robots("User-agent: *\nCrawl-delay: 5")) as made:
        check(robots, made)
        clock.now += 3
        check(robots, made)
        clock.now += 6
        check(robots, made)
    assert clock.slept == [2.0]


# At the door


@pytest.fixture
def look(settings: Any, monkeypatch: pytest.MonkeyPatch, robots: Robots) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    monkeypatch.setattr(documents, "ROBOTS", robots)


@pytest.mark.usefixtures("look")
def test_a_page_that_is_not_to_be_looked_at() -> None:
    pages = {"/robots.txt": says_robots("User-agent: *\nDisallow: /no"), "/no": says(PAGE)}
    with site(by_path(pages | {"/yes": says(PAGE)})) as made:
        assert fetching.look_at(f"{made.url}yes").text == "Words."
        with pytest.raises(Disallowed):
            fetching.look_at(f"{made.url}no")
        assert [each.split()[1] for each in made.requests] == [b"/robots.txt", b"/yes"]
        assert fetching.document_at(f"{made.url}no").text == "Words."  # a person asks for one page


@pytest.mark.usefixtures("look")
def test_where_a_page_leads_to_is_asked_about_too() -> None:
    there = {"/robots.txt": says_robots("User-agent: *\nDisallow: /"), "/": says(PAGE)}
    with site(by_path(there)) as other:
        here = {"/robots.txt": says_robots(""), "/": redirect(other.url)}
        with site(by_path(here)) as made, pytest.raises(Disallowed):
            fetching.look_at(made.url)
        assert [each.split()[1] for each in other.requests] == [b"/robots.txt"]


@pytest.mark.usefixtures("look")
def test_a_site_that_is_down_is_out_of_reach_rather_than_disallowed() -> None:
    down = says(http(b"x", status="502 Bad Gateway"))
    with site(down) as made, pytest.raises(FetchRefused) as refused:
        fetching.look_at(made.url)
    assert refused.value.is_out_of_reach
