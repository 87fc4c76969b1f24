"""Copies of sources, taken behind the back of whoever added them."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from factcheck.actions import snapshots as actions
from factcheck.models import QueuedTask


@receiver(actions.wanted)
def ask(source: int, again: bool, **kwargs: Any) -> None:
    if again and QueuedTask.objects.waiting(take.module_path, source=source).exists():
        return
    take.enqueue(source=source, asked_at=timezone.now().isoformat())


@task(priority=-10)  # after mail, for which people wait
def take(source: int, asked_at: str) -> None:
    """Keep a copy. Run twice, it keeps one; what may do better another time is tried again."""
    actions.take(source=source, asked_at=datetime.fromisoformat(asked_at))
