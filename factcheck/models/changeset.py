"""ChangeSet: one editorial act, with its place in a chain."""

from collections.abc import Collection, Sequence
from typing import Any, NoReturn

from django.apps import apps
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.domain import acts
from factcheck.domain.chain import act_fingerprint
from factcheck.models.act import open_series
from factcheck.models.article import Article
from factcheck.models.fields import not_empty
from factcheck.models.fingerprints import ACT_FORMS
from factcheck.models.records import AppendOnly, AppendOnlyQuerySet, columns

_RECORDED_ONCE = "An act is recorded once, by the series that it belongs to alone."


class ChangeSetQuerySet(AppendOnlyQuerySet["ChangeSet"]):  # type: ignore[type-var]
    def public(self) -> "ChangeSetQuerySet":
        """What readers may see: public kinds, of public articles, and of claims once published."""
        return self._public().filter(article__in=Article.objects.public())

    def public_on(self, article_id: int) -> "ChangeSetQuerySet":
        """The same on one article, which is known to be public."""
        return self._public().filter(article_id=article_id)

    def _public(self) -> "ChangeSetQuerySet":
        return self.filter(
            Q(claim=None) | Q(claim__published_verdict__isnull=False),
            kind__in=sorted(acts.PUBLIC),
        )

    def with_their_claims(self) -> "ChangeSetQuerySet":
        """With the claims of those that have one, as published: one query more, or none."""
        claims = apps.get_model("factcheck", "Claim").objects.order_by()
        read = claims.select_related("published_verdict__claim_row")
        return self.prefetch_related(models.Prefetch("claim", read))

    def chain(self, article_id: int | None) -> "ChangeSetQuerySet":
        """The acts of one article, or of the newsroom (None)."""
        if article_id is None:
            return self.filter(article__isnull=True)
        return self.filter(article_id=article_id)

    def ends(self, articles: Collection[int | None]) -> "list[ChangeSetQuerySet]":
        """The last act of each of these chains, if any: those of the newsroom (None) and of
        articles apart, since an index serves each, but not both at once."""
        keys = [key for key in articles if key is not None]
        apart = [self.filter(article_id__in=keys)] if keys else []
        if None in articles:
            apart.append(self.chain(None))
        last = [acts.order_by().values("article").annotate(last=Max("id")) for acts in apart]
        return [self.filter(id__in=ids.values("last")) for ids in last]

    def newest_first(self) -> "ChangeSetQuerySet":
        return self.order_by("-id")

    def newest_day_first(self, most: int = 0) -> "ChangeSetQuerySet":
        """By the `day` each act tells of: its effective date, or else the day it was recorded.

        `most`: of acts on one chain only the first so many are wanted. Then the days of few are
        worked out: on a chain, acts of which no other day is known follow one another in time.
        """
        acts = self
        if most:
            undated = self.filter(effective_on=None).order_by("-id").values("id")[:most]
            acts = self.filter(Q(effective_on__isnull=False) | Q(id__in=undated))
        return acts.annotate(day=Coalesce("effective_on", TruncDate("recorded_at"))).order_by(
            "-day", "-id"
        )

    def record(self, over: Sequence["ChangeSet"]) -> None:
        """Write acts of the open series that are over. For `series_of_acts` alone."""
        series = open_series()
        known = {act.id for act in series.ended} if series else set()
        if not known.issuperset(act.id for act in over):
            raise AppendOnly(_RECORDED_ONCE)
        # Django's own, since this class's bulk_create() refuses.
        plain: models.QuerySet[ChangeSet] = models.QuerySet(self.model, using=self.db)
        plain.bulk_create(over)

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnly(_RECORDED_ONCE)


class ChangeSet(models.Model):
    """One act on one article, or on what articles share (`article` None: the newsroom's chain).

    Its row is written once the act is over; `hash` covers it, the hashes of the rows it wrote, and
    the act before it on the same chain.
    """

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey("factcheck.Article", models.PROTECT, null=True, related_name="acts")
    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, null=True, related_name="acts")
    seq = models.PositiveIntegerField(_("number in its chain"))
    kind = models.CharField(
        max_length=32, choices=[(kind.value, _(about.label)) for kind, about in acts.KINDS.items()]
    )
    reason = models.TextField(_("reason"))
    actor_kind = models.CharField(max_length=16)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    actor_role = models.CharField(max_length=32)
    channel = models.CharField(max_length=16)
    recorded_at = models.DateTimeField(_("recorded at"))
    effective_on = models.DateField(_("effective on"), null=True)
    nonce = models.CharField(max_length=32)
    form = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64, unique=True)

    objects = models.Manager.from_queryset(ChangeSetQuerySet)()

    class Meta:
        verbose_name = _("editorial act")
        verbose_name_plural = _("editorial acts")
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["article", "seq"], name="act_one_chain_an_article"),
            models.UniqueConstraint(
                fields=["seq"], condition=Q(article=None), name="act_one_chain_for_the_newsroom"
            ),
            not_empty("reason", name="act_has_a_reason"),
            not_empty("actor_name", name="act_has_an_actor"),
        ]
        indexes = [
            models.Index(fields=["article", "-id"], name="act_by_article"),
            models.Index(fields=["article", "-recorded_at"], name="act_by_time"),
            models.Index(fields=["claim", "-id"], name="act_by_claim"),
            models.Index(fields=["kind", "-id"], name="act_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.about.label} #{self.id}"

    @property
    def about(self) -> acts.About:
        """What is known of this kind of act: its label, icon, and whether readers see it."""
        return acts.KINDS[acts.Kind(self.kind)]

    @property
    def reason_text(self) -> str:
        """The reason as people read it: a standing reason in their own language."""
        return gettext(self.reason) if self.reason == self.about.standing_reason else self.reason

    def fingerprint(self, rows: list[tuple[str, str]], previous: str) -> str:
        """The hash that this act has, given its rows' hashes and the hash before it."""
        fields = columns(self, ACT_FORMS[self.form])
        return act_fingerprint(self.form, fields, rows, previous)

    def save_base(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(_RECORDED_ONCE)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnly("An act is never deleted.")
