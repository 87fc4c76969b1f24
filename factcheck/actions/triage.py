"""Triage: what an editor makes of readers' reports: an answer, a notice, or setting them aside."""

from collections.abc import Iterable

from django.dispatch import Signal

from factcheck.actions.acts import editorial_act, locked, series_of_acts
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.actions.reports import erase_contacts
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.characters import several_lines
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.vocabulary import ReportStatus
from factcheck.models import Article, Notice, Report, ReportAnswer, ReportContact

ANSWER_LONGEST = 5_000  # characters

#: Sent in the act's own transaction, where the reader left an address.
answered = Signal()


class BadAnswer(Refusal):
    """An answer that says nothing or too much, or to what has been answered."""


def answer(*, report: Report, by: Actor, text: str, version: int, reason: str = "") -> ReportAnswer:
    """Answer a report in the reader's language, or change the answer: both stay in its history.

    It stands at the receipt at once, and is mailed where an address was left. `version` is the one
    seen, 0 where there was no answer. One that was set aside may be answered after all.
    """
    check_may(by, Task.EDIT)
    text = _text(text)
    with editorial_act(
        article=report.article, claim=report.claim, by=by, kind=Kind.REPORT_ANSWER, reason=reason
    ):
        row = _row(report, version)
        if not text and row.notice_id is None:
            raise BadAnswer(N_("Write the answer: the reader sees it at the receipt's address."))
        row.text, row.is_set_aside = text, False
        row.save()
        _settle(report, ReportStatus.ANSWERED)
        _tell(report)
    return row


def answer_with_notice(
    *, report: Report, article: Article, by: Actor, reason: str, notice: NoticeText
) -> Notice:
    """Post a notice that a report led to, and show it at the receipt: two acts, in one step.

    What was answered before stays beside it.
    """
    check_may(by, Task.EDIT)
    if article.pk != report.article_id:
        raise BadAnswer(N_("The report is about another article. Post the notice on that one."))
    with series_of_acts():
        posted = post_notice(article=report.article, by=by, reason=reason, notice=notice)
        with editorial_act(
            article=report.article,
            claim=report.claim,
            by=by,
            kind=Kind.REPORT_ANSWER,
            reason=N_("The report led to a notice."),
        ):
            row = _row(report, None)
            row.notice, row.is_set_aside = posted, False
            row.save()
            _settle(report, ReportStatus.ANSWERED)
            _tell(report)
    return posted


def set_aside(*, reports: Iterable[Report], by: Actor, reason: str) -> int:
    """Set reports aside that nobody will answer, one act for each thing they are about.

    How their readers are reached is erased. Those that are settled are left as they are; returns
    how many were not.
    """
    check_may(by, Task.EDIT)
    groups: dict[tuple[int, int | None], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.article_id, report.claim_id), []).append(report)
    done = 0
    with series_of_acts():
        for key in sorted(groups, key=lambda pair: (pair[0], pair[1] or 0)):
            done += _set_aside(groups[key], by, reason)
    return done


def _set_aside(reports: list[Report], by: Actor, reason: str) -> int:
    about = reports[0]
    with editorial_act(
        article=about.article,
        claim=about.claim,
        by=by,
        kind=Kind.REPORT_SET_ASIDE,
        reason=reason,
    ):
        keys = [report.pk for report in reports]
        rows = Report.objects.select_for_update().filter(pk__in=keys)
        waiting = [row for row in rows.order_by("pk") if not row.is_settled]
        ReportAnswer.objects.bulk_create(
            [ReportAnswer(report=row, is_set_aside=True) for row in waiting]
        )
        keys = [row.pk for row in waiting]
        Report.objects.filter(pk__in=keys).update(status=ReportStatus.SET_ASIDE)
        erase_contacts(keys)
    return len(waiting)


def _row(report: Report, version: int | None) -> ReportAnswer:
    """The report's answer as it is stored, or a new one; the report's own row is locked."""
    Report.objects.select_for_update().get(pk=report.pk)
    stored = ReportAnswer.objects.filter(report=report).first()
    return locked(stored, version) if stored else ReportAnswer(report=report)


def _settle(report: Report, status: ReportStatus) -> None:
    Report.objects.filter(pk=report.pk).update(status=status)
    report.status = status


def _tell(report: Report) -> None:
    if ReportContact.objects.filter(report=report).exists():
        answered.send(sender=Report, report=report)


def _text(text: str) -> str:
    text = several_lines(text)
    if len(text) > ANSWER_LONGEST:
        raise BadAnswer(N_("Shorten the text to %(limit)s characters."), limit=ANSWER_LONGEST)
    return text if shows(text) else ""
