"""Marks written into an article's text: plain, crossing, nested, and inside a link."""

import re
from dataclasses import dataclass

import pytest

from factcheck.domain.text import project, sanitise
from factcheck.models import Rating, Revision
from factcheck.templatetags.marks import marked_blocks


@dataclass
class Span:
    """A mark on words of the text."""

    number: int
    words: str
    text: str
    stale: bool = False
    rating: Rating | None = None
    in_hand: bool = False
    is_suggestion: bool = False

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def url(self) -> str:
        return f"/{self.number}/"

    @property
    def start(self) -> int:
        return self.text.index(self.words)

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def written(source: str, *quotes: str) -> str:
    """The body with marks 1, 2, … on the quotes, without signs and hidden words."""
    body = sanitise(source)
    text = project(body)
    rating = Rating(key="true", label={"en": "True"})
    marks = [Span(number, words, text, rating=rating) for number, words in enumerate(quotes, 1)]
    revision = Revision(body=body, text=text, projection=1)
    html = "".join(block.html for block in marked_blocks(revision, marks))
    html = re.sub(r'<span class="visually-hidden">.*?</span>|<svg.*?</svg>| lang="en"', "", html)
    return html.replace('<span class="nowrap">', "<b>").replace("</span>", "</b>")


def mark(number: int, inner: str, *, named: bool = True) -> str:
    name = f' id="mark-{number}"' if named else ""
    return f'<a class="mark rating-true"{name} href="/{number}/">{inner}</a>'


def no(number: int) -> str:
    return f'<sup class="mark-no">{number}</sup>'


@pytest.mark.parametrize(
    ("source", "quotes", "html"),
    [
        ("One two three.", ["two"], f"<p>One {mark(1, f'<b>two{no(1)}</b>')} three.</p>"),
        (
            "<p>One <em>two</em> three.</p>",
            ["One two"],
            f"<p>{mark(1, 'One ')}<em>{mark(1, f'<b>two{no(1)}</b>', named=False)}</em> three.</p>",
        ),
        (
            "One two three.",
            ["One two three", "two"],
            (
                f"<p>{mark(1, 'One ')}{mark(2, f'<b>two{no(2)}</b>')}"
                f"{mark(1, f' <b>three{no(1)}</b>', named=False)}.</p>"
            ),
        ),
        (
            "One two.",
            ["One two", "One two"],
            f"<p>{mark(1, f'One <b>two{no(1)}</b>')}{mark(2, no(2))}.</p>",
        ),
        ("R&D <3 you.", ["R&D <3"], f"<p>{mark(1, f'R&amp;D <b>&lt;3{no(1)}</b>')} you.</p>"),
    ],
)
def test_marks(source: str, quotes: list[str], html: str) -> None:
    assert written(source, *quotes) == html


def test_no_link_stands_in_a_link() -> None:
    html = written('<p>See <a href="https://example.org/">this page</a>.</p>', "this page")
    assert '<span class="mark rating-true" id="mark-1">this <b>page' in html
    assert html.count("<a ") == 1


def test_what_begins_in_a_block_is_noted_beside_it() -> None:
    body = sanitise("One two.\nThree four.")
    text = project(body)
    marks = [Span(1, "four", text), Span(2, "two", text)]
    found = marked_blocks(Revision(body=body, text=text, projection=1), marks)
    assert [[note.number for note in block.notes] for block in found] == [[2], [1]]
    assert "not yet rated" in found[0].html
