"""The seven ratings that every installation begins with, from the truest down.

Keys and numbers are fixed for good (a number means the same in every check, as ClaimReview
asks); labels and definitions are editable data in each interface language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rating:
    """One conclusion. `number` is its place on the scale of 1 to 5, None where it has none."""

    key: str
    number: int | None
    label: dict[str, str]
    definition: dict[str, str]


RATINGS = (
    Rating(
        "true",
        5,
        {"en": "True", "id": "Benar"},
        {
            "en": "The evidence bears the statement out, and nothing that matters is missing.",
            "id": "Bukti mendukung pernyataan ini, dan tidak ada hal penting yang hilang.",
        },
    ),
    Rating(
        "mostly_true",
        4,
        {"en": "Mostly true", "id": "Sebagian besar benar"},
        {
            "en": "Right in the main; a detail is inexact or an important scope is left out.",
            "id": "Pada pokoknya benar; ada rincian yang kurang tepat atau cakupan yang hilang.",
        },
    ),
    Rating(
        "missing_context",
        3,
        {"en": "Missing context", "id": "Kurang konteks"},
        {
            "en": "Rests on something real, but leaves out what would change how it is understood.",
            "id": "Bertumpu pada hal nyata, tetapi menghilangkan hal yang mengubah maknanya.",
        },
    ),
    Rating(
        "mostly_false",
        2,
        {"en": "Mostly false", "id": "Sebagian besar salah"},
        {
            "en": "Holds a grain of truth; its main point does not stand.",
            "id": "Mengandung sedikit kebenaran; pokok pernyataannya tidak berdasar.",
        },
    ),
    Rating(
        "false",
        1,
        {"en": "False", "id": "Salah"},
        {
            "en": "The evidence contradicts the statement.",
            "id": "Bukti bertentangan dengan pernyataan ini.",
        },
    ),
    Rating(
        "unverifiable",
        None,
        {"en": "Unverifiable", "id": "Tidak dapat diverifikasi"},
        {
            "en": "What could be found neither bears it out nor contradicts it.",
            "id": "Hal yang ditemukan tidak mendukung maupun membantah pernyataan ini.",
        },
    ),
    Rating(
        "opinion",
        None,
        {"en": "Opinion", "id": "Opini"},
        {
            "en": "A view or a forecast, marked so that it is not taken for a finding.",
            "id": "Pandangan atau perkiraan, ditandai agar tidak dikira temuan.",
        },
    ),
)
