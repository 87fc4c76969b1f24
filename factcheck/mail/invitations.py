"""The letter to someone who was invited: a link by which they set their password."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.mail.passwords import password_link
from factcheck.models import User


def message(account: User) -> EmailMessage:
    """To whom was invited, in every language of the interface, since theirs is not known."""
    parts, subjects = [], []
    for code, _name in settings.LANGUAGES:
        with override(code):
            context = {
                "account": account,
                "link": password_link(account),
                "again": settings.PUBLIC_URL + reverse("account_reset_password"),
                "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            }
            parts.append(render_to_string("account/email/invitation_message.txt", context).strip())
            subjects.append(_("Your account at factcheck"))
    body = "\n\n--\n\n".join(dict.fromkeys(parts)) + "\n"
    return EmailMessage(" / ".join(dict.fromkeys(subjects)), body, to=[account.email])
