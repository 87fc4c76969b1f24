"""What an editor does with a source beside editing it: merge a duplicate, settle a change."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import search
from factcheck.actions import watching
from factcheck.actions.sources import merge
from factcheck.admin.base import actor_of
from factcheck.admin.forms import ReasonForm, type_in
from factcheck.admin.keys import OneField
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import Settlement
from factcheck.forms.refusals import sentence
from factcheck.models import Source, SourceChange
from factcheck.presenters.sources import words_of

_FOUND = 12  # sources to choose from


class MergeForm(ReasonForm):
    """Into which source, and why."""

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        super().__init__(Kind.SOURCE_MERGE, *args, **kwargs)
        others = Source.objects.standing().exclude(pk=source.pk)
        self.fields["into"] = OneField(
            queryset=others,
            label=gettext_lazy("The source that stands"),
            error_messages={"required": gettext_lazy("Choose the source that stands.")},
        )


class SettleForm(ReasonForm):
    """What the change is to readers, or why it is nothing."""

    deed = forms.ChoiceField(choices=[("confirm", ""), ("dismiss", "")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Kind.CHANGE_CONFIRM, *args, **kwargs)
        self.fields["reason"].label = _("Reason. Readers see it if you confirm.")


def merge_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET looks for the source that stands (`?q=`); POST merges this one into it."""
    source = admin.get_queryset(request).select_related("duplicate_of").filter(pk=pk).first()
    if source is None:
        raise Http404
    if not admin.has_view_permission(request):
        raise PermissionDenied
    form = MergeForm(source, request.POST or None, initial={"version": source.version})
    if request.method == "POST" and form.is_valid():
        into, data = form.cleaned_data["into"], form.cleaned_data
        try:
            merge(
                source=source,
                into=into,
                by=actor_of(request),
                reason=data["reason"],
                version=data["version"] or 0,
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            type_in(form, "version", source.version)
        else:
            done = _("Merged. Its evidence stands with “%(title)s” now.") % {"title": into.title}
            admin.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(admin.address_of(into))
    query = request.GET.get("q", "").strip()[:200]
    found = search.find(Source.objects.standing().exclude(pk=pk), query or source.title)
    into = source.duplicate_of
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Merge into another source"),
        "opts": admin.opts,
        "original": source,
        "form": form,
        "button": _("Merge"),
        "query": query,
        "found": found.order_by("-id")[:_FOUND],
        "chosen": form.data.get("into", ""),
        "refusal": _("This source was merged into “%(title)s”.") % {"title": into.title}
        if into
        else "",
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/source_merge.html", context, status=status)


def settle_view(admin: Any, request: HttpRequest, change_id: int) -> HttpResponse:
    """GET shows a change and what rests on the source; POST confirms or dismisses it."""
    changes = SourceChange.objects.select_related("source", "act")
    change = changes.filter(pk=change_id).first()
    if change is None:
        raise Http404
    if not admin.has_view_permission(request):
        raise PermissionDenied
    form = SettleForm(request.POST or None, initial={"version": change.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        settle = watching.confirm if data["deed"] == "confirm" else watching.dismiss
        try:
            settle(
                change=change,
                by=actor_of(request),
                version=data["version"] or 0,
                reason=data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            type_in(form, "version", change.version)
        else:
            told = {"confirm": _("Confirmed. Readers are told."), "dismiss": _("Dismissed.")}
            admin.message_user(request, told[data["deed"]], messages.SUCCESS)
            return HttpResponseRedirect(admin.address_of(change.source))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("A source changed"),
        "opts": admin.opts,
        "original": change.source,
        "change": change,
        "is_open": change.settlement == Settlement.OPEN,
        "segments": words_of(change),
        "verdicts": watching.verdicts_resting_on([change])[change.pk],
        "form": form,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/source_change.html", context, status=status)
