"""Looks at sources that are due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from factcheck.actions import watching as actions


@receiver(actions.due)
def ask(sources: Sequence[int], **kwargs: Any) -> None:
    for source in sources:
        look.enqueue(source=source, asked_at=timezone.now().isoformat())


@task(priority=-20)  # after mail and after the copies of sources that somebody has just added
def look(source: int, asked_at: str) -> None:
    """Look at a source. Run twice, it looks once."""
    actions.look(source=source, asked_at=datetime.fromisoformat(asked_at))
