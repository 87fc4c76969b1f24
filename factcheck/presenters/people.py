"""Who did what, as the newsroom has chosen to tell readers: by name and role, or by role alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from factcheck.domain.actor import ActorKind, Role
from factcheck.domain.vocabulary import PeopleShown
from factcheck.models import ChangeSet, Newsroom, Person


@dataclass(frozen=True, slots=True)
class Who:
    """Who acted; `role` is "" where the name says it, or is the role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Told:
    """How people are told of. An act tells the name and the role that somebody had then."""

    names: bool

    def who(self, act: ChangeSet) -> Who:
        """Who acted."""
        if act.actor_kind == ActorKind.SYSTEM:
            return Who(act.actor_name, "")
        if act.actor_kind == ActorKind.TOKEN:  # its name has a person's in brackets
            name = act.actor_name if self.names else gettext("the newsroom’s software")
            return Who(gettext("%(name)s, through the API") % {"name": name}, "")
        role = _role(act)
        return Who(act.actor_name, role) if self.names else Who(role, "")

    def person(self, person: Person, act: ChangeSet) -> str:
        """Somebody of the newsroom, by the act of theirs that is told."""
        return person.name if self.names else _role(act)

    def people(self, acted: Iterable[tuple[Person, ChangeSet]]) -> list[str]:
        """Several of them; roles that are the same are counted: “reviewer (2)”."""
        told = [self.person(person, act) for person, act in acted]
        if self.names:
            return told
        return [name if n == 1 else f"{name} ({n})" for name, n in Counter(told).items()]


BY_NAME = Told(names=True)


def told_to_readers() -> Told:
    """As the newsroom has chosen; one query."""
    return Told(names=Newsroom.now().people_shown == PeopleShown.NAMES)


def _role(act: ChangeSet) -> str:
    if act.actor_kind == ActorKind.EXPERT:
        return gettext("expert")
    return gettext(Role(act.actor_role).label).lower()
