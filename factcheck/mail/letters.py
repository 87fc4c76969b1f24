"""The mail that carries letters: what happened to which claim, who did it, and what to do.

Nothing of a proposed verdict is in it: mail is read where no seal holds.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.models import Letter


def message(letters: Sequence[Letter]) -> EmailMessage:
    """One mail with letters to the same account (at least one), in its language."""
    account = letters[0].account
    with override(account.language or settings.LANGUAGE_CODE):
        body = render_to_string("mail/letters.txt", {"account": account, "letters": letters})
        return EmailMessage(_subject(letters), body.strip() + "\n", to=[account.email])


def _subject(letters: Sequence[Letter]) -> str:
    if len(letters) == 1:
        [letter] = letters
        return f"{letter.get_kind_display()}: {letter.claim.article.newest.headline}"
    return _("%(count)s letters about claims") % {"count": len(letters)}
