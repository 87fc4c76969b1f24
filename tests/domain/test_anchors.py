"""Where a claim's words stand, and what an edit does to them."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.anchors import (
    CONTEXT,
    Anchor,
    EmptyQuote,
    Followed,
    QuoteAmbiguous,
    QuoteNotFound,
    anchor_at,
    follow,
    locate,
    suggestions,
)
from factcheck.domain.changes import ChangeKind
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.text import project, sanitise
from factcheck.domain.vocabulary import AnchorState

CURRENT, MOVED = AnchorState.CURRENT, AnchorState.MOVED
CHANGED, LOST = AnchorState.CHANGED, AnchorState.LOST

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = project(sanitise((SEEDS / "article.txt").read_text(encoding="utf-8")))
LINES = ARTICLE.split("\n")
_CLAIMS = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
QUOTES = {
    claim["id"]: claim["quote"]
    for claim in (_CLAIMS if isinstance(_CLAIMS, list) else _CLAIMS["claims"])
}
VALUATION = QUOTES["C03"]


def one(old: str, new: str, quote: str):
    """What became of one quote."""
    (followed,) = follow(old, new, [locate(old, quote)])
    return followed


def test_an_anchor_holds_its_words_and_their_context():
    anchor = anchor_at(ARTICLE, 100, 120)
    assert anchor == Anchor(
        100, 120, ARTICLE[100:120], ARTICLE[100 - CONTEXT : 100], ARTICLE[120 : 120 + CONTEXT]
    )


def test_context_ends_with_the_text():
    assert anchor_at("satu dua", 0, 4) == Anchor(0, 4, "satu", "", " dua")
    assert anchor_at("satu dua", 5, 8) == Anchor(5, 8, "dua", "satu ", "")


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 9)], ids=str)
def test_a_span_outside_the_text_is_no_anchor(span):
    with pytest.raises(ValueError, match="no span of a text of 8"):
        anchor_at("satu dua", *span)


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES.keys())
def test_locate_finds_the_seed_quotes(quote):
    anchor = locate(ARTICLE, quote)
    assert ARTICLE[anchor.start : anchor.end] == quote


PRINTED = {
    "straight quotes": ("Kata “kami” itu.", 'kata "kami"', None),
    "curly for straight": ('Dia "kami" itu.', "“kami”", '"kami"'),
    "another dash": ("Pada 2015–2016 itu.", "2015-2016", "2015–2016"),
    "a hard space": ("Senilai US$\u00a0100 itu.", "US$ 100", "US$\u00a0100"),
    "white space": ("Satu dua\ntiga itu.", " dua   tiga\n", "dua\ntiga"),
    "an ellipsis": ("Lalu… begitu.", "Lalu... begitu", "Lalu… begitu"),
    "decomposed letters": ("Si Pelé itu.", "Pele\u0301", "Pelé"),
}


@pytest.mark.parametrize(("text", "quote", "exact"), PRINTED.values(), ids=PRINTED.keys())
def test_locate_forgives_print_alone(text, quote, exact):
    if exact is None:  # the case of a letter is not print
        with pytest.raises(QuoteNotFound):
            locate(text, quote)
    else:
        assert locate(text, quote).exact == exact


def test_exact_words_win_over_a_second_place_in_other_print():
    assert locate('“a b” lalu "a b"', "“a b”").start == 0


@pytest.mark.parametrize("quote", ["", "  \n", "\u200b"], ids=repr)
def test_an_empty_quote_is_refused(quote):
    with pytest.raises(EmptyQuote, match="Give the words"):
        locate(ARTICLE, quote)


@pytest.mark.parametrize(
    ("text", "quote", "count"),
    [("a b. a b.", "a b", 2), ("“a” “a” “a”", '"a"', 3), ("aaa", "aa", 2)],
    ids=["exact", "in print", "overlapping"],
)
def test_an_ambiguous_quote_names_the_number_of_places(text, quote, count):
    with pytest.raises(QuoteAmbiguous, match=f"stand {count} times") as caught:
        locate(text, quote)
    assert caught.value.values == {"count": count}


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("", " one two.", 0),
        ("one two.\n", "", 16),  # a browser may see a line where the text has a space
        ("two.", "onethree", 16),
        ("three. ", " four", 34),
        ("another text", "", None),
        ("", " one t", None),
    ],
)
def test_what_stands_around_tells_equal_places_apart(prefix, suffix, start):
    text = "It was one two. It was one three. It was four."
    if start is None:
        with pytest.raises(QuoteAmbiguous, match=r"stand \d times"):
            locate(text, "It was", prefix=prefix, suffix=suffix)
    else:
        assert locate(text, "It was", prefix=prefix, suffix=suffix).start == start


def test_a_quote_that_is_nearly_there_is_quoted_back():
    with pytest.raises(QuoteNotFound, match="The closest there are") as caught:
        locate(ARTICLE, VALUATION.replace("terakhir", "terahir"))
    assert VALUATION in str(caught.value)


def test_a_quote_that_is_nowhere_near_is_not():
    with pytest.raises(QuoteNotFound) as caught:
        locate(ARTICLE, "Gempa bumi mengguncang Lombok pada Minggu malam.")
    assert str(caught.value) == (
        "These words are not in the text. Copy them exactly from the article."
    )


def test_nothing_changed():
    anchors = [locate(ARTICLE, quote) for quote in QUOTES.values()]
    found = follow(ARTICLE, ARTICLE, anchors)
    assert [(f.state, f.anchor, f.change) for f in found] == [
        (CURRENT, anchor, None) for anchor in anchors
    ]


# old words of the article, new words, the quote followed: state, new words of the claim, change
EDITS = {
    "another paragraph is edited": ("menurut saya", "menurut kami", VALUATION, CURRENT, None, None),
    "its print is edited": (
        "US$100 miliar",
        "US$\u00a0100 miliar",
        VALUATION,
        CURRENT,
        VALUATION.replace("US$100", "US$\u00a0100"),
        None,
    ),
    "a number in it": (
        "US$100",
        "US$54",
        VALUATION,
        CHANGED,
        VALUATION.replace("US$100", "US$54"),
        ChangeKind.NUMBER,
    ),
    "a denial in it": (
        "telah bernilai",
        "belum bernilai",
        VALUATION,
        CHANGED,
        VALUATION.replace("telah", "belum"),
        ChangeKind.NEGATION,
    ),
    "its first words": (
        "laporan IPO Xiaomi terakhir",
        "dokumen terbaru",
        VALUATION,
        CHANGED,
        VALUATION.replace("laporan IPO Xiaomi terakhir", "dokumen terbaru"),
        ChangeKind.NAME,
    ),
    "its last word": (
        "US$100 miliar",
        "US$100 juta",
        VALUATION,
        CHANGED,
        VALUATION.replace("miliar", "juta"),
        ChangeKind.NUMBER,
    ),
    "the sentence around it": (
        "tidak mustahil",
        "mustahil",
        VALUATION,
        CURRENT,
        None,
        ChangeKind.NEGATION,
    ),
    "the sentence before it": ("mungkin ingin", "ingin", VALUATION, CURRENT, None, None),
    "words put right before it": (
        "mengingat laporan",
        "mengingat 5 laporan",
        VALUATION,
        CURRENT,
        None,
        ChangeKind.NUMBER,
    ),
    "a year of two words": ("2015 lalu", "2016 lalu", "2015", CHANGED, "2016", ChangeKind.DATE),
    "a name of two words": (
        "buatan Nokia",
        "buatan Samsung",
        "Nokia",
        CHANGED,
        "Samsung",
        ChangeKind.NAME,
    ),
    "its sentence is rewritten": (
        QUOTES["C12"],
        "Kerja sama itu bisa membuka pintu bagi Xiaomi.",
        QUOTES["C12"],
        LOST,
        None,
        None,
    ),
    "its sentence is deleted": (f" {QUOTES['C12']}", "", QUOTES["C12"], LOST, None, None),
    "half a word": ("menurut saya", "menurut kami", "mbangkan bisnisnya", CURRENT, None, None),
}


@pytest.mark.parametrize(
    ("was", "now", "quote", "state", "exact", "change"), EDITS.values(), ids=EDITS.keys()
)
def test_an_edit_of_the_seed_article(was, now, quote, state, exact, change):
    assert ARTICLE.count(was) == 1
    new = ARTICLE.replace(was, now)
    followed = one(ARTICLE, new, quote)
    assert (followed.state, followed.change) == (state, change)
    if state is LOST:
        assert followed.anchor is None
    else:
        assert followed.anchor is not None
        assert followed.anchor == anchor_at(new, followed.anchor.start, followed.anchor.end)
        assert followed.anchor.exact == (exact or quote)


# Found through the diff at the edges: old text, new text, quote, new words of the claim or None
EDGES = {
    "words that went far away are left behind": (
        "Surat itu dikirim ke kantor pusat di kota lama.",
        f"Surat itu dikirim ke kantor. {'Lalu cerita lain yang panjang. ' * 9}Pusat di kota lama.",
        "Surat itu dikirim ke kantor pusat di kota lama.",
        "Surat itu dikirim ke kantor.",
    ),
    "a sentence put before it is not taken in": (
        "Awal saja. Perusahaan itu akan menjual ponsel di Eropa.",
        "Awal saja. Ini kalimat baru. Pihak Xiaomi akan menjual ponsel di Eropa.",
        "Perusahaan itu akan menjual ponsel di Eropa",
        "Pihak Xiaomi akan menjual ponsel di Eropa",
    ),
    "a sentence put after it is not taken in": (
        "Mereka akan menjual ponsel di sana. Akhir saja.",
        "Mereka akan menjual ponsel di Eropa. Ini kalimat baru. Akhir saja.",
        "Mereka akan menjual ponsel di sana.",
        "Mereka akan menjual ponsel di Eropa.",
    ),
    "words replaced over its edge are shared out": (
        "Kata dia bahwa laporan resmi Xiaomi menyebut nilai itu besar.",
        "Kata dia tentang dokumen baru Xiaomi menyebut nilai itu besar.",
        "laporan resmi Xiaomi menyebut nilai itu",
        "dokumen baru Xiaomi menyebut nilai itu",
    ),
    "two sentences made one are shared out": (
        "Kalimat pertama panjang sekali begini. Perusahaan lama itu menjual ponsel di Eropa.",
        "Kalimat pertama panjang tanpa henti dan pihak baru itu menjual ponsel di Eropa.",
        "Perusahaan lama itu menjual ponsel di Eropa.",
        "pihak baru itu menjual ponsel di Eropa.",
    ),
    "a few words in a sentence that stayed": (
        "Dia membeli ponsel buatan Nokia beberapa tahun lalu.",
        "Dia membeli ponsel buatan Samsung beberapa tahun lalu.",
        "Nokia",
        "Samsung",
    ),
    "a few words in a sentence that did not": (
        "Dia membeli ponsel buatan Nokia beberapa tahun lalu.",
        "Mereka menjual rumah buatan Samsung beberapa hari kemudian.",
        "Nokia",
        None,
    ),
    "a few words that were a sentence": (
        "Satu dua tiga empat. Naik tajam. Lima enam tujuh.",
        "Satu dua tiga empat. Turun lagi. Lima enam tujuh.",
        "Naik tajam",
        None,
    ),
    "a few words taken out": (
        "Dia membeli ponsel buatan Nokia beberapa tahun lalu.",
        "Dia membeli ponsel buatan beberapa tahun lalu.",
        "Nokia",
        None,
    ),
}


@pytest.mark.parametrize(("old", "new", "quote", "exact"), EDGES.values(), ids=EDGES.keys())
def test_the_edges_of_changed_words(old, new, quote, exact):
    anchor = one(old, new, quote).anchor
    assert (anchor.exact if anchor else None) == exact


def _outcomes(new: str) -> dict[str, Followed]:
    """What an edit of the seed article does to each of its claims."""
    found = follow(ARTICLE, new, [locate(ARTICLE, quote) for quote in QUOTES.values()])
    return dict(zip(QUOTES, found, strict=True))


def test_the_valuation_changes_one_claim_and_leaves_thirteen_alone():
    found = _outcomes(ARTICLE.replace("US$100 miliar", "US$54 miliar"))
    touched = {name: (one.state, one.changes) for name, one in found.items() if one.changes}
    assert touched == {"C03": (CHANGED, (ChangeKind.NUMBER,))}
    assert [one.state for name, one in found.items() if name != "C03"] == [CURRENT] * 13


def test_a_misprint_touches_only_the_claim_in_whose_sentence_it_stands():
    assert ARTICLE.count("dikolaboarasikan") == 1
    found = _outcomes(ARTICLE.replace("dikolaboarasikan", "dikolaborasikan"))
    at = ARTICLE.index("dikolaboarasikan")
    for name, one in found.items():
        anchor = locate(ARTICLE, QUOTES[name])
        start, end = sentence_bounds(ARTICLE, anchor.start, anchor.end)
        assert one.state is (CHANGED if anchor.start <= at < anchor.end else CURRENT)
        assert bool(one.changes) == (start <= at < end), name


def test_the_last_paragraph_at_the_top_leaves_every_claim_as_it_was():
    *rest, last = ARTICLE.split("\n")
    for paragraph in ([last, *rest], [LINES[7], *LINES[:7], *LINES[8:]]):
        found = _outcomes("\n".join(paragraph))
        assert {one.state for one in found.values()} <= {CURRENT, MOVED}
        assert not any(one.changes for one in found.values())
        assert {name: one.anchor and one.anchor.exact for name, one in found.items()} == QUOTES


def test_a_deleted_sentence_loses_its_claim_without_a_false_home():
    start, end = sentence_bounds(ARTICLE, *_span("Windows Phone"))
    found = _outcomes(f"{ARTICLE[:start].rstrip(' ')}{ARTICLE[end:]}")
    lost = {name: one for name, one in found.items() if one.state is not CURRENT}
    assert set(lost) == {"C04"}
    assert (lost["C04"].state, lost["C04"].anchor, lost["C04"].suggestions) == (LOST, None, ())


def _span(words: str) -> tuple[int, int]:
    return ARTICLE.index(words), ARTICLE.index(words) + len(words)


TOLD_APART = {
    "one of two paragraphs alike, side by side": (
        "Awal.\nHarga naik 5 persen.\nHarga naik 5 persen.\nAkhir.",
        "Awal.\nHarga naik 5 persen.\nAkhir.",
        [LOST, LOST],
    ),
    "one of two sentences alike, side by side": (
        "Awal. Harga naik 5 persen. Harga naik 5 persen. Akhir.",
        "Awal. Harga naik 5 persen. Akhir.",
        [LOST, LOST],
    ),
    "with words between, all but one gone": (
        "Awal. Harga naik 5 persen. Lalu turun. Harga naik 5 persen. Akhir.",
        "Awal. Harga naik 5 persen. Akhir.",
        [LOST, LOST],
    ),
    "with words between that stayed": (
        "Awal. Harga naik 5 persen. Lalu turun. Harga naik 5 persen. Akhir.",
        "Awal. Lalu turun. Harga naik 5 persen. Akhir.",
        [LOST, CURRENT],
    ),
    "both stayed": (
        "Awal. Harga naik 5 persen. Harga naik 5 persen. Akhir.",
        "Mulai. Harga naik 5 persen. Harga naik 5 persen. Akhir.",
        [CURRENT, CURRENT],
    ),
}


@pytest.mark.parametrize(("old", "new", "states"), TOLD_APART.values(), ids=TOLD_APART.keys())
def test_words_that_stand_twice_are_told_apart_or_lost(old, new, states):
    words = "Harga naik 5 persen"
    places = [old.index(words), old.rindex(words)]
    found = follow(old, new, [anchor_at(old, place, place + len(words)) for place in places])
    assert [one.state for one in found] == states
    for one in found:
        assert bool(one.suggestions) == (one.state is LOST)


def test_a_note_that_quotes_the_old_words_is_not_where_they_went():
    note = f"Koreksi: sebelumnya tertulis “{VALUATION}”."
    followed = one(ARTICLE, f"{ARTICLE.replace('US$100', 'US$54')}\n{note}", VALUATION)
    assert (followed.state, followed.changes[0]) == (CHANGED, ChangeKind.NUMBER)


def test_a_few_words_are_not_known_by_chance_in_another_sentence():
    old = "Satu hal tetap. Kantor pusat di kota itu tutup kemarin sore. Akhir cerita."
    new = "Satu hal tetap. Banyak warga menanam padi di sawah. Akhir cerita."
    assert one(old, new, "pusat di").state is LOST


def test_a_link_taken_out_of_a_sentence_is_a_word_less():
    link = "https://contoh.id/2019/12/24/berita/ponsel-pintar/laporan-tahunan-xiaomi.html"
    old = f"Awal. Xiaomi menjual 5 ponsel ({link}) di Eropa. Akhir."
    new = "Awal. Xiaomi menjual 6 ponsel di Eropa. Akhir."
    followed = one(old, new, f"Xiaomi menjual 5 ponsel ({link}) di Eropa.")
    assert followed.state is CHANGED
    assert followed.anchor
    assert followed.anchor.exact == "Xiaomi menjual 6 ponsel di Eropa."


def test_suggestions_can_be_asked_for_later():
    wanted = locate(ARTICLE, VALUATION)
    text = f"{ARTICLE}\n{VALUATION}"
    first, second = suggestions(text, wanted)
    assert (first.anchor, first.score) == (anchor_at(text, wanted.start, wanted.end), 100)
    assert second.anchor.exact == VALUATION
    assert second.score < 100
    assert suggestions("", wanted) == ()


def test_suggestions_for_a_long_quote_in_a_long_text_are_bounded():
    text = "\n".join(f"{number} {line}" for number in range(700) for line in LINES)
    quote = text[500_000:560_000]
    started = time.process_time()
    wanted = Anchor(500_000, 560_000, quote.replace("Xiaomi", "Xiomi"), "", "")
    (first, *_) = suggestions(text, wanted)
    assert time.process_time() - started < 20
    assert abs(first.anchor.start - 500_000) < 1_000
    assert abs(first.anchor.end - 560_000) < 2_000


def test_a_paragraph_that_moved_takes_its_claims_along():
    moved = [LINES[6], *LINES[:6], *LINES[7:]]
    followed = one(ARTICLE, "\n".join(moved), VALUATION)
    assert followed.state is MOVED
    assert followed.anchor is not None
    assert followed.anchor.exact == VALUATION
    assert followed.change is None


def test_a_paragraph_that_moved_and_changed_takes_its_claims_along():
    moved = "\n".join([LINES[6], *LINES[:6], *LINES[7:]]).replace("US$100 miliar", "US$54 miliar")
    followed = one(ARTICLE, moved, VALUATION)
    assert (followed.state, followed.change) == (CHANGED, ChangeKind.NUMBER)
    assert followed.anchor is not None
    assert followed.anchor.exact == VALUATION.replace("100", "54")


def test_a_deleted_sentence_is_not_attached_to_its_double():
    """The same words stood twice; the one that stays is the other one, where it always was."""
    old = "Awal cerita. Harga naik 5 persen. Tengah cerita panjang sekali. Harga naik 5 persen."
    new = "Awal cerita. Tengah cerita panjang sekali. Harga naik 5 persen."
    first, second = (
        anchor_at(old, place, place + 20) for place in (old.index("Harga"), old.rindex("Harga"))
    )
    gone, stayed = follow(old, new, [first, second])
    assert gone.state is LOST
    assert stayed.state is CURRENT
    assert stayed.anchor is not None
    assert stayed.anchor.start == new.index("Harga")


def test_two_sentences_of_the_same_words_that_moved_keep_their_order():
    """As many came as went: the first is the first."""
    same = "Harga naik 5 persen tahun ini."
    rest = [f"Baris {word} yang tidak berubah sama sekali." for word in ("satu", "dua", "tiga")]
    old = "\n".join([same, f"Sela {same}", *rest])
    new = "\n".join([*rest, same, f"Sela {same}"])
    places = [old.index(same), old.rindex(same)]
    found = follow(old, new, [anchor_at(old, place, place + len(same)) for place in places])
    assert [followed.state for followed in found] == [MOVED, MOVED]
    assert [followed.anchor and followed.anchor.start for followed in found] == [
        new.index(same),
        new.rindex(same),
    ]


def test_a_sentence_that_moved_to_two_places_is_for_a_person_to_judge():
    old = "Harga naik 5 persen tahun ini.\nSatu dua tiga empat lima enam tujuh.\nAkhir cerita."
    new = (
        "Satu dua tiga empat lima enam tujuh.\nHarga naik 5 persen tahun ini.\nAkhir cerita."
        "\nHarga naik 5 persen tahun ini."
    )
    followed = one(old, new, "Harga naik 5 persen tahun ini")
    assert followed.state is LOST
    assert [suggestion.anchor.start for suggestion in followed.suggestions] == [
        new.index("Harga"),
        new.rindex("Harga"),
    ]


def test_halves_that_changed_places_are_not_put_together():
    halves = ["Xiaomi mengumumkan kerja sama baru", "dengan Microsoft pada tahun itu juga"]
    rest = "\n".join(LINES[1:5])
    quote = " ".join(halves)
    followed = one(f"{quote}\n{rest}", f"{rest}\n{halves[1]}\n{halves[0]}", quote)
    assert followed.state is LOST


def test_lost_words_come_with_a_likely_place():
    old = f"Pembuka cerita ini.\n{QUOTES['C11']}\nPenutup cerita ini."
    new = (
        "Pembuka cerita ini.\nPenutup cerita ini.\nXiaomii, seperrti diketahuii, memusatkann"
        " strateggi pemasarann ponseel pintarrnya dii Asiaa Pasiifik."
    )
    followed = one(old, new, QUOTES["C11"])
    assert followed.state is LOST
    (suggestion,) = followed.suggestions
    assert suggestion.anchor.exact == new.split("\n")[2]
    assert 80 < suggestion.score < 100


def test_all_words_gone():
    followed = one(ARTICLE, "Artikel ini telah ditarik.", VALUATION)
    assert (followed.state, followed.anchor, followed.suggestions) == (LOST, None, ())


def test_an_anchor_of_another_text_is_refused():
    with pytest.raises(ValueError, match="do not stand there"):
        follow("satu dua", "satu dua", [Anchor(0, 4, "dua ", "", "")])


TEXTS = st.lists(
    st.sampled_from(["a", "b", "the", "5", "6", ",", ". ", " ", " ", "\n", "“", "Budi", "tidak"]),
    min_size=1,
    max_size=25,
).map("".join)


def _anchors(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    return anchor_at(text, start, data.draw(st.integers(start + 1, len(text))))


@given(TEXTS, TEXTS, st.data())
def test_whatever_the_edit_an_answer_is_consistent(old, new, data):
    (followed,) = follow(old, new, [_anchors(old, data)])
    for place in (followed.anchor, *(one.anchor for one in followed.suggestions)):
        assert place is None or place == anchor_at(new, place.start, place.end)
    assert (followed.anchor is None) == (followed.state is LOST)
    assert not followed.suggestions or followed.state is LOST
    assert all(0 <= suggestion.score <= 100 for suggestion in followed.suggestions)
    assert followed.change is None or followed.state is not LOST
    assert followed.change is not None or followed.state is not CHANGED


@given(TEXTS, st.data())
def test_words_in_an_unchanged_text_stay_where_they_are(text, data):
    anchor = _anchors(text, data)
    (followed,) = follow(text, text, [anchor])
    if any(char.isalnum() for char in anchor.exact):
        assert followed.state is CURRENT
        assert followed.anchor is not None
        assert followed.anchor.exact.strip(" \n,.“") == anchor.exact.strip(" \n,.“")
        assert followed.change is None


@given(TEXTS, st.data())
def test_text_put_around_an_article_changes_nothing_for_its_claims(text, data):
    anchor = _anchors(text, data)
    around = data.draw(st.sampled_from(["", "Sebelum", "Lalu lagi: 7\nBegitu"]))
    (followed,) = follow(text, f"{around}\n{text}\n{around}", [anchor])
    if any(char.isalnum() for char in anchor.exact):
        assert followed.state is CURRENT
        assert followed.anchor is not None
        assert followed.anchor.exact.strip(" \n,.“") == anchor.exact.strip(" \n,.“")
