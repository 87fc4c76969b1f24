"""What the admin's templates need to say of acts."""

from django import template
from django.utils.translation import gettext as _

from factcheck.domain.actor import ActorKind, Channel, Role
from factcheck.models import ChangeSet

register = template.Library()


@register.simple_tag
def actor(act: ChangeSet) -> str:
    """Who acted, in what role, and by which door: "Ana (Editor), by the desk"."""
    roles, doors = dict(_labels(Role)), dict(_labels(Channel))
    role = roles.get(act.actor_role, act.actor_role)
    door = doors.get(act.channel, act.channel)
    if act.actor_kind in {ActorKind.TOKEN, ActorKind.EXPERT}:  # the door says enough of them
        return _("%(name)s, through: %(door)s") % {"name": act.actor_name, "door": door}
    return _("%(name)s (%(role)s), through: %(door)s") % {
        "name": act.actor_name,
        "role": role,
        "door": door,
    }


def _labels(words: type[Role] | type[Channel]) -> list[tuple[str, str]]:
    return [(word.value, _(word.label)) for word in words]
