"""What each step asks for, and who reads its reason."""

import pytest

from factcheck.domain.acts import KINDS
from factcheck.forms import steps


@pytest.mark.parametrize(
    ("form", "read_by"),
    [
        (steps.PublishForm, "Readers will see this."),
        (steps.WithdrawForm, "Readers will see this."),
        (steps.ReinstateForm, "Readers will see this."),
        (steps.RetractForm, "Only colleagues read this."),
        (steps.RequestChangesForm, "Only colleagues read this."),
        (steps.DecideForm, "Only colleagues read this."),
        (steps.ProposeForm, "Only colleagues read this."),
    ],
)
def test_the_reason_says_who_reads_it(form, read_by):
    reason = form().fields["reason"]
    assert str(reason.help_text).endswith(read_by)
    assert reason.required == (not KINDS[form.kind].standing_reason)


def test_notes_are_kept_only_where_there_are_some():
    assert "keep_notes" not in steps.ProposeForm().fields
    assert "keep_notes" in steps.ProposeForm(notes=True).fields


@pytest.mark.parametrize(
    ("kind", "name"), [(steps.ProposeForm, "keep_notes"), (steps.PublishForm, "with_dissent")]
)
def test_a_box_that_was_offered_is_read_though_nobody_ticked_it(kind, name):
    form = kind({f"{name}-offered": ""})
    form.is_valid()
    assert form.cleaned_data[name] is False
    assert name not in kind({}).fields


def test_a_step_that_leaves_it_open_says_what_to_write():
    help_text = str(steps.DecideForm().fields["reason"].help_text)
    assert help_text == "What decides it. Only colleagues read this."
