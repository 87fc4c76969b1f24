"""Claim: a checkable statement, pinned to words of an article."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck.domain.actor import Role
from factcheck.domain.languages import pick
from factcheck.domain.review import Status
from factcheck.domain.vocabulary import ClaimKind, Judgement, Priority, Staleness
from factcheck.models.fields import TranslatedField, not_empty, one_of, word_field
from factcheck.models.people import Person
from factcheck.models.tracked import TrackedModel, TrackedQuerySet

if TYPE_CHECKING:
    from factcheck.models.changeset import ChangeSet


class ClaimQuerySet(TrackedQuerySet["Claim"]):
    def public(self) -> "ClaimQuerySet":
        """What readers may see: claims of which a verdict was ever published, withdrawn or not."""
        return self.filter(published_verdict__isnull=False)

    def under_check(self) -> "ClaimQuerySet":
        """What “11 of 14 claims checked” counts: all but the withdrawn."""
        return self.exclude(status=Status.WITHDRAWN)

    def checkable(self) -> "ClaimQuerySet":
        """What a gate counts: those under check but opinions alone, which no evidence decides."""
        return self.under_check().exclude(kinds=[ClaimKind.OPINION.value])

    def standing(self) -> "ClaimQuerySet":
        """Public claims whose verdict stands: not withdrawn."""
        return self.public().under_check()

    def with_what_readers_see(self) -> "ClaimQuerySet":
        """The published verdict, the words it judged and the article's headline, in one query."""
        return self.select_related(
            "article__newest",
            "published_verdict__rating",
            "published_verdict__claim_row",
            "published_verdict__publication__act",
        ).defer("article__newest__body", "article__newest__text")

    def stale(self) -> "ClaimQuerySet":
        return self.filter(stale__gt="")  # unlike "not empty", a range that an index can give

    def in_hands_of(self, person: Person) -> "ClaimQuerySet":
        """Taken by a person and not yet proposed, or given back to them for changes."""
        return self.filter(
            assignee=person, status__in=[Status.RESEARCHING, Status.CHANGES_REQUESTED]
        )

    def in_review_by(self, person: Person) -> "ClaimQuerySet":
        return self.filter(assignee=person, status=Status.IN_SECOND_REVIEW)

    def for_second_review_by(self, person: Person) -> "ClaimQuerySet":
        """Proposed by a colleague, and in the review of nobody who is still here."""
        left_behind = Q(status=Status.IN_SECOND_REVIEW, assignee__role=Role.NONE)
        waiting = self.filter(Q(status=Status.PROPOSED) | left_behind)
        return waiting.not_own_work_of(person)

    def for_decision_by(self, person: Person) -> "ClaimQuerySet":
        return self.filter(status=Status.DISPUTED).not_own_work_of(person)

    def for_publication(self) -> "ClaimQuerySet":
        return self.filter(status=Status.APPROVED)

    def for_checking_anew(self) -> "ClaimQuerySet":
        """Published, stale, and in nobody's hands."""
        return self.stale().filter(status=Status.PUBLISHED)

    def open_to(self, person: Person) -> "ClaimQuerySet":
        """Claims in nobody's hands, of articles that a person did not write.

        What a colleague who has left had taken is in nobody's hands.
        """
        in_hand = [Status.RESEARCHING, Status.CHANGES_REQUESTED]
        left_behind = Q(status__in=in_hand, assignee__role=Role.NONE)
        free = self.filter(Q(status=Status.OPEN) | left_behind)
        return free.exclude(article__authorships__person=person)

    def under_way_from(self, person: Person) -> "ClaimQuerySet":
        """Claims whose pending verdict a person proposed: theirs to follow or to call back."""
        pending = [Status.PROPOSED, Status.IN_SECOND_REVIEW, Status.DISPUTED, Status.APPROVED]
        return self.alias(proposed_by=self._newest_verdict("proposer")).filter(
            status__in=pending, proposed_by=person.pk
        )

    def not_own_work_of(self, person: Person) -> "ClaimQuerySet":
        """Without those whose newest verdict a person proposed, has rated or has opened the seal
        of, or whose article they wrote."""
        models_ = {name: apps.get_model("factcheck", name) for name in ("Review", "SealOpening")}
        rated = models_["Review"].objects.filter(
            verdict=OuterRef("newest_verdict"),
            reviewer=person,
            judgement__in=[Judgement.RATING, Judgement.DECISION],
        )
        opened = models_["SealOpening"].objects.filter(
            verdict=OuterRef("newest_verdict"), person=person
        )
        return (
            self.alias(
                proposed_by=self._newest_verdict("proposer"),
                newest_verdict=self._newest_verdict("pk"),
            )
            .exclude(proposed_by=person.pk)
            .exclude(article__authorships__person=person)
            .exclude(Exists(rated))
            .exclude(Exists(opened))
        )

    @staticmethod
    def _newest_verdict(column: str) -> Subquery:
        verdicts = apps.get_model("factcheck", "Verdict").objects.filter(claim=OuterRef("pk"))
        return Subquery(verdicts.order_by("-number").values(column)[:1])


class Claim(TrackedModel):
    """A statement under check.

    `status` is the process, `rating` the newest conclusion that a second person has judged (of a
    sealed proposal it says nothing); readers see neither, but `published_verdict`. `anchor` is the
    place at which its words were last placed, changed or lost; revisions since then left them as
    they are, typography aside. `stale` names what changed in the words since the published verdict
    judged them ("" while it covers them).
    """

    article = models.ForeignKey("factcheck.Article", models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField(_("number"), editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    topic = models.CharField(_("topic"), max_length=200)
    quote = models.TextField(_("quote"), help_text=_("The exact words, copied from the article."))
    anchor = models.ForeignKey("factcheck.Anchor", models.PROTECT, related_name="+", editable=False)
    statement = TranslatedField(_("statement"))
    claimant = models.CharField(
        _("claimant"),
        max_length=300,
        blank=True,
        help_text=_("Who said it, where it was not the article itself."),
    )
    kinds = models.JSONField(_("kinds"), default=list)
    open_questions = TranslatedField(_("open questions"), blank=True)
    status = word_field(Status, verbose_name=_("status"), default=Status.OPEN, editable=False)
    rating = models.ForeignKey(
        "factcheck.Rating", models.PROTECT, null=True, related_name="+", editable=False
    )
    stale = word_field(Staleness, verbose_name=_("stale"), blank=True, default="", editable=False)
    assignee = models.ForeignKey(
        "factcheck.Person", models.PROTECT, null=True, related_name="assigned", editable=False
    )
    published_verdict = models.ForeignKey(
        "factcheck.Verdict", models.PROTECT, null=True, related_name="+", editable=False
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)
    priority = word_field(
        Priority, verbose_name=_("priority"), default=Priority.NORMAL, editable=False
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="duplicates", editable=False
    )

    objects = models.Manager.from_queryset(ClaimQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="claim_number_once"),
            one_of("status", Status, name="claim_status_known"),
            one_of("stale", Staleness, name="claim_staleness_known", blank=True),
            one_of("priority", Priority, name="claim_priority_known"),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | Q(status=Status.WITHDRAWN),
                name="claim_duplicate_is_withdrawn",
            ),
            not_empty("quote", name="claim_has_a_quote"),
            not_empty("slug", name="claim_has_an_address"),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_verdict__isnull=False),
                name="claim_published_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(stale="") | Q(published_verdict__isnull=False),
                name="claim_stale_has_a_verdict",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="claim_by_status"),
            models.Index(fields=["rating", "-id"], name="claim_by_rating"),
            models.Index(fields=["stale", "-id"], name="claim_by_staleness"),
            models.Index(fields=["assignee", "-id"], name="claim_by_assignee"),
            models.Index(fields=["article", "-id"], name="claim_by_article"),
        ]

    def __str__(self) -> str:
        return pick(self.statement, get_language() or "en")[1] or self.topic

    def get_absolute_url(self) -> str:
        return reverse("public:claim", args=[self.slug])

    @property
    def all_acts(self) -> "models.QuerySet[ChangeSet]":
        """The acts on this claim, and the edits of its article that touched its words."""
        acts = apps.get_model("factcheck", "ChangeSet").objects
        found: models.QuerySet[ChangeSet] = acts.filter(
            Q(claim=self) | Q(id__in=self.anchors.touched().values("act"))
        )
        return found.order_by("-id")

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN
