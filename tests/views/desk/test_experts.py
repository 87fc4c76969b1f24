"""Questions to experts, at the desk."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.actions import experts
from factcheck.models import ChangeSet, ExpertContact, ExpertQuestion
from factcheck.presenters.experts import experts_of
from tests.views.desk.conftest import recorded

TYPED = {
    "name": "Ir. Sari",
    "expertise": "Bridges",
    "question": "Is this the whole sum?",
    "language": "en",
    "days": "7",
    "email": "",
}


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


@pytest.fixture
def question(room, claim):
    return ask(room, claim)


def ask(room, claim, name="Ir. Sari", **details):
    given: dict[str, Any] = {"question": TYPED["question"], "language": "en", "days": 7}
    return experts.ask(claim=claim, by=room.reviewer, name=name, **given | details)[0]


def address(claim):
    return f"/desk/claims/{claim.pk}/experts/ask/"


def talk(client, claim):
    return client.get(f"/desk/claims/{claim.pk}/talk/").content.decode()


def link_in(page):
    [link] = set(re.findall(r"http://127\.0\.0\.1:\d+(/(?:id/)?expert/[\w-]{43}/)", page))
    return link


def refused(answer, before, *sentences):
    page = answer.content.decode()
    assert answer.status_code == 422, page
    for sentence in sentences:
        assert sentence in page
    assert recorded() == before
    assert not mail.outbox


def test_the_link_is_shown_once(claim, mine):
    assert "Make the link" in mine.get(address(claim)).content.decode()
    answer = mine.post(address(claim), TYPED)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    link = link_in(answer.content.decode())
    assert Client().get(link).status_code == 200
    assert not mail.outbox
    page = talk(mine, claim)
    assert "Ir. Sari" in page
    assert "asked by Reviewer" in page
    assert "/expert/" not in page.replace("/experts/", "")


def test_it_is_mailed_in_the_experts_language(claim, mine):
    typed = TYPED | {"email": "sari@example.org", "language": "id"}
    page = mine.post(address(claim), typed).content.decode()
    assert "It was mailed to sari@example.org." in page
    [letter] = mail.outbox
    assert letter.to == ["sari@example.org"]
    body = str(letter.body)
    link = link_in(body)
    assert link.startswith("/id/expert/")
    assert link == link_in(page)
    assert "“cost 12 million euros”" in body
    assert "Is this the whole sum?" in body
    assert "&" not in body
    assert '<html lang="id" dir="ltr">' in Client().get(link).content.decode()


def test_a_letter_that_does_not_leave_is_told(claim, mine, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("No mail server.")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    page = mine.post(address(claim), TYPED | {"email": "sari@example.org"}).content.decode()
    assert "could not be sent. Copy the link" in page
    assert link_in(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Write the expert&#x27;s name"),
        ({"question": ""}, "Write what you ask the expert."),
        ({"question": "x" * 2001}, "Shorten the question to 2000 characters."),
        ({"days": "31"}, "one to thirty days"),
        ({"days": "x"}, "one to thirty days"),
        ({"language": "xx"}, "Choose a language of the list"),
        ({"email": "sari"}, "like name@example.org"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(claim, mine, typed, sentence):
    before = recorded()
    refused(mine.post(address(claim), TYPED | typed), before, sentence, "Bridges")


def test_a_second_click_asks_nobody_twice(claim, mine):
    typed = TYPED | {"email": "sari@example.org"}
    mine.post(address(claim), typed)
    mail.outbox.clear()
    before = recorded()
    refused(mine.post(address(claim), typed), before, "This expert is being asked this already.")


def test_the_author_asks_nobody(room, mine):
    claim = room.claim(room.article(authors=[room.account(room.reviewer).person]))
    before = recorded()
    refused(mine.post(address(claim), TYPED), before, "You are an author of this article")


def test_a_question_is_called_back(claim, mine, question):
    there = f"/desk/experts/{question.pk}/cancel/"
    assert there in talk(mine, claim)
    assert "Is this the whole sum?" in mine.get(there).content.decode()
    before = recorded()
    refused(mine.post(there, {"reason": ""}), before, "Say why")
    answer = mine.post(there, {"reason": "Sent to the wrong one."})
    assert answer["Location"] == f"/desk/claims/{claim.pk}/talk/#question-{question.pk}"
    page = talk(mine, claim)
    assert "Sent to the wrong one." in page
    assert there not in page


def test_what_was_answered_is_not_called_back(mine, question):
    experts.answer(question=question, says="confirms")
    before = recorded()
    answer = mine.post(f"/desk/experts/{question.pk}/cancel/", {"reason": "Too late."})
    refused(answer, before, "The expert has answered", "Too late.")


def test_an_address_is_erased(room, claim, mine):
    question = ask(room, claim, email="sari@example.org")
    assert "sari@example.org" in talk(mine, claim)
    there = f"/desk/experts/{question.pk}/erase/"
    mine.get(there)
    assert ExpertContact.objects.exists()
    before = recorded()
    assert mine.post(there).status_code == 302
    assert recorded() == before
    assert "sari@example.org" not in talk(mine, claim)


def test_a_correction_stands_beside_the_words(room, claim, desk, mine, question):
    experts.answer(
        question=question, says="corrects", words="cost 21 million euros", note="<b>With VAT.</b>"
    )
    page = talk(mine, claim)
    assert "</span>12</del>" in page
    assert "</span>21</ins>" in page
    assert "&lt;b&gt;With VAT.&lt;/b&gt;" in page
    assert "Edit the claim" not in page
    edit = f'href="/admin/factcheck/claim/{claim.pk}/change/">Edit the claim</a>'
    assert edit in talk(desk(room.editor).client, claim)


def test_words_that_changed_since_are_pointed_out(room, claim, mine, question):
    from tests.actions.test_experts import revise

    assert "The article changed there" not in talk(mine, claim)
    revise(room, claim, "12 million", "21 million")
    assert "The article changed there after this was asked." in talk(mine, claim)


def test_more_questions_take_no_more_queries(room, claim, question):
    person = room.account(room.reviewer).person
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as captured:
            found = experts_of(claim, person)
            assert [asked.email for asked in found.questions][-1] == ""
        counts.append(len(captured))
        ask(room, claim, name=f"Prof. {number}", email="bayu@example.org")
    assert counts == [1, 1, 1]


def test_addresses_that_lead_nowhere(mine):
    for path in ("claims/999/experts/ask/", "experts/999/cancel/", "experts/999/erase/"):
        assert mine.get(f"/desk/{path}").status_code == 404
        assert mine.post(f"/desk/{path}", TYPED).status_code == 404


def test_history_names_the_expert(room, claim, desk, mine, question):
    experts.answer(question=question, says="confirms")
    page = mine.get(f"/desk/claims/{claim.pk}/history/").content.decode()
    assert "Ir. Sari (expert)" in page
    act = ChangeSet.objects.latest("id")
    admin = desk(room.editor).client.get(f"/admin/factcheck/changeset/{act.pk}/change/")
    assert admin.status_code == 200


def test_readers_never_see_it(room, claim):
    question = ask(room, claim, question="Unheard-of words?")
    experts.answer(question=question, says="confirms", note="Unheard-of note.")
    experts.cancel(question=ask(room, claim, name="Prof. Bayu"), by=room.editor, reason="Off.")
    room.published(claim)
    public, slug = Client(), claim.slug
    for path in ("/", "/claims/", f"/claims/{slug}/", f"/claims/{slug}/history/"):
        page = public.get(path).content.decode()
        for secret in ("Ir. Sari", "Unheard-of", "Prof. Bayu", "Expert answered"):
            assert secret not in page, path
    for act in ChangeSet.objects.filter(kind__startswith="expert."):
        assert public.get(f"/acts/{act.pk}/").status_code == 404
    assert ExpertQuestion.objects.count() == 2
