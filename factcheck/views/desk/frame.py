"""What stands around a page of the desk: the list, the article with its marks, the claim's head.

The claim at hand is read once, with all that its head tells, so that each page has its queries for
what it is about.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext

from factcheck.actions.facts import with_facts
from factcheck.domain.vocabulary import ClaimKind
from factcheck.models import Article, Claim, Comment, Evidence, ExpertQuestion, Presence, Removal
from factcheck.models.waiting import moved
from factcheck.presenters.marks import SuggestedMark
from factcheck.views.desk.access import person
from factcheck.views.desk.article import marks_beside
from factcheck.views.desk.hands import hands, newest_proposer
from factcheck.views.desk.listing import BESIDE, Listing, rows_of


def claim_in_hand(request: HttpRequest, claim_id: int) -> Claim:
    """The claim, in one query: with how much evidence and talk it has, and who is writing."""
    writing = Presence.objects.writing(timezone.now()).filter(claim=OuterRef("pk"))
    others = writing.exclude(person=person(request).pk).order_by("-seen_at")
    found = Claim.objects.select_related(
        "article__newest",
        "anchor__revision",
        "assignee",
        "rating",
        "published_verdict__rating",
        "published_verdict__anchor",
        "duplicate_of",
    ).annotate(
        moved=moved(),
        evidence_count=_count(Evidence.objects.all()),
        talk_count=_count(Comment.objects.all()),
        expert_count=_count(ExpertQuestion.objects.all()),
        newest_proposer=newest_proposer(),
        writer=Subquery(others.values("person__name")[:1]),
        is_removed=Exists(Removal.objects.standing().filter(claim=OuterRef("pk"))),
    )
    claim: Claim = get_object_or_404(with_facts(found), pk=claim_id)
    return claim


def unread(claim_id: int) -> Claim:
    """The claim by its key alone: as it stands is for an action to read, under its lock."""
    if claim_id >= 2**63:  # more than a database counts to
        raise Http404
    return Claim(pk=claim_id)


def frame(
    request: HttpRequest, claim: Claim, *, tab: str, suggested: Sequence[SuggestedMark] = ()
) -> dict[str, Any]:
    """The context of a page about a claim; `tab` names the part of it that is open."""
    return {
        "claim": claim,
        "kinds": [gettext(kind.label) for kind in ClaimKind if kind in claim.kinds],
        "hands": hands(claim, person(request).pk),
        "tab": tab,
        **around(request, claim.article, claim, suggested),
    }


def around(
    request: HttpRequest,
    article: Article,
    claim: Claim | None = None,
    suggested: Sequence[SuggestedMark] = (),
) -> dict[str, Any]:
    """The list and the article, beside a claim or beside what will become one."""
    listing = Listing.of(request, person(request))
    marks = marks_beside(article, claim, listing.query)
    rows = listing.beside
    before, after = listing.neighbours(claim) if claim else (None, None)
    return {
        "listing": listing,
        "rows": rows_of(rows[:BESIDE], listing.person.pk),
        "more_rows": len(rows) > BESIDE,
        "before": before,
        "after": after,
        "carry": listing.query,
        "article": article,
        "marks": [*marks, *suggested],
    }


def _count(rows: "QuerySet[Any]") -> Coalesce:
    of_claim = rows.filter(claim=OuterRef("pk")).order_by().values("claim")
    number = Subquery(of_claim.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(number, 0)
