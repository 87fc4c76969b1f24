"""The page of one act: what it changed, and its place in the chain."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from factcheck.domain.acts import REMOVING
from factcheck.models import Article, ChangeSet, Publication, Revision, Verdict
from factcheck.presenters.acts import ActLine, act_line
from factcheck.presenters.changes import changes_of, revisions_of
from factcheck.presenters.comparison import Outcome, outcomes, pictures_of
from factcheck.presenters.people import told_to_readers
from factcheck.presenters.pictures import ShownPicture
from factcheck.presenters.removals import is_struck, removals_on
from factcheck.presenters.values import Change


@dataclass(frozen=True, slots=True)
class ActPage:
    """One public act. `before` is the revision before its own; `previous` the act before it on its
    chain, where readers may see it. `since`: why a verdict that it published stands no longer.

    Where its line is struck, nothing is told beside that line and the act's place in the chain.
    `follows_removed`: the revision before its own was removed by law, so that what changed is not
    told."""

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
    follows_removed: bool = False

    @property
    def is_first(self) -> bool:
        return self.seq == 1


def act_page(act: ChangeSet) -> ActPage:
    """A public act, read with its article and claim. Nothing of unpublished claims is told."""
    if act.article is None:
        raise ValueError("Acts on the newsroom's own chain are not public.")
    removed = removals_on(act.article_id).of(act)
    shown = [] if is_struck(act, removed) else [act]
    revision = Revision.objects.filter(act__in=shown).select_related("act").first()
    before = _before(revision)
    follows_removed = before is not None and before.is_removed
    before = None if follows_removed else before
    publication = Publication.objects.filter(act__in=shown).select_related("verdict__claim").first()
    about = revisions_of([act]).get(act.pk) if act.kind in REMOVING else None
    return ActPage(
        line=act_line(act, [], told=told_to_readers(), revision=about, removed=removed),
        article=act.article,
        seq=act.seq,
        changes=changes_of(shown)[act.pk],
        revision=revision,
        before=before,
        verdict_url=publication.verdict.get_absolute_url() if publication else "",
        since=_since(publication.verdict) if publication else "",
        pictures=pictures_of(before, revision) if before and revision else [],
        outcomes=outcomes(before, revision) if before and revision else [],
        previous=ChangeSet.objects.public().filter(article=act.article, seq=act.seq - 1).first(),
        follows_removed=follows_removed,
    )


def _since(verdict: Verdict) -> str:
    claim = verdict.claim
    if claim.is_withdrawn:
        return gettext("The claim has been withdrawn since.")
    if claim.published_verdict_id != verdict.pk:
        return gettext("Another verdict has been published since.")
    return gettext("The words changed since: this verdict is stale.") if claim.stale else ""


def _before(revision: Revision | None) -> Any:
    """The revision before one, with `is_removed`."""
    if revision is None:
        return None
    same = Revision.objects.filter(article_id=revision.article_id, number=revision.number - 1)
    return same.with_removal().first()
