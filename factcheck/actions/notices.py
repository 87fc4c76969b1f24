"""Notices: what readers are told about a change."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.dates import check_effective, check_published
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import cleaned, required
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Notice, Revision


class BadNotice(Refusal):
    """A notice that was posted before."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice to be posted; `dated` None is today."""

    kind: NoticeKind
    text: dict[str, str]
    explanation: dict[str, str] = field(default_factory=dict)
    dated: date | None = None


def post_notice(*, article: Article, by: Actor, reason: str, notice: NoticeText) -> Notice:
    """Post a notice on an article."""
    check_may(by, Task.EDIT)
    with editorial_act(
        article=article,
        by=by,
        kind=Kind.NOTICE_POST,
        reason=reason,
        effective_on=notice.dated,
    ):
        return write_notice(locked(article), notice, None)


def edit_notice(
    *, notice: Notice, by: Actor, reason: str, version: int, changed: NoticeText
) -> Notice:
    """Change a notice; the words that stood there stay in its history."""
    check_may(by, Task.EDIT)
    with editorial_act(article=notice.article, by=by, kind=Kind.NOTICE_EDIT, reason=reason):
        notice = locked(notice, version)
        for name, value in _columns(notice.article, changed).items():
            setattr(notice, name, value)
        notice.save()
    return notice


def write_notice(article: Article, notice: NoticeText, revision: Revision | None) -> Notice:
    """Write a notice inside an act that is open already. Raises BadNotice where it is there."""
    if is_posted(article, notice):
        raise BadNotice(N_("This notice is here already, word for word."))
    row = Notice(article=article, revision=revision, **_columns(article, notice))
    row.save()
    return row


def is_posted(article: Article, notice: NoticeText) -> bool:
    """Whether the article has a notice of this kind and day, word for word."""
    columns = _columns(article, notice)
    twins = article.notices.filter(kind=columns["kind"], dated=columns["dated"])
    return columns["text"] in twins.values_list("text", flat=True)


def _columns(article: Article, notice: NoticeText) -> dict[str, Any]:
    languages = dict(settings.LANGUAGES)
    check_published(article.published_earliest, notice.dated)
    check_effective(notice.dated, None, timezone.localdate())
    return {
        "kind": notice.kind,
        "text": required(notice.text, languages),
        "explanation": cleaned(notice.explanation, languages),
        "dated": notice.dated or timezone.localdate(),
    }
