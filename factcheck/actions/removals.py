"""Removing by law: what an order takes from readers' pages, and giving it back.

Nothing leaves the record, which nobody can rewrite: the act that removes hides what is there.
"""

from django.conf import settings
from django.db.models import Q

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import NoText, required
from factcheck.domain.permissions import Task, check_may
from factcheck.models import Article, Claim, Removal, Revision


class NotRemovable(Refusal):
    """Something that readers don't see, or that their newest page is made of."""


class OrderMissing(NoText):
    """A removal that names no order."""


def remove_claim(*, claim: Claim, by: Actor, reason: str, order: dict[str, str]) -> Removal:
    """Hide a published claim with its verdicts, card and everything else, by an order."""
    check_may(by, Task.REMOVE)
    with editorial_act(claim=claim, by=by, kind=Kind.REMOVAL_ORDER, reason=reason):
        check_claim(Claim.objects.get(pk=claim.pk))
        return _written(Removal(claim=claim, order=_order(order)))


def remove_revision(
    *, revision: Revision, by: Actor, reason: str, order: dict[str, str]
) -> Removal:
    """Hide an old revision of a public article, by an order."""
    check_may(by, Task.REMOVE)
    with editorial_act(article=revision.article, by=by, kind=Kind.REMOVAL_ORDER, reason=reason):
        check_revision(revision)
        return _written(Removal(revision=revision, order=_order(order)))


def lift(*, removal: Removal, by: Actor, reason: str, version: int) -> Removal:
    """Show readers again what was removed."""
    check_may(by, Task.REMOVE)
    with editorial_act(
        article=removal.article, claim=removal.claim, by=by, kind=Kind.REMOVAL_LIFT, reason=reason
    ):
        removal = locked(removal, version)
        if removal.is_lifted:
            raise NotRemovable(N_("This removal is lifted already."))
        removal.is_lifted = True
        removal.save()
    return removal


def check_claim(claim: Claim) -> None:
    """Refuse a claim that readers never saw, or see no more."""
    if claim.published_verdict_id is None:
        raise NotRemovable(
            N_("Readers have never seen this claim, so there is nothing to remove. Withdraw it.")
        )
    _check_not_removed(Q(claim=claim))


def check_revision(revision: Revision) -> None:
    """Refuse the newest revision, and one that readers never saw, or see no more."""
    article = Article.objects.public().filter(pk=revision.article_id).first()
    if article is None:
        raise NotRemovable(
            N_("Readers have never seen this article, so there is nothing to remove.")
        )
    if article.newest_id == revision.pk:
        raise NotRemovable(
            N_(
                "This is the newest revision. Record a new one without what must go, and then "
                "remove this."
            )
        )
    _check_not_removed(Q(revision=revision))


def _check_not_removed(what: Q) -> None:
    if Removal.objects.standing().filter(what).exists():
        raise NotRemovable(N_("This is removed already."))


def _order(order: dict[str, str]) -> dict[str, str]:
    try:
        return required(order, dict(settings.LANGUAGES))
    except NoText as nothing:
        raise OrderMissing(
            N_("Say who ordered it, and under what law: readers are told.")
        ) from nothing


def _written(removal: Removal) -> Removal:
    removal.save()
    return removal
