"""Markdown in, a clean body out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.errors import Refusal
from factcheck.domain.markdown import MAX_MARKDOWN
from factcheck.domain.text import SourceForm, project, sanitise

LINK = '<a href="https://x.org" rel="noopener nofollow">'
READ = {
    "headings": ("# a\n\nb\n===\n\n##### c", "<h2>a</h2>\n<h2>b</h2>\n<h4>c</h4>"),
    "paragraphs of lines": ("a\nb\n\nc  \nd", "<p>a b</p>\n<p>c<br> d</p>"),
    "emphasis": (
        "*a* **b** ~~c~~ `d`",
        "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>",
    ),
    "lists": (
        "- a\n  - b\n- c\n\n1. d",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>\n<ol><li>d</li></ol>",
    ),
    "a quotation": (
        "> a\n> > b",
        "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
    ),
    "a table": (
        "|a|b|\n|-|:-|\n|c|d|",
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
        ),
    ),
    "code": ("```py\na\n  b\n```", "<pre><code>a\n  b\n</code></pre>"),
    "a link": (
        '[a](https://x.org "t") <https://x.org>',
        f"<p>{LINK}a</a> {LINK}https://x.org</a></p>",
    ),
    "a link by name": ("[a][1]\n\n[1]: https://x.org", f"<p>{LINK}a</a></p>"),
    "a link to a script is text": ("[a](javascript:x) [b](data:x)", "<p>a b</p>"),
    "an image goes": ("a ![b](c.png)", "<p>a</p>"),
    "raw HTML": ("a <b onclick=x>c</b>\n\n<script>d</script>", "<p>a <b>c</b></p>"),
    "what is no tag is text": ("a <Budi>\n\n<Budi>", "<p>a &lt;Budi&gt;</p>\n<p>&lt;Budi&gt;</p>"),
    "a footnote is text": ("a[^1]\n\n[^1]: b c", "<p>a[^1]</p>\n<p>[^1]: b c</p>"),
    "front matter goes": ("---\ntitle: a\ntags:\n  - b\n---\nc", "<p>c</p>"),
    "a rule is no front matter": ("---\n\na\n\n---\n", "<hr>\n<p>a</p>\n<hr>"),
}


@pytest.mark.parametrize(("source", "clean"), READ.values(), ids=READ.keys())
def test_markdown(source, clean):
    assert sanitise(source, SourceForm.MARKDOWN) == clean
    assert sanitise(clean) == clean


def test_markdown_is_read_only_when_asked_for():
    assert sanitise("*a* # b") == "<p>*a* # b</p>"
    assert sanitise("# a") == "<p># a</p>"


def test_html_and_text_are_what_they_are_said_to_be():
    assert sanitise("a\nb", SourceForm.HTML) == "<p>a b</p>"
    assert sanitise("<b>a</b>", SourceForm.TEXT) == "<p>&lt;b&gt;a&lt;/b&gt;</p>"


@given(
    st.lists(st.lists(st.from_regex(r"[a-zé]{1,6}[.,]?", fullmatch=True), min_size=1), min_size=1)
)
def test_every_word_is_kept_in_its_order(paragraphs):
    source = "\n\n".join(" ".join(words) for words in paragraphs)
    said = " ".join(word for words in paragraphs for word in words)
    assert project(sanitise(source, SourceForm.MARKDOWN)).split() == said.split()


_SIGNS = st.sampled_from(["*", "_", "~~", "`", "# ", "> ", "- ", "1. ", "[", "](", ")", "|", "\n"])
_SOUP = st.lists(st.one_of(_SIGNS, st.sampled_from(["ab", "<b>", "&lt;", "\n\n", "    ", "<x>"])))


@given(_SOUP.map("".join))
def test_any_soup_is_read_or_refused(source):
    try:
        body = sanitise(source, SourceForm.MARKDOWN)
    except Refusal:
        return
    assert sanitise(body) == body
    shown = re.sub(r"\s", "", project(body))
    assert shown.count("ab") <= source.count("ab")


def test_nine_lists_in_each_other_are_read():
    body = sanitise("".join("  " * depth + "- a\n" for depth in range(9)), SourceForm.MARKDOWN)
    assert project(body).split() == ["a"] * 9


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("> " * 20 + "a", "nested too deeply"),
        ("a" * (MAX_MARKDOWN + 1), "longer than 200,000 characters"),
        (f"[a]: x{'y' * 20_000}\n\n" + "[a] " * 200, "links of this Markdown are too long"),
    ],
    ids=["quotations", "long", "links"],
)
def test_what_would_take_too_long_is_refused(source, said):
    with pytest.raises(Refusal, match=said):
        sanitise(source, SourceForm.MARKDOWN)
