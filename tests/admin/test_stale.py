"""A stale claim in the admin: what changed, where lost words may stand, and its reaffirmation."""

import re

import pytest

from factcheck.actions import articles
from factcheck.models import Claim
from tests.admin.pages import Visitor
from tests.newsroom import TEXT, Newsroom, version

CHANGED = TEXT.replace("12 million", "13 million")
GONE = TEXT.replace("It cost 12 million euros, as the city said. ", "")
LOOKALIKE = "\n- Others paid a sum of 12.5 million euros."


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    made = newsroom.claim(newsroom.article())
    newsroom.published(made)
    return made


def revise(newsroom: Newsroom, claim: Claim, html: str) -> None:
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="New figures.",
        version=version(claim.article),
        html=html,
    )


def said(editor: Visitor, claim: Claim) -> str:
    """What the claim's page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", editor.read(f"claim/{claim.pk}/change/")).split())


def test_it_shows_both_sentences(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    revise(newsroom, claim, CHANGED)
    page = said(editor, claim)
    assert "Stale: A number changed" in page
    assert "This verdict judged revision 1 , these words:" in page
    assert "The text now reads (revision 2):" in page


def test_lost_words_have_suggestions_that_lead_to_the_desk(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    revise(newsroom, claim, GONE + LOOKALIKE)
    page = said(editor, claim)
    assert "These words are no longer in the article." in page
    assert "% alike" in page
    assert f'href="/desk/claims/{claim.pk}/#places"' in editor.read(f"claim/{claim.pk}/change/")


def test_it_is_reaffirmed_for_a_reason(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    step = f"claim/{claim.pk}/step/reaffirm/"
    assert "there is nothing to reaffirm" in editor.read(step)
    revise(newsroom, claim, CHANGED)
    answer = editor.save(step, reason="The same sum but for the tax.")
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.verdicts.latest("number").is_reaffirmed) == ("proposed", True)
