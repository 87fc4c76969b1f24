"""What an edit would do, told before it is recorded; and the places that a person accepts."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import articles, claims
from factcheck.actions.anchoring import place_now
from factcheck.actions.preview import Preview, preview_revision
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Article, ChangeSet, Claim, Revision
from tests.newsroom import TEXT, Newsroom, version

FERRY = "The old ferry stopped in June."


def revise(newsroom: Newsroom, article: Article, html: str) -> Revision | None:
    return articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Mended.",
        version=version(article),
        html=html,
    )


def preview(article: Article, html: str, **words: Any) -> Preview:
    return preview_revision(article=Article.objects.get(pk=article.pk), html=html, **words)


def test_a_preview_tells_what_the_revision_then_does(newsroom: Newsroom) -> None:
    article = newsroom.article()
    cost, ferry = newsroom.claim(article), newsroom.claim(article, quote=FERRY)
    fare = newsroom.claim(article, quote="two euros")
    newsroom.published(cost)
    acts = ChangeSet.objects.count()
    new = TEXT.replace("12 million", "13 million").replace(f"- {FERRY}\n", "")

    found = preview(article, new)

    assert ChangeSet.objects.count() == acts, "nothing is written"
    assert found.content_changed
    told = {prospect.claim: prospect for prospect in found.prospects}
    assert [prospect.claim for prospect in found.touched] == [cost, ferry]
    assert (told[cost].change, told[cost].stale) == ("number", "number")
    assert (told[cost].makes_stale, told[cost].mends) == (True, False)
    assert (told[cost].was.exact, told[cost].becomes.exact) == (
        "cost 12 million euros",
        "cost 13 million euros",
    )
    assert (told[ferry].state, told[ferry].change) == (AnchorState.LOST, "lost")
    assert not told[ferry].makes_stale, "no verdict stands on it"
    assert (told[fare].change, told[fare].is_touched) == ("", False)

    revise(newsroom, article, new)
    for claim, prospect in told.items():
        claim.refresh_from_db()
        assert (place_now(claim).state, place_now(claim).change, claim.stale) == (
            prospect.state,
            prospect.change,
            prospect.stale,
        )


def test_a_preview_tells_what_an_edit_mends(newsroom: Newsroom) -> None:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    revise(newsroom, article, TEXT.replace("12 million", "13 million"))

    [prospect] = preview(article, TEXT).prospects

    assert (prospect.mends, prospect.makes_stale, prospect.stale) == (True, False, "")


def test_the_same_words_change_nothing(newsroom: Newsroom) -> None:
    article = newsroom.article()
    assert not preview(article, TEXT).content_changed
    assert preview(article, TEXT, headline="Another").content_changed


def test_what_cannot_be_recorded_cannot_be_previewed(newsroom: Newsroom) -> None:
    with pytest.raises(Refusal, match="no text"):
        preview(newsroom.article(), "<script>alert(1)</script>")


@pytest.mark.parametrize("lost", [False, True])
def test_queries_do_not_grow_with_the_claims(newsroom: Newsroom, *, lost: bool) -> None:
    """However many claims an edit touches or leaves alone, published or not."""

    def counted(number: int) -> tuple[int, int]:
        lines = [f"Line {at} tells of {at} things." for at in range(number)]
        article = newsroom.article("\n".join([*lines, f"The end of {number}."]))
        for line in lines:
            claim = newsroom.claim(article, quote=line)
            if lines.index(line) < 2:
                newsroom.published(claim)
        edited = [line.replace("things", "thoughts") for line in lines[: number // 2]]
        new = "\n".join([*([] if lost else edited), *lines[number // 2 :], "The end of it all."])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            preview(article, new)
        fresh = Article.objects.get(pk=article.pk)
        with CaptureQueriesContext(connection) as written:
            revise(newsroom, fresh, new)
        return len(asked), len(written)

    assert counted(4) == counted(12)


def test_an_accepted_place_keeps_no_verdict_alive(newsroom: Newsroom) -> None:
    claim = _lost(newsroom)
    text = claim.article.newest.text
    start = text.index("Nobody was hurt")

    _accept(newsroom, claim, start=start, end=start + len("Nobody was hurt"))

    claim.refresh_from_db()
    assert (claim.quote, claim.stale) == ("Nobody was hurt", "lost")
    assert (place_now(claim).state, place_now(claim).start) == (AnchorState.PLACED, start)
    newsroom.published(claim)
    assert claim.stale == ""


def test_a_place_in_an_older_text_is_not_taken(newsroom: Newsroom) -> None:
    claim = _lost(newsroom)
    revise(newsroom, claim.article, f"New. {TEXT.replace(FERRY, '')}")
    with pytest.raises(Stale, match="revised while"):
        _accept(newsroom, claim, start=0, end=4)
    claim.refresh_from_db()
    assert place_now(claim).state == AnchorState.LOST


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, 100_000), (3, 4)])
def test_a_place_outside_the_text_is_not_taken(newsroom: Newsroom, start: int, end: int) -> None:
    claim = _lost(newsroom)
    with pytest.raises(Refusal, match="not in the text"):
        _accept(newsroom, claim, start=start, end=end)


def test_a_place_parts_no_sign(newsroom: Newsroom) -> None:
    claim = _lost(newsroom)
    revise(newsroom, claim.article, "A family 👩\u200d👩\u200d👧 crossed.")
    with pytest.raises(Refusal, match="not in the text"):
        _accept(newsroom, claim, revision=3, start=10, end=12)


def test_words_that_stand_are_not_moved(newsroom: Newsroom) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    newsroom.published(claim)
    with pytest.raises(Refusal, match="need no other place"):
        _accept(newsroom, claim, revision=1, start=0, end=4)


def test_only_editors_accept_a_place(newsroom: Newsroom) -> None:
    claim = _lost(newsroom)
    with pytest.raises(NotPermitted):
        _accept(newsroom, claim, start=0, end=4, by=newsroom.reviewer)


def _lost(newsroom: Newsroom) -> Claim:
    """A claim with a verdict whose words an edit took away."""
    article = newsroom.article()
    claim = newsroom.claim(article, quote=FERRY)
    newsroom.published(claim)
    revise(newsroom, article, TEXT.replace(f"- {FERRY}\n", ""))
    return Claim.objects.get(pk=claim.pk)


def _accept(newsroom: Newsroom, claim: Claim, **given: Any) -> Claim:
    place: dict[str, Any] = {
        "by": newsroom.editor,
        "version": version(claim),
        "reason": "The same matter.",
        "revision": 2,
    }
    return claims.accept_place(claim=claim, **place | given)
