"""Whether a quote stands in a text: what is print doesn't count, what is said does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.quoting import stands_in

PAGE = """The mayor opened the bridge on 4 May 2019.

It cost 12 million euros, as “the city” said — nobody was hurt. It isn't 1.2 million.
Growth was -5% and not 15%."""


@pytest.mark.parametrize(
    "quote",
    [
        "It cost 12 million euros",
        "it COST 12 million euros.",
        "  It cost\n12\u00a0million   euros ",
        "“It cost 12 million euros, as 'the city' said”",
        'as "the city" said - nobody was hurt',
        "It isn’t 1.2 million",
        "on 4 May 2019. It cost",
        "The mayor opened … 12 million euros",
        "The mayor opened the bridge [...] nobody was hurt",
        "(...) nobody was hurt",
        "co\u00adst 12 million",
        "-5%",
        "",
        " “…” ",
    ],
)
def test_words_that_stand_there(quote: str) -> None:
    assert stands_in(quote, PAGE)


@pytest.mark.parametrize(
    "quote",
    [
        "It cost 13 million euros",
        "2 million",  # is part of 12 and of 1.2
        "5%.00",
        "ost 12 million",
        "It cost 12 mill",
        "cost euros",
        "cost million 12",
        "nobody was hurt … The mayor opened",  # the other way round
        "It is 1.2 million",
        "+5%",
        "It cost 12 million euros. As the city",
    ],
)
def test_words_that_do_not(quote: str) -> None:
    assert not stands_in(quote, PAGE)


def test_a_word_divided_at_the_end_of_a_line_is_one() -> None:
    assert stands_in("the information given", "All the infor-\nmation given is true.")
    assert stands_in("the infor- mation given", "All the infor-\nmation given is true.")
    assert not stands_in("the information given", "All the infor - mation given is true.")


def test_scripts_without_spaces() -> None:
    assert stands_in("小米公司", "据报道，小米公司于2018年上市。")
    assert stands_in("上市", "据报道，小米公司于2018年上市。")
    assert not stands_in("小米集团", "据报道，小米公司于2018年上市。")
    assert stands_in("ราคา", "เขาบอกราคาแล้ว")


@pytest.mark.parametrize("text", ["", "Nothing of it."])
def test_what_has_no_text_has_no_words(text: str) -> None:
    assert not stands_in("It cost", text)


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_a_text_of_its_own_words_holds_them(quote: str, before: str, after: str) -> None:
    assert stands_in(quote, f"{before} \n {quote} \n {after}") or "-" in quote + before + after


@pytest.mark.parametrize("text", ["a-\n" * 300_000, "1.,2" * 250_000, "é’ " * 300_000, "[" * 10**6])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    began = time.monotonic()
    stands_in("a b … c", text)
    assert time.monotonic() - began < 5
