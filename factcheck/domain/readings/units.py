"""Currencies and units of measure in Indonesian and English."""

from factcheck.domain.readings.wording import Wording

# One row a unit: its names and signs in both languages, parted by commas.
_CURRENCIES = {
    "$": "$, us $, u.s . $, usd, us dollar, us dollars, u.s . dollars, dollar, dollars, dolar,"
    " dolar as, dolar amerika, dolar amerika serikat",
    "S$": "s $, sgd, dolar singapura, singapore dollars",
    "A$": "a $, au $, aud, dolar australia, australian dollars",
    "HK$": "hk $, hkd, dolar hong kong, hong kong dollars",
    "C$": "c $, ca $, cad, dolar kanada, canadian dollars",
    "€": "€, eur, euro, euros",
    "£": "£, gbp, pound, pounds, poundsterling, pound sterling, pounds sterling",
    "¥": "¥, jpy, yen",
    "yuan": "yuan, cny, rmb, renminbi",
    "Rp": "rp, rp ., idr, rupiah",
    "RM": "rm, myr, ringgit",
    "₹": "₹, inr, rupee, rupees",
    "₩": "₩, krw",
    "฿": "฿, thb, baht",
    "franc": "chf, franc, francs, franc swiss",
    "riyal": "riyal, riyals, sar",
    "peso": "peso, pesos",
    "rubel": "rubel, ruble, rubles, rouble, roubles",
    "bitcoin": "bitcoin, bitcoins, btc",
    "cent": "sen, cent, cents",
}
_SHARES = {
    "%": "%, persen, percent, per cent, prosen",
    "points": "poin persen, poin persentase, % poin, percentage point, percentage points,"
    " percent points",
    "basis points": "basis poin, basis point, basis points",
    "‰": "‰, permil, permille",
}
_MEASURES = {
    "km": "km, kilometer, kilometers, kilometre, kilometres",
    "m": "m, meter, meters, metre, metres",
    "cm": "cm, sentimeter, senti, centimeter, centimeters, centimetre, centimetres",
    "mm": "mm, milimeter, millimeter, millimeters, millimetres",
    "mile": "mil, mile, miles",
    "foot": "ft, foot, feet, kaki",
    "inch": "inci, inch, inches",
    "yard": "yard, yards",
    "knot": "knot, knots",
    "km²": "km², km persegi, kilometer persegi, sq km, square kilometers, square kilometres",
    "m²": "m², meter persegi, square meters, square metres",
    "m³": "m³, meter kubik, cubic meters, cubic metres",
    "square mile": "mil persegi, square mile, square miles",
    "square foot": "kaki persegi, square foot, square feet",
    "ha": "ha, hektar, hektare, hectare, hectares",
    "acre": "acre, acres",
    "kg": "kg, kilogram, kilograms, kilo, kilos",
    "g": "g, gram, grams, gr",
    "mg": "mg, miligram, milligram, milligrams",
    "ton": "ton, tons, tonne, tonnes",
    "kuintal": "kuintal, quintal, quintals",
    "pound of weight": "lb, lbs",
    "ounce": "oz, ounce, ounces",
    "litre": "l, liter, liters, litre, litres",
    "ml": "ml, mililiter, milliliter, milliliters, millilitres",
    "barrel": "barel, barrel, barrels",
    "gallon": "galon, gallon, gallons",
    "celsius": "° c, derajat celsius, derajat celcius, degrees celsius, celsius",
    "fahrenheit": "° f, derajat fahrenheit, degrees fahrenheit, fahrenheit",
    "degree": "°, derajat, degree, degrees",
    "watt": "w, watt, watts",
    "kw": "kw, kilowatt, kilowatts",
    "mw": "mw, megawatt, megawatts",
    "gw": "gw, gigawatt, gigawatts",
    "kwh": "kwh",
    "kb": "kb, kilobyte, kilobytes",
    "mb": "mb, megabyte, megabytes",
    "gb": "gb, gigabyte, gigabytes",
    "tb": "tb, terabyte, terabytes",
    "hz": "hz, hertz",
    "mhz": "mhz, megahertz",
    "ghz": "ghz, gigahertz",
    "mah": "mah",
    "megapixel": "mp, megapixel, megapixels, megapiksel",
    "km/h": "kph, kmh",
    "mph": "mph",
    "times": "kali, times, x",
}
_TIMES = {
    "second": "detik, second, seconds, sec",
    "minute": "menit, minute, minutes, min",
    "hour": "jam, hour, hours, hr, hrs",
    "day": "hari, day, days",
    "week": "minggu, pekan, week, weeks",
    "month": "bulan, month, months",
    "year": "tahun, thn, year, years",
    "decade": "dekade, decade, decades, dasawarsa",
    "century": "abad, century, centuries",
    "quarter": "kuartal, triwulan, quarter, quarters",
    "semester": "semester, semesters",
    "am": "am, a . m, a . m .",
    "pm": "pm, p . m, p . m .",
}

Phrase = tuple[str, ...]
Table = dict[str, list[tuple[Phrase, str]]]


def _phrases(*tables: dict[str, str]) -> Table:
    """By first word, the phrases that begin with it and their units, the longest first."""
    found: Table = {}
    for table in tables:
        for unit, names in table.items():
            for name in names.split(","):
                phrase = tuple(name.split())
                found.setdefault(phrase[0], []).append((phrase, unit))
    for phrases in found.values():
        phrases.sort(key=lambda row: -len(row[0]))
    return found


# Before a number stand signs and codes only: "US$5", "Rp. 5", "USD 5".
_CODE = 3
_MONEY = {
    first: [
        (phrase, unit)
        for phrase, unit in phrases
        if not phrase[-1].isalpha() or (len(phrase) == 1 and len(first) <= _CODE)
    ]
    for first, phrases in _phrases(_CURRENCIES).items()
}
_ANY = _phrases(_CURRENCIES, _SHARES, _MEASURES, _TIMES)
# Signs of money and shares are units without a number too ("in dollars"); not those that are also
# other words.
_ALONE = _phrases(_CURRENCIES, _SHARES)
_NEVER_ALONE = frozenset(("pound", "rm", "sar", "cad", "peso", "franc", "sen", "a", "s", "c", "us"))
MONEY_AND_SHARES = frozenset(_ALONE) - _NEVER_ALONE
_PREFIX_LENGTHS = (3, 2, 1)

Found = tuple[str, int]


def unit_after(wording: Wording, place: int) -> Found | None:
    """The unit that begins at `place`, right after a number, and where it ends.

    A hyphen may join it ("a five-year plan", "20+-year-old"), and a second unit may follow
    ("km/jam").
    """
    place += wording.lower(place) == "+" and wording.glued(place)
    if wording.lower(place) == "-" and wording.glued(place) and wording.glued(place + 1):
        place += 1
    found = _match(_ANY, wording, place)
    if found is None:
        return None
    unit, end = found
    if wording.lower(end) in ("/", "per"):
        below = _match(_ANY, wording, end + 1)
        if below:
            return f"{unit}/{below[0]}", below[1]
    return unit, end


def money_before(wording: Wording, place: int) -> Found | None:
    """The currency right before the number at `place`, and where it begins."""
    for length in _PREFIX_LENGTHS:
        start = place - length
        found = _match(_MONEY, wording, start) if start >= 0 else None
        if found and found[1] == place:
            return found[0], start
    return None


def unit_alone(wording: Wording, place: int) -> Found | None:
    """A currency or share that stands without a number, and where it ends."""
    return _match(_ALONE, wording, place)


def _match(table: Table, wording: Wording, place: int) -> Found | None:
    for phrase, unit in table.get(wording.lower(place), ()):
        end = place + len(phrase)
        if len(phrase) == 1 or tuple(wording.lowers[place:end]) == phrase:
            return unit, end
    return None
