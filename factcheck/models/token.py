"""Token: how a program, such as the newsroom's CMS, speaks for a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from factcheck.domain.actor import Actor, ActorKind, Channel, Role
from factcheck.models.fields import not_empty
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class TokenQuerySet(TrackedQuerySet["Token"]):
    def usable(self) -> "TokenQuerySet":
        """Those not revoked, of people who still have a role and can sign in."""
        usable = self.filter(is_revoked=False, person__account__is_active=True)
        return usable.exclude(person__role=Role.NONE)


class Token(TrackedModel):
    """A secret of which only the SHA-256 is kept (`digest`, hex), with what it may do (`scopes`).

    A token may never do more than the person it speaks for. `beginning` are the secret's first
    characters, by which people tell their tokens apart.
    """

    person = models.ForeignKey("factcheck.Person", models.PROTECT, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    scopes = models.JSONField(pgettext_lazy("what a token does", "may"), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    beginning = models.CharField(_("begins with"), max_length=16, editable=False)
    is_revoked = models.BooleanField(_("revoked"), default=False, editable=False)

    objects = models.Manager.from_queryset(TokenQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            not_empty("name", name="token_has_a_name"),
            not_empty("digest", name="token_has_a_digest"),
        ]

    def __str__(self) -> str:
        return self.name

    def actor(self) -> Actor:
        """This token's hand: under its own name and its person's, with that person's role."""
        name = f"{self.name} ({self.person.name})"[:150]  # what an act has room for
        return Actor(ActorKind.TOKEN, self.pk, name, Role(self.person.role), Channel.API)
