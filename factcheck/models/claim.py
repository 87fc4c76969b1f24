"""Claim: a checkable statement, pinned to words of an article."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck.domain.languages import pick
from factcheck.domain.review import Status
from factcheck.domain.vocabulary import ClaimKind, Priority, Staleness, Waiting
from factcheck.models.fields import TranslatedField, not_empty, one_of, word_field
from factcheck.models.people import Person
from factcheck.models.removal import Removal
from factcheck.models.tracked import TrackedModel, TrackedQuerySet
from factcheck.models.waiting import (
    BY_WEIGHT,
    MOST_MOVED,
    annotations,
    moved,
    on_moved_ground,
    what_for,
)

if TYPE_CHECKING:
    from factcheck.models.changeset import ChangeSet


class ClaimQuerySet(TrackedQuerySet["Claim"]):
    def published(self) -> "ClaimQuerySet":
        """Claims of which a verdict was ever published: the record tells readers of each."""
        return self.filter(published_verdict__isnull=False)

    def public(self) -> "ClaimQuerySet":
        """What readers may see: those, withdrawn or not, but what was removed by law."""
        return self.published().not_removed()

    def not_removed(self) -> "ClaimQuerySet":
        """All but what was removed by law, asked of each claim by an index: where the few removals
        are read once instead, PostgreSQL takes half of all claims to be among them, and sorts
        long lists that it could walk through."""
        removals = Removal.objects.standing().filter(claim=models.OuterRef("pk"))
        return self.exclude(models.Exists(removals))

    def under_check(self) -> "ClaimQuerySet":
        """What “11 of 14 claims checked” counts: all but the withdrawn and the removed."""
        return self.not_removed().exclude(status=Status.WITHDRAWN)

    def checkable(self) -> "ClaimQuerySet":
        """What a gate counts: those under check but opinions alone, which no evidence decides."""
        return self.under_check().exclude(kinds=[ClaimKind.OPINION.value])

    def standing(self) -> "ClaimQuerySet":
        """Public claims whose verdict stands: not withdrawn."""
        return self.published().under_check()

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

    def at_work(self) -> "ClaimQuerySet":
        """What the desk is about: in the process, or published and stale or on moved ground."""
        resting = [Status.PUBLISHED, Status.WITHDRAWN]
        every = self.model.objects.order_by()
        in_process = every.filter(status__in=sorted(set(Status) - set(resting)))
        # Bounded, or PostgreSQL expects so many that it walks through all the claims there are.
        on_moved = every.filter(pk__in=on_moved_ground().values("pk")[:MOST_MOVED])
        stale, shaken = (
            # Said so that no planner begins with all that are published.
            some.exclude(status=Status.WITHDRAWN)
            for some in (every.filter(stale__gt=""), on_moved)
        )
        # Each by its own index; one condition for all would walk through every claim.
        found = in_process.values("pk").union(stale.values("pk"), shaken.values("pk"))
        return self.filter(pk__in=found)

    def for_person(self, person: Person) -> "ClaimQuerySet":
        """With `waits`: what a claim waits for from a person (a key of Waiting), or null; and
        `moved`: whether it is on moved ground."""
        found = self.alias(**annotations(person)).annotate(moved=moved())
        return found.annotate(waits=what_for(person))

    def waiting(self) -> "ClaimQuerySet":
        """Those, after `for_person`, that wait for the person; not what only waits for others."""
        found: Any = self
        theirs = [what.value for what in Waiting if what is not Waiting.UNDER_WAY]
        waiting: ClaimQuerySet = found.filter(waits__in=theirs)
        return waiting

    def waiting_as(self, what: str) -> "ClaimQuerySet":
        """Those, after `for_person`, that wait for one thing."""
        found: Any = self
        waiting: ClaimQuerySet = found.filter(waits=what)
        return waiting

    def counted(self) -> dict[str | None, int]:
        """After `for_person`: how many wait for each thing, by its key; None for the others."""
        found: Any = self  # the column is `for_person`'s
        return dict(found.order_by().values_list("waits").annotate(models.Count("pk")))

    def by_weight(self) -> "ClaimQuerySet":
        """After `for_person`: stale ones first, then those on moved ground, then by deadline,
        priority and age."""
        return self.order_by(*BY_WEIGHT)

    def with_words(self, words: str) -> "ClaimQuerySet":
        """Those that have all these words in their quote, topic or statement, in any case."""
        found = self
        for word in words.split()[:8]:
            said = Q(quote__icontains=word) | Q(topic__icontains=word)
            for code, _name in settings.LANGUAGES:
                said |= Q(**{f"statement__{code}__icontains": word})
            found = found.filter(said)
        return found


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
    other_side = TranslatedField(
        _("what the other side said"),
        blank=True,
        help_text=_(
            "What those whom the claim concerns answered when we asked, or that they did not"
            " answer."
        ),
    )
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
