"""The page of one act: what it changed, and its place in the chain."""

from dataclasses import dataclass

from django.utils.translation import gettext

from factcheck.models import Article, ChangeSet, Publication, Revision, Verdict
from factcheck.presenters.acts import ActLine, act_line
from factcheck.presenters.changes import changes_of
from factcheck.presenters.comparison import Outcome, outcomes, pictures_of
from factcheck.presenters.people import told_to_readers
from factcheck.presenters.pictures import ShownPicture
from factcheck.presenters.values import Change


@dataclass(frozen=True, slots=True)
class ActPage:
    """One public act. `before` is the revision before its own; `previous` the act before it on its
    chain, where readers may see it. `since`: why a verdict that it published stands no longer."""

    line: ActLine
    article: Article
    seq: int
    changes: list[Change]
    revision: Revision | None
    before: Revision | None
    verdict_url: str
    since: str
    pictures: list[tuple[Revision, ShownPicture | None]]
    outcomes: list[Outcome]
    previous: ChangeSet | None

    @property
    def is_first(self) -> bool:
        return self.seq == 1


def act_page(act: ChangeSet) -> ActPage:
    """A public act, read with its article and claim. Nothing of unpublished claims is told."""
    if act.article is None:
        raise ValueError("Acts on the newsroom's own chain are not public.")
    revision = Revision.objects.filter(act=act).select_related("act").first()
    before = _before(revision)
    publication = Publication.objects.filter(act=act).select_related("verdict__claim").first()
    return ActPage(
        line=act_line(act, [], told=told_to_readers()),
        article=act.article,
        seq=act.seq,
        changes=changes_of([act])[act.pk],
        revision=revision,
        before=before,
        verdict_url=publication.verdict.get_absolute_url() if publication else "",
        since=_since(publication.verdict) if publication else "",
        pictures=pictures_of(before, revision) if before and revision else [],
        outcomes=outcomes(before, revision) if before and revision else [],
        previous=ChangeSet.objects.public().filter(article=act.article, seq=act.seq - 1).first(),
    )


def _since(verdict: Verdict) -> str:
    claim = verdict.claim
    if claim.is_withdrawn:
        return gettext("The claim has been withdrawn since.")
    if claim.published_verdict_id != verdict.pk:
        return gettext("Another verdict has been published since.")
    return gettext("The words changed since: this verdict is stale.") if claim.stale else ""


def _before(revision: Revision | None) -> Revision | None:
    if revision is None:
        return None
    return Revision.objects.filter(
        article_id=revision.article_id, number=revision.number - 1
    ).first()
