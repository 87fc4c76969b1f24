"""What is typed about sources and their changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.domain.acts import Kind
from factcheck.forms.steps import VersionForm, reason_field
from factcheck.models import SourceChange


class SettleForm(VersionForm):
    """What a change of a source means, or why it is nothing; the button (`deed`) tells which."""

    deed = forms.ChoiceField(
        choices=[("confirm", ""), ("dismiss", "")],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose whether to confirm the change or dismiss it.")
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            Kind.CHANGE_DISMISS, _("Readers see it if you confirm the change.")
        )
        self.fields["reason"].help_text = _("Readers see it if you confirm the change.")

    @classmethod
    def of(cls, change: SourceChange) -> "SettleForm":
        """An empty one for a change as it stands."""
        return cls(initial={"version": change.version}, auto_id=f"change-{change.pk}-%s")

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take of it."""
        return {name: self.cleaned_data[name] for name in ("version", "reason")}
