"""Questions to experts: as the desk lists them, and as the expert reads theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from factcheck.actions.anchoring import as_domain
from factcheck.domain.anchors import Anchor
from factcheck.domain.diff import Segment, segments
from factcheck.domain.permissions import Task, may
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.vocabulary import ExpertAnswer
from factcheck.models import Claim, ExpertQuestion, Person
from factcheck.presenters.sentences import Stretch


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `corrected` has the words as they should be against those asked about.

    `words_changed`: the article changed there since, so that the answer is about other words, or
    the link may take none. `email` is where the link was sent, "" where that isn't known any more.
    """

    question: ExpertQuestion
    asked_by: str
    asked_at: datetime
    corrected: list[Segment]
    is_waiting: bool
    words_changed: bool
    email: str

    @property
    def is_expired(self) -> bool:
        question = self.question
        return not (self.is_waiting or question.answer or question.is_cancelled)


@dataclass(frozen=True, slots=True)
class Experts:
    """The questions about a claim, newest first, and what who reads may do."""

    claim: Claim
    questions: list[Asked]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What the expert reads: the words in their sentence, and where they stand; nothing of what
    the newsroom thinks of them."""

    question: ExpertQuestion
    statement: dict[str, str]
    stretches: list[Stretch]
    headline: str
    article_url: str
    language: str


def experts_of(claim: Claim, person: Person, now: datetime | None = None) -> Experts:
    """The questions as a person of the desk sees them: one query, however many there are."""
    rows = list(_questions(claim))
    moment = now or timezone.now()
    return Experts(claim, [_asked(row, claim, moment) for row in rows], may(person.role, Task.EDIT))


def question_page(question: ExpertQuestion) -> QuestionPage:
    """The page behind a link, for a question as `actions.experts.find` gives it."""
    claim, revision = question.claim, question.anchor.revision
    return QuestionPage(
        question=question,
        statement=claim.statement,
        stretches=_in_sentence(revision.text, as_domain(question.anchor)),
        headline=revision.headline,
        article_url=claim.article.url,
        language=claim.article.language,
    )


def _questions(claim: Claim) -> Any:
    first = ExpertQuestion.history.filter(id=OuterRef("pk"), version=1)
    return (
        claim.expert_questions.select_related("anchor", "contact", "act")
        .annotate(
            asked_by=Subquery(first.values("act__actor_name")[:1]),
            asked_at=Subquery(first.values("act__recorded_at")[:1]),
        )
        .order_by("-id")
    )


def _asked(row: Any, claim: Claim, now: datetime) -> Asked:
    corrects = row.answer == ExpertAnswer.CORRECTS
    contact = getattr(row, "contact", None)
    return Asked(
        question=row,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        corrected=segments(row.anchor.exact, row.words) if corrects else [],
        is_waiting=not row.answer and not row.is_cancelled and row.expires_at > now,
        words_changed=claim.anchor_id > row.anchor_id,
        email=contact.email if contact else "",
    )


def _in_sentence(text: str, place: Anchor) -> list[Stretch]:
    first, last = sentence_bounds(text, place.start, place.end)
    cuts = [
        (min(first, place.start), place.start, False),
        (place.start, place.end, True),
        (place.end, max(last, place.end), False),
    ]
    return [Stretch("same", text[low:high], quoted) for low, high, quoted in cuts if high > low]
