"""Keys as they come from outside: a number, or nothing that a database need be asked for."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    _One = forms.ModelChoiceField[Any]
    _Several = forms.ModelMultipleChoiceField[Any]
else:
    _One = forms.ModelChoiceField
    _Several = forms.ModelMultipleChoiceField

_DIGITS = 18  # as many fit in a database's integer, whatever they are


def as_id(text: str) -> int | None:
    """The number that a text is, where it can be a key, a page or a count; None otherwise."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


class OneField(_One):
    """One thing, by its key."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and as_id(value) is None:
            raise _not_there()
        return super().to_python(value)


class SeveralField(_Several):
    """Several things, by their keys."""

    def clean(self, value: Any) -> Any:
        if any(isinstance(key, str) and as_id(key) is None for key in value or ()):
            raise _not_there()
        return super().clean(value)


def _not_there() -> ValidationError:
    """In Django's words, without what was sent: it may be long."""
    return ValidationError(
        forms.ModelChoiceField.default_error_messages["invalid_choice"], code="invalid_choice"
    )
