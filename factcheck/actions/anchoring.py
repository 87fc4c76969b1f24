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
    placed = {"state": AnchorState.PLACED, **_place_of(found)}
    return Anchor(id=number, claim_id=claim.pk, revision=revision, **placed)


def words_at(anchor: Anchor) -> Words:
    """The words at an anchor, with the sentence around them."""
    if anchor.start is None or anchor.end is None:
        return Words(None, "")
    text = anchor.revision.text
    start, end = sentence_bounds(text, anchor.start, anchor.end)
    return Words(anchor.exact, text[start:end])


def refresh_staleness(claim: Claim) -> None:
    """Set `claim.stale` by comparing the words that were judged with those there now.

    Words that a person placed after the judgement are others: those judged are lost.
    """
    if claim.published_verdict:
        judged = claim.published_verdict.anchor
        placed = claim.anchors.filter(state=AnchorState.PLACED, id__gt=judged.pk)
        now = Words(None, "") if placed.exists() else words_at(claim.anchor)
        claim.stale = staleness(words_at(judged), now) or ""


def follow_claims(article: Article, revision: Revision) -> None:
    """Give every claim its anchor in a new revision, and mark the verdicts that became stale."""
    claims = list(
        article.claims.select_for_update(of=("self",))
        .select_related("anchor", "published_verdict__anchor__revision")
        .defer("published_verdict__anchor__revision__body")
        .order_by("number")
    )
    followed = _followed(_places(claims), revision)
    rows = [
        Anchor(id=number, claim=claim, revision=revision, **_columns(followed[claim.pk]))
        for claim, number in zip(claims, draw_ids(Anchor, len(claims)), strict=True)
    ]
    for claim, anchor in zip(claims, rows, strict=True):
        claim.anchor = anchor
        claim.quote = anchor.exact or claim.quote
        refresh_staleness(claim)
        claim.save()
    Anchor.objects.bulk_create(rows)


def _places(claims: Iterable[Claim]) -> list[Anchor]:
    """Each claim's newest anchor with a place: the words of a lost one are looked for again."""
    lost = [claim for claim in claims if claim.anchor.start is None]
    before = Anchor.objects.filter(claim__in=lost, start__isnull=False).order_by("id")
    found = {anchor.claim_id: anchor for anchor in before} if lost else {}
    return [found.get(claim.pk, claim.anchor) for claim in claims]


def _followed(places: Iterable[Anchor], revision: Revision) -> dict[int, anchors.Followed]:
    """What became of each claim's words, by the claim's key; each old text is compared once."""
    by_revision: dict[int, list[Anchor]] = defaultdict(list)
    for place_ in places:
        by_revision[place_.revision_id].append(place_)
    texts = dict(Revision.objects.filter(id__in=by_revision).values_list("id", "text"))
    followed: dict[int, anchors.Followed] = {}
    for revision_id, there in by_revision.items():
        spans = [_as_domain(anchor) for anchor in there]
        results = anchors.follow(texts[revision_id], revision.text, spans)
        followed |= {anchor.claim_id: result for anchor, result in zip(there, results, strict=True)}
    return followed


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
