"""What is typed for each step of a claim's way. The cleaned values are the action's arguments."""

from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.domain.acts import KINDS, Kind
from factcheck.domain.vocabulary import Confidence, Priority
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Person
from factcheck.models.fields import choices

FOR_READERS = _("Readers will see this.")
FOR_COLLEAGUES = _("Only colleagues read this.")
NO_REASON = _("Say why: a reason is kept with every change.")


def reason_field(kind: Kind, ask: str | Promise = "") -> forms.CharField:
    """The reason of a kind of act: who reads it, and whether one must be given.

    `ask` says what to write, where the step itself leaves it open.
    """
    about = KINDS[kind]
    readers = FOR_READERS if about.public else FOR_COLLEAGUES
    return forms.CharField(
        label=_("Reason") if not about.standing_reason else _("Note for colleagues"),
        help_text=format_lazy("{} {}", ask, readers) if ask else readers,
        required=not about.standing_reason,
        error_messages={"required": NO_REASON},
        widget=forms.Textarea({"rows": 2}),
    )


class VersionForm(forms.Form):
    """A step that asks for nothing. `version` is the one that the person saw.

    Where someone saved meanwhile, `merge` has what differs, for the page to show.
    """

    use_required_attribute = False
    merge: object = None
    version = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value"],
            _("The page was not sent whole. Load it again and repeat what you did."),
        ),
    )

    @property
    def has_text(self) -> bool:
        """Whether something was typed that would be a pity to lose."""
        return len(self.fields) > 1


class ReasonForm(VersionForm):
    """A step that asks why."""

    kind: ClassVar[Kind]
    ask: ClassVar[str | Promise] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(self.kind, self.ask)


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # nor at run time
    """A colleague who may check claims; whether this claim is the rules' to say."""

    def __init__(self, **kwargs: Any) -> None:
        error = _("Choose a colleague from the list.")
        super().__init__(
            Person.objects.checkers(),
            empty_label="…",
            error_messages={"required": error, "invalid_choice": error},
            **kwargs,
        )


class AssignForm(ReasonForm):
    kind = Kind.CLAIM_ASSIGN
    to = ColleagueField(label=_("Colleague"))


class AskReviewForm(ReasonForm):
    kind = Kind.REVIEW_ASK
    of = ColleagueField(label=_("Colleague"))


class PlanForm(ReasonForm):
    """By when, and how soon beside others."""

    kind = Kind.CLAIM_PLAN
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like 2026-12-24.")},
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=choices(Priority))


class UnsealForm(ReasonForm):
    kind = Kind.VERDICT_UNSEAL
    ask = _("Why you have to know it now.")


class RetractForm(ReasonForm):
    kind = Kind.VERDICT_RETRACT


class ReaffirmForm(ReasonForm):
    kind = Kind.VERDICT_REAFFIRM

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why the conclusion holds for the new words")


class PlaceForm(ReasonForm):
    """One of the places that were suggested for lost words, in the revision that was looked at."""

    kind = Kind.CLAIM_EDIT
    revision = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.RegexField(
        r"^[0-9]{1,9}-[0-9]{1,9}$",
        label=_("Place"),
        error_messages=dict.fromkeys(
            ["required", "invalid"], _("Choose one of the suggested places.")
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The span as `actions.claims.accept_place` takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "place" in cleaned:
            start, end = cleaned.pop("place").split("-")
            cleaned |= {"start": int(start), "end": int(end)}
        return cleaned


class RequestChangesForm(ReasonForm):
    kind = Kind.REVIEW_CHANGES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What should change")


class DecideForm(ReasonForm):
    kind = Kind.DISPUTE_DECIDE
    ask = _("What decides it.")


class PublishForm(ReasonForm):
    """`with_dissent` is offered where a reviewer dissented."""

    kind = Kind.VERDICT_PUBLISH
    ask = _("A sentence for the history, such as what the check rests on.")
    with_dissent = forms.BooleanField(
        label=_("Publish the dissent with it"), required=False, initial=True
    )

    def __init__(self, *args: Any, dissent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "with_dissent", here=dissent)


class WithdrawForm(ReasonForm):
    kind = Kind.CLAIM_WITHDRAW


class ReinstateForm(ReasonForm):
    kind = Kind.CLAIM_REINSTATE


class MergeForm(ReasonForm):
    """Why a claim is a duplicate of another one, which was chosen before."""

    kind = Kind.CLAIM_MERGE
    ask = _("What both claims have in common.")


def renew(form: forms.Form, version: int) -> None:
    """Give a form that was sent the version stored now: who has compared the two may send it."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(version)
    form.data = data


def _rating_field() -> forms.CharField:
    """A rating by its key; which there are is the domain's to say."""
    return forms.CharField(
        label=_("Rating"), error_messages={"required": _("Choose a rating from the list.")}
    )


def _offer(form: forms.Form, name: str, *, here: bool) -> None:
    """Keep a tick box only where it is offered, or was in the form that was sent: the page says so
    beside it, since a box without a tick is not sent."""
    if not here and f"{name}-offered" not in form.data:
        del form.fields[name]


class ProposeForm(ReasonForm):
    """A rating with its reasons. `keep_notes` is offered where the last verdict told how the claim
    looked at other times."""

    kind = Kind.VERDICT_PROPOSE
    rating = _rating_field()
    confidence = forms.ChoiceField(
        label=_("How sure you are"),
        choices=[("", "…"), *choices(Confidence)],
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Say how sure you are: high, medium or low.")
        ),
    )
    rationale = TranslatedFormField(
        label=_("Why"),
        help_text=_("Two to four sentences. Readers see them once the verdict is published."),
        error_messages={"required": _("Write it in at least one language.")},
        rows=5,
    )
    keep_notes = forms.BooleanField(
        label=_("Keep the notes on other times and the outcome from the verdict before"),
        required=False,
    )

    def __init__(self, *args: Any, notes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "keep_notes", here=notes)


class ReviewForm(VersionForm):
    """An own rating, given before the proposed one is known."""

    rating = _rating_field()
    note = TranslatedFormField(
        label=_("Why"),
        help_text=_("If your rating differs, readers see this as the dissent."),
        error_messages={"required": _("Write it in at least one language.")},
        rows=3,
    )


class ApproveForm(VersionForm):
    """The proposed rating taken over, by someone who chose to look at the proposal first."""

    rating = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": _("Choose a rating from the list.")}
    )

    @property
    def has_text(self) -> bool:
        return False
