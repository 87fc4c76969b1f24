"""What was removed by law: 410 at its addresses, a struck line in its history, and then back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions import claims, removals
from factcheck.models import Article, ChangeSet, Claim, Removal, Revision
from tests import checker
from tests.newsroom import Newsroom, version

ORDER = {"en": "District Court, case 12/2026.", "id": "Pengadilan Negeri, perkara 12/2026."}
STATEMENT = "The article says: cost 12 million euros."
REASON = "The court ordered it."
OF_A_CLAIM = ("claim", "claim_history", "claim_card", "claim_embed", "report_claim")

Get = Callable[..., Any]


@pytest.fixture
def removed(newsroom: Newsroom, claim: Claim) -> Claim:
    """The claim, removed."""
    by = newsroom.administrator
    removals.remove_claim(claim=claim, by=by, reason=REASON, order=ORDER)
    return claim


@pytest.fixture
def old(newsroom: Newsroom, claim: Claim, revise: Callable[..., Article]) -> Revision:
    """The second of three revisions, removed."""
    text = claim.article.newest.text
    revise(claim.article, html=f"{text}\nA secret line.", headline="A secret headline")
    revise(claim.article, html=f"{text}\nAnother line.", headline="A bridge at last")
    found = Revision.objects.get(article=claim.article, number=2)
    by = newsroom.administrator
    removals.remove_revision(revision=found, by=by, reason=REASON, order=ORDER)
    return found


def lift(newsroom: Newsroom) -> None:
    for removal in Removal.objects.standing():
        by, seen = newsroom.administrator, version(removal)
        removals.lift(removal=removal, by=by, reason="The order fell.", version=seen)


def acts(kind: str) -> list[int]:
    return list(ChangeSet.objects.filter(kind=kind).order_by("id").values_list("pk", flat=True))


def line_of(page: str, act: int) -> str:
    """The line of an act in a history."""
    _, found, rest = page.partition(f'id="act-{act}"')
    assert found
    return rest.partition("</li>\n")[0].split('<li class="act', maxsplit=1)[0]


# --- A claim --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OF_A_CLAIM)
@pytest.mark.parametrize("language", ["", "/id"])
def test_every_page_of_a_removed_claim_is_gone(removed: Claim, name: str, language: str) -> None:
    address = language + reverse(f"public:{name}", args=[removed.slug])
    for ask in (Client().get, Client().head):
        answer = ask(address)
        assert answer.status_code == 410
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Cache-Control"] == "no-cache"
    page = Client().get(address).content.decode()
    assert ORDER["id" if language else "en"] in page
    assert ("Dihapus atas perintah hukum" if language else "Removed by law") in page
    assert STATEMENT not in page


def test_the_page_says_what_when_and_by_which_order(get: Get, removed: Claim) -> None:
    page = get("claim", slug=removed.slug).content.decode()
    [act] = acts("removal.order")
    assert "What stood here was removed: Claim 1 of" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Removed by law on" in page
    for address in (
        removed.article.get_absolute_url(),
        reverse("public:article_history", args=[removed.article.slug]),
        reverse("public:act", args=[act]),
    ):
        assert f'href="{address}"' in page


def test_a_verdict_and_a_past_moment_of_it_too(get: Get, removed: Claim) -> None:
    assert get("verdict", slug=removed.slug, number=1).status_code == 410
    published = ChangeSet.objects.get(kind="verdict.publish").recorded_at
    query = f"?at={published.isoformat().replace('+', '%2B')}"
    assert get("claim", query, slug=removed.slug).status_code == 410
    page = get("article", query, slug=removed.article.slug)
    assert page.status_code == 200
    assert STATEMENT not in page.content.decode()


def test_an_address_that_it_once_had_leads_nowhere_else(
    newsroom: Newsroom, claim: Claim, client: Client
) -> None:
    old, by = claim.get_absolute_url(), newsroom.editor
    claims.edit_claim(claim=claim, by=by, reason="So.", version=version(claim), slug="qazwsx")
    claim.refresh_from_db()
    assert client.get(old).status_code == 301
    removals.remove_claim(claim=claim, by=newsroom.administrator, reason=REASON, order=ORDER)
    answer = client.get(old)
    assert answer.status_code == 410
    assert "qazwsx" not in answer.content.decode()


def test_scripts_are_told_in_json(removed: Claim, client: Client) -> None:
    whole = f"https://testserver{removed.get_absolute_url()}"
    for address, query in [
        (reverse("public:claim_json", args=[removed.slug]), {}),
        ("/oembed", {"url": whole}),
    ]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.PUBLIC_URL", "https://testserver")
            answer = client.get(address, query)
        assert answer.status_code == 410
        assert answer["Access-Control-Allow-Origin"] == "*"
        error = json.loads(answer.content)["error"]
        assert error.pop("message").startswith("Removed by law on ")
        assert len(error.pop("removed_on")) == 10
        assert error == {"code": "removed_by_law", "order": ORDER}


def test_a_frame_says_it_where_it_stood(get: Get, removed: Claim) -> None:
    answer = get("claim_embed", slug=removed.slug)
    assert answer.status_code == 410
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert ORDER["en"] in answer.content.decode()


def test_no_report_of_it_is_taken(removed: Claim, client: Client) -> None:
    address = reverse("public:report_claim", args=[removed.slug])
    assert client.post(address, {"message": "It cost 13 million."}).status_code == 410


def test_it_is_in_no_list(get: Get, removed: Claim, newsroom: Newsroom, hidden: Claim) -> None:
    for name in ("home", "claims", "claims_json", "topics", "corrections", "sites"):
        assert STATEMENT not in get(name).content.decode(), name
    for name in ("checks_feed_atom", "checks_feed_rss", "corrections_feed_atom"):
        assert STATEMENT not in get(name).content.decode(), name
    assert removed.slug not in Client().get("/sitemaps/claims-0.xml", follow=True).content.decode()
    page = get("article", slug=removed.article.slug).content.decode()
    assert STATEMENT not in page
    assert "0 of 1 claim checked" in page
    lift(newsroom)
    page = get("article", slug=removed.article.slug).content.decode()
    assert STATEMENT in page
    assert "1 of 2 claims checked" in page


def test_its_acts_are_struck_lines(get: Get, removed: Claim, newsroom: Newsroom) -> None:
    page = get("article_history", slug=removed.article.slug).content.decode()
    [published] = acts("verdict.publish")
    act = ChangeSet.objects.get(pk=published)
    line = line_of(page, published)
    assert '<s class="act-kind">Verdict published</s>' in line
    assert "Editor" in line
    assert act.hash[:10] in line
    assert "Removed by law on" in line
    assert ORDER["en"] in line
    assert "Claim 1" in line
    for word in (STATEMENT, act.reason, removed.slug, "Mostly true"):
        assert word not in page
    [ordered] = acts("removal.order")
    line = line_of(page, ordered)
    assert '<span class="act-kind">Removed by law</span>' in line
    assert REASON in line
    assert ORDER["en"] in line
    lift(newsroom)
    page = get("article_history", slug=removed.article.slug).content.decode()
    assert "<s class" not in page
    assert STATEMENT in line_of(page, published)
    assert REASON in line_of(page, ordered)
    assert "The order fell." in line_of(page, acts("removal.lift")[0])


def test_the_page_of_its_act_keeps_the_fingerprint(get: Get, removed: Claim) -> None:
    act = ChangeSet.objects.get(kind="verdict.publish")
    answer = get("act", number=act.pk)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "This act is about content that was removed: Claim 1 of" in page
    assert act.hash in page
    assert f"This is act {act.seq} of the article’s chain." in page
    assert act.reason not in page


def test_the_page_of_the_removing_act_stands(get: Get, removed: Claim, newsroom: Newsroom) -> None:
    [number] = acts("removal.order")
    answer = get("act", number=number)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert REASON in page
    assert ORDER["en"] in page
    assert STATEMENT not in page
    assert removed.slug not in page
    lift(newsroom)
    page = get("act", number=number).content.decode()
    assert ORDER["en"] in page
    assert STATEMENT in page


def test_a_feed_tells_no_word_of_it(get: Get, removed: Claim) -> None:
    feed = get("article_feed_atom", slug=removed.article.slug).content.decode()
    assert "Verdict published: claim 1" in feed
    assert ORDER["en"] in feed
    for word in (STATEMENT, "Two people agree.", removed.slug):
        assert word not in feed


def test_what_was_merged_into_it_does_not_lead_there(
    get: Get, newsroom: Newsroom, claim: Claim
) -> None:
    from factcheck.actions.duplicates import merge

    other = newsroom.claim(claim.article, "two euros")
    newsroom.published(other)
    merge(claim=other, into=claim, by=newsroom.editor, version=version(other), reason="Same.")
    removals.remove_claim(claim=claim, by=newsroom.administrator, reason=REASON, order=ORDER)
    page = get("claim", slug=other.slug)
    assert page.status_code == 200
    assert STATEMENT not in page.content.decode()


def test_a_withdrawn_claim_keeps_its_page(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    """Nothing but the law makes anything go."""
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Moot.")
    assert get("claim", slug=claim.slug).status_code == 200
    assert get("claim", slug="nowhere").status_code == 404


def test_what_tells_it_is_valid(get: Get, removed: Claim, old: Revision, tmp_path: Path) -> None:
    """To the Nu checker: the pages that answer 410, and a history with struck lines."""
    slug = removed.article.slug
    told = [
        *(get(name, slug=removed.slug) for name in ("claim", "claim_embed")),
        *(get("act", number=number) for number in acts("verdict.publish") + acts("removal.order")),
        get("revision", slug=slug, number=2),
        get("article_history", slug=slug),
        get("act", number=Revision.objects.get(article=removed.article, number=3).act_id),
    ]
    for number, answer in enumerate(told):
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    try:
        complaints = checker.check(tmp_path)
    except checker.NoChecker as reason:
        pytest.skip(f"no HTML checker: {reason}")
    assert complaints == []


# --- A revision -----------------------------------------------------------------------------------


def test_a_removed_revision_is_gone(get: Get, old: Revision) -> None:
    slug = old.article.slug
    for answer in (
        get("revision", slug=slug, number=2),
        get("compare", slug=slug, old=1, new=2),
        get("compare", slug=slug, old=2, new=3),
        get("act", number=old.act_id),
    ):
        assert answer.status_code == 410
        assert "Revision 2 of" in answer.content.decode()
        assert "secret" not in answer.content.decode()
    for answer in (
        get("article", slug=slug),
        get("revision", slug=slug, number=1),
        get("revision", slug=slug, number=3),
        get("compare", slug=slug, old=1, new=3),
    ):
        assert answer.status_code == 200
        assert "secret" not in answer.content.decode()


def test_the_moment_at_which_it_was_the_newest_is_gone(get: Get, old: Revision) -> None:
    moment = ChangeSet.objects.get(pk=old.act_id).recorded_at
    query = f"?at={moment.isoformat().replace('+', '%2B')}"
    assert get("article", query, slug=old.article.slug).status_code == 410
    history = get("article_history", query, slug=old.article.slug)
    assert history.status_code == 200
    assert "secret" not in history.content.decode()
    assert '<s class="act-kind">Article revised</s>' in history.content.decode()


def test_its_history_has_a_struck_line_and_a_struck_number(get: Get, old: Revision) -> None:
    page = get("article_history", slug=old.article.slug).content.decode()
    assert "<s>2</s>" in page
    assert '<s class="act-kind">Article revised</s>' in line_of(page, old.act_id)
    assert "secret" not in page
    [ordered] = acts("removal.order")
    assert reverse("public:revision", args=[old.article.slug, 2]) in line_of(page, ordered)


def test_the_next_act_does_not_tell_what_it_differs_by(
    get: Get, old: Revision, newsroom: Newsroom
) -> None:
    third = Revision.objects.get(article=old.article, number=3)
    page = get("act", number=third.act_id).content.decode()
    assert "The revision before this one was removed by law." in page
    assert "secret" not in page
    lift(newsroom)
    assert "secret" in get("act", number=third.act_id).content.decode()
    assert get("revision", slug=old.article.slug, number=2).status_code == 200


def test_a_verdict_keeps_the_words_that_it_quotes(
    get: Get, newsroom: Newsroom, article: Article, revise: Callable[..., Article]
) -> None:
    """Its sentence goes with the revision, and so do the words around the quote."""
    revise(article, html="A secret thing: it cost 12 million euros, secretly.")
    claim = newsroom.claim(article)
    newsroom.published(claim)
    revise(article, html="A plain thing: it cost 13 million euros, openly.")
    found = Revision.objects.get(article=article, number=2)
    by = newsroom.administrator
    removals.remove_revision(revision=found, by=by, reason=REASON, order=ORDER)
    for answer in (
        get("claim", slug=claim.slug),
        get("verdict", slug=claim.slug, number=1),
        get("article", slug=article.slug),
        get("claim_json", slug=claim.slug),
    ):
        assert answer.status_code == 200
        assert "secret" not in answer.content.decode()
    page = get("claim", slug=claim.slug).content.decode()
    assert "cost 12 million euros" in page
    assert reverse("public:revision", args=[article.slug, 2]) in page
    assert "A number changed" in page
    words = get("claim_json", slug=claim.slug).json()["words"]
    assert (words["exact"], words["prefix"], words["suffix"]) == ("cost 12 million euros", "", "")


def test_histories_take_as_many_queries_however_much_is_removed(
    newsroom: Newsroom, grow: Callable[[int], Article], queries: Callable[[str], int]
) -> None:
    def counted(size: int) -> dict[str, int]:
        article = grow(size)
        by = newsroom.administrator
        for claim in article.claims.all():
            removals.remove_claim(claim=claim, by=by, reason=REASON, order=ORDER)
        for revision in article.revisions.exclude(pk=article.newest_id):
            removals.remove_revision(revision=revision, by=by, reason=REASON, order=ORDER)
        history = reverse("public:article_history", args=[article.slug])
        feed = reverse("public:article_feed_atom", args=[article.slug])
        at = ChangeSet.objects.filter(article=article).latest("id").recorded_at
        past = f"{history}?at={at.isoformat().replace('+', '%2B')}"
        return {
            name: queries(url) for name, url in [("now", history), ("feed", feed), ("at", past)]
        }

    assert counted(2) == counted(5)
