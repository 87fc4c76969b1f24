"""Experts: asked by a link to confirm or correct exact words, answering once, called back."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from factcheck.actions import letters
from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.anchoring import place_now, words_at
from factcheck.actions.emails import email_of
from factcheck.actions.facts import facts_of, with_facts
from factcheck.domain.actor import Actor, ActorKind
from factcheck.domain.acts import Kind
from factcheck.domain.basis import staleness
from factcheck.domain.characters import one_line, several_lines
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import check_not_author
from factcheck.domain.vocabulary import ExpertAnswer, LetterKind
from factcheck.models import Claim, ExpertContact, ExpertQuestion

DAYS_LEAST, DAYS_MOST = 1, 30
QUESTION_LONGEST = 2_000  # characters
WORDS_LONGEST = 2_000
NOTE_LONGEST = 5_000
_NAME_LONGEST, _EXPERTISE_LONGEST = 150, 300  # as their columns are
_SECRET_BYTES = 32


class BadQuestion(Refusal):
    """Something that a question must have is missing, or it is asked already."""


class BadAnswer(Refusal):
    """An answer that says nothing, too much, or two things at once."""


class LinkOver(Refusal):
    """The link's question is no longer to be answered."""


def ask(
    *,
    claim: Claim,
    by: Actor,
    name: str,
    question: str,
    language: str,
    days: int,
    expertise: str = "",
    email: str = "",
    reason: str = "",
) -> tuple[ExpertQuestion, str]:
    """Ask an outside expert about the claim's words; returns the question and its link's secret.

    The secret is kept nowhere. It has 256 random bits, so that its plain SHA-256 gives nothing
    away. `email` stands outside the record (`erase_contact`).
    """
    check_may(by, Task.CHECK)
    asked = ExpertQuestion(
        claim=claim,
        name=_name(name),
        expertise=_expertise(expertise),
        question=_question(question),
        language=_language(language),
    )
    _check_days(days)
    email = email_of(email)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    with editorial_act(claim=claim, by=by, kind=Kind.EXPERT_ASK, reason=reason) as act:
        claim = locked(claim, rows=with_facts(Claim.objects.select_related("anchor")))
        _check_askable(claim, by)
        _check_no_twin(asked, act.recorded_at)
        asked.anchor_id = facts_of(claim).place
        asked.digest = _digest(secret)
        asked.expires_at = act.recorded_at + timedelta(days=days)
        asked.save()
        if email:
            ExpertContact.objects.create(question=asked, email=email)
    return asked, secret


def find(secret: str) -> ExpertQuestion | None:
    """The question that a link leads to, whatever has become of it."""
    questions = ExpertQuestion.objects.select_related("claim__article", "anchor__revision")
    found: ExpertQuestion | None = questions.filter(digest=_digest(secret)).first()
    return found


def check_open(question: ExpertQuestion, now: datetime | None = None) -> None:
    """Refuse an answer that comes twice, too late, or to words that the newsroom changed since."""
    if question.answer:
        raise LinkOver(N_("Your answer is on record, and an answer is given once."))
    if question.is_cancelled:
        raise LinkOver(N_("The newsroom called this question back, so nothing can be recorded."))
    if question.expires_at <= (now or timezone.now()):
        raise LinkOver(N_("This link has expired. Ask the newsroom for a new one."))
    if question.claim.is_withdrawn:
        raise LinkOver(N_("The newsroom no longer checks these words, so nothing was recorded."))
    if staleness(words_at(question.anchor), words_at(place_now(question.claim))):
        raise LinkOver(N_("The newsroom changed these words meanwhile, so nothing was recorded."))


def answer(
    *, question: ExpertQuestion, says: str, words: str = "", note: str = ""
) -> ExpertQuestion:
    """Record what the expert says, once and under their name; who asked is told by letter.

    `words` are the words as they should be, where the expert corrects them.
    """
    words, note = _checked_answer(question, says, words, note)
    by, claim = question.actor(), question.claim
    with editorial_act(claim=claim, by=by, kind=Kind.EXPERT_ANSWER, reason="") as act:
        question = locked(question)
        check_open(question, act.recorded_at)
        question.answer, question.words, question.note = ExpertAnswer(says), words, note
        question.save()
        accounts = letters.accounts_of(_waiting_for(question))
        letters.tell(LetterKind.ANSWERED, accounts, claim=claim, by=by)
    return question


def cancel(*, question: ExpertQuestion, by: Actor, reason: str) -> ExpertQuestion:
    """Call a question back: its link answers nothing any more. Twice changes nothing."""
    check_may(by, Task.CHECK)
    claim = question.claim
    with editorial_act(claim=claim, by=by, kind=Kind.EXPERT_CANCEL, reason=reason):
        question = locked(question)
        check_not_author(by.person, facts_of(claim).authors)
        if question.answer:
            raise BadQuestion(N_("The expert has answered, and the answer stays on record."))
        question.is_cancelled = True
        question.save()
    return question


def erase_contact(*, question: ExpertQuestion, by: Actor) -> None:
    """Forget where the link was sent. No act: contact data stand outside the record."""
    check_may(by, Task.CHECK)
    ExpertContact.objects.filter(question=question).delete()


def _check_askable(claim: Claim, by: Actor) -> None:
    check_not_author(by.person, facts_of(claim).authors)
    if claim.is_withdrawn:
        raise BadQuestion(N_("This claim is withdrawn. Reinstate it before you ask anyone."))
    if claim.anchor.start is None:
        raise BadQuestion(
            N_("The claim's words have no certain place in the article. Give it a new quote.")
        )


def _check_no_twin(asked: ExpertQuestion, now: datetime) -> None:
    """Refuse what this expert is being asked already: the second click of a hasty hand."""
    twins = ExpertQuestion.objects.filter(
        claim=asked.claim,
        name=asked.name,
        question=asked.question,
        answer="",
        is_cancelled=False,
        expires_at__gt=now,
    )
    if twins.exists():
        raise BadQuestion(
            N_("This expert is being asked this already. Call that question back for a new link.")
        )


def _checked_answer(question: ExpertQuestion, says: str, words: str, note: str) -> tuple[str, str]:
    words, note = several_lines(words), several_lines(note)
    words, note = words if shows(words) else "", note if shows(note) else ""
    if says not in set(ExpertAnswer):
        raise BadAnswer(N_("Say whether you confirm the words or correct them."))
    if says == ExpertAnswer.CONFIRMS and words:
        raise BadAnswer(
            N_("You wrote other words. Choose to correct them, or empty the box to confirm.")
        )
    if says == ExpertAnswer.CORRECTS and words in {"", question.anchor.exact}:
        raise BadAnswer(N_("Write the words as they should be, or confirm them as they are."))
    for text, limit in ((words, WORDS_LONGEST), (note, NOTE_LONGEST)):
        if len(text) > limit:
            raise BadAnswer(N_("Shorten the text to %(limit)s characters."), limit=limit)
    return words, note


def _waiting_for(question: ExpertQuestion) -> set[int]:
    """Who asked, and who has the claim in hand."""
    act = question.history.select_related("act").earliest().act
    people = {question.claim.assignee_id}
    if act.actor_kind == ActorKind.ACCOUNT:
        people.add(act.actor_id)
    return {person for person in people if person is not None}


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _name(name: str) -> str:
    name = one_line(name)
    if not shows(name) or len(name) > _NAME_LONGEST:
        raise BadQuestion(N_("Write the expert's name, in 150 characters."))
    return name


def _expertise(expertise: str) -> str:
    expertise = one_line(expertise)
    if len(expertise) > _EXPERTISE_LONGEST:
        raise BadQuestion(N_("Say in 300 characters what the expert knows about."))
    return expertise


def _question(question: str) -> str:
    question = several_lines(question)
    if not shows(question):
        raise BadQuestion(N_("Write what you ask the expert."))
    if len(question) > QUESTION_LONGEST:
        raise BadQuestion(
            N_("Shorten the question to %(limit)s characters."), limit=QUESTION_LONGEST
        )
    return question


def _language(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise BadQuestion(N_("Choose a language of the list: the expert's page is written in it."))
    return language


def _check_days(days: int) -> None:
    if not DAYS_LEAST <= days <= DAYS_MOST:
        raise BadQuestion(N_("Let the link work for one to thirty days."))
