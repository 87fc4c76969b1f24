"""Sources at the desk: the list, and one with all that is known of it and its changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.domain.vocabulary import Settlement
from factcheck.models import SourceCheck
from tests.newsroom import changed_source, snapshot
from tests.views.desk.conftest import recorded

MOST = 12


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


@pytest.fixture
def editors(room, desk):
    return desk(room.editor).client


def test_the_list_is_searched_and_narrowed(room, mine):
    changed = changed_source(room).source
    other = room.source(title="Harbour accounts")
    page = mine.get("/desk/sources/").content.decode()
    assert changed.title in page
    assert other.title in page
    page = mine.get("/desk/sources/", {"show": "changed"}).content.decode()
    assert changed.title in page
    assert other.title not in page
    assert other.title in mine.get("/desk/sources/", {"q": "harbour"}).content.decode()
    for asked in ({"show": "gone"}, {"q": "unheard"}):
        assert "No source is like that." in mine.get("/desk/sources/", asked).content.decode()
    assert mine.get("/desk/sources/", {"show": "odd"}).status_code == 404


def test_a_source_shows_all_that_is_known(room, claim, mine):
    change = changed_source(room)
    room.evidence(claim, source=change.source, locator="p. 4")
    page = mine.get(f"/desk/sources/{change.source_id}/").content.decode()
    assert "p. 4" in page
    assert change.after
    assert change.after.sha256[:10] in page
    assert "13</ins>" in page
    assert f"/desk/snapshots/{change.after_id}/file/" in page
    assert "Confirm, and tell readers" not in page  # which is an editor's
    assert mine.get("/desk/sources/999/").status_code == 404


def test_a_look_tells_when_what_and_why(room, mine):
    source = room.source()
    SourceCheck.objects.create(
        source=source,
        checked_at=timezone.now(),
        outcome="unreachable",
        status=503,
        detail="The site answered with an error.",
        url=source.url,
    )
    there = f"/desk/sources/{source.pk}/"
    listed = mine.get(there).content.decode().partition('class="check-list"')[2]
    assert "Out of reach (503)" in listed
    assert "The site answered with an error." in listed
    assert "Situs menjawab dengan galat." in mine.get(f"/id{there}").content.decode()


@pytest.mark.parametrize(
    ("deed", "settlement"), [("confirm", Settlement.CONFIRMED), ("dismiss", Settlement.DISMISSED)]
)
def test_an_editor_settles_a_change(room, editors, deed, settlement):
    change = changed_source(room)
    there = f"/desk/changes/{change.pk}/"
    sent = {"version": 1, "deed": deed, "reason": "The figure is another."}
    assert editors.post(there, sent).status_code == 302
    change.refresh_from_db()
    assert change.settlement == settlement
    answer = editors.post(there, sent)
    assert answer.status_code == 409
    assert "Someone has settled this change already" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"deed": "confirm", "reason": ""}, "Say why"),
        ({"reason": "So."}, "Choose whether to confirm the change or dismiss it."),
    ],
)
def test_what_lacks_is_said(room, editors, sent, said):
    change = changed_source(room)
    before = recorded()
    answer = editors.post(f"/desk/changes/{change.pk}/", {"version": 1} | sent)
    assert (answer.status_code, recorded()) == (422, before)
    assert said in answer.content.decode()


def test_a_reviewer_settles_nothing(room, mine):
    change = changed_source(room)
    before = recorded()
    sent = {"version": 1, "deed": "confirm", "reason": "So."}
    answer = mine.post(f"/desk/changes/{change.pk}/", sent)
    assert (answer.status_code, recorded()) == (422, before)
    assert editors_alone(answer)


def editors_alone(answer):
    return "Only editors change articles, claims and sources." in answer.content.decode()


def test_a_look_is_asked_for(room, claim, mine, settings):
    settings.WATCHING = settings.FETCHING = True
    unused = room.source()
    there = f"/desk/sources/{unused.pk}/look/"
    assert "Only sources with an address" in mine.post(there, follow=True).content.decode()
    room.evidence(claim, source=unused)
    assert "looked at as soon as" in mine.post(there, follow=True).content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_pages_take_at_most_twelve_queries(room, claim, mine, number):
    change = changed_source(room)
    for place in range(number):
        room.evidence(claim, source=change.source, locator=f"p. {place}")
        snapshot(change.source, f"It cost {place} million.")
        room.source()
    for there in (f"/desk/sources/{change.source_id}/", "/desk/sources/"):
        with CaptureQueriesContext(connection) as queries:
            assert mine.get(there).status_code == 200
        assert len(queries) <= MOST
