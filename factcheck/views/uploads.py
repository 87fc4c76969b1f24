"""Uploads that end where they get too large, however much is sent. What else was typed is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Bounded(FileUploadHandler):
    """Drops a file that grows past the limit, and remembers the name of its field."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.dropped: set[str] = set()
        self._count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._count += len(raw_data)
        if self._count > settings.UPLOAD_MAX_MB * 1_000_000:
            self.dropped.add(self.field_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bounded_uploads(view: View[P]) -> View[P]:
    """Read a request's files with `Bounded` in front; `is_too_large` then tells what it dropped.

    Forms are read for the CSRF check already, so it is made here, after the bound is in its place.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.upload_handlers.insert(0, Bounded(request))
        answer: HttpResponse = checked(request, *args, **kwargs)
        return answer

    return bounded


def is_too_large(request: HttpRequest, field: str) -> bool:
    """Whether a file was sent in a field and dropped."""
    bounded = (each for each in request.upload_handlers if isinstance(each, Bounded))
    return any(field in each.dropped for each in bounded)
