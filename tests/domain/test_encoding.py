"""Bytes in, text out, and never a guessed letter."""

import pytest

from factcheck.domain.encoding import MAX_BYTES, decoded
from factcheck.domain.errors import Refusal

READ = {
    "nothing": (b"", ""),
    "UTF-8": ("“é” 日本".encode(), "“é” 日本"),
    "UTF-8 with its mark": ("é".encode("utf-8-sig"), "é"),
    "UTF-16": ("é".encode("utf-16"), "é"),
    "UTF-16, the other way round": (b"\xfe\xff\x00e", "e"),
    "UTF-32": ("é".encode("utf-32"), "é"),
    "declared": (b"<meta charset='ISO-8859-1'>\xe9 \x93", "<meta charset='ISO-8859-1'>é “"),
    "declared the old way": (
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xcf\xf0',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Пр',
    ),
    "UTF-8 that says otherwise": (
        "<meta charset=latin1>é".encode(),
        "<meta charset=latin1>é",
    ),
    "ASCII that is more": (
        b"<meta charset=iso-2022-jp>" + "漢字".encode("iso2022_jp"),
        "<meta charset=iso-2022-jp>漢字",
    ),
    "Windows' quotation marks": (b"\x93kata\x94 \x96 caf\xe9", "“kata” – café"),
}


@pytest.mark.parametrize(("content", "text"), READ.values(), ids=READ.keys())
def test_decoded(content, text):
    assert decoded(content) == text


REFUSED = {
    "PDF": (b"%PDF-1.7\n", "a PDF"),
    "Word": (b"PK\x03\x04\x14\x00", "word processor"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "word processor"),
    "rich text": (rb"{\rtf1 a}", "word processor"),
    "PNG": (b"\x89PNG\r\n", "a picture"),
    "JPEG": (b"\xff\xd8\xff\xe0", "a picture"),
    "WebP": (b"RIFF\x00\x00\x00\x00WEBP", "a picture"),
    "zeros": (b"a\x00b", "not text"),
    "half a UTF-16": (b"\xff\xfea", "damaged"),
    "UTF-8 that is none": (b"<meta charset=utf-8>\x93", "damaged: it is not written in utf-8"),
    "an unknown encoding": (b"<meta charset=klingon>\xe9", "“klingon”"),
    "an encoding of Python's": (b"<meta charset=rot13>\xe9", "“rot13”"),
    "Cyrillic without a word": ("Привет".encode("cp1251"), "Save it as UTF-8"),
    "Japanese without a word": ("日本".encode("shift_jis"), "Save it as UTF-8"),
    "Polish or Icelandic": (b"gar\xb9cz", "Save it as UTF-8"),
    "too large": (b"a" * (MAX_BYTES + 1), "larger than 8 MB"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused(content, said):
    with pytest.raises(Refusal, match=said):
        decoded(content)


@pytest.mark.parametrize("page", ["cp1250", "cp1252", "cp1254", "cp1257", "cp1258"])
def test_undeclared_letters_are_those_of_every_latin_page(page):
    for byte in range(0x80, 0x100):
        try:
            text = decoded(b"a" + bytes([byte]))
        except Refusal:
            continue
        assert text == (b"a" + bytes([byte])).decode(page)
