"""What the head of a page says to machines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# No text may end the element that it stands in, or begin a comment there.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def as_json(value: Any) -> SafeString:
    """JSON that is safe within <script>, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 - escaped just now
