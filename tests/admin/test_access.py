"""Who may enter the admin, and what each finds there."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from tests.admin.pages import Visitor
from tests.newsroom import Newsroom, changed_source


def test_a_stranger_signs_in_first_and_comes_back(client: Client, db: None) -> None:
    there = client.get("/admin/factcheck/claim/?status__exact=open", follow=True)
    assert [url for url, _status in there.redirect_chain][-1].startswith(reverse("account_login"))
    assert "claim%2F%3Fstatus__exact%3Dopen" in there.redirect_chain[-1][0]


@pytest.mark.parametrize("path", ["", "factcheck/claim/", "factcheck/person/", "nowhere/"])
def test_a_reviewer_is_told_no(newsroom: Newsroom, client: Client, path: str) -> None:
    client.force_login(newsroom.account(newsroom.reviewer))
    assert client.get(f"/admin/{path}").status_code == 403


def test_the_first_page_is_the_day(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    newsroom.approved(newsroom.claim(article))
    page = editor.client.get("/admin/").content.decode()
    assert "Waiting for publication" in page
    assert "The article says: cost 12 million euros." in page
    assert "Verdict approved" in page
    assert 'lang="id"' in page  # the other language is one step away


def test_copies_do_not_push_people_out_of_the_day(newsroom: Newsroom, editor: Visitor) -> None:
    changed_source(newsroom)
    page = editor.client.get("/admin/").content.decode()
    assert "Source changed" in page
    assert "Snapshot taken" not in page


def test_the_day_in_the_other_language(newsroom: Newsroom, editor: Visitor) -> None:
    assert editor.client.get("/id/admin/").status_code == 200


def test_only_administrators_manage_people(
    newsroom: Newsroom, editor: Visitor, administrator: Visitor
) -> None:
    assert editor.client.get("/admin/factcheck/person/add/").status_code == 403
    seen = editor.read("person/")
    assert "Reviewer" in seen
    assert "reviewer@example.org" not in seen
    assert "reviewer@example.org" in administrator.read("person/")


@pytest.mark.parametrize(
    "path", ["auth/group/", "account/emailaddress/", "factcheck/user/", "factcheck/verdict/"]
)
def test_nothing_is_written_past_the_actions(editor: Visitor, path: str) -> None:
    """No noun of another package, and no record, has an admin of its own."""
    assert editor.client.get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("noun", ["article", "claim", "source", "notice", "rating", "person"])
def test_nothing_is_deleted(newsroom: Newsroom, administrator: Visitor, noun: str) -> None:
    newsroom.claim(newsroom.article())
    assert administrator.client.get(f"/admin/factcheck/{noun}/1/delete/").status_code in {302, 403}


def test_djangos_own_log_stays_empty(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    editor.save(f"article/{article.pk}/change/", publisher="The Weekly", reason="Renamed.")
    assert not LogEntry.objects.exists()
