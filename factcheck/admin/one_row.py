"""A noun of which there is one row, which stands before anybody has set it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise

from factcheck.admin.base import NounAdmin
from factcheck.admin.keys import as_id

ONE = 1  # the key of the only row


class OneRowAdmin(NounAdmin):
    """One page and no list. `unset` says why there is no history yet; the model has `now()`."""

    unset: ClassVar[str | Promise]
    search_fields: ClassVar[tuple[str, ...]] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is set, never added to."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row in force, set or not."""
        return self.model.now() if as_id(object_id) == ONE else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[ONE]))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if as_id(object_id) == ONE and not self.model.objects.exists():
            self.message_user(request, str(self.unset), messages.INFO)
            return self.changelist_view(request)
        return super().history_view(request, object_id, extra_context)
