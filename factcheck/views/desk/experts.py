"""Questions to outside experts, at the desk: asked, with the link shown once, and called back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from factcheck.actions import experts
from factcheck.domain.errors import Refusal
from factcheck.forms.experts import AskExpertForm, CancelQuestionForm
from factcheck.forms.refusals import sentence
from factcheck.mail.experts import expert_link, send_question
from factcheck.models import Claim, ExpertQuestion
from factcheck.views.desk.access import actor, at_desk
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.leading import lead_to
from factcheck.views.desk.listing import address_of


@at_desk
def ask(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask an expert. The answer to the form is the one page that ever shows the link."""
    if request.method != "POST":
        claim = get_object_or_404(Claim.objects.select_related("article"), pk=claim_id)
        initial = {"language": claim.article.language.split("-", maxsplit=1)[0]}
        return _ask_page(request, claim_id, AskExpertForm(initial=initial))
    form = AskExpertForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, claim_id, form)
    try:
        question, secret = experts.ask(
            claim=Claim(pk=claim_id), by=actor(request), **form.cleaned_data
        )
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _ask_page(request, claim_id, form)
    email = form.cleaned_data["email"].strip()
    context = {
        **frame(request, claim_in_hand(request, claim_id), tab="talk"),
        "question": question,
        "link": expert_link(question, secret),
        "email": email,
        "sent": bool(email) and send_question(question, secret, email),
    }
    return render(request, "desk/expert_link.html", context)


@at_desk
def cancel(request: HttpRequest, question_id: int) -> HttpResponse:
    """Call a question back, with the reason."""
    question = _question(question_id)
    if request.method != "POST":
        return _cancel_page(request, question, CancelQuestionForm())
    form = CancelQuestionForm(request.POST)
    if not form.is_valid():
        return _cancel_page(request, question, form)
    try:
        experts.cancel(question=question, by=actor(request), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _cancel_page(request, question, form)
    messages.success(request, _("Called back. The link answers nothing any more."))
    return _back(request, question)


@at_desk
def erase(request: HttpRequest, question_id: int) -> HttpResponse:
    """Forget where the link was sent."""
    question = _question(question_id)
    if request.method == "POST":
        experts.erase_contact(question=question, by=actor(request))
        messages.success(request, _("Email address erased."))
    return _back(request, question)


def _question(question_id: int) -> ExpertQuestion:
    found = ExpertQuestion.objects.select_related("claim__article", "anchor")
    return get_object_or_404(found, pk=question_id)


def _ask_page(request: HttpRequest, claim_id: int, form: AskExpertForm) -> HttpResponse:
    in_hand = claim_in_hand(request, claim_id)
    context = {**frame(request, in_hand, tab="talk"), "form": form}
    return render(request, "desk/expert_ask.html", context, status=422 if form.is_bound else 200)


def _cancel_page(
    request: HttpRequest, question: ExpertQuestion, form: CancelQuestionForm
) -> HttpResponse:
    in_hand = claim_in_hand(request, question.claim_id)
    context = {**frame(request, in_hand, tab="talk"), "question": question, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/expert_cancel.html", context, status=status)


def _back(request: HttpRequest, question: ExpertQuestion) -> HttpResponse:
    talk = address_of(request, question.claim_id, "desk:talk")
    return lead_to(request, f"{talk}#question-{question.pk}")
