"""Pages for visitors are drawn once, and again when what they show has changed.

`@fresh(state)` tells from the state of the record (`presenters/freshness.py`) whether a browser's
copy is still right (304), or else whether the page stands in the cache. Either way the page is
neither read nor drawn. Who is signed in, or is to be told something, gets pages of their own.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.translation import get_language

from factcheck.presenters.release import release
from factcheck.views.public.compression import compressed, encoding_for

View = Callable[..., HttpResponse]
State = Callable[..., str | None]

#: A browser always asks, which a 304 makes cheap. A cache in front answers for ten seconds by
#: itself, and for a minute while it asks: so long may a page be behind there, and nowhere else.
CACHE_CONTROL = "public, max-age=0, s-maxage=10, stale-while-revalidate=60"

#: What can be asked of readers' pages. An address with anything else is answered all the same, but
#: not kept: anybody can make up as many as they like.
QUERY = {"at", "page", "rating", "article", "kind"}


class Kept(NamedTuple):
    """A page as it was sent, with the tag of what it showed."""

    tag: str
    content: bytes
    content_type: str
    robots: str


def fresh(state: State) -> Callable[[View], View]:
    """Answer visitors by the state of what the page shows, which is given the address's parts.

    What sets a policy of its own on the answer stands outside of this, since an answer out of the
    cache has not been through the view.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answering(request: HttpRequest, **parts: Any) -> HttpResponse:
            found = state(**parts) if _is_visitor(request) else None
            if found is None:
                return view(request, **parts)
            _leave_session_closed(request)
            return _answer(request, _tag(request, found), view, parts)

        return answering

    return decorate


def _is_visitor(request: HttpRequest) -> bool:
    """Whether nobody is signed in, or has just signed out and is to be told so."""
    cookies = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return not settings.DEBUG and cookies.isdisjoint(request.COOKIES)


def _tag(request: HttpRequest, state: str) -> str:
    """What names a page: its address, what it shows, in which language, and what drew it.

    Nobody can guess it: else one could ask whether something unpublished has a certain state.
    """
    # Pages of the past know the present day: it ends what can be asked for.
    day = timezone.localdate().isoformat() if "at" in request.GET else ""
    parts = [release(), get_language() or "", request.get_full_path(), day, state]
    return salted_hmac("a page's tag", "\n".join(parts), algorithm="sha256").hexdigest()[:24]


def _answer(request: HttpRequest, tag: str, view: View, parts: dict[str, Any]) -> HttpResponse:
    encoding = encoding_for(request)
    if _has(request, tag):
        return _signed(HttpResponseNotModified(), tag, encoding)
    key = f"{encoding}:{sha256(request.get_full_path().encode()).hexdigest()}"
    kept: Kept | None = caches["pages"].get(key)
    if kept is None or kept.tag != tag:
        response = view(request, **parts)
        if not _is_for_everybody(request, response):
            return response
        kept = Kept(
            tag,
            compressed(response.content, encoding),
            response["Content-Type"],
            response.get("X-Robots-Tag", ""),
        )
        if QUERY.issuperset(request.GET):
            caches["pages"].set(key, kept)
    response = HttpResponse(kept.content, content_type=kept.content_type)
    if kept.robots:
        response["X-Robots-Tag"] = kept.robots
    if encoding:
        response["Content-Encoding"] = encoding
    return _signed(response, tag, encoding)


def _has(request: HttpRequest, tag: str) -> bool:
    """Whether the browser has the page as it is. A tag is compared weakly, as a 304 asks for."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return any(each.removeprefix("W/").strip('"') == tag for each in tags)


def _leave_session_closed(request: HttpRequest) -> None:
    """An answer for which the session was read would hang on a cookie."""
    request.user = AnonymousUser()
    if hasattr(request, "_messages"):
        del request._messages


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")  # the page has a form with a token
    )


def _signed(response: HttpResponse, tag: str, encoding: str) -> HttpResponse:
    """The same words differ in their bytes by how they are compressed: such a tag is a weak one."""
    response["ETag"] = f'W/"{tag}"' if encoding else f'"{tag}"'
    response["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
