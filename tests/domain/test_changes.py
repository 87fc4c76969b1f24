"""What kind of change an edit made: a truth table, one name a row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.domain.changes import ChangeKind, changes_between, kind_of_change
from factcheck.domain.words import words as listed

N, NUM, D, U = ChangeKind.NEGATION, ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.UNIT
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
    "the first letter in quotes": ("“Laporan itu”", "“laporan itu”", None),
    "the last full stop": ("laporan itu.", "laporan itu", None),
    "a dash typed twice": ("tentu -- begitu", "tentu — begitu", None),
    "quotes typed twice": ("kata ''kami'' itu", "kata “kami” itu", None),
    "a sign of no width": ("info\u200brmasi\ufe0f", "informasi", None),
    "a sign that turns the writing": ("kata itu", "kata \u202eitu", W),
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
    "a denial moved": ("tidak membeli tetapi menjual", "membeli tetapi tidak menjual", N),
    # Modality
    "akan": ("akan membeli", "membeli", N),
    "one hedge for another": ("akan membeli", "dapat membeli", N),
    "mungkin": ("itu mungkin benar", "itu benar", N),
    "harus": ("dapat membayar", "harus membayar", N),
    "diduga": ("diduga menjual", "menjual", N),
    "disebut-sebut": ("disebut-sebut menjual", "menjual", N),
    "must": ("they should pay", "they must pay", N),
    "allegedly": ("he allegedly sold it", "he sold it", N),
    "won't": ("it will sell", "it won’t sell", N),
    "unlikely": ("it is likely to go", "it is unlikely to go", N),
    "can and dapat": ("can membeli", "dapat membeli", W),
    "dapat and bisa": ("dapat membeli", "bisa membeli", W),
    "a contraction": ("it won't go", "it will not go", W),
    "Will is a name": ("kata Will tadi", "kata Bill tadi", NAME),
    # Numbers
    "a figure": ("bernilai US$100 miliar", "bernilai US$54 miliar", NUM),
    "a magnitude": ("bernilai US$100 miliar", "bernilai US$100 juta", NUM),
    "a decimal": ("naik 4.2 persen", "naik 4.3 persen", NUM),
    "another separator": ("1,000 orang", "1.000 orang", W),
    "a dropped separator": ("2.000 orang", "2000 orang", W),
    "rupiah without a space": ("Rp100 juta", "Rp200 juta", NUM),
    "a currency": ("seharga $100", "seharga €100", U),
    "a percent sign": ("naik 5%", "naik 5", U),
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
    "one of them": ("salah satu pabrik", "sebuah pabrik", W),
    "a list of numbers by spaces": ("1 500 orang", "1.500 orang", W),
    "thousands against a decimal": ("1.500 orang", "1.5 orang", NUM),
    "decimals": ("1.5 juta", "1,5 juta", W),
    "decimals that are no thousands": ("0.500", "500", NUM),
    "a magnitude in the other language": ("US$100 miliar", "US$100 billion", W),
    "the currency after the number": ("US$100 miliar", "100 miliar dolar AS", W),
    "a magnitude written out": ("1,5 juta orang", "1.500.000 orang", W),
    "a letter for a magnitude": ("Rp5M", "Rp5 miliar", W),
    "a letter in English": ("$5M", "$5 million", W),
    "a letter changed": ("$5M", "$5B", NUM),
    "tens": ("dua puluh lima orang", "25 orang", W),
    "tens changed": ("dua puluh lima orang", "dua puluh enam orang", NUM),
    "belas": ("lima belas orang", "15 orang", W),
    "hundreds in English": ("a hundred and five people", "105 people", W),
    "a half more": ("satu setengah juta", "1,5 juta", W),
    "one and a half": ("one and a half million", "1.5 million", W),
    "a half less": ("satu setengah juta", "satu juta", NUM),
    "many": ("puluhan juta", "tens of millions", W),
    "how many": ("puluhan juta", "ratusan juta", NUM),
    "a fraction": ("dua pertiga", "two thirds", W),
    "a fraction in figures": ("1/2 liter", "½ liter", W),
    "an ordinal": ("ke-5", "kelima", W),
    "a minus in words": ("suhu minus 5", "suhu -5", W),
    "a range": ("5-10 persen", "5 sampai 10 persen", W),
    "the end of a range": ("5-10 persen", "5-11 persen", NUM),
    "a time": ("pukul 10.30", "pukul 10:30", W),
    "another time": ("pukul 10.30", "pukul 10.31", NUM),
    "a number in a name": ("Redmi Note 7", "Redmi Note 8", NUM),
    # Units
    "another currency": ("US$100 miliar", "Rp100 miliar", U),
    "a currency in words": ("100 juta dolar", "100 juta rupiah", U),
    "a currency alone": ("dihitung dalam dolar", "dihitung dalam rupiah", U),
    "another dollar": ("5 dolar AS", "5 dolar Singapura", U),
    "points": ("naik 5 persen", "naik 5 poin persen", U),
    "a length": ("sejauh 5 km", "sejauh 5 mil", U),
    "a length in words": ("sejauh 5 km", "sejauh 5 kilometer", W),
    "a time in hours": ("selama 5 hari", "selama 5 jam", U),
    "a speed": ("100 km/jam", "100 km per hour", W),
    "what a speed is per": ("100 km/jam", "100 km per hari", U),
    "said once for two": ("5% to 6%", "5 to 6 percent", W),
    "joined by a hyphen": ("a 5-year plan", "a five-year plan", W),
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
    "another form of a date": ("pada 24/12/2019", "pada 24 Desember 2019", W),
    "an English form of a date": ("24 Desember 2019", "December 24th, 2019", W),
    "an ISO form of a date": ("2019-12-24", "24 Desember 2019", W),
    "a shorter name of a month": ("24 Des 2019", "24 Desember 2019", W),
    "day and month exchanged": ("12/11/2019", "11/12/2019", D),
    "a date in dots": ("24.12.2019", "24/12/2019", W),
    "a year added": ("pada 24 Desember", "pada 24 Desember 2019", D),
    "a month alone": ("pada Mei lalu", "pada Juni lalu", D),
    "years of a range": ("pada 2015-2016", "pada 2015-2017", D),
    "last week": ("last week", "minggu lalu", W),
    "another week": ("pekan lalu", "pekan ini", D),
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
    "initials": ("the U.S. firm", "the US firm", W),
    # Quotations
    "quotation marks gone": ("dia sebut ‘bencana’ itu", "dia sebut bencana itu", Q),
    "a mark inside or outside": ("“ya,” katanya", "“ya”, katanya", W),
    "a quotation that ends": ("kami menang” katanya", "kami kalah” katanya", Q),
    "an apostrophe is no quotation": ("the firms’ plan", "the firms plan", W),
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
    assert list(ChangeKind) == [N, NUM, D, U, NAME, Q, W]


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


SENTENCES = {
    "all that changed, the gravest first": (
        "kata Budi akan dibeli 5 unit seharga $6 pada 2015",
        "kata Joko dibeli 7 unit seharga €6 pada 2016",
        (N, NUM, D, U, NAME),
    ),
    "a figure in a quotation": ("kata “naik 5 kali”", "kata “naik 6 kali”", (NUM, Q)),
    "wording alone": ("dia pergi", "dia pulang", (W,)),
    "no wording beside others": ("dia beli 5 buku", "dia jual 6 buku", (NUM,)),
    "print": ("dia “pergi”", 'Dia "pergi".', ()),
}


@pytest.mark.parametrize(("old", "new", "kinds"), SENTENCES.values(), ids=SENTENCES.keys())
def test_all_changes(old, new, kinds):
    assert changes_between(old, new) == kinds


DRAWN = 500
PARTS = st.one_of(
    st.sampled_from(
        sorted(
            listed(
                "tidak Budi naik “ya” juta, not pada May Mei Desember dua puluh setengah persen % $"
                ' Rp US$ km hari a and half pukul tahun - / , . ( ) " ke- K M million no one'
            )
        )
    ),
    st.from_regex(r"[0-9]{1,5}([.,:/-][0-9]{1,4}){0,3}", fullmatch=True),
    st.sampled_from(["24/12/2019", "2019-12-24", "5.12.2019", "1.500,25", "1 500", "10th", "2015"]),
)
TEXTS = st.builds(
    lambda parts, mark: mark.join(parts),
    st.lists(PARTS, min_size=1, max_size=8),
    st.sampled_from([" ", " ", ""]),
)


@given(TEXTS, TEXTS)
def test_kind_of_change_is_the_first_of_the_changes(old, new):
    changes = changes_between(old, new)
    assert kind_of_change(old, new) is next(iter(changes), None)
    assert list(changes) == [kind for kind in ChangeKind if kind in changes]
    assert W not in changes or changes == (W,)
    assert (changes == ()) == (changes_between(new, old) == ())


@settings(max_examples=DRAWN)
@given(TEXTS, st.integers(0, 99_999), TEXTS, st.data())
def test_a_digit_changed_is_a_number_or_a_date(before, figure, after, data):
    old = f"{before}{figure} {after}"
    at = data.draw(st.sampled_from([at for at, char in enumerate(old) if char.isdecimal()]))
    digit = data.draw(st.sampled_from("0123456789"))
    edits = [old[:at] + old[at + 1 :], old[:at] + digit + old[at:]]
    edits += [] if digit == old[at] else [old[:at] + digit + old[at + 1 :]]
    for new in edits:
        assert {NUM, D} & set(changes_between(old, new)), new
        assert {NUM, D} & set(changes_between(old, f"lagi {new}")), "beside another edit"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(old, new):
    assert set(changes_between(old, new)) <= set(ChangeKind)


@given(st.integers(1_000, 999_999_999_999))
def test_thousands_may_be_parted_by_anything(number):
    forms = [f"{number:,}".replace(",", mark) for mark in (",", ".", " ", "\u202f", "")]
    for form in forms[1:]:
        assert changes_between(f"ada {forms[0]} orang", f"ada {form} orang") in ((), (W,))


@given(WORDS)
def test_a_figure_that_changed_is_a_number_or_a_date(words):
    old, new = " ".join([*words, "7"]), " ".join([*words, "8"])
    assert kind_of_change(old, new) in (NUM, D)
