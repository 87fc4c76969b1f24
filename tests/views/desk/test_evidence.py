"""Evidence at the desk: added from a source that is here or a new one, edited, removed."""

import pytest

from factcheck.models import ChangeSet, Evidence, Source
from tests.views.desk.conftest import recorded

WORDS = {
    "stance": "refutes",
    "note_en": "It cost 21 million.",
    "reason": "The city's own accounts.",
}
NEW = {
    "source-title": "Accounts 2019",
    "source-url": "https://city.example/accounts",
    "source-type": "official_data",
    "source-title_confirmed": "on",
    "source-published": "2019-12",
}


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


def address(claim):
    return f"/desk/claims/{claim.pk}/evidence/add/"


def refused(answer, before, *sentences, status=422):
    page = answer.content.decode()
    assert answer.status_code == status, page
    for sentence in sentences:
        assert sentence in page
    assert recorded() == before


def test_a_new_source_is_added_with_its_evidence(claim, mine):
    answer = mine.post(address(claim), WORDS | NEW)
    assert answer.status_code == 302
    evidence = claim.evidence.get()
    assert (evidence.stance, evidence.note) == ("refutes", {"en": "It cost 21 million."})
    assert (evidence.source.title, evidence.source.published) == ("Accounts 2019", "2019-12")


def test_a_source_that_is_here_is_found_and_used(room, claim, mine):
    source = room.source(title="Harbour accounts", publisher="City")
    page = mine.get(address(claim), {"source_q": "city HARBOUR"}).content.decode()
    assert f"?source={source.pk}" in page
    assert "Harbour accounts" in mine.get(address(claim), {"source": source.pk}).content.decode()
    assert mine.post(address(claim), WORDS | {"source": source.pk}).status_code == 302
    assert claim.evidence.get().source == source
    assert (
        "No source has all of these words"
        in mine.get(address(claim), {"source_q": "unheard"}).content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"stance": "loves"}, "Say what the source does"),
        ({"source-title": ""}, "Give the source a title"),
        ({"source-type": "rumour"}, "Choose a type of source from the list."),
        ({"source-url": "javascript:alert(1)"}, "Write the whole address"),
        ({"source-published": "2019-13"}, "Write the date as a year, a month or a day"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(claim, mine, typed, sentence):
    before = recorded()
    refused(mine.post(address(claim), WORDS | NEW | typed), before, sentence, "It cost 21 million.")
    assert not Source.objects.exists()


def test_a_second_click_adds_nothing_twice(room, claim, mine):
    source = room.source()
    mine.post(address(claim), WORDS | {"source": source.pk})
    before = recorded()
    again = mine.post(address(claim), WORDS | {"source": source.pk})
    refused(again, before, "This evidence is here already, word for word.")


@pytest.mark.parametrize("url", ["https://city.example/accounts", ""])
def test_a_second_click_adds_no_source_twice(claim, mine, url):
    typed = WORDS | NEW | {"source-url": url}
    mine.post(address(claim), typed)
    before = recorded()
    refused(mine.post(address(claim), typed), before, "here already")
    assert Source.objects.count() == 1


def test_a_reason_is_given_by_who_has_one(claim, mine):
    mine.post(address(claim), WORDS | NEW | {"reason": ""})
    reasons = ChangeSet.objects.order_by("-id").values_list("reason", flat=True)
    assert list(reasons[:2]) == ["It bears on the claim."] * 2


def test_the_author_adds_none(room, mine):
    claim = room.claim(room.article(authors=[room.account(room.reviewer).person]))
    before = recorded()
    refused(mine.post(address(claim), WORDS | NEW), before, "You are an author of this article")
    assert not Source.objects.exists()


def test_it_is_edited(room, claim, mine):
    evidence = room.evidence(claim)
    page = mine.get(f"/desk/evidence/{evidence.pk}/").content.decode()
    assert "Says so." in page
    typed = WORDS | {"version": evidence.version, "locator": "p. 4"}
    assert mine.post(f"/desk/evidence/{evidence.pk}/", typed).status_code == 302
    evidence.refresh_from_db()
    assert (evidence.stance, evidence.locator) == ("refutes", "p. 4")


def test_an_edit_of_an_old_version_shows_both(room, claim, desk, mine):
    evidence = room.evidence(claim)
    theirs = WORDS | {"version": 1, "note_en": "It says 12."}
    desk(room.colleague).client.post(f"/desk/evidence/{evidence.pk}/", theirs)
    before = recorded()
    answer = mine.post(f"/desk/evidence/{evidence.pk}/", WORDS | {"version": 1})
    refused(answer, before, "Someone saved this", "It cost 21 million.", status=409)
    page = answer.content.decode()
    assert "says 12</del>" in page
    assert 'name="version" value="2"' in page


def test_it_is_removed_with_a_reason(room, claim, mine):
    evidence = room.evidence(claim)
    before = recorded()
    there = f"/desk/evidence/{evidence.pk}/remove/"
    refused(mine.post(there, {"version": 1, "reason": ""}), before, "Say why")
    refused(mine.post(there, {"version": 9, "reason": "Off."}), before, "Off.", status=409)
    assert mine.post(there, {"version": 1, "reason": "Off the point."}).status_code == 302
    assert not Evidence.objects.exists()
    assert mine.post(there, {"version": 1, "reason": "Off the point."}).status_code == 404


def test_addresses_that_lead_nowhere(claim, mine):
    assert mine.get(address(claim), {"source": "999"}).status_code == 404
    assert mine.get(address(claim), {"source": "x"}).status_code == 200
    assert mine.get("/desk/evidence/999/").status_code == 404
    for number in (999, 10**30):
        there = f"/desk/claims/{number}/evidence/add/"
        assert mine.post(there, WORDS | NEW).status_code == 404
    assert not Source.objects.exists()
