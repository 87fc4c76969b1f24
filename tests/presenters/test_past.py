"""The past is what was shown then: a newsroom is driven through many acts, and each page of the
past is compared with the page that was there right after each act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions import articles, claims, evidence, ratings, verdicts
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.moments import Moment
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, ChangeSet, Claim, Evidence, Rating
from factcheck.presenters.articles import (
    ArticlePage,
    article_act_lines,
    article_acts,
    article_page,
    article_page_then,
)
from factcheck.presenters.claims import claim_act_lines, claim_acts, stale_label, withdrawal
from factcheck.presenters.past import Past
from factcheck.presenters.removals import removals_on
from factcheck.presenters.staleness import change_for_readers
from factcheck.presenters.verdicts import shown_verdict, verdict_of
from tests.newsroom import TEXT, Newsroom, version

pytestmark = pytest.mark.django_db


def at(instant: datetime) -> Moment:
    return Moment(instant, timezone.localdate(instant), whole_day=False)


def told(page: ArticlePage) -> dict[str, Any]:
    """All that a page of an article says."""

    def mark(mark: Any) -> Any:
        change = mark.change and replace(mark.change, is_newest=False)
        return replace(mark, url=mark.url.split("?")[0], change=change), mark.rating.label

    return {
        "headline": page.revision.headline,
        "numbers": (page.revision.number, page.article.newest.number, page.is_newest),
        "address": page.article.get_absolute_url(),
        "facts": (page.language, page.article.publisher, page.article.published_earliest),
        "dated": page.dated,
        "progress": page.progress,
        "marks": [mark(each) for each in page.marks],
        "gone": [mark(each) for each in page.gone],
        "notices": [(notice.kind, notice.day, notice.text) for notice in page.above + page.below],
        "ratings": [rating.label for rating in page.ratings],
    }


def told_of(claim: Claim, past: Past | None) -> dict[str, Any] | None:
    """All that the pages of a claim say; None where there was none."""
    shown = past.claim(claim) if past else claim
    if shown is None or not shown.published_verdict_id:
        return None
    verdict = verdict_of(claim, pk=shown.published_verdict_id)
    said = shown_verdict(verdict, past.ratings if past else None)
    change = None
    if shown.stale and not shown.is_withdrawn:
        change = past.change(shown) if past else change_for_readers(shown, shown.article.newest)
    lines = claim_act_lines(shown, list(claim_acts(shown, past)))
    return {
        "verdict": (verdict.number, said.rating.label, said.statement, said.evidence),
        "address": shown.get_absolute_url(),
        "stale": (stale_label(shown), change and replace(change, is_newest=False)),
        "withdrawn": (shown.is_withdrawn, withdrawal(shown, past)),
        "article": (shown.article.newest.headline, shown.article.publisher),
        "acts": [(line.id, line.chips) for line in lines],
    }


def told_of_acts(article: Article, past: Past | None) -> list[Any]:
    """The lines of an article's history."""
    acts = list(article_acts(article, past).newest_day_first())
    return article_act_lines(acts, removals_on(article.pk), past)


def snapshot(past_at: datetime | None = None) -> dict[str, Any]:
    """Everything that is told of the articles, now or at an instant."""
    seen: dict[str, Any] = {}
    for article in Article.objects.select_related("newest__act").order_by("pk"):
        pk = article.pk
        past = Past(article, at(past_at)) if past_at else None
        if past and past.revision is None:
            continue
        newest = past.revision if past else article.newest
        assert newest
        for revision in article.revisions.select_related("act").filter(number__lte=newest.number):
            key = f"article {pk} revision {revision.number}"
            if past:
                seen[key] = told(article_page_then(past, revision, "?at=then"))
            else:
                seen[key] = told(article_page(article, revision))
        if past.public if past else Article.objects.public().filter(pk=pk).exists():
            seen[f"acts of {pk}"] = told_of_acts(article, past)
        for claim in article.claims.select_related("article__newest").order_by("pk"):
            if page := told_of(claim, past):
                seen[f"claim {claim.pk}"] = page
    return seen


class Days:
    """The busy days of a newsroom, one deed after the other."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.seen: list[tuple[datetime, dict[str, Any]]] = []

    def note(self) -> None:
        """Keep what is told now, with the instant of the last act."""
        last = ChangeSet.objects.latest("id").recorded_at
        self.seen.append((last, snapshot()))

    def revise(self, article: Article, *changes: tuple[str, str], **content: Any) -> None:
        article = Article.objects.get(pk=article.pk)
        html = article.newest.body
        for old, new in changes:
            assert old in html
            html = html.replace(old, new)
        if changes:
            content["html"] = html
        articles.record_revision(
            article=article,
            by=self.newsroom.editor,
            reason="Mended.",
            version=article.version,
            **content,
        )
        self.note()

    def do(self, action: Callable[..., Any], claim: Claim, by: Any = None, **words: Any) -> None:
        stored = Claim.objects.get(pk=claim.pk)
        action(
            claim=stored,
            by=by or self.newsroom.editor,
            reason="It was time.",
            version=stored.version,
            **words,
        )
        self.note()

    def live(self) -> None:
        """Claims made, checked, published anew, stale, lost, placed again, withdrawn, back."""
        room = self.newsroom
        bridge = room.article(
            TEXT, publisher="The Daily", published_earliest=datetime(2019, 5, 4, tzinfo=UTC).date()
        )
        self.note()
        cost = room.claim(bridge)
        self.note()
        other = room.article("The tower has 30 floors.\nIt fell in 1999.", headline="A tower")
        floors = room.claim(other, "has 30 floors")
        fare = room.claim(bridge, "The fare was two euros")
        unsure = room.claim(bridge, "on 4 May 2019")
        self.note()
        self.do(claims.withdraw, unsure)  # internal, until it is published
        self.do(claims.reinstate, unsure)
        room.evidence(cost)
        room.published(cost, "mostly_true")
        self.note()
        room.published(fare)
        room.published(floors)
        self.note()
        self.revise(bridge, ("Nobody was hurt", "No one was hurt"))
        ferry = room.claim(Article.objects.get(pk=bridge.pk), "The old ferry stopped in June")
        room.published(unsure)
        self.note()
        self.revise(bridge, ("12 million", "15 million"))
        self.revise(other, ("30 floors", "31 floors"))
        newer = room.published(ferry)
        self.note()
        self.revise(bridge, headline="A bridge at last, and a ferry")
        room.proposed(cost, "false")  # internal: readers see nothing of it
        room.evidence(cost, "refutes")
        self.note()
        self.do(claims.withdraw, fare)
        self.do(claims.edit_claim, ferry, statement={"en": "It is said: no ferry."})
        self.revise(bridge, ("The old ferry stopped in June.", "Something else stands here now."))
        self.do(claims.reinstate, fare)
        self.do(claims.edit_claim, ferry, quote="Something else stands here now")
        self.revise(bridge, ("opened the bridge", "opened the new bridge"))
        room.published(ferry, "false")
        self.note()
        assert newer.number == 1
        self.do(claims.take, floors, by=room.reviewer)
        self.do(claims.release, floors, by=room.reviewer)
        self.do(verdicts.reaffirm, floors, by=room.reviewer)
        rating = Rating.objects.get(key="true")
        ratings.define_rating(
            rating=rating,
            by=room.editor,
            reason="Clearer.",
            version=rating.version,
            label={"en": "Entirely true"},
            definition={"en": "All of it."},
        )
        self.note()
        articles.edit_article(
            article=bridge,
            by=room.editor,
            reason="Bought.",
            version=version(bridge),
            publisher="The Weekly",
        )
        item = Evidence.objects.filter(claim=cost).first()
        assert item
        evidence.remove_evidence(
            evidence=item, by=room.reviewer, reason="Weak.", version=item.version
        )
        self.note()
        self.revise(bridge, ("15 million", "12 million"))
        words = NoticeText(NoticeKind.CORRECTION, {"en": "It was 12 million."})
        post_notice(article=bridge, by=room.editor, reason="Said so.", notice=words)
        self.note()
        self.revise(bridge, ("12 million", "13 million"))


@pytest.fixture
def days(newsroom: Newsroom) -> Days:
    days = Days(newsroom)
    days.live()
    return days


def test_the_past_tells_what_was_told_then(days: Days) -> None:
    assert len(days.seen) > 20
    for number, (instant, seen) in enumerate(days.seen):
        assert snapshot(instant) == seen, f"after deed {number}"
    # … and it was not all the same:
    assert len({str(seen) for _, seen in days.seen}) > 15
