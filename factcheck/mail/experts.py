"""The letter to an expert: what is asked, and the link by which they answer."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.models import ExpertQuestion

logger = logging.getLogger(__name__)


def expert_link(question: ExpertQuestion, secret: str) -> str:
    """The whole address of the expert's page, in the question's language."""
    with override(question.language):
        return settings.PUBLIC_URL + reverse("expert", args=[secret])


def question_letter(question: ExpertQuestion, secret: str, email: str) -> EmailMessage:
    """The letter, in the question's language. It holds the secret: keep it nowhere."""
    with override(question.language):
        context = {"question": question, "link": expert_link(question, secret)}
        body = render_to_string("mail/expert_question.txt", context).strip() + "\n"
        return EmailMessage(_("A question from a newsroom"), body, to=[email])


def send_question(question: ExpertQuestion, secret: str, email: str) -> bool:
    """Send it. False where the mail server would not take it, which is logged."""
    try:
        question_letter(question, secret, email).send()
    except OSError:  # of which smtplib's errors are kinds
        logger.exception("A question to an expert could not be sent")
        return False
    return True
