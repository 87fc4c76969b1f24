"""Readers' reports: what they are about, and what their receipts say."""

from dataclasses import dataclass
from typing import Any

from factcheck.models import Article, Claim, Report
from factcheck.presenters.notices import ShownNotice, shown


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is about, in words that readers know: a claim as its published verdict has it,
    {} where it is the article as a whole."""

    url: str
    headline: str
    language: str
    statement: dict[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    report: Report
    reported: Reported
    answer: str
    notice: ShownNotice | None


def reported(article: Article, claim: Claim | None) -> Reported:
    """What a reader reports something about. A claim's own words may be newer than what readers
    have seen; its verdict's are not."""
    verdict = claim.published_verdict if claim else None
    return Reported(
        url=claim.get_absolute_url() if claim and verdict else article.get_absolute_url(),
        headline=article.newest.headline,
        language=article.language,
        statement=verdict.claim_row.statement if verdict else {},
    )


def receipt_of(report: Report) -> Receipt:
    """The receipt of a report as `actions.reports.find` gives it. Where its claim was removed by
    law, what the reader wrote stays, and the article is named alone."""
    answer = getattr(report, "answer", None)
    found: Any = report
    claim = None if found.is_removed else report.claim
    return Receipt(
        report=report,
        reported=reported(report.article, claim),
        answer=answer.text if answer else "",
        notice=shown(answer.notice) if answer and answer.notice else None,
    )
