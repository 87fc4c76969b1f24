"""Whether an article may go out: what its editors asked for, and what it still waits for."""

from dataclasses import dataclass

from django.utils.translation import gettext

from factcheck.domain.review import Status
from factcheck.domain.vocabulary import Staleness
from factcheck.models import Article, Claim


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim without a verdict that covers the words as they are, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gate. Counted are checkable claims alone; `checked` have a verdict that covers the words
    as they are, `stale` one that judged others. Nothing blocks where coverage is not `required`.
    """

    required: bool
    checked: int
    total: int
    stale: int
    blocking: list[Waiting]

    @property
    def ready(self) -> bool:
        return not self.blocking


def coverage_of(article: Article) -> Coverage:
    """How far an article is checked, in one query."""
    claims = list(Claim.objects.checkable().filter(article=article).order_by("number"))
    waiting = [claim for claim in claims if claim.stale or claim.published_verdict_id is None]
    required = article.ready_only_when_covered
    return Coverage(
        required=required,
        checked=len(claims) - len(waiting),
        total=len(claims),
        stale=sum(bool(claim.stale) for claim in claims),
        blocking=[Waiting(claim, _why(claim)) for claim in waiting] if required else [],
    )


def _why(claim: Claim) -> str:
    if claim.stale:
        change = gettext(Staleness(claim.stale).label)
        return gettext("The verdict doesn't cover the words as they are: %(change)s.") % {
            "change": change[:1].lower() + change[1:]
        }
    status = gettext(Status(claim.status).label)
    return gettext("No verdict is published yet. Status: %(status)s.") % {"status": status}
