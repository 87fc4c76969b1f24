"""Signing in and passwords: allauth's forms in our words, without placeholders."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models import User


def _rules() -> str:
    return " ".join(password_validators_help_texts())


RULES = lazy(_rules, str)()
NEW, AGAIN = _("New password"), _("New password, once more")


def _word(form: forms.Form, name: str, label: Any, missing: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


def _word_new_password(form: forms.Form) -> None:
    form.use_required_attribute = False
    _word(form, "password1", NEW, _("Write a password."), RULES)
    _word(form, "password2", AGAIN, _("Write the password once more."))


class LoginForm(allauth.LoginForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Write your username as it stands in your invitation.")
        _word(self, "login", _("Username"), missing)
        _word(self, "password", _("Password"), _("Write your password."))


class ResetPasswordForm(allauth.ResetPasswordForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        like = _("Write the email address like name@example.org.")
        _word(self, "email", _("Email address"), like)
        self.fields["email"].error_messages["invalid"] = like

    def clean_email(self) -> str:
        """The address; `users` are whom it belongs to, however it was written when it was kept."""
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)

    def save(self) -> None:
        """Set the password, and forget the failed attempts that led here."""
        super().save()
        get_adapter().forget_failed_attempts(self.user.username)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", _("Present password"), _("Write your present password."))
        _word_new_password(self)
