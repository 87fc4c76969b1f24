"""/desk/claims/<id>/merge/: the other claim chosen, both seen, and one merged into the other."""

import re

import pytest

from factcheck.actions.duplicates import merge
from factcheck.domain.review import Status
from tests.newsroom import version
from tests.views.desk.conftest import recorded

REASON = "Both say what the bridge cost."


@pytest.fixture
def other(room, article, claim):
    return room.claim(article, quote="12 million euros")


@pytest.fixture
def editor(room, desk):
    return desk(room.editor).client


def address(claim):
    return f"/desk/claims/{claim.pk}/merge/"


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_most_alike_are_offered_first(room, article, claim, other, editor):
    far = room.claim(article, quote="Nobody was hurt", statement={"en": "No one was harmed."})
    elsewhere = room.claim(room.article(headline="Another"))
    page = editor.get(address(claim)).content.decode()
    assert page.index(f"?into={other.pk}") < page.index(f"?into={far.pk}")
    assert f"?into={claim.pk}" not in page
    assert f"?into={elsewhere.pk}" not in page


def test_both_are_seen_and_merged(room, claim, other, editor):
    room.evidence(claim)
    page = editor.get(address(claim), {"into": other.pk})
    assert "Claim 1, to be withdrawn The article says: cost 12 million euros." in words(page)
    assert "Claim 2, to stay The article says: 12 million euros." in words(page)
    before = recorded()
    data = {"into": other.pk, "version": claim.version, "reason": REASON}
    answer = editor.post(address(claim), data)
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/claims/{other.pk}/"
    assert recorded() == before + 2
    claim.refresh_from_db()
    assert (claim.status, claim.duplicate_of) == (Status.WITHDRAWN, other)


def test_each_page_leads_to_the_other(room, claim, other, editor):
    merge(claim=claim, into=other, by=room.editor, version=1, reason=REASON)
    page = editor.get(f"/desk/claims/{other.pk}/plan/").content.decode()
    assert "Merged into this one" in page
    assert f'<a href="/desk/claims/{claim.pk}/">Claim 1: ' in page
    page = editor.get(f"/desk/claims/{claim.pk}/")
    assert "Merged as a duplicate into claim 2:" in words(page)
    assert address(claim) not in page.content.decode()


def test_who_may_not_is_told_why(room, claim, other, desk):
    sentence = "Only editors publish, decide and withdraw."
    client = desk(room.reviewer).client
    page = client.get(f"/desk/claims/{claim.pk}/plan/").content.decode()
    assert 'aria-describedby="why-not-merge"' in page
    assert address(claim) not in page
    page = client.get(address(claim), {"into": other.pk}).content.decode()
    assert sentence in page
    assert "data-draft" not in page
    before = recorded()
    data = {"into": other.pk, "version": 1, "reason": REASON}
    answer = client.post(address(claim), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert REASON in answer.content.decode()
    assert recorded() == before


def test_a_reason_is_asked_for(claim, other, editor):
    answer = editor.post(address(claim), {"into": other.pk, "version": 1, "reason": " "})
    assert answer.status_code == 422
    assert "Say why: a reason is kept with every change." in answer.content.decode()


def test_a_claim_that_changed_meanwhile(room, claim, other, desk, editor):
    desk(room.reviewer).done(claim, "take")
    before = recorded()
    answer = editor.post(address(claim), {"into": other.pk, "version": 1, "reason": REASON})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert recorded() == before
    assert "Someone saved this while you were writing." in page
    assert REASON in page
    assert f'name="version" value="{version(claim)}"' in page


def test_what_is_chosen_must_be_there(room, claim, editor):
    elsewhere = room.claim(room.article(headline="Another"))
    for into in (elsewhere.pk, 999):
        assert editor.get(address(claim), {"into": into}).status_code == 404
    assert editor.get(address(claim), {"into": "x"}).status_code == 200
    assert editor.post(address(claim), {"reason": REASON}).status_code == 200
    assert editor.get("/desk/claims/999/merge/").status_code == 404


def test_nothing_is_merged_into_what_is_not_there(room, claim, other, editor):
    elsewhere = room.claim(room.article(headline="Another"))
    before = recorded()
    for address_, into in (
        (address(claim), elsewhere.pk),
        (address(claim), 999),
        ("/desk/claims/999/merge/", other.pk),
        (f"/desk/claims/{10**30}/merge/", other.pk),
    ):
        data = {"into": into, "version": 1, "reason": REASON}
        assert editor.post(address_, data).status_code == 404
    assert recorded() == before


def test_alone_there_is_nothing_to_merge_into(claim, editor):
    assert "The article has no other claim that stands" in words(editor.get(address(claim)))


def test_the_number_of_queries_is_constant(
    room, article, claim, other, editor, django_assert_max_num_queries
):
    counts = []
    for quote in ("Nobody was hurt", "The fare was two euros"):
        room.published(room.claim(article, quote=quote))
        with django_assert_max_num_queries(40) as captured:
            editor.get(address(claim))
        counts.append(len(captured))
    assert counts[0] == counts[1]
