"""/desk/snapshots/…/file/: a copy of a source, for colleagues, as a download that runs nothing."""

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from factcheck.domain.media import EXTENSIONS, safe_name
from factcheck.domain.vocabulary import Origin
from factcheck.models import Snapshot
from factcheck.models.snapshot import inside
from factcheck.views.desk.access import at_desk

#: What a browser may know of a file: any other is bytes to it.
_TOLD = frozenset(kind for kind in EXTENSIONS if kind.startswith(("image/", "audio/")))


@require_safe
@at_desk
def file(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """The file as it was uploaded, or the answer as WARC where it was fetched."""
    found = get_object_or_404(Snapshot.objects.defer("text"), pk=snapshot_id)
    stored = str(found.file.name)
    if not inside().exists(stored):
        raise Http404
    uploaded = found.origin == Origin.UPLOADED
    told = found.media_type if uploaded and found.media_type in _TOLD else ""
    answer = FileResponse(
        inside().open(stored),
        as_attachment=True,
        filename=_name(found, uploaded),
        content_type=told or "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return cast("HttpResponse", answer)  # a stream, of which only the headers are ours to touch


def _name(snapshot: Snapshot, uploaded: bool) -> str:
    """A name that says what its content is, whatever the file was called."""
    if uploaded:
        return safe_name(snapshot.name, snapshot.media_type)
    return f"source-{snapshot.source_id}-{snapshot.taken_at:%Y-%m-%d}-{snapshot.pk}.warc.gz"
