"""Claims: added, edited, taken and put back, withdrawn and reinstated."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import OuterRef
from django.db.models.functions import JSONArray

from factcheck.actions import anchoring, letters
from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.addresses import give_address, give_new, new_slug
from factcheck.actions.steps import taken
from factcheck.domain import anchors
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import check_slug
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.graphemes import splits
from factcheck.domain.languages import cleaned, required, shows
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import Stale, Step, check_not_author
from factcheck.domain.vocabulary import Addressed, ClaimKind, LetterKind, Priority
from factcheck.models import Article, Claim, Person
from factcheck.models.gathered import Gathered


class BadClaim(Refusal):
    """Something that a claim must have is missing or unknown."""


def add_claim(
    *,
    article: Article,
    by: Actor,
    reason: str,
    quote: str,
    statement: dict[str, str],
    kinds: Sequence[str],
    topic: str = "",
    claimant: str = "",
    open_questions: dict[str, str] | None = None,
    other_side: dict[str, str] | None = None,
    slug: str = "",
    context: tuple[str, str] = ("", ""),
) -> Claim:
    """Add a claim, pinned to words of the article's newest revision.

    Words that stand there more than once need their `context`: what stands before and after them.
    """
    check_may(by, Task.CHECK)
    with editorial_act(article=article, by=by, kind=Kind.CLAIM_ADD, reason=reason) as act:
        others = Claim.objects.filter(article=OuterRef("pk"))
        claimed = Gathered(others.values(row=JSONArray("number", "quote")))
        rows = Article.objects.select_related("newest").annotate(claimed=claimed)
        stored: Any = locked(article, rows=rows)
        said = required(statement, dict(settings.LANGUAGES))
        prefix, suffix = context
        found = anchors.locate(stored.newest.text, quote, prefix=prefix, suffix=suffix)
        if found.exact in [quote for _number, quote in stored.claimed]:
            _check_no_twin(stored, found.exact, said)
        claim = Claim(
            article=stored,
            number=1 + max((number for number, _quote in stored.claimed), default=0),
            topic=topic.strip() or next(iter(said.values()))[:200],
            quote=found.exact,
            statement=said,
            claimant=claimant.strip(),
            kinds=_kinds(kinds),
            open_questions=cleaned(open_questions or {}, dict(settings.LANGUAGES)),
            other_side=cleaned(other_side or {}, dict(settings.LANGUAGES)),
        )
        claim.slug = new_slug(Addressed.CLAIM, slug, claim.topic)
        place = anchoring.place(stored.newest, found)
        claim.anchor_id = place.pk  # each names the other
        claim.save()
        act.claim_id = place.claim_id = claim.pk
        claim.anchor = place
        place.save()
        give_new(Addressed.CLAIM, claim.slug, claim.pk)
    return claim


def edit_claim(
    *,
    claim: Claim,
    by: Actor,
    reason: str,
    version: int,
    quote: str | None = None,
    statement: dict[str, str] | None = None,
    kinds: Sequence[str] | None = None,
    topic: str | None = None,
    claimant: str | None = None,
    open_questions: dict[str, str] | None = None,
    other_side: dict[str, str] | None = None,
    slug: str | None = None,
) -> Claim:
    """Change a claim; what is not given stays.

    Another quote is placed anew. Under a published verdict the quote stays, unless its words are
    gone from the article: then readers see the new ones once they have been judged.
    """
    check_may(by, Task.EDIT)
    languages = dict(settings.LANGUAGES)
    with editorial_act(claim=claim, by=by, kind=Kind.CLAIM_EDIT, reason=reason):
        claim = locked(claim, version)
        if statement is not None:
            claim.statement = required(statement, languages)
        if kinds is not None:
            claim.kinds = _kinds(kinds)
        if topic is not None:
            claim.topic = topic.strip() or claim.topic
        if claimant is not None:
            claim.claimant = claimant.strip()
        if open_questions is not None:
            claim.open_questions = cleaned(open_questions, languages)
        if other_side is not None:
            claim.other_side = cleaned(other_side, languages)
        if slug:
            check_slug(slug)
            claim.slug = slug
            give_address(Addressed.CLAIM, slug, claim.pk)
        if quote is not None and quote != claim.quote:
            _check_free(claim)
            _put(claim, anchors.locate(claim.article.newest.text, quote))
        claim.save()
    return claim


def accept_place(
    *, claim: Claim, by: Actor, version: int, reason: str, revision: int, start: int, end: int
) -> Claim:
    """Put a claim at a span (code points, end exclusive) of the article's newest revision.

    For lost words, where a person accepts a place that resembles them; no verdict covers it yet.
    Raises Stale where `revision` is not the newest one's number any more.
    """
    check_may(by, Task.EDIT)
    with editorial_act(claim=claim, by=by, kind=Kind.CLAIM_EDIT, reason=reason):
        rows = Claim.objects.select_related("article__newest", "anchor")
        claim = locked(claim, version, rows)
        newest = claim.article.newest
        if newest.number != revision:
            raise Stale(N_("The article was revised while you were looking. Look again."))
        if not _is_place(newest.text, start, end):
            raise BadClaim(N_("This place is not in the text. Choose one of those offered."))
        if claim.anchor.start is not None:
            raise BadClaim(
                N_("The claim's words stand in the article, so they need no other place.")
            )
        _put(claim, anchors.anchor_at(newest.text, start, end))
        claim.save()
    return claim


def take(*, claim: Claim, by: Actor, version: int, reason: str = "") -> Claim:
    """Take a claim for checking; one whose verdict stands is checked anew."""
    with taken(Step.TAKE, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee_id = by.person
    return situation.claim


def assign(*, claim: Claim, by: Actor, version: int, to: Person, reason: str = "") -> Claim:
    """Give a claim to a colleague to check; they are told by letter."""
    with taken(Step.ASSIGN, claim=claim, by=by, version=version, reason=reason) as situation:
        check_may(to.actor(by.channel), Task.CHECK)
        check_not_author(to.pk, situation.facts.authors)
        situation.claim.assignee = to
        letters.tell(LetterKind.ASSIGNED, to.accounts, claim=claim, by=by)
    return situation.claim


def plan(
    *,
    claim: Claim,
    by: Actor,
    version: int,
    due_on: date | None,
    priority: str,
    reason: str = "",
) -> Claim:
    """Say by when a claim should be checked, and how soon beside others."""
    check_may(by, Task.EDIT)
    with editorial_act(claim=claim, by=by, kind=Kind.CLAIM_PLAN, reason=reason):
        claim = locked(claim, version)
        if priority not in set(Priority):
            raise BadClaim(N_("Choose a priority: high, normal or low."))
        claim.due_on, claim.priority = due_on, priority
        claim.save()
    return claim


def release(*, claim: Claim, by: Actor, version: int, reason: str = "") -> Claim:
    """Put a claim back for a colleague."""
    with taken(Step.RELEASE, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee = None
    return situation.claim


def withdraw(*, claim: Claim, by: Actor, version: int, reason: str) -> Claim:
    """Withdraw a claim. One that was published keeps its page, with the reason on top."""
    with taken(Step.WITHDRAW, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.assignee = None
    return situation.claim


def reinstate(*, claim: Claim, by: Actor, version: int, reason: str) -> Claim:
    """Take a withdrawal back; a duplicate is a claim of its own again."""
    with taken(Step.REINSTATE, claim=claim, by=by, version=version, reason=reason) as situation:
        situation.claim.duplicate_of = None
    return situation.claim


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a span has words, and parts no sign at its edges."""
    inside = 0 <= start < end <= len(text)
    return inside and shows(text[start:end]) and not (splits(text, start) or splits(text, end))


def _check_free(claim: Claim) -> None:
    """Refuse to move the words that readers have a verdict on."""
    if claim.published_verdict_id and claim.anchor.start is not None:
        raise BadClaim(
            N_(
                "Readers have a verdict on these words, so the quote stays."
                " Add a new claim for other words."
            )
        )


def _put(claim: Claim, found: anchors.Anchor) -> None:
    """Give a claim other words of the newest revision."""
    anchor = anchoring.place(claim.article.newest, found)
    anchor.claim = claim
    anchor.save()
    claim.anchor, claim.quote = anchor, anchor.exact
    anchoring.refresh_staleness(claim)


def _check_no_twin(article: Article, quote: str, statement: dict[str, str]) -> None:
    """Refuse what is here word for word: the second click of a hasty hand."""
    twins = article.claims.filter(quote=quote).values_list("statement", flat=True)
    if statement in twins:
        raise BadClaim(N_("This claim is here already, word for word."))


def _kinds(kinds: Sequence[str]) -> list[str]:
    known = [kind.value for kind in ClaimKind if kind.value in kinds]
    if not known or len(known) != len(set(kinds)):
        raise BadClaim(N_("Choose what kind of claim it is: at least one of the kinds offered."))
    return known
