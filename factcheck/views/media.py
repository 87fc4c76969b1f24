"""Uploaded pictures. Their names are the hashes of their bytes, so they never change."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from factcheck.domain.permissions import Task
from factcheck.models import Revision


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a revision that the visitor may see, or 404."""
    inside = request.user.is_authenticated and request.user.can(Task.SEE_DESK)
    revisions = Revision.objects.all() if inside else Revision.objects.public()
    if not revisions.filter(image=name).exists() or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name))
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
