"""The queue: tasks begun, resumed, tried again at somebody's wish, and thrown away when done.

What stands in it is outside the record, so nothing here is an editorial act.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus

from factcheck.domain.actor import Actor
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.models import QueuedTask

logger = logging.getLogger(__name__)

#: After this long nobody waits for a worker of which nothing is known here: one on another machine.
ELSEWHERE = timedelta(minutes=30)
#: How long a task is kept that is done, and one that was given up.
DONE_DAYS, FAILED_DAYS = 7, 90


class NotFailed(Refusal):
    """Something was to be tried again that has not failed for good."""


def claim(*, worker: str) -> QueuedTask | None:
    """Mark the next task that is due as this worker's, and return it.

    An idle queue is only read: on SQLite a transaction takes the one write lock when it begins.
    """
    due = QueuedTask.objects.due(timezone.now())
    if not due.exists():
        return None
    with transaction.atomic():
        task: QueuedTask | None = due.select_for_update(skip_locked=True).first()
        if task:
            task.claim(worker)
    return task


def resume(*, died: Callable[[str], bool | None]) -> set[str]:
    """Make ready what workers left that are gone; returns the ids of those that run something.

    `died` tells, by a worker's id, whether it is gone; None where that can't be known here.
    """

    def is_left(task: QueuedTask) -> bool:
        gone = died(task.worker_ids[-1])
        long_ago = task.started_at is None or task.started_at < timezone.now() - ELSEWHERE
        return long_ago if gone is None else gone

    running = QueuedTask.objects.running()
    left = [task.pk for task in running if is_left(task)]
    if left:
        with transaction.atomic():
            for task in running.filter(pk__in=left).select_for_update(skip_locked=True):
                if is_left(task):  # still: another worker may have been quicker
                    last = task.worker_ids[-1]
                    logger.warning("Resuming %s %s, which %s left", task, task.pk, last)
                    task.resume()
        running = running.all()  # read again
    return {task.worker_ids[-1] for task in running}


def prune() -> None:
    """Throw away what was done some days ago, and what was given up long ago."""
    now = timezone.now()
    for status, days in [
        (TaskResultStatus.SUCCESSFUL, DONE_DAYS),
        (TaskResultStatus.FAILED, FAILED_DAYS),
    ]:
        old = QueuedTask.objects.filter(status=status, finished_at__lt=now - timedelta(days=days))
        if old.exists():
            old.delete()


def try_again(*, task: QueuedTask, by: Actor) -> None:
    """Have a task run again that was given up, with all its attempts before it."""
    check_may(by, Task.EDIT)
    with transaction.atomic():
        stored = QueuedTask.objects.select_for_update().filter(pk=task.pk).first()
        if stored is None or stored.status != TaskResultStatus.FAILED:
            raise NotFailed(N_("Only a task that failed is tried again. This one has not."))
        stored.begin_again()
