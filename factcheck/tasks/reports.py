"""Answers to readers' reports, sent to those who left an address."""

from typing import Any

from django.core.mail import get_connection
from django.dispatch import receiver
from django_tasks import task

from factcheck.actions.reports import contact_to_use_up
from factcheck.actions.triage import answered
from factcheck.mail.reports import answer_letter
from factcheck.models import Report


@receiver(answered)
def carry(report: Report, **kwargs: Any) -> None:
    send_answer.enqueue(report=report.pk)


@task()
def send_answer(report: int) -> None:
    """Send the answer as it stands now, and erase the address. Run twice, nothing is sent twice."""
    found = Report.objects.with_what_they_are_about().select_related("answer__notice")
    # The mail server is reached before the address is locked, as for letters.
    with get_connection() as connection, contact_to_use_up(report) as contact:
        if contact:
            mail = answer_letter(contact, found.get(pk=report))
            mail.connection = connection
            mail.send()
