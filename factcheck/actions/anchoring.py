"""Claims and their words: placed when a claim is made, followed when the article changes.

Every claim has an anchor in every revision since it was made. `Claim.anchor` is the one that last
placed, changed or lost its words, so an edit elsewhere leaves the claim's own row alone; where
they stand in the newest text is told by `place_now`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Max

from factcheck.actions import letters
from factcheck.domain import anchors
from factcheck.domain.actor import Actor
from factcheck.domain.basis import Words, staleness
from factcheck.domain.changes import kind_of_change
from factcheck.domain.review import Status
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.vocabulary import AnchorState, LetterKind, Staleness
from factcheck.models import Anchor, Article, Claim, Revision, Verdict
from factcheck.models.act import current_act


def place(revision: Revision, found: anchors.Anchor) -> Anchor:
    """A new anchor, not yet saved, for a place in a revision's text; whose it is, is still to say.

    It has its id, so that a claim can name it before either is written.
    """
    return Anchor(
        id=current_act().number_row(),
        revision=revision,
        state=AnchorState.PLACED,
        **_place_of(found),
    )


def place_now(claim: Claim) -> Anchor:
    """Where a claim's words stand in its article's newest revision."""
    newest: Anchor = claim.anchors.filter(revision=claim.article.newest_id).latest("id")
    return newest


def words_at(anchor: Anchor) -> Words:
    """The words at an anchor, with the sentence around them."""
    return words_in(anchor.revision.text, anchor)


def words_in(text: str, place: Anchor | anchors.Anchor | None) -> Words:
    """The words at a place of a text, with the sentence around them; none where it is lost."""
    if place is None or place.start is None or place.end is None:
        return Words(None, "")
    start, end = sentence_bounds(text, place.start, place.end)
    return Words(place.exact, text[start:end])


def refresh_staleness(claim: Claim) -> None:
    """Set `claim.stale` by comparing the words that were judged with those there now."""
    if claim.published_verdict_id:
        claim.stale = staleness_of([claim], {claim.pk: words_at(claim.anchor)})[claim.pk]


def staleness_of(claims: Iterable[Claim], now: Mapping[int, Words]) -> dict[int, str]:
    """What `stale` says of each claim, by its key, once its words are those given.

    "" where no verdict is published. Words that a person placed after the judgement are others:
    those judged are lost.
    """
    judged = {claim.pk: claim.published_verdict_id for claim in claims}
    published = [verdict for verdict in judged.values() if verdict is not None]
    verdicts = Verdict.objects.filter(id__in=published).select_related("anchor")
    places = {verdict.pk: verdict.anchor for verdict in verdicts}
    texts = texts_of(places.values())
    placed = {
        anchor.claim_id: anchor.pk
        for anchor in Anchor.objects.filter(claim__in=judged, state=AnchorState.PLACED)
        .only("id", "claim_id")
        .order_by("id")
    }

    def stale(claim_id: int) -> str:
        verdict = judged[claim_id]
        if verdict is None:
            return ""
        there = places[verdict]
        if placed.get(claim_id, 0) > there.pk:
            return Staleness.LOST
        return staleness(words_in(texts[there.revision_id], there), now[claim_id]) or ""

    return {claim_id: stale(claim_id) for claim_id in judged}


def follow_claims(article: Article, before: Revision, revision: Revision, *, by: Actor) -> None:
    """Give every claim its anchor in a new revision, and mark the verdicts that became stale.

    Their proposers and reviewers are told by letter. Only claims whose words or sentence changed
    in substance are written; the number of queries doesn't grow with the number of claims.
    """
    claims = list(
        article.claims.select_for_update(of=("self",)).select_related("anchor").order_by("number")
    )
    came = followed(claims, before, revision.text)
    number = current_act().number_row
    rows = {
        claim.pk: Anchor(id=number(), claim=claim, revision=revision, **_columns(came[claim.pk]))
        for claim in claims
    }
    touched = [claim for claim in claims if is_touched(claim, came[claim.pk])]
    now = {claim.pk: words_in(revision.text, rows[claim.pk]) for claim in touched}
    stale = staleness_of(touched, now)
    newly = [claim for claim in touched if stale[claim.pk] and not claim.stale]
    for claim in touched:
        claim.anchor = rows[claim.pk]
        claim.quote = claim.anchor.exact or claim.quote
        claim.stale = stale[claim.pk]
    Claim.objects.bulk_update(touched, ["anchor", "quote", "stale"])
    Anchor.objects.bulk_create(rows.values())
    _tell_of_staleness([claim for claim in newly if claim.status != Status.WITHDRAWN], by)


def _tell_of_staleness(claims: Sequence[Claim], by: Actor) -> None:
    """Write to those who stand behind the published verdicts of these claims."""
    if not claims:
        return
    published = {claim.published_verdict_id or 0: claim for claim in claims}
    verdicts = Verdict.objects.filter(id__in=published)
    people: dict[Claim, set[int]] = defaultdict(set)
    for verdict, proposer, reviewer in verdicts.values_list("id", "proposer", "reviews__reviewer"):
        people[published[verdict]] |= {proposer, reviewer} - {None}
    accounts = {each.person_id: each for each in letters.accounts_of(set().union(*people.values()))}
    told = {
        claim: [accounts[one] for one in who & accounts.keys()] for claim, who in people.items()
    }
    letters.tell_each(LetterKind.STALE, told, by=by)


def followed(claims: Sequence[Claim], before: Revision, text: str) -> dict[int, anchors.Followed]:
    """What becomes of each claim's words in a text, by the claim's key.

    Words are followed from the revision `before`, those it had lost from where they stood last.
    Where a verdict is stale, the words that it judged are followed too: a text that goes back to
    them has them whole, whatever the edits between had left.
    """
    came = _followed(_last_places(claims, before), text)
    verdicts = [claim.published_verdict_id for claim in claims if claim.stale]
    judged = list(Anchor.objects.filter(verdicts__in=verdicts).distinct()) if verdicts else []
    for claim_id, back in _followed(judged, text).items():
        if back.anchor and back.change is None and back.anchor != came[claim_id].anchor:
            came[claim_id] = back
    return came


def _followed(places: Sequence[Anchor], text: str) -> dict[int, anchors.Followed]:
    """What becomes of each place in a text, by its claim's key; each old text is compared once."""
    by_revision: dict[int, list[Anchor]] = defaultdict(list)
    for place in places:
        by_revision[place.revision_id].append(place)
    texts = texts_of(places)
    came: dict[int, anchors.Followed] = {}
    for revision_id, there in by_revision.items():
        results = anchors.follow(texts[revision_id], text, [as_domain(anchor) for anchor in there])
        came |= {anchor.claim_id: result for anchor, result in zip(there, results, strict=True)}
    return came


def is_touched(claim: Claim, came: anchors.Followed) -> bool:
    """Whether an edit changes, loses or finds again what a claim is about."""
    if claim.anchor.start is None or came.anchor is None:
        return (claim.anchor.start is None) != (came.anchor is None)
    # Words that went back to those judged may differ from what the edits between had left.
    return came.change is not None or (
        bool(claim.stale) and kind_of_change(claim.anchor.exact, came.anchor.exact) is not None
    )


def as_domain(anchor: Anchor) -> anchors.Anchor:
    """An anchor with a place, as the domain knows it. Raises ValueError for a lost one."""
    if anchor.start is None or anchor.end is None:
        raise ValueError("A lost anchor has no place to follow.")
    return anchors.Anchor(anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)


def _last_places(claims: Sequence[Claim], before: Revision) -> list[Anchor]:
    """Each claim's place in a revision or, where its words were lost, the last it had."""
    there = Anchor.objects.filter(claim__in=claims, revision=before).order_by("id")
    places = {anchor.claim_id: anchor for anchor in there}
    lost = [claim_id for claim_id, anchor in places.items() if anchor.start is None]
    if lost:
        had = Anchor.objects.filter(claim__in=lost, start__isnull=False).order_by()
        last = had.values("claim").annotate(last=Max("id")).values("last")
        places |= {anchor.claim_id: anchor for anchor in Anchor.objects.filter(id__in=last)}
    return [places[claim.pk] for claim in claims]


def texts_of(places: Iterable[Anchor]) -> dict[int, str]:
    """The texts of the revisions in which places stand, by key."""
    wanted = {place.revision_id for place in places}
    return dict(Revision.objects.filter(id__in=wanted).values_list("id", "text"))


def _columns(came: anchors.Followed) -> dict[str, object]:
    if came.anchor is None:
        return {"state": AnchorState.LOST, "change": Staleness.LOST}
    change = Staleness(came.change.value) if came.change else ""
    return _place_of(came.anchor) | {"state": AnchorState(came.state), "change": change}


def _place_of(place: anchors.Anchor) -> dict[str, object]:
    return {
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
    }
