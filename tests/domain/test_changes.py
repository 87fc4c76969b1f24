"""What kind of change an edit made: a truth table, one name a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.changes import ChangeKind, kind_of_change

N, NUM, D = ChangeKind.NEGATION, ChangeKind.NUMBER, ChangeKind.DATE
NAME, Q, W = ChangeKind.NAME, ChangeKind.QUOTATION, ChangeKind.WORDING

KINDS = {
    # Print alone
    "nothing": ("naik 5 persen", "naik 5 persen", None),
    "curly and straight quotes": ("kata “kami” itu", 'kata "kami" itu', None),
    "double and single quotes": ("kata ‘kami’ itu", "kata “kami” itu", None),
    "apostrophes": ("it’s the companies’ plan", "it's the companies' plan", None),
    "dashes": ("2015–2016 — begitu", "2015-2016 - begitu", None),
    "a minus sign and a hyphen": ("suhu −5", "suhu -5", None),
    "an ellipsis": ("menunggu…", "menunggu...", None),
    "a hard space": ("US$100\u00a0miliar", "US$100 miliar", None),
    "a space after the currency": ("US$100 miliar", "US$ 100 miliar", None),
    "white space and lines": ("satu  dua\ntiga", "satu dua tiga", None),
    "composed and decomposed letters": ("Pele\u0301", "Pelé", None),
    "a ligature": ("ﬁnal", "final", None),
    "a soft hyphen": ("in\u00adfor", "infor", None),
    "the first letter": ("laporan itu", "Laporan itu", None),
    "the last full stop": ("laporan itu.", "laporan itu", None),
    # Case and marks that may matter
    "case inside": ("si Budi pergi", "si budi pergi", W),
    "a whole word's case": ("us mail", "US mail", W),
    "a question": ("dia pergi.", "dia pergi?", W),
    "a comma": ("makan, kakek", "makan kakek", W),
    "an accent": ("resume", "résumé", W),
    "a word": ("dia pergi", "dia pulang", W),
    "all of it": ("dia pergi", "", W),
    # Negation
    "tidak": ("akan dijual", "tidak akan dijual", N),
    "bukan": ("itu miliknya", "itu bukan miliknya", N),
    "belum": ("sudah dijual", "belum dijual", N),
    "tanpa": ("dengan izin", "tanpa izin", N),
    "jangan": ("pergi ke sana", "jangan pergi ke sana", N),
    "not": ("it is sold", "it is not sold", N),
    "n't": ("it was sold", "it wasn’t sold", N),
    "cannot": ("it can be sold", "it cannot be sold", N),
    "without": ("sold with a battery", "sold without a battery", N),
    "no": ("a growth", "no growth", N),
    "non-": ("the profit firm", "the non-profit firm", N),
    "negation before number": ("dijual 5 unit", "tidak dijual 6 unit", N),
    "the number of something is no denial": ("No. 5 besar", "Nomor 5 besar", W),
    "another word of denial": ("tidak dijual", "tak dijual", W),
    # Numbers
    "a figure": ("bernilai US$100 miliar", "bernilai US$54 miliar", NUM),
    "a magnitude": ("bernilai US$100 miliar", "bernilai US$100 juta", NUM),
    "a decimal": ("naik 4.2 persen", "naik 4.3 persen", NUM),
    "a separator that may mean the thousandth part": ("1,000 orang", "1.000 orang", NUM),
    "a dropped separator": ("2.000 orang", "2000 orang", NUM),
    "rupiah without a space": ("Rp100 juta", "Rp200 juta", NUM),
    "a currency": ("seharga $100", "seharga €100", NUM),
    "a percent sign": ("naik 5%", "naik 5", NUM),
    "a sign": ("suhu -5 derajat", "suhu 5 derajat", NUM),
    "a word for a figure": ("dua juta orang", "tiga juta orang", NUM),
    "a word for a figure in English": ("two million people", "three million people", NUM),
    "a rank": ("peringkat kedua", "peringkat ketiga", NUM),
    "figures that changed places": ("dari 5 ke 6", "dari 6 ke 5", NUM),
    "a superscript": ("10² unit", "102 unit", NUM),
    "number before date": ("5 unit pada 2015", "6 unit pada 2016", NUM),
    "number before name": ("kata Budi 5 kali", "kata Joko 6 kali", NUM),
    "a figure spelt out": ("for 5 years", "for five years", W),
    "percent in words": ("naik 5%", "naik 5 persen", W),
    # Dates
    "a year": ("pada tahun 2015 lalu", "pada tahun 2016 lalu", D),
    "a year in brackets": ("MoU (2015) itu", "MoU (2016) itu", D),
    "a year alone": ("2015", "2016", D),
    "a day": ("pada 24 Desember 2019", "pada 25 Desember 2019", D),
    "a month": ("pada 24 Desember 2019", "pada 24 November 2019", D),
    "a month in English": ("on December 24, 2019", "on November 24, 2019", D),
    "a doubtful month": ("in May 2015", "in March 2015", D),
    "a date in figures": ("pada 24/12/2019", "pada 24/11/2019", D),
    "an ISO date": ("on 2019-12-24", "on 2019-12-25", D),
    "a weekday": ("pada Senin lalu", "pada Selasa lalu", D),
    "yesterday": ("kemarin dia pergi", "besok dia pergi", D),
    "a month in the other language": ("24 Desember 2019", "24 December 2019", W),
    "may is a verb": ("it may go", "it might go", W),
    "a year with a unit is a number": ("sebanyak 2000 juta", "sebanyak 2001 juta", NUM),
    # Names
    "a name inside": ("kata Lei Jun tadi", "kata Wang Xiang tadi", NAME),
    "a name that begins": ("Xiaomi, seperti diketahui", "Huawei, seperti diketahui", NAME),
    "a name alone": ("Nokia", "Samsung", NAME),
    "an acronym": ("milik CIO itu", "milik CEO itu", NAME),
    "names that changed places": ("Microsoft membeli Nokia", "Nokia membeli Microsoft", NAME),
    "a name gone": ("kata Budi Hartono kemarin", "kata Budi kemarin", NAME),
    "name before quotation": ("kata Budi “ya”", "kata Joko “baik”", NAME),
    "a first word that is no name": ("Setelah itu pergi", "Sebelum itu pergi", W),
    # Quotations
    "quoted words": ("dia berkata “kami menang”", "dia berkata “kami kalah”", Q),
    "quotation marks added": ("dia berkata kami menang", "dia berkata “kami menang”", Q),
    "words outside the quotation": ("dia berkata “ya”", "dia menjawab “ya”", W),
}


@pytest.mark.parametrize(("old", "new", "kind"), KINDS.values(), ids=KINDS.keys())
def test_kind_of_change(old, new, kind):
    assert kind_of_change(old, new) is kind


@pytest.mark.parametrize(("old", "new", "kind"), KINDS.values(), ids=KINDS.keys())
def test_a_change_is_one_in_both_directions(old, new, kind):
    assert (kind_of_change(new, old) is None) == (kind is None)


def test_the_order_of_kinds_is_the_gravest_first():
    assert list(ChangeKind) == [N, NUM, D, NAME, Q, W]


@given(st.text(max_size=30))
def test_a_wording_does_not_differ_from_itself(text):
    assert kind_of_change(text, text) is None


WORDS = st.lists(
    st.sampled_from(["tidak", "Budi", "5", "6", "2015", "Mei", "naik", "“ya”", "juta,", "not"]),
    min_size=1,
)


@given(WORDS, st.data())
def test_a_word_more_is_never_hidden(words, data):
    place = data.draw(st.integers(0, len(words)))
    added = data.draw(st.sampled_from(["tidak", "7", "Joko", "lagi"]))
    longer = [*words[:place], added, *words[place:]]
    assert kind_of_change(" ".join(words), " ".join(longer)) is not None


@given(WORDS)
def test_a_figure_that_changed_is_a_number_or_a_date(words):
    old, new = " ".join([*words, "7"]), " ".join([*words, "8"])
    assert kind_of_change(old, new) in (NUM, D)
