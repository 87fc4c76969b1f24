"""Words of Indonesian and English that carry figures, dates and negation."""

from factcheck.domain.words import words

NEGATIONS = words(
    "tidak bukan tak belum tanpa jangan nggak gak ndak tiada takkan bukanlah bukannya tidaklah"
    " not no never without neither nor cannot none nobody nothing nowhere"
)

_MONTHS = (
    "januari january jan",
    "februari february feb peb pebruari",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt aug ags",
    "september sep sept",
    "oktober october okt oct",
    "november nov nopember",
    "desember december des dec",
)
MONTHS = {
    name: str(number) for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
# Months that are words of another meaning too: they need a figure or a cue beside them.
DOUBTFUL_MONTHS = words("may march mar jan jun des sep dec")

_WEEKDAYS = (
    "senin monday",
    "selasa tuesday",
    "rabu wednesday",
    "kamis thursday",
    "jumat friday",
    "sabtu saturday",
    "minggu ahad sunday",
)
WEEKDAYS = {name: names.split()[-1] for names in _WEEKDAYS for name in names.split()}
RELATIVE_DAYS = {
    "kemarin": "yesterday",
    "yesterday": "yesterday",
    "today": "today",
    "besok": "tomorrow",
    "tomorrow": "tomorrow",
    "lusa": "overmorrow",
}
# Words after which four digits are a year.
YEAR_CUES = words(
    "tahun thn th pada sejak hingga sampai dari selama sebelum sesudah setelah awal akhir"
    " pertengahan antara medio per bulan"
    " year in since until till from during by before after early late mid between of and dan"
)

_DIGITS = (
    "nol zero",
    "satu one pertama first kesatu",
    "dua two kedua second",
    "tiga three ketiga third",
    "empat four keempat fourth",
    "lima five kelima fifth",
    "enam six keenam sixth",
    "tujuh seven ketujuh seventh",
    "delapan eight kedelapan eighth",
    "sembilan nine kesembilan ninth",
    "sepuluh ten kesepuluh tenth",
    "sebelas eleven eleventh",
    "twelve twelfth dozen lusin selusin",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_LARGER = {
    "20": "twenty",
    "30": "thirty",
    "40": "forty",
    "50": "fifty",
    "60": "sixty",
    "70": "seventy",
    "80": "eighty",
    "90": "ninety",
    "belas": "belas",
    "puluh": "puluh puluhan dozens",
    "hundred": "ratus seratus ratusan hundred hundreds",
    "thousand": "ribu seribu ribuan thousand thousands",
    "million": "juta sejuta jutaan million millions mio",
    "billion": "miliar milyar semiliar miliaran billion billions bn",
    "trillion": "triliun trilyun triliunan trillion trillions",
    "half": "setengah separuh half",
    "quarter": "seperempat quarter quarters",
    "double": "double twice doubled",
    "%": "% persen percent percentage prosen",
    "‰": "‰ permil permille",
    "$": "$ dolar dollar dollars usd",
    "€": "€ euro euros eur",
    "£": "£ pound pounds gbp",
    "¥": "¥ yen yuan jpy cny",
    "rp": "rp rupiah idr",
}
# Words that are figures, units of figures or money, under one name in both languages.
FIGURES = {name: str(number) for number, names in enumerate(_DIGITS) for name in names.split()}
FIGURES |= {name: value for value, names in _LARGER.items() for name in names.split()}

# Words that often begin a sentence: a capital there makes no name of them.
OPENERS = words(
    "the a an this that these those it he she they we you i in on at by for from with after before"
    " when while if as but and or so then there here both many some most all each every no not now"
    " our his her its their my your what why how who which where to of once since until although"
    " however because thanks yes new one two three"
    " dalam pada di ke dari oleh untuk dengan setelah sebelum ketika saat jika bila karena tetapi"
    " tapi namun dan atau maka lalu kemudian ini itu hal ia dia mereka kami kita saya aku anda"
    " menurut bagi selain sebagai seperti banyak beberapa semua setiap tidak bukan sebelumnya"
    " sementara meski meskipun bahkan juga para sang si hari tahun bulan kini sekarang sejak hingga"
    " tanpa agar supaya adapun bahwa belum kata ujar perusahaan satu dua tiga"
)
