"""How people get in: by invitation only, and what they are told on the way."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck.models import User
from factcheck.tasks.people import send_password_link


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

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """By a worker, which makes the link when it sends it: a key would be seen in the queue."""
        send_password_link.enqueue(account=user.pk, language=get_language())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("desk:home")

    def forget_failed_attempts(self, username: str) -> None:
        """Let somebody in at once who has just set a new password by their mail."""
        self._delete_login_attempts_cached_email(self.request, username=username)
