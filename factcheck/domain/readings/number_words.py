"""Words of numbers in Indonesian and English, as tables."""

from fractions import Fraction

_SMALL = (
    "nol zero",
    "satu one pertama first kesatu",
    "dua two kedua second twice",
    "tiga three ketiga third thrice",
    "empat four keempat fourth",
    "lima five kelima fifth",
    "enam six keenam sixth",
    "tujuh seven ketujuh seventh",
    "delapan eight kedelapan eighth",
    "sembilan nine kesembilan ninth",
    "sepuluh ten kesepuluh tenth",
    "sebelas eleven eleventh kesebelas",
    "twelve twelfth",
    "thirteen thirteenth",
    "fourteen fourteenth",
    "fifteen fifteenth",
    "sixteen sixteenth",
    "seventeen seventeenth",
    "eighteen eighteenth",
    "nineteen nineteenth",
)
_TENS = (
    "twenty twentieth",
    "thirty thirtieth",
    "forty fortieth",
    "fifty fiftieth",
    "sixty sixtieth",
    "seventy seventieth",
    "eighty eightieth",
    "ninety ninetieth",
)
# Numbers below a hundred that are one word.
SMALL = {name: number for number, names in enumerate(_SMALL) for name in names.split()}
SMALL |= {name: 10 * tens for tens, names in enumerate(_TENS, 2) for name in names.split()}

THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12
# What multiplies the number before it. "belas" and "puluh" are read by rules of their own.
MULTIPLES = {
    "lusin": 12,
    "dozen": 12,
    "ratus": 100,
    "hundred": 100,
    "ribu": THOUSAND,
    "thousand": THOUSAND,
    "rb": THOUSAND,
    "juta": MILLION,
    "jt": MILLION,
    "million": MILLION,
    "mio": MILLION,
    "miliar": BILLION,
    "milyar": BILLION,
    "billion": BILLION,
    "bn": BILLION,
    "triliun": TRILLION,
    "trilyun": TRILLION,
    "trillion": TRILLION,
    "tn": TRILLION,
}
# One of them in a word.
ONE_OF = {
    "selusin": 12,
    "seratus": 100,
    "seribu": THOUSAND,
    "sejuta": MILLION,
    "semiliar": BILLION,
    "setriliun": TRILLION,
}
# How many is left open: "puluhan ribu", "tens of thousands".
MANY = {
    "puluhan": "10",
    "tens": "10",
    "lusinan": "12",
    "dozens": "12",
    "ratusan": "100",
    "hundreds": "100",
    "ribuan": "1000",
    "thousands": "1000",
    "jutaan": "1000000",
    "millions": "1000000",
    "miliaran": "1000000000",
    "billions": "1000000000",
    "triliunan": "1000000000000",
    "trillions": "1000000000000",
    "double": "double",
    "doubles": "double",
    "doubled": "double",
    "triple": "triple",
    "tripled": "triple",
}
HALVES = frozenset(("setengah", "separuh", "half"))
PARTS = {
    "sepertiga": Fraction(1, 3),
    "seperempat": Fraction(1, 4),
    "seperlima": Fraction(1, 5),
    "sepersepuluh": Fraction(1, 10),
}
# What divides the number before it.
DIVISORS = {
    "pertiga": 3,
    "thirds": 3,
    "perempat": 4,
    "quarters": 4,
    "fourths": 4,
    "perlima": 5,
    "fifths": 5,
    "sixths": 6,
    "sevenths": 7,
    "perdelapan": 8,
    "eighths": 8,
    "persepuluh": 10,
    "tenths": 10,
}
# "one third", "a quarter": after "one" or "a" only.
SINGLE_DIVISORS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
NUMBER_WORDS = frozenset((*SMALL, *MULTIPLES, *ONE_OF, *MANY, *HALVES, *PARTS))
# Numbers that are as often mere words ("one of them", "for the first time", "kedua pihak").
CASUAL = frozenset(("one", "first", "satu", "pertama", "kedua"))
# Letters that touch figures, and what they stand for; after rupiah M is miliar, T is triliun.
LETTERS = {"K": THOUSAND, "k": THOUSAND, "M": MILLION, "B": BILLION}
LETTERS_OF_MONEY = LETTERS | {
    "m": MILLION,
    "b": BILLION,
    "T": TRILLION,
    "t": TRILLION,
}
LETTERS_OF_RUPIAH = {"M": BILLION, "T": TRILLION, "K": THOUSAND, "k": THOUSAND}
ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
SIGNS = {"minus": "-", "negatif": "-", "negative": "-", "plus": "+"}
