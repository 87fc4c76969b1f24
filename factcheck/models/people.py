"""People of the newsroom, and the accounts by which they sign in.

A `Person` (name, role) belongs to the record and is never deleted. A `User` holds what is needed
to sign in, contact data included, and can be deleted without taking a name out of any act.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.domain.actor import Actor, ActorKind, Channel, Role
from factcheck.domain.permissions import MAY, Task, may
from factcheck.domain.vocabulary import Delivery
from factcheck.models.fields import not_empty, one_of, word_field
from factcheck.models.tracked import TrackedModel, TrackedQuerySet


class PersonQuerySet(TrackedQuerySet["Person"]):
    def administrators(self) -> "PersonQuerySet":
        """Those who can sign in and manage people."""
        return self.filter(role=Role.ADMINISTRATOR, account__is_active=True)

    def checkers(self) -> "PersonQuerySet":
        """Those who can sign in and check claims, by name."""
        roles = [role.value for role in MAY[Task.CHECK]]
        found = self.filter(role__in=roles, account__is_active=True).select_related("account")
        return found.order_by("name", "id")


class Person(TrackedModel):
    name = models.CharField(_("name"), max_length=150)
    role = word_field(Role, verbose_name=_("role"), default=Role.REVIEWER)

    objects = models.Manager.from_queryset(PersonQuerySet)()  # type: ignore[misc]

    class Meta(TrackedModel.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            one_of("role", Role, name="person_role_known"),
            not_empty("name", name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def accounts(self) -> "list[User]":
        """The account by which this person signs in, unless it was removed."""
        account = getattr(self, "account", None)
        return [account] if account else []

    def actor(self, channel: Channel) -> Actor:
        """This person, acting through a door."""
        return Actor(ActorKind.ACCOUNT, self.pk, self.name, Role(self.role), channel)


class UserManager(BaseUserManager["User"]):
    """Accounts are made by `actions.people.invite`. Nobody asks for one without its person."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("person")


class User(AbstractBaseUser):
    """An account. What it may do follows from its person's role; there are no other permissions."""

    username = models.CharField(
        _("username"), max_length=150, unique=True, validators=[ASCIIUsernameValidator()]
    )
    email = models.EmailField(_("email address"), blank=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(_("can sign in"), default=True)
    date_joined = models.DateTimeField(_("invited on"), default=timezone.now)
    delivery = word_field(Delivery, verbose_name=_("letters"), default=Delivery.AT_ONCE)
    language = models.CharField(_("language of letters"), max_length=35, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_superuser = False

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [one_of("delivery", Delivery, name="account_delivery_known")]

    def get_full_name(self) -> str:
        return self.person.name

    def get_short_name(self) -> str:
        return self.person.name

    def can(self, task: Task) -> bool:
        """Whether this account may do a kind of work."""
        return self.is_active and may(self.person.role, task)

    @property
    def is_staff(self) -> bool:
        """Editors and administrators work in the admin."""
        return self.can(Task.EDIT)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question. The admin's pages ask more exactly (`admin.base`)."""
        about_people = perm.rpartition("_")[2] in {"user", "person", "historicalperson"}
        return self.can(Task.MANAGE_PEOPLE if about_people else Task.EDIT)

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
