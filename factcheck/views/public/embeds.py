"""/claims/<slug>/embed/ and /oembed: a check within the pages of other sites."""

from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from factcheck.models import Claim
from factcheck.presenters.claims import stale_label, withdrawal
from factcheck.presenters.outside.embeds import oembed
from factcheck.presenters.verdicts import shown_verdict, verdict_of
from factcheck.views.public.finding import claim_at, public_claim
from factcheck.views.public.open_data import as_json, for_scripts, problem
from factcheck.views.public.removed import told_in_frame

_PLENTY = 10_000  # points: more room than any page has
_FORMS = {"", "json"}


@require_safe
@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@told_in_frame
@public_claim
def embed(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The check as it stands now, small, for a frame. It asks nobody who they are."""
    shown = shown_verdict(verdict_of(claim))
    context = {
        "claim": claim,
        "shown": shown,
        "stale": stale_label(claim),
        "withdrawal": withdrawal(claim),
        "newsroom": settings.NEWSROOM_NAME,
    }
    answer = render(request, "public/embed.html", context)
    answer["Cache-Control"] = "public, max-age=60"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@for_scripts
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """oEmbed: how to show the claim of `url` on another page. In JSON alone."""
    if request.GET.get("format", "") not in _FORMS:
        return problem(501, "not_implemented", _("Ask for format=json."))
    wide, high = (_room(request.GET.get(name, "")) for name in ("maxwidth", "maxheight"))
    if wide is None or high is None:
        return problem(400, "invalid", _("maxwidth and maxheight are whole numbers from 1 up."))
    path = _path(request.GET.get("url", ""))
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        claim = _claim(path)
        return as_json(oembed(claim, verdict_of(claim), wide, high))


def _room(written: str) -> int | None:
    """How many points; plenty where nothing is written, None where it makes no sense."""
    if not written:
        return _PLENTY
    is_number = written.isascii() and written.isdigit() and len(written) < 10
    return min(int(written), _PLENTY) or None if is_number else None


def _path(url: str) -> str:
    """The path of an address of this site. Raises Http404 for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket left open
        raise Http404 from None
    if f"{parts.scheme}://{parts.netloc}" != settings.PUBLIC_URL:
        raise Http404
    return parts.path


def _claim(path: str) -> Claim:
    """The public claim whose page is at a path. Raises Http404 and RemovedByLaw."""
    try:
        match = resolve(path)
    except Resolver404:
        raise Http404 from None
    claim = claim_at(match.kwargs["slug"]) if match.view_name == "public:claim" else None
    if claim is None:
        raise Http404
    return claim
