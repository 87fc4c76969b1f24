"""/feeds/: Atom and RSS of what to follow."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from factcheck.models import Article
from factcheck.presenters.outside import feeds
from factcheck.presenters.outside.addresses import absolute
from factcheck.presenters.topics import topic_of
from factcheck.views.public.finding import public_article

View = Callable[..., HttpResponse]


class _Dated(SyndicationFeed):
    """A feed that is as new as its entries: Django's own says “now” where there is none."""

    def latest_post_date(self) -> datetime:
        found: datetime = self.feed["updated"]
        return found


class _Atom(_Dated, Atom1Feed):
    pass


class _Rss(_Dated, Rss201rev2Feed):
    pass


FORMS: dict[str, type[SyndicationFeed]] = {"atom": _Atom, "rss": _Rss}


@require_safe
def checks(request: HttpRequest, form: str) -> HttpResponse:
    """The verdicts that stand."""
    return _written(request, feeds.checks_feed(), form)


@require_safe
def corrections(request: HttpRequest, form: str) -> HttpResponse:
    """What was corrected, and told otherwise."""
    return _written(request, feeds.corrections_feed(), form)


@require_safe
def topic(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The verdicts that stand on one topic."""
    found = topic_of(slug)
    if found is None:
        raise Http404
    return _written(request, feeds.topic_feed(found), form)


@require_safe
@public_article
def article(request: HttpRequest, article: Article, form: str) -> HttpResponse:
    """What happened to one article."""
    return _written(request, feeds.article_feed(article), form)


def _written(request: HttpRequest, feed: feeds.Feed, form: str) -> HttpResponse:
    writer: Any = FORMS[form](
        title=feed.title,
        link=feed.page,
        description=feed.title,
        language=get_language(),
        author_name=settings.NEWSROOM_NAME,
        feed_url=absolute(request.path),
        feed_guid=feed.id,
        updated=feed.updated,
    )
    for entry in feed.entries:
        writer.add_item(
            title=entry.title,
            link=entry.url,
            description=escape(entry.summary),  # which readers of feeds take for HTML
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
        )
    answer = HttpResponse(content_type=writer.content_type)
    answer["Last-Modified"] = http_date(feed.updated.timestamp())
    writer.write(answer, "utf-8")
    return answer
