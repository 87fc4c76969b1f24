"""A text in several languages: one box a language, one value `{"en": "…", "id": "…"}`."""

from typing import Any

from django import forms
from django.conf import settings


class TranslatedWidget(forms.MultiWidget):
    """One text area for each interface language, each named after it."""

    template_name = "forms/_translated.html"

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 3) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.Textarea({"rows": rows, "lang": code, "data-language": name})
            for code, name in settings.LANGUAGES
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _ in settings.LANGUAGES]


class TranslatedFormField(forms.MultiValueField):
    """`required` asks for at least one language."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [forms.CharField(required=False) for _ in settings.LANGUAGES]
        super().__init__(
            fields, require_all_fields=False, **kwargs | {"widget": TranslatedWidget(rows=rows)}
        )

    def compress(self, data_list: list[str]) -> dict[str, str]:
        pairs = zip(settings.LANGUAGES, data_list, strict=False)
        return {code: text for (code, _), text in pairs if text}
