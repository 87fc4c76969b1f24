"""Boxes in which one thing of many is looked up by its words."""

from typing import Any

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.forms import Media
from django.utils.translation import gettext as _

from factcheck.admin.keys import as_id


class _Named(AutocompleteMixin):
    """Django's box, saying what it is for: an empty one has no other name for a screen reader."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": _("Look up by words")}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        keys = [key for key in value if as_id(str(key)) is not None]
        return super().optgroups(name, keys, attr)

    @property
    def media(self) -> Media:
        ours = Media(js=["admin/js/autocomplete.js", "factcheck/lookup.js"])
        return super().media + ours


class LookupSelect(_Named, AutocompleteSelect):
    """For one thing."""


class LookupSelectMultiple(_Named, AutocompleteSelectMultiple):
    """For several things."""
