"""Two people's changes to one text, put together by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.diff import diff
from factcheck.domain.merge import Merged, merged

TEXTS = st.lists(
    st.sampled_from(["a", "b", "the", "4.2", "4.3", "river", ",", ". ", " ", " ", "\n", "é", "中"]),
    max_size=20,
).map("".join)
WORDS = ["north", "river", "bridge", "mayor", "ferry", "stone", "winter", "harbour", "council"]

# Read as: what nobody or one of the two changed, {alike in both}, [stored|typed] where they differ.
MERGED = {
    "nobody changed anything": ("One two.", "One two.", "One two.", "One two."),
    "only the other did": ("One two.", "One three.", "One two.", "One three."),
    "only I did": ("One two.", "One two.", "Zero two.", "Zero two."),
    "each another word": (
        "The city paid for the old bridge.",
        "The town paid for the old bridge.",
        "The city paid for the new bridge.",
        "The town paid for the new bridge.",
    ),
    "the same word alike": ("It cost 12.", "It cost 13.", "It cost 13.", "It cost {13}."),
    "the same word otherwise": ("It cost 12.", "It cost 13.", "It cost 14.", "It cost [13|14]."),
    "words side by side": (
        "It cost 12 million euros.",
        "It cost 13 million euros.",
        "It cost 12 billion euros.",
        "It cost [13 million|12 billion] euros.",
    ),
    "a word parts them": (
        "Nobody knew, perhaps.",
        "Someone knew, perhaps.",
        "Nobody knew, certainly.",
        "Someone knew, certainly.",
    ),
    "a comma alone does not": (
        "Nobody, perhaps.",
        "Someone, perhaps.",
        "Nobody, certainly.",
        "[Someone, perhaps|Nobody, certainly].",
    ),
    "a sentence at each end": (
        "The ferry stopped.",
        "In June. The ferry stopped.",
        "The ferry stopped. Nobody says why.",
        "In June. The ferry stopped. Nobody says why.",
    ),
    "both write on": (
        "The ferry stopped.",
        "The ferry stopped. In June.",
        "The ferry stopped. In May.",
        "The ferry stopped.[ In June.| In May.]",
    ),
    "one takes away what the other mends": (
        "The old slow ferry stopped.",
        "The ferry stopped.",
        "The old quick ferry stopped.",
        "The [|old quick ]ferry stopped.",
    ),
    "where there was nothing": ("", "Theirs.", "Mine.", "[Theirs.|Mine.]"),
    "one cleared it": ("One two.", "", "One two.", ""),
}


def shown(found: Merged) -> str:
    brackets = {"both": "{{{typed}}}", "conflict": "[{stored}|{typed}]"}
    return "".join(
        brackets.get(part.kind, "{text}").format(
            stored=part.stored, typed=part.typed, text=part.text
        )
        for part in found.parts
    )


@pytest.mark.parametrize(("base", "stored", "typed", "page"), MERGED.values(), ids=MERGED.keys())
def test_both_peoples_changes(base, stored, typed, page):
    assert shown(merged(base, stored, typed)) == page


def test_of_a_conflict_both_sides_stand():
    found = merged("It cost 12.", "It cost 13.", "It cost 14.")
    assert not found.fits
    assert found.text == "It cost 13 14."


@given(TEXTS, TEXTS)
def test_who_changed_nothing_takes_what_the_other_wrote(base, other):
    assert merged(base, other, base).text == other
    assert merged(base, base, other).text == other
    assert merged(base, other, base).fits
    assert merged(base, base, other).fits


@given(TEXTS, TEXTS)
def test_what_both_wrote_alike_stands_once(base, both):
    assert merged(base, both, both).text == both
    assert merged(base, both, both).fits


@given(TEXTS, TEXTS, TEXTS)
def test_each_side_can_be_read_back(base, stored, typed):
    parts = merged(base, stored, typed).parts
    assert "".join(part.base for part in parts) == base
    assert "".join(part.stored for part in parts) == stored
    assert "".join(part.typed for part in parts) == typed


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_anyone_wrote_is_lost(base, stored, typed):
    text = merged(base, stored, typed).text
    for side in (stored, typed):
        for op in diff(base, side):
            if op.kind != "equal":
                assert side[op.new_start : op.new_end] in text


@given(st.permutations(WORDS), st.data())
def test_changes_with_a_word_between_both_survive(words, data):
    mine = data.draw(st.integers(2, len(words) - 1))
    theirs = data.draw(st.integers(0, mine - 2))
    stored = [*words[:theirs], "they", *words[theirs + 1 :]]
    typed = [*words[:mine], "me", *words[mine + 1 :]]
    both = [*stored[:mine], "me", *stored[mine + 1 :]]
    found = merged(" ".join(words), " ".join(stored), " ".join(typed))
    assert found.fits
    assert found.text == " ".join(both)
