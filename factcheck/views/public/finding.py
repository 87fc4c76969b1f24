"""What an address leads to: the article or claim of a slug, where readers may see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from factcheck.domain.vocabulary import Addressed
from factcheck.models import Address, Article, Claim

View = Callable[..., HttpResponse]


def public_article(view: View) -> View:
    """Give the view the public article of the address's slug, with its newest revision."""
    return _by_slug(
        view,
        Addressed.ARTICLE,
        lambda: Article.objects.public().select_related("newest__act"),
    )


def public_claim(view: View) -> View:
    """Give the view the public claim of the address's slug, with its article."""
    return _by_slug(
        view,
        Addressed.CLAIM,
        lambda: Claim.objects.public().select_related("article__newest"),
    )


def _by_slug(view: View, noun: Addressed, objects: Callable[[], QuerySet[Any]]) -> View:
    @wraps(view)
    def found(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        thing = objects().filter(slug=slug).first()
        if thing is not None:
            return view(request, thing, **kwargs)
        owner = Address.objects.filter(noun=noun, slug=slug).values("object_id")
        moved = objects().filter(pk__in=owner).first()
        if moved is None or request.resolver_match is None:
            raise Http404
        match = request.resolver_match
        url = reverse(match.view_name, kwargs=match.kwargs | {"slug": moved.slug})
        query = request.META.get("QUERY_STRING", "")
        # What was typed into a form goes along, where one was sent to an old address.
        answer = HttpResponsePermanentRedirect(
            f"{url}?{query}" if query else url, preserve_request=request.method == "POST"
        )
        # A slug may be taken back: no browser should remember the old direction for ever.
        answer["Cache-Control"] = "max-age=3600"
        return answer

    return found
