"""What was removed by law, as readers are told: that it was, when, and by which order.

Acts that tell of removed content stay in histories without a word of it. What tells of the removal
itself stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from factcheck.domain.acts import REMOVING
from factcheck.models import Article, ChangeSet, Removal, Revision
from factcheck.presenters.moments import DAY


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal that stands. `thing` is the claim or the revision in words of ours; `order` says
    who ordered it and under what law; `act_id` names the act that removed it."""

    thing: str
    at: datetime
    order: dict[str, str]
    act_id: int
    article: Article

    @property
    def url(self) -> str:
        """The page of the act that removed it."""
        return reverse("public:act", args=[self.act_id])

    @property
    def day(self) -> date:
        """The day on which it was removed."""
        return timezone.localdate(self.at)

    @property
    def sentence(self) -> str:
        """“Removed by law on 3 Oct 2026.”"""
        day = date_format(self.day, DAY)
        return gettext("Removed by law on %(day)s.") % {"day": day}


def removed(removal: Removal) -> Removed:
    """A standing removal, read with what `standing_removals` reads."""
    return Removed(
        thing=str(removal),
        at=removal.act.recorded_at,
        order=removal.order,
        act_id=removal.act_id,
        article=removal.article,
    )


def removal_of(**thing: Any) -> Removed | None:
    """The removal of a claim, or of a revision, as a condition names it; one query."""
    found = _standing().filter(**thing).first()
    return removed(found) if found else None


@dataclass(frozen=True, slots=True)
class Removals:
    """What is removed of one article: of claims by their keys, of acts that made or removed
    something by theirs, and of revisions by their numbers."""

    claims: dict[int, Removed]
    acts: dict[int, Removed]
    revisions: frozenset[int]

    def of(self, act: ChangeSet) -> Removed | None:
        """How readers are told, where an act is about something removed, or removed it."""
        return self.acts.get(act.pk) or self.claims.get(act.claim_id or 0)

    def without_struck(self, acts: Iterable[ChangeSet]) -> list[ChangeSet]:
        """The acts of which readers may know what they changed."""
        return [act for act in acts if not is_struck(act, self.of(act))]


def removals_on(article_id: int | None) -> Removals:
    """Everything that is removed of an article; one query."""
    claims: dict[int, Removed] = {}
    acts: dict[int, Removed] = {}
    numbers = set()
    of_article = Q(claim__article=article_id) | Q(revision__article=article_id)
    for removal in _standing().filter(of_article):
        told = acts[removal.act_id] = removed(removal)
        if removal.revision:
            acts[removal.revision.act_id] = told
            numbers.add(removal.revision.number)
        else:
            claims[removal.claim_id] = told
    return Removals(claims, acts, frozenset(numbers))


def is_struck(act: ChangeSet, removed: Removed | None) -> bool:
    """Whether an act's line is struck: what it is about was removed, and it isn't what removed."""
    return removed is not None and act.kind not in REMOVING


def empty(revision: Revision, headline: str) -> None:
    """Take the words and the picture out of a removed revision that was read, so that no page can
    tell them; it is called by another headline."""
    revision.headline, revision.body, revision.text = headline, "", ""
    revision.image, revision.image_url, revision.image_credit = "", "", ""
    revision.image_alt, revision.image_caption = {}, {}


def _standing() -> Any:
    return (
        Removal.objects.standing()
        .select_related("act", "claim__article__newest", "revision__article__newest")
        .defer(
            *(
                f"{way}{column}"
                for way in ("claim__article__newest__", "revision__article__newest__", "revision__")
                for column in ("body", "text")
            )
        )
    )
