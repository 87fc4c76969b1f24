"""Pages asked for a moment of the past: what stood then, and nothing that came later or was never
published; then what is refused."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from factcheck.actions import articles, claims, evidence, reviews
from factcheck.actions.notices import NoticeText, edit_notice, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, ChangeSet, Claim, Evidence, Publication, Revision
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

Get = Callable[..., Any]
Revise = Callable[..., Article]
SEED = "microsoft-xiaomi-mou-2018"


def words(answer: Any) -> str:
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def marks(answer: Any) -> list[str]:
    return re.findall(r'id="mark-(\d+)"', answer.content.decode())


def instant(act: ChangeSet | None = None) -> str:
    """The instant of an act, or of the newest, as an address has it."""
    act = act or ChangeSet.objects.latest("id")
    return act.recorded_at.isoformat().replace("+00:00", "Z")


def before(act: ChangeSet) -> str:
    return (act.recorded_at - timedelta(microseconds=1)).isoformat().replace("+00:00", "Z")


@pytest.fixture
def seed(db: None, settings: Any, tmp_path: Path) -> Article:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    call_command("demo_accounts", verbosity=0)
    call_command("load_seeds", verbosity=0)
    return Article.objects.get()


# --- The seed


def picture(answer: Any) -> str:
    found = re.search(r'<img src="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def test_the_seed_around_its_update(get: Get, seed: Article) -> None:
    page = get("article", "?at=2019-12-23", slug=SEED)
    first, second = Revision.objects.order_by("number")
    assert page.status_code == 200
    assert picture(page) == first.image.url != second.image.url
    said = words(page)
    assert "As it stood on 23 Dec 2019 (end of the day, UTC)" in said
    assert "No check existed yet on 23 Dec 2019." in said
    assert "claims checked" not in said
    assert marks(page) == []
    assert "Penyesuaian gambar unggulan" not in said
    assert "Revision 1 of 1" in said
    assert "Revision 1 of 1, recorded" not in said  # that was later
    uncertain = "not known: published between 23 Feb 2018 and 24 Dec 2019. This page counts it"
    assert uncertain in said

    page = get("article", "?at=2019-12-24", slug=SEED)
    assert picture(page) == second.image.url
    said = words(page)
    assert "Penyesuaian gambar unggulan" in said
    assert "No check existed yet on 24 Dec 2019." in said
    assert "This page counts it from the earliest day" not in said
    assert marks(page) == []

    page = get("article_history", "?at=2020-01-01", slug=SEED)
    assert "Nothing had been recorded here by 1 Jan 2020." in words(page)
    assert 'class="act"' not in page.content.decode()


def test_the_seed_before_anything(get: Get, seed: Article) -> None:
    for name, more in [("article", {}), ("article_history", {}), ("revision", {"number": 1})]:
        page = get(name, "?at=2018-02-22", slug=SEED, **more)
        assert page.status_code == 200
        said = words(page)
        assert "This article was not there yet on 22 Feb 2018." in said
        assert f'href="/articles/{SEED}/?at=2018-02-23"' in page.content.decode()
        assert "Xiaomi" not in said
    claim = Claim.objects.public().earliest("number")
    for name, more in [("claim", {}), ("claim_history", {}), ("verdict", {"number": 1})]:
        page = get(name, "?at=2019-12-23", slug=claim.slug, **more)
        assert page.status_code == 200
        assert "yet on 23 Dec 2019." in words(page)
        assert "was published on" in words(page)
    page = get("claim", "?at=2019-12-23", slug=claim.slug)
    assert f'href="/articles/{SEED}/?at=2019-12-23"' in page.content.decode()
    assert claim.published_verdict
    assert claim.published_verdict.rationale["en"] not in words(page)


def test_the_seed_today_and_between_two_publications(get: Get, seed: Article) -> None:
    now = get("article", slug=SEED)
    page = get("article", f"?at={timezone.localdate().isoformat()}", slug=SEED)
    assert "(today so far, UTC)" in words(page)
    assert len(marks(page)) == 11
    assert marks(page) == marks(now)
    assert "11 of 14 claims checked" in words(page)
    assert "Penyesuaian gambar unggulan" in words(page)

    published = list(Publication.objects.select_related("claim", "act").order_by("id"))
    middle = published[4]
    until = get("article", f"?at={instant(middle.act)}", slug=SEED)
    just_before = get("article", f"?at={before(middle.act)}", slug=SEED)
    there = {str(each.claim.number) for each in published[:5]}
    assert set(marks(until)) == there
    assert set(marks(just_before)) == there - {str(middle.claim.number)}
    assert "5 of 14 claims checked" in words(until)


# --- Whose day it is


def test_a_day_ends_where_the_newsroom_is(get: Get, article: Article, claim: Claim) -> None:
    """What was recorded late on one day in the far west was recorded on the next in the far east,
    so that the end of the first day comes before it there."""
    west, east = "Etc/GMT+12", "Etc/GMT-14"
    recorded = ChangeSet.objects.earliest("id").recorded_at
    day = recorded.astimezone(ZoneInfo(west)).date().isoformat()
    with override_settings(TIME_ZONE=west):
        page = words(get("article", f"?at={day}", slug=article.slug))
    assert f", {west})" in page
    assert "not there yet" not in page
    with override_settings(TIME_ZONE=east):
        page = words(get("article", f"?at={day}", slug=article.slug))
    assert f"(end of the day, {east})" in page
    assert "This article was not there yet" in page


# --- What is carried on, and what search engines are told


def test_one_can_walk_about_in_the_past(client: Client, article: Article, claim: Claim) -> None:
    at = f"?at={timezone.localdate().isoformat()}"
    pages = [
        article.get_absolute_url(),
        f"{article.get_absolute_url()}history/",
        f"{article.get_absolute_url()}revisions/1/",
        claim.get_absolute_url(),
        f"{claim.get_absolute_url()}history/",
        f"{claim.get_absolute_url()}verdicts/1/",
    ]
    seen = set()
    for url in pages:
        page = client.get(url + at).content.decode()
        assert f'href="/id{url}{at}"' in page  # the other language
        assert f'href="{url}"' in page  # the present
        main = page[page.index("<main") : page.index("</main>")]
        links = re.findall(r'href="(/(?:articles|claims)/[^"]+)"', main)
        kept = {link for link in links if at in link}
        dropped = {link for link in links if at not in link} - {url}
        to_cite = f"{claim.get_absolute_url()}verdicts/1/"
        to_report = {f"{each.get_absolute_url()}report/" for each in (article, claim)}
        assert dropped <= {to_cite, *to_report}, url
        seen |= {link.split("#")[0] for link in kept}
    assert seen >= {url + at for url in (pages[0], pages[1], pages[3], pages[4])}


@pytest.mark.parametrize("name", ["article", "article_history", "revision"])
@pytest.mark.parametrize("at", ["now", "today", "2001-01-01"])
def test_the_past_is_not_for_search_engines(
    get: Get, article: Article, claim: Claim, name: str, at: str
) -> None:
    if at == "today":
        at = timezone.localdate().isoformat()
    more = {"number": 1} if name == "revision" else {}
    page = get(name, f"?at={at}", slug=article.slug, **more)
    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]+)"', page.content.decode())
    assert canonical
    assert "?" not in canonical[1]
    present = get(name, slug=article.slug, **more)
    assert not present.has_header("X-Robots-Tag")
    assert "noindex" not in present.content.decode()


@pytest.mark.parametrize("name", ["claim", "claim_history", "verdict"])
def test_nor_are_the_claims_of_the_past(get: Get, claim: Claim, name: str) -> None:
    more = {"number": 1} if name == "verdict" else {}
    for at in (timezone.localdate().isoformat(), "2001-01-01"):
        page = get(name, f"?at={at}", slug=claim.slug, **more)
        assert page["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "noindex" not in get(name, slug=claim.slug, **more).content.decode()


def test_an_old_address_keeps_the_moment(
    client: Client, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    then = instant()
    articles.edit_article(
        article=article, by=newsroom.editor, reason="Short.", version=version(article), slug="new"
    )
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="Short.", version=version(claim), slug="short"
    )
    moved = client.get(f"/articles/a-bridge-at-last/?at={then}")
    assert moved["Location"] == f"/articles/new/?at={then}"
    page = client.get(moved["Location"]).content.decode()
    assert f'href="/claims/short/?at={then}"' in page  # addresses are those of now
    assert f'href="/articles/new/history/?at={then}"' in page


# --- The form


def test_the_form_of_the_present(get: Get, article: Article, claim: Claim) -> None:
    page = get("article", slug=article.slug).content.decode()
    today = timezone.localdate().isoformat()
    assert f'<input type="date" id="at" name="at" min="{today}" required>' in page
    assert page.count('name="at"') == 1
    assert (
        '<form class="moment-form" method="get"' in get("claim", slug=claim.slug).content.decode()
    )
    blank = get("article", "?at=", slug=article.slug)
    assert blank.status_code == 200
    assert not blank.has_header("X-Robots-Tag")


@pytest.mark.parametrize(
    "name", ["article", "article_history", "revision", "claim", "claim_history", "verdict"]
)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("yesterday", "Write the date as 2019-12-23."),
        ("2019-13-40", "Write the date as 2019-12-23."),
        ("2019-12-23%00", "Write the date as 2019-12-23."),
        ("٢٠١٩-١٢-٢٣", "Write the date as 2019-12-23."),
        ("9" * 900, "Write the date as 2019-12-23."),
        ('"><script>alert(1)</script>', "Write the date as 2019-12-23."),
        ("2999-01-01", "That day is still to come. Choose today or an earlier one."),
    ],
)
def test_what_cannot_be_read_is_kept_and_told(
    get: Get, article: Article, claim: Claim, name: str, typed: str, sentence: str
) -> None:
    noun = claim if name in {"claim", "claim_history", "verdict"} else article
    more = {"number": 1} if name in {"revision", "verdict"} else {}
    page = get(name, f"?at={typed}", slug=noun.slug, **more)
    assert page.status_code == 400
    html = page.content.decode()
    assert f'id="at-error">{sentence}</p>' in html
    assert html.count('name="at"') == 1
    assert "<script>alert" not in html
    kept = re.search(r'name="at" value="([^"]*)"', html)
    assert kept
    assert kept[1].replace("\x00", "%00") == typed.replace('"', "&quot;").replace(
        "<", "&lt;"
    ).replace(">", "&gt;")
    assert "Below stands what is there now." in html


def test_comparing_is_about_revisions_whatever_is_asked(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    revise(article, headline="Two bridges")
    page = get("compare", "?at=yesterday", slug=article.slug, old=1, new=2)
    assert page.status_code == 200


# --- Revisions and notices count from their effective date


def test_a_revision_that_was_not_there_yet(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    then = instant()
    revise(article, headline="Two bridges")
    page = get("revision", f"?at={then}", slug=article.slug, number=2)
    assert page.status_code == 200
    assert "Revision 2 was not there yet on" in words(page)
    assert "Two bridges" not in words(page)
    assert f'href="{article.get_absolute_url()}?at=' in page.content.decode()
    assert get("revision", f"?at={then}", slug=article.slug, number=3).status_code == 404
    there = get("revision", f"?at={instant()}", slug=article.slug, number=1)
    assert "You are reading revision 1, an old one. Revision 2 is the newest." in words(there)


@pytest.fixture
def old(newsroom: Newsroom) -> Article:
    """An article of 2018 with a revision of 2020 and one without a day of its own, checked now."""
    article = newsroom.article(
        headline="In 2018",
        published_earliest=date(2018, 3, 1),
        published_latest=date(2018, 3, 1),
    )
    claim = newsroom.claim(article)
    newsroom.published(claim)
    for headline, day in [("In 2020", date(2020, 6, 1)), ("Now", None)]:
        articles.record_revision(
            article=article,
            by=newsroom.editor,
            reason="Mended.",
            version=version(article),
            headline=headline,
            effective_on=day,
        )
    article.refresh_from_db()
    return article


@pytest.mark.parametrize(
    ("day", "headline"),
    [
        ("2018-03-01", "In 2018"),
        ("2020-05-31", "In 2018"),
        ("2020-06-01", "In 2020"),
        ("2020-05-31T23:59:59.999999Z", "In 2018"),
        ("2020-06-01T00:00Z", "In 2020"),
        ("2021", "In 2020"),
    ],
)
def test_revisions_count_from_their_effective_date(
    get: Get, old: Article, day: str, headline: str
) -> None:
    page = words(get("article", f"?at={day}", slug=old.slug))
    assert headline in page
    assert "No check existed yet" in page
    assert "This page counts it from the earliest day" not in page  # the day is known
    assert len({"In 2018", "In 2020", "Now"} & set(re.findall(r"In 20\d\d|Now", page))) == 1


def test_without_a_day_of_its_own_a_revision_counts_from_the_record(get: Get, old: Article) -> None:
    third = Revision.objects.get(article=old, number=3).act
    assert "Revision 2 of 2" in words(get("article", f"?at={before(third)}", slug=old.slug))
    assert "Revision 3 of 3" in words(get("article", f"?at={instant(third)}", slug=old.slug))


def test_a_verdict_is_held_against_the_words_that_counted(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    """A revision that took effect before the verdict, and was recorded only after it."""
    fare = newsroom.claim(article, "The old ferry stopped in June")
    newsroom.published(fare)
    then = instant()
    body = article.newest.body.replace("12 million", "15 million")
    body = body.replace("The old ferry stopped in June.", "Nothing of it is left.")
    revise(article, html=body, effective_on=timezone.localdate())
    claims.edit_claim(
        claim=fare,
        by=newsroom.editor,
        reason="Its words are gone.",
        version=version(fare),
        quote="Nothing of it is left",
    )
    revise(article, headline="Two bridges", effective_on=timezone.localdate())
    page = get("article", f"?at={then}", slug=article.slug).content.decode()
    assert "15 million" in page
    assert 'class="mark rating-mostly-true is-stale" id="mark-1"' in page
    assert 'id="mark-2"' not in page
    assert f"{fare.get_absolute_url()}?at={then}" in page[page.index('id="gone"') :]
    for each, kind in [(claim, "A number changed"), (fare, "The words are gone")]:
        said = words(get("claim", f"?at={then}", slug=each.slug))
        assert kind in said[: said.index("What happened")]


def test_notices_count_from_their_date_in_the_words_of_then(
    get: Get, newsroom: Newsroom, old: Article
) -> None:
    notice = post_notice(
        article=old,
        by=newsroom.editor,
        reason="Said so.",
        notice=NoticeText(NoticeKind.CORRECTION, {"en": "First words."}, dated=date(2020, 6, 2)),
    )
    posted = instant()
    edit_notice(
        notice=notice,
        by=newsroom.editor,
        reason="Plainer.",
        version=1,
        changed=NoticeText(NoticeKind.CORRECTION, {"en": "Other words."}, dated=date(2020, 6, 2)),
    )
    for day, told, not_told in [
        ("2020-06-01", "In 2020", "words."),
        ("2020-06-02", "First words.", "Other words."),
        (posted, "First words.", "Other words."),
        (instant(), "Other words.", "First words."),
    ]:
        page = words(get("article", f"?at={day}", slug=old.slug))
        assert told in page
        assert not_told not in page


# --- Claims and verdicts count from the record


def test_a_verdict_and_what_took_its_place(get: Get, newsroom: Newsroom, claim: Claim) -> None:
    first = instant()
    newsroom.published(claim, "false")
    then = words(get("claim", f"?at={first}", slug=claim.slug))
    assert "Mostly true" in then
    assert "False" not in then
    assert "False" in words(get("claim", f"?at={instant()}", slug=claim.slug))
    superseded = words(get("verdict", f"?at={instant()}", slug=claim.slug, number=1))
    assert "Superseded" in superseded
    assert "Superseded" not in words(get("verdict", f"?at={first}", slug=claim.slug, number=1))
    missing = get("verdict", f"?at={first}", slug=claim.slug, number=2)
    assert "Verdict 2 was not there yet on" in words(missing)
    assert "False" not in words(missing)
    assert get("verdict", f"?at={first}", slug=claim.slug, number=9).status_code == 404


def test_a_stale_claim_before_and_after(
    get: Get, article: Article, claim: Claim, revise: Revise
) -> None:
    fresh = instant()
    revise(article, html=article.newest.body.replace("12 million", "15 million"))
    stale = instant()
    revise(article, html=article.newest.body.replace("15 million", "12 million"))
    for at, is_stale in [(fresh, False), (stale, True), (instant(), False)]:
        page = get("article", f"?at={at}", slug=article.slug)
        assert ("is-stale" in page.content.decode()) is is_stale
        judged = f'{article.get_absolute_url()}revisions/1/?at={at}">judged revision 1</a>'
        assert (judged in page.content.decode()) is is_stale
        assert ("15 million" in words(page)) is is_stale
        page = words(get("claim", f"?at={at}", slug=claim.slug))
        said = page[: page.index("What happened")]
        assert ("A number changed" in said) is is_stale


def test_a_withdrawn_claim_stood_before(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    stood = instant()
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Unclear.")
    gone = instant()
    claims.reinstate(claim=claim, by=newsroom.editor, version=version(claim), reason="Clear.")
    back = instant()
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Too late.")
    for at, number, reason in [
        (stood, ["1"], ""),
        (gone, [], "Unclear."),
        (back, ["1"], ""),
        (instant(), [], "Too late."),
    ]:
        assert marks(get("article", f"?at={at}", slug=article.slug)) == number
        page = words(get("claim", f"?at={at}", slug=claim.slug))
        said = page[: page.index("What happened")]
        assert {each for each in ("Unclear.", "Too late.") if each in said} == (
            {reason} if reason else set()
        )


def test_histories_stop_at_the_moment(
    get: Get, newsroom: Newsroom, article: Article, claim: Claim, revise: Revise
) -> None:
    then = instant()
    revise(article, html=article.newest.body.replace("12 million", "15 million"), reason="Later.")
    newsroom.published(claim, "false")
    for name, slug in [("article_history", article.slug), ("claim_history", claim.slug)]:
        now, past = (words(get(name, at, slug=slug)) for at in ("", f"?at={then}"))
        assert now.count("Verdict published") == 2
        assert past.count("Verdict published") == 1
        assert "Later." in now
        assert "Later." not in past
        assert "False" not in past


# --- What was never published, and what came later


def test_nothing_internal_is_told_of_any_moment(
    get: Get,
    newsroom: Newsroom,
    article: Article,
    claim: Claim,
    hidden: Claim,
) -> None:
    """Open claims, proposals, reviewers' notes, later evidence, later words."""
    newsroom.evidence(claim, "refutes", note={"en": "Secret, found later."})
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Secret reason.",
        version=version(claim),
        statement={"en": "Secret statement."},
    )
    newsroom.proposed(claim, "false")
    reviews.review(
        claim=claim,
        by=newsroom.colleague,
        version=version(claim),
        rating="mostly_false",
        note={"en": "Secret note."},
    )
    withdrawn = newsroom.claim(article, "Nobody was hurt", statement={"en": "Secret draft."})
    claims.withdraw(
        claim=withdrawn, by=newsroom.editor, version=version(withdrawn), reason="Secret end."
    )
    item = Evidence.objects.filter(claim=claim).earliest("id")
    evidence.remove_evidence(evidence=item, by=newsroom.reviewer, reason="Secret.", version=1)
    secrets = ("secret", "nobody may read", "hidden evidence", hidden.slug, withdrawn.slug)
    pages: list[tuple[str, Any, dict[str, int]]] = [
        ("article", article, {}),
        ("article_history", article, {}),
    ]
    pages += [("revision", article, {"number": 1})]
    pages += [("claim", claim, {}), ("claim_history", claim, {}), ("verdict", claim, {"number": 1})]
    moments = [instant(act) for act in ChangeSet.objects.filter(article=article)]
    for at in [*moments, "2001", timezone.localdate().isoformat()]:
        for name, noun, more in pages:
            page = get(name, f"?at={at}", slug=noun.slug, **more)
            assert page.status_code == 200
            html = page.content.decode().lower()
            assert not [secret for secret in secrets if secret in html], (name, at)
        for name, more in [("claim", {}), ("claim_history", {}), ("verdict", {"number": 1})]:
            for secret in (hidden, withdrawn):
                assert get(name, f"?at={at}", slug=secret.slug, **more).status_code == 404


def test_an_article_of_which_nothing_was_published_has_no_past(
    get: Get, newsroom: Newsroom, article: Article, hidden: Claim
) -> None:
    for at in (instant(), "2001", "nonsense"):
        assert get("article", f"?at={at}", slug=article.slug).status_code == 404


# --- Queries


def test_queries_do_not_grow(grow: Callable[[int], Article], queries: Callable[[str], int]) -> None:
    counts = []
    for size in (1, 3):
        article = grow(size)
        claim = article.claims.earliest("number")
        at = f"?at={instant()}"
        counts.append(
            [
                queries(url + at)
                for url in (
                    article.get_absolute_url(),
                    f"{article.get_absolute_url()}history/",
                    f"{article.get_absolute_url()}revisions/1/",
                    claim.get_absolute_url(),
                    f"{claim.get_absolute_url()}history/",
                )
            ]
        )
    assert counts[0] == counts[1]
