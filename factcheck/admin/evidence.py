"""Evidence: edited on its claim's page; a page of its own for its history alone."""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.actions.evidence import add_evidence, edit_evidence, remove_evidence
from factcheck.admin.base import NounAdmin
from factcheck.admin.forms import Refused, VersionedForm
from factcheck.admin.keys import OneField, as_id
from factcheck.admin.lookups import LookupSelect
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Claim, Evidence, Source
from factcheck.models.fields import TranslatedField

if TYPE_CHECKING:
    _Inline = admin.StackedInline[Any, Any]
    _FormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _Inline = admin.StackedInline
    _FormSet = forms.BaseInlineFormSet

_ROWS = 200  # of evidence on one page
_FIELDS = ("source", "stance", "note", "quote", "locator")


class SourceSelect(LookupSelect):
    """Looks sources up; the one that is chosen already need not be asked for row by row."""

    known: Source | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        return [(None, [self.create_option(name, self.known.pk, str(self.known), True, 0)], 0)]


class EvidenceForm(VersionedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box: Any = self.fields["source"].widget
        if isinstance(getattr(box, "widget", box), SourceSelect) and self.instance.pk:
            getattr(box, "widget", box).known = self.instance.source


class EvidenceFormSet(_FormSet):
    """Rows whose changes are acts, one after the other."""

    default_error_messages = {
        "missing_management_form": _(
            "The page was not sent whole. Load it again and repeat what you did."
        )
    }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.orphans = 0
        if data is not None:
            prefix = kwargs["prefix"]
            rows = as_id(data.get(f"{prefix}-TOTAL_FORMS", ""))
            if rows is None or rows > self.absolute_max:
                data = {}  # no row is made, and Django asks for the numbers
            else:
                data, self.orphans = with_orphans_last(data, prefix, rows, kwargs["queryset"])
        super().__init__(data, *args, **kwargs)

    @property
    def inline_data(self) -> str:
        """What Django's script for adding rows is told, with nouns as they stand in a sentence."""
        noun = Evidence._meta.verbose_name
        options = {
            "prefix": self.prefix,
            "addText": gettext("Add another %(verbose_name)s") % {"verbose_name": noun},
            "deleteText": gettext("Remove"),
        }
        return json.dumps({"name": f"#{self.prefix}", "options": options})

    def clean(self) -> None:
        """Uniqueness is the actions' to judge; what a colleague removed, this person's."""
        if self.orphans:
            raise ValidationError(
                _(
                    "A colleague removed evidence that you were writing on. It stands last: "
                    "remove it too, or save again to add it anew."
                )
            )

    def record(self, claim: Claim, by: Actor, reason: str) -> None:
        """Add, edit and remove what was asked for. Raises Refused, naming the row."""
        for form in self.forms:
            try:
                if form in self.deleted_forms:
                    if form.instance.pk:
                        remove_evidence(
                            evidence=form.instance, by=by, reason=reason, version=_seen(form)
                        )
                elif form.instance.pk and form.has_changed():
                    edit_evidence(
                        evidence=form.instance,
                        by=by,
                        reason=reason,
                        version=_seen(form),
                        **{name: form.cleaned_data[name] for name in _FIELDS},
                    )
                elif form.has_changed():
                    words = {name: form.cleaned_data[name] for name in _FIELDS}
                    add_evidence(claim=claim, by=by, reason=reason, **words)
            except Refusal as refusal:
                raise Refused(refusal, form.prefix) from refusal


def with_orphans_last(
    data: Any, prefix: str, total: int, present: QuerySet[Any]
) -> tuple[Any, int]:
    """What was sent, with rows whose evidence is gone made new rows at the end, and their number.

    Those that were to be removed anyway are left out.
    """
    there = {str(key) for key in present.values_list("pk", flat=True)}
    rows: list[dict[str, list[str]]] = []
    for index in range(total):
        start = f"{prefix}-{index}-"
        names = [name for name in data if name.startswith(start)]
        rows.append({name.removeprefix(start): data.getlist(name) for name in names})
    orphans = [row for row in rows if row.get("id", [""])[0] not in {"", *there}]
    if not orphans:
        return data, 0
    kept = [row for row in orphans if "DELETE" not in row]
    stored = [row for row in rows if row.get("id", [""])[0] in there]
    new = [row for row in rows if row.get("id", [""])[0] == ""]
    new += [row | {"id": [""], "version": [""]} for row in kept]
    fresh = data.copy()
    for name in [name for name in fresh if name.startswith(f"{prefix}-")]:
        if not name.endswith("_FORMS"):
            del fresh[name]
    for index, row in enumerate([*stored, *new]):
        for name, values in row.items():
            fresh.setlist(f"{prefix}-{index}-{name}", values)
    fresh[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    fresh[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    return fresh, len(kept)


def _seen(form: Any) -> int:
    return form.cleaned_data.get("version") or 0


class EvidenceInline(_Inline):
    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    template = "admin/evidence_inline.html"
    extra = 0
    max_num = _ROWS
    fields = (("source", "stance"), "note", ("quote", "locator"))
    formfield_overrides = {
        TranslatedField: {
            "form_class": TranslatedFormField,
            "show_hidden_initial": False,
            "rows": 2,
        },
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source").order_by("id")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "source":
            kwargs |= {"widget": SourceSelect(db_field, self.admin_site), "form_class": OneField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "quote" and field:
            field.widget.attrs["rows"] = 2
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, absolute_max=_ROWS, **kwargs)
        formset.form.refused = getattr(request, "refused", None)
        return formset

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is removed by an action that keeps its history."""
        return True


@admin.register(Evidence)
class EvidenceAdmin(NounAdmin):
    """No list and no form: evidence is at home on its claim's page."""

    kinds = (Kind.EVIDENCE_ADD, Kind.EVIDENCE_EDIT)
    restorable = _FIELDS

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:factcheck_claim_changelist"))

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:factcheck_claim_changelist"))

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        evidence = self.get_object(request, object_id)
        if evidence is None:
            raise Http404
        claim = reverse("admin:factcheck_claim_change", args=[evidence.claim_id])
        return HttpResponseRedirect(f"{claim}#evidence-group")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source", "claim")

    def put_back(self, by: Actor, stored: Evidence, row: Any, *, reason: str, version: int) -> None:
        edit_evidence(
            evidence=stored,
            by=by,
            reason=reason,
            version=version,
            source=Source.objects.get(pk=row.source_id),
            **{name: getattr(row, name) for name in _FIELDS if name != "source"},
        )
