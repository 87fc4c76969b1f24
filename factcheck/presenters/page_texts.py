"""The pages that the newsroom writes itself: their texts as HTML, and what changed in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.domain.text import SourceForm, sanitise
from factcheck.domain.vocabulary import Page
from factcheck.models import ChangeSet, PageText
from factcheck.presenters.acts import ActLine, act_line
from factcheck.presenters.people import told_to_readers
from factcheck.presenters.values import Change, field_changes

SHOWN = 50  # changes of one text; such a text changes a few times a year


@dataclass(frozen=True, slots=True)
class ShownText:
    """A page's text in the reader's language, or in another, which `language` then names.

    `html` is "" where the newsroom has not written it; `changed` is when it last did.
    """

    page: Page
    title: str
    html: SafeString
    language: str
    changed: ChangeSet | None


@dataclass(frozen=True, slots=True)
class TextChange:
    """One change of a page's text: the act, and the words that it changed."""

    line: ActLine
    changes: list[Change]


def shown_text(page: Page) -> ShownText:
    """The text of a page, as the newsroom wrote it."""
    row = PageText.objects.filter(key=page).select_related("act").first()
    reader = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    language, text = pick(row.text if row else {}, reader)
    return ShownText(
        page=page,
        title=gettext(page.label),
        html=_html(text) if text else mark_safe(""),
        language="" if language == reader else language,
        changed=row.act if row else None,
    )


def text_changes(page: Page) -> list[TextChange]:
    """What changed in the text of a page, newest first: who, when, why, and the words."""
    rows: Sequence[Any] = PageText.history.filter(key=page).select_related("act")[: SHOWN + 1]
    told = told_to_readers()
    before: list[Any] = [*rows[1:], None]
    return [
        TextChange(
            act_line(row.act, [], told=told, with_claim=False),
            list(field_changes(older, row, ("text",))),
        )
        for row, older in list(zip(rows, before, strict=False))[:SHOWN]
    ]


@lru_cache(maxsize=32)
def _html(text: str) -> SafeString:
    """The Markdown as HTML; it was tried when it was written."""
    return mark_safe(sanitise(text, SourceForm.MARKDOWN))  # noqa: S308 - cleaned by an allow list
