"""“Something wrong?”: readers report it without account or cookie, and keep the receipt's address.

The forms are exempt from Django's check against forged requests, which needs a cookie: see
`guard.check_origin`. Receipts are kept out of caches and search engines like experts' links.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.actions import reports
from factcheck.domain.errors import Refusal
from factcheck.forms.refusals import sentence
from factcheck.forms.reports import SHOWN_AGAIN, ReportForm
from factcheck.models import Article, Claim
from factcheck.presenters.reports import receipt_of, reported
from factcheck.views.experts import kept_secret
from factcheck.views.public import guard
from factcheck.views.public.challenge import new_challenge, new_name
from factcheck.views.public.finding import public_article, public_claim


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_article
def report_article(request: HttpRequest, article: Article) -> HttpResponse:
    """The form for an article; sent, it leads to the receipt."""
    return _report(request, article, None)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_claim
def report_claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The form for a claim; sent, it leads to the receipt."""
    claim = Claim.objects.with_what_readers_see().get(pk=claim.pk)
    return _report(request, claim.article, claim)


@require_safe
@kept_secret
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """What arrived, and the answer once there is one."""
    report = reports.find(secret)
    if report is None:
        return render(request, "public/no_receipt.html", status=404)
    return render(request, "public/receipt.html", {"receipt": receipt_of(report)})


def _report(request: HttpRequest, article: Article, claim: Claim | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, article, claim, ReportForm(initial={"form": new_name()}))
    form = ReportForm(_shown_again(request))
    try:
        guard.check_origin(request)
        if not form.is_valid():
            return _page(request, article, claim, form, 422)
        secret = _received(request, article, claim, form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        answer = _page(request, article, claim, form, _STATUS.get(type(refusal), 422))
        if isinstance(refusal, guard.TooMany):
            answer["Retry-After"] = str(guard.WAIT)
        return answer
    return redirect("public:report_receipt", secret=secret)


def _received(
    request: HttpRequest, article: Article, claim: Claim | None, typed: dict[str, Any]
) -> str:
    """Keep the report, and give the secret of its receipt: the first one's, where the same is sent
    twice, out of one form or by one address."""
    message = reports.Message(
        article=article,
        claim=claim,
        about=typed["about"],
        text=typed["message"],
        quoted=typed["quoted"],
        email=typed["email"],
        language=get_language() or "en",
    )
    sent = guard.Sent(
        request,
        (
            article.pk,
            claim and claim.pk,
            message.about,
            message.text,
            message.quoted,
            message.email,
        ),
    )
    for name in (typed["form"], sent.known_as()):
        if name and reports.find(secret := sent.secret(name)):
            return secret
    name = typed["form"] or new_name()
    secret = sent.secret(name)
    reports.receive(message=message, secret=secret, held=guard.held_because(request, secret))
    sent.remember(name)
    return secret


def _shown_again(request: HttpRequest) -> dict[str, str]:
    """What was typed, as far as it is shown again. A solved challenge can't be sent twice."""
    typed = {name: str(value)[:SHOWN_AGAIN] for name, value in request.POST.items()}
    return typed | {"proof": ""}


def _page(
    request: HttpRequest,
    article: Article,
    claim: Claim | None,
    form: ReportForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "claims" if claim else "articles",
        "reported": reported(article, claim),
        "form": form,
        "challenge": new_challenge(),
    }
    answer = render(request, "public/report.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


_STATUS: dict[type[Refusal], int] = {guard.FromElsewhere: 403, guard.TooMany: 429}
