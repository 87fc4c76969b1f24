"""Beginning an article from a page elsewhere or from a file: what is found fills the form."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.admin.filling import Filling, put_file, put_page
from factcheck.admin.revise_forms import SourceFields
from factcheck.domain.errors import Refusal
from factcheck.fetching import FoundArticle, is_on
from factcheck.forms.refusals import sentence


def begin_view(admin: Any, request: HttpRequest) -> HttpResponse:
    """Ask for an address or a file; then show the form of a new article, filled, and unsaved."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = SourceFields(request.POST or None)
    if request.method == "POST":
        box = "file" if "file" in request.FILES else "address"
        try:
            request.prefilled = _found(request, box)  # type: ignore[attr-defined]
        except Refusal as refusal:
            again = _("The file has to be chosen again.") if box == "file" else ""
            form.add_error(box, f"{sentence(refusal)} {again}".rstrip())
        else:
            said = _("A program read this, and may be wrong. Look it over; nothing is saved yet.")
            messages.info(request, said)
            request.method = "GET"
            add = reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")
            answer: HttpResponse = admin.changeform_view(request, None, add)
            return answer
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Begin from an address or a file"),
        "opts": admin.opts,
        "form": form,
        "fields": [form["address"], form["file"]] if is_on() else [form["file"]],
    }
    return TemplateResponse(request, "admin/begin.html", context)


def _found(request: HttpRequest, box: str) -> dict[str, Any]:
    """The boxes of a new article, by name. Raises Refusal."""
    filling = Filling({})
    if box == "file":
        put_file(filling, request.FILES["file"])
        return {**filling.data}
    found = put_page(filling, request.POST.get("address", ""))
    return {**filling.data, **_details(found)}


def _details(found: FoundArticle) -> dict[str, Any]:
    return {
        "url": found.url,
        "publisher": found.publisher,
        "byline": found.byline,
        "language": found.language,
        "published_earliest": found.published,
        "published_latest": found.published,
        "image_url": found.image_url,
        "image_alt": {found.language: found.image_alt} if found.image_alt else {},
    }
