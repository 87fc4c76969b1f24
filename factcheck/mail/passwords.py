"""The letter to someone who asked for a new password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from factcheck.models import User


def password_link(account: User) -> str:
    """The address where this account's password is set; it works once."""
    key = {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
    }
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs=key)


def message(account: User, language: str) -> EmailMessage:
    """To whom asked for it, in a language of the interface."""
    with override(language):
        context = {
            "user": account,
            "username": account.username,
            "password_reset_url": password_link(account),
        }
        subject = render_to_string("account/email/password_reset_key_subject.txt", context)
        body = render_to_string("account/email/password_reset_key_message.txt", context)
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[account.email])
