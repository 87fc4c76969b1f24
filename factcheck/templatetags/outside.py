"""What the head of a page says to machines."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_LOCALES = {"en": "en_US", "id": "id_ID"}
# No text may end the element that it stands in, or begin a comment there.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def as_json(value: Any) -> SafeString:
    """JSON that is safe within <script>, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 - escaped just now


@register.simple_tag(takes_context=True)
def block_again(context: Context, name: str) -> SafeString:
    """What a page puts into a block, for a second place. Only in the base template itself."""
    return mark_safe(BlockNode(name, NodeList()).render(context).strip())  # noqa: S308 - a template's


@register.simple_tag
def newsroom_name() -> str:
    """Whose checks these are."""
    return str(settings.NEWSROOM_NAME)


@register.filter
def open_graph_locale(language: str) -> str:
    """A language as OpenGraph wants it, with a country."""
    return _LOCALES.get(language, language)
