"""Following the acts: what they changed for readers is found by whoever searches next.

An act is closed without waiting for this. Which acts are due is read off the record: acts may be
committed in another order than they were numbered in, so those that were followed are remembered
until no older one can still be under way.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck.domain.acts import PUBLIC, Kind
from factcheck.models import ChangeSet, Claim, Findable, Followed
from factcheck.search.published import upkeep

#: No transaction is open for so long.
SETTLED = timedelta(hours=1)


def catch_up() -> int:
    """Bring what readers can find into step with every act that is committed; gives how many acts
    were due. One query where none was."""
    if not due().exists():
        return 0
    with transaction.atomic():
        upkeep.alone()
        acts = list(due())
        for article, claim in dict.fromkeys((act.article_id, act.claim_id) for act in acts):
            if article is not None:
                upkeep.follow(article, claim)
        for act in acts:
            if act.kind == Kind.SOURCE_MERGE:
                upkeep.follow_merge(act.pk)
        remember(acts)
    return len(acts)


def rebuild() -> int:
    """Make all of it anew; gives how many things can be found."""
    with transaction.atomic():
        upkeep.alone()
        acts = list(due())
        count = upkeep.rebuild()
        remember(acts)
    return count


def fill() -> None:
    """Build it where it was never built."""
    if not Findable.objects.exists() and Claim.objects.public().exists():
        rebuild()


def due() -> "QuerySet[ChangeSet]":
    """The acts that readers may see something of, and that were not followed yet."""
    settled = Followed.objects.filter(at__lt=timezone.now() - SETTLED).order_by("-act")
    return (
        ChangeSet.objects.filter(
            Q(kind__in=PUBLIC, article__isnull=False) | Q(kind=Kind.SOURCE_MERGE),
            id__gt=Coalesce(Subquery(settled.values("act")[:1]), Value(0)),
        )
        .exclude(id__in=Followed.objects.values("act"))
        .order_by("id")
        .only("id", "kind", "article_id", "claim_id")
    )


def remember(acts: list[ChangeSet]) -> None:
    """Note that these were followed, and forget those that need not be known any more."""
    now = timezone.now()
    Followed.objects.bulk_create([Followed(act=act.pk, at=now) for act in acts], batch_size=5_000)
    old = Followed.objects.filter(at__lt=now - SETTLED)
    last = old.order_by("-act").values_list("act", flat=True).first()
    if last is not None:
        old.filter(act__lt=last).delete()
