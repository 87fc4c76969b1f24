"""What the desk tells the browser about the texts that it keeps."""

import pytest

from factcheck.views.desk.drafts import COOKIE
from tests.newsroom import version

PROPOSAL = {"rating": "true", "confidence": "high", "rationale_en": "So it is."}


def propose(desk, room, claim, **typed):
    client = desk(room.reviewer).client
    client.post(f"/desk/claims/{claim.pk}/take/", {"version": version(claim)})
    data = {"version": version(claim), "draft": f"claim-{claim.pk}-propose"} | PROPOSAL | typed
    return client, client.post(f"/desk/claims/{claim.pk}/propose/", data)


def test_an_accepted_form_is_told_by_a_cookie(room, claim, desk):
    client, answer = propose(desk, room, claim)
    assert answer.status_code == 302
    assert answer.cookies[COOKIE].value == f"claim-{claim.pk}-propose"
    assert not answer.cookies[COOKIE]["httponly"]
    data = {"version": version(claim), "reason": "More.", "draft": "another"}
    answer = client.post(f"/desk/claims/{claim.pk}/retract/", data)
    assert answer.cookies[COOKIE].value == f"claim-{claim.pk}-propose.another"


def test_a_refused_form_is_not(room, claim, desk):
    _, answer = propose(desk, room, claim, rating="")
    assert answer.status_code == 422
    assert COOKIE not in answer.cookies
    assert "data-draft-typed" in answer.content.decode()


@pytest.mark.parametrize("key", ["", "a b", "a;b=c", "x" * 200, "é"])
def test_what_is_no_key_is_passed_over(room, claim, desk, key):
    _, answer = propose(desk, room, claim, draft=key)
    assert answer.status_code == 302
    assert COOKIE not in answer.cookies


def test_who_is_signed_out_keeps_their_drafts(claim, client):
    data = {"draft": "claim-1-propose"} | PROPOSAL
    answer = client.post(f"/desk/claims/{claim.pk}/propose/", data)
    assert answer.status_code == 403
    answer = client.post(f"/desk/claims/{claim.pk}/take/", {"draft": "claim-1-take"})
    assert answer.status_code == 302
    assert COOKIE not in answer.cookies


def test_forms_name_their_drafts_and_pages_their_account(room, claim, desk):
    evidence = room.evidence(claim)
    mine = desk(room.reviewer)
    mine.done(claim, "take")
    account = f'data-account="{room.account(room.reviewer).pk}"'
    for page, key in {
        f"/desk/claims/{claim.pk}/": f"claim-{claim.pk}-propose",
        f"/desk/claims/{claim.pk}/evidence/add/": f"claim-{claim.pk}-evidence",
        f"/desk/evidence/{evidence.pk}/": f"evidence-{evidence.pk}-edit",
    }.items():
        html = mine.client.get(page).content.decode()
        assert f'data-draft="{key}"' in html
        assert account in html
        assert html.count('id="draft-restored"') == 1
        assert "data-draft-typed" not in html


def test_readers_are_no_account(client, db):
    html = client.get("/").content.decode()
    assert "data-account" not in html
    assert "drafts.js" not in html
