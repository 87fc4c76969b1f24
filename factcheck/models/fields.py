"""Column types of factcheck's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.dates import BadDate, partial_date
from factcheck.domain.vocabulary import Word


class TranslatedField(models.JSONField):
    """Texts by language, `{"en": "…"}` (`domain.languages`); empty is `{}`, never null."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"default": dict})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, Mapping) or not all(
            isinstance(text, str) for text in (*value, *value.values())
        ):
            raise ValidationError(_("Write one text per language."))


class PartialDateField(models.CharField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A year, a month or a day, as it is known: "2018", "2018-02", "2018-02-23", or ""."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_length": 10, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        try:
            partial_date(value)
        except BadDate as refusal:
            raise ValidationError(_(refusal.message)) from refusal


def choices(words: Iterable[Word]) -> list[tuple[str, Any]]:
    """A vocabulary as Django's choices, with labels in the reader's language."""
    return [(word.value, _(word.label)) for word in words]


def word_field(words: type[Word], **kwargs: Any) -> "models.CharField[str, str]":
    """A column that holds one key of a vocabulary; pair it with `one_of`."""
    return models.CharField(max_length=32, choices=choices(words), **kwargs)


def one_of(field: str, words: type[Word], *, name: str, blank: bool = False) -> Any:
    """The database's own guard that a column holds a key of its vocabulary."""
    keys = [word.value for word in words] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": keys}), name=name)


def not_empty(field: str, *, name: str) -> models.CheckConstraint:
    """The database's own guard that a text is there."""
    return models.CheckConstraint(condition=~models.Q(**{field: ""}), name=name)
