"""Boxes in which one thing of many is looked up by its words."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext as _


class LookupSelect(AutocompleteSelect):
    """Django's box, saying what it is for: an empty one has no other name for a screen reader."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": _("Look up by words")}


class LookupSelectMultiple(AutocompleteSelectMultiple):
    """The same for several things."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": _("Look up by words")}
