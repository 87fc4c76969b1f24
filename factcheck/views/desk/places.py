"""Places suggested for a claim's lost words, each to be accepted by an editor."""

from typing import Any

from factcheck.domain.actor import Actor
from factcheck.domain.permissions import NotPermitted, Task, check_may
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import PlaceForm
from factcheck.models import Claim
from factcheck.presenters.suggestions import suggested_places
from factcheck.views.desk.offers import Tried


def offered(claim: Claim, by: Actor, tried: Tried | None) -> dict[str, Any]:
    """What the page says of them: the places, the form with what was typed, who may not and why."""
    typed = tried.form if tried and tried.name == "place" else None
    found = suggested_places(claim)
    if not found and not typed:
        return {}
    return {
        "places": found,
        "place_form": typed or PlaceForm(auto_id="place-%s"),
        "place_chosen": typed["place"].value() if typed else "",
        "place_refusal": _refusal(by),
        "place_typed": typed is not None,
    }


def _refusal(by: Actor) -> str:
    try:
        check_may(by, Task.EDIT)
    except NotPermitted as refusal:
        return sentence(refusal)
    return ""
