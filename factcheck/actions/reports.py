"""Readers' reports: received, found again by their receipt, and erased.

None of this is an editorial act: what readers write, and how they are reached, stands outside the
record. What an editor makes of a report is in `actions.triage`.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.actions.emails import email_of
from factcheck.domain.actor import Actor
from factcheck.domain.characters import several_lines
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.vocabulary import ReportAbout, ReportHeld, ReportStatus
from factcheck.models import Article, Claim, Report, ReportContact
from factcheck.models.report import CONTACT_KEPT

MESSAGE_LONGEST = 5_000  # characters
QUOTED_LONGEST = 1_000


class BadReport(Refusal):
    """A report that says nothing, or too much."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a reader sends. `claim` None: about the article as a whole; `email` "" for none."""

    article: Article
    claim: Claim | None
    about: str
    text: str
    language: str
    quoted: str = ""
    email: str = ""


def receive(*, message: Message, secret: str, held: ReportHeld | None = None) -> Report:
    """Keep a report behind its receipt's secret, which is kept nowhere; `held`: apart, and why.

    The same secret once more gives the report that is there: a second click is no second report.
    """
    if message.about not in set(ReportAbout):
        raise BadReport(N_("Choose what is wrong."))
    if message.language not in dict(settings.LANGUAGES):
        raise BadReport(N_("Choose a language from the list."))
    email = email_of(message.email)
    now = timezone.now()
    report = Report(
        article=message.article,
        claim=message.claim,
        about=message.about,
        message=checked_message(message.text),
        quoted=checked_quote(message.quoted),
        language=message.language,
        status=ReportStatus.HELD if held else ReportStatus.NEW,
        held=held or "",
        digest=digest_of(secret),
        received_at=now,
    )
    if there := find(secret):
        return there
    try:
        with transaction.atomic():
            report.save(force_insert=True)
            if email:
                contact = ReportContact(report=report, email=email, keep_until=now + CONTACT_KEPT)
                contact.save()
    except IntegrityError:
        there = find(secret)
        if there is None:
            raise
        return there
    return report


def find(secret: str) -> Report | None:
    """The report behind a receipt, with what it is about and what became of it."""
    reports = Report.objects.with_what_they_are_about().select_related("answer__notice", "contact")
    found: Report | None = reports.filter(digest=digest_of(secret)).first()
    return found


def checked_message(text: str) -> str:
    """The message as it is kept. Raises BadReport."""
    text = _cleaned(text, MESSAGE_LONGEST)
    if not shows(text):
        raise BadReport(N_("Write what is wrong, so that we can look into it."))
    return text


def checked_quote(text: str) -> str:
    """The words in question as they are kept, "" for none. Raises BadReport."""
    text = _cleaned(text, QUOTED_LONGEST)
    return text if shows(text) else ""


def erase_message(*, report: Report, by: Actor) -> Report:
    """Erase what the reader wrote, and how to reach them. The answer stays on record."""
    check_may(by, Task.EDIT)
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.erased_at is None:
            report.message, report.quoted, report.erased_at = "", "", timezone.now()
            report.save(update_fields=["message", "quoted", "erased_at"])
        erase_contacts([report.pk])
    return report


def erase_contacts(reports: list[int]) -> None:
    """Forget how the readers behind these reports are reached."""
    ReportContact.objects.filter(report__in=reports).delete()


def forget_contacts(now: datetime | None = None) -> int:
    """Erase the addresses that were kept long enough; returns how many."""
    over = ReportContact.objects.filter(keep_until__lte=now or timezone.now())
    return over.delete()[0] if over.exists() else 0


@contextmanager
def contact_to_use_up(report: int) -> Iterator[ReportContact | None]:
    """Where an answer is to be sent, if anywhere; erased once the block ends well.

    So it is sent once, but for a worker that is killed between sending and erasing.
    """
    with transaction.atomic():
        contact = (
            ReportContact.objects.select_for_update(of=("self",))
            .select_related("report")
            .filter(report=report)
            .first()
        )
        yield contact
        if contact:
            contact.delete()


def digest_of(secret: str) -> str:
    """What is kept of a receipt's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _cleaned(text: str, limit: int) -> str:
    # A line may end in two signs until it is clean; what is far too long is not worth cleaning.
    text = several_lines(text) if len(text) <= 2 * limit else text
    if len(text) > limit:
        raise BadReport(N_("Shorten the text to %(limit)s characters."), limit=limit)
    return text
