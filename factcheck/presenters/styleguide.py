"""What the page of all components shows: each in its states, with words made up for it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext

from factcheck.domain.diff import Segment
from factcheck.domain.vocabulary import NoticeKind, Stance
from factcheck.models import Rating
from factcheck.presenters.acts import ActLine, Chip
from factcheck.presenters.claims import ClaimCard
from factcheck.presenters.notices import ShownNotice

_STATEMENT = {"en": "The bridge cost 12 million euros.", "id": "Jembatan itu menelan 12 juta euro."}
_WORDS = {"en": "An earlier version named another year.", "id": "Versi awal menyebut tahun lain."}


@dataclass(frozen=True, slots=True)
class Pages:
    """A page in the middle of a list."""

    number: int = 2
    has_previous: bool = True
    has_next: bool = True
    previous_page_number: int = 1
    next_page_number: int = 3


class SampleForm(forms.Form):
    """Each kind of field that readers meet."""

    title = forms.CharField(label="Title", help_text="A few words.")
    kind = forms.ChoiceField(label="Kind", choices=[("", "…"), ("a", "A"), ("b", "B")])
    note = forms.CharField(label="Note", widget=forms.Textarea({"rows": 2}), required=False)
    sure = forms.BooleanField(label="I am sure")


def components(now: datetime) -> dict[str, Any]:
    """Everything to show, by the name that the templates know it by."""
    ratings = list(Rating.objects.all())
    return {
        "ratings": ratings,
        "stances": [(stance.value, gettext(stance.label)) for stance in Stance],
        "notices": [
            ShownNotice(kind.value, gettext(kind.label), now.date(), _WORDS, {}, "")
            for kind in NoticeKind
        ],
        "claims": [
            ClaimCard("#", rating, _STATEMENT, number == 1, now, "The Daily", number + 1)
            for number, rating in enumerate(ratings[:3])
        ],
        "acts": _acts(now, ratings),
        "segments": [
            Segment("same", "It cost "),
            Segment("removed", "11"),
            Segment("added", "12"),
            Segment("same", " million euros, as the city said."),
        ],
        "tried": SampleForm({"title": ""}, auto_id="tried-%s"),
        "form": SampleForm(auto_id="sample-%s"),
        "pages": Pages(),
    }


def _acts(now: datetime, ratings: list[Rating]) -> list[ActLine]:
    given: dict[str, Any] = {
        "at": now,
        "effective": None,
        "who": "Editor",
        "role": "editor",
        "reason": "A reader wrote to us.",
        "hash": "0" * 64,
        "url": "#",
        "claim": None,
    }
    rating = Chip("Rating", rating_before=ratings[0], rating_after=ratings[-1]) if ratings else None
    chips = [Chip("Headline", "A bridge", "A bridge at last"), *([rating] if rating else [])]
    return [
        ActLine(id=1, icon="verdict", kind="Verdict published", chips=chips, **given),
        ActLine(
            id=2,
            icon="notice",
            kind="Notice posted",
            chips=[],
            **given | {"effective": date(2019, 12, 24)},
        ),
    ]
