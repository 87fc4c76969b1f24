"""What holds for every address below /api/, whatever answers there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from factcheck.api.problems import Problem, answer_to

_JSON = "application/json"


class APIDoor:
    """Middleware, outside those that read cookies or choose a language.

    No cookie is read, so none is set, and a browser's session opens nothing. Sentences are in the
    language asked for. No answer is kept by a cache. Where anything else answered with an error's
    page, the answer is JSON.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_api(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        # Without cookies nothing can be forged: a call is as good as its token.
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        answer = self.get_response(request)
        if answer.status_code >= 400 and not answer.get("Content-Type", "").startswith(_JSON):
            with translation.override(_language(request)):
                _tell(answer, answer_to(Problem(answer.status_code)))
        answer["Cache-Control"] = "no-store"
        patch_vary_headers(answer, ["Accept-Language"])
        answer["X-Content-Type-Options"] = "nosniff"
        return answer

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """`views/language.py` chooses by the address alone, and has done so by now."""
        if _is_api(request):
            translation.activate(_language(request))


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/") or request.path_info == "/api"


def _language(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)


def _tell(answer: HttpResponse, told: HttpResponse) -> None:
    """Put what is told in an answer's place; its other headers (Allow, say) stay."""
    answer.content = told.content
    answer["Content-Type"] = told["Content-Type"]
    answer["Content-Length"] = str(len(told.content))
    answer["Content-Language"] = translation.get_language() or "en"
