"""Tokens: issued, found by their secret, revoked."""

from typing import Any

import pytest

from factcheck.actions import people, tokens
from factcheck.domain.errors import Refusal
from factcheck.models import ChangeSet, Token
from tests.newsroom import Newsroom, another_person, version


def issue(newsroom: Newsroom, **details: Any) -> tuple[Token, str]:
    given: dict[str, Any] = {
        "by": newsroom.editor,
        "reason": "For the newsroom's CMS.",
        "name": "CMS",
        "scopes": ["content:write"],
    }
    return tokens.issue(**given | details)


def test_a_secret_is_given_once_and_kept_nowhere(newsroom: Newsroom) -> None:
    token, secret = issue(newsroom)
    stored = Token.objects.filter(pk=token.pk).values().get()
    kept = " ".join(map(str, [*stored.values(), *Token.history.values().get().values()]))
    assert secret not in kept
    assert secret.startswith(token.beginning)
    assert tokens.find(secret) == token
    assert ChangeSet.objects.latest("id").kind == "token.issue"


def test_a_token_speaks_under_its_name_and_its_persons(newsroom: Newsroom) -> None:
    token, _ = issue(newsroom)
    actor = token.actor()
    assert (actor.kind, actor.id, actor.name) == ("token", token.pk, "CMS (Editor)")
    assert (actor.role, actor.channel) == ("editor", "api")
    with pytest.raises(Refusal, match="Only people"):
        _ = actor.person


def test_a_revoked_token_opens_nothing(newsroom: Newsroom) -> None:
    token, secret = issue(newsroom)
    for _ in range(2):
        tokens.revoke(token=token, by=newsroom.editor, reason="The CMS was replaced.")
    assert tokens.find(secret) is None
    assert version(token) == 2, "once is enough"


def test_a_token_ends_with_its_persons_role(newsroom: Newsroom) -> None:
    token, secret = issue(newsroom)
    person = token.person
    people.change_role(
        person=person,
        by=newsroom.administrator,
        reason="Left.",
        version=version(person),
        role="none",
    )
    assert tokens.find(secret) is None


def test_a_token_ends_with_its_persons_account(newsroom: Newsroom) -> None:
    _, secret = issue(newsroom)
    account = newsroom.account(newsroom.editor)
    account.is_active = False
    account.save()
    assert tokens.find(secret) is None


def test_nobody_ends_the_token_of_a_colleague_but_an_administrator(newsroom: Newsroom) -> None:
    token, _ = issue(newsroom)
    _, other = another_person("second editor", role=newsroom.editor.role)
    with pytest.raises(Refusal, match="Only its owner"):
        tokens.revoke(token=token, by=other, reason="Not mine.")
    assert tokens.revoke(token=token, by=newsroom.administrator, reason="Seen in a log.").is_revoked


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("Name the token", {"name": " "}),
        ("Name the token", {"name": "x" * 101}),
        ("at least one", {"scopes": []}),
        ("at least one", {"scopes": ["content:write", "everything"]}),
        ("Say why", {"reason": ""}),
    ],
)
def test_what_is_wrong_is_said(newsroom: Newsroom, said: str, details: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=said):
        issue(newsroom, **details)
    assert not Token.objects.exists()


def test_reviewers_have_no_tokens(newsroom: Newsroom) -> None:
    with pytest.raises(Refusal, match="Only editors"):
        issue(newsroom, by=newsroom.reviewer)
