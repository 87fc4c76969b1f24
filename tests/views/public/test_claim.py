"""A claim's page: it works, then what it leaves out and refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions import claims, duplicates, evidence, reviews, sources, verdicts
from factcheck.models import Article, Claim, Evidence
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_tells_the_verdict_with_its_reasons(get: Get, claim: Claim) -> None:
    answer = get("claim", slug=claim.slug)
    page = words(answer)
    for told in (
        "Mostly true",
        "high confidence",
        "2 people",
        "The article says: cost 12 million euros.",
        "The city's accounts show it.".replace("'", "&#x27;"),
        "Supports 1",
        "Proposed by Reviewer",
        "Reviewed by Colleague",
        "Published by Editor",
    ):
        assert told in page
    assert "<title>Mostly true: The article says" in answer.content.decode()


def test_quotes_the_words_in_their_sentence(get: Get, claim: Claim) -> None:
    page = get("claim", slug=claim.slug).content.decode()
    quote = re.search(r"<blockquote[^>]*>“(.*?)”</blockquote>", page)
    assert quote
    assert re.sub("<[^>]+>", "|", quote[1]) == "It |cost 12 million euros|, as the city said."


def test_evidence_is_shown_as_it_was_then(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    item = Evidence.objects.get(claim=claim)
    evidence.edit_evidence(
        evidence=item,
        by=newsroom.reviewer,
        reason="Read again.",
        version=item.version,
        source=item.source,
        stance="refutes",
        note={"en": "Read otherwise."},
    )
    source = item.source
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="It was renamed.",
        version=source.version,
        details=sources.SourceDetails(title="A new title", type="news", url=source.url),
    )
    page = words(get("claim", slug=claim.slug))
    assert "Says so." in page
    assert source.title in page
    assert "Read otherwise" not in page
    assert "A new title" not in page


def test_an_unconfirmed_title_says_so_and_reliability_stays_inside(
    get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article)
    source = newsroom.source(title_confirmed=False, reliability="low")
    newsroom.evidence(claim, source=source)
    newsroom.published(claim)
    page = words(get("claim", slug=claim.slug))
    assert "title not confirmed" in page
    assert "reliab" not in page.lower()
    assert "low" not in page.lower().split()


def test_a_dissent_is_published_and_no_other_note(
    get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article)
    newsroom.proposed(claim, "missing_context")
    reviews.review(
        claim=claim,
        by=newsroom.colleague,
        version=version(claim),
        rating="false",
        note={"en": "Read strictly, it is wrong."},
        reason="An inner reason.",
    )
    reviews.decide(
        claim=claim,
        by=newsroom.editor,
        version=version(claim),
        reason="An inner decision.",
        note={"en": "An inner note."},
    )
    verdicts.publish(claim=claim, by=newsroom.editor, version=version(claim), reason="Decided.")
    page = words(get("claim", slug=claim.slug))
    assert "One reviewer rated it False Read strictly, it is wrong." in page
    assert "Dispute decided by Editor" in page
    assert "3 people" in page
    assert "inner" not in page.lower()


def test_an_approving_reviewers_note_stays_inside(
    get: Get, newsroom: Newsroom, article: Article
) -> None:
    claim = newsroom.claim(article)
    newsroom.proposed(claim, "true")
    reviews.review(
        claim=claim,
        by=newsroom.colleague,
        version=version(claim),
        rating="true",
        note={"en": "Between us: hurry."},
    )
    verdicts.publish(claim=claim, by=newsroom.editor, version=version(claim), reason="Agreed.")
    page = words(get("claim", slug=claim.slug))
    assert "Between us" not in page
    assert "Another reading" not in page


def test_while_it_is_checked_anew_the_verdict_stands(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.proposed(claim, "false")
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Plainer.",
        version=version(claim),
        statement={"en": "Not judged yet."},
        open_questions={"en": "An inner question."},
        claimant="An inner claimant",
    )
    page = words(get("claim", slug=claim.slug))
    assert "Mostly true" in page
    for inner in ("False", "Not judged yet", "inner"):
        assert inner not in page


def test_a_stale_verdict_says_which_words_it_judged(
    get: Get, article: Article, claim: Claim, revise: Callable[..., Article]
) -> None:
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    answer = get("claim", slug=claim.slug)
    page = words(answer)
    assert "Stale A number changed" in page
    assert "This verdict judged revision 1 , these words: It cost removed: 12 added:" not in page
    assert "This verdict judged revision 1 , these words:" in page
    assert "The text now reads (revision 2):" in page
    assert f'href="/articles/{article.slug}/compare/1...2/"' in answer.content.decode()
    assert f'href="/articles/{article.slug}/revisions/1/#mark-1"' in answer.content.decode()


def test_a_withdrawn_claim_keeps_its_page_with_the_reason(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    for reason in ("First reason.", "Second reason."):
        claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason=reason)
        if reason == "First reason.":
            claims.reinstate(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    answer = get("claim", slug=claim.slug)
    assert answer.status_code == 200
    page = words(answer)
    assert page.index("Withdrawn") < page.index("Second reason.") < page.index("high confidence")


def test_a_claim_never_published_is_not_found(
    get: Get, client: Client, newsroom: Newsroom, claim: Claim, hidden: Claim
) -> None:
    assert get("claim", slug=hidden.slug).status_code == 404
    client.force_login(newsroom.account(newsroom.editor))
    assert get("claim", slug=hidden.slug).status_code == 404


def test_an_old_address_leads_on(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    old = claim.slug
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="Short.", version=version(claim), slug="price"
    )
    answer = get("claim", slug=old)
    assert answer.status_code == 301
    assert answer["Location"] == "/claims/price/"


def test_only_reads(client: Client, claim: Claim) -> None:
    assert client.post(claim.get_absolute_url()).status_code == 405


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    grow(3)  # to each of which those below are similar
    few, many = (article.claims.all()[0].get_absolute_url() for article in (grow(1), grow(3)))
    assert queries(few) == queries(many)


def duplicate(newsroom: Newsroom, claim: Claim) -> Claim:
    """Another claim of the article, into which the published one was merged."""
    other = newsroom.claim(claim.article, quote="12 million euros")
    duplicates.merge(
        claim=claim, into=other, by=newsroom.editor, version=version(claim), reason="Said twice."
    )
    return other


def test_a_merged_claim_leads_to_the_other_once_that_is_public(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    other = duplicate(newsroom, claim)
    page = words(get("claim", slug=claim.slug))
    assert page.index("Merged into another claim") < page.index("Said twice.")
    assert "Read instead:" not in page
    assert other.slug not in get("claim", slug=claim.slug).content.decode()

    merged_at = claim.acts.latest("id").recorded_at.isoformat().replace("+00:00", "Z")
    newsroom.published(other)
    page = get("claim", slug=claim.slug).content.decode()
    assert f'Read instead: <a href="{other.get_absolute_url()}">' in page
    then = words(get("claim", query=f"?at={merged_at}", slug=claim.slug))
    assert "Said twice." in then
    assert "Read instead:" not in then


def test_before_the_merge_the_page_is_as_it_was(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    before = claim.acts.latest("id").recorded_at.isoformat().replace("+00:00", "Z")
    duplicate(newsroom, claim)
    assert "Merged" not in words(get("claim", query=f"?at={before}", slug=claim.slug))
