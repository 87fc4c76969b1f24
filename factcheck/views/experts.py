"""/expert/…: the page behind an expert's link.

The secret in the address is all that lets somebody answer: no cookie speaks for them. So the page
is kept out of caches, search engines and the addresses that browsers pass on. Looking at it
changes nothing, since programs that scan mail follow every link.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from factcheck.actions import experts
from factcheck.domain.errors import Refusal
from factcheck.forms.experts import AnswerForm
from factcheck.forms.refusals import sentence
from factcheck.models import ExpertQuestion
from factcheck.presenters.experts import question_page

View = Callable[[HttpRequest, str], HttpResponse]


def kept_secret(view: View) -> View:
    """Let the address go nowhere else."""

    @never_cache
    @wraps(view)
    def keeping(request: HttpRequest, secret: str) -> HttpResponse:
        response = view(request, secret)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return keeping


# Forging a request takes the secret, and with it there is no need to. (Without a referrer browsers
# don't say where a form comes from, which Django's own check would ask.)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_secret
def expert(request: HttpRequest, secret: str) -> HttpResponse:
    """The question, once answered the thanks, or else why it can't be answered (404, 410)."""
    question = experts.find(secret)
    if question is None:
        return render(request, "expert/unknown.html", status=404)
    if request.method == "POST":
        return _answered(request, question)
    if question.answer:
        return render(request, "expert/thanks.html")
    try:
        experts.check_open(question)
    except experts.LinkOver as refusal:
        return _over(request, refusal)
    return _page(request, question, AnswerForm())


def _answered(request: HttpRequest, question: ExpertQuestion) -> HttpResponse:
    form = AnswerForm(request.POST)
    try:
        experts.check_open(question)
        if not form.is_valid():
            return _page(request, question, form)
        experts.answer(question=question, **form.cleaned_data)
    except experts.LinkOver as refusal:
        return _over(request, refusal)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, question, form)
    return redirect(request.path)


def _page(request: HttpRequest, question: ExpertQuestion, form: AnswerForm) -> HttpResponse:
    context = {"page": question_page(question), "form": form}
    return render(request, "expert/question.html", context, status=422 if form.is_bound else 200)


def _over(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """410, with what was typed, to be copied."""
    typed = [text for name in ("words", "note") if (text := request.POST.get(name, "").strip())]
    context = {"sentence": sentence(refusal), "typed": typed}
    return render(request, "expert/over.html", context, status=410)
