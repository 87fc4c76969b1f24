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
    assert "Stale: a number changed" in page
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


def test_no_list_shows_it_as_standing(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    rated = f'class="rating rating-{claim.verdicts.get().rating.key}'.replace("_", "-")
    pages = "claim/", f"article/{claim.article_id}/change/", f"claim/{claim.pk}/change/", "/admin/"
    for path in pages[:2]:
        assert rated in editor.read(path), path
    revise(newsroom, claim, CHANGED)
    for path in pages:
        page = editor.read(path)
        assert rated not in page.split('<p class="quiet">')[0], path  # reviews keep their own
        cells = re.findall(r'<span class="stale">.*?</span>', page, re.DOTALL)
        assert any("Stale: a number changed" in cell for cell in cells), path


def test_an_article_says_how_far_it_is_checked(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    newsroom.claim(claim.article, "The fare was two euros")

    def told() -> str:
        page = editor.read(f"article/{claim.article_id}/change/")
        line = page.split('class="checked-so-far">')[1].split("</p>")[0]
        return " ".join(re.sub(r"<[^>]+>", "", line).split())

    assert told() == "1 of 2 claims checked"
    newsroom.claim(claim.article, "The mayor opened the bridge", kinds=["opinion"])
    assert told() == "1 of 3 claims checked · 2 checkable"
    revise(newsroom, claim, CHANGED)
    assert told() == "0 of 3 claims checked, 1 stale · 2 checkable"
