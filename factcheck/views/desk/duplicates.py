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
from factcheck.views.desk.frame import claim_in_hand, frame, unread
from factcheck.views.desk.listing import address_of

SHOWN = 50  # claims to choose from, the most alike first


@at_desk
def merge(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Choose the other claim (`into`), see both side by side, say why, and merge."""
    into = _chosen(request)
    if request.method != "POST" or into is None:
        return _page(request, claim_id, into)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _page(request, claim_id, into, form, status=422)
    try:
        duplicates.merge(
            claim=unread(claim_id),
            into=unread(into),
            by=actor(request),
            **form.cleaned_data,
        )
    except Stale as refusal:
        return _page(request, claim_id, into, form, status=409, conflict=sentence(refusal))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, claim_id, into, form, status=422)
    messages.success(request, _("Merged. Both histories stay."))
    return redirect(address_of(request, into))


def _page(
    request: HttpRequest,
    claim_id: int,
    chosen: int | None,
    form: MergeForm | None = None,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    claim = claim_in_hand(request, claim_id)
    into = None if chosen is None else _other(claim, chosen)
    if form and conflict:
        renew(form, claim.version)
    refusal = Situation(claim, actor(request)).refusal(Step.MERGE)
    context: dict[str, Any] = {
        **frame(request, claim, tab="plan"),
        "into": into,
        "pair": [claim, into],
        "form": form or MergeForm(initial={"version": claim.version}),
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


def _chosen(request: HttpRequest) -> int | None:
    """The key of the claim that was chosen."""
    asked = (request.POST.get("into") or request.GET.get("into") or "")[:18]
    return int(asked) if asked.isascii() and asked.isdecimal() else None


def _other(claim: Claim, chosen: int) -> Claim:
    """The claim that was chosen, whatever became of it: the rules say what is wrong with it."""
    same_article = Claim.objects.filter(article=claim.article_id)
    found = same_article.select_related("article__newest", "published_verdict__rating")
    return get_object_or_404(found.annotate(evidence_count=Count("evidence")), pk=chosen)
