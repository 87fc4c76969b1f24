"""Verdict: a conclusion on exact words; what it rested on; and its publication."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONArray
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain.acts import Kind
from factcheck.domain.review import PEOPLE_LEAST, PEOPLE_MOST
from factcheck.domain.vocabulary import Confidence, Judgement
from factcheck.models.fields import TranslatedField, one_of, word_field
from factcheck.models.gathered import Gathered
from factcheck.models.records import AppendOnlyQuerySet, Record
from factcheck.models.removal import Removal

if TYPE_CHECKING:
    from factcheck.models.claim import Claim
    from factcheck.models.review import Review


class Judged(NamedTuple):
    """What a review says, in keys."""

    reviewer: int
    judgement: str
    rating: int | None


class VerdictQuerySet(AppendOnlyQuerySet["Verdict"]):
    def public(self) -> "VerdictQuerySet":
        """What readers may see: verdicts that were published, superseded ones included."""
        return self.filter(publication__isnull=False)

    def for_rules(self) -> "VerdictQuerySet":
        """With what the rules ask of a verdict: its words, its publication, and its `judged`,
        `openers` and `rests_on`."""
        of_verdict = {"verdict": models.OuterRef("pk")}
        reviews = apps.get_model("factcheck", "Review").objects.filter(**of_verdict)
        openings = SealOpening.objects.filter(**of_verdict)
        evidence = VerdictEvidence.objects.filter(**of_verdict)
        found: VerdictQuerySet = self.select_related("anchor__revision", "claim_row", "publication")
        return found.defer("anchor__revision__body").annotate(
            known_reviews=Gathered(reviews.values(row=JSONArray(*Judged._fields))),
            known_openers=Gathered(openings.values("person")),
            known_evidence=Gathered(evidence.values(row=JSONArray("evidence_row", "source_row"))),
        )

    def for_readers(self) -> "VerdictQuerySet":
        """With the words, the people and the publication that the page of a verdict names, and
        `judged_removed`: whether the revision that it judged was removed by law."""
        removals = Removal.objects.standing().filter(revision=models.OuterRef("anchor__revision"))
        return (
            self.select_related(
                "act", "anchor__revision", "claim_row", "proposer", "publication__act", "rating"
            )
            .defer("anchor__revision__body")
            .annotate(judged_removed=models.Exists(removals))
        )


class Verdict(Record):
    """Rating, rationale and confidence, proposed by one person for exact words and evidence.

    `claim_row` is the claim's history row and `anchor` its place at the time of the proposal;
    `people_needed` (the proposer is one) and `is_sealed` are the newsroom's policy of that time;
    `time_notes` ([{"date", "note", "sources"}]) and `outcome` ({"status", "note"}) tell how the
    claim looked at other dates and what came of it.
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField(_("number"))
    proposer = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="verdicts")
    rating = models.ForeignKey("factcheck.Rating", models.PROTECT, related_name="+")
    confidence = word_field(Confidence, verbose_name=_("confidence"))
    rationale = TranslatedField(_("rationale"))
    time_notes = models.JSONField(_("at other times"), default=list, blank=True)
    outcome = models.JSONField(_("outcome"), default=dict, blank=True)
    revision = models.ForeignKey("factcheck.Revision", models.PROTECT, related_name="verdicts")
    anchor = models.ForeignKey("factcheck.Anchor", models.PROTECT, related_name="verdicts")
    claim_row = models.ForeignKey("factcheck.HistoricalClaim", models.PROTECT, related_name="+")
    people_needed = models.PositiveSmallIntegerField(_("people needed"), default=PEOPLE_LEAST)
    is_sealed = models.BooleanField(_("proposed under seal"), default=False)

    objects = models.Manager.from_queryset(VerdictQuerySet)()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="verdict_number_once"),
            one_of("confidence", Confidence, name="verdict_confidence_known"),
            models.CheckConstraint(
                condition=Q(people_needed__range=(PEOPLE_LEAST, PEOPLE_MOST)),
                name="verdict_needs_two_to_five",
            ),
        ]

    def __str__(self) -> str:
        """Without its rating, which may be under seal from whoever reads this."""
        return gettext("Verdict %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("public:verdict", args=[self.claim.slug, self.number])

    @property
    def dissents(self) -> "list[Review]":
        """The reviews whose own rating is another one."""
        return [
            review
            for review in self.reviews.all()
            if review.judgement == Judgement.RATING and review.rating_id != self.rating_id
        ]

    # What follows is known of a verdict that was read `for_rules`.

    @property
    def judged(self) -> list["Judged"]:
        """Its reviews, in no order."""
        known: Any = self
        return [Judged(*row) for row in known.known_reviews]

    @property
    def own_ratings(self) -> dict[int, int | None]:
        """The rating that each of its reviewers came to, by person."""
        return {
            review.reviewer: review.rating
            for review in self.judged
            if review.judgement == Judgement.RATING
        }

    @property
    def openers(self) -> frozenset[int]:
        """The people who opened its seal."""
        known: Any = self
        return frozenset(known.known_openers)

    @property
    def rests_on(self) -> frozenset[tuple[int, int]]:
        """The history rows of its evidence and of their sources."""
        known: Any = self
        return frozenset((evidence, source) for evidence, source in known.known_evidence)

    @property
    def is_reaffirmed(self) -> bool:
        """Whether it holds an older verdict's conclusion up for words that changed since."""
        return bool(self.act.kind == Kind.VERDICT_REAFFIRM)


class SealOpening(Record):
    """That an editor looked at a sealed proposal, and so may not review it."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="openings")
    person = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        verbose_name = _("opening of a seal")
        verbose_name_plural = _("openings of seals")
        constraints = [
            models.UniqueConstraint(fields=["verdict", "person"], name="seal_opened_once")
        ]


class VerdictEvidence(Record):
    """One piece of evidence that a verdict rested on, as it and its source were then."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="evidence")
    evidence_row = models.ForeignKey(
        "factcheck.HistoricalEvidence", models.PROTECT, related_name="+"
    )
    source_row = models.ForeignKey("factcheck.HistoricalSource", models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        verbose_name = _("evidence of a verdict")
        verbose_name_plural = _("evidence of verdicts")
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "evidence_row"], name="verdict_evidence_once"
            )
        ]


class PublicationQuerySet(AppendOnlyQuerySet["Publication"]):
    def of_what_stands(self, claims: "models.QuerySet[Claim]") -> "PublicationQuerySet":
        """Those of the verdicts that stand on these claims.

        Each is asked for its claim, nothing is joined: so the newest are read off the key
        backwards, however many there are, and nothing is sorted.
        """
        standing = claims.filter(published_verdict=models.OuterRef("verdict"))
        return self.filter(models.Exists(standing))

    def newest_first(self) -> "PublicationQuerySet":
        return self.order_by("-id")


class Publication(Record):
    """That a verdict was published, and so superseded the one published before it.

    `with_dissent` tells whether readers see what reviewers held against it.
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="publications")
    verdict = models.OneToOneField(Verdict, models.PROTECT, related_name="publication")
    with_dissent = models.BooleanField(_("dissent published"), default=True)

    objects = models.Manager.from_queryset(PublicationQuerySet)()  # type: ignore[misc]

    class Meta(Record.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
