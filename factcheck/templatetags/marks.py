"""Writing marks into the text of an article: underlined words with a number and a rating's sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.domain.markup import Block, Mark, blocks
from factcheck.models import Revision
from factcheck.templatetags.factcheck import css_key, icon

register = template.Library()


class MarkedBlock(NamedTuple):
    """A block of the article, and the claims whose words begin in it."""

    html: SafeString
    notes: list[Any]


@register.simple_tag
def marked_blocks(revision: Revision, marks: Sequence[Any]) -> list[MarkedBlock]:
    """The body of a revision in blocks, with the words of each mark underlined and linked.

    Marks are as `presenters.marks.MarkedClaim` or `SuggestedMark`. A number stands where the words
    of its mark end.
    """
    survey = _Survey()
    _written(revision, marks, survey)
    writer = _Writer({mark.key: mark for mark in marks}, survey.last)
    return [
        MarkedBlock(
            mark_safe(block.html),  # noqa: S308 - a sanitised body, and marks escaped below
            [writer.marks[key] for key in block.keys],
        )
        for block in _written(revision, marks, writer)
    ]


def _written(revision: Revision, marks: Sequence[Any], wrap: Any) -> list[Block]:
    spans = [Mark(mark.key, mark.start, mark.end) for mark in marks]
    return blocks(revision.body, spans, wrap, revision.projection)


class _Survey:
    """Finds the last stretch of each mark, by its place among all stretches."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.places = count()

    def __call__(
        self, keys: tuple[str, ...], text_html: str, starting: tuple[str, ...], inside_link: bool
    ) -> str:
        self.last |= dict.fromkeys(keys, next(self.places))
        return text_html


@dataclass
class _Writer:
    marks: dict[str, Any]
    last: dict[str, int]

    def __post_init__(self) -> None:
        self.places = count()
        self.named: set[int] = set()

    def __call__(
        self, keys: tuple[str, ...], text_html: str, starting: tuple[str, ...], inside_link: bool
    ) -> str:
        """One stretch: it leads to the shortest mark over it, numbers of the others follow.

        The mark in hand goes before the shortest."""
        place = next(self.places)
        shortest = min(keys, key=lambda key: (not self.marks[key].in_hand, self._length(key)))
        ending = [key for key in keys if self.last[key] == place]
        text = mark_safe(text_html)  # noqa: S308 - `blocks` gives it escaped
        if shortest in ending:
            head, space, last = text_html.rpartition(" ")
            number = self._number(self.marks[shortest])
            text = format_html(
                '{}<span class="nowrap">{}{}</span>',
                mark_safe(head + space),  # noqa: S308 - parts of an escaped text
                mark_safe(last),  # noqa: S308
                number,
            )
        mark = self.marks[shortest]
        return self._stretch(mark, text, inside_link) + format_html_join(
            "",
            "{}",
            (
                (self._stretch(self.marks[key], self._number(self.marks[key]), inside_link),)
                for key in ending
                if key != shortest
            ),
        )

    def _length(self, key: str) -> int:
        length: int = self.marks[key].end - self.marks[key].start
        return length

    def _stretch(self, mark: Any, inner: SafeString, inside_link: bool) -> SafeString:
        """Words of a mark, or its number alone; the first of them has the mark's name."""
        rating = css_key(mark.rating.key) if mark.rating else ""
        css = f"mark rating-{rating}" if rating else "mark is-open"
        css += " is-stale" if mark.stale else ""
        css += " in-hand" if mark.in_hand else ""
        css += " is-suggestion" if mark.is_suggestion else ""
        is_first = mark.number not in self.named
        self.named.add(mark.number)
        name = format_html(' id="mark-{}"', mark.number) if is_first else ""
        if inside_link:  # no link stands in another; the note beside the paragraph leads on
            return format_html('<span class="{}"{}>{}</span>', css, name, inner)
        return format_html('<a class="{}"{} href="{}">{}</a>', css, name, mark.url, inner)

    def _number(self, mark: Any) -> SafeString:
        if mark.is_suggestion:
            return format_html(
                '<sup class="mark-no" lang="{}">{}<span class="visually-hidden"> ({})</span></sup>',
                get_language(),
                mark.number,
                gettext("suggested place"),
            )
        rating = css_key(mark.rating.key) if mark.rating else "none"
        return format_html(
            '<sup class="mark-no" lang="{}">{}{}{}<span class="visually-hidden"> ({})</span></sup>',
            get_language(),
            mark.number,
            icon(f"rating-{rating}"),
            icon("stale") if mark.stale else "",
            _spoken(mark),
        )


def _spoken(mark: Any) -> str:
    """What a screen reader says after the words: “claim 5: True, stale”."""
    language = get_language() or ""
    word = pick(mark.rating.label, language)[1] if mark.rating else gettext("not yet rated")
    sentence = (
        gettext("claim %(number)s: %(rating)s, stale")
        if mark.stale
        else gettext("claim %(number)s: %(rating)s")
    )
    return sentence % {"number": mark.number, "rating": word}
