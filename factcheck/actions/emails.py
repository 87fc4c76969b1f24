"""Email addresses, as people type them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from factcheck.domain.errors import N_, Refusal


class BadEmail(Refusal):
    """What was typed is no email address."""


def email_of(typed: str) -> str:
    """The address, without the white space around it; "" means that there is none."""
    email = typed.strip()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise BadEmail(N_("Write the email address like name@example.org.")) from None
    return email
