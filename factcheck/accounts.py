"""How people get in: by invitation only, and what they are told on the way."""

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The username and the password don't belong together. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "There were too many attempts to sign in. Wait five minutes and try again, or have a "
            "new password mailed to you."
        ),
        "enter_current_password": _("This is not your present password. Write it once more."),
        "incorrect_password": _("This is not your present password. Write it once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account; administrators invite."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """As it is: the sender says whose letter it is."""
        return str(subject)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in a letter: by the site's own name, whatever name the asker gave it."""
        url: str = super().get_reset_password_from_key_url(key)
        return f"{settings.PUBLIC_URL}{urlsplit(url).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that fails is logged; the answer must not tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # of which smtplib's errors are kinds
            logger.exception("A letter could not be sent")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("desk:home")

    def forget_failed_attempts(self, username: str) -> None:
        """Let somebody in at once who has just set a new password by their mail."""
        self._delete_login_attempts_cached_email(self.request, username=username)
