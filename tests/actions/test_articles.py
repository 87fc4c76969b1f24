"""Entering, revising and describing articles."""

import io
import struct
import zlib
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from factcheck.actions import articles, claims
from factcheck.actions.addresses import AddressTaken
from factcheck.actions.anchoring import place_now
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.actions.pictures import BadPicture, Picture
from factcheck.domain.dates import BadDate
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import AnchorState, NoticeKind
from factcheck.models import Address, Anchor, Article, ChangeSet, Notice, Revision
from tests.newsroom import TEXT, Newsroom, version


def test_an_article_comes_with_its_first_revision(newsroom: Newsroom) -> None:
    article = newsroom.article()

    revision = article.newest
    act = ChangeSet.objects.get(pk=revision.act_id)
    assert (revision.number, revision.headline) == (1, "A bridge at last")
    assert "The old ferry stopped in June." in revision.text.splitlines()
    assert "<li>" in revision.body
    assert (act.article_id, act.seq, act.kind) == (article.pk, 1, "article.create")
    assert Address.objects.get(noun="article").slug == article.slug == "a-bridge-at-last"


def test_a_second_article_with_the_same_headline_gets_its_own_address(newsroom: Newsroom) -> None:
    assert newsroom.article().slug == "a-bridge-at-last"
    assert newsroom.article(html="Another bridge.").slug == "a-bridge-at-last-2"


def test_a_second_click_makes_nothing_twice(newsroom: Newsroom) -> None:
    article = newsroom.article()
    notice = NoticeText(NoticeKind.UPDATE, {"en": "Updated."})
    given: dict[str, Any] = {"article": article, "by": newsroom.editor, "reason": "Told."}
    post_notice(**given, notice=notice)
    newsroom.claim(article)
    acts = ChangeSet.objects.count()

    with pytest.raises(Refusal, match="here already"):
        newsroom.article()
    with pytest.raises(Refusal, match="here already"):
        post_notice(**given, notice=notice)
    with pytest.raises(Refusal, match="here already"):
        newsroom.claim(article)

    assert ChangeSet.objects.count() == acts


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"headline": " "}, "headline"),
        ({"publisher": ""}, "Say who published"),
        ({"language": ""}, "which language"),
        ({"html": ""}, "no text"),
        (
            {"published_earliest": date(2019, 2, 1), "published_latest": date(2019, 1, 1)},
            "ends .* before it starts",
        ),
        ({"effective_on": date(2999, 1, 1)}, "in the future"),
        ({"reason": " "}, "Say why"),
        ({"picture": Picture(content=b"no picture")}, "not a JPEG, PNG or WebP"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    newsroom: Newsroom, details: dict[str, Any], said: str
) -> None:
    acts = ChangeSet.objects.count()
    with pytest.raises(Refusal, match=said):
        newsroom.article(**details)
    assert (Article.objects.count(), ChangeSet.objects.count()) == (0, acts)


def test_only_editors_enter_articles(newsroom: Newsroom) -> None:
    with pytest.raises(NotPermitted, match="Only editors"):
        newsroom.article(by=newsroom.reviewer)


def revise(newsroom: Newsroom, article: Article, **changes: object) -> Revision | None:
    given = {"by": newsroom.editor, "reason": "New facts.", "version": version(article)}
    return articles.record_revision(article=article, **given | changes)  # type: ignore[arg-type]


def test_a_revision_keeps_what_it_does_not_change(newsroom: Newsroom) -> None:
    article = newsroom.article()
    revision = revise(newsroom, article, headline="A bridge, at last")

    assert revision is not None
    assert (revision.number, revision.text) == (2, article.newest.text)
    assert Article.objects.get().newest == revision
    assert Article.history.count() == 2


@pytest.mark.parametrize("html", [None, TEXT, f"  {TEXT}\n\n"])
def test_the_same_content_is_no_revision(newsroom: Newsroom, html: str | None) -> None:
    article = newsroom.article()
    acts = ChangeSet.objects.count()

    assert revise(newsroom, article, html=html) is None

    assert (Revision.objects.count(), ChangeSet.objects.count()) == (1, acts)


def test_a_notice_is_posted_in_the_same_act(newsroom: Newsroom) -> None:
    article = newsroom.article()
    notice = NoticeText(
        NoticeKind.CORRECTION, {"en": "It cost 13 million."}, dated=date(2019, 5, 5)
    )

    revision = revise(newsroom, article, html=TEXT.replace("12", "13"), notice=notice)

    posted = Notice.objects.get()
    assert revision is not None
    assert (posted.revision, posted.act_id, posted.dated) == (
        revision,
        revision.act_id,
        date(2019, 5, 5),
    )


def test_effective_dates_never_decrease(newsroom: Newsroom) -> None:
    article = newsroom.article(effective_on=date(2019, 5, 4))
    revise(newsroom, article, headline="Second", effective_on=date(2019, 6, 1))
    with pytest.raises(BadDate, match="2019-06-01"):
        revise(newsroom, article, headline="Third", effective_on=date(2019, 5, 31))
    revise(newsroom, article, headline="Third")  # undated: it counts from today

    with pytest.raises(BadDate, match=str(timezone.localdate())):
        revise(newsroom, article, headline="Fourth", effective_on=date(2019, 6, 2))

    assert Revision.objects.count() == 3


def test_nothing_took_effect_before_the_article_was_published(newsroom: Newsroom) -> None:
    published: dict[str, Any] = {"published_earliest": date(2018, 2, 23)}
    with pytest.raises(BadDate, match="before the article was published"):
        newsroom.article(effective_on=date(2018, 2, 22), **published)
    article = newsroom.article(**published)
    with pytest.raises(BadDate, match="before the article was published"):
        revise(newsroom, article, headline="Second", effective_on=date(2017, 1, 1))
    revise(newsroom, article, headline="Second", effective_on=date(2018, 2, 23))
    with pytest.raises(BadDate, match="before the article was published"):
        articles.edit_article(
            article=article,
            by=newsroom.editor,
            reason="Found out.",
            version=version(article),
            published_earliest=date(2018, 2, 24),
            published_latest=date(2018, 3, 1),
        )


def test_a_stale_revision_is_refused(newsroom: Newsroom) -> None:
    article = newsroom.article()
    revise(newsroom, article, headline="Second")

    with pytest.raises(Stale, match="Someone saved this"):
        revise(newsroom, article, headline="Third", version=1)

    assert Revision.objects.count() == 2


def test_a_number_changed_makes_the_verdict_stale(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    other = newsroom.claim(article, quote="The old ferry stopped in June.")
    verdict = newsroom.published(claim)
    newsroom.published(other)

    revise(newsroom, article, html=TEXT.replace("12 million", "13 million"))

    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.stale, claim.anchor.state) == ("number", AnchorState.CHANGED)
    assert claim.published_verdict == verdict, "it stays visible for the text that it judged"
    assert verdict.anchor.exact == "cost 12 million euros"
    assert (other.stale, place_now(other).state) == ("", AnchorState.CURRENT)
    assert version(other) == other.version, "an edit elsewhere leaves the claim's own row alone"


def test_typography_makes_nothing_stale_and_going_back_mends(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    newsroom.published(claim)

    revise(newsroom, article, html=TEXT.replace("12 million", "12\u00a0million"))
    claim.refresh_from_db()
    assert claim.stale == ""
    revise(newsroom, article, html=TEXT.replace("12 million", "14 million"))
    claim.refresh_from_db()
    assert claim.stale == "number"
    revise(newsroom, article, html=TEXT)
    claim.refresh_from_db()
    assert claim.stale == "", "the verdict covers these words again"


def test_words_that_are_gone_are_lost_and_found_again(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article, quote="The old ferry stopped in June.")
    newsroom.published(claim)

    revise(newsroom, article, html=TEXT.replace("- The old ferry stopped in June.\n", ""))
    claim.refresh_from_db()
    assert (claim.stale, claim.anchor.state, claim.anchor.start) == ("lost", "lost", None)

    revise(newsroom, article, html=TEXT)
    claim.refresh_from_db()
    assert (claim.stale, claim.anchor.exact) == ("", claim.quote)


def test_a_changed_address_stays_taken(newsroom: Newsroom) -> None:
    article = newsroom.article(slug="first")
    articles.edit_article(
        article=article, by=newsroom.editor, reason="Shorter.", version=1, slug="second"
    )
    assert set(Address.objects.values_list("slug", "object_id")) == {
        ("first", article.pk),
        ("second", article.pk),
    }
    with pytest.raises(AddressTaken, match="first"):
        newsroom.article(slug="first", html="Another bridge.")
    assert Article.objects.count() == 1


def test_authors_are_set_and_removed(newsroom: Newsroom) -> None:
    author = newsroom.account(newsroom.reviewer).person
    article = newsroom.article(authors=[author])
    assert [str(row) for row in article.authorships.all()] == ["Reviewer"]
    articles.edit_article(
        article=article, by=newsroom.editor, reason="Not theirs.", version=1, authors=[]
    )
    assert not article.authorships.exists()


def test_a_picture_that_is_too_large_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(BadPicture, match="10 MB"):
        newsroom.article(picture=Picture(content=b"x" * (10 * 1024 * 1024 + 1)))


def test_words_placed_anew_are_not_shown_before_they_are_judged(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article, quote="The old ferry stopped in June.")
    newsroom.published(claim)
    gone = TEXT.replace("- The old ferry stopped in June.\n", "")
    revise(newsroom, article, html=gone)
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="The nearest that is left.",
        version=version(claim),
        quote="Nobody was hurt",
    )

    claim.refresh_from_db()
    shown = Anchor.objects.of_standing_claims().filter(revision__number=2)
    assert (claim.anchor.exact, claim.stale) == ("Nobody was hurt", "lost")
    assert [anchor.start for anchor in shown] == [None]
    revise(newsroom, article, html=gone.replace("Nobody", "Luckily nobody"))
    claim.refresh_from_db()
    assert claim.stale == "lost"
    assert not Anchor.objects.of_standing_claims().filter(revision__number=3).exists()

    newsroom.published(claim)
    assert claim.stale == ""
    shown = Anchor.objects.of_standing_claims().filter(revision__number=3)
    assert [anchor.exact.lower() for anchor in shown] == ["nobody was hurt"]


def test_the_quote_follows_the_words_that_a_colleague_would_judge(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    revise(newsroom, article, html=TEXT.replace("12 million", "13 million"))
    claim.refresh_from_db()
    assert claim.quote == claim.anchor.exact == "cost 13 million euros"


def test_two_editors_cannot_overwrite_each_others_authors(newsroom: Newsroom) -> None:
    article = newsroom.article()
    people = [
        newsroom.account(newsroom.reviewer).person,
        newsroom.account(newsroom.colleague).person,
    ]
    given: dict[str, Any] = {"article": article, "by": newsroom.editor, "reason": "Wrote it."}
    articles.edit_article(**given, version=1, authors=people[:1])
    with pytest.raises(Stale):
        articles.edit_article(**given, version=1, authors=people[1:])
    articles.edit_article(**given, version=2, authors=people[:1])
    assert [row.person for row in article.authorships.all()] == people[:1]
    assert version(article) == 2, "the same authors change nothing"


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("whole address", {"url": "javascript:alert(1)"}),
        ("whole address", {"url": "//example.org"}),
        ("whole address", {"picture": Picture(url="data:text/html,x")}),
        ("small letters", {"slug": "a b/c"}),
        ("small letters", {"slug": "../admin"}),
        ("500 characters", {"headline": "x" * 501}),
        ("200 characters", {"publisher": "x" * 201}),
    ],
)
def test_rules_hold_without_a_form(newsroom: Newsroom, said: str, details: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=said):
        newsroom.article(**details)
    assert not Article.objects.exists()


def test_a_headline_of_nothing_is_refused(newsroom: Newsroom) -> None:
    article = newsroom.article()
    with pytest.raises(Refusal, match="headline"):
        revise(newsroom, article, headline="  ")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org/page", "http://", "ftp://x.y"])
def test_a_source_leads_to_the_web_or_nowhere(newsroom: Newsroom, url: str) -> None:
    with pytest.raises(Refusal, match="whole address"):
        newsroom.source(url=url)


def test_the_case_of_a_first_letter_is_print_where_the_sentence_begins_too(
    newsroom: Newsroom,
) -> None:
    text = "It opened in 2015. In 2016 the fare was two euros."
    article = newsroom.article(text)
    claim = newsroom.claim(article, quote="In 2016 the fare was two euros.")
    newsroom.published(claim)
    revise(newsroom, article, html=text.replace("In 2016", "in 2016"))
    claim.refresh_from_db()
    assert claim.stale == ""


def test_words_that_go_back_are_found_whole(newsroom: Newsroom) -> None:
    """Whatever the edits between had left of them."""
    article = newsroom.article()
    claim = newsroom.claim(article)
    newsroom.published(claim)
    for cost in ("54 million euros", "54 x y million", "56", "57 or more"):
        revise(newsroom, article, html=TEXT.replace("12 million euros", cost))
        claim.refresh_from_db()
        assert claim.stale
    revise(newsroom, article, html=TEXT)
    claim.refresh_from_db()
    assert (claim.stale, claim.quote) == ("", "cost 12 million euros")
    assert place_now(claim).exact == "cost 12 million euros"


def _png(*chunks: bytes) -> bytes:
    """A real picture with chunks put in before its pixels."""
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(file, "PNG")
    whole = file.getvalue()
    at = whole.index(b"IDAT") - 4
    return whole[:at] + b"".join(chunks) + whole[at:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


BOMB = _chunk(b"zTXt", b"note\0\0" + zlib.compress(b"x" * 20_000_000))


@pytest.mark.parametrize(
    "content",
    [_png(BOMB), _png()[:-40], b"GIF89a" + b"x" * 40],
    ids=["a text that unpacks large", "half of it", "another format"],
)
def test_a_picture_that_cannot_be_shown_is_refused(newsroom: Newsroom, content: bytes) -> None:
    with pytest.raises(BadPicture, match="not a JPEG"):
        newsroom.article(picture=Picture(content=content))
    assert not Article.objects.exists()


def test_what_stands_beside_the_text_is_clean_too(newsroom: Newsroom) -> None:
    article = newsroom.article(headline="Head\u202eline\n\u0007two", reason="Why\u202e so.")
    assert article.newest.headline == "Headline two"
    assert ChangeSet.objects.latest("id").reason == "Why so."
    notice = NoticeText(NoticeKind.UPDATE, {"en": "Up\u202edated\u0007."})
    posted = post_notice(article=article, by=newsroom.editor, reason="Told.", notice=notice)
    assert posted.text == {"en": "Updated."}


def test_no_notice_is_older_than_its_article(newsroom: Newsroom) -> None:
    article = newsroom.article(published_earliest=date(2018, 2, 23))
    notice = NoticeText(NoticeKind.UPDATE, {"en": "Updated."}, dated=date(1, 1, 1))
    with pytest.raises(BadDate, match="before the article was published"):
        post_notice(article=article, by=newsroom.editor, reason="Told.", notice=notice)
