"""Evidence at the desk: added from a source that is here or from a new one, edited, removed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from factcheck.actions.evidence import add_evidence, edit_evidence, remove_evidence
from factcheck.actions.files import copy_of, too_large
from factcheck.actions.snapshots import Copy
from factcheck.actions.sources import BadSource, find
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.media import BadFile
from factcheck.domain.review import Stale
from factcheck.forms.evidence import (
    AddEvidenceForm,
    EditEvidenceForm,
    RemoveEvidenceForm,
    SourceForm,
)
from factcheck.forms.merging import chooses, merge, opened, still_merging
from factcheck.forms.refusals import sentence
from factcheck.forms.steps import renew
from factcheck.models import Evidence
from factcheck.presenters.quotes import newest_text
from factcheck.views.desk.access import actor, at_desk, typed_sentences
from factcheck.views.desk.frame import claim_in_hand, frame, unread
from factcheck.views.desk.listing import address_of
from factcheck.views.desk.lookup import Lookup, look_up
from factcheck.views.desk.merging import evidence_sides
from factcheck.views.desk.quoting import asks_seen
from factcheck.views.uploads import bounded_uploads, is_too_large

TWIN = N_("This source is here already. Look it over, and send the form again to use it.")


@bounded_uploads
@at_desk
def add(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Add evidence, from a source that is here or from a new one: see `lookup`."""
    looked = look_up(request)
    if request.method != "POST":
        about = None if looked.source else SourceForm(initial=looked.boxes, prefix="source")
        return _add_page(request, claim_id, looked, AddEvidenceForm(), about)
    form = AddEvidenceForm(request.POST, request.FILES)
    about = None if looked.source else SourceForm(request.POST, prefix="source")
    if not form.is_valid() or (about and not about.is_valid()):
        return _add_page(request, claim_id, looked, form, about, 422)
    try:
        copy = _brought(request, form)
        if not form.check_quote(_text(looked, form, copy)):
            return _add_page(request, claim_id, looked, form, about, 422)
        add_evidence(
            claim=unread(claim_id),
            by=actor(request),
            source=looked.source or _details(about),
            copy=copy,
            **form.words,
        )
    except BadSource as refusal:
        # Perhaps an address that is here was typed, or a colleague was quicker.
        twin = find(about.cleaned_data["url"]) if about else None
        form.add_error(None, _(TWIN) if twin else sentence(refusal))
        looked = replace(looked, source=twin)
        return _add_page(request, claim_id, looked, form, None if twin else about, 422)
    except Refusal as refusal:
        form.add_error("file" if isinstance(refusal, BadFile) else None, sentence(refusal))
        return _add_page(request, claim_id, looked, form, about, 422)
    messages.success(request, _("Evidence added."))
    return redirect(address_of(request, claim_id))


def _brought(request: HttpRequest, form: AddEvidenceForm) -> Copy | None:
    """The file that was sent, as a copy to keep. Raises BadFile."""
    if is_too_large(request, "file"):
        raise too_large()
    file = form.cleaned_data["file"]
    return copy_of(file.read(), file.name or "") if file else None


def _text(looked: Lookup, form: AddEvidenceForm, copy: Copy | None) -> str:
    """What the quote is looked for in: the file, the page that was read, or the newest copy."""
    if not form.cleaned_data["quote"]:
        return ""
    if copy:
        return copy.text
    return newest_text(looked.source) if looked.source else looked.page.text if looked.page else ""


def _add_page(
    request: HttpRequest,
    claim_id: int,
    looked: Lookup,
    form: AddEvidenceForm,
    about: SourceForm | None,
    status: int = 200,
) -> HttpResponse:
    claim = claim_in_hand(request, claim_id)
    if form.is_bound and (request.FILES or is_too_large(request, "file")):
        form.add_error("file", _("The file has to be chosen again: no browser keeps it."))
    context = {
        **frame(request, claim, tab="evidence"),
        "form": form,
        "about": about,
        "looked": looked,
        "source": looked.source,
        "asks_seen": asks_seen(form),
    }
    return render(request, "desk/evidence_add.html", context, status=status)


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
    quote = form.cleaned_data["quote"]
    if quote not in {"", evidence.quote} and not form.check_quote(newest_text(evidence.source)):
        return _edit_page(request, evidence, form, status=422)
    try:
        edit_evidence(evidence=evidence, by=actor(request), source=evidence.source, **form.words)
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
        "asks_seen": asks_seen(form),
        "removal": removal or RemoveEvidenceForm(initial=version, auto_id="remove-%s"),
        "removal_open": removal is not None,
    }
    return render(request, "desk/evidence_edit.html", context, status=status)


def _values(evidence: Evidence) -> dict[str, Any]:
    names = ("version", "stance", "note", "quote", "locator")
    return {name: getattr(evidence, name) for name in names}


def _details(about: SourceForm | None) -> Any:
    return about.details() if about else None
