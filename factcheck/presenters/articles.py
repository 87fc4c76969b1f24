"""Articles: the page of one revision, and the cards of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from factcheck.models import Article, Notice, Rating, Revision
from factcheck.presenters.marks import MarkedClaim, marks_in
from factcheck.presenters.notices import ShownNotice, split
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.progress import Progress, progress_of
from factcheck.presenters.values import language_name


@dataclass(frozen=True, slots=True)
class RevisionDate:
    """When a revision came to be; `recorded` where only the day of the record is known."""

    day: date
    recorded: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page of an article's revision says. `revision` may be an old one."""

    article: Article
    language: str
    revision: Revision
    is_newest: bool
    dated: RevisionDate
    progress: Progress
    picture: ShownPicture | None
    marks: list[MarkedClaim]
    gone: list[MarkedClaim]
    above: list[ShownNotice]
    below: list[ShownNotice]
    ratings: list[Rating]

    @property
    def previous(self) -> int | None:
        """The number of the revision before this one."""
        return self.revision.number - 1 or None


@dataclass(frozen=True, slots=True)
class ArticleCard:
    article: Article
    language: str
    revision: Revision
    dated: RevisionDate
    progress: Progress
    picture: ShownPicture | None


def article_page(article: Article, revision: Revision) -> ArticlePage:
    """One revision of a public article, with the marks of the claims that stand."""
    ratings = list(Rating.objects.all())
    is_newest = revision.pk == article.newest_id
    marks, gone = marks_in(revision, newest=is_newest)
    above, below = split(Notice.objects.filter(article=article).newest_first())
    return ArticlePage(
        article=article,
        language=language_name(article.language),
        revision=revision,
        is_newest=is_newest,
        dated=revision_date(revision),
        progress=progress_of([article.pk], ratings)[article.pk],
        picture=picture_of(revision),
        marks=marks,
        gone=gone,
        above=above,
        below=below,
        ratings=ratings,
    )


def article_cards(articles: Sequence[Article]) -> list[ArticleCard]:
    """Articles of a list, read with their newest revision and its act."""
    progress = progress_of([article.pk for article in articles], list(Rating.objects.all()))
    return [
        ArticleCard(
            article=article,
            language=language_name(article.language),
            revision=article.newest,
            dated=revision_date(article.newest),
            progress=progress[article.pk],
            picture=picture_of(article.newest),
        )
        for article in articles
    ]


def revision_date(revision: Revision) -> RevisionDate:
    """Never invents a day: without an effective date it is the day of the record, and says so."""
    act = revision.act
    return RevisionDate(
        act.effective_on or timezone.localtime(act.recorded_at).date(), not act.effective_on
    )
