"""In what a source's text differs: the quoted words first, and nothing that pages change alone."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.vocabulary import Difference
from factcheck.domain.watching import (
    LOOKS_BEFORE_GONE,
    compare,
    first_look,
    knows_more,
    next_look,
)

PAGE = """A bridge at last
The mayor opened the bridge over the river on 4 May 2019, ten years after it was promised.
It cost 12 million euros, as “the city” said — nobody was hurt while it was built.
The old ferry stopped in June. Its last captain, Ida Holm, took the first bus across.
The city expects 4,000 cars a day and wants to widen the road on the eastern side by 2022.
Updated 3 minutes ago
1,024 views
Read also: Ten bridges that never came to be"""
QUOTE = "It cost 12 million euros"

AUDITORS = """The auditors found that two of the contractors had been paid for work that was done \
by the city itself, and that nobody had asked for the money back since."""

NOTHING: dict[str, tuple[str, str]] = {
    "a time ago": ("3 minutes ago", "2 hours ago"),
    "a counter": ("1,024 views", "98k views"),
    "another teaser": (
        "Ten bridges that never came to be",
        "What became of the old ferry’s captain?",
    ),
    "no teaser": ("\nRead also: Ten bridges that never came to be", ""),
    "typography": ("“the city” said — nobody", "'the city' said - nobody"),
    "a soft hyphen": ("promised", "prom\u00adised"),
    "capitals": ("A bridge at last", "A BRIDGE AT LAST"),
    "where lines break": (" Its last captain", "\nIts last captain"),
    "an advertisement comes": (
        "The old ferry",
        "Rent a car now and save 20 percent\nThe old ferry",
    ),
    "the newsroom signs": ("1,024 views", "1,024 views\nBy our correspondent in Esbjerg"),
    "a stamp": ("Updated 3 minutes ago", "Last updated on Friday, 27 November 2026 at 10:31"),
}
SOMETHING: dict[str, tuple[str, str]] = {
    "a figure": ("4,000 cars", "5,000 cars"),
    "a date": ("4 May 2019", "6 May 2019"),
    "a name": ("Ida Holm", "Ada Holm"),
    "a negation": ("expects 4,000", "no longer expects 4,000"),
    "a sentence goes on": ("by 2022.", "by 2022, if the state pays half."),
    "a paragraph goes": (
        PAGE.splitlines()[4] + "\n",
        "",
    ),
    "a paragraph comes": (
        "Updated 3",
        AUDITORS + "\nUpdated 3",
    ),
}


@pytest.mark.parametrize(("old", "new"), NOTHING.values(), ids=NOTHING)
def test_what_pages_change_by_themselves_is_nothing(old: str, new: str) -> None:
    assert old in PAGE
    assert compare(PAGE, PAGE.replace(old, new), [QUOTE]) is None


@pytest.mark.parametrize(("old", "new"), SOMETHING.values(), ids=SOMETHING)
def test_what_is_said_otherwise_is_a_change(old: str, new: str) -> None:
    assert old in PAGE
    assert compare(PAGE, PAGE.replace(old, new), [QUOTE]) == Difference.CHANGED


def test_quoted_words_that_are_gone_come_first() -> None:
    edited = PAGE.replace("12 million", "13 million")
    assert compare(PAGE, edited, [QUOTE]) == Difference.QUOTE_LOST
    assert compare(PAGE, edited, ["ten years after", QUOTE]) == Difference.QUOTE_LOST
    assert compare(PAGE, edited, ["ten years after"]) == Difference.CHANGED
    assert compare(PAGE, "Page not found. Go to our front page.", [QUOTE]) == Difference.QUOTE_LOST


def test_quoted_furniture_counts() -> None:
    other = PAGE.replace("1,024 views", "98k views")
    assert compare(PAGE, other, ["1,024 views"]) == Difference.QUOTE_LOST


def test_what_never_stood_there_can_not_be_lost() -> None:
    assert compare(PAGE, PAGE + "\nMore.", ["It cost 15 million euros", "", "“…”"]) is None


def test_of_a_short_text_little_is_much() -> None:
    assert compare("It cost 12 million.", "It cost 13 million.", []) == Difference.CHANGED
    assert compare("Price: 12", "Price: 13", []) == Difference.CHANGED
    assert compare("One two three", "Four five six", []) == Difference.CHANGED


def test_a_text_that_is_gone_is_a_change_and_one_that_comes_is_not() -> None:
    assert compare(PAGE, "", []) == Difference.CHANGED
    assert compare("", PAGE, []) is None
    assert knows_more("", PAGE, [])
    assert not knows_more("", " ", [])


def test_words_that_are_quoted_since_are_to_be_compared_with() -> None:
    since = PAGE + "\nThe toll is two euros"
    assert compare(PAGE, since, ["The toll is two euros"]) is None
    assert knows_more(PAGE, since, ["The toll is two euros"])
    assert not knows_more(PAGE, since, [QUOTE, ""])


def test_languages_without_spaces_have_words() -> None:
    page = "据报道，小米公司于2018年7月上市，估值为540亿美元。\n公司总部位于北京。"
    assert compare(page, page.replace("540", "1000"), []) == Difference.CHANGED
    assert compare(page, page.replace("540", "1000"), ["估值为540亿美元"]) == Difference.QUOTE_LOST
    assert compare(page, page + "\n广告", []) is None


LINES = st.sampled_from(PAGE.splitlines())
LABELS = st.lists(
    st.sampled_from(["sale", "today", "20", "phones", "Jakarta", "new", "2026"]),
    min_size=1,
    max_size=20,
).map(" ".join)


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_a_text_does_not_differ_from_itself(text: str, quotes: list[str]) -> None:
    assert compare(text, text, quotes) is None
    assert compare(text, f" {text}\n\n", quotes) is None


@given(LABELS, LABELS, st.integers(0, 8))
def test_one_label_for_another_is_nothing_wherever_it_stands(
    old: str, new: str, place: int
) -> None:
    def page(label: str) -> str:
        lines = PAGE.splitlines()
        return "\n".join([*lines[:place], label, *lines[place:]])

    assert compare(page(old), page(new), [QUOTE]) is None


@given(st.lists(LINES, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_lines_is_nothing(lines: list[str], random: object) -> None:
    other = list(lines)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert compare("\n".join(lines), "\n".join(other), []) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_quote_that_is_lost_is_always_said(before: str, after: str) -> None:
    gone = "zebra crossing 77"
    if gone not in after.casefold():
        said = compare(f"{before}\n{gone}\n{after}", after, [gone])
        assert said == Difference.QUOTE_LOST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("word " * 200_000, "other " * 200_000),
        ("a b c d e f.\n" * 50_000, "a b c d e f g.\n" * 50_000),
        ("1" * 1_000_000, "1" * 999_999),
        ("1," * 500_000, "2." * 500_000),
        (" ".join(map(str, range(100_000))), "\n".join(map(str, range(100_000)))),
    ],
)
def test_long_texts_take_bounded_time(one: str, other: str) -> None:
    began = time.monotonic()
    compare(one, other, [])
    assert time.monotonic() - began < 10


NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_looks_are_weekly_and_spread() -> None:
    looks = [next_look(NOW, source) - NOW for source in range(1, 200)]
    assert all(abs(look - timedelta(days=7)) <= timedelta(hours=12) for look in looks)
    assert len({look // timedelta(hours=1) for look in looks}) > 20
    firsts = [first_look(NOW, source) - NOW for source in range(1, 200)]
    assert all(timedelta() <= first <= timedelta(days=7) for first in firsts)
    assert len({first // timedelta(hours=6) for first in firsts}) == 28


def test_one_that_may_only_be_away_is_looked_at_sooner() -> None:
    for failures in range(1, LOOKS_BEFORE_GONE):
        assert next_look(NOW, 7, failures=failures) - NOW < timedelta(days=1, hours=3)
    assert next_look(NOW, 7, failures=LOOKS_BEFORE_GONE) - NOW > timedelta(days=6)
