"""Triage: answered, turned into a notice, set aside; each an act, and none of them public."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from factcheck.actions.notices import NoticeText
from factcheck.actions.triage import answer, answer_with_notice, set_aside
from factcheck.domain.actor import Actor
from factcheck.domain.acts import PUBLIC, Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import ChangeSet, Claim, Notice, Report, ReportAnswer, ReportContact
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom, newsroom
from tests.newsroom import report as receive

NOTICE = NoticeText(NoticeKind.CORRECTION, {"en": "It cost 13 million."})


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


@pytest.fixture
def report(claim: Claim) -> Report:
    return receive(claim, email="reader@example.org")


def acts(count: int) -> list[tuple[str, str, str]]:
    found = ChangeSet.objects.order_by("-id")[:count]
    return [(act.kind, act.actor_name, act.reason) for act in found]


def test_an_answer_is_an_act_of_the_editors(newsroom: Newsroom, report: Report) -> None:
    given = answer(report=report, by=newsroom.editor, text=" You are right.\r\n", version=0)
    assert (given.text, given.version) == ("You are right.", 1)
    assert acts(1) == [("report.answer", "Editor", "Answered the reader.")]
    report.refresh_from_db()
    assert report.status == "answered"
    assert given.act.claim_id == report.claim_id
    assert not PUBLIC & {Kind.REPORT_ANSWER, Kind.REPORT_SET_ASIDE}


def test_an_answer_is_changed_over_what_was_seen(newsroom: Newsroom, report: Report) -> None:
    answer(report=report, by=newsroom.editor, text="No.", version=0)
    with pytest.raises(Stale, match="Compare both"):
        answer(report=report, by=newsroom.administrator, text="Yes.", version=0)
    changed = answer(report=report, by=newsroom.administrator, text="Yes.", version=1)
    assert list(changed.history.values_list("text", flat=True)) == ["Yes.", "No."]


@pytest.mark.parametrize(("said", "text"), [("Write the answer", " \u200b"), ("5000", "x" * 5001)])
def test_what_is_wrong_is_said(newsroom: Newsroom, report: Report, said: str, text: str) -> None:
    with pytest.raises(Refusal, match=said):
        answer(report=report, by=newsroom.editor, text=text, version=0)
    assert not ReportAnswer.objects.exists()


@pytest.mark.parametrize("deed", ["answer", "notice", "aside"])
def test_reviewers_do_not_settle_reports(newsroom: Newsroom, report: Report, deed: str) -> None:
    deeds: dict[str, Any] = {
        "answer": lambda by: answer(report=report, by=by, text="No.", version=0),
        "notice": lambda by: answer_with_notice(
            report=report, article=report.article, by=by, reason="So.", notice=NOTICE
        ),
        "aside": lambda by: set_aside(reports=[report], by=by, reason="Spam."),
    }
    with pytest.raises(Refusal, match="Only editors"):
        deeds[deed](newsroom.reviewer)
    assert not ReportAnswer.objects.exists()


def test_a_report_leads_to_a_notice(newsroom: Newsroom, report: Report) -> None:
    notice = answer_with_notice(
        report=report, article=report.article, by=newsroom.editor, reason="Found.", notice=NOTICE
    )
    assert acts(2) == [
        ("report.answer", "Editor", "The report led to a notice."),
        ("notice.post", "Editor", "Found."),
    ]
    report.refresh_from_db()
    assert (report.answer.notice, report.answer.text, report.status) == (notice, "", "answered")
    later = answer(report=report, by=newsroom.editor, text="Thank you.", version=1)
    assert later.notice == notice


def test_a_notice_that_is_refused_answers_nothing(newsroom: Newsroom, report: Report) -> None:
    other = newsroom.article(headline="Another")
    for article, said in [(other, "about another article"), (report.article, "Say why")]:
        with pytest.raises(Refusal, match=said):
            answer_with_notice(
                report=report, article=article, by=newsroom.editor, reason="", notice=NOTICE
            )
    assert not Notice.objects.exists()
    assert not ReportAnswer.objects.exists()


def test_reports_are_set_aside_by_one_act_for_each_thing(newsroom: Newsroom, claim: Claim) -> None:
    spam = [receive(claim, f"s{n}", text=f"Buy {n}", email="a@example.org") for n in range(5)]
    another = newsroom.claim(claim.article, quote="two euros")
    newsroom.published(another)
    other = receive(another, "another")
    answered = receive(claim, "honest")
    answer(report=answered, by=newsroom.editor, text="Yes.", version=0)
    before = ChangeSet.objects.count()
    done = set_aside(reports=[*spam, other, answered], by=newsroom.editor, reason="Spam.")
    assert done == 6
    assert ChangeSet.objects.count() == before + 2
    assert Report.objects.filter(status="set_aside").count() == 6
    assert not ReportContact.objects.exists()
    answered.refresh_from_db()
    assert answered.status == "answered"
    assert set_aside(reports=spam, by=newsroom.editor, reason="Spam.") == 0
    assert ChangeSet.objects.count() == before + 2
    with pytest.raises(Refusal, match="Say why"):
        set_aside(reports=spam, by=newsroom.editor, reason="")


def test_one_that_was_set_aside_is_answered_after_all(newsroom: Newsroom, report: Report) -> None:
    set_aside(reports=[report], by=newsroom.editor, reason="Nothing in it.")
    answer(report=report, by=newsroom.editor, text="There was something in it.", version=1)
    report.refresh_from_db()
    assert (report.status, report.answer.is_set_aside) == ("answered", False)


def test_the_record_stays_whole(newsroom: Newsroom, report: Report) -> None:
    answer(report=report, by=newsroom.editor, text="Yes.", version=0)
    verification = Verification()
    verification.run()
    assert verification.findings == []


@pytest.mark.usefixtures("committed")
def test_two_editors_at_once_do_not_overwrite_each_other() -> None:
    room = newsroom()
    claim = room.claim(room.article())
    room.published(claim)
    report = receive(claim)

    def try_it(by: Actor) -> str:
        try:
            return answer(report=report, by=by, text=f"By {by.name}.", version=0).text
        except Stale:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        texts = set(threads.map(try_it, [room.editor, room.administrator]))
    assert texts == {"", ReportAnswer.objects.get().text}
