"""Hostile sources are sanitised or refused; what they cost is measured by bench.hostile_html."""

import pytest

from factcheck.domain.errors import Refusal
from factcheck.domain.html.bounds import MAX_TAGS, check_outcome, plain_formatting
from factcheck.domain.text import SourceForm, project, sanitise
from tests.domain.elements import check_clean
from tests.hostile import MARKDOWN, MARKUP, SOURCES, of_size

KINDS = [(form, name) for form, sources in SOURCES.items() for name in sources]
# These took a minute, or the memory of the machine, when nothing stood before the parser.
WORST = [
    "nested <div>",
    "many fonts left open",
    "paragraphs",
    "less than",
    "ampersands",
    "hard spaces",
    "accents",
    "attributes",
    "links",
    "cells",
    "line breaks",
    "lines",
]


# Elements that end where the next one begins, and two that are no HTML of today, so plain text.
FLAT = {f"nested <{name}>" for name in ("li", "nobr", "p", "plaintext", "td", "tr")}


def outcome(source: str, form: SourceForm) -> str:
    """What was said when the source was refused, or "" when it was sanitised as promised."""
    try:
        body = sanitise(source, form)
    except Refusal as refusal:
        return str(refusal)
    check_clean(body)
    assert sanitise(body) == body
    return ""


@pytest.mark.parametrize(("form", "name"), KINDS, ids=map(" ".join, KINDS))
def test_every_source_is_sanitised_or_refused(form, name):
    for size in (4_000, 16_000) if form == SourceForm.AUTO else (4_000,):
        said = outcome(of_size(SOURCES[form][name], size), form)
        assert not said or said.endswith(".")


@pytest.mark.parametrize("name", WORST)
def test_two_million_characters_of_it_are_refused(name):
    said = outcome(of_size(MARKUP[name], 2_000_000), SourceForm.AUTO)
    assert said.startswith(("This ", "There are more than", "More than"))


def test_ten_thousand_nested_tags_are_read_or_refused():
    for name in [name for name in MARKUP if name.startswith("nested")]:
        said = outcome(of_size(MARKUP[name], 100_000), SourceForm.AUTO)
        assert said or name in FLAT


def test_a_format_left_open_is_not_repeated_without_end():
    fonts = "".join(f"<i x={number}>" for number in range(500))
    body = sanitise(f"<p>{fonts}<p>" + "a<p>" * 1_000)
    assert body.count("<i>") == 1_000
    check_clean(body)


def test_formatting_keeps_its_words_without_its_attributes():
    source = '<FONT color="a>b">a</FONT> <b\nclass=x>b</b> <i/>c</i> <bdo x>d</bdo> <em>e</em>'
    assert plain_formatting(source).count("<wbr") == 2
    assert project(sanitise(source)) == "a b c d e"
    assert sanitise("<b class=x>a</b>") == "<p><b>a</b></p>"


def test_markup_that_grew_while_it_was_read_is_refused():
    with pytest.raises(Refusal, match="more than 50,000 tags"):
        check_outcome("<" * (2 * MAX_TAGS + 1))


def test_markdown_has_a_limit_of_its_own():
    for name in ("paragraphs", "only '['"):
        said = outcome(of_size(MARKDOWN[name], 2_000_000), SourceForm.MARKDOWN)
        assert said.startswith("This Markdown is longer")
