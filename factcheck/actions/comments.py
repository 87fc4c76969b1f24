"""Comments: said about a claim among colleagues, edited, their threads resolved and reopened.

Authors of the article talk too: what they may not do is check.
"""

from datetime import datetime, timedelta

from factcheck.actions import letters
from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.characters import several_lines
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.mentions import mentions
from factcheck.domain.permissions import NotPermitted, Task, check_may
from factcheck.domain.vocabulary import LetterKind
from factcheck.models import Claim, Comment, Person, User

LONGEST = 5_000  # characters: what is longer is a document, and has a place of its own
_A_MOMENT = timedelta(minutes=10)


class BadComment(Refusal):
    """A comment that says nothing, too much, the same again, or in no open thread."""


def say(
    *, claim: Claim, by: Actor, text: str, thread: Comment | None = None, reason: str = ""
) -> Comment:
    """Begin a thread about a claim, or answer in one; who is mentioned is told by letter."""
    check_may(by, Task.CHECK)
    words = _words(text)
    with editorial_act(claim=claim, by=by, kind=Kind.COMMENT_ADD, reason=reason) as act:
        if thread is not None:
            thread = locked(thread)
            _check_open(thread, claim)
        comment = Comment(claim=claim, thread=thread, author_id=by.person, text=words)
        _check_no_twin(comment, act.recorded_at)
        comment.save()
        letters.tell(LetterKind.MENTIONED, _called(words), claim=claim, by=by)
    return comment


def edit(*, comment: Comment, by: Actor, version: int, text: str, reason: str = "") -> Comment:
    """Change what one said oneself; who is mentioned only now is told."""
    check_may(by, Task.CHECK)
    if comment.author_id != by.person:
        raise NotPermitted(N_("Only who wrote a comment edits it. Answer it instead."))
    words, claim = _words(text), comment.claim
    with editorial_act(claim=claim, by=by, kind=Kind.COMMENT_EDIT, reason=reason):
        comment = locked(comment, version)
        called = _called(words, before=comment.text)
        comment.text = words
        comment.save()
        letters.tell(LetterKind.MENTIONED, called, claim=claim, by=by)
    return comment


def resolve(*, thread: Comment, by: Actor, reason: str = "") -> Comment:
    """Settle a thread, whoever began it. Twice changes nothing."""
    return _settle(thread, by, Kind.COMMENT_RESOLVE, reason, is_resolved=True)


def reopen(*, thread: Comment, by: Actor, reason: str = "") -> Comment:
    """Take a resolution back. Twice changes nothing."""
    return _settle(thread, by, Kind.COMMENT_REOPEN, reason, is_resolved=False)


def _settle(thread: Comment, by: Actor, kind: Kind, reason: str, *, is_resolved: bool) -> Comment:
    check_may(by, Task.CHECK)
    if thread.thread_id is not None:
        raise BadComment(N_("A thread is resolved as a whole: at its first comment."))
    claim = thread.claim
    with editorial_act(claim=claim, by=by, kind=kind, reason=reason):
        thread = locked(thread)
        thread.is_resolved = is_resolved
        thread.save()
    return thread


def _words(text: str) -> str:
    words = several_lines(text)
    if not shows(words):
        raise BadComment(N_("Write what you want to say."))
    if len(words) > LONGEST:
        raise BadComment(N_("Shorten the comment to %(limit)s characters."), limit=LONGEST)
    return words


def _check_open(thread: Comment, claim: Claim) -> None:
    if thread.claim_id != claim.pk or thread.thread_id is not None:
        raise BadComment(N_("This is no thread about this claim. Begin one."))
    if thread.is_resolved:
        raise BadComment(N_("This thread is resolved. Reopen it to say more."))


def _check_no_twin(comment: Comment, now: datetime) -> None:
    """Refuse what the same person just said in the same place: the second click of a hasty hand."""
    twins = Comment.objects.filter(
        claim=comment.claim,
        thread=comment.thread,
        author=comment.author_id,
        text=comment.text,
        act__recorded_at__gte=now - _A_MOMENT,
    )
    if twins.exists():
        raise BadComment(N_("You said this a moment ago, word for word."))


def _called(text: str, before: str = "") -> list[User]:
    """The accounts that a text mentions and the one before it did not, of those who may come to
    the desk."""
    if "@" not in text:
        return []
    people = Person.objects.checkers().order_by("account")
    accounts = {person.account.username: person.account for person in people}

    def names(said: str) -> set[str]:
        return {mention.username for mention in mentions(said, accounts)}

    called = names(text) - names(before)
    return [account for name, account in accounts.items() if name in called]
