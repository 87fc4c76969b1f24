"""The letter to a reader who reported something: the newsroom's answer, whole."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.models import Report, ReportContact


def answer_letter(contact: ReportContact, report: Report) -> EmailMessage:
    """The answer, in the report's language, without the receipt's address: nobody here knows it."""
    with override(report.language):
        body = render_to_string("mail/report_answer.txt", {"report": report}).strip() + "\n"
        return EmailMessage(_("Our answer to your report"), body, to=[contact.email])
