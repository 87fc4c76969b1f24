"""The steps of a claim: each view takes what was typed to one action, and leads back to the claim.

A refusal writes nothing. It comes back as the claim's page with the rule's sentence and all that
was typed: 409 where someone saved meanwhile, 422 otherwise.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.actions import claims, reviews, verdicts
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale, Status
from factcheck.forms.merging import chooses, merge, still_merging
from factcheck.forms.refusals import sentence
from factcheck.models import Claim
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.merging import step_sides
from factcheck.views.desk.offers import Tried
from factcheck.views.desk.page import claim_page, last_known, step_form

Action = Callable[..., Any]


def take_step(
    request: HttpRequest, claim_id: int, name: str, action: Action, done: str | Promise
) -> HttpResponse:
    """Run one action on what was typed in the form of the step `name`."""
    if request.method != "POST":  # the language was changed, or somebody signed in, on the way
        return redirect(address_of(request, claim_id))
    claim = Claim(pk=claim_id)  # as it stands is for the action to read, under its lock
    form = step_form(name, claim, request.POST)
    is_valid = form.is_valid()
    if chooses(request.POST) and "version" in form.cleaned_data:
        return _both_versions(request, claim, Tried(name, form, still_merging()))
    if not is_valid:
        return claim_page(request, claim_id, Tried(name, form), 422)
    try:
        result = action(claim=claim, by=actor(request), **form.cleaned_data)
    except Stale as refusal:
        return _both_versions(request, claim, Tried(name, form, refusal))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return claim_page(request, claim_id, Tried(name, form), 422)
    messages.success(request, str(result if isinstance(result, Promise) else done))
    return redirect(address_of(request, claim_id))


def _both_versions(request: HttpRequest, claim: Claim, tried: Tried) -> HttpResponse:
    """The claim's page with the outdated form, in which what is stored stands beside the typed."""
    claim = get_object_or_404(Claim, pk=claim.pk)
    sides = step_sides(tried.form, tried.name, claim, actor(request))
    merge(tried.form, sides, claim.version)
    return claim_page(request, claim.pk, tried, 409)


@at_desk
def take(request: HttpRequest, claim_id: int) -> HttpResponse:
    return take_step(request, claim_id, "take", claims.take, _("Taken. It is in your hands now."))


@at_desk
def assign(request: HttpRequest, claim_id: int) -> HttpResponse:
    """To a colleague, by an editor."""
    return take_step(request, claim_id, "assign", claims.assign, _("Assigned. They are told."))


@at_desk
def ask_review(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The second review, of a colleague by name."""
    done = _("Asked for a second review. They are told.")
    return take_step(request, claim_id, "ask_review", reviews.ask_review, done)


@at_desk
def release(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Put back. Colleagues can take it.")
    return take_step(request, claim_id, "release", claims.release, done)


@at_desk
def propose(request: HttpRequest, claim_id: int) -> HttpResponse:
    def action(*, claim: Claim, keep_notes: bool = False, **typed: Any) -> None:
        last = last_known(claim, typed["by"].person) if keep_notes else None
        notes = {"time_notes": last.time_notes, "outcome": last.outcome} if last else {}
        verdicts.propose(claim=claim, **typed, **notes)

    done = _("Verdict proposed. It waits for a colleague now.")
    return take_step(request, claim_id, "propose", action, done)


@at_desk
def reaffirm(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The published conclusion, proposed for the words of now."""
    done = _("Reaffirmed for the new words. It waits for a colleague now.")
    return take_step(request, claim_id, "reaffirm", verdicts.reaffirm, done)


@at_desk
def retract(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Called back. It is in your hands again.")
    return take_step(request, claim_id, "retract", verdicts.retract, done)


@at_desk
def begin_review(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Second review begun. Give your own rating.")
    return take_step(request, claim_id, "begin_review", reviews.begin_review, done)


@at_desk
def review(request: HttpRequest, claim_id: int) -> HttpResponse:
    """An own rating, given blind."""
    return take_step(request, claim_id, "review", _review, "")


@at_desk
def approve(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The proposed rating, given by someone who looked at it first."""
    return take_step(request, claim_id, "approve", _review, "")


def _review(**typed: Any) -> Promise:
    row = reviews.review(**typed)
    if row.rating_id != row.verdict.rating_id:
        return _("Dissent recorded: the ratings differ. A third person decides.")
    if row.verdict.claim.status == Status.PROPOSED:
        return _("Agreement recorded. Another person is needed.")
    return _("Approved: the ratings are the same. An editor publishes it.")


@at_desk
def request_changes(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Changes asked for. The claim is back with its proposer.")
    return take_step(request, claim_id, "request_changes", reviews.request_changes, done)


@at_desk
def decide(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Decided for the verdict as proposed. The dissent stays on record.")
    return take_step(request, claim_id, "decide", reviews.decide, done)


@at_desk
def publish(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Published. Readers see it now.")
    return take_step(request, claim_id, "publish", verdicts.publish, done)


@at_desk
def withdraw(request: HttpRequest, claim_id: int) -> HttpResponse:
    return take_step(request, claim_id, "withdraw", claims.withdraw, _("Withdrawn."))


@at_desk
def place(request: HttpRequest, claim_id: int) -> HttpResponse:
    """A suggested place accepted for lost words."""
    return take_step(request, claim_id, "place", _place, "")


def _place(**typed: Any) -> Promise:
    if claims.accept_place(**typed).stale:
        return _("Placed. The verdict stays stale until these words have been judged.")
    return _("Placed. The claim has words in the article again.")


@at_desk
def reinstate(request: HttpRequest, claim_id: int) -> HttpResponse:
    done = _("Reinstated. It can be taken again.")
    return take_step(request, claim_id, "reinstate", claims.reinstate, done)
