"""What the newsroom says of itself: the texts of its own pages, and how it shows its people."""

from typing import TypeVar

from django.conf import settings

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.languages import cleaned
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import check_version
from factcheck.domain.text import SourceForm, sanitise
from factcheck.domain.vocabulary import Page, PeopleShown
from factcheck.models import Newsroom, PageText

N = TypeVar("N", Newsroom, PageText)


def set_text(*, page: Page, by: Actor, reason: str, version: int, text: dict[str, str]) -> PageText:
    """Write the text of a page, in Markdown. `version` is the one seen, 0 where none was written.

    Emptied in every language, the text that comes with factcheck stands again. Refuses Markdown
    that can't be shown.
    """
    check_may(by, Task.EDIT)
    kept = cleaned(text, dict(settings.LANGUAGES))
    for written in kept.values():
        sanitise(written, SourceForm.MARKDOWN)
    with editorial_act(by=by, kind=Kind.TEXT_SET, reason=reason):
        row = _for_writing(PageText.of(page), version)
        row.text = kept
        row.save()
    return row


def set_newsroom(*, by: Actor, reason: str, version: int, people_shown: PeopleShown) -> Newsroom:
    """Choose how readers are told of people, on every page at once. `version` as above."""
    check_may(by, Task.MANAGE_PEOPLE)
    with editorial_act(by=by, kind=Kind.NEWSROOM_SET, reason=reason):
        row = _for_writing(Newsroom.now(), version)
        row.people_shown = PeopleShown(people_shown)
        row.save()
    return row


def _for_writing(row: N, version: int) -> N:
    """The row locked, or the new one where it was never written. Raises Stale."""
    if row._state.adding:
        check_version(version, row.version)
        return row
    return locked(row, version)
