"""What happened around a claim, in time: as a picture, and as a list of the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from factcheck.domain.acts import KINDS, Kind
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, ChangeSet, Claim, Notice, Publication, Rating
from factcheck.presenters.moved import Ground
from factcheck.presenters.past import Past

MOST = 12  # events: the first, and the newest ones
_EDGE = 4.0  # per cent of the width between an end of the line and the event next to it
_GAP = 8.0  # per cent: nearer to one another, signs would touch where the picture is narrowest
# What the acts of a claim tell here; verdicts are told by themselves.
_KINDS = (Kind.ARTICLE_REVISE, Kind.CLAIM_WITHDRAW, Kind.CLAIM_MERGE, Kind.CLAIM_REINSTATE)


@dataclass(frozen=True, slots=True)
class Published:
    """A verdict that readers saw, by its number; `before` is the rating it put another in place
    of, None where it is the first or concludes the same."""

    number: int
    at: datetime
    rating: Rating
    before: Rating | None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A verdict that stood, and the one that came in its place."""

    was: Published
    next: Published


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day. `x` is its place in the picture, as SVG takes it; `year`
    stands under the first event of each year. `verdict` where one was published; `article` where
    the day is that of its publication, and not known for certain."""

    number: int
    day: date
    label: str
    icon: str
    url: str
    x: str
    year: str
    verdict: Published | None = None
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Oldest first. `is_cut`: events between the first and the second were left out."""

    events: list[Event]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Happened:
    day: date
    label: str
    icon: str
    url: str
    verdict: Published | None = None
    article: Article | None = None


def published_verdicts(claim: Claim, past: Past | None = None) -> list[Published]:
    """The verdicts that readers saw, the newest first. One query."""
    found = Publication.objects.filter(claim=claim)
    if past:
        found = found.filter(act__lte=past.act_id)
    rows = list(found.select_related("act", "verdict__rating").newest_first()[: MOST + 1])
    worded = past.ratings if past else {}
    older: Rating | None = None
    told = []
    for row in reversed(rows):
        rating = worded.get(row.verdict.rating_id, row.verdict.rating)
        before = older if older and older.pk != rating.pk else None
        told.append(Published(row.verdict.number, row.act.recorded_at, rating, before))
        older = rating
    return told[::-1]


def superseded(verdicts: Sequence[Published]) -> list[Superseded]:
    """Those, newest first, that another came in place of."""
    return [Superseded(was, then) for then, was in pairwise(verdicts)]


def timeline(
    claim: Claim,
    acts: Iterable[ChangeSet],
    verdicts: Iterable[Published],
    ground: Ground,
    past: Past | None = None,
) -> Timeline:
    """What readers may know of what happened to a public claim, its article and its sources: one
    query beyond what is given, whatever there is of them.

    Of `acts` and `verdicts`, newest first, the first MOST + 1 are enough.
    """
    found = [
        *_made(claim),
        *_judged(claim, verdicts),
        *_acts(acts),
        *_notices(claim, past),
        *_moved(ground),
    ]
    found.sort(key=lambda event: event.day)
    is_cut = len(found) > MOST
    kept = [found[0], *found[-(MOST - 1) :]] if is_cut else found
    return Timeline(_placed(kept), is_cut)


def _made(claim: Claim) -> Iterable[_Happened]:
    """No day is invented: where the article's is not known, it is not told."""
    article = claim.article
    day = article.published_earliest or article.published_latest
    if day:
        url = article.get_absolute_url()
        doubted = None if article.published_earliest == article.published_latest else article
        label = gettext("Claim made, in the article")
        yield _Happened(day, label, "article", url, article=doubted)


def _judged(claim: Claim, verdicts: Iterable[Published]) -> Iterable[_Happened]:
    for verdict in verdicts:
        label = gettext("Verdict published")
        url = reverse("public:verdict", args=[claim.slug, verdict.number])
        icon = f"rating-{verdict.rating.key.replace('_', '-')}"
        yield _Happened(_day(verdict.at), label, icon, url, verdict)


def _acts(acts: Iterable[ChangeSet]) -> Iterable[_Happened]:
    for act in acts:
        if act.kind not in _KINDS:
            continue
        about = KINDS[Kind(act.kind)]
        day = act.effective_on or _day(act.recorded_at)
        url = reverse("public:act", args=[act.pk])
        yield _Happened(day, gettext(about.label), about.icon, url)


def _notices(claim: Claim, past: Past | None) -> Iterable[_Happened]:
    notices = (
        past.notices()
        if past
        else Notice.objects.filter(article=claim.article_id).newest_first()[:MOST]
    )
    article = claim.article.get_absolute_url()
    for notice in notices[:MOST]:
        label = gettext("Notice on the article: %(kind)s") % {
            "kind": gettext(NoticeKind(notice.kind).label).lower()
        }
        yield _Happened(notice.dated, label, "notice", f"{article}#notice-{notice.pk}")


def _moved(ground: Ground) -> Iterable[_Happened]:
    for moved in ground.sources:
        for change in moved.changes:
            label = gettext("Source changed: %(title)s") % {"title": moved.source.title}
            yield _Happened(_day(change.found_at), label, "source", f"#source-{moved.source.pk}")


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _placed(events: Sequence[_Happened]) -> list[Event]:
    placed, year = [], 0
    places = _places([event.day for event in events])
    for number, (event, x) in enumerate(zip(events, places, strict=True), 1):
        told = str(event.day.year) if event.day.year != year else ""
        year = event.day.year
        placed.append(
            Event(
                number=number,
                day=event.day,
                label=event.label,
                icon=event.icon,
                url=event.url,
                x=f"{x:.2f}%",
                year=told,
                verdict=event.verdict,
                article=event.article,
            )
        )
    return placed


def _places(days: Sequence[date]) -> list[float]:
    """Where each day stands, in per cent: by its date, but never nearer to another than _GAP."""
    if not days:
        return []
    whole, room = (days[-1] - days[0]).days, 100 - 2 * _EDGE
    places = [
        _EDGE + (room * (day - days[0]).days / whole if whole else room * number / len(days))
        for number, day in enumerate(days)
    ]
    for number in range(1, len(places)):  # apart, to the right
        places[number] = max(places[number], places[number - 1] + _GAP)
    end = 100 - _EDGE
    for number in range(len(places) - 1, -1, -1):  # and back from the end
        places[number] = min(places[number], end - _GAP * (len(places) - 1 - number))
    return places
