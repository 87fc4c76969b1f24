"""Marks in place."""

import re
from html import unescape

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.markup import Block, Mark, blocks
from factcheck.domain.text import project, sanitise
from tests.domain.bodies import BODIES


def wrap(keys, text_html, starting, inside_link):
    """A mark that shows everything it was told."""
    first = "".join(f"^{key}" for key in starting)
    link = "!" if inside_link else ""
    return f'<mark class="{"+".join(keys)}{first}{link}">{text_html}</mark>'


def marked(body, *spans):
    marks = [Mark(key, start, end) for key, start, end in spans]
    return [(block.html, block.keys) for block in blocks(body, marks, wrap)]


def test_without_marks_the_body_comes_back_in_blocks():
    body = "<p>a &lt; <b>b</b></p>\n<ul><li>c</li></ul>\n<hr>\n<p>d<br>e</p>"
    assert [block.html for block in blocks(body, [], wrap)] == body.split("\n")


def test_a_mark_in_a_paragraph():
    assert marked("<p>abc</p><p>def</p>", ("x", 1, 2)) == [
        ('<p>a<mark class="x^x">b</mark>c</p>', ("x",)),
        ("<p>def</p>", ()),
    ]


def test_a_mark_is_split_at_tags_and_starts_once():
    assert marked("<p>a<b>b</b>c</p>", ("x", 0, 2)) == [
        ('<p><mark class="x^x">a</mark><b><mark class="x">b</mark></b>c</p>', ("x",))
    ]


def test_marks_that_overlap_share_a_stretch():
    assert marked("<p>abc</p>", ("x", 0, 2), ("y", 1, 2)) == [
        ('<p><mark class="x^x">a</mark><mark class="x+y^y">b</mark>c</p>', ("x", "y"))
    ]


def test_a_mark_over_blocks_starts_in_the_first():
    assert marked("<p>ab</p><p>cd</p>", ("x", 1, 4)) == [
        ('<p>a<mark class="x^x">b</mark></p>', ("x",)),
        ('<p><mark class="x">c</mark>d</p>', ()),
    ]


def test_a_mark_that_begins_with_the_line_break_starts_after_it():
    assert marked("<p>ab</p><p>cd</p>", ("x", 2, 4)) == [
        ("<p>ab</p>", ()),
        ('<p><mark class="x^x">c</mark>d</p>', ("x",)),
    ]


def test_a_mark_in_a_link_is_told_so():
    link = '<a href="https://x.org" rel="noopener nofollow">'
    ((html, _),) = marked(f"<p>{link}ab</a>c</p>", ("x", 1, 3))
    inside, outside = '<mark class="x^x!">b</mark>', '<mark class="x">c</mark>'
    assert html == f"<p>{link}a{inside}</a>{outside}</p>"


def test_text_is_escaped_inside_marks():
    ((html, _),) = marked("<p>a &lt;b&gt; &amp;amp;</p>", ("x", 2, 5))
    assert html == '<p>a <mark class="x^x">&lt;b&gt;</mark> &amp;amp;</p>'


GRAPHEMES = {
    "a letter and its accents": ("ax\u0316\u0301b", (2, 3), "x\u0316\u0301"),
    "a family": ("a\U0001f469\u200d\U0001f467b", (1, 2), "\U0001f469\u200d\U0001f467"),
    "a tinted hand": ("a\U0001f44d\U0001f3fdb", (2, 3), "\U0001f44d\U0001f3fd"),
    "a flag": ("\U0001f1ee\U0001f1e9\U0001f1fa\U0001f1f8", (1, 2), "\U0001f1ee\U0001f1e9"),
    "two flags": (
        "\U0001f1ee\U0001f1e9\U0001f1fa\U0001f1f8",
        (1, 3),
        "\U0001f1ee\U0001f1e9\U0001f1fa\U0001f1f8",
    ),
    "a keycap": ("a1\ufe0f\u20e3b", (1, 2), "1\ufe0f\u20e3"),
    "whole letters": ("abc", (1, 2), "b"),
}


@pytest.mark.parametrize(("text", "span", "shown"), GRAPHEMES.values(), ids=GRAPHEMES.keys())
def test_a_mark_never_splits_what_is_seen_as_one(text, span, shown):
    ((html, _),) = marked(f"<p>{text}</p>", ("x", *span))
    assert f'<mark class="x^x">{shown}</mark>' in html
    assert html.count("<mark") == 1


def test_a_mark_takes_an_accent_from_the_next_element_along():
    body = sanitise("<p>ax<b>\u0316b</b></p>")
    ((html, _),) = marked(body, ("x", 1, 2))
    second = '<b><mark class="x">\u0316</mark>b</b>'
    assert html == f'<p>a<mark class="x^x">x</mark>{second}</p>'


def test_marks_in_one_block_are_named_in_text_order():
    assert blocks("<p>abc</p>", [Mark("late", 2, 3), Mark("early", 0, 1)], wrap)[0].keys == (
        "early",
        "late",
    )


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 1), (0, 9)], ids=str)
def test_a_span_that_is_none_is_refused(span):
    with pytest.raises(ValueError, match="no span of a text of 3"):
        marked("<p>abc</p>", ("x", *span))


def test_two_marks_may_not_share_a_key():
    with pytest.raises(ValueError, match="same key"):
        marked("<p>abc</p>", ("x", 0, 1), ("x", 1, 2))


def _spans(text):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return st.lists(places.map(sorted).filter(lambda span: span[0] < span[1]), max_size=5)


def _edges(text):
    """Where what a reader sees as one character begins or ends."""
    return [0, *(found.end() for found in regex.finditer(r"\X", text))]


def _joined(marked_blocks: list[Block]) -> str:
    return "\n".join(block.html for block in marked_blocks)


@given(BODIES, st.data())
def test_marks_change_no_text_and_hold_their_own(body, data):
    text = project(body)
    spans = data.draw(_spans(text))
    marks = [Mark(f"k{number}", *span) for number, span in enumerate(spans)]
    html = _joined(blocks(body, marks, wrap))
    assert project(html) == text
    assert project(re.sub(r"</?mark[^>]*>", "", html)) == text
    assert sanitise(re.sub(r"</?mark[^>]*>", "", html)) == sanitise(_joined(blocks(body, [], wrap)))
    edges = _edges(text)
    for mark in marks:
        found = re.findall(r'<mark class="([^"^!]*)[^"]*">(.*?)</mark>', html, re.DOTALL)
        held = "".join(unescape(inner) for keys, inner in found if mark.key in keys.split("+"))
        start = max(edge for edge in edges if edge <= mark.start)
        shown = text[start : min(edge for edge in edges if edge >= mark.end)]
        assert re.sub(r"[\n\t]", "", held) == re.sub(r"[\n\t]", "", shown)


@given(BODIES, st.data())
def test_every_mark_with_words_starts_once_and_is_named_by_one_block(body, data):
    text = project(body)
    spans = [span for span in data.draw(_spans(text)) if text[slice(*span)].strip()]
    marks = [Mark(f"k{number}", *span) for number, span in enumerate(spans)]
    found = blocks(body, marks, wrap)
    named = [key for block in found for key in block.keys]
    assert sorted(named) == sorted(mark.key for mark in marks)
    for mark in marks:
        assert len(re.findall(rf"\^{mark.key}\b", _joined(found))) == 1


def test_a_mark_goes_round_what_is_struck_out() -> None:
    body = sanitise("<p>It cost <s>12</s> 13 million.</p>")
    text = project(body)

    def wrap(keys, text_html, starting, inside_link):
        return f"<mark>{text_html}</mark>"

    [block] = blocks(body, [Mark("1", 0, text.index(" million"))], wrap)
    assert block.html == "<p><mark>It cost </mark><s>12</s><mark>13</mark> million.</p>"
