"""/desk/articles/…/claims/add/: a new claim from words of the article.

The browser sends the words that were selected and what stands around them; the server finds their
place by the rules of the domain.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.actions.claims import add_claim
from factcheck.domain.errors import Refusal
from factcheck.forms.marking import ClaimForm
from factcheck.forms.refusals import sentence
from factcheck.models import Article
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import around
from factcheck.views.desk.listing import address_of

_SENT = {"exact": "quote", "prefix": "before", "suffix": "after"}


@at_desk
def add(request: HttpRequest, article_id: int) -> HttpResponse:
    """GET takes what was selected (`exact`, `prefix`, `suffix`); POST adds the claim."""
    if request.method != "POST":
        sent = {name: request.GET.get(key, "") for key, name in _SENT.items()}
        return _page(request, article_id, ClaimForm(initial=sent))
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, article_id, form, 422)
    try:
        article = Article(pk=article_id)  # as it stands is for the action to read, under its lock
        claim = add_claim(article=article, by=actor(request), **form.action_arguments())
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, article_id, form, 422)
    messages.success(request, _("Claim added. Take it to begin."))
    return redirect(address_of(request, claim.pk))


def _page(
    request: HttpRequest, article_id: int, form: ClaimForm, status: int = 200
) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("newest"), pk=article_id)
    context = {**around(request, article), "form": form}
    return render(request, "desk/claim_add.html", context, status=status)
