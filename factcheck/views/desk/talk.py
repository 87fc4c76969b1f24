"""/desk/claims/…/talk/: what colleagues say about a claim.

A refusal writes nothing: it comes back with the rule's sentence and what was typed.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from factcheck.actions import comments
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.forms.merging import chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.forms.talk import CommentForm, EditCommentForm
from factcheck.models import Claim, Comment
from factcheck.presenters.experts import experts_of
from factcheck.presenters.talk import talk_of, versions_of
from factcheck.views.desk.access import actor, at_desk, person
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.leading import lead_to
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.merging import comment_sides


@at_desk
def talk(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The conversation; what is sent here begins a thread, or answers in the one it names."""
    claim = get_object_or_404(Claim.objects.select_related("article"), pk=claim_id)
    if request.method != "POST":
        return _page(request, claim)
    thread, form = _thread(request, claim), CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, form, thread)
    try:
        said = comments.say(claim=claim, by=actor(request), thread=thread, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, claim, form, thread)
    return _back(request, said)


@at_desk
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change what one said. Where it was changed meanwhile, both versions come back."""
    comment = _comment(comment_id)
    if request.method != "POST":
        if comment.author_id != person(request).pk:
            return _back(request, comment)
        initial = {"version": comment.version, "text": comment.text}
        return _edit_page(request, comment, EditCommentForm(initial=initial))
    form = EditCommentForm(request.POST)
    if chooses(request.POST):
        return _both_versions(request, comment, form, still_merging())
    return _save(request, comment, form)


def _save(request: HttpRequest, comment: Comment, form: EditCommentForm) -> HttpResponse:
    if not form.is_valid():
        return _edit_page(request, comment, form, status=422)
    try:
        said = comments.edit(comment=comment, by=actor(request), **form.cleaned_data)
    except Stale as refusal:
        return _both_versions(request, _comment(comment.pk), form, refusal)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _edit_page(request, comment, form, status=422)
    return _back(request, said)


@at_desk
def resolve(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _settle(request, comment_id, comments.resolve, gettext_lazy("Thread resolved."))


@at_desk
def reopen(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _settle(request, comment_id, comments.reopen, gettext_lazy("Thread reopened."))


@require_safe
@at_desk
def versions(request: HttpRequest, comment_id: int) -> HttpResponse:
    """What a comment said before it was edited."""
    comment = _comment(comment_id)
    context = {
        **frame(request, claim_in_hand(request, comment.claim_id), tab="talk"),
        "comment": comment,
        "versions": versions_of(comment),
    }
    return render(request, "desk/comment_versions.html", context)


def _settle(
    request: HttpRequest, comment_id: int, action: Callable[..., Comment], done: Promise
) -> HttpResponse:
    comment = _comment(comment_id)
    if request.method != "POST":
        return _back(request, comment)
    try:
        action(thread=comment, by=actor(request))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, str(done))
    return _back(request, comment)


def _page(
    request: HttpRequest,
    claim: Claim,
    tried: CommentForm | None = None,
    thread: Comment | None = None,
) -> HttpResponse:
    """The page, with a comment that was just refused still in its box."""
    context = {
        **frame(request, claim_in_hand(request, claim.pk), tab="talk"),
        "talk": talk_of(claim, person(request)),
        "experts": experts_of(claim, person(request)),
        "tried": tried,
        "tried_in": thread.pk if thread else 0,
        "back": _wanted(request),
    }
    return render(request, "desk/talk.html", context, status=422 if tried else 200)


def _both_versions(
    request: HttpRequest, comment: Comment, form: EditCommentForm, refusal: Refusal
) -> HttpResponse:
    """The outdated form, in which what is stored stands beside what was typed."""
    merge(form, comment_sides(comment, opened(form)), comment.version)
    return _edit_page(request, comment, form, status=409, conflict=sentence(refusal))


def _edit_page(
    request: HttpRequest,
    comment: Comment,
    form: EditCommentForm,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    context = {
        **frame(request, claim_in_hand(request, comment.claim_id), tab="talk"),
        "comment": comment,
        "form": form,
        "conflict": conflict,
        "back": _wanted(request),
    }
    return render(request, "desk/comment_edit.html", context, status=status)


def _comment(comment_id: int) -> Comment:
    found = Comment.objects.select_related("claim__article", "author", "act")
    return get_object_or_404(found, pk=comment_id)


def _thread(request: HttpRequest, claim: Claim) -> Comment | None:
    asked = request.POST.get("thread", "")[:18]
    if not asked:
        return None
    known = asked.isascii() and asked.isdecimal()
    return get_object_or_404(claim.comments.filter(thread=None), pk=int(asked) if known else 0)


def _wanted(request: HttpRequest) -> str:
    """Where the conversation was read: "claim" beside the claim, "" on its own page."""
    asked = request.POST.get("back") or request.GET.get("back")
    return "claim" if asked == "claim" else ""


def _back(request: HttpRequest, comment: Comment) -> HttpResponse:
    """To the comment, on the page where the conversation was read."""
    page = "desk:claim" if _wanted(request) else "desk:talk"
    return lead_to(request, f"{address_of(request, comment.claim_id, page)}#comment-{comment.pk}")
