"""A noun's history: its acts with what each changed, and the way back to an earlier version."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from factcheck.admin.describe import Change, Names, changes
from factcheck.admin.forms import ReasonForm, type_in
from factcheck.admin.keys import as_id
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.forms.refusals import sentence
from factcheck.models import ChangeSet

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

PAGE = 25
_LAST = 10_000  # further back, an address is a machine's guess


@dataclass(slots=True)
class Entry:
    """One act in a noun's history. `row` is the noun as the act left it; `sign` what it did:
    "+" added it, "~" changed it, "-" removed it, "" touched only what belongs to it."""

    act: ChangeSet
    row: Any = None
    sign: str = ""
    restorable: bool = False
    changes: list[Change] = field(default_factory=list)


class HistoryPages(_ModelAdmin):
    """Two more pages for a noun. `restorable` names the fields that its edit action takes."""

    restorable: ClassVar[tuple[str, ...]] = ()
    kinds: ClassVar[tuple[Kind, Kind]]

    def put_back(self, by: Actor, stored: Any, row: Any, *, reason: str, version: int) -> None:
        """Give the noun the restorable fields of an earlier version, by its edit action."""
        raise NotImplementedError

    def history_acts(self, pk: int) -> Any:
        """The acts that wrote the noun, newest first."""
        own = self.model.history.filter(id=pk).values("act_id")
        return ChangeSet.objects.filter(id__in=own).order_by("-id")

    def further_changes(self, pk: int, acts: list[ChangeSet]) -> dict[int, list[Change]]:
        """What the acts did to what belongs to the noun, by act."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        restore = path(
            "<int:pk>/history/<int:row_id>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_restore",
        )
        return [restore, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The acts, newest first, a page at a time; a fixed number of queries."""
        pk, newest, obj = self._loaded(request, object_id)
        page = min(as_id(request.GET.get("page", "")) or 1, _LAST)
        acts = list(self.history_acts(pk)[(page - 1) * PAGE : page * PAGE + 1])
        more, acts = len(acts) > PAGE, acts[:PAGE]
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(newest.instance if obj is None else obj),
            "opts": self.opts,
            "original": obj,
            "object_id": pk,
            "entries": self._entries(pk, acts, newest),
            "newest": newest,
            "can_restore": bool(self.restorable)
            and obj is not None
            and self.has_change_permission(request, obj),
            "page": page,
            "more": more,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def restore_view(self, request: HttpRequest, pk: int, row_id: int) -> HttpResponse:
        """Show what would change back; with a reason, change it back: an ordinary edit."""
        pk, _newest, obj = self._loaded(request, str(pk))
        row = self.model.history.filter(id=pk, history_id=row_id).select_related("act").first()
        if row is None or obj is None or not self.restorable:
            raise Http404
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        form = ReasonForm(self.kinds[1], request.POST or None, initial={"version": obj.version})
        if request.method == "POST" and form.is_valid() and self._restored(request, form, obj, row):
            address = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
            return HttpResponseRedirect(reverse(address, args=[pk]))
        names = Names([(self.model, row), (self.model, obj)])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore this version"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "row": row,
            "form": form,
            "changes": changes(self.model, obj, row, names, self.restorable),
        }
        return TemplateResponse(request, "admin/restore.html", context)

    def _restored(self, request: HttpRequest, form: ReasonForm, obj: Any, row: Any) -> bool:
        """Whether the version was put back; where it was refused, the form says why."""
        by: Actor = request.user.person.actor(Channel.ADMIN)  # type: ignore[union-attr]
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["version"] or 0
        try:
            self.put_back(by, obj, row, reason=reason, version=seen)
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            if isinstance(refusal, Stale):
                type_in(form, "version", obj.version)
            return False
        self.message_user(request, _("The earlier version stands again."), messages.SUCCESS)
        return True

    def _loaded(self, request: HttpRequest, object_id: str) -> tuple[int, Any, Any]:
        """The key, the newest history row, and the object itself, which may be gone."""
        pk = as_id(object_id)
        if pk is None:
            raise Http404
        newest = self.model.history.filter(id=pk).first()
        if newest is None:
            raise Http404
        obj = self.get_queryset(request).filter(pk=pk).first()
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        return pk, newest, obj

    def _entries(self, pk: int, acts: list[ChangeSet], newest: Any) -> list[Entry]:
        """An entry an act: how the noun differs from how the act before had left it."""
        if not acts:
            return []
        rows = self.model.history.filter(id=pk)
        shown = list(rows.filter(act_id__in=[act.pk for act in acts]))
        before = rows.filter(act_id__lt=acts[-1].pk).first()
        names = Names([(self.model, row) for row in [*shown, before] if row is not None])
        further = self.further_changes(pk, acts)
        last = {row.act_id: row for row in reversed(shown)}  # the last row of each act
        entries = []
        for act in reversed(acts):
            entry = Entry(act)
            if act.pk in last:
                entry.row = last[act.pk]
                entry.sign = entry.row.history_type
                entry.restorable = any(
                    _column(entry.row, name) != _column(newest, name) for name in self.restorable
                )
                gone = entry.sign == "-"
                entry.changes = changes(self.model, before, None if gone else entry.row, names)
                before = None if gone else entry.row
            entry.changes += further.get(act.pk, [])
            entries.append(entry)
        return entries[::-1]


def _column(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)
