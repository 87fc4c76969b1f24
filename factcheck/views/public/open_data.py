"""/claims.json and /claims/<slug>.json: what is published, for scripts anywhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck.models import Claim, Publication
from factcheck.presenters.outside.addresses import address
from factcheck.presenters.outside.records import claim_record, listed_claims
from factcheck.presenters.removals import Removed
from factcheck.presenters.verdicts import shown_verdict, verdict_of
from factcheck.views.public.finding import public_claim
from factcheck.views.public.removed import GONE, RemovedByLaw

CLAIMS = 50  # a page
_DIGITS = 18  # that a key may have

View = Callable[..., HttpResponse]


def for_scripts(view: View) -> View:
    """Let pages of other sites read the answer, and say in JSON what is not there."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, **kwargs)
        except Http404:
            answer = problem(404, "not_found", _("Nothing is published at this address."))
        except RemovedByLaw as error:
            answer = _gone(error.removed)
        answer["Access-Control-Allow-Origin"] = "*"
        return answer

    return answered


def problem(status: int, code: str, sentence: str, **more: Any) -> JsonResponse:
    """What went wrong, in the form that the API has for it."""
    return as_json({"error": {"code": code, "message": sentence, **more}}, status=status)


def _gone(removed: Removed) -> HttpResponse:
    told = {"removed_on": removed.day.isoformat(), "order": removed.order}
    answer = problem(GONE, "removed_by_law", removed.sentence, **told)
    answer["Cache-Control"] = "no-cache"
    return answer


@for_scripts
@require_safe
def claims_json(request: HttpRequest) -> HttpResponse:
    """The checked claims that stand, newest publication first; `next` leads on."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= _DIGITS):
        return problem(
            400,
            "invalid",
            _("Take the address of the next page from “next”, or leave “before” out."),
        )
    found = Publication.objects.of_what_stands(Claim.objects.standing()).newest_first()
    rows = list((found.filter(pk__lt=int(before)) if before else found)[: CLAIMS + 1])
    page, more = rows[:CLAIMS], len(rows) > CLAIMS
    following = f"{address('claims_json')}?before={page[-1].pk}" if more else None
    return as_json({"claims": listed_claims(page), "next": following})


@for_scripts
@require_safe
@public_claim
def claim_json(request: HttpRequest, claim: Claim) -> HttpResponse:
    """A claim with the verdict that stands and all that it rests on."""
    return as_json(claim_record(shown_verdict(verdict_of(claim))))


def as_json(told: dict[str, Any], status: int = 200) -> JsonResponse:
    """An answer in JSON, letters as they are."""
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
