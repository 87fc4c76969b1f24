"""Every exception as an answer in one form."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from factcheck.api.problems import Problem, answer_to
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import NotPermitted
from factcheck.forms.refusals import sentence

#: The field that a refusal is about, by the refusal's name.
_FIELDS = {
    "ReasonMissing": "reason",
    "Incomplete": "headline",
    "TooLong": "headline",
    "BadDate": "effective_on",
    "NoText": "notice.text",
    "TextTooLong": "notice",
    "BadNotice": "notice",
}
#: What is said of a field, by the name that pydantic gives to the fault.
_FAULTS = {
    "missing": gettext_noop("“%(field)s” is missing."),
    "extra_forbidden": gettext_noop("There is no field “%(field)s”. See /api/v1/openapi.json."),
    "string_type": gettext_noop("“%(field)s” must be a text."),
    "dict_type": gettext_noop("“%(field)s” must be an object: {…}."),
    "model_attributes_type": gettext_noop("“%(field)s” must be an object: {…}."),
    "enum": gettext_noop("“%(field)s” must be one of: %(expected)s."),
    "literal_error": gettext_noop("“%(field)s” must be one of: %(expected)s."),
    "day": gettext_noop("“%(field)s” must be a day, such as 2019-12-24."),
}
_FAULT_ELSE = gettext_noop("“%(field)s” can't be read. See /api/v1/openapi.json.")
_NAMED = 60  # characters of a field's name, which may be anything that was sent


def handle_all(api: NinjaAPI) -> None:
    """Answer to every exception in one form; what nobody foresaw is Django's, to be logged."""

    @api.exception_handler(Problem)
    def problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return answer_to(error)

    @api.exception_handler(AuthenticationError)
    def no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer_to(Problem(401))

    @api.exception_handler(HttpError)
    def unread(request: HttpRequest, error: HttpError) -> HttpResponse:
        """What `body.JSONParser` raised comes wrapped in another error."""
        cause = error.__cause__
        return answer_to(cause if isinstance(cause, Problem) else Problem(error.status_code))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
            return answer_to(Problem(411))  # WSGI gives no body whose length is not told
        field, message = first_fault(error.errors)
        return answer_to(Problem(422, message, code="invalid", field=field))

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        if isinstance(error, NotPermitted):
            return answer_to(Problem(403, sentence(error)))
        field = _FIELDS.get(type(error).__name__, "")
        return answer_to(Problem(422, sentence(error), field=field))

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        said = _("The body is larger than %(limit)s MB. Split the text into several articles.")
        return answer_to(Problem(413, said % {"limit": limit}))

    @api.exception_handler(Exception)
    def unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
        raise error


def first_fault(errors: list[dict[str, Any]]) -> tuple[str, str]:
    """The field at fault, and a sentence on it; one at a time is enough to mend it."""
    fault = errors[0]
    # ("body", "content", "notice", "kind"): where it was sent, the parameter, the field.
    path = [str(part) for part in fault["loc"][2:] if part != "[key]"]
    if not path:
        return "", _("Send one JSON object with the text: {“html”: “…”}.")
    field = ".".join(path)
    field = field if len(field) <= _NAMED else field[:_NAMED] + "…"
    expected = str(fault.get("ctx", {}).get("expected", ""))
    said = _(_FAULTS.get(fault["type"], _FAULT_ELSE))
    return field, said % {"field": field, "expected": expected}
