"""Notices as readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Notice

#: What readers must know before they read: stands above the headline, the gravest first.
ABOVE = (NoticeKind.RETRACTION, NoticeKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class NoticeArticle:
    """The article of a notice that is shown away from it."""

    url: str
    headline: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownNotice:
    kind: str
    kind_label: str
    day: date
    text: dict[str, str]
    note: dict[str, str]
    anchor: str
    article: NoticeArticle | None = None


def shown(notice: Notice, *, with_article: bool = False) -> ShownNotice:
    """A notice; `with_article` where it is read away from its own."""
    return ShownNotice(
        kind=notice.kind,
        kind_label=gettext(NoticeKind(notice.kind).label),
        day=notice.dated,
        text=notice.text,
        note=notice.explanation,
        anchor=f"notice-{notice.pk}",
        article=_article(notice.article) if with_article else None,
    )


def split(notices: Iterable[Notice]) -> tuple[list[ShownNotice], list[ShownNotice]]:
    """Those above the headline, and those at the end of the article."""
    listed = [shown(notice) for notice in notices]
    above = [notice for kind in ABOVE for notice in listed if notice.kind == kind]
    return above, [notice for notice in listed if notice.kind not in ABOVE]


def _article(article: Article) -> NoticeArticle:
    return NoticeArticle(article.get_absolute_url(), article.newest.headline, article.language)
