"""What the API answers of articles, claims and coverage."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from factcheck.api.content import fingerprint
from factcheck.api.schemas import (
    ClaimTold,
    ContentTold,
    CoverageTold,
    NoticeSent,
    Recorded,
    Waiting,
)
from factcheck.domain.languages import cleaned
from factcheck.models import Anchor, Article, Revision
from factcheck.presenters.coverage import coverage_of


def content_told(article: Article) -> ContentTold:
    """The article's present words."""
    newest = article.newest
    return ContentTold(**_revision(article, newest), headline=newest.headline, html=newest.body)


def recorded_told(article: Article, made: Revision | None, notice: NoticeSent | None) -> Recorded:
    """The revision just made, or the present one, and what it did to the claims."""
    revision = made or article.newest
    return Recorded(
        **_revision(article, revision),
        created=made is not None,
        notice_posted=None if notice is None else _stands(article, notice),
        claims=_claims(revision),
        coverage=coverage_told(article),
    )


def coverage_told(article: Article) -> CoverageTold:
    """How far an article is checked, and what it waits for."""
    coverage = coverage_of(article)
    return CoverageTold(
        ready=coverage.ready,
        required=coverage.required,
        checked=coverage.checked,
        total=coverage.total,
        stale=coverage.stale,
        blocking=[
            Waiting(
                number=waiting.claim.number,
                statement=waiting.claim.statement,
                status=waiting.claim.status,
                stale=waiting.claim.stale or None,
                why=waiting.why,
                url=_full(reverse("desk:claim", args=[waiting.claim.pk])),
            )
            for waiting in coverage.blocking
        ],
    )


def _revision(article: Article, revision: Revision) -> dict[str, Any]:
    address = reverse("public:revision", args=[article.slug, revision.number])
    return {
        "slug": article.slug,
        "revision": revision.number,
        "url": _full(address),
        "hash": fingerprint(revision),
    }


def _claims(revision: Revision) -> list[ClaimTold]:
    """Each claim with its newest place in the revision; those withdrawn are left out."""
    anchors = Anchor.objects.filter(revision=revision).select_related("claim").order_by("id")
    places = {anchor.claim_id: anchor for anchor in anchors if not anchor.claim.is_withdrawn}
    return [
        ClaimTold(
            number=place.claim.number,
            statement=place.claim.statement,
            status=place.claim.status,
            state=place.state,
            change=place.change or None,
            stale=place.claim.stale or None,
        )
        for place in sorted(places.values(), key=lambda place: place.claim.number)
    ]


def _stands(article: Article, notice: NoticeSent) -> bool:
    posted = article.notices.filter(kind=notice.kind).values_list("text", flat=True)
    return cleaned(notice.text, dict(settings.LANGUAGES)) in posted


def _full(path: str) -> str:
    return settings.PUBLIC_URL + path
