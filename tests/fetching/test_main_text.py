"""Pages of many kinds: the article stays, what stands around it goes.

Beside each page in pages/sources stands what to expect of it, line by line: "+ " words that are
kept, "- " words that are dropped, "~ " words that belong to the article and are lost all the same.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.fetching import apart, reader
from factcheck.fetching.client import Fetched
from factcheck.fetching.documents import Document, document_in

PAGES = sorted((Path(__file__).parent / "pages" / "sources").glob("*.html"))
URL = "https://www.example.org/x"


def document(html: bytes) -> Document:
    page = Fetched(URL, URL, 200, "text/html", "utf-8", html, datetime.now(UTC))
    return document_in(page, read_page=reader.read)


def of(name: str) -> bytes:
    return (Path(__file__).parent / "pages" / "sources" / f"{name}.html").read_bytes()


def test_there_are_twenty() -> None:
    assert len(PAGES) == 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_article_and_furniture(path: Path) -> None:
    text = document(path.read_bytes()).text
    expected = path.with_suffix(".txt").read_text().splitlines()
    kept = [line[2:] for line in expected if line.startswith("+ ")]
    dropped = [line[2:] for line in expected if line.startswith(("- ", "~ "))]
    assert len(kept) >= 3
    assert len(dropped) >= 6
    assert [words for words in kept if words not in text] == []
    assert [words for words in dropped if words in text] == []
    html = path.read_text()
    for words in dropped:  # or the test would say nothing
        assert words.replace("&", "&amp;") in html


@pytest.mark.parametrize(
    ("name", "title", "publisher", "author", "published", "language"),
    [
        ("news_en", "Ferry to Northhaven to run all winter", "The Brackwater Courier",
         "Ida Fenwick", "2023-10-04", "en-GB"),
        ("berita_id", "Jembatan Tirta Ditutup Dua Pekan untuk Perbaikan", "Warta Lembayung",
         "Ratna Kelana", "2022-08-11", "id-ID"),
        ("blog_id", "Membuat Kompos di Gang Sempit", "example.org",
         "Melati Sukmana", "2020-06-13", "id"),
        ("amp_id", "Kereta Malam ke Teluk Sari Beroperasi Lagi", "Portal Rel",
         "Tegar Pranata", "2021-12-01", "id"),
        ("journal_en", "Salt tolerance of three varieties of bog wheat",
         "Annals of Imagined Agronomy", "Brandt, Ylva, Osei, Kwabena", "2020-11-02", "en"),
        ("government_en", "Apply for a well permit", "GOV.EX", "", "2019-05-02", "en"),
        ("siaran_pers_id", "Produksi Garam Rakyat Naik 14 Persen", "Kementerian Urusan Pesisir",
         "", "", "id"),
    ],
)  # fmt: skip
def test_details(
    name: str, title: str, publisher: str, author: str, published: str, language: str
) -> None:
    found = document(of(name))
    assert (found.title, found.publisher, found.author) == (title, publisher, author)
    assert (found.published, found.language) == (published, language)


@pytest.mark.parametrize(
    ("name", "advertised", "instead"),
    [
        ("news_en", "Glasso windows keep the winter out. Ask for an offer today.", "Eat more pie."),
        ("news_en", "New windows by Glasso, now with 30 per cent off", "Shoes, shoes, shoes"),
        ("news_en", "Harbour wall needs repair, says engineer", "A goose was crowned in Elmstead"),
        ("berita_id", "Warga Melur Minta Lampu Jalan Segera Diperbaiki", "Harga Bawang Naik Lagi"),
        ("berita_id", "Cicilan ringan sepeda motor Garda mulai 400 ribu", "Beli dua gratis satu"),
        ("amp_id", "Stasiun Lembayung Kini Punya Ruang Menyusui", "Tiket Mudik Sudah Dijual"),
        ("wiki_id", "7 Mei 2024, pukul 03.15", "9 Juni 2025, pukul 12.00"),
        ("forum_en", "Posts: 41", "Posts: 977"),
        ("siaran_pers_id", "total 2.450.118", "total 2.450.963"),
    ],
)
def test_an_advertisement_that_changes_changes_nothing(
    name: str, advertised: str, instead: str
) -> None:
    before = of(name)
    after = before.replace(advertised.encode(), instead.encode())
    assert after != before
    assert document(after).text == document(before).text


PARAGRAPH = "<p>The board met on Monday and spoke for three hours about the harbour wall.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div class='ad'>{}</div>",
        "<div class='post tag-ads'>{}</div>",
        "<div class='page has ads'><article>{}</article></div>",
        "<article class='sponsored'>{}</article>",
        "<div role='dialog'>{}</div>",
        "<div class='isi-terkait'>{}</div>",
    ],
)
def test_an_article_is_kept_whatever_it_is_called(html: str) -> None:
    """A name alone takes out no more than a box."""
    page = f"<html><title>T</title><body><h1>T</h1>{html.format(PARAGRAPH * 30)}</body></html>"
    assert "spoke for three hours" in document(page.encode()).text


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read also the report of 1998, which named the same four towers as unsafe.</p>",
        "<p>Lihat juga <a href='/x'>laporan tahun 1998</a>, yang menyebut empat menara itu.</p>",
        "<p>Iklan rokok dilarang sejak 2012, kata <a href='/y'>kementerian</a>.</p>",
    ],
)
def test_sentences_that_only_begin_like_a_reference(line: str) -> None:
    page = f"<html><title>T</title><body><article>{PARAGRAPH * 3}{line}{PARAGRAPH}</article>"
    words = "1998" if "1998" in line else "Iklan rokok"
    assert words in document(page.encode()).text


def test_the_same_in_the_process_of_its_own() -> None:
    html = of("news_en").decode()
    assert apart.page_read(html, URL) == reader.read(html, URL)


def test_figures_of_a_poll_are_kept() -> None:
    poll = "<div class='poll survey'><table><tr><td>For</td><td>61</td></tr></table></div>"
    page = f"<html><title>T</title><body><article>{PARAGRAPH}{poll}<p>More.</p></article></body>"
    assert "For\t61" in document(page.encode()).text
