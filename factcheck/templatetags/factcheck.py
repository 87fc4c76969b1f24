"""What templates need to say: signs, texts in several languages, dates, fingerprints."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from factcheck.domain.languages import pick

register = template.Library()

DAY = "j M Y"  # 24 Dec 2019
MOMENT = "j M Y, H:i T"  # 24 Dec 2019, 14:03 UTC


class LanguageLink(NamedTuple):
    """The page at hand in one of the interface's languages."""

    code: str
    name: str
    url: str
    absolute_url: str
    current: bool


@register.filter
def absolute(path: str) -> str:
    """The address of a path on this site as the public knows it, however it was asked for here."""
    return f"{settings.PUBLIC_URL}{path}"


@register.simple_tag
@cache
def icon(name: str, label: str = "") -> SafeString:
    """A sign of the sprite. Without a label it is an ornament of the words beside it."""
    address = f"{static('factcheck/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The page at hand in each language; nothing where there is no request (a failing server)."""
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    links = []
    for code, name in settings.LANGUAGES:
        url = escape_leading_slashes(translate_url(here, code))
        links.append(
            LanguageLink(
                code=code,
                name=name,
                url=url,
                absolute_url=absolute(translate_url(request.path, code)),
                current=code == get_language(),
            )
        )
    return links


@register.simple_tag
def translated(value: Mapping[str, str] | None) -> SafeString | str:
    """A text kept per language, in the reader's; another one is marked up as foreign."""
    language, text = pick(value or {}, get_language() or settings.LANGUAGE_CODE)
    if not language or language == (get_language() or "").split("-")[0]:
        return text
    return format_html('<span lang="{}" dir="auto">{}</span>', language, text)


@register.filter
def translated_text(value: Mapping[str, str] | None) -> str:
    """The same without markup, for titles and attributes."""
    return pick(value or {}, get_language() or settings.LANGUAGE_CODE)[1]


@register.filter
def css_key(value: object) -> str:
    """A stored key as a class or a sign is named: "missing_context" -> "missing-context"."""
    return str(value).replace("_", "-")


def _local(value: date) -> date:
    """A moment in the newsroom's time; a plain date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value: date | None) -> str:
    """24 Dec 2019."""
    return date_format(_local(value), DAY) if value else ""


@register.filter
def machine(value: datetime | None) -> str:
    """A moment as machines read it, to the second: 2019-12-24T14:03:05+00:00."""
    return _local(value).isoformat(timespec="seconds") if value else ""  # type: ignore[call-arg]


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """The day, with the exact time on request."""
    if value is None:
        return ""
    local = _local(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(timespec="seconds"),
        date_format(local, MOMENT),
        date_format(local, DAY),
    )


@register.filter
def exact(value: datetime | None) -> str:
    """24 Dec 2019, 14:03 UTC."""
    return date_format(_local(value), MOMENT) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """14:03, for lists that are grouped by day."""
    return date_format(_local(value), "H:i") if value else ""


@register.filter
def partial_date(value: str | None) -> str:
    """A date as far as it is known: 2018, Feb 2018, 23 Feb 2018. Anything else as written."""
    parts = (value or "").split("-")
    try:
        known = date(*[int(part) for part in [*parts, "1", "1"][: max(3, len(parts))]])
    except (ValueError, TypeError):
        return value or ""
    return date_format(known, {1: "Y", 2: "M Y"}.get(len(parts), DAY))


@register.filter
def short_hash(value: str | None) -> str:
    """The first ten characters of a fingerprint: enough to compare by eye."""
    return (value or "")[:10]


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """One entry of a mapping by a key that only the template knows."""
    return (mapping or {}).get(key)
