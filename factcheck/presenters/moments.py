"""A moment that a reader asks a page for: the form, the banner, and what was not there yet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from factcheck.domain.moments import BadMoment, Moment, moment_of
from factcheck.models import Article, Claim, Revision, Verdict

DAY = "j M Y"  # 24 Dec 2019
INSTANT = "j M Y, H:i:s T"  # 24 Dec 2019, 14:03:05 WIB


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written for a moment, and the moment that it means, or why there is none.

    Nothing at all was written on a page of the present.
    """

    written: str = ""
    moment: Moment | None = None
    error: str = ""

    @property
    def query(self) -> str:
        """What the links of a page carry on, so that one can walk about in the past."""
        return f"?at={self.moment.written}" if self.moment else ""

    @property
    def label(self) -> str:
        """“23 Dec 2019”, or the exact time where that was asked for."""
        if self.moment is None:
            return ""
        if self.moment.whole_day:
            return date_format(self.moment.day, DAY)
        return date_format(timezone.localtime(self.moment.instant), INSTANT)

    @property
    def today(self) -> date:
        """The newest day that can be asked for."""
        return timezone.localdate()

    @property
    def zone(self) -> str:
        """The name of the newsroom's time zone."""
        return str(timezone.get_current_timezone())


def asked_for(written: str) -> Asked:
    """What a reader wrote, read in the newsroom's time zone. Blank is the present."""
    written = written.strip()
    if not written:
        return Asked()
    try:
        moment = moment_of(written, timezone.get_current_timezone(), timezone.now())
    except BadMoment as refusal:
        return Asked(written, error=gettext(refusal.message))
    return Asked(written, moment)


@dataclass(frozen=True, slots=True)
class NotYet:
    """What stands where a page was not there yet. `links` are (address, words)."""

    heading: str
    since: str
    links: list[tuple[str, str]]


def no_article_yet(article: Article, begin: date, at: Asked) -> NotYet:
    """The article itself was not there. `begin`: the day from which it counts."""
    day = date_format(begin, DAY)
    url = f"{article.get_absolute_url()}?at={begin.isoformat()}"
    return NotYet(
        heading=gettext("This article was not there yet on %(day)s.") % {"day": at.label},
        since=gettext("As far as is known, it begins on %(day)s.") % {"day": day},
        links=[(url, gettext("The article as it stood on %(day)s") % {"day": day})],
    )


def no_revision_yet(article: Article, revision: Revision, at: Asked) -> NotYet:
    """One revision was not there. `article` is as it stood."""
    words = {"number": revision.number, "day": at.label}
    act = revision.act
    since = act.effective_on or timezone.localdate(act.recorded_at)
    return NotYet(
        heading=gettext("Revision %(number)s was not there yet on %(day)s.") % words,
        since=gettext("It counts from %(day)s.") % {"day": date_format(since, DAY)},
        links=[_article_then(article, at)],
    )


def no_check_yet(article: Article | None, claim: Claim, at: Asked) -> NotYet:
    """No verdict of the claim was published. `article` is as it stood, if it was there."""
    first = claim.publications.select_related("act").earliest("id")
    return NotYet(
        heading=gettext("No check of this claim existed yet on %(day)s.") % {"day": at.label},
        since=_published(gettext("The first was published on %(day)s."), first.act.recorded_at),
        links=[_article_then(article, at)] if article else [],
    )


def no_verdict_yet(claim: Claim | None, verdict: Verdict, at: Asked) -> NotYet:
    """One verdict was not published. `claim` is as it stood, if one was published before."""
    words = {"number": verdict.number, "day": at.label}
    before = gettext("The check as it stood on %(day)s") % words
    return NotYet(
        heading=gettext("Verdict %(number)s was not there yet on %(day)s.") % words,
        since=_published(
            gettext("It was published on %(day)s."), verdict.publication.act.recorded_at
        ),
        links=[(claim.get_absolute_url() + at.query, before)] if claim else [],
    )


def _published(sentence: str, instant: datetime) -> str:
    return sentence % {"day": date_format(timezone.localtime(instant), DAY)}


def _article_then(article: Article, at: Asked) -> tuple[str, str]:
    words = gettext("The article as it stood on %(day)s") % {"day": at.label}
    return article.get_absolute_url() + at.query, words
