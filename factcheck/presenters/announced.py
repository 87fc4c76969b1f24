"""Notices that an article's own text announces, before anybody posted them."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from factcheck.domain.updates import Found, recognised_anew
from factcheck.models import Article


def announced(article: Article, text: str) -> list[Found]:
    """The notices that lines of a new text announce, and that are not posted yet.

    A day that is still to come is left out: no notice can bear it.
    """
    found = recognised_anew(article.newest.text, text, article.language)
    if not found:
        return []
    posted = {
        _read(words)
        for texts in article.notices.values_list("text", flat=True)
        for words in texts.values()
    }
    today = timezone.localdate()
    return [_until(today, notice) for notice in found if _read(notice.words) not in posted]


def newest(notices: list[Found]) -> Found | None:
    """The one to offer: of the latest day, and of those the first."""
    return max(notices, key=lambda notice: notice.date or date.min, default=None)


def _until(today: date, notice: Found) -> Found:
    is_to_come = notice.date is not None and notice.date > today
    return replace(notice, date=None) if is_to_come else notice


def _read(words: str) -> str:
    return " ".join(words.split())
