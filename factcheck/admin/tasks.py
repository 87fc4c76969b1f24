"""Tasks of the queue: what waits, what went wrong, and the way to have it tried again."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks import TaskResultStatus

from factcheck.actions.queue import try_again
from factcheck.admin.base import ReadingAdmin, actor_of
from factcheck.domain.errors import Refusal
from factcheck.domain.queue import WORDS
from factcheck.forms.refusals import sentence
from factcheck.models import QueuedTask
from factcheck.templatetags.factcheck import clock, day, moment

STATES = {
    TaskResultStatus.READY: gettext_lazy("Waiting"),
    TaskResultStatus.RUNNING: gettext_lazy("Running"),
    TaskResultStatus.FAILED: gettext_lazy("Failed"),
    TaskResultStatus.SUCCESSFUL: gettext_lazy("Done"),
}
#: Arguments that are texts are not shown, but for these: a text may be a secret.
_PLAIN = frozenset({"language"})


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(status.value, label) for status, label in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in STATES else queryset


@admin.register(QueuedTask)
class TaskAdmin(ReadingAdmin):
    ordering = ("-enqueued_at",)
    list_display = ("what", "state", "attempts", "asked", "next_time", "wrong")
    list_filter = (StateFilter,)
    search_fields: ClassVar[tuple[str, ...]] = ()
    actions = ("try_chosen_again",)

    def get_urls(self) -> list[URLPattern]:
        again = path(
            "<uuid:pk>/try-again/",
            self.admin_site.admin_view(self.try_again_view),
            name="factcheck_queuedtask_try_again",
        )
        return [again, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One task: its facts, what went wrong, and a button where it failed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        task = self._task(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": self.what(task),
            "opts": self.opts,
            "task": task,
            "state": self.state(task),
            "next_time": self.next_time(task),
            "wrong": self.wrong(task),
            "arguments": _arguments(task),
            "failed": task.status == TaskResultStatus.FAILED,
        }
        return TemplateResponse(request, "admin/task.html", context)

    def try_again_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Have one task tried again, and lead back to it."""
        task = self._task(request, pk)
        if request.method == "POST":
            self._try_again(request, [task])
        return HttpResponseRedirect(reverse("admin:factcheck_queuedtask_change", args=[task.pk]))

    @admin.action(description=gettext_lazy("Try again"))
    def try_chosen_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._try_again(request, queryset)

    @admin.display(description=gettext_lazy("task"))
    def what(self, task: QueuedTask) -> str:
        words = WORDS.get(task.task_path)
        return _(words) if words else task.task_name

    @admin.display(description=gettext_lazy("state"))
    def state(self, task: QueuedTask) -> str:
        return str(STATES[TaskResultStatus(task.status)])

    @admin.display(description=gettext_lazy("attempts"))
    def attempts(self, task: QueuedTask) -> int:
        return task.attempts

    @admin.display(description=gettext_lazy("asked for"))
    def asked(self, task: QueuedTask) -> SafeString | str:
        return moment(task.enqueued_at)

    @admin.display(description=gettext_lazy("next attempt"))
    def next_time(self, task: QueuedTask) -> str:
        if task.next_at:
            return f"{day(task.next_at)}, {clock(task.next_at)}"
        return _("as soon as a worker is free") if task.status == TaskResultStatus.READY else "–"

    @admin.display(description=gettext_lazy("what went wrong"))
    def wrong(self, task: QueuedTask) -> str:
        return _(task.last_words) if task.last_words else "–"

    def _task(self, request: HttpRequest, key: Any) -> QueuedTask:
        try:
            task: QueuedTask | None = self.get_queryset(request).filter(pk=key).first()
        except ValidationError:  # not what a key looks like
            task = None
        if task is None:
            raise Http404
        return task

    def _try_again(self, request: HttpRequest, tasks: Iterable[QueuedTask]) -> None:
        done = 0
        refused: set[str] = set()
        for task in tasks:
            try:
                try_again(task=task, by=actor_of(request))
            except Refusal as refusal:
                refused.add(sentence(refusal))
            else:
                done += 1
        for said in refused:
            self.message_user(request, said, messages.ERROR)
        if done:
            said = ngettext("%(n)s task is tried again.", "%(n)s tasks are tried again.", done)
            self.message_user(request, said % {"n": done}, messages.SUCCESS)


def _arguments(task: QueuedTask) -> list[tuple[str, str]]:
    """Names and values of what the task was given; texts, which may be secrets, hidden."""
    given = task.args_kwargs
    named = {str(place): value for place, value in enumerate(given["args"], 1)} | given["kwargs"]
    return [(name, _shown(name, value)) for name, value in named.items()]


def _shown(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(name, item) for item in value)
    if value is None or isinstance(value, (bool, int, float)) or name in _PLAIN:
        return str(value)
    return "•••"
