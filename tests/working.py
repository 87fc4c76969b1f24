"""Doing what waits in the queue, as a worker does it, within a test."""

from django.utils import timezone

from factcheck.management.worker import Worker
from factcheck.models import QueuedTask


def work() -> None:
    """Do all that is due now."""
    Worker(once=True).run()


def no_longer_waiting() -> None:
    """Let pass what time every task waits for."""
    QueuedTask.objects.filter(status="READY").update(run_after=timezone.now())
