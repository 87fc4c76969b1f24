"""The page of one claim at the desk: in its article, with its evidence, verdicts and steps."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from factcheck.actions.steps import Situation
from factcheck.domain.review import TRANSITIONS, Status, Step
from factcheck.domain.vocabulary import ClaimKind
from factcheck.forms import steps as forms
from factcheck.forms.refusals import sentence
from factcheck.models import ChangeSet, Claim, Rating, User, Verdict
from factcheck.presenters.staleness import change_at_desk
from factcheck.presenters.suggestions import suggested_marks
from factcheck.views.desk import places, queues, record
from factcheck.views.desk.access import actor
from factcheck.views.desk.article import marks_beside
from factcheck.views.desk.offers import FORMS, Tried, offers, other_steps

ACTS = 12  # lines of history on the page of the claim
ROWS = 5  # rows of each list beside it
_PENDING = TRANSITIONS[Step.RETRACT].sources  # a proposed verdict is on its way
# Where the next step depends on what was judged, the verdicts stand before it.
_JUDGED = frozenset({Status.CHANGES_REQUESTED, Status.DISPUTED, Status.APPROVED})


def step_form(name: str, claim: Claim, data: Any = None) -> forms.VersionForm:
    """The form of a step: as it was sent, or a new one for the claim as it is now."""
    kind = FORMS[name]
    options: dict[str, Any] = {"auto_id": f"{name}-%s", "initial": {"version": claim.version}}
    if kind is forms.ProposeForm:
        last = claim.verdicts.select_related("rating").order_by("-number").first()
        options["notes"] = bool(last and (last.time_notes or last.outcome))
        if last and data is None:
            options["initial"] |= {
                "rating": last.rating.key,
                "confidence": last.confidence,
                "rationale": last.rationale,
                "keep_notes": True,
            }
    if kind is forms.PublishForm:
        options["dissent"] = has_dissent(claim)
    return kind(data, **options)


def has_dissent(claim: Claim) -> bool:
    """Whether a reviewer rated the newest verdict otherwise than its proposer."""
    newest = claim.verdicts.order_by("-number").first()
    return newest is not None and newest.dissents().exists()


def last_notes(claim: Claim) -> dict[str, Any]:
    """What the claim's last verdict told of other times and of what came of it."""
    last = claim.verdicts.order_by("-number").first()
    return {"time_notes": last.time_notes, "outcome": last.outcome} if last else {}


def claim_page(
    request: HttpRequest, claim_id: int, tried: Tried | None = None, status: int = 200
) -> HttpResponse:
    """The page of a claim, with the step that was just refused, if one was, still filled in."""
    claim = get_object_or_404(
        Claim.objects.select_related(
            "article__newest",
            "anchor__revision",
            "assignee",
            "rating",
            "published_verdict__rating",
            "published_verdict__anchor",
        ),
        pk=claim_id,
    )
    situation = Situation(claim, actor(request))
    acts = list(claim.all_acts[: ACTS + 1])
    offered = places.offered(claim, situation.by, tried)
    verdicts = verdicts_of(claim)
    context = {
        "claim": claim,
        "kinds": [gettext(kind.label) for kind in ClaimKind if kind in claim.kinds],
        "status": situation.status,
        "situation": situation,
        "marks": [*marks_beside(claim), *suggested_marks(offered.get("places", ()))],
        "change": change_at_desk(claim),
        **offered,
        "evidence": claim.evidence.select_related("source").order_by("stance", "id"),
        "verdicts": verdicts,
        "reaffirmed": situation.status in _PENDING and verdicts[0].is_reaffirmed,
        "judged": situation.status in _JUDGED,
        "ratings": list(Rating.objects.all()),
        "days": record.days(claim, acts[:ACTS]),
        "more_acts": len(acts) > ACTS,
        "lists": queues.waiting(cast("User", request.user), ROWS),
    }
    if tried and tried.stale:
        context |= conflict(claim, tried, actor(request).id)
    elif tried and not tried.form.has_text:
        context["refused"] = [error for errors in tried.form.errors.values() for error in errors]
    context["offers"] = offers(situation, tried, lambda name: step_form(name, claim))
    context["other_steps"] = other_steps(situation)
    context["may_approve"] = situation.refusal(Step.APPROVE) is None
    return render(request, "desk/claim.html", context, status=status)


def verdicts_of(claim: Claim) -> list[Verdict]:
    """The claim's verdicts, newest first, with their reviews in order."""
    found = claim.verdicts.select_related("rating", "proposer", "act", "publication", "revision")
    return list(
        found.prefetch_related("reviews__reviewer", "reviews__rating", "reviews__act").order_by(
            "-number"
        )
    )


def conflict(claim: Claim, tried: Tried, person: int | None) -> dict[str, Any]:
    """What happened since the page was loaded. The form takes the new version, so that whoever has
    compared the two can send theirs all the same."""
    seen = claim.history.filter(version=tried.form.cleaned_data["version"]).first()
    acts: list[ChangeSet] = list(claim.all_acts.filter(id__gt=seen.act_id)[:ACTS]) if seen else []
    own = bool(acts) and all(act.actor_id == person for act in acts)
    forms.renew(tried.form, claim.version)
    why = sentence(tried.stale) if tried.stale else ""
    if own:
        why = gettext(
            "You changed this claim yourself since you loaded the page, perhaps with a second "
            "click. Nothing was recorded twice."
        )
    return {
        "conflict": why,
        "conflict_lines": record.lines(claim, acts),
        "conflict_name": tried.name if tried.form.has_text else "",
    }
