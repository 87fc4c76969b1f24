"""What readers mean by what they write, and what they see of a text that was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.passages import Piece, Wanted, count_of, marked, passage
from factcheck.domain.searching import (
    LONGEST,
    MOST_WORDS,
    Term,
    TooLong,
    folded_words,
    search_for,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zürich, GRÖSSE!", ["zurich", "grosse"]),
        ("Größe 4.2 e-mail", ["grosse", "4", "2", "e", "mail"]),
        ("a_b US$100", ["a", "b", "us", "100"]),
        ("Ketua’s “Dua”\x00\u200b", ["ketua", "s", "dua"]),
        ("½ ² ﬁ", ["1", "2", "2", "fi"]),
        ("e\u0301te\u0301", ["ete"]),
        ("中文 мост", ["中文", "мост"]),
        ("", []),
    ],
)
def test_words_without_capitals_and_accents(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("bridge", [Term(("bridge",), begins=True)]),
        ("in", [Term(("in",))]),
        ("bridge in may", [Term(("bridge",)), Term(("in",)), Term(("may",), begins=True)]),
        ('"a bridge" may', [Term(("a", "bridge")), Term(("may",), begins=True)]),
        ("„a bridge” «at last", [Term(("a", "bridge")), Term(("at",)), Term(("last",), True)]),
        ('may "a bridge"', [Term(("may",)), Term(("a", "bridge"))]),
        ("4.250", [Term(("4", "250"), begins=True)]),
        ('OR NOT* NEAR( "" - :', [Term(("or",)), Term(("not",)), Term(("near",), True)]),
        ("", []),
        ("?! \x00", []),
    ],
)  # fmt: skip
def test_what_is_meant(written: str, terms: list[Term]) -> None:
    assert list(search_for(written).terms) == terms


def test_a_sentence_is_cut_and_a_document_refused() -> None:
    search = search_for("word " * (MOST_WORDS + 1))
    assert (len(search.terms), search.is_cut) == (MOST_WORDS, True)
    assert not search_for("word " * MOST_WORDS).is_cut
    phrase = search_for('"' + "word " * (MOST_WORDS + 1) + '"')
    assert (len(phrase.terms[0].words), phrase.is_cut) == (MOST_WORDS, True)
    with pytest.raises(TooLong, match=f"{LONGEST} characters"):
        search_for("x" * (LONGEST + 1))


@given(st.text(max_size=LONGEST))
def test_anything_can_be_asked(written: str) -> None:
    search = search_for(written)
    assert all(word.isalnum() for word in search.words)
    assert search_for(str(search)).words == search.words


def wanted(written: str) -> Wanted:
    return Wanted.by(search_for(written))


def test_marks() -> None:
    assert marked("The Größe <b>grew</b>.", wanted("grosse gre")) == [
        Piece("The "),
        Piece("Größe", found=True),
        Piece(" <b>"),
        Piece("grew", found=True),
        Piece("</b>."),
    ]
    assert marked("cafe\u0301", wanted("cafe")) == [Piece("cafe\u0301", found=True)]
    assert marked("nothing", wanted("")) == [Piece("nothing")]
    assert count_of("one two two three", wanted("two three four")) == 2


def test_a_passage_is_where_most_words_stand_together() -> None:
    text = "bridge " + "filling " * 100 + "the old bridge cost nothing " + "filler " * 100
    pieces = passage(text, wanted("bridge cost"))
    said = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.found] == ["bridge", "cost"]
    assert said.startswith("… filling")
    assert said.endswith("filler …")
    assert len(said) < 250


def test_a_passage_without_words_is_the_beginning() -> None:
    text = "filling " * 100
    said = "".join(piece.text for piece in passage(text, wanted("bridge")))
    assert said.startswith("filling filling")
    assert said.endswith("filling …")
    assert passage("short", wanted("bridge")) == [Piece("short")]


@given(st.text(max_size=2_000), st.text(max_size=50), st.integers(61, 500))
def test_no_sign_is_lost_or_made_up(text: str, written: str, length: int) -> None:
    assert "".join(piece.text for piece in marked(text, wanted(written))) == text
    said = "".join(piece.text for piece in passage(text, wanted(written), length))
    assert said.removeprefix("… ").removesuffix(" …") in f"… {text} …"
    assert len(said) <= length + 4
