"""Articles: the page of one revision, now or at a moment of the past, and the cards of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from factcheck.models import Article, ChangeSet, Notice, Rating, Revision
from factcheck.models.changeset import ChangeSetQuerySet
from factcheck.presenters.acts import ActLine, act_lines
from factcheck.presenters.marks import MarkedClaim, Marks, marks_in, marks_then
from factcheck.presenters.notices import ShownNotice, split
from factcheck.presenters.past import Past
from factcheck.presenters.people import told_to_readers
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.progress import Progress, progress_of, progress_then
from factcheck.presenters.removals import Removals
from factcheck.presenters.values import language_name


@dataclass(frozen=True, slots=True)
class RevisionDate:
    """When a revision came to be; `recorded` where only the day of the record is known."""

    day: date
    recorded: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page of an article's revision says. `revision` may be an old one.

    `is_checked`: a verdict on a claim of the article was published, which is always so now.
    """

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
    is_checked: bool = True

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
    return _page(
        article,
        revision,
        marks=marks_in(revision, newest=revision.pk == article.newest_id),
        notices=Notice.objects.filter(article=article).newest_first(),
        progress=progress_of([article.pk], ratings)[article.pk],
        ratings=ratings,
    )


def article_page_then(past: Past, revision: Revision, query: str) -> ArticlePage:
    """The same as it stood at a moment of the past; `query` is carried on by the links."""
    ratings = list(past.ratings.values())
    page = _page(
        past.article,
        revision,
        marks=marks_then(past, revision, query),
        notices=past.notices(),
        progress=progress_then(past.claims.values(), ratings),
        ratings=ratings,
    )
    return replace(page, is_checked=bool(past.public))


def _page(
    article: Article,
    revision: Revision,
    *,
    marks: Marks,
    notices: Iterable[Notice],
    progress: Progress,
    ratings: list[Rating],
) -> ArticlePage:
    above, below = split(notices)
    return ArticlePage(
        article=article,
        language=language_name(article.language),
        revision=revision,
        is_newest=revision.pk == article.newest_id,
        dated=revision_date(revision),
        progress=progress,
        picture=picture_of(revision),
        marks=marks[0],
        gone=marks[1],
        above=above,
        below=below,
        ratings=ratings,
    )


def article_acts(article: Article, past: Past | None = None) -> ChangeSetQuerySet:
    """What happened to an article, as far as readers may know; with `past`, by then."""
    if past:
        return past.public_acts()
    acts = ChangeSet.objects.public_on(article.pk)
    return acts.with_their_claims()


def article_act_lines(
    acts: Sequence[ChangeSet], removals: Removals, past: Past | None = None
) -> list[ActLine]:
    """Acts of an article's history, which tell of claims as these stood; but of what is removed
    now."""
    told = told_to_readers()
    if past is None:
        return act_lines(acts, told=told, removals=removals)
    past.tell(acts)
    standing = [claim.pk for claim in past.public if not claim.is_withdrawn]
    return act_lines(acts, told=told, removals=removals, standing=standing)


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
