"""Tokens in the admin: issued with a secret shown once, listed, revoked."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.actions import articles, people, tokens
from factcheck.models import ChangeSet, Token
from tests.admin.pages import ADMIN, Visitor, form_in, text_of
from tests.newsroom import Newsroom, another_person, version

TYPED: dict[str, Any] = {
    "name": "CMS",
    "scopes": ["content:write", "coverage:read"],
    "reason": "For the newsroom's CMS.",
}


def secret_in(answer: Any) -> str:
    found = re.search(r'value="(fct_[\w-]{43})"', answer.content.decode())
    assert found
    return found.group(1)


def issue(newsroom: Newsroom, name: str = "CMS", **given: Any) -> Token:
    by = given.pop("by", newsroom.editor)
    token, _secret = tokens.issue(
        by=by, reason="For the CMS.", name=name, scopes=["content:write"], **given
    )
    return token


def test_a_token_is_issued_and_its_secret_shown_once(newsroom: Newsroom, editor: Visitor) -> None:
    answer = editor.save("token/add/", **TYPED)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    secret = secret_in(answer)
    token = tokens.find(secret)
    assert token
    assert (token.name, token.person_id, token.scopes) == (
        "CMS",
        newsroom.editor.id,
        ["content:write", "coverage:read"],
    )
    assert "curl -X PUT http://127.0.0.1:8000/api/v1/articles/" in text_of(answer)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.reason, act.channel) == ("token.issue", TYPED["reason"], "admin")
    for path in ("token/", f"token/{token.pk}/change/", f"token/{token.pk}/history/"):
        page = editor.read(path)
        assert secret not in page
        assert token.beginning in page
    assert secret not in editor.read(f"changeset/{act.pk}/change/")


def test_the_same_form_sent_again_issues_no_second(newsroom: Newsroom, editor: Visitor) -> None:
    form = editor.form("token/add/") | TYPED
    secret = secret_in(editor.send("token/add/", form))
    again = editor.send("token/add/", form)
    assert "A token of yours has this name." in text_of(again)
    assert secret not in text_of(again)
    assert Token.objects.count() == 1


def test_an_example_fits_what_the_token_may(newsroom: Newsroom, editor: Visitor) -> None:
    said = text_of(editor.save("token/add/", **TYPED | {"scopes": ["coverage:read"]}))
    assert "/coverage" in said
    assert "PUT" not in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why: a reason is kept with every change."),
        ({"scopes": []}, "Choose what the token may do"),
        ({"scopes": ["everything"]}, "everything"),
        ({"name": " "}, "This field is required."),
        ({"name": "x" * 101}, "100"),
    ],
)
def test_a_token_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    answer = editor.save("token/add/", **TYPED | typed)
    assert sentence in text_of(answer)
    if "name" not in typed:
        assert form_in(answer)["name"] == "CMS"
    assert not Token.objects.exists()


def test_all_that_is_missing_is_told_at_once(newsroom: Newsroom, editor: Visitor) -> None:
    said = text_of(editor.save("token/add/"))
    for sentence in (
        "This field is required.",
        "Choose what the token may do",
        "Say why: a reason is kept with every change.",
        "Mend what is marked below.",
    ):
        assert said.count(sentence) == 1, sentence
    assert "Please correct" not in said
    assert not Token.objects.exists()


def test_there_is_an_example_of_each_use(newsroom: Newsroom, editor: Visitor) -> None:
    said = text_of(editor.save("token/add/", **TYPED))
    assert "curl -X PUT" in said
    assert re.search("curl [^ ]*/articles/ARTICLE/coverage", said)


def test_its_page_tells_when_it_was_issued_and_wrote(newsroom: Newsroom, editor: Visitor) -> None:
    token = issue(newsroom)
    page = editor.read(f"token/{token.pk}/change/")
    fields = re.findall(r'field-(\w+)".*?<div class="readonly">(.*?)</div>', page, re.DOTALL)
    shown = dict(fields)
    assert "<time" in shown["issued"]
    assert shown["last_act"] == "–"
    article = newsroom.article()
    articles.record_revision(
        article=article, by=token.actor(), reason="x", version=1, headline="The bridge"
    )
    again = editor.read(f"token/{token.pk}/change/")
    assert again.count("<time") == page.count("<time") + 1


def test_the_day_says_which_token(newsroom: Newsroom, editor: Visitor) -> None:
    issue(newsroom, "Newsroom CMS")
    assert "Newsroom CMS" in editor.read("/admin/")


def test_a_token_is_revoked_for_good(newsroom: Newsroom, editor: Visitor) -> None:
    secret = secret_in(editor.save("token/add/", **TYPED))
    token = Token.objects.get()
    path = f"token/{token.pk}/revoke/"
    assert path in editor.read(f"token/{token.pk}/change/")
    assert "Say why" in text_of(editor.save(path, reason=""))
    assert tokens.find(secret)
    assert editor.save(path, reason="The CMS was replaced.").status_code == 302
    assert tokens.find(secret) is None
    assert "revoked already" in editor.read(path)
    editor.send(path, {"reason": "Again."})
    assert version(token) == 2
    assert path not in editor.read(f"token/{token.pk}/change/")
    assert "The CMS was replaced." in editor.read(f"token/{token.pk}/history/")
    editor.save("token/add/", **TYPED)  # the name is free again
    assert Token.objects.count() == 2


def test_nothing_of_it_is_changed(newsroom: Newsroom, editor: Visitor) -> None:
    token = issue(newsroom)
    answer = editor.send(f"token/{token.pk}/change/", TYPED | {"name": "Other", "version": 1})
    assert answer.status_code == 403
    token.refresh_from_db()
    assert token.name == "CMS"


def test_editors_see_their_own_and_administrators_all(
    newsroom: Newsroom, editor: Visitor, administrator: Visitor
) -> None:
    person, other = another_person("second editor", role=newsroom.editor.role)
    theirs = issue(newsroom, "Other system", by=other)
    issue(newsroom)
    assert "CMS" in editor.read("token/")
    assert "Other system" not in editor.read("token/")
    for path in ("change/", "history/", "revoke/"):
        answer = editor.client.get(f"{ADMIN}token/{theirs.pk}/{path}")
        assert answer.status_code in {302, 404}
        assert b"Other system" not in answer.content
    editor.send(f"token/{theirs.pk}/revoke/", {"reason": "Not mine."})
    assert not Token.objects.get(pk=theirs.pk).is_revoked
    assert "Other system" in administrator.read("token/")
    assert str(person) in administrator.read("token/")
    administrator.save(f"token/{theirs.pk}/revoke/", reason="Seen in a log.")
    assert Token.objects.get(pk=theirs.pk).is_revoked


def test_reviewers_have_none(newsroom: Newsroom, client: Client) -> None:
    client.force_login(newsroom.account(newsroom.reviewer))
    for path in ("token/", "token/add/"):
        assert client.get(ADMIN + path).status_code == 403


def test_the_list_tells_when_each_last_wrote(newsroom: Newsroom, editor: Visitor) -> None:
    token, idle = issue(newsroom), issue(newsroom, "Idle")
    article = newsroom.article()
    token = Token.objects.select_related("person").get(pk=token.pk)
    articles.record_revision(
        article=article, by=token.actor(), reason="Sent.", version=None, html="New words."
    )
    rows = editor.client.get(f"{ADMIN}token/").context["cl"].result_list
    times = {row.pk: row.wrote_at for row in rows}
    assert times == {token.pk: ChangeSet.objects.latest("id").recorded_at, idle.pk: None}
    assert all(row.issued_at for row in rows)


def test_a_token_of_somebody_without_a_role_works_no_more(
    newsroom: Newsroom, administrator: Visitor
) -> None:
    token = issue(newsroom)
    people.change_role(
        person=token.person,
        by=newsroom.administrator,
        reason="Left.",
        version=version(token.person),
        role="none",
    )
    assert 'alt="False"' in administrator.read("token/")


def test_the_list_takes_as_many_queries_for_much_as_for_little(
    newsroom: Newsroom, editor: Visitor
) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.read("token/")
        return len(captured)

    issue(newsroom, "First")
    taken()
    few = taken()
    for number in range(5):
        issue(newsroom, f"Number {number}")
    assert taken() == few


def test_the_pages_are_there_in_indonesian(newsroom: Newsroom, editor: Visitor) -> None:
    token = issue(newsroom)
    for path in ("", "add/", f"{token.pk}/change/", f"{token.pk}/revoke/"):
        assert editor.client.get(f"/id{ADMIN}token/{path}").status_code == 200
    for path in ("", f"{token.pk}/change/"):
        page = editor.read(f"/id{ADMIN}token/{path}")
        assert "Orang" in page.split('id="content"')[1]
        assert "Person" not in page
