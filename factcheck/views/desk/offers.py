"""The steps that the page of a claim offers, each with its form or with the reason against it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from factcheck.actions.steps import Situation
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Status, Step
from factcheck.forms import steps as forms
from factcheck.forms.refusals import sentence

#: The form of each step. Approval, agreement and dissent are one: an own rating, compared
#: afterwards. A place for lost words is no step: it has its own part of the page. Merging is begun
#: with a duplicate in view.
FORMS: dict[str, type[forms.VersionForm]] = {
    "reaffirm": forms.ReaffirmForm,
    "take": forms.VersionForm,
    "assign": forms.AssignForm,
    "propose": forms.ProposeForm,
    "begin_review": forms.VersionForm,
    "ask_review": forms.AskReviewForm,
    "review": forms.ReviewForm,
    "approve": forms.ApproveForm,
    "decide": forms.DecideForm,
    "publish": forms.PublishForm,
    "request_changes": forms.RequestChangesForm,
    "release": forms.VersionForm,
    "retract": forms.RetractForm,
    "place": forms.PlaceForm,
    "reinstate": forms.ReinstateForm,
    "withdraw": forms.WithdrawForm,
}
_STEPS = {
    name: Step.APPROVE if name == "review" else Step(name) for name in FORMS if name != "place"
}
#: The keys by which the steps are reached: desk.js.
_KEYS = {
    "take": "t",
    "begin_review": "t",
    "reaffirm": "p",
    "propose": "p",
    "decide": "p",
    "publish": "p",
    "review": "a d",
    "request_changes": "r",
}
#: Steps that plan the work; they have a page of their own.
PLANNING = ("assign", "ask_review")
_UNNAMED = frozenset({Step.AGREE, Step.DISSENT, Step.MERGE})  # no buttons of their own


@dataclass
class Tried:
    """A step that was refused: its form as it was typed, and where it was outdated, the refusal."""

    name: str
    form: forms.VersionForm
    stale: Refusal | None = None


#: Where the button says more than the step's name.
_OWN_LABELS = {
    "review": gettext_noop("Record your rating"),
    "decide": gettext_noop("Decide as proposed"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step on the page. `form` is None where the person may not take it; `why_not` says why."""

    name: str
    label: str
    form: forms.VersionForm | None
    why_not: str = ""
    is_open: bool = False

    @property
    def url_name(self) -> str:
        return f"desk:{self.name}"

    @property
    def key(self) -> str:
        return _KEYS.get(self.name, "")

    @property
    def is_quick(self) -> bool:
        """A button alone, with nothing to fill in."""
        return self.form is not None and not self.form.has_text


def offers(
    situation: Situation, tried: Tried | None, blank: Callable[[str], forms.VersionForm]
) -> list[Offer]:
    """The steps that are in turn, and the one that was just refused: what is next first, what this
    person may not do last."""
    possible = _in_turn(situation)
    shown = [
        name
        for name, step in _STEPS.items()
        if step in possible and name not in {"approve", *PLANNING}
    ]
    typed = tried if tried and tried.form.has_text and tried.name in _STEPS else None
    if typed and typed.name not in shown:
        shown.insert(0, typed.name)
    made = []
    for name in shown:
        if typed and typed.name == name:
            made.append(Offer(name, label(name), typed.form, is_open=True))
        elif refusal := situation.refusal(_STEPS[name]):
            made.append(Offer(name, label(name), None, sentence(refusal)))
        else:
            is_open = _is_next(name, situation)
            made.append(Offer(name, label(name), blank(name), is_open=is_open))
    return sorted(made, key=lambda offer: (offer.form is None, not offer.is_open))


def planning(situation: Situation, blank: Callable[[str], forms.VersionForm]) -> list[Offer]:
    """The steps that plan the work, each with its form or with the reason against it."""
    made = []
    for name in PLANNING:
        refusal = situation.refusal(_STEPS[name])
        form = None if refusal else blank(name)
        made.append(Offer(name, label(name), form, sentence(refusal) if refusal else ""))
    return made


def other_steps(situation: Situation) -> list[Offer]:
    """The steps that are not in turn, each with the reason."""
    return [
        Offer(step.value, label(step.value), None, sentence(refusal))
        for step in Step
        if step not in {*_in_turn(situation), *_UNNAMED} and (refusal := situation.refusal(step))
    ]


def _in_turn(situation: Situation) -> list[Step]:
    """The steps that the status allows; to reaffirm is one only where a verdict is stale."""
    is_stale = bool(situation.claim.stale)
    return [step for step in situation.steps() if is_stale or step is not Step.REAFFIRM]


def label(name: str) -> str:
    return gettext(_OWN_LABELS.get(name) or _STEPS[name].label)


def _is_next(name: str, situation: Situation) -> bool:
    """Whether this is what the claim waits for from this person; its form stands open then."""
    if name == "propose":
        return situation.is_mine and situation.status != Status.DISPUTED
    if name == "review":
        return situation.status == Status.IN_SECOND_REVIEW and situation.is_mine
    return name in {"decide", "publish", "reinstate"}
