"""Words of Indonesian and English that carry dates, and those that often begin a sentence."""

from factcheck.domain.words import words

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
# Short names of days count before a comma, a dot, a figure or a month only.
_SHORT_WEEKDAYS = "mon monday tue tuesday tues tuesday wed wednesday thu thursday thur thursday"
_SHORT_WEEKDAYS += " thurs thursday fri friday sat saturday sun sunday jum friday sab saturday"
SHORT_WEEKDAYS = dict(zip(_SHORT_WEEKDAYS.split()[::2], _SHORT_WEEKDAYS.split()[1::2], strict=True))

RELATIVE_DAYS = {
    "kemarin": "yesterday",
    "yesterday": "yesterday",
    "today": "today",
    "tonight": "tonight",
    "besok": "tomorrow",
    "tomorrow": "tomorrow",
    "lusa": "overmorrow",
}
# "last week", "minggu lalu", "hari ini": which one, and of what.
_WHICH = {"-1": "last previous lalu kemarin silam", "+1": "next depan mendatang", "0": "this ini"}
WHICH = {name: number for number, names in _WHICH.items() for name in names.split()}
_PERIODS = {
    "day": "hari",
    "night": "night malam",
    "week": "week pekan minggu",
    "month": "month bulan",
    "year": "year tahun",
}
PERIODS = {name: period for period, names in _PERIODS.items() for name in names.split()}
# "pekan lalu": the period comes first in Indonesian.
FIRST_PERIODS = words("hari malam pekan minggu bulan tahun")

# Words after which a name of a month that means something else too is a month.
MONTH_CUES = words("in last next this early late mid since until till by during of pada bulan")
# Words after which four digits are a year.
YEAR_CUES = words(
    "tahun thn th pada sejak hingga sampai dari selama sebelum sesudah setelah awal akhir"
    " pertengahan antara medio per bulan"
    " year in since until till from during by before after early late mid between of and dan"
)

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
