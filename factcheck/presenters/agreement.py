"""How far reviewers agree, over the verdicts of a period that a second person has judged."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from factcheck.domain.acts import Kind
from factcheck.domain.agreement import nominal_alpha, ordinal_alpha
from factcheck.domain.seal import Proposal
from factcheck.domain.vocabulary import Judgement
from factcheck.models import Review
from factcheck.presenters.charts import Cell, Chart, Row, Series, bars
from factcheck.presenters.periods import in_period

Unit = list[tuple[int, int | None]]  # the ratings given to one verdict: (key, number)


def agreement_chart(since: datetime | None) -> Chart:
    """Alpha over the verdicts of the period that a second person has judged."""
    units = list(_judged(since))
    numbered = [[number for _key, number in unit if number is not None] for unit in units]
    levels = [
        (gettext("Numbered ratings"), ordinal_alpha(numbered), _comparable(numbered)),
        (
            gettext("All ratings"),
            nominal_alpha([[key for key, _number in unit] for unit in units]),
            _comparable(units),
        ),
    ]
    known = [(label, alpha, size) for label, alpha, size in levels if alpha is not None]
    return Chart(
        key="agreement",
        title=gettext("How far reviewers agree"),
        reading=_agreement_reading(levels),
        empty=""
        if units
        else gettext("Once a second person has judged verdicts, how far people agree stands here."),
        head=[gettext("Ratings"), gettext("Alpha"), gettext("Verdicts")],
        rows=[
            (Cell(label), [Cell(_two_places(alpha)), Cell(str(size))])
            for label, alpha, size in levels
        ],
        bars=bars(
            [Row(label, [max(alpha, 0)], _two_places(alpha)) for label, alpha, _size in known],
            [Series("tone-4", "", "")],
            longest=1,
        ),
        note=gettext(
            "Krippendorff's alpha: 1 is full agreement, 0 is what chance gives, less is worse than "
            "chance. Of numbered ratings a near miss counts less than a far one; of all ratings, "
            "those without a number included, two are the same or not. Verdicts that nobody has "
            "judged yet, and reaffirmed ones, are left out."
        ),
    )


def _judged(since: datetime | None) -> Iterator[Unit]:
    """The ratings given to each verdict that was judged: its proposer's first, then the reviewers'.

    Who reaffirms, and who reviews that, knows the published conclusion: it says nothing of how two
    people judge apart.
    """
    reviews = (
        in_period(
            Review.objects.filter(judgement=Judgement.RATING), "verdict__act__recorded_at", since
        )
        .exclude(verdict__act__kind=Kind.VERDICT_REAFFIRM)
        .order_by("verdict", "id")
        .values_list(
            "verdict",
            "reviewer",
            "rating",
            "rating__number",
            "verdict__proposer",
            "verdict__rating",
            "verdict__rating__number",
            "verdict__people_needed",
            "verdict__publication",
        )
    )
    for _verdict, group in groupby(reviews.iterator(), key=lambda row: row[0]):
        rows = list(group)
        *_own, proposer, rating, number, needed, publication = rows[0]
        proposal = Proposal(
            is_sealed=True,
            proposer=proposer,
            rating=rating,
            ratings={row[1]: row[2] for row in rows},
            openers=frozenset(),
            people_needed=needed,
            is_over=publication is not None,
        )
        if proposal.is_settled:
            yield [(rating, number), *((row[2], row[3]) for row in rows)]


def _comparable(units: Sequence[Sequence[Any]]) -> int:
    return sum(len(unit) > 1 for unit in units)


def _agreement_reading(levels: Sequence[tuple[str, float | None, int]]) -> str:
    alpha, size = next(
        ((alpha, size) for _label, alpha, size in levels if alpha is not None), (None, 0)
    )
    if alpha is None:
        return gettext("Too little was judged, or all of it alike, to tell agreement from chance.")
    return ngettext(
        "Alpha is %(alpha)s over %(count)s verdict: %(meaning)s",
        "Alpha is %(alpha)s over %(count)s verdicts: %(meaning)s",
        size,
    ) % {"alpha": _two_places(alpha), "count": size, "meaning": _meaning(alpha)}


def _two_places(alpha: float | None) -> str:
    """0.97, or 0,97 where people write a comma; a dash where there is none."""
    return "–" if alpha is None else number_format(f"{alpha:.2f}", 2)


def _meaning(alpha: float) -> str:
    """In plain words. The bounds are those that Krippendorff advises: 0.8, and 2/3 with reserve."""
    if alpha >= 0.8:
        return gettext("people who rate apart come to the same rating, nearly always.")
    if alpha >= 2 / 3:
        return gettext("people who rate apart mostly agree; look at where they don't.")
    if alpha > 0:
        return gettext("people agree more than by chance, but too little to rely on one of them.")
    return gettext("people agree no more than by chance. Talk about what the ratings mean.")
