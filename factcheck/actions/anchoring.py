"""Claims and their words: placed when a claim is made, followed when the article changes."""

from collections import defaultdict
from collections.abc import Iterable

from factcheck.domain import anchors
from factcheck.domain.review import Words, staleness
from factcheck.domain.sentences import sentence_bounds
from factcheck.domain.vocabulary import AnchorState, Staleness
from factcheck.models import Anchor, Article, Claim, Revision
from factcheck.models.act import draw_ids


def place(claim: Claim, revision: Revision, quote: str) -> Anchor:
    """A new anchor, not yet saved, for words that stand once in a revision's text.

    Its id is drawn, so that the claim can name it before it is written. Raises QuoteNotFound,
    QuoteAmbiguous or EmptyQuote (`domain.anchors`).
    """
    [number] = draw_ids(Anchor, 1)
    found = anchors.locate(revision.text, quote)
    return Anchor(id=number, claim_id=claim.pk, revision=revision, **_place_of(found))


def words_at(anchor: Anchor) -> Words:
    """The words at an anchor, with the sentence around them."""
    if anchor.start is None or anchor.end is None:
        return Words(None, "")
    text = anchor.revision.text
    start, end = sentence_bounds(text, anchor.start, anchor.end)
    return Words(anchor.exact, text[start:end])


def refresh_staleness(claim: Claim) -> None:
    """Set `claim.stale` by comparing the words that were judged with those there now."""
    if claim.published_verdict:
        judged = words_at(claim.published_verdict.anchor)
        claim.stale = staleness(judged, words_at(claim.anchor)) or ""


def follow_claims(article: Article, revision: Revision) -> None:
    """Give every claim its anchor in a new revision, and mark the verdicts that became stale."""
    claims = list(
        article.claims.select_for_update(of=("self",))
        .select_related("published_verdict__anchor__revision")
        .order_by("number")
    )
    placed = _newest_places(claims)
    followed: dict[int, anchors.Followed] = {}
    by_revision: dict[Revision, list[Anchor]] = defaultdict(list)
    for anchor in placed.values():
        by_revision[anchor.revision].append(anchor)
    for old, there in by_revision.items():
        results = anchors.follow(old.text, revision.text, [_as_domain(anchor) for anchor in there])
        followed |= {anchor.claim_id: result for anchor, result in zip(there, results, strict=True)}
    rows = [
        Anchor(id=number, claim=claim, revision=revision, **_columns(followed[claim.pk]))
        for claim, number in zip(claims, draw_ids(Anchor, len(claims)), strict=True)
    ]
    for claim, anchor in zip(claims, rows, strict=True):
        claim.anchor = anchor
        refresh_staleness(claim)
        claim.save()
    Anchor.objects.bulk_create(rows)


def _newest_places(claims: Iterable[Claim]) -> dict[int, Anchor]:
    """For each claim the newest anchor with a place: a lost one's words are looked for again."""
    there = Anchor.objects.filter(claim__in=list(claims), start__isnull=False)
    return {anchor.claim_id: anchor for anchor in there.select_related("revision").order_by("id")}


def _columns(followed: anchors.Followed) -> dict[str, object]:
    if followed.anchor is None:
        return {"state": AnchorState.LOST, "change": Staleness.LOST}
    change = Staleness(followed.change.value) if followed.change else ""
    return _place_of(followed.anchor) | {"state": AnchorState(followed.state), "change": change}


def _place_of(place: anchors.Anchor) -> dict[str, object]:
    return {
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
    }


def _as_domain(anchor: Anchor) -> anchors.Anchor:
    if anchor.start is None or anchor.end is None:
        raise ValueError("A lost anchor has no place to follow.")
    return anchors.Anchor(anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)
