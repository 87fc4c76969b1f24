"""Readers' reports: received once, found by their receipt, erased; no acts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions import reports
from factcheck.actions.triage import answer
from factcheck.domain.actor import Role
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import ReportHeld
from factcheck.models import ChangeSet, Claim, Report, ReportContact
from tests.newsroom import Newsroom, another_person
from tests.newsroom import report as receive


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


def test_it_is_found_by_its_secret_alone(claim: Claim) -> None:
    before = ChangeSet.objects.count()
    report = receive(claim, "the secret", email="reader@example.org")
    assert reports.find("the secret") == report
    assert reports.find("The secret") is None
    assert reports.find("") is None
    stored = str(Report.objects.values().get())
    assert "the secret" not in stored
    assert "reader@" not in stored
    assert ChangeSet.objects.count() == before


def test_the_same_secret_is_the_same_report(claim: Claim) -> None:
    first = receive(claim, email="reader@example.org")
    assert receive(claim, held=ReportHeld.FLOOD, text="Other.") == first
    assert Report.objects.get().message == "It cost 13 million."


def test_a_held_one_says_why(claim: Claim) -> None:
    report = receive(claim, held=ReportHeld.TRAP)
    assert (report.status, report.held, report.get_status_display()) == ("held", "trap", "Held")
    assert list(Report.objects.held()) == [report]
    assert not Report.objects.new().exists()
    assert Report.objects.waiting_counts() == {"new": 0, "held": 1}


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("what is wrong", {"text": "\u200b"}),
        ("5000", {"text": "x" * 5001}),
        ("1000", {"quoted": "x" * 1001}),
        ("Choose what", {"about": "spam"}),
        ("from the list", {"language": "xx"}),
        ("like name@", {"email": "a@b.example\nBcc: c@d.example"}),
    ],
)
def test_what_is_wrong_is_said(claim: Claim, said: str, details: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=said):
        receive(claim, **details)
    assert not Report.objects.exists()


def test_signs_that_nobody_sees_are_dropped(claim: Claim) -> None:
    assert receive(claim, text="\x00It\u202e cost\r\n13.").message == "It cost\n13."


def test_addresses_are_forgotten_after_ninety_days(claim: Claim) -> None:
    receive(claim, "one", email="one@example.org")
    now = timezone.now()
    assert reports.forget_contacts(now + timedelta(days=89)) == 0
    assert ReportContact.objects.exists()
    assert reports.forget_contacts(now + timedelta(days=90, seconds=1)) == 1
    assert not ReportContact.objects.exists()
    assert Report.objects.exists()


def test_what_was_written_is_erased_and_the_answer_stays(newsroom: Newsroom, claim: Claim) -> None:
    report = receive(claim, quoted="12 million", email="one@example.org")
    answer(report=report, by=newsroom.editor, text="We see.", version=0)
    _person, reader = another_person("gone", Role.NONE)
    with pytest.raises(Refusal, match="Only editors"):
        reports.erase_message(report=report, by=reader)
    reports.erase_message(report=report, by=newsroom.editor)
    report.refresh_from_db()
    assert (report.message, report.quoted) == ("", "")
    assert report.erased_at
    assert report.answer.text == "We see."
    assert not ReportContact.objects.exists()
    first = report.erased_at
    assert reports.erase_message(report=report, by=newsroom.editor).erased_at == first
