"""The answer by mail: sent once, and the address erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from factcheck.actions.notices import NoticeText
from factcheck.actions.triage import answer, answer_with_notice, set_aside
from factcheck.domain.vocabulary import NoticeKind
from factcheck.management import worker
from factcheck.models import Claim, QueuedTask, ReportContact
from factcheck.tasks.reports import send_answer
from tests.newsroom import Newsroom
from tests.newsroom import report as receive
from tests.working import work


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


def test_who_left_an_address_gets_the_answer_and_is_forgotten(
    newsroom: Newsroom, claim: Claim
) -> None:
    report = receive(claim, "a secret", email="reader@example.org")
    answer(report=report, by=newsroom.editor, text="<b>Yes</b> & no.", version=0)
    assert not mail.outbox
    work()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["reader@example.org"], "Our answer to your report")
    assert "<b>Yes</b> & no." in letter.body
    assert "“A bridge at last”" in letter.body
    assert "a secret" not in letter.body
    assert not ReportContact.objects.exists()
    send_answer.call(report.pk)
    answer(report=report, by=newsroom.editor, text="No.", version=1)
    work()
    assert len(mail.outbox) == 1


def test_the_letter_is_in_the_readers_language_and_shows_the_notice(
    newsroom: Newsroom, claim: Claim
) -> None:
    report = receive(claim, language="id", email="reader@example.org")
    answer_with_notice(
        report=report,
        article=report.article,
        by=newsroom.editor,
        reason="Found.",
        notice=NoticeText(NoticeKind.CORRECTION, {"en": "It cost 13 million."}),
    )
    work()
    (letter,) = mail.outbox
    assert letter.subject == "Jawaban kami atas laporan Anda"
    assert "It cost 13 million." in letter.body
    assert "/id/articles/" in letter.body


def test_without_an_address_there_is_no_task(newsroom: Newsroom, claim: Claim) -> None:
    answer(report=receive(claim), by=newsroom.editor, text="Yes.", version=0)
    set_aside(
        reports=[receive(claim, "two", email="a@example.org")], by=newsroom.editor, reason="Spam."
    )
    assert not QueuedTask.objects.exists()
    work()
    assert not mail.outbox


def test_a_letter_that_fails_keeps_the_address(
    newsroom: Newsroom, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = receive(claim, email="reader@example.org")
    answer(report=report, by=newsroom.editor, text="Yes.", version=0)

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise OSError("No mail server.")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", fail)
        work()
    assert ReportContact.objects.exists()


def test_the_worker_forgets_addresses_in_time(claim: Claim) -> None:
    receive(claim, email="reader@example.org")
    work()
    assert ReportContact.objects.exists()
    ReportContact.objects.update(keep_until=timezone.now() - timedelta(seconds=1))
    worker.Worker(once=True).run()
    assert not ReportContact.objects.exists()
