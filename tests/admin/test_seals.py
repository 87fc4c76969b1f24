"""Under seal in the admin: what is kept from an editor, and how an editor opens it, on record."""

from typing import Any

import pytest

from factcheck.actions import reviews
from factcheck.models import ChangeSet, Claim, SealOpening
from tests.admin.pages import Visitor, text_of
from tests.newsroom import Newsroom, version

SENTENCE = "Sealed until you have rated it."
REASONS = "The city's accounts show it."


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.proposed(claim, "mostly_true")
    return claim


def read(visitor: Visitor, path: str) -> str:
    return text_of(visitor.client.get(f"/admin/factcheck/{path}"))


def test_a_sealed_proposal_is_not_shown(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    act = claim.acts.get(kind="verdict.propose")
    for path in (f"claim/{claim.pk}/change/", f"changeset/{act.pk}/change/"):
        page = read(editor, path)
        assert SENTENCE in page
        assert REASONS not in page
        assert "Mostly true" not in page.replace("By rating", "")
        assert "High" not in page


def test_it_is_shown_once_it_was_judged(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    reviews.review(claim=claim, by=newsroom.colleague, version=version(claim), rating="mostly_true")
    act = claim.acts.get(kind="verdict.propose")
    for path in (f"claim/{claim.pk}/change/", f"changeset/{act.pk}/change/"):
        page = read(editor, path)
        assert SENTENCE not in page
        assert REASONS in page
        assert "Mostly true" in page


def test_a_note_on_it_is_kept_too(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    reviews.request_changes(
        claim=claim,
        by=newsroom.colleague,
        version=version(claim),
        reason="Name the page.",
        note={"en": "Too mild."},
    )
    act = claim.acts.get(kind="review.changes")
    for path in (f"claim/{claim.pk}/change/", f"changeset/{act.pk}/change/"):
        page = read(editor, path)
        assert "Changes asked for" in page
        assert "Too mild." not in page


def test_an_editor_opens_the_seal(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    path = f"claim/{claim.pk}/unseal/"
    assert f"/admin/factcheck/{path}" in read(editor, f"claim/{claim.pk}/change/")
    said = read(editor, path)
    assert "may not review this proposal" in said
    assert REASONS not in said
    answer = editor.save(path, reason="The lawyers ask.")
    assert answer["Location"] == f"/admin/factcheck/claim/{claim.pk}/change/"
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.channel, act.reason) == ("verdict.unseal", "admin", "The lawyers ask.")
    page = read(editor, f"claim/{claim.pk}/change/")
    assert REASONS in page
    assert "You opened the seal of this proposal" in page  # why a review is refused
    assert "No proposal of this claim is sealed from you." in read(editor, path)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why: a reason is kept with every change."),
        ({"version": "1"}, "Someone saved this while you were writing."),
    ],
)
def test_it_stays_closed(
    newsroom: Newsroom, editor: Visitor, claim: Claim, typed: dict[str, Any], sentence: str
) -> None:
    answer = editor.save(f"claim/{claim.pk}/unseal/", **{"reason": "Asked."} | typed)
    assert sentence in text_of(answer)
    assert REASONS not in text_of(answer)
    assert not SealOpening.objects.exists()


def test_there_is_nothing_to_open(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    assert "No proposal of this claim is sealed from you." in read(
        editor, f"claim/{claim.pk}/unseal/"
    )
    answer = editor.send(f"claim/{claim.pk}/unseal/", {"version": claim.version, "reason": "x"})
    assert "No proposal of this claim is sealed from you." in text_of(answer)
    assert editor.client.get("/admin/factcheck/claim/999/unseal/").status_code == 404


def test_a_reviewer_is_not_let_in(newsroom: Newsroom, claim: Claim) -> None:
    from django.test import Client

    client = Client()
    client.force_login(newsroom.account(newsroom.colleague))
    assert client.get(f"/admin/factcheck/claim/{claim.pk}/unseal/").status_code == 403


def test_a_list_is_filtered_by_its_filters_alone(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    """A column that can be filtered by can be read, letter by letter."""
    for path in ("changeset/?nonce__startswith=a", "claim/?verdicts__rating=1"):
        assert editor.client.get(f"/admin/factcheck/{path}").status_code == 400
