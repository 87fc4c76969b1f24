"""What went wrong, as a program and the person who reads its log are told: one code, one sentence.

`{"error": {"code": …, "message": …, "field": …}}`, `field` where one part of the body is at fault.
"""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

#: By status: the code, and the sentence where nothing more exact is known.
ELSE: dict[int, tuple[str, str]] = {
    400: ("malformed", gettext_noop("This request can't be read. See /api/v1/openapi.json.")),
    401: ("unauthorized", gettext_noop("Send a token: “Authorization: Bearer fct_…”.")),
    403: ("forbidden", gettext_noop("This is not allowed. Ask an editor.")),
    404: ("not_found", gettext_noop("There is nothing here. See /api/v1/openapi.json.")),
    405: (
        "method_not_allowed",
        gettext_noop("This address takes another method. See /api/v1/openapi.json."),
    ),
    411: ("no_length", gettext_noop("Send the body with its “Content-Length”, not in chunks.")),
    412: (
        "changed_meanwhile",
        gettext_noop("The article's words changed meanwhile. Fetch them, and decide what to send."),
    ),
    413: ("too_large", gettext_noop("This is too large. Split the text into several articles.")),
    415: ("not_json", gettext_noop("Send JSON, in UTF-8: “Content-Type: application/json”.")),
    422: ("refused", gettext_noop("This can't be recorded. See /api/v1/openapi.json.")),
    500: (
        "failed",
        gettext_noop("Something failed here, and the answer is unknown. Send the same again."),
    ),
}


class Problem(Exception):
    """Why there is no other answer. `message` is already in the reader's language."""

    def __init__(self, status: int, message: str = "", *, code: str = "", field: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.field = status, message, code, field


def answer_to(problem: Problem) -> HttpResponse:
    """The problem as JSON."""
    code, otherwise = ELSE.get(problem.status, ELSE[500 if problem.status >= 500 else 400])
    told = {"code": problem.code or code, "message": problem.message or _(otherwise)}
    if problem.field:
        told["field"] = problem.field
    answer = JsonResponse(
        {"error": told}, status=problem.status, json_dumps_params={"ensure_ascii": False}
    )
    if problem.status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="factcheck"'
    return answer
