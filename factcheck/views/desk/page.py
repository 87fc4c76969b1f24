"""The page of one claim at the desk: in its article, with its evidence, verdicts and steps."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from factcheck.actions.seals import sealed_among
from factcheck.actions.steps import Situation
from factcheck.domain.review import PENDING, Status, Step
from factcheck.domain.vocabulary import Stance
from factcheck.forms import steps as forms
from factcheck.forms.refusals import sentence
from factcheck.models import ChangeSet, Claim, Evidence, Rating, Review, Verdict
from factcheck.presenters.footing import footing
from factcheck.presenters.moved import grounds_at_desk
from factcheck.presenters.quotes import standings
from factcheck.presenters.staleness import change_at_desk
from factcheck.presenters.suggestions import suggested_marks
from factcheck.views.desk import places, record
from factcheck.views.desk.access import actor
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.offers import FORMS, Tried, offers, other_steps

ACTS = 12  # lines of what happened meanwhile
# Where the next step depends on what was judged, the verdicts stand before it.
_JUDGED = frozenset({Status.CHANGES_REQUESTED, Status.DISPUTED, Status.APPROVED})


def step_form(
    name: str, claim: Claim, data: Any = None, last: Verdict | None = None
) -> forms.VersionForm:
    """The form of a step: as it was sent, or a new one for the claim as it is now.

    A proposal begins with what the `last` verdict said, as far as this person may know it.
    """
    kind = FORMS[name]
    options: dict[str, Any] = {"auto_id": f"{name}-%s", "initial": {"version": claim.version}}
    if kind is forms.ProposeForm:
        options["notes"] = bool(last and (last.time_notes or last.outcome))
        if last and data is None:
            options["initial"] |= {
                "rating": last.rating.key,
                "confidence": last.confidence,
                "rationale": last.rationale,
                "keep_notes": True,
            }
    if kind is forms.PublishForm:
        options["dissent"] = last is not None and bool(last.dissents)
    return kind(data, **options)


def last_known(claim: Claim, person: int) -> Verdict | None:
    """The newest verdict of a claim that is not sealed from a person."""
    verdicts = verdicts_of(claim)
    sealed = sealed_among(person, verdicts)
    return next((verdict for verdict in verdicts if verdict.pk not in sealed), None)


def claim_page(
    request: HttpRequest, claim_id: int, tried: Tried | None = None, status: int = 200
) -> HttpResponse:
    """The page of a claim, with the step that was just refused, if one was, still filled in."""
    claim = claim_in_hand(request, claim_id)
    by = actor(request)
    verdicts = verdicts_of(claim)
    situation = Situation(claim, by, verdicts)
    sealed = sealed_among(by.person, verdicts)
    readable = next((verdict for verdict in verdicts if verdict.pk not in sealed), None)
    evidence = sorted(situation.evidence, key=_for_readers)
    offered = places.offered(claim, by, tried)
    context = {
        **frame(request, claim, tab="check", suggested=suggested_marks(offered.get("places", ()))),
        "status": situation.status,
        "situation": situation,
        "change": change_at_desk(claim),
        **offered,
        "evidence": evidence,
        "standings": standings(evidence),
        "grounds": grounds_at_desk(_at_stake(situation, verdicts)),
        "footing": footing(evidence) if _is_to_be_judged(situation, evidence) else None,
        "verdicts": verdicts,
        "sealed": sealed,
        "is_sealed": bool(verdicts) and verdicts[0].pk in sealed,
        "reaffirmed": situation.status in PENDING and verdicts[0].is_reaffirmed,
        "judged": situation.status in _JUDGED,
        "offers": offers(situation, tried, lambda name: step_form(name, claim, last=readable)),
        "other_steps": other_steps(situation),
        "may_approve": situation.refusal(Step.APPROVE) is None,
        "ratings": Rating.objects.all(),
    }
    if tried and tried.stale:
        context |= conflict(claim, tried, by.id)
    elif tried and not tried.form.has_text:
        context["refused"] = [error for errors in tried.form.errors.values() for error in errors]
    return render(request, "desk/claim.html", context, status=status)


def _at_stake(situation: Situation, verdicts: list[Any]) -> list[Any]:
    """The verdicts of which it matters whether their sources stay as they were: the one that is
    under way, and the published one."""
    if situation.claim.is_withdrawn:
        return []
    under_way = verdicts[:1] if situation.status in PENDING else []
    published = situation.claim.published_verdict_id
    return under_way + [verdict for verdict in verdicts if verdict.pk == published]


def _is_to_be_judged(situation: Situation, evidence: Collection[Evidence]) -> bool:
    """Whether it matters what the evidence stands on: there is some, or a verdict without any."""
    if situation.claim.is_withdrawn:
        return False
    return bool(evidence) or situation.status in {*PENDING, Status.PUBLISHED}


def _for_readers(evidence: Evidence) -> tuple[int, int]:
    """Its place among others, in the order in which readers see them."""
    return list(Stance).index(Stance(evidence.stance)), evidence.pk


def verdicts_of(claim: Claim) -> list[Any]:
    """The claim's verdicts, newest first, with their reviews in order."""
    reviews = Review.objects.select_related("reviewer", "rating", "act").order_by("id")
    return list(
        claim.verdicts.for_rules()
        .select_related("rating", "proposer", "act", "revision")
        .prefetch_related(None)
        .prefetch_related(Prefetch("reviews", reviews))
        .order_by("-number")
    )


def conflict(claim: Claim, tried: Tried, person: int | None) -> dict[str, Any]:
    """What happened since the page was loaded. The form takes the new version, so that whoever has
    compared the two can send theirs all the same."""
    seen = claim.history.filter(version=tried.form.cleaned_data["version"]).first()
    acts: list[ChangeSet] = list(claim.all_acts.filter(id__gt=seen.act_id)[:ACTS]) if seen else []
    own = bool(acts) and all(act.actor_id == person for act in acts)
    forms.renew(tried.form, claim.version)
    why = sentence(tried.stale) if tried.stale else ""
    if not tried.form.has_text:
        why = gettext(
            "Someone changed this claim since you loaded the page, so nothing was recorded. "
            "This is how it stands now."
        )
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
