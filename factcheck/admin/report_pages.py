"""The page of one report: what a reader wrote, and what an editor makes of it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from factcheck.actions import reports, triage
from factcheck.admin.base import actor_of
from factcheck.admin.forms import ReasonForm
from factcheck.admin.keys import as_id
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.review import Stale
from factcheck.forms.merging import Sides, chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.models import Report, ReportAnswer
from factcheck.presenters.reports import receipt_of

_TOLD = {
    "answer": gettext_lazy("Answered. The reader's receipt shows it."),
    "set_aside": gettext_lazy("Set aside."),
    "erase": gettext_lazy("Erased."),
}


class TriageForm(ReasonForm):
    """The answer, in the reader's language; `version` 0 where there is none yet."""

    merge: object = None
    text = forms.CharField(
        label=gettext_lazy("Answer"),
        required=False,  # the rule itself says what is missing
        strip=False,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Kind.REPORT_ANSWER, *args, **kwargs)


def report_view(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """GET shows a report; POST does one deed: `answer`, `set_aside` or `erase`."""
    report = _report(object_id)
    if not admin.has_view_permission(request):
        raise PermissionDenied
    status = 200
    stored = _answer(report)
    begin = {"version": stored.version if stored else 0, "text": stored.text if stored else ""}
    form = TriageForm(request.POST or None, initial=begin)
    if request.method == "POST":
        status = _settle(request, form, report)
        if status == 302:
            return HttpResponseRedirect(request.path)
        report = _report(object_id)
    return _page(admin, request, report, form, status)


def _settle(request: HttpRequest, form: TriageForm, report: Report) -> int:
    """Do what was asked; gives the status of the answer, 302 where it was done."""
    deed = request.POST.get("deed", "answer")
    if not form.is_valid() or deed not in _TOLD:
        return 422
    try:
        if chooses(request.POST):
            raise still_merging()
        _do(request, form, report, deed)
    except Stale as stale:
        form.add_error(None, sentence(stale))
        stored = _answer(_report(report.pk))
        merge(form, _sides(form, stored), stored.version if stored else 0)
        return 409
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return 422
    messages.success(request, str(_TOLD[deed]))
    return 302


def _do(request: HttpRequest, form: TriageForm, report: Report, deed: str) -> None:
    data, by = form.cleaned_data, actor_of(request)
    if deed == "erase":
        reports.erase_message(report=report, by=by)
    elif deed == "answer":
        triage.answer(
            report=report,
            by=by,
            text=data["text"],
            version=data["version"] or 0,
            reason=data["reason"],
        )
    elif not triage.set_aside(reports=[report], by=by, reason=data["reason"]):
        raise triage.BadAnswer(N_("A colleague settled this report meanwhile. See how, below."))


def _page(
    admin: Any, request: HttpRequest, report: Report, form: TriageForm, status: int
) -> HttpResponse:
    today = timezone.localdate().isoformat()
    notice = urlencode({"report": report.pk, "article": report.article_id, "dated": today})
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Reader report"),
        "subtitle": str(report),
        "opts": admin.opts,
        "report": report,
        "receipt": receipt_of(report),
        "answer": _answer(report),
        "language": get_language_info(report.language)["name_translated"],
        "form": form,
        "notice_url": f"{reverse('admin:factcheck_notice_add')}?{notice}",
    }
    return TemplateResponse(request, "admin/report.html", context, status=status)


def _report(key: Any) -> Report:
    found = Report.objects.with_what_they_are_about().select_related("answer__notice", "contact")
    report = found.filter(pk=as_id(str(key)) or 0).first()
    if report is None:
        raise Http404
    return report


def _answer(report: Report) -> ReportAnswer | None:
    return getattr(report, "answer", None)


def _sides(form: TriageForm, stored: ReportAnswer | None) -> Sides | None:
    """What the answer said when the form was opened, and what it says now."""
    if stored is None:
        return None
    row = stored.history.filter(version=opened(form)).first()
    return Sides({"text": row.text if row else ""}, {"text": stored.text})
