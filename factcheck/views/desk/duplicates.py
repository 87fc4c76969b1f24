"""/desk/claims/<id>/merge/: a claim merged into another that says the same."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.actions import duplicates
from factcheck.actions.steps import Situation
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale, Step
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import MergeForm, renew
from factcheck.models import Claim
from factcheck.presenters.duplicates import most_alike
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.listing import address_of

SHOWN = 50  # claims to choose from, the most alike first


@at_desk
def merge(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Choose the other claim (`into`), see both side by side, say why, and merge."""
    claim = claim_in_hand(request, claim_id)
    into = _chosen(request, claim)
    if request.method != "POST" or into is None:
        return _page(request, claim, into, MergeForm(initial={"version": claim.version}))
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, into, form, status=422)
    try:
        duplicates.merge(claim=claim, into=into, by=actor(request), **form.cleaned_data)
    except Stale as refusal:
        claim = claim_in_hand(request, claim_id)
        renew(form, claim.version)
        return _page(request, claim, into, form, status=409, conflict=sentence(refusal))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, claim, into, form, status=422)
    messages.success(request, _("Merged. Both histories stay."))
    return redirect(address_of(request, into.pk))


def _page(
    request: HttpRequest,
    claim: Claim,
    into: Claim | None,
    form: MergeForm,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    refusal = Situation(claim, actor(request)).refusal(Step.MERGE)
    context: dict[str, Any] = {
        **frame(request, claim, tab="plan"),
        "into": into,
        "pair": [claim, into],
        "form": form,
        "conflict": conflict,
        "refusal": sentence(refusal) if refusal else "",
    }
    if into is None:
        context["alike"] = most_alike(claim, _others(claim))[:SHOWN]
    return render(request, "desk/merge.html", context, status=status)


def _others(claim: Claim) -> Any:
    """What stands of the claims of the same article."""
    found = claim.article.claims.under_check().exclude(pk=claim.pk)
    return found.select_related("published_verdict__rating")


def _chosen(request: HttpRequest, claim: Claim) -> Claim | None:
    """The claim that was chosen, whatever became of it: the rules say what is wrong with it."""
    asked = (request.POST.get("into") or request.GET.get("into") or "")[:18]
    if not (asked.isascii() and asked.isdecimal()):
        return None
    same_article = Claim.objects.filter(article=claim.article_id)
    found = same_article.select_related("article__newest", "published_verdict__rating")
    return get_object_or_404(found.annotate(evidence_count=Count("evidence")), pk=int(asked))
