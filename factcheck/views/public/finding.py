"""What an address leads to: the article or claim of a slug, where readers may see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from factcheck.domain.vocabulary import Addressed
from factcheck.models import Address, Article, Claim
from factcheck.presenters.removals import removal_of
from factcheck.views.public.removed import RemovedByLaw

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
    return _by_slug(view, Addressed.CLAIM, _claims)


def claim_at(slug: str) -> Claim | None:
    """The public claim that has a slug, or once had it. Raises RemovedByLaw."""
    found: Claim | None = _claims().filter(slug=slug).first() or _moved(
        Addressed.CLAIM, slug, _claims()
    )
    if found is None:
        _check_not_removed(Addressed.CLAIM, slug)
    return found


def _claims() -> QuerySet[Any]:
    return Claim.objects.public().select_related("article__newest").defer("article__newest__body")


def _moved(noun: Addressed, slug: str, objects: QuerySet[Any]) -> Any:
    """What once had a slug, or None."""
    owner = Address.objects.filter(noun=noun, slug=slug).values("object_id")
    return objects.filter(pk__in=owner).first()


def _check_not_removed(noun: Addressed, slug: str) -> None:
    """Raise RemovedByLaw where a claim was removed that has this slug, or once had it. No address
    leads to its present one, which may say what it said."""
    if noun is not Addressed.CLAIM:
        return
    owner = Address.objects.filter(noun=noun, slug=slug).values("object_id")
    claims = Claim.objects.filter(Q(slug=slug) | Q(pk__in=owner))
    if removed := removal_of(claim__in=claims.values("pk")):
        raise RemovedByLaw(removed)


def _by_slug(view: View, noun: Addressed, objects: Callable[[], QuerySet[Any]]) -> View:
    @wraps(view)
    def found(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        thing = objects().filter(slug=slug).first()
        if thing is not None:
            return view(request, thing, **kwargs)
        moved = _moved(noun, slug, objects())
        if moved is None:
            _check_not_removed(noun, slug)
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
