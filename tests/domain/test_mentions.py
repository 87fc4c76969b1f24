"""Who is called in a text."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.mentions import Mention, mentions

PEOPLE = ["ana", "Budi.W", "dewi-s", "eko_1", "ana@example.org"]
NAME = st.text(string.ascii_letters + string.digits + "_.@+-", min_size=1, max_size=12)


def called(text: str, usernames: list[str] = PEOPLE) -> list[str]:
    return [mention.username for mention in mentions(text, usernames)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ana", ["ana"]),
        ("@ANA, look: (@budi.w)", ["ana", "Budi.W"]),
        ("Ask @ana.", ["ana"]),
        ("Ask @ana... or @budi.w.", ["ana", "Budi.W"]),
        ("@dewi-s's view; @eko_1!", ["dewi-s", "eko_1"]),
        ("@ana/@eko_1", ["ana", "eko_1"]),
        ("@ana\n@ana", ["ana", "ana"]),
        ("“@ana” — @ana–", ["ana", "ana"]),
        ("@ana@example.org", ["ana@example.org"]),
    ],
)
def test_a_name_is_found_whatever_stands_around_it(text: str, expected: list[str]) -> None:
    assert called(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "@ ana",
        "ana",
        "@anna",
        "@ana.w",
        "@ana-lena",
        "@anaé",
        "é@ana",
        "mail x@ana",
        "mail x.y@ana.example.org",
        "mail some+tag@ana",
        "@@ana",
        "https://social.example/@ana",
        "HTTP://x.example/?to=@ana",
        "www.x.example/@ana",
    ],
)
def test_what_only_looks_like_one_calls_nobody(text: str) -> None:
    assert called(text) == []


def test_a_mention_knows_its_place() -> None:
    assert mentions("Hi @BUDI.W.", PEOPLE) == [Mention(3, 10, "Budi.W")]


@given(st.text(), st.lists(NAME, max_size=5, unique_by=str.lower))
def test_a_mention_is_what_the_text_says(text: str, usernames: list[str]) -> None:
    done = 0
    for mention in mentions(text, usernames):
        assert done <= mention.start < mention.end
        assert text[mention.start] == "@"
        assert text[mention.start + 1 : mention.end].lower() == mention.username.lower()
        assert mention.username in usernames
        done = mention.end


@given(NAME, st.sampled_from(["", "Hi ", "(", "\n", "… "]), st.sampled_from(["", " x", ",", ")"]))
def test_a_name_by_itself_is_always_found(name: str, before: str, after: str) -> None:
    for written in (name, name.upper(), name.lower()):
        assert called(f"{before}@{written}{after}", [name]) == [name]


@given(st.emails(), st.lists(NAME, max_size=5, unique_by=str.lower))
def test_no_email_address_calls_the_name_at_its_end(address: str, usernames: list[str]) -> None:
    local, _, host = address.rpartition("@")
    if local[-1].isalnum():
        assert called(f"Write to {address}", [*usernames, host]) == []


@pytest.mark.parametrize("sign", ["@", ".", "@ana", "@ana.", "www.", "http://", "a@", "@a-"])
def test_a_long_text_takes_no_longer_for_being_odd(sign: str) -> None:
    assert len(mentions(sign * 20_000, PEOPLE)) <= 20_000
