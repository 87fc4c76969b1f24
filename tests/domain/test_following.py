"""What holds for a claim's words whatever the edit: drawn texts, drawn edits."""

import re
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck.domain.anchors import anchor_at, follow, locate
from factcheck.domain.changes import changes_between
from factcheck.domain.graphemes import splits
from factcheck.domain.vocabulary import AnchorState

CURRENT, MOVED = AnchorState.CURRENT, AnchorState.MOVED
CHANGED, LOST = AnchorState.CHANGED, AnchorState.LOST
STAYED = (CURRENT, MOVED)

many = settings(max_examples=300, deadline=None)

SUBJECTS = ["Xiaomi", "Microsoft", "Perusahaan itu", "Budi Santoso", "The ministry", "Kementerian"]
VERBS = ["menjual", "tidak menjual", "mengumumkan", "may build", "membeli kembali", "reported"]
THINGS = ["ponsel pintar", "layanan awan", "rumah", "“saham” baru", "new houses", "beras"]
PLACES = ["di Asia Pasifik", "pada tahun 2015", "in Europe", "sejak 24 Desember 2019", "kemarin"]
NUMBERS = st.integers(2, 9_999)


def _sentence(draw):
    words = [draw(st.sampled_from(part)) for part in (SUBJECTS, VERBS, THINGS, PLACES)]
    return f"{words[0]} {words[1]} {draw(NUMBERS)} {words[2]} {words[3]}."


@st.composite
def articles(draw):
    """Three to six paragraphs of one to four sentences; their first words make each unique."""
    paragraphs = []
    for number in range(draw(st.integers(3, 6))):
        mark = f"Bagian kata{number}a kata{number}b menyebut hal{number} itu."
        sentences = [_sentence(draw) for _ in range(draw(st.integers(1, 4)))]
        paragraphs.append(" ".join([mark, *sentences]))
    return paragraphs


def _sentences(text):
    return [match.span() for match in re.finditer(r"[^\s.][^.\n]*\.", text)]


def _claim(draw, text, within=None):
    """A sentence, or some words of one."""
    low, high = within or (0, len(text))
    start, end = draw(
        st.sampled_from([s for s in _sentences(text) if low <= s[0] and s[1] <= high])
    )
    if draw(st.booleans()):
        words = [match.span() for match in re.finditer(r"\w+", text[start:end])]
        first = draw(st.integers(0, len(words) - 2))
        last = draw(st.integers(first + 1, len(words) - 1))
        start, end = start + words[first][0], start + words[last][1]
    return anchor_at(text, start, end)


def _edited(draw, text):
    """The text after one edit of any kind."""
    start, end = draw(st.sampled_from(_sentences(text) or [(0, len(text))]))
    there = draw(st.sampled_from(_sentences(text) or [(0, 0)]))[0]
    words = text[start:end]
    rest = text[:start] + text[end:].lstrip(" ")
    aim = min(there, len(rest))
    digits = [match.start() for match in re.finditer(r"\d", text)] or [0]
    at = draw(st.sampled_from(digits))
    ways = {
        "insert": f"{text[:start]}{_sentence(draw)} {text[start:]}",
        "delete": rest,
        "move": f"{rest[:aim]}{words} {rest[aim:]}",
        "replace": text[:start] + _sentence(draw) + text[end:],
        "double": f"{text[:there]}{words} {text[there:]}",
        "case": text[:start] + words.swapcase() + text[end:],
        "digit": text[:at] + draw(st.sampled_from("0123456789")) + text[at + 1 :],
    }
    return ways[draw(st.sampled_from(sorted(ways)))]


@st.composite
def edits(draw):
    """A text, a claim of it, and the text after one to four edits."""
    old = new = "\n".join(draw(articles()))
    claim = _claim(draw, old)
    for _ in range(draw(st.integers(1, 4))):
        new = _edited(draw, new)
    return old, claim, new


@many
@given(edits())
def test_words_that_stayed_or_moved_are_the_very_words(edit):
    old, claim, new = edit
    (followed,) = follow(old, new, [claim])
    assert (followed.anchor is None) == (followed.state is LOST)
    if followed.anchor:
        place = followed.anchor
        assert place == anchor_at(new, place.start, place.end)
        assert bool(changes_between(claim.exact, place.exact)) == (followed.state is CHANGED)


@many
@given(edits())
def test_suggestions_are_few_apart_and_the_best_first(edit):
    old, claim, new = edit
    (followed,) = follow(old, new, [claim])
    places = [suggestion.anchor for suggestion in followed.suggestions]
    scores = [suggestion.score for suggestion in followed.suggestions]
    assert not places or followed.state is LOST
    assert len(places) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(place == anchor_at(new, place.start, place.end) for place in places)
    in_order = sorted(places, key=lambda place: place.start)
    assert all(one.end <= other.start for one, other in pairwise(in_order))


@many
@given(articles(), st.data())
def test_a_changed_digit_is_a_change_of_the_claim(paragraphs, data):
    old = "\n".join(paragraphs)
    claim = _claim(data.draw, old)
    digits = [claim.start + match.start() for match in re.finditer(r"\d", claim.exact)]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != old[at]]))
    (followed,) = follow(old, old[:at] + digit + old[at + 1 :], [claim])
    assert followed.state is CHANGED
    assert followed.changes
    assert followed.anchor
    assert followed.anchor.start == claim.start


@many
@given(articles(), st.data())
def test_a_changed_digit_beside_the_claim_is_named(paragraphs, data):
    old = "\n".join(paragraphs)
    start, end = data.draw(st.sampled_from(_sentences(old)))
    numbers = [match.start() for match in re.finditer(r"(?<= )\d", old[start:end])]
    digits = [start + place for place in numbers]
    assume(digits)
    claim = anchor_at(old, start, digits[0] - 1)
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != old[at]]))
    (followed,) = follow(old, old[:at] + digit + old[at + 1 :], [claim])
    assert followed.changes


@many
@given(articles(), st.data())
def test_an_edit_of_other_paragraphs_never_touches_a_claim(paragraphs, data):
    old = "\n".join(paragraphs)
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    start = len("\n".join(paragraphs[:place])) + (place > 0)
    claim = _claim(data.draw, old, (start, start + len(paragraphs[place])))
    before, after = "\n".join(paragraphs[:place]), "\n".join(paragraphs[place + 1 :])
    for _ in range(data.draw(st.integers(1, 3))):
        before = _edited(data.draw, before) if before else before
        after = _edited(data.draw, after) if after else after
    new = "\n".join(part for part in (before, paragraphs[place], after) if part)
    assume(new.count(paragraphs[place]) == 1)
    (followed,) = follow(old, new, [claim])
    assert followed.state is CURRENT
    assert followed.changes == ()
    assert followed.anchor
    assert followed.anchor.start - claim.start == new.index(paragraphs[place]) - start


@many
@given(articles(), st.data())
def test_a_paragraph_that_moved_keeps_its_claims(paragraphs, data):
    old = "\n".join(paragraphs)
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    start = len("\n".join(paragraphs[:place])) + (place > 0)
    claim = _claim(data.draw, old, (start, start + len(paragraphs[place])))
    rest = paragraphs[:place] + paragraphs[place + 1 :]
    there = data.draw(st.integers(0, len(rest)))
    new = "\n".join([*rest[:there], paragraphs[place], *rest[there:]])
    (followed,) = follow(old, new, [claim])
    assert followed.state in STAYED
    assert followed.changes == ()
    assert followed.anchor
    assert followed.anchor.exact == claim.exact
    assert followed.anchor.start - claim.start == new.index(paragraphs[place]) - start


@many
@given(articles(), st.data())
def test_a_copy_of_the_words_is_not_where_they_went(paragraphs, data):
    """The copy stands in a paragraph of its own or another one; the original stays."""
    old = "\n".join(paragraphs)
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    start = len("\n".join(paragraphs[:place])) + (place > 0)
    claim = _claim(data.draw, old, (start, start + len(paragraphs[place])))
    others = [number for number in range(len(paragraphs)) if number != place]
    there = data.draw(st.sampled_from(others))
    copied = [*paragraphs]
    copied[there] = data.draw(
        st.sampled_from(
            [f"{claim.exact} {paragraphs[there]}", f"{paragraphs[there]} {claim.exact}"]
        )
    )
    new = "\n".join(copied)
    (followed,) = follow(old, new, [claim])
    assert followed.state is CURRENT
    assert followed.anchor
    assert followed.anchor.exact == claim.exact
    shift = len("\n".join(copied[:place])) - len("\n".join(paragraphs[:place]))
    assert followed.anchor.start == claim.start + shift


@many
@given(articles(), st.data())
def test_a_deleted_paragraph_leaves_its_claims_without_a_place(paragraphs, data):
    old = "\n".join(paragraphs)
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    start = len("\n".join(paragraphs[:place])) + (place > 0)
    claim = _claim(data.draw, old, (start, start + len(paragraphs[place])))
    new = "\n".join(paragraphs[:place] + paragraphs[place + 1 :])
    (followed,) = follow(old, new, [claim])
    assert (followed.state, followed.anchor) == (LOST, None)


CLUSTERS = ["a", "b ", "é", "x̄", "नि", "स्ते", "👨‍👩‍👧", "🇮🇩", "👍🏽", "1️⃣", "각", "\r\n", "กำ", " "]


@many
@given(st.lists(st.sampled_from(CLUSTERS), min_size=2, max_size=12), st.data())
def test_no_anchor_splits_a_character(clusters, data):
    old = "".join(clusters)
    new = "".join(data.draw(st.lists(st.sampled_from(CLUSTERS), max_size=12)) + clusters[1:])
    start = data.draw(st.integers(0, len(old) - 1))
    claim = anchor_at(old, start, data.draw(st.integers(start + 1, len(old))))
    (followed,) = follow(old, new, [claim])
    places = [followed.anchor, *(suggestion.anchor for suggestion in followed.suggestions)]
    for place in places:
        assert place is None or not splits(new, place.start)
        assert place is None or not splits(new, place.end)


def test_a_quote_that_would_split_a_character_is_not_there():
    text = "Kata नमस्ते lalu नमस्त itu."
    assert locate(text, "नमस्त").start == text.rindex("नमस्त")
