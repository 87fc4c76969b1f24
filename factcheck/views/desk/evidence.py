"""Evidence at the desk: added from a source that is here or from a new one, edited, removed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck import search
from factcheck.actions.evidence import add_evidence, edit_evidence, remove_evidence
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.forms.evidence import (
    EditEvidenceForm,
    EvidenceForm,
    RemoveEvidenceForm,
    SourceForm,
)
from factcheck.forms.merging import chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import renew
from factcheck.models import Evidence, Source
from factcheck.views.desk.access import actor, at_desk, typed_sentences
from factcheck.views.desk.frame import claim_in_hand, frame
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.merging import evidence_sides

FOUND = 12  # sources shown for a search


@at_desk
def add(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Add evidence: `?source_q=` looks for a source, `?source=` chooses one; else it is new."""
    claim = claim_in_hand(request, claim_id)
    source = _chosen(request)
    data = request.POST if request.method == "POST" else None
    form = EvidenceForm(data)
    about = None if source else SourceForm(data, prefix="source")
    if data is not None and form.is_valid() and (about is None or about.is_valid()):
        try:
            add_evidence(
                claim=claim,
                by=actor(request),
                source=source or _details(about),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Evidence added."))
            return redirect(address_of(request, claim_id))
    query = request.GET.get("source_q", "").strip()
    context = {
        **frame(request, claim, tab="evidence"),
        "form": form,
        "about": about,
        "source": source,
        "query": query,
        "found": _search(query) if query else None,
    }
    return render(request, "desk/evidence_add.html", context, status=200 if data is None else 422)


@at_desk
def edit(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Change what the evidence says; its source stays."""
    if typed_sentences(request) and not Evidence.objects.filter(pk=evidence_id).exists():
        return _gone(request)
    evidence = _evidence(evidence_id)
    if request.method != "POST":
        return _edit_page(request, evidence, EditEvidenceForm(initial=_values(evidence)))
    form = EditEvidenceForm(request.POST)
    if chooses(request.POST):
        return _both_versions(request, evidence, form, still_merging())
    return _save(request, evidence, form)


def _save(request: HttpRequest, evidence: Evidence, form: EditEvidenceForm) -> HttpResponse:
    if not form.is_valid():
        return _edit_page(request, evidence, form, status=422)
    try:
        edit_evidence(
            evidence=evidence, by=actor(request), source=evidence.source, **form.cleaned_data
        )
    except Stale as refusal:
        return _both_versions(request, evidence, form, refusal)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return _edit_page(request, evidence, form, status=422)
    messages.success(request, _("Evidence changed."))
    return redirect(address_of(request, evidence.claim_id))


@at_desk
def remove(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Remove evidence; verdicts that rested on it keep it."""
    if request.method != "POST":
        return redirect("desk:evidence_edit", evidence_id)
    evidence = _evidence(evidence_id)
    form = RemoveEvidenceForm(request.POST, auto_id="remove-%s")
    status = 422
    if form.is_valid():
        try:
            remove_evidence(evidence=evidence, by=actor(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            renew(form, evidence.version)
            status = 409 if isinstance(refusal, Stale) else 422
        else:
            messages.success(request, _("Evidence removed. Its history stays."))
            return redirect(address_of(request, evidence.claim_id))
    edit_form = EditEvidenceForm(initial=_values(evidence))
    return _edit_page(request, evidence, edit_form, status=status, removal=form)


def _evidence(evidence_id: int) -> Evidence:
    found = Evidence.objects.select_related("claim__article", "source", "act")
    return get_object_or_404(found, pk=evidence_id)


def _both_versions(
    request: HttpRequest, evidence: Evidence, form: EditEvidenceForm, refusal: Refusal
) -> HttpResponse:
    """The outdated form, in which what is stored stands beside what was typed."""
    if not Evidence.objects.filter(pk=evidence.pk).exists():
        return _gone(request)
    evidence = _evidence(evidence.pk)
    merge(form, evidence_sides(evidence, opened(form)), evidence.version)
    return _edit_page(request, evidence, form, status=409, conflict=sentence(refusal))


def _gone(request: HttpRequest) -> HttpResponse:
    """What was typed about evidence that somebody removed meanwhile, to be copied."""
    context = {"typed": typed_sentences(request)}
    return render(request, "desk/removed.html", context, status=404)


def _edit_page(
    request: HttpRequest,
    evidence: Evidence,
    form: EditEvidenceForm,
    *,
    status: int = 200,
    conflict: str = "",
    removal: RemoveEvidenceForm | None = None,
) -> HttpResponse:
    version = {"version": evidence.version}
    context = {
        **frame(request, claim_in_hand(request, evidence.claim_id), tab="evidence"),
        "evidence": evidence,
        "form": form,
        "conflict": conflict,
        "removal": removal or RemoveEvidenceForm(initial=version, auto_id="remove-%s"),
        "removal_open": removal is not None,
    }
    return render(request, "desk/evidence_edit.html", context, status=status)


def _values(evidence: Evidence) -> dict[str, Any]:
    names = ("version", "stance", "note", "quote", "locator")
    return {name: getattr(evidence, name) for name in names}


def _chosen(request: HttpRequest) -> Source | None:
    asked = (request.POST.get("source") or request.GET.get("source") or "")[:18]
    if not (asked.isascii() and asked.isdecimal()):
        return None
    return get_object_or_404(Source, pk=int(asked))


def _details(about: SourceForm | None) -> Any:
    return about.details() if about else None


def _search(query: str) -> list[Source]:
    """Sources with the words in their title, publisher, author or address, the newest first."""
    return list(search.find(Source.objects.standing().order_by("-id"), query[:200])[:FOUND])
