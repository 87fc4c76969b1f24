"""Near-duplicate texts, in both directions, and how many independent sources are left."""

import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.independence import (
    LEAST_WORDS,
    SHINGLE,
    Publication,
    containment,
    copies,
    independent,
    shingles,
    site,
)

AGENCY = """
Microsoft and Xiaomi signed a memorandum on Friday under which the maker of phones will use the
company's cloud for its users abroad and the two will look into laptops, speakers and other devices
that understand what is said to them. Nobody named a price. Xiaomi prepares to sell its shares in
Hong Kong this year, and people who know the plans say that it hopes to be worth a hundred billion
dollars by then. A spokeswoman said that the talks had begun in the autumn.
"""
OWN = """
In Beijing the phone maker now has an ally from Redmond. What was agreed says little that binds
anyone: engineers of both will meet, the one rents computers to the other, and there may be a
loudspeaker at the end of it. We asked both for the paper itself. Microsoft sent a statement of four
sentences; Xiaomi did not answer. Analysts doubt that investors will pay what its founder has in
mind, since margins on phones are thin and the competition from Shenzhen is hard.
"""


def made_up(length: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - a drawn case
    return [f"w{chance.randrange(4000)}" for _ in range(length)]


def pair(one: str, other: str) -> tuple[float, float] | None:
    found = copies({1: one, 2: other})
    return (found[0].one_in_other, found[0].other_in_one) if found else None


def test_the_same_text_stands_whole_in_the_other():
    assert pair(AGENCY, AGENCY) == (1.0, 1.0)


def test_capitals_signs_and_spaces_make_no_other_text():
    assert pair(AGENCY, AGENCY.upper().replace(",", " –").replace("\n", "  ")) == (1.0, 1.0)


def test_two_reports_on_one_matter_are_two():
    assert pair(AGENCY, OWN) is None


def test_a_report_that_stands_in_a_longer_one_is_told_in_both_directions():
    longer = AGENCY + " ".join(made_up(400, 1))
    one_in_other, other_in_one = pair(AGENCY, longer) or (0, 0)
    assert one_in_other == 1.0
    assert 0.1 < other_in_one < 0.2


def test_a_shortened_report_with_another_headline_is_a_copy():
    sentences = AGENCY.split(". ")
    copied = "A pact between two companies. " + ". ".join(sentences[:1] + sentences[2:])
    one_in_other, other_in_one = pair(AGENCY, copied) or (0, 0)
    assert 0.8 < one_in_other < 1
    assert other_in_one > 0.8


def test_a_long_quotation_in_both_makes_no_copy():
    said = " ".join(made_up(60, 2))
    one, other = " ".join(made_up(100, 3)), " ".join(made_up(100, 4))
    assert pair(f"{one} {said}", f"{said} {other}") is None


def test_short_texts_are_not_judged():
    short = " ".join(made_up(LEAST_WORDS - 1, 5))
    assert pair(short, short) is None
    assert len(shingles(short + " more")) == LEAST_WORDS - SHINGLE + 1


def test_a_text_without_spaces_is_read_by_letters():
    text = "微软与小米签署谅解备忘录双方将在云计算笔记本电脑和人工智能领域展开合作" * 2
    assert pair(text, "消息:" + text) is not None


@given(st.lists(st.integers(0, 30)), st.lists(st.integers(0, 30)))
def test_containment_is_a_share_of_the_first(one, other):
    first, second = frozenset(one), frozenset(other)
    share = containment(first, second)
    assert 0 <= share <= 1
    assert containment(first, first | second) == (1.0 if first else 0.0)
    assert share * len(first) == pytest.approx(containment(second, first) * len(second))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.com/a", "example.com"),
        ("https://news.example.com/a", "example.com"),
        ("http://m.example.co.id:8000/a", "example.co.id"),
        ("https://finance.example.co.id/a", "example.co.id"),
        ("https://co.id/a", "co.id"),
        ("https://a.tirto.id/x", "tirto.id"),
        ("https://web.archive.org/web/20180223000000/https://news.example.com/a", "example.com"),
        ("https://web.archive.org/web/20180223id_/http://example.org/", "example.org"),
        ("https://somebody.blogspot.com/a", "somebody.blogspot.com"),
        ("https://www.youtube.com/watch?v=1", ""),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_the_site_of_an_address(url, name):
    assert site(url) == name


_keys = count(1)


def source(publisher: str = "", url: str = "") -> Publication:
    return Publication(next(_keys), publisher, url)


def groups(*sources: Publication) -> int:
    return len(independent(sources))


def test_one_publisher_is_one_wherever_it_publishes():
    assert groups(source("The Daily", "https://a.org"), source("the daily.", "https://b.org")) == 1


def test_one_site_is_one_whatever_it_calls_itself():
    first = source("Daily News", "https://news.daily.com/1")
    assert groups(first, source("Daily Money", "https://money.daily.com/2")) == 1


def test_sources_without_publisher_and_address_stand_alone():
    assert groups(source(), source(), source("A"), source("", "https://a.org")) == 4


def test_on_a_site_of_anybody_the_publisher_tells():
    videos = [source(name, "https://youtube.com/watch?v=" + name) for name in ("a", "b", "a")]
    assert groups(*videos) == 2


def test_copies_count_as_one_through_a_third_too():
    one, other, third = source("A"), source("B"), source("A", "https://c.org")
    fourth, apart = source("D", "https://www.c.org/x"), source("E")
    copying = copies({one.key: AGENCY, other.key: AGENCY, apart.key: OWN})
    found = independent([one, other, third, fourth, apart], copying)
    assert found == [frozenset({one.key, other.key, third.key, fourth.key}), {apart.key}]


def test_a_copy_of_what_is_not_asked_about_joins_nothing():
    one, other = source("A"), source("B")
    assert len(independent([one], copies({one.key: AGENCY, other.key: AGENCY}))) == 1
