"""Uploaded pictures. Their names are the hashes of their bytes, so they never change."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from factcheck.domain.permissions import Task
from factcheck.models import Revision
from factcheck.presenters.removals import removal_of
from factcheck.views.public.removed import RemovedByLaw


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a revision that the visitor may see, or 404; 410 where it was removed by law."""
    is_public = Revision.objects.public().filter(image=name).exists()
    colleague = request.user.is_authenticated and request.user.can(Task.SEE_DESK)
    seen = is_public or (colleague and Revision.objects.filter(image=name).exists())
    if not seen:
        _tell_removed(name)
    if not seen or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name))
    # What only colleagues may see must not stay in a cache that others share.
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if is_public else "no-store"
    return answer


def _tell_removed(name: str) -> None:
    """Raise RemovedByLaw where the picture is of a revision that was removed."""
    if removed := removal_of(revision__image=name):
        raise RemovedByLaw(removed)
