"""Feeds: what to follow, as entries that never change who they are.

An entry's id is a tag (RFC 4151) of the host, the day and the record's own key, and of the
language that it is told in; so a claim that moves to another address is not news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.models import Anchor, Article, Claim, Notice, Publication
from factcheck.presenters.acts import ActLine
from factcheck.presenters.articles import article_act_lines, article_acts
from factcheck.presenters.notices import shown
from factcheck.presenters.outside.addresses import absolute, address
from factcheck.presenters.removals import removals_on
from factcheck.presenters.topics import Topic

ENTRIES = 30

_BEGINNING = date(2019, 1, 1)  # of the tags of feeds themselves: a day before any of them


@dataclass(frozen=True, slots=True)
class Entry:
    """`title` and `summary` are plain text; `updated` is later than `published` where what is told
    is no longer the same."""

    id: str
    title: str
    url: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """`page` is where people read the same; `updated` moves only when an entry does."""

    id: str
    title: str
    page: str
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        return max(
            (entry.updated for entry in self.entries), default=datetime.fromtimestamp(0, UTC)
        )


def checks_feed() -> Feed:
    """The verdicts that stand, newest publication first."""
    entries = _checks(Claim.objects.standing())
    return Feed(_tag(_BEGINNING, "checks"), _titled(gettext("Checks")), address("claims"), entries)


def topic_feed(topic: Topic) -> Feed:
    """The same of one topic."""
    return Feed(
        _tag(_BEGINNING, f"topics/{topic.slug}"),
        _titled(topic.name),
        address("topic", topic.slug),
        _checks(topic.standing),
    )


def corrections_feed() -> Feed:
    """Notices on public articles, newest first."""
    notices = (
        Notice.objects.filter(article__in=Article.objects.public())
        .newest_first()
        .select_related("article__newest")
        .defer("article__newest__body", "article__newest__text")
    )
    return Feed(
        _tag(_BEGINNING, "corrections"),
        _titled(gettext("Corrections")),
        address("corrections"),
        [_correction(notice) for notice in notices[:ENTRIES]],
    )


def article_feed(article: Article) -> Feed:
    """What happened to an article and its claims, newest first, typography left out."""
    acts = list(article_acts(article).order_by("-id")[:ENTRIES])
    lines = article_act_lines(acts, removals_on(article.pk))
    return Feed(
        _tag(_BEGINNING, f"articles/{article.pk}"),
        _titled(article.newest.headline),
        address("article", article.slug),
        [_act(line) for line in lines if not line.is_trivial],
    )


def _checks(claims: "QuerySet[Claim]") -> list[Entry]:
    newest = Publication.objects.of_what_stands(claims).newest_first()
    keys = list(newest.values_list("claim", flat=True)[:ENTRIES])
    found = Claim.objects.with_what_readers_see().in_bulk(keys)
    changed = _changed(claim for claim in found.values() if claim.stale)
    return [_check(found[key], changed.get(key)) for key in keys]


def _check(claim: Claim, changed: datetime | None) -> Entry:
    verdict: Any = claim.published_verdict  # which a claim that stands has
    language = get_language() or "en"
    act = verdict.publication.act
    rating = pick(verdict.rating.label, language)[1]
    statement = pick(verdict.claim_row.statement, language)[1]
    named = f"{rating} ({gettext('stale')})" if claim.stale else rating
    return Entry(
        id=_tag(_day(act.recorded_at), f"publications/{verdict.publication.pk}"),
        title=f"{named}: {statement}",
        url=address("claim", claim.slug),
        summary=pick(verdict.rationale, language)[1],
        published=act.recorded_at,
        updated=max(act.recorded_at, changed or act.recorded_at),
        categories=tuple(part for part in (rating, claim.topic) if part),
    )


def _changed(claims: Iterable[Claim]) -> dict[int, datetime]:
    """When the words of these claims last changed."""
    keys = [claim.pk for claim in claims]
    rows = Anchor.objects.filter(claim__in=keys).exclude(change="").order_by().values("claim")
    return dict(rows.annotate(at=Max("act__recorded_at")).values_list("claim", "at"))


def _correction(notice: Notice) -> Entry:
    told = shown(notice)
    language = get_language() or "en"
    day = timezone.make_aware(datetime.combine(told.day, time()))
    texts = (pick(told.text, language)[1], pick(told.note, language)[1])
    return Entry(
        id=_tag(told.day, f"notices/{notice.pk}"),
        title=f"{told.kind_label}: {notice.article.newest.headline}",
        url=f"{address('article', notice.article.slug)}#{told.anchor}",
        summary=" ".join(text for text in texts if text),
        published=day,
        updated=day,
        categories=(told.kind_label,),
    )


def _act(line: ActLine) -> Entry:
    title, language, removed = line.kind, get_language() or "en", line.removed
    if line.claim:
        number = gettext("claim %(number)s") % {"number": line.claim.number}
        title = f"{title}: {pick(line.claim.statement, language)[1] or number}"
    elif line.revision:
        title = gettext("%(act)s: revision %(number)s") % {
            "act": title,
            "number": line.revision.number,
        }
    said = [line.reason, *(chip.label for chip in line.chips)]
    if removed:
        said += [removed.sentence, pick(removed.order, language)[1]]
    return Entry(
        id=_tag(_day(line.at), f"acts/{line.id}"),
        title=title,
        url=absolute(reverse("public:act", args=[line.id])),
        summary=" · ".join(part for part in said if part),
        published=line.at,
        updated=removed.at if removed else line.at,
    )


def _titled(name: str) -> str:
    return f"{name} · {settings.NEWSROOM_NAME}"


def _tag(day: date, what: str) -> str:
    return f"tag:{settings.PUBLIC_HOST},{day.isoformat()}:{get_language() or 'en'}/{what}"


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
