"""Lines by which a publisher owns up to a change, in Indonesian and English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.updates import LONGEST, recognised, recognised_anew
from factcheck.domain.vocabulary import NoticeKind

UPDATE, CORRECTION = NoticeKind.UPDATE, NoticeKind.CORRECTION
CLARIFICATION, NOTE = NoticeKind.CLARIFICATION, NoticeKind.EDITORS_NOTE
RETRACTION = NoticeKind.RETRACTION
EVE = date(2019, 12, 24)

#: A line, the article's language, and what it announces: kind, date, words.
TABLE: list[tuple[str, str, NoticeKind, date | None, str]] = [
    # The label, a date, a colon
    (
        "Diperbarui 24/12/2019: Penyesuaian gambar unggulan.",
        "id",
        UPDATE,
        EVE,
        "Penyesuaian gambar unggulan.",
    ),
    ("DIPERBAHARUI 24-12-2019: Foto.", "id", UPDATE, EVE, "Foto."),
    ("Pembaruan 24 Desember 2019: Foto.", "id", UPDATE, EVE, "Foto."),
    ("Updated December 24, 2019: Photo.", "en", UPDATE, EVE, "Photo."),
    ("Update Dec. 24th, 2019: Photo.", "en", UPDATE, EVE, "Photo."),
    ("UPDATE, 24 Dec 2019, 10:30 GMT: Photo.", "en", UPDATE, EVE, "Photo."),
    ("Updated Dec. 24, 2019, at 10:30 a.m. ET: Photo.", "en", UPDATE, EVE, "Photo."),
    ("Updated at 3 pm on the 24 December 2019: Photo.", "en", UPDATE, EVE, "Photo."),
    ("Ralat 24.12.2019: Harga.", "id", CORRECTION, EVE, "Harga."),
    ("Correction, 2019-12-24: The fare.", "en", CORRECTION, EVE, "The fare."),
    ("Corrected 2019-12-24T10:30:00+07:00: The fare.", "en", CORRECTION, EVE, "The fare."),
    ("Klarifikasi 24 Desember 2019 pukul 10.30 WIB: Harga.", "id", CLARIFICATION, EVE, "Harga."),
    ("Clarification: The fare.", "en", CLARIFICATION, None, "The fare."),
    ("Retraction (Dec 24, 2019): It was wrong.", "en", RETRACTION, EVE, "It was wrong."),
    ("Pencabutan: Berita ini keliru.", "id", RETRACTION, None, "Berita ini keliru."),
    # Brackets, dashes, bars, stops
    ("UPDATE (Selasa, 24/12/2019): Foto.", "id", UPDATE, EVE, "Foto."),
    (
        "Koreksi (Jum'at, 27/12/2019 10:30 WIB) - Harga.",
        "id",
        CORRECTION,
        date(2019, 12, 27),
        "Harga.",
    ),
    ("(Diperbarui Selasa, 24 Desember 2019, 10.30 WIB) Foto.", "id", UPDATE, EVE, "Foto."),
    ("[KOREKSI] Harga.", "id", CORRECTION, None, "Harga."),
    ("[Editor's note: We know.]", "en", NOTE, None, "We know."),
    ("Editor’s Note — We know.", "en", NOTE, None, "We know."),
    ("Editors' note: We know.", "en", NOTE, None, "We know."),
    ("Catatan Redaksi (24/12/2019): Kami tahu.", "id", NOTE, EVE, "Kami tahu."),
    ("Catatan editor – Kami tahu.", "id", NOTE, None, "Kami tahu."),
    ("Pembaruan, 24 Desember 2019. Foto diganti.", "id", UPDATE, EVE, "Foto diganti."),
    ("Update | 24/12/2019 | Foto.", "id", UPDATE, EVE, "Foto."),
    ("– Update 2: Foto.", "id", UPDATE, None, "Foto."),
    ("**Koreksi:** Harga.", "id", CORRECTION, None, "Harga."),
    ("Koreksi: 24 Desember 2019 – Harga.", "id", CORRECTION, EVE, "Harga."),
    # A date alone, and a verb that goes on
    ("Diperbarui 24/12/2019", "id", UPDATE, EVE, "Diperbarui 24/12/2019"),
    (
        "Terakhir diperbarui: 24 Desember 2019 | 10:30 WIB",
        "id",
        UPDATE,
        EVE,
        "Terakhir diperbarui: 24 Desember 2019 | 10:30 WIB",
    ),
    (
        "Updated on 24 December 2019 to add a comment.",
        "en",
        UPDATE,
        EVE,
        "Updated on 24 December 2019 to add a comment.",
    ),
    # Whole sentences
    (
        "This story was updated on Dec. 24, 2019.",
        "en",
        UPDATE,
        EVE,
        "This story was updated on Dec. 24, 2019.",
    ),
    (
        "(This article has been corrected to give the fare.)",
        "en",
        CORRECTION,
        None,
        "This article has been corrected to give the fare.",
    ),
    (
        "This article was amended on 24 December 2019.",
        "en",
        CORRECTION,
        EVE,
        "This article was amended on 24 December 2019.",
    ),
    (
        "Artikel ini telah diperbarui pada Selasa, 24/12/2019.",
        "id",
        UPDATE,
        EVE,
        "Artikel ini telah diperbarui pada Selasa, 24/12/2019.",
    ),
    (
        "Berita ini ditarik karena keliru.",
        "id",
        RETRACTION,
        None,
        "Berita ini ditarik karena keliru.",
    ),
    (
        "An earlier version of this article misstated the fare.",
        "en",
        CORRECTION,
        None,
        "An earlier version of this article misstated the fare.",
    ),
    (
        "A previous version of this story incorrectly gave the fare.",
        "en",
        CORRECTION,
        None,
        "A previous version of this story incorrectly gave the fare.",
    ),
    (
        "Versi sebelumnya dari artikel ini salah menyebut harga.",
        "id",
        CORRECTION,
        None,
        "Versi sebelumnya dari artikel ini salah menyebut harga.",
    ),
]


@pytest.mark.parametrize(("line", "language", "kind", "dated", "words"), TABLE)
def test_a_line_that_announces_a_change(
    line: str, language: str, kind: NoticeKind, dated: date | None, words: str
) -> None:
    before, after = "A first paragraph.", "A last one."
    text = f"{before}\n{line}\n{after}"
    [found] = recognised(text, language)
    assert (found.kind, found.date) == (kind, dated)
    assert found.words == words
    assert text[found.start : found.end] == line


@pytest.mark.parametrize(
    ("written", "language", "dated"),
    [
        ("24/12/2019", "en", EVE),
        ("12/24/2019", "en", EVE),
        ("05/06/2019", "id", date(2019, 6, 5)),
        ("05/06/2019", "nl", date(2019, 6, 5)),
        ("05/06/2019", "en", None),
        ("05/06/2019", "en-US", None),
        ("06/06/2019", "en", date(2019, 6, 6)),
        ("12/24/2019", "id", None),
        ("31/02/2019", "id", None),
        ("31 Februari 2019", "id", None),
        ("2019-02-30", "en", None),
        ("29/02/2020", "id", date(2020, 2, 29)),
        ("24/12/19", "id", EVE),
        ("24 Desember", "id", None),
        ("00/00/0000", "id", None),
        ("24 Des. 2019", "id", EVE),
        ("Sept. 1, 2019", "en", date(2019, 9, 1)),
        ("the day before", "en", None),
    ],
)
def test_dates(written: str, language: str, dated: date | None) -> None:
    found = recognised(f"Update ({written}): Words.", language)
    assert [notice.date for notice in found] == ([] if written.startswith("the") else [dated])


def test_an_indonesian_label_dates_day_first_everywhere() -> None:
    [found] = recognised("Diperbarui 05/06/2019: Foto.", "en")
    assert found.date == date(2019, 6, 5)


@pytest.mark.parametrize(
    "line",
    [
        "Updates to Windows 10 arrived in December 2019.",
        "Update Windows 10 now: it is free.",
        "Update terbaru: Windows 10 hadir.",
        "Updated phones were shown on 24 December 2019.",
        "UPDATE 2-Xiaomi rises in Hong Kong",
        "Koreksi harga saham berlanjut: analis waspada.",
        "Correction territory: stocks fell.",
        "Corrections officers were hurt.",
        "Ditarik dari pasar, ponsel itu tak dijual lagi.",
        "Ditarik dari pasar: ponsel itu.",
        "Klarifikasi Xiaomi datang pada 24 Desember 2019.",
        "Update 24 Desember 2019 membawa fitur baru.",
        "“Update: kami tahu,” katanya.",
        "The editor's note: a story by John.",
        "This article was updated by hand in 2018.",
        "Laporan ini diubah oleh Kementerian pada masa lalu.",
        "This story is about an earlier version of Windows.",
        "Update",
        "Koreksi:",
        f"Update: {'a' * LONGEST}",
    ],
)
def test_an_ordinary_line(line: str) -> None:
    assert recognised(line, "en") == recognised(line, "id") == []


def test_a_heading_announces_the_line_below_it() -> None:
    text = "Satu.\nKoreksi 24/12/2019:\n\nVersi awal keliru.\nAkhir."
    [found] = recognised(text, "id")
    assert (found.kind, found.date, found.words) == (CORRECTION, EVE, "Versi awal keliru.")
    assert text[found.start : found.end].endswith("Versi awal keliru.")


def test_two_in_one_text() -> None:
    found = recognised("Update: One.\nA line.\nCorrection: Two.", "en")
    assert [notice.kind for notice in found] == [UPDATE, CORRECTION]


def test_only_new_lines_are_offered() -> None:
    old = "A line.\nUpdate: One."
    new = "Update: One.\nCorrection: Two.\nA line."
    assert [notice.words for notice in recognised_anew(old, new, "en")] == ["Two."]
    assert recognised_anew(new, old, "en") == []


MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni"]
MONTHS += ["Juli", "Agustus", "September", "Oktober", "November", "Desember"]
LINES = [line for line, *_rest in TABLE]


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=8))
def test_a_find_is_where_it_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = recognised(text, "en")
    places = [(notice.start, notice.end) for notice in found]
    assert places == sorted(places)
    for notice in found:
        assert notice.words
        assert notice.words in text[notice.start : notice.end]
        assert notice.start == 0 or text[notice.start - 1] == "\n"


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["Diperbarui", "Koreksi", "Ralat", "Klarifikasi", "Catatan redaksi"]),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d} {name} {y}"]),
    st.sampled_from(["{label} {date}: ", "{label} ({date}): ", "[{label}, {date}] "]),
)
def test_any_day_is_read(day: date, label: str, written: str, form: str) -> None:
    dated = written.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1])
    [found] = recognised(f"{form.format(label=label, date=dated)}Harga diganti.", "id")
    assert (found.date, found.words) == (day, "Harga diganti.")


@pytest.mark.parametrize("piece", ["Update ", "(", "24/12/2019 ", "Senin, ", "10:30 ", "– ", "1"])
def test_hostile_lines_take_no_time(piece: str) -> None:
    line = "Update " + piece * (LONGEST // len(piece) - 10)
    assert len(recognised("\n".join([line] * 300), "en")) in {0, 300}
