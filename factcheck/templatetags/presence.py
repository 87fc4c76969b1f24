"""Who else is writing about a claim, for its pages at the desk."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.text import get_text_list
from django.utils.translation import gettext

from factcheck.actions.presence import who_writes
from factcheck.models import Claim

register = template.Library()


@register.inclusion_tag("desk/_presence.html", takes_context=True)
def presence(context: Context, claim: Claim) -> dict[str, Any]:
    """The line that tells who is writing about a claim now; empty where nobody else is."""
    if hasattr(claim, "writer"):  # read with the claim: the one heard of last
        names = [claim.writer] if claim.writer else []
    else:
        writers = who_writes(claim, but=context["request"].user.person_id)
        names = [person.name for person in writers]
    return {"claim": claim, "writers": names, "names": get_text_list(names, gettext("and"))}
