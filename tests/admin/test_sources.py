"""Sources in the admin: duplicates are merged, changes are confirmed or dismissed."""

import pytest

from factcheck.domain.vocabulary import Settlement
from factcheck.models import Evidence, Source
from tests.admin.pages import text_of
from tests.newsroom import changed_source, version

ADMIN = "/admin/factcheck/source/"
WHY = "The same report."


@pytest.fixture
def pair(newsroom):
    return newsroom.source(title="Report for phones"), newsroom.source(title="The report")


def post(editor, path, **data):
    return editor.client.post(f"{ADMIN}{path}", data)


def test_a_duplicate_is_looked_for_and_merged(newsroom, editor, pair):
    source, into = pair
    newsroom.evidence(newsroom.claim(newsroom.article()), source=source)
    page = text_of(editor.client.get(f"{ADMIN}{source.pk}/merge/?q=report"))
    assert "The report" in page
    assert "can&#x27;t be undone" in page or "can't be undone" in page
    answer = post(editor, f"{source.pk}/merge/", into=into.pk, version=1, reason=WHY)
    assert answer.status_code == 302
    assert Evidence.objects.get().source == into
    page = text_of(editor.client.get(f"{ADMIN}{source.pk}/change/"))
    assert "This source was merged into another one" in page
    assert 'name="_save"' not in page
    assert "Report for phones" in text_of(editor.client.get(f"{ADMIN}{into.pk}/change/"))


def test_what_is_refused_is_said_and_what_was_typed_stays(newsroom, editor, pair):
    source, into = pair
    answer = post(editor, f"{source.pk}/merge/?q=report", into=into.pk, version=1, reason=" ")
    assert answer.status_code == 422
    assert "Say why" in text_of(answer)
    assert f'value="{into.pk}" checked' in answer.content.decode()
    answer = post(editor, f"{source.pk}/merge/", version=1, reason=WHY)
    assert "Choose the source that stands." in text_of(answer)
    assert WHY in text_of(answer)
    assert Source.objects.standing().count() == 2


def test_a_merged_source_is_in_no_list(newsroom, editor, pair):
    source, into = pair
    post(editor, f"{source.pk}/merge/", into=into.pk, version=1, reason=WHY)
    for query in ("", "?q=report"):
        page = text_of(editor.client.get(f"{ADMIN}{query}"))
        assert "The report" in page
        assert "Report for phones" not in page


def test_changes_stand_on_the_first_page_until_somebody_looked(newsroom, editor):
    claim = newsroom.claim(newsroom.article())
    source = newsroom.source(title="The accounts")
    newsroom.evidence(claim, source=source)
    newsroom.published(claim)
    change = changed_source(newsroom, "It cost 13 million.", source)
    assert f'href="{ADMIN}changes/{change.pk}/"' in editor.client.get("/admin/").content.decode()
    page = text_of(editor.client.get(f"{ADMIN}changes/{change.pk}/"))
    assert "Its text changed" in page
    assert "13" in page
    assert str(claim) in page
    answer = post(
        editor, f"changes/{change.pk}/", version=version(change), reason="Mended.", deed="confirm"
    )
    assert answer.status_code == 302
    change.refresh_from_db()
    assert change.settlement == Settlement.CONFIRMED
    assert "No source is known to have changed." in text_of(editor.client.get("/admin/"))


def test_a_change_is_dismissed(newsroom, editor):
    change = changed_source(newsroom)
    answer = post(
        editor, f"changes/{change.pk}/", version=version(change), reason="A date.", deed="dismiss"
    )
    assert answer.status_code == 302
    change.refresh_from_db()
    assert change.settlement == Settlement.DISMISSED


def test_who_comes_second_is_told(newsroom, editor):
    change = changed_source(newsroom)
    sent = {"version": version(change), "reason": "A date.", "deed": "dismiss"}
    post(editor, f"changes/{change.pk}/", **sent)
    answer = post(editor, f"changes/{change.pk}/", **sent)
    assert answer.status_code == 422
    assert "Someone has settled this change already." in text_of(answer)


def test_reviewers_have_no_part_in_it(newsroom, client):
    client.force_login(newsroom.account(newsroom.reviewer))
    change = changed_source(newsroom)
    for path in (f"changes/{change.pk}/", f"{change.source_id}/merge/"):
        assert client.get(f"{ADMIN}{path}").status_code == 403
        assert client.post(f"{ADMIN}{path}", {"deed": "confirm"}).status_code == 403
