"""Readers' reports in the admin: the lists, the page, and what editors do there."""

from typing import Any

import pytest
from django.test import Client

from factcheck.actions.triage import answer
from factcheck.domain.vocabulary import ReportHeld
from factcheck.models import ChangeSet, Claim, Notice, Report, ReportAnswer, ReportContact
from tests.admin.pages import ADMIN, Visitor, text_of
from tests.newsroom import Newsroom
from tests.newsroom import report as receive

SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


@pytest.fixture
def report(claim: Claim) -> Report:
    return receive(claim, quoted="12 million", email="reader@example.org")


@pytest.fixture
def path(report: Report) -> str:
    return f"report/{report.pk}/change/"


def test_new_ones_come_first_and_held_ones_apart(
    editor: Visitor, claim: Claim, report: Report
) -> None:
    receive(claim, "spam", ReportHeld.UNPROVEN, text="Buy this.")
    new, held = editor.read("report/"), editor.read("report/?show=held")
    assert "It cost 13 million." in new
    assert "Buy this." not in new
    assert "Buy this." in held
    assert "It cost 13 million." not in held
    both = editor.read("report/?show=all")
    assert "Buy this." in both
    assert "It cost 13 million." in both
    assert "13 million" in editor.read("report/?q=million")
    assert "13 million" not in editor.read("report/?q=bridge")
    assert "13 million" not in editor.read("report/?about=other")


def test_the_day_says_what_waits(editor: Visitor, claim: Claim, report: Report) -> None:
    receive(claim, "spam", ReportHeld.FLOOD)
    page = editor.read("/admin/")
    assert "Reader reports (1)" in page
    assert f"{ADMIN}report/{report.pk}/change/" in page
    assert "1 report is held apart." in page


def test_an_editor_answers(editor: Visitor, report: Report, path: str) -> None:
    page = editor.read(path)
    for said in ["It cost 13 million.", "12 million", "Left. The answer is mailed there"]:
        assert said in page
    assert "reader@example.org" not in page
    assert editor.save(path, text="You are right.", deed="answer").status_code == 302
    page = editor.read(path)
    assert "You are right." in page
    assert "The answer, as the reader sees it" in page
    assert ChangeSet.objects.order_by("-id")[0].channel == "admin"
    editor.save(path, text="You are right, and thank you.", deed="answer")
    assert ReportAnswer.objects.get().version == 2


def test_a_script_is_text(editor: Visitor, claim: Claim) -> None:
    report = receive(claim, text=SCRIPT, quoted=SCRIPT)
    for page in ["report/", f"report/{report.pk}/change/", "/admin/"]:
        read = editor.read(page)
        assert SCRIPT not in read
        assert "&lt;script&gt;" in read


def test_what_is_wrong_is_said_and_what_was_typed_stays(editor: Visitor, path: str) -> None:
    long = "x" * 5_001
    for typed, said in [
        ({"text": "", "deed": "answer"}, "Write the answer"),
        ({"text": long, "deed": "answer"}, "Shorten the text to 5000"),
        ({"text": "No.", "deed": "set_aside"}, "Say why"),
        ({"text": "No.", "deed": "burn"}, "It cost 13"),
    ]:
        answered = editor.save(path, **typed)
        assert answered.status_code == 422
        assert said in text_of(answered)
        assert typed["text"] in text_of(answered)
    assert not ReportAnswer.objects.exists()


def test_who_comes_second_sees_both_answers(
    newsroom: Newsroom, editor: Visitor, report: Report, path: str
) -> None:
    form = editor.form(path) | {"text": "We will look into it.", "deed": "answer"}
    answer(report=report, by=newsroom.administrator, text="We looked into it.", version=0)
    late = editor.send(path, form)
    page = text_of(late)
    assert late.status_code == 409
    assert "Someone saved this while you were writing" in page
    assert "Two versions: the stored one and yours" in page
    assert "looked" in page
    assert "will look" in page.replace("<ins>", "").replace("</ins>", "")
    report.refresh_from_db()
    assert report.answer.text == "We looked into it."


def test_a_report_is_set_aside_with_a_reason(editor: Visitor, report: Report, path: str) -> None:
    editor.save(path, deed="set_aside", reason="It is not so.")
    report.refresh_from_db()
    assert report.status == "set_aside"
    assert not ReportContact.objects.exists()
    assert "It is not so." in editor.read(path)


def test_one_that_a_colleague_settled_is_not_set_aside(
    newsroom: Newsroom, editor: Visitor, report: Report, path: str
) -> None:
    form = editor.form(path) | {"deed": "set_aside", "reason": "Spam."}
    answer(report=report, by=newsroom.administrator, text="Yes.", version=0)
    answered = editor.send(path, form)
    assert answered.status_code == 422
    assert "A colleague settled this report meanwhile" in text_of(answered)


def test_chosen_ones_are_set_aside_together(editor: Visitor, claim: Claim) -> None:
    spam = [receive(claim, f"s{n}", ReportHeld.UNPROVEN, text=f"Buy {n}") for n in range(3)]
    chosen = {"action": "set_chosen_aside", "_selected_action": [row.pk for row in spam[:2]]}
    done = editor.client.post(f"{ADMIN}report/?show=held", chosen, follow=True)
    assert "2 reports were set aside." in text_of(done)
    assert list(Report.objects.order_by("pk").values_list("status", flat=True)) == [
        "set_aside",
        "set_aside",
        "held",
    ]


def test_a_report_becomes_a_notice(editor: Visitor, report: Report, path: str) -> None:
    page = editor.read(path)
    link = f"notice/add/?report={report.pk}&amp;article={report.article_id}"
    assert f"{link}&amp;dated=20" in page
    form = editor.form(link.replace("&amp;", "&"))
    assert form["article"] == str(report.article_id)
    answered = editor.send(
        link.replace("&amp;", "&"),
        form
        | {"kind": "correction", "dated": "2019-12-24", "text_en": "It cost 13 million."}
        | {"reason": "A reader."},
    )
    assert (answered.status_code, answered["Location"]) == (302, ADMIN + path)
    notice = Notice.objects.get()
    report.refresh_from_db()
    assert (report.answer.notice, report.status) == (notice, "answered")
    assert "It led to this notice" in editor.read(path)
    assert "Turn into a notice" not in editor.read(path)


def test_a_notice_for_another_article_is_refused(
    newsroom: Newsroom, editor: Visitor, report: Report
) -> None:
    other = newsroom.article(headline="Another")
    add = f"notice/add/?report={report.pk}&article={report.article_id}"
    typed = {
        "article": other.pk,
        "kind": "update",
        "dated": "2019-12-24",
        "text_en": "So.",
        "reason": "A reader.",
    }
    answered = editor.send(add, editor.form(add) | typed)
    assert answered.status_code == 200
    assert "The report is about another article" in text_of(answered)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("named", ["99", "nonsense", "9" * 40, "-1"])
def test_a_notice_of_no_report_is_refused(editor: Visitor, report: Report, named: str) -> None:
    add = f"notice/add/?report={named}&article={report.article_id}"
    typed = {"kind": "update", "dated": "2019-12-24", "text_en": "So.", "reason": "A reader."}
    assert editor.send(add, editor.form(add) | typed).status_code in {200, 404}
    assert not Notice.objects.exists()


def test_what_was_written_is_erased(editor: Visitor, report: Report, path: str) -> None:
    assert editor.send(path, {"deed": "erase"}).status_code == 302
    page = editor.read(path)
    assert "It cost 13 million." not in page
    assert "12 million" not in page.replace("cost 12 million", "")
    assert "Erase for good" not in page
    assert not ReportContact.objects.exists()


@pytest.mark.parametrize("who", ["reviewer", None])
def test_who_is_no_editor_stays_out(newsroom: Newsroom, path: str, who: str | None) -> None:
    client = Client()
    if who:
        client.force_login(newsroom.account(getattr(newsroom, who)))
    for address in [path, "report/"]:
        assert client.get(ADMIN + address).status_code == (403 if who else 302)
    sent: Any = client.post(ADMIN + path, {"deed": "answer", "text": "Mine."})
    assert sent.status_code == (403 if who else 302)
    assert not ReportAnswer.objects.exists()


@pytest.mark.parametrize("key", ["0", "99", "nonsense", "9" * 30])
def test_an_unknown_report(editor: Visitor, key: str) -> None:
    assert editor.client.get(f"{ADMIN}report/{key}/change/").status_code == 404


def test_lists_and_pages_take_a_fixed_number_of_queries(
    editor: Visitor, claim: Claim, report: Report, path: str, django_assert_max_num_queries: Any
) -> None:
    editor.read("report/")
    with django_assert_max_num_queries(8) as first:
        editor.read("report/")
    for n in range(5):
        receive(claim, f"s{n}", text=f"No. {n}")
    with django_assert_max_num_queries(len(first)):
        editor.read("report/")
    with django_assert_max_num_queries(6):
        editor.read(path)
