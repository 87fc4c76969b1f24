"""QueuedTask: one piece of work in the queue, as the queue's library keeps it, with our rules.

The library runs tasks and keeps what came of them. It neither tries again what failed nor minds
what a killed worker left "running": both are here. Outside the record; done tasks are deleted.
"""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import retry

from factcheck.domain.queue import (
    ATTEMPTS,
    KILLED,
    KILLS,
    WORKER_KILLED,
    delay,
    without_addresses,
)

_WRITTEN = (
    "status",
    "run_after",
    "finished_at",
    "worker_ids",
    "return_value",
    "exception_class_path",
    "traceback",
)


class QueuedTaskQuerySet(models.QuerySet["QueuedTask"]):
    def due(self, at: datetime) -> Self:
        """Those that may be run at a time, in their order."""
        is_time = models.Q(run_after=get_date_max()) | models.Q(run_after__lte=at)
        return self.filter(is_time, status=TaskResultStatus.READY)

    def overdue(self, at: datetime) -> Self:
        """Those that could have been run since that time, so that no worker seems to be there."""
        return self.due(at).filter(enqueued_at__lte=at)

    def running(self) -> Self:
        """Those that a worker has begun, and perhaps left."""
        return self.filter(status=TaskResultStatus.RUNNING)

    def failed(self) -> Self:
        """Those that were given up."""
        return self.filter(status=TaskResultStatus.FAILED)

    def waiting(self, path: str, **arguments: Any) -> Self:
        """Those of one kind, with these arguments, that no worker has begun."""
        wanted = {f"args_kwargs__kwargs__{name}": value for name, value in arguments.items()}
        return self.filter(task_path=path, status=TaskResultStatus.READY, **wanted)


class QueuedTask(DBTaskResult[..., Any]):
    """A task. `worker_ids` has one id for each attempt."""

    objects = models.Manager.from_queryset(QueuedTaskQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        proxy = True
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return self.task_name

    @property
    def attempts(self) -> int:
        """How often a worker has begun it."""
        return len(self.worker_ids)

    @property
    def next_at(self) -> datetime | None:
        """When it is run, where that is not as soon as a worker is free."""
        waits = self.status == TaskResultStatus.READY and self.run_after != get_date_max()
        return self.run_after if waits and self.run_after > timezone.now() else None

    @property
    def last_words(self) -> str:
        """The last line of what went wrong last, "" where nothing did."""
        return (self.traceback.strip().splitlines() or [""])[-1]

    def set_failed(self, exc: BaseException) -> None:
        """Keep what went wrong, and have it tried again later; give up after enough attempts.

        A worker that was told to stop at once failed at nothing: its task is ready as it was.
        """
        self.exception_class_path = f"{type(exc).__module__}.{type(exc).__qualname__}"
        self.traceback = without_addresses("".join(format_exception(exc)))
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            self._write(TaskResultStatus.READY)
        elif self.attempts < ATTEMPTS:
            self._write(TaskResultStatus.READY, delay(self.attempts))
        else:
            self._write(TaskResultStatus.FAILED)

    def resume(self) -> None:
        """Make ready at once what a worker left that is gone; give up where too many were killed.

        What it had done by then is done again: tasks must bear that.
        """
        *before, last = self.worker_ids or [""]
        self.worker_ids = [*before, last + KILLED]
        if sum(worker.endswith(KILLED) for worker in self.worker_ids) < KILLS:
            self._write(TaskResultStatus.READY)
        else:
            self.exception_class_path, self.traceback = "", WORKER_KILLED
            self._write(TaskResultStatus.FAILED)

    def begin_again(self) -> None:
        """Make ready at once, with all its attempts before it, what had been given up."""
        self.worker_ids = []
        self._write(TaskResultStatus.READY)

    @retry()
    def _write(self, status: TaskResultStatus, wait: timedelta = timedelta()) -> None:
        now = timezone.now()
        self.status, self.run_after = status, now + wait
        self.finished_at = now if status == TaskResultStatus.FAILED else None
        self.return_value = None
        self.save(update_fields=_WRITTEN)
