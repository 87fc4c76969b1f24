"""The letter to someone who was invited: a link by which they set their password."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.models import User

logger = logging.getLogger(__name__)


def invitation_link(account: User, base_url: str) -> str:
    """The address, below `base_url`, where this account's password is set; it works once."""
    key = {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
    }
    return base_url.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)


def send_invitation(account: User, base_url: str) -> bool:
    """Write to whom was invited, in every language of the interface, since theirs is not known.

    `base_url` is the site's own address without a path. False where the mail server would not
    take the letter, which is logged. Raises ValueError where the account has no email address.
    """
    if not account.email:
        raise ValueError("An invitation needs an email address.")
    parts, subjects = [], []
    for code, _name in settings.LANGUAGES:
        with override(code):
            context = {
                "account": account,
                "link": invitation_link(account, base_url),
                "again": base_url.rstrip("/") + reverse("account_reset_password"),
                "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            }
            parts.append(render_to_string("account/email/invitation_message.txt", context).strip())
            subjects.append(_("Your account at factcheck"))
    body = "\n\n--\n\n".join(dict.fromkeys(parts)) + "\n"
    letter = EmailMessage(" / ".join(dict.fromkeys(subjects)), body, to=[account.email])
    try:
        letter.send()
    except OSError:  # of which smtplib's errors are kinds
        logger.exception("An invitation could not be sent")
        return False
    return True
