"""What changed between two texts, and how a page shows it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.diff import Op, Segment, diff, folded, segments, word_counts
from factcheck.domain.following import alignment
from factcheck.domain.following.alignment import align, align_texts

ARTICLE = (Path(__file__).parents[2] / "seeds" / "article.txt").read_text(encoding="utf-8")

TEXTS = st.lists(
    st.sampled_from(["a", "b", "the", "4.2", "4.3", ",", ". ", " ", " ", "\n", "“", "é", "中"]),
    max_size=25,
).map("".join)

# Read as: same, [-removed-], {+added+}.
SHOWN = {
    "nothing": ("a b", "a b", "a b"),
    "a number is one word": ("naik 4.2 persen", "naik 4.3 persen", "naik [-4.2-]{+4.3+} persen"),
    "money": ("senilai Rp100 juta", "senilai Rp54 juta", "senilai Rp[-100-]{+54+} juta"),
    "a word goes with one of its spaces": ("a b c", "a c", "a [-b -]c"),
    "a word comes": ("a c", "a b c", "a {+b +}c"),
    "a comma between two changes joins them": (
        "dia, kemarin pergi",
        "mereka, besok pergi",
        "[-dia, kemarin-]{+mereka, besok+} pergi",
    ),
    "a small word between long changes joins them": (
        "satu kali lagi di tahun lalu itu.",
        "dua hari ini di awal bulan depan.",
        "[-satu kali lagi di tahun lalu itu-]{+dua hari ini di awal bulan depan+}.",
    ),
    "a figure between long changes stays": (
        "satu kali lagi 5 tahun lalu itu.",
        "dua hari ini 5 awal bulan depan.",
        "[-satu kali lagi-]{+dua hari ini+} 5 [-tahun lalu itu-]{+awal bulan depan+}.",
    ),
    "an insertion begins where a sentence does": (
        "Kata dia satu. Kata dia tiga.",
        "Kata dia satu. Kata dia dua. Kata dia tiga.",
        "Kata dia satu. {+Kata dia dua. +}Kata dia tiga.",
    ),
    "a deletion begins where a sentence does": (
        "Kata dia satu. Kata dia dua. Kata dia tiga.",
        "Kata dia satu. Kata dia tiga.",
        "Kata dia satu. [-Kata dia dua. -]Kata dia tiga.",
    ),
    "a line that comes ends where a line does": (
        "Ya. Tidak.",
        "Ya\nYa. Tidak.",
        "{+Ya\n+}Ya. Tidak.",
    ),
    "white space alone": ("a b", "a\nb", "a[- -]{+\n+}b"),
    "all new": ("", "a b", "{+a b+}"),
    "all gone": ("a b", "", "[-a b-]"),
}
BRACKETS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}", "skipped": "<{}>"}


def shown(listed: list[Segment]) -> str:
    return "".join(BRACKETS[segment.kind].format(segment.text) for segment in listed)


@pytest.mark.parametrize(("old", "new", "page"), SHOWN.values(), ids=SHOWN.keys())
def test_segments(old, new, page):
    assert shown(segments(old, new)) == page


def test_ops_count_code_points_on_both_sides():
    assert diff("\U0001f30b satu dua", "\U0001f30b dua tiga") == [
        Op("equal", 0, 2, 0, 2),
        Op("delete", 2, 7, 2, 2),
        Op("equal", 7, 10, 2, 5),
        Op("insert", 10, 10, 5, 10),
    ]


@given(TEXTS, TEXTS)
def test_segments_hold_both_texts(old, new):
    listed = segments(old, new)
    assert "".join(s.text for s in listed if s.kind != "added") == old
    assert "".join(s.text for s in listed if s.kind != "removed") == new
    assert all(segment.text for segment in listed)


@given(TEXTS, TEXTS)
def test_ops_leave_no_gap_and_say_what_they_are(old, new):
    place = (0, 0)
    last = ""
    for op in diff(old, new):
        removed, added = old[op.old_start : op.old_end], new[op.new_start : op.new_end]
        assert (op.old_start, op.new_start) == place
        assert (op.kind == "equal") == (removed == added)
        assert op.kind == "equal" or op.kind == {
            (True, True): "replace",
            (True, False): "delete",
            (False, True): "insert",
        }.get((bool(removed), bool(added)))
        assert (op.kind == "equal") != (last == "equal") or not last
        place, last = (op.old_end, op.new_end), op.kind
    assert place == (len(old), len(new))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {op.kind for op in diff(text, text)} <= {"equal"}


def test_counts_are_of_words_alone():
    counts = word_counts(segments("Harga naik, Rp4.2 juta.", "Harga kini turun Rp4.3 juta!"))
    assert (counts.added, counts.removed) == (3, 2)


def test_folding_keeps_the_words_around_a_change():
    old = " ".join(f"w{number}" for number in range(40))
    new = old.replace("w20", "baru")
    page = shown(folded(segments(old, new), context_words=2))
    assert page == "<…>w18 w19 [-w20-]{+baru+} w21 w22<…>"


def test_folding_cuts_between_changes_only_what_is_long():
    middle = " ".join(f"w{number}" for number in range(12))
    old, new = f"x {middle} y", f"a {middle} b"
    page = shown(folded(segments(old, new), context_words=4))
    assert page == f"[-x-]{{+a+}} {middle} [-y-]{{+b+}}"
    page = shown(folded(segments(old, new), context_words=3))
    assert page == "[-x-]{+a+} w0 w1 w2<…>w9 w10 w11 [-y-]{+b+}"


def test_folding_leaves_an_unchanged_text_alone():
    whole = segments(ARTICLE, ARTICLE)
    assert folded(whole, context_words=1) == whole


@given(TEXTS, TEXTS)
def test_an_alignment_rises_and_pairs_equal_words(old, new):
    aligned = align_texts(old, new)
    assert all(aligned.old[one].text == aligned.new[other].text for one, other in aligned.pairs)
    for here, there in zip(aligned.pairs, aligned.pairs[1:], strict=False):
        assert here[0] < there[0]
        assert here[1] < there[1]


@given(st.lists(st.integers(0, 30), max_size=60), st.lists(st.integers(0, 30), max_size=60))
def test_large_texts_are_aligned_by_their_unique_stretches(old, new):
    """The same holds where the table would be too large: here it always is."""
    shared = list(range(100, 120))
    before = alignment.MAX_CELLS
    alignment.MAX_CELLS = 0
    try:
        pairs = align([*old, *shared, *old], [*new, *shared, *new])
    finally:
        alignment.MAX_CELLS = before
    whole_old, whole_new = [*old, *shared, *old], [*new, *shared, *new]
    assert all(whole_old[one] == whole_new[other] for one, other in pairs)
    assert pairs == sorted(pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert (len(old), len(new)) in pairs


def test_a_large_text_is_not_aligned_by_what_it_repeats(monkeypatch):
    monkeypatch.setattr(alignment, "MAX_CELLS", 0)
    repeated = [10, 11, 12, 13, 14, 15]
    assert align([1, *repeated, 2], [3, *repeated, 4]) == [(n, n) for n in range(1, 7)]
    assert align([1, *repeated, 2], [3, *repeated, 4, *repeated, 5]) == []


def _edited(words: list[str], every: int) -> list[str]:
    return [f"{word}x" if place % every == 0 else word for place, word in enumerate(words)]


def test_a_long_text_with_many_edits_is_quick():
    words = [f"kata{number * number % 3001}" for number in range(8_000)]
    old, new = " ".join(words), " ".join(_edited(words, 4))
    assert len(old) > 60_000
    started = time.process_time()
    listed = segments(old, new)
    assert time.process_time() - started < 1, "2,000 edits of 60,000 characters: about 0.1 s"
    assert sum(segment.kind == "added" for segment in listed) == 2_000


def test_a_hostile_text_is_bounded():
    """Two texts of 300,000 equal-looking words without a stretch in common."""
    old = "a b b a " * 75_000
    new = "b a b c " * 75_000
    started = time.process_time()
    listed = segments(old, new)
    assert time.process_time() - started < 20
    assert "".join(s.text for s in listed if s.kind != "removed") == new
