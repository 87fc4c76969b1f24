"""The deadline and the priority of a claim, and who is to check it."""

from datetime import date

import pytest

from tests.newsroom import version


def plan(desk, claim, **typed):
    data = {"version": version(claim), "due_on": "2026-12-24", "priority": "high"} | typed
    return desk.client.post(f"/desk/claims/{claim.pk}/plan/", data)


def test_an_editor_plans(room, claim, desk):
    answer = plan(desk(room.editor), claim)
    assert answer["Location"] == f"/desk/claims/{claim.pk}/plan/"
    claim.refresh_from_db()
    assert (claim.due_on, claim.priority) == (date(2026, 12, 24), "high")
    page = desk(room.reviewer).see(claim)
    assert "24 Dec 2026" in page
    assert "high priority" in page


def test_a_reviewer_reads_why_not(room, claim, desk):
    page = desk(room.reviewer).client.get(f"/desk/claims/{claim.pk}/plan/").content.decode()
    assert 'aria-describedby="why-not-plan">Save' in page
    assert 'aria-describedby="why-not-assign"' in page
    assert "Only editors change articles, claims and sources." in page
    answer = plan(desk(room.reviewer), claim)
    assert answer.status_code == 422
    assert "Only editors change articles, claims and sources." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"due_on": "tomorrow"}, 422, "Write the day like 2026-12-24."),
        ({"priority": "soon"}, 422, "Select a valid choice"),
        ({"version": 99}, 409, "Someone saved this while you were writing."),
    ],
)
def test_what_is_wrong_is_said(room, claim, desk, typed, status, sentence):
    answer = plan(desk(room.editor), claim, **typed)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_an_editor_assigns(room, claim, desk):
    page = desk(room.editor).client.get(f"/desk/claims/{claim.pk}/plan/").content.decode()
    assert f'<option value="{room.reviewer.id}">Reviewer</option>' in page
    done = desk(room.editor).done(claim, "assign", to=room.reviewer.id)
    assert (done.status, done.assignee_id) == ("researching", room.reviewer.id)


def test_the_proposer_asks_a_colleague(room, claim, desk):
    room.proposed(claim)
    done = desk(room.reviewer).done(claim, "ask-review", of=room.colleague.id)
    assert (done.status, done.assignee_id) == ("in_second_review", room.colleague.id)


def test_a_colleague_must_be_chosen(room, claim, desk):
    page = desk(room.editor).refused(claim, "assign", to="")
    assert "Choose a colleague from the list." in page


def test_two_plans_are_put_together(room, claim, desk):
    """Who changed the deadline and who changed the priority each get theirs."""
    mine, theirs = desk(room.editor), desk(room.administrator)
    seen = version(claim)
    assert plan(theirs, claim, due_on="2026-12-24", priority="normal").status_code == 302
    answer = plan(mine, claim, version=seen, due_on="", priority="high")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'name="due_on" value="2026-12-24"' in page
    assert '<option value="high" selected>' in page
    assert "<dt>Stored now</dt><dd>24 Dec 2026</dd>" in page
    sent = {"opened": seen, "mine_due_on": "", "mine_priority": "high"}
    answer = plan(mine, claim, **sent, use_due_on="0")
    assert answer.status_code == 409
    assert 'name="due_on" value="2026-12-24"' not in answer.content.decode()
    assert plan(mine, claim, **sent).status_code == 302
    claim.refresh_from_db()
    assert (claim.due_on, claim.priority) == (date(2026, 12, 24), "high")


def test_two_deadlines_are_for_a_person_to_decide(room, claim, desk):
    seen = version(claim)
    plan(desk(room.administrator), claim, due_on="2026-12-24")
    page = plan(desk(room.editor), claim, version=seen, due_on="2027-01-25").content.decode()
    assert 'name="due_on" value="2027-01-25"' in page
    assert "<dt>Yours</dt><dd>25 Jan 2027</dd>" in page
    assert "You both changed this. The box holds yours." in page
    assert 'name="use_due_on" value="stored"' in page


def test_a_claim_given_to_two_is_given_to_whom_one_chooses(room, claim, desk):
    seen = version(claim)
    desk(room.administrator).done(claim, "assign", to=room.colleague.id)
    page = desk(room.editor).refused(claim, "assign", version=seen, to=room.reviewer.id, status=409)
    assert "<dt>Stored now</dt><dd>Colleague</dd>" in page
    assert "<dt>Yours</dt><dd>Reviewer</dd>" in page
    assert "Claim assigned" in page
    done = desk(room.editor).done(claim, "assign", to=room.reviewer.id)
    assert done.assignee_id == room.reviewer.id


def test_a_claim_that_changed_otherwise_is_just_given(room, claim, desk):
    seen = version(claim)
    plan(desk(room.administrator), claim)
    page = desk(room.editor).refused(claim, "assign", version=seen, to=room.reviewer.id, status=409)
    assert 'class="merge"' not in page
