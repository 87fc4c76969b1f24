"""Pages as newspapers and blogs make them, and pages that are made to do harm."""

import contextlib
import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from factcheck.domain.text import project, sanitise
from factcheck.fetching import apart, details, reader
from factcheck.fetching.addresses import PUBLIC_WEB, Reach
from factcheck.fetching.articles import FoundArticle, found_in
from factcheck.fetching.client import Fetched
from factcheck.fetching.refusals import BadAnswer, NoArticle, TooLarge
from tests.fetching.servers import http, says, site

PAGES = Path(__file__).with_name("pages")
FINAL = "https://m.kabar.example.com/x?y=1"
WORDS = "Kalimat yang cukup panjang untuk sebuah halaman, dengan beberapa kata tambahan lagi. "
PARAGRAPH = f"<p>{WORDS}{WORDS}</p>"


def fetched(
    content: bytes | str,
    *,
    url: str = FINAL,
    media_type: str = "text/html",
    charset: str = "utf-8",
    language: str = "",
) -> Fetched:
    return Fetched(
        requested=url,
        url=url,
        status=200,
        media_type=media_type,
        charset=charset,
        content=content.encode() if isinstance(content, str) else content,
        fetched_at=datetime.now(UTC),
        language=language,
    )


def read_here(page: Fetched, reach: Reach = PUBLIC_WEB) -> FoundArticle:
    """As the site reads it, but in this process: a hundred times faster."""
    return found_in(page, reach, read=reader.read)


def page(name: str, url: str = FINAL) -> FoundArticle:
    return read_here(fetched((PAGES / f"{name}.html").read_bytes(), url=url))


def of(html: str, head: str = "", url: str = FINAL) -> FoundArticle:
    return read_here(
        fetched(
            f"<!doctype html><html><head><title>Judul</title>{head}</head>"
            f"<body><article>{html}</article></body></html>",
            url=url,
        )
    )


def test_indonesian_news() -> None:
    found = page("berita")
    text = project(found.html)
    assert text.startswith("Diperbarui 24/12/2019: gambar unggulan diganti.\nMicrosoft dan Xiaomi")
    assert text.endswith("pasar telepon pintar.")
    for inside in ["<i>nota kesepahaman</i>", "<strong>US$100 miliar</strong>"]:
        assert inside in found.html
    assert 'href="https://m.kabar.example.com/siaran-pers"' in found.html
    for outside in ["kuki", "Beranda", "Bagikan", "Foto:", "termurah", "Mantap", "Hak cipta"]:
        assert outside not in text, outside
    assert found == FoundArticle(
        url="https://www.kabar.example.com/tekno/microsoft-gandeng-xiaomi",
        html=found.html,
        headline="Microsoft Gandeng Xiaomi, Garap Komputasi Awan",
        byline="Budi Santoso",
        published=date(2018, 2, 23),
        language="id-ID",
        publisher="Kabar Teknologi",
        image_url="https://cdn.kabar.example.com/img/salaman.jpg?w=1200",
        image_alt="Dua orang bersalaman di depan logo",
    )


def test_read_apart_or_here() -> None:
    """The site reads in a process of its own, and finds the same there."""
    content = (PAGES / "berita.html").read_bytes()
    assert found_in(fetched(content)) == page("berita")


def test_english_news() -> None:
    found = page("news", "https://www.daily.example.com/news/bridge?utm=1")
    text = project(found.html)
    assert "Correction, 4 June 2021: an earlier version" in text
    assert "<h2>What it costs</h2>" in found.html
    assert "<blockquote><p>“We have waited" in found.html
    assert "minutes?id=7&amp;lang=en" in found.html
    for outside in ["812 partners", "newsletter", "rhubarb", "Privacy", "Sport"]:
        assert outside not in text, outside
    assert found.url == "https://www.daily.example.com/news/bridge"
    assert found.headline == "Council approves new bridge across the Ouse"
    assert not text.startswith(found.headline)
    assert found.byline == "Ann Lee, Tom O’Neil"
    assert found.published == date(2021, 6, 3)
    assert (found.language, found.publisher) == ("en-GB", "The Daily Example")
    assert found.image_url == "https://www.daily.example.com/media/bridge.webp"


def test_blog() -> None:
    found = page("blog")
    text = project(found.html)
    assert text.startswith("Last winter our bill doubled")
    assert text.endswith("yours is not ours.")
    assert found.headline == "How I measured my own electricity"
    assert (found.byline, found.published) == ("Jo Field", date(2020, 5, 17))
    assert found.publisher == "kabar.example.com"  # the site's own name isn't given anywhere
    assert (found.image_url, found.image_alt) == ("", "")


def test_table() -> None:
    found = page("tabel")
    assert "<tr><td>Medan</td><td>12.900</td><td>13.800</td></tr>" in found.html
    assert "Makassar\t11.400\t12.950" in project(found.html)
    assert (found.byline, found.published) == ("Siti Aminah", date(2023, 9, 12))


def test_lists() -> None:
    found = page("daftar")
    assert "<ol><li>Pemungutan suara dibuka" in found.html
    assert "<ul><li>Telepon genggam ke bilik suara</li><li>Atribut kampanye</li></ul>" in found.html
    assert "<h2>Yang tidak boleh dibawa</h2>" in found.html
    assert (found.headline, found.published) == ("Lima hal tentang pemilu", None)


def test_interview() -> None:
    found = page("wawancara")
    assert found.html.count("<blockquote>") == 2
    assert "<strong>Berapa luas" in found.html
    assert "Editor’s note: angka luas" in found.html
    assert found.headline == "“Kita belum selesai” & catatan lain"
    assert found.language == "id-ID"


def test_page_for_telephones() -> None:
    found = page("gerak", "https://m.siaran.example.com/amp/gempa")
    assert found.url == "https://www.siaran.example.com/gempa-lombok"
    assert found.image_url == ""  # javascript: is no address of a picture
    assert found.published == date(2023, 3, 18)
    assert "Gempa bermagnitudo 5,1" in found.html


@pytest.mark.parametrize("name", sorted(each.stem for each in PAGES.glob("*.html")))
def test_bodies_are_clean(name: str) -> None:
    if name == "index":
        with pytest.raises(NoArticle, match="No article text was found"):
            page(name)
    else:
        body = page(name).html
        assert sanitise(body) == body


@pytest.mark.parametrize(
    "html", ["<html>", "<html><body></body></html>", "<p>", "<!-- x -->", "<html>" + " " * 9999]
)
def test_no_article(html: str) -> None:
    with pytest.raises(NoArticle):
        read_here(fetched(html))


def test_plain_text() -> None:
    text = f"Baris pertama.\n\n{WORDS} 1 < 2 & <b>tebal</b>\n"
    found = found_in(fetched(text, media_type="text/plain"))
    assert project(found.html) == f"Baris pertama.\n{WORDS}1 < 2 & <b>tebal</b>".replace("  ", " ")
    assert (found.headline, found.published) == ("", None)


# Nothing that a page says is believed


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("https://www.kabar.example.com/a", True),
        ("https://kabar.example.com/a", True),
        ("/a#part", True),
        ("https://other.example.com/a", False),
        ("https://kabar.example.com.evil.example.org/a", False),
        ("https://kabar.example.com@evil.example.org/a", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://kabar.example.com:8443/a", False),
        ("https://kabar.example.com/" + "a" * 1_500, False),
        ("http://[::1", False),
    ],
)
def test_own_address(canonical: str, believed: bool) -> None:
    found = of(PARAGRAPH * 3, f'<link rel="canonical" href="{canonical}">')
    assert (found.url != FINAL) is believed
    assert "#" not in found.url


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", "data:image/png;base64,AAAA", "file:///a.png", "http://a@b.org/",
              "http://127.0.0.1/a.png\\", "http://intranet/a.png", "https://a.org/" + "a" * 1_000],
)  # fmt: skip
def test_image_addresses(image: str) -> None:
    head = f'<meta property="og:image" content="{image}"><meta property="og:image:alt" content="A">'
    found = of(PARAGRAPH * 3, head)
    assert (found.image_url, found.image_alt) == ("", "")


def test_the_words_of_a_picture_in_the_page() -> None:
    picture = '<img src="../a.jpg" alt="Dua  orang">'
    found = of(picture + PARAGRAPH * 3, '<meta property="og:image" content="/a.jpg">')
    assert (found.image_url, found.image_alt) == ("https://m.kabar.example.com/a.jpg", "Dua orang")


def test_addresses_that_are_none() -> None:
    bad = "http://[::1"
    head = f'<meta property="og:image" content="{bad}"><link rel="canonical" href="{bad}">'
    links = f'<img src="{bad}" alt="x"><p><a href="{bad}">Tautan</a> {WORDS}</p>'
    found = of(links + PARAGRAPH * 3, head)
    assert (found.url, found.image_url) == (FINAL, "")
    assert "Tautan" in found.html


def test_addresses_inside_are_kept_where_the_client_could_go_there() -> None:
    head = '<meta property="og:image" content="/a.png"><link rel="canonical" href="/b">'
    html = f"<html><head><title>T</title>{head}</head><body><article>{PARAGRAPH * 3}</article>"
    local = fetched(html, url="http://127.0.0.1:8123/x")
    anywhere = Reach(allows=lambda _number, _port: True, ports=None, inner_names=True)
    assert read_here(local, anywhere).image_url == "http://127.0.0.1:8123/a.png"
    assert read_here(local, anywhere).url == "http://127.0.0.1:8123/b"
    assert read_here(local).image_url == ""


@pytest.mark.parametrize("day", ["1899-01-01", "0000-00-00", "2999-01-01", "yesterday", ""])
def test_implausible_days(day: str) -> None:
    found = of(PARAGRAPH * 3, f'<meta property="article:published_time" content="{day}">')
    assert found.published is None


def test_a_day_still_to_come() -> None:
    assert details.day((datetime.now(UTC) + timedelta(days=3)).date().isoformat()) is None
    assert details.day("2020-02-30") is None
    assert details.day("2020-02-29T23:59") == date(2020, 2, 29)


def test_long_and_dirty_details() -> None:
    long = "kata " * 400
    head = (
        f'<meta property="og:title" content="\u202eJ\u00adu\u200bdul\n e\u0301 {long}">'
        f'<meta name="author" content="{"Nama Panjang Sekali " * 50}">'
        f'<meta property="og:site_name" content="{"Warta " * 100}">'
    )
    found = of(PARAGRAPH * 3, head)
    assert found.headline.startswith("Judul é kata kata")
    assert found.headline.endswith("kata…")
    assert len(found.headline) <= 500
    assert len(found.byline) <= 300
    assert len(found.publisher) <= 200


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("id", "id"),
        ("EN_gb", "en-GB"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("english!", ""),
        ("x" * 99, ""),
    ],
)
def test_languages(written: str, read: str) -> None:
    html = f"<html lang='{written}'><title>T</title><body><article>{PARAGRAPH * 3}</article>"
    assert read_here(fetched(html)).language == read


def test_language_of_the_header() -> None:
    html = f"<html><title>T</title><body><article>{PARAGRAPH * 3}</article>"
    assert read_here(fetched(html, language="id, en")).language == "id"


def test_harmful_html_is_cleaned() -> None:
    bad = '<p onclick="x()">Kata <a href="javascript:x()">tautan</a> <img src=x onerror=x()></p>'
    found = of(PARAGRAPH + bad + "<script>x()</script><iframe src='/'></iframe>" + PARAGRAPH * 2)
    for outside in ["javascript", "onclick", "onerror", "script", "iframe", "img"]:
        assert outside not in found.html
    assert "tautan" in found.html


def test_words_stay_apart_and_together_as_they_were() -> None:
    found = of(f"<p><b>Per</b><i>cobaan</i> <b>dua</b> <i>kata</i>. {WORDS}</p>{PARAGRAPH * 3}")
    assert "Percobaan dua kata." in project(found.html)


# Letters


@pytest.mark.parametrize(
    ("codec", "charset", "meta"),
    [
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", ""),  # what many servers say without looking
        ("cp1252", "windows-1252", ""),
        ("cp1252", "", "windows-1252"),
        ("cp1252", "utf-8", "iso-8859-1"),
        ("cp1252", "no-such-charset", "windows-1252"),
        ("cp1252", "unicode_escape", "windows-1252"),
        ("utf-8-sig", "windows-1252", ""),
        ("utf-16", "", ""),
    ],
)
def test_charsets(codec: str, charset: str, meta: str) -> None:
    head = f'<meta charset="{meta}">' if meta else ""
    html = f"<html><head>{head}<title>Café</title></head><body><article><p>Señor “Ü” – 5 €</p>"
    content = (html + PARAGRAPH * 3).encode(codec)
    found = read_here(fetched(content, charset=charset))
    assert found.headline == "Café"
    assert "Señor “Ü” – 5 €" in found.html


def test_letters_that_nobody_names() -> None:
    html = f"<html><title>T</title><body><article><p>Привет, мир</p>{PARAGRAPH * 3}"
    with pytest.raises(BadAnswer, match="which letters"):
        read_here(fetched(html.encode("cp1251"), charset="utf-8"))


# Pages that keep a reader busy


def test_a_page_that_is_too_long() -> None:
    with pytest.raises(TooLarge):
        found_in(fetched("<p>" + "x" * 2_000_000))


HOSTILE = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(150_000)) + ">x</p>",
    "nested": "<div>" * 300_000 + WORDS * 9,
    "nested tables": "<table><tr><td>" * 100_000 + "x",
    "data": "<script type='application/ld+json'>" + "[" * 1_500_000 + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either something is found, or nothing is; never another error, and never for long."""
    monkeypatch.setattr(apart, "SECONDS", 1)
    monkeypatch.setattr(apart, "WAIT", 6)
    html = f"<html><title>T</title><body><article>{PARAGRAPH * 3}{HOSTILE[name]}"
    begun = time.monotonic()
    with contextlib.suppress(NoArticle):
        assert found_in(fetched(html)).html
    assert time.monotonic() - begun < 10


def test_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAIT", 0.01)
    with pytest.raises(NoArticle):
        found_in(fetched(f"<article>{PARAGRAPH * 3}"))


def test_the_reader_is_bounded() -> None:
    """The bounds are the system's own: tried on it, in a process like the reader's."""
    attempt = (
        "import sys, runpy\n"
        "reader = runpy.run_path(sys.argv[1])\n"
        "reader['bound'](1)\n"
        "try:\n    bytearray(2_000_000_000)\n"
        "except MemoryError:\n    print('memory', flush=True)\n"
        "while True:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", attempt, reader.__file__],
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.stdout == b"memory\n"
    assert done.returncode < 0  # ended by the system


def test_the_reader_fetches_nothing() -> None:
    """Whatever a page refers to stays unasked."""
    with site(says(http())) as made:
        here = made.url
        html = (
            f'<?xml version="1.0"?>'
            f'<!DOCTYPE html SYSTEM "{here}dtd" [<!ENTITY x SYSTEM "{here}e">]>'
            f'<html><head><base href="{here}"><title>T</title><meta http-equiv="refresh"'
            f' content="0;url={here}r"><link rel="stylesheet" href="{here}s"><link rel="canonical"'
            f' href="{here}c"><script src="{here}j"></script></head><body><article><p>&x;</p>'
            f'<img src="{here}i"><iframe src="{here}f"></iframe>{PARAGRAPH * 3}</article></body>'
        )
        assert found_in(fetched(html, url=f"{here}page")).html
        assert not made.connections


def test_the_reader_knows_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spy = tmp_path / "reader.py"
    spy.write_text("import json, os\nprint(json.dumps({'html': ' '.join(os.environ) + ' x' * 99}))")
    monkeypatch.setattr(apart, "READER", spy)
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "secret")
    names = project(found_in(fetched("<p>")).html)
    assert "PATH" in names
    assert "SECRET_KEY" not in names
    assert "DATABASE_URL" not in names


@pytest.mark.parametrize("output", ["", "[]", "{", json.dumps({"html": "<p>short</p>"})])
def test_what_a_broken_reader_says(
    output: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "reader.py"
    broken.write_text(f"print({output!r})")
    monkeypatch.setattr(apart, "READER", broken)
    with pytest.raises(NoArticle):
        found_in(fetched("<p>"))
