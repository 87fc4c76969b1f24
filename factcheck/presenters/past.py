"""An article's record as it stood at a moment.

Revisions count from the day they took effect; notices from the day they bear, where that is before
the day of their record; everything else from when it was recorded. What is given back are the
models themselves, as they stood, so that the pages of the past are made by what makes those of the
present.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from factcheck.domain.moments import Moment
from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models import (
    Anchor,
    Article,
    ChangeSet,
    Claim,
    Notice,
    Publication,
    Rating,
    Revision,
    Verdict,
)
from factcheck.models.changeset import ChangeSetQuerySet
from factcheck.presenters.removals import empty
from factcheck.presenters.staleness import ChangedWords, change_at, changes_for_readers


def beginning(article: Article) -> date:
    """The first day of which there is something to show."""
    first = _first_act(article)
    recorded = timezone.localdate(first.recorded_at)
    return min(_known_day(article, first) or recorded, recorded)


class Past:
    """What stood of a public article at a moment, read as it is asked for.

    The number of queries grows neither with claims nor with revisions nor with acts.
    """

    def __init__(self, article: Article, moment: Moment) -> None:
        self._now = article
        self.moment = moment

    @cached_property
    def act_id(self) -> int:
        """The last act on the article that was recorded by then; 0 where none was."""
        return _last_act(self._now.pk, self.moment.instant)

    @cached_property
    def revision(self) -> Revision | None:
        """The newest revision that counted; None where there was no article yet."""
        acts = ChangeSet.objects.chain(self._now.pk).filter(
            Exists(Revision.objects.filter(act=OuterRef("pk")))
        )
        counting = Q(effective_on__lte=self.moment.day)
        counting |= Q(recorded_at__lte=self.moment.instant)
        known = _known_day(self._now, _first_act(self._now))
        if known and known <= self.moment.day:
            counting |= Q(seq=1)
        act = acts.filter(counting).order_by("-id").first()
        if act is None:
            return None
        revision: Any = Revision.objects.with_removal().get(act=act)
        revision.act = act
        if revision.is_removed:
            empty(revision, self._now.newest.headline)
        found: Revision = revision
        return found

    @property
    def is_removed(self) -> bool:
        """Whether that revision was removed by law since; then it is here without its words."""
        revision: Any = self.revision
        return revision is not None and revision.is_removed

    @cached_property
    def article(self) -> Article:
        """The article with the revision that counted as its newest, at its present address.

        Before anything was recorded of it, it is told in the words that were recorded first; when
        it was published is told as it is known now.
        """
        if self.revision is None:
            raise ValueError("There was no article yet.")
        then = Article.as_it_stood([self._now.pk], self.act_id) if self.act_id else {}
        article = then.get(self._now.pk)
        if article is None:
            article = Article.history.filter(id=self._now.pk).earliest().instance
            article.published_earliest = self._now.published_earliest
            article.published_latest = self._now.published_latest
        article.slug, article.newest = self._now.slug, self.revision
        article.is_demonstration = self._now.is_demonstration
        return article

    @property
    def is_uncertain(self) -> bool:
        """Whether the first revision is shown though it may have been published only later."""
        article, revision = self.article, self.revision
        return (
            revision is not None
            and revision.number == 1
            and revision.act.effective_on is None
            and revision.act.recorded_at > self.moment.instant
            and article.published_earliest is not None
            and (article.published_latest is None or self.moment.day < article.published_latest)
        )

    @cached_property
    def ratings(self) -> dict[int, Rating]:
        """All ratings, worded as they were then where they existed; in their order."""
        ratings = {rating.pk: rating for rating in Rating.objects.all()}
        act_id = _last_act(None, self.moment.instant)
        return ratings | (Rating.as_it_stood(list(ratings), act_id) if act_id else {})

    @cached_property
    def claims(self) -> dict[int, Claim]:
        """Every claim recorded by then, internal ones included, by its key; but those that have
        been removed by law since, which no moment brings back."""
        if not self.act_id:
            return {}
        kept = Claim.objects.filter(article=self._now).not_removed().order_by("number")
        return self._as_they_stood(dict(kept.values_list("pk", "slug")))

    def claim(self, claim: Claim) -> Claim | None:
        """One claim with the verdict that was published; None where none was."""
        if not self.act_id or self.revision is None:
            return None
        found = self._as_they_stood({claim.pk: claim.slug}).get(claim.pk)
        return found if found and found.published_verdict else None

    @property
    def public(self) -> list[Claim]:
        """The claims of which a verdict was published, withdrawn or not."""
        return [claim for claim in self.claims.values() if claim.published_verdict]

    def places(self, revision: Revision, claims: Iterable[Claim]) -> dict[int, Anchor]:
        """Where public claims stand in a revision, lost ones included, by the claim's key.

        A place is a fact about the text: it is told even where it was recorded only later. Where a
        person placed other words after the judgement, the words judged are lost: nobody had judged
        those others yet.
        """
        judged = {claim.pk: claim for claim in claims}
        replaced = self._replaced(judged, revision)
        found: dict[int, Anchor] = {}
        for anchor in Anchor.objects.filter(revision=revision, claim__in=judged).order_by("id"):
            is_known = anchor.act_id <= self.act_id
            is_hidden = replaced.get(anchor.claim_id, anchor.pk + 1) <= anchor.pk
            if not is_hidden and (is_known or anchor.claim_id not in found):
                anchor.claim = judged[anchor.claim_id]
                found[anchor.claim_id] = anchor
        for key in replaced.keys() - found.keys():
            verdict = judged[key].published_verdict
            if verdict and verdict.anchor.revision_id <= revision.pk:
                found[key] = Anchor(claim=judged[key], revision=revision, state=AnchorState.LOST)
        return found

    def changes(self, revision: Revision, places: Mapping[int, Anchor]) -> dict[int, ChangedWords]:
        """What changed since the verdicts in force judged, of those whose words did."""
        shown_now = self.revision is not None and revision.pk == self.revision.pk
        perhaps = [place for place in places.values() if place.claim.stale or not shown_now]
        return changes_for_readers(perhaps, revision, is_newest=False)

    def change(self, claim: Claim) -> ChangedWords | None:
        """What changed since the verdict of one claim, if anything did that may be told."""
        if not claim.stale or self.revision is None or self.is_removed:
            return None
        place = self.places(self.revision, [claim]).get(claim.pk)
        return change_at(claim, place, self.revision, is_newest=False)

    def notices(self) -> list[Notice]:
        """The notices in force, newest first, in the words they had then.

        One that was recorded only later is told in the words it had first.
        """
        rows = Notice.history.filter(article_id=self._now.pk).select_related("act")
        found: dict[int, Notice | None] = {}
        for row in rows.order_by("act_id", "history_id"):
            if row.act_id <= self.act_id:
                found[row.id] = row.instance
            elif row.id not in found:
                was_older = row.dated < timezone.localdate(row.act.recorded_at)
                found[row.id] = row.instance if was_older else None
        known = [notice for notice in found.values() if notice]
        in_force = [notice for notice in known if notice.dated <= self.moment.day]
        return sorted(in_force, key=lambda notice: (notice.dated, notice.pk), reverse=True)

    def public_acts(self) -> ChangeSetQuerySet:
        """The public acts recorded by then, those on claims only where one was published."""
        published = Publication.objects.filter(act_id__lte=self.act_id).values("claim")
        acts = ChangeSet.objects.public_on(self._now.pk).filter(id__lte=self.act_id)
        return acts.filter(Q(claim=None) | Q(claim__in=published))

    def tell(self, acts: Collection[ChangeSet]) -> None:
        """Give the acts of a history their claims as these stood; of removed ones the number
        counts."""
        keys = {act.claim_id for act in acts if act.claim_id}
        removed = keys - self.claims.keys()
        claims = self.claims | (Claim.objects.in_bulk(removed) if removed else {})
        for act in acts:
            if act.claim_id:
                act.claim = claims[act.claim_id]

    def _as_they_stood(self, slugs: Mapping[int, str]) -> dict[int, Claim]:
        """Claims with their verdicts, at their present addresses."""
        then = Claim.as_it_stood(list(slugs), self.act_id)
        keys = [key for claim in then.values() if (key := claim.published_verdict_id)]
        verdicts = Verdict.objects.select_related("anchor", "claim_row").in_bulk(keys)
        claims = {key: then[key] for key in slugs if key in then}
        for claim in claims.values():
            claim.slug, claim.article = slugs[claim.pk], self.article
            if claim.published_verdict_id:
                verdict = verdicts[claim.published_verdict_id]
                verdict.rating = self.ratings[verdict.rating_id]
                claim.published_verdict = verdict
        self._compare([claim for claim in claims.values() if claim.published_verdict_id])
        return claims

    def _compare(self, claims: list[Claim]) -> None:
        """Mark what is stale, where the revision that counted was recorded only later."""
        revision = self.revision
        if revision is None or revision.act_id <= self.act_id:
            return  # it was compared then, and each claim's row tells
        places = self.places(revision, claims)
        changes = changes_for_readers(list(places.values()), revision, is_newest=False)
        for claim in claims:
            change = changes.get(claim.pk)
            lost = "" if claim.pk in places else Staleness.LOST
            claim.stale = change.kind if change else lost

    def _replaced(self, claims: Mapping[int, Claim], revision: Revision) -> dict[int, int]:
        """Of each claim that a person gave other words after the judgement, the first such place.

        A claim names the place that was last placed, changed or lost, so that most need no look;
        but for a revision that was recorded only later, what happened before it counts as well.
        """
        was_later = revision.act_id > self.act_id
        judged = {
            key: claim.published_verdict.anchor_id
            for key, claim in claims.items()
            if claim.published_verdict
        }
        suspects = [
            key for key, place in judged.items() if was_later or claims[key].anchor_id > place
        ]
        if not suspects:
            return {}
        rows = Claim.history.filter(id__in=suspects)
        placed = Anchor.objects.filter(
            state=AnchorState.PLACED, id__in=rows.values("anchor_id")
        ).order_by("-id")
        found = placed.values_list("claim_id", "id")
        return {key: anchor_id for key, anchor_id in found if anchor_id > judged[key]}


def _first_act(article: Article) -> ChangeSet:
    return ChangeSet.objects.chain(article.pk).only("effective_on", "recorded_at").get(seq=1)


def _known_day(article: Article, first: ChangeSet) -> date | None:
    """The day from which the first revision counts: its effective date, or the first on which it
    may have been published; None where it counts from the record."""
    return first.effective_on or article.published_earliest or article.published_latest


def _last_act(article_id: int | None, instant: datetime) -> int:
    acts = ChangeSet.objects.chain(article_id).filter(recorded_at__lte=instant)
    newest = acts.order_by("-recorded_at", "-id").values_list("pk", flat=True).first()
    return newest or 0
