"""Checked claims as plain data, for scripts: /claims.json and /claims/<slug>.json.

Keys and their meaning stay; more may come beside them. Texts are by language (`{"en": …}`), what
has a fixed set of values is told by its key, addresses are whole. docs/api.md tells of each.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from factcheck.models import Article, Claim, Publication, Rating, Verdict
from factcheck.presenters.claims import withdrawal
from factcheck.presenters.duplicates import merged_into
from factcheck.presenters.evidence import ShownEvidence
from factcheck.presenters.outside.addresses import absolute, address
from factcheck.presenters.verdicts import ShownVerdict

Record = dict[str, Any]


def listed_claims(publications: Iterable[Publication]) -> list[Record]:
    """The claims on which these verdicts stand, in the same order. One query."""
    keys = [publication.claim_id for publication in publications]
    found = Claim.objects.with_what_readers_see().in_bulk(keys)
    return [_told(found[key], found[key].published_verdict) for key in keys]


def claim_record(shown: ShownVerdict) -> Record:
    """All that readers may know of a claim with the verdict that stands, or stood when the claim
    was withdrawn."""
    claim, verdict = shown.claim, shown.verdict
    row: Any = verdict.claim_row
    return {
        **_told(claim, verdict),
        "kinds": row.kinds,
        "words": _words(shown),
        "rationale": shown.rationale,
        "confidence": verdict.confidence,
        "open_questions": shown.open_questions,
        "other_side": shown.other_side,
        "at_other_times": [{"date": time.date, "note": time.note} for time in shown.times],
        "outcome": verdict.outcome or None,
        "evidence": [_evidence(item, group.key) for group in shown.groups for item in group.items],
        "sources_changed_since": len(shown.ground.sources),
        "checked_by": {
            "proposed": shown.proposer,
            "reviewed": shown.reviewers,
            "decided": shown.deciders,
            "published": shown.publisher,
        },
        "dissents": [{"rating": _rating(rating), "note": note} for rating, note in shown.dissents],
        "withdrawal": _withdrawal(claim),
        "earlier_verdicts": _earlier(claim, verdict),
        "history": address("claim_history", claim.slug),
    }


def _told(claim: Claim, verdict: Any) -> Record:
    """What stands in the list, and at the head of the record."""
    row = verdict.claim_row
    return {
        "slug": claim.slug,
        "url": address("claim", claim.slug),
        "json": address("claim_json", claim.slug),
        "statement": row.statement,
        "claimant": row.claimant,
        "topic": row.topic,
        "rating": _rating(verdict.rating),
        "verdict": {"number": verdict.number, "url": _permalink(claim, verdict.number)},
        "published_at": _time(verdict.publication.act.recorded_at),
        "stale": claim.stale or None,
        "withdrawn": claim.is_withdrawn,
        "article": _article(claim.article),
    }


def _rating(rating: Rating) -> Record:
    return {"key": rating.key, "number": rating.number, "label": rating.label}


def _article(article: Article) -> Record:
    return {
        "url": address("article", article.slug),
        "headline": article.newest.headline,
        "publisher": article.publisher,
        "language": article.language,
        "published_at_url": article.url or None,
    }


def _words(shown: ShownVerdict) -> Record:
    """The judged words and their place. Offsets count code points of the revision's text."""
    anchor = shown.verdict.anchor
    revision = anchor.revision
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
        "revision": revision.number,
        "url": address("revision", shown.claim.article.slug, revision.number),
    }


def _evidence(item: ShownEvidence, stance: str) -> Record:
    kept = item.kept
    return {
        "stance": stance,
        "note": item.note,
        "quote": item.quote,
        "locator": item.locator,
        "source": {
            "title": item.title,
            "title_confirmed": item.title_confirmed,
            "type": item.type_key,
            "url": item.url or None,
            "archive_url": item.archive_url or None,
            "publisher": item.publisher,
            "author": item.author,
            "published": item.published or None,
            "language": item.language or None,
            "copy": {"taken_at": _time(kept.taken_at), "sha256": kept.sha256} if kept else None,
            "changed_since": [
                {"what": moved.what, "found_at": _time(moved.found_at), "reason": moved.reason}
                for moved in item.moved
            ],
        },
    }


def _withdrawal(claim: Claim) -> Record | None:
    act = withdrawal(claim)
    if act is None:
        return None
    other = merged_into(claim)
    return {
        "at": _time(act.recorded_at),
        "reason": act.reason_text,
        "merged_into": address("claim", other.slug) if other else None,
    }


def _earlier(claim: Claim, verdict: Verdict) -> list[Record]:
    """The verdicts published before this one, the oldest first."""
    before = Publication.objects.filter(claim=claim, id__lt=verdict.publication.pk)
    return [
        {
            "number": publication.verdict.number,
            "url": _permalink(claim, publication.verdict.number),
            "rating": _rating(publication.verdict.rating),
            "published_at": _time(publication.act.recorded_at),
        }
        for publication in before.select_related("verdict__rating", "act").order_by("id")
    ]


def _permalink(claim: Claim, number: int) -> str:
    return absolute(reverse("public:verdict", args=[claim.slug, number]))


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
