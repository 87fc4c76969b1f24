"""HTML or plain text in, a clean body and its text out."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.errors import Refusal
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.text import (
    MAX_CHARACTERS,
    MAX_LINES,
    PROJECTION,
    WALKS,
    project,
    sanitise,
    walk,
)
from tests.domain.bodies import BODIES, SOUP
from tests.domain.elements import check_clean

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = (SEEDS / "article.txt").read_text(encoding="utf-8")

CLEANED = {
    "paragraphs stay": ("<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>"),
    "stray text gets a paragraph": ("a<p>b</p>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    "a div is a line": ("<div>a</div><div>b</div>", "<p>a</p>\n<p>b</p>"),
    "two line breaks part paragraphs": ("a<br> <br>b<br>c", "<p>a</p>\n<p>b<br>c</p>"),
    "breaks at the edges go": ("<p><br>a<br></p>", "<p>a</p>"),
    "empty blocks go": ("<p>a</p><p>&nbsp;</p><ul><li> </li></ul>", "<p>a</p>"),
    "scripts go with their contents": ("<p>a<script>b</script></p><style>c</style>", "<p>a</p>"),
    "comments go": ("<p>a<!-- b --></p>", "<p>a</p>"),
    "images go": ('<p>a<img src="x" onerror="alert(1)"></p>', "<p>a</p>"),
    "attributes go": ('<p class="x" style="y" id="z" onclick="w">a</p>', "<p>a</p>"),
    "spans are unwrapped": ("<p>a<span>b</span></p>", "<p>ab</p>"),
    "the first heading is the page's": ("<h1>a</h1><h5>b</h5>", "<h2>a</h2>\n<h4>b</h4>"),
    "struck words stay struck": ("<p><del>a</del> b</p>", "<p><s>a</s> b</p>"),
    "a link": (
        '<p><a href="https://x.org/?a&amp;b" target="t">a</a></p>',
        '<p><a href="https://x.org/?a&amp;b" rel="noopener nofollow">a</a></p>',
    ),
    "a link to a script is text": ('<p><a href="javascript:x">a</a></p>', "<p>a</p>"),
    "a link to our own site by chance is text": ('<p><a href="/x">a</a></p>', "<p>a</p>"),
    "an unclosed list": ("<ul><li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
    "a list in a list": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "an item without a list": ("<li>a</li><li>b</li>", "<ul><li>a</li><li>b</li></ul>"),
    "bold over paragraphs": ("<b><p>a</p><p>b</p></b>", "<p><b>a</b></p>\n<p><b>b</b></p>"),
    "a link over a list": (
        '<a href="https://x.org"><ul><li>a</li></ul></a>',
        '<ul><li><a href="https://x.org" rel="noopener nofollow">a</a></li></ul>',
    ),
    "a table": (
        "<table><caption>c</caption><tr><th>a<td>b</table>",
        "<p>c</p>\n<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>",
    ),
    "code keeps its lines": ("<pre>\n  a\n\n   b<br>c</pre>", "<pre>  a\n\n   b\nc</pre>"),
    "white space is collapsed": ("<p> a \n\t b </p>", "<p>a b</p>"),
    "one form of a letter": ("<p>e\u0301 e&#x301;</p>", "<p>é é</p>"),
    "control characters go": ("<p>a\x00\x07b&#1;\ufeff</p>", "<p>ab</p>"),
    "half a character goes": ("<p>a\ud800</p>", "<p>a</p>"),
    "a line ends where a word processor says": ("<p>a\x0bb\x85c</p>", "<p>a b c</p>"),
    "order is not turned round": (
        "<p>\u202e001\u202c \u2066a\u2069 &#x202e;b</p>",
        "<p>001 a b</p>",
    ),
    "marks and joiners stay": (
        "<p>\u200fא\u200e نمی\u200cخواهم \U0001f469\u200d\U0001f467</p>",
        "<p>\u200fא\u200e نمی\u200cخواهم \U0001f469\u200d\U0001f467</p>",
    ),
    "hidden letters go": ("<p>a\U000e0061\U000e0062\u2063b</p>", "<p>ab</p>"),
    "a flag stays": (
        "<p>\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f</p>",
        "<p>\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f</p>",
    ),
    "no character of any plane": ("<p>a\ufffe\U0001ffff</p>", "<p>a</p>"),
    "code begins with text": ("<pre>\n\n\n  a</pre>", "<pre>  a</pre>"),
    "a figure without its image": (
        "<figure><img src=x><figcaption>a</figcaption></figure>",
        "<figure><figcaption>a</figcaption></figure>",
    ),
    "plain lines": ("a\n\nb < c\r\nd", "<p>a</p>\n<p>b &lt; c</p>\n<p>d</p>"),
    "a plain list": (
        "a\n- b\n- c\n\n- d\ne",
        "<p>a</p>\n<ul><li>b</li><li>c</li></ul>\n<ul><li>d</li></ul>\n<p>e</p>",
    ),
    "an address in angle brackets is no tag": ("a <b@c.org>", "<p>a &lt;b@c.org&gt;</p>"),
}


@pytest.mark.parametrize(("source", "clean"), CLEANED.values(), ids=CLEANED.keys())
def test_sanitise(source, clean):
    assert sanitise(source) == clean


@given(SOUP)
def test_every_text_is_reached_from_its_offsets(source):
    try:
        body = sanitise(source)
    except Refusal:
        return
    pieces = walk(body)
    text = "".join(piece.text for piece in pieces if not piece.is_tag)
    assert text == project(body)
    assert all(text[p.start : p.end] == p.text for p in pieces if not p.is_tag)
    shown = [piece for piece in pieces if not piece.is_tag and piece.shown]
    between = [text[a.end : b.start] for a, b in pairwise(shown)]
    assert set(between) <= {"", "\n", "\t"}


@given(SOUP)
def test_sanitising_twice_changes_nothing(source):
    try:
        clean = sanitise(source)
    except Refusal:
        return
    assert sanitise(clean) == clean
    assert project(sanitise(clean)) == project(clean)


@given(BODIES)
def test_a_clean_body_holds_only_what_is_allowed(body):
    check_clean(body)


@given(BODIES)
def test_no_line_is_empty_or_has_blank_edges(body):
    if "<pre>" in body:
        return
    for line in re.split("[\n\t]", project(body)):
        assert line
        assert line == line.strip()


@given(st.lists(st.text(alphabet="ab é,.<>&", min_size=1, max_size=9).filter(str.strip)))
def test_plain_text_keeps_every_letter(lines):
    source = "\n".join(["start", *lines])
    if "<b" in source or "<a" in source:
        return
    squeezed = [" ".join(line.split()) for line in source.split("\n")]
    assert project(sanitise(source)) == "\n".join(squeezed)


@pytest.mark.parametrize(
    "source", ["", "  \n ", "<p> </p>", "<script>x</script>", "\x00", "<hr>", "\u200b\u200f"]
)
def test_no_text_is_refused(source):
    with pytest.raises(Refusal, match="There is no text here"):
        sanitise(source)


def test_too_long_a_text_is_refused_and_the_longest_is_not():
    with pytest.raises(Refusal, match="longer than 2,000,000 characters"):
        sanitise("a" * (MAX_CHARACTERS + 1))
    assert len(sanitise("a" * 1000 + " ")) == len("<p></p>") + 1000


def test_too_many_lines_are_refused():
    with pytest.raises(Refusal, match="more than 12,500 lines"):
        sanitise("a\n" * (MAX_LINES + 1))
    assert project(sanitise("a\n\n" * MAX_LINES)).count("a") == MAX_LINES


def test_too_many_accents_on_a_letter_are_refused():
    with pytest.raises(Refusal, match="More than 30 accents stand on one letter"):
        sanitise("a" + "\u0316\u0301" * 16)
    assert len(sanitise("a" + "\u0316" * 30)) == len("<p></p>") + 31


def test_deep_nesting_is_flattened():
    body = sanitise("<blockquote>" * 500 + "a")
    assert project(body) == "a"
    assert body.count("<blockquote>") <= 40
    assert sanitise(body) == body


def test_nesting_without_end_is_refused():
    with pytest.raises(Refusal, match="nested too deeply"):
        sanitise("<div>" * 5_000 + "a")


def test_many_elements_side_by_side_are_not_nested():
    assert project(sanitise("<p>a<br><img>" * 3_000)).count("a") == 3_000
    assert project(sanitise("<div>a</div>" * 3_000)).count("a") == 3_000
    assert project(sanitise("<ul>" + "<li>a" * 3_000 + "</ul>")).count("a") == 3_000


def test_the_seed_article_keeps_its_words_and_every_quote_stands_once():
    text = project(sanitise(ARTICLE))
    assert text == "\n".join(line.removeprefix("- ") for line in ARTICLE.split("\n"))
    claims = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
    quotes = [
        claim["quote"] for claim in (claims if isinstance(claims, list) else claims["claims"])
    ]
    assert [text.count(quote) for quote in quotes] == [1] * 14


PROJECTED = {
    "blocks part lines": ("<h2>a</h2>\n<p>b</p>", "a\nb"),
    "a break parts lines": ("<p>a<br>b</p>", "a\nb"),
    "a list": ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
    "cells are parted by tabs": (
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>",
        "a\tb\nc",
    ),
    "entities": ("<p>a &lt; b &amp;amp; c</p>", "a < b &amp; c"),
    "space between elements counts once": ("<p><b>a </b> <i> b</i></p>", "a b"),
    "no space stays none": ("<p><b>a</b><i>b</i></p>", "ab"),
    "space before a break goes": ("<p>a <br> b </p>", "a\nb"),
    "a hard space stays inside": ("<p>US$&nbsp;100</p>", "US$\u00a0100"),
    "code keeps its indent": (
        "<p>x</p><pre><code>\n  a\n\n    b\n</code></pre><p>y</p>",
        "x\n  a\n\n    b\ny",
    ),
}


@pytest.mark.parametrize(("body", "text"), PROJECTED.values(), ids=PROJECTED.keys())
def test_project(body, text):
    assert project(body) == text


def test_offsets_count_code_points():
    pieces = [piece for piece in walk("<p>\U0001f30b a<b>b</b></p>") if not piece.is_tag]
    assert [(piece.start, piece.end, piece.text) for piece in pieces] == [
        (0, 3, "\U0001f30b a"),
        (3, 4, "b"),
    ]


def test_the_current_projection_has_a_walk_and_an_unknown_one_has_none():
    assert PROJECTION in WALKS
    with pytest.raises(KeyError):
        project("<p>a</p>", version=99)


SENTENCES = {
    "between two others": ("Satu. Dua tiga. Empat.", "tiga", "Dua tiga."),
    "the first": ("Satu dua. Tiga.", "Satu", "Satu dua."),
    "a quote that ends with the sentence": ("Satu. Dua tiga. Empat.", "tiga.", "Dua tiga."),
    "a quote over two": (
        "Satu. Dua tiga. Empat lima. Enam.",
        "tiga. Empat",
        "Dua tiga. Empat lima.",
    ),
    "a decimal": ("Naik 4.2 persen. Lalu turun.", "Naik", "Naik 4.2 persen."),
    "rupiah": ("Harganya Rp. 500 ribu. Murah.", "500", "Harganya Rp. 500 ribu."),
    "a title": ("Kata Mr. Smith begitu. Benar.", "Smith", "Kata Mr. Smith begitu."),
    "an initial": ("Lalu J. Smith pergi. Benar.", "Smith", "Lalu J. Smith pergi."),
    "and so on": ("Beras, gula, dll. naik. Lain.", "gula", "Beras, gula, dll. naik."),
    "and so on at the end": ("Beras, gula, dll. Lain lagi.", "gula", "Beras, gula, dll."),
    "a question in a quote": ("“Apa?” tanya dia. Lalu pergi.", "tanya", "“Apa?” tanya dia."),
    "a closing quote": ("Dia berkata “ya.” Lalu pergi.", "ya", "Dia berkata “ya.”"),
    "a new line": ("Judul tanpa titik\nIsi berita.", "tanpa", "Judul tanpa titik"),
    "an ellipsis": ("Menunggu… Lalu datang.", "Menunggu", "Menunggu…"),
}


@pytest.mark.parametrize(("text", "words", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence_bounds(text, words, sentence):
    start = text.index(words)
    low, high = sentence_bounds(text, start, start + len(words))
    assert text[low:high] == sentence


@given(st.text(alphabet="aB .!?\n”5", max_size=40), st.data())
def test_a_sentence_covers_its_span(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = sentence_bounds(text, start, end)
    assert 0 <= low <= high <= len(text)
    if text[start:end].strip():
        inner = text[start:end].strip()
        assert inner in text[low:high]
        assert text[low:high] == text[low:high].strip()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> people", "10⁶ people"),
        ("201<sup>6</sup>", "201⁶"),
        ("20<sub>16</sub>", "20₁₆"),
        ("x<sup>n-1</sup>", "xⁿ⁻¹"),
        ("the 1<sup>st</sup>", "the 1st"),
        ("H<sub>2</sub>O", "H₂O"),
        ("201<sup><b>6</b></sup>", "201⁶"),
        ("201<sup> 6</sup>", "201 ⁶"),
        ("10<sup>6,5</sup>", "10⁶,⁵"),
        ("the <sup>2nd</sup>", "the ²nd"),
        ("<code>2<sup>64</sup></code>", "2⁶⁴"),
    ],
)
def test_raised_and_lowered_figures_are_not_read_as_figures(html: str, text: str) -> None:
    body = sanitise(f"<p>{html}</p>")
    assert project(body) == text
    assert sanitise(body) == body


def test_raised_figures_are_no_figures_in_code_either() -> None:
    assert project(sanitise("<pre>201<sup>6</sup></pre>")) == "201⁶"


@pytest.mark.parametrize("name", ["s", "del", "strike"])
def test_what_is_struck_out_is_shown_and_not_said(name: str) -> None:
    body = sanitise(f"<p>It cost <{name}>12 &amp; more</{name}> <b>13</b> million.</p>")
    assert "12 &amp; more" in body
    assert project(body) == "It cost 13 million."
    assert project(body, version=1) == "It cost 12 & more 13 million.", "as older texts were read"


def test_a_paragraph_struck_out_leaves_no_line() -> None:
    body = sanitise("<p>One.</p><p><s>Two.</s></p><p>Three.</p>")
    assert project(body) == "One.\nThree."
    with pytest.raises(Refusal, match="no text"):
        sanitise("<p><s>All of it.</s></p>")
