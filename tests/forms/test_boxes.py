"""An outdated form, box by box: what it is filled with, what is told, and what else may be put."""

import pytest

from factcheck.forms.boxes import Box, Row, merge_row

BASE = "The city paid 12 euros for the bridge."
MINE = "The town paid 12 euros for the bridge."
STANCES = {"supports": "Supports", "refutes": "Refutes", "mixed": "Mixed"}


def box(stored, base=BASE, **more):
    return Box("note_en", "Note", base, stored, "en", **more)


def row_of(*given) -> Row:
    row = merge_row(*given)
    assert row
    return row


def told(row):
    return row.held, [choice.key for choice in row.choices], row.told


# What is stored, what was typed; what the box holds, what else may be put there, what is told.
FRESH = {
    "both changes fit": (
        "The city paid 12 euros for the old bridge.",
        MINE,
        "The town paid 12 euros for the old bridge.",
        ["stored", "0"],
        "Both changes fit together. The box holds both.",
    ),
    "both changed the same": (
        "The state paid 12 euros for the bridge.",
        MINE,
        MINE,
        ["stored", "both"],
        "You both changed this. The box holds yours.",
    ),
    "I changed nothing": (
        MINE,
        BASE,
        MINE,
        ["0"],
        "You left this as it was. The box holds what is stored now.",
    ),
    "only I did": (BASE, MINE, MINE, ["stored"], "Only you changed this. The box holds yours."),
}


@pytest.mark.parametrize(
    ("stored", "typed", "held", "choices", "sentence"), FRESH.values(), ids=FRESH.keys()
)
def test_a_form_that_turns_out_to_be_outdated(stored, typed, held, choices, sentence):
    row = row_of(box(stored), typed.replace("\n", "\r\n") + " ")
    assert told(row) == (held, choices, sentence)
    assert row.mine == [typed]
    assert "".join(part.text for part in row.segments or () if part.kind != "added") == stored
    assert "".join(part.text for part in row.segments or () if part.kind != "removed") == typed


def test_what_is_alike_has_no_row():
    assert merge_row(box(MINE), MINE) is None
    assert merge_row(box("supports", "mixed", labels=STANCES), "supports") is None


def test_each_choice_can_be_taken_back():
    theirs = box("The state paid 12 euros for the bridge.")
    first = row_of(theirs, MINE)
    stored = row_of(theirs, first.held, first.mine, "stored")
    assert told(stored) == (theirs.stored, ["0", "both"], "The box holds what is stored now.")
    mine = row_of(theirs, stored.held, stored.mine, "0")
    assert told(mine) == told(first)
    both = row_of(theirs, mine.held, mine.mine, "both")
    assert both.held == "The state town paid 12 euros for the bridge."
    assert "Mend it before you save." in both.told
    assert both.mine == [MINE]


def test_what_is_typed_in_between_is_kept_too():
    theirs = box("The state paid 12 euros for the bridge.")
    row = row_of(theirs, "Now this.", [MINE], "stored")
    assert (row.held, row.mine) == (theirs.stored, [MINE, "Now this."])
    labels = [choice.label for choice in row.choices if choice.key in {"0", "1"}]
    assert labels == [
        "Keep mine: “The town paid 12 euros for…”",
        "Keep mine: “Now this.”",
    ]


def test_a_choice_elsewhere_leaves_the_box_alone():
    row = row_of(box("The state paid."), "Written in between.", [MINE], "")
    assert (row.held, row.mine) == ("Written in between.", [MINE])
    assert row_of(box(MINE), MINE, [BASE], "").held == MINE


def test_of_a_list_one_is_chosen_and_both_are_shown():
    row = row_of(box("supports", "mixed", labels=STANCES), "refutes")
    assert (row.segments, row.stored, row.typed) == (None, "Supports", "Refutes")
    assert told(row) == ("refutes", ["stored"], "You both changed this. The box holds yours.")
    left = row_of(box("supports", "mixed", labels=STANCES), "mixed")
    assert (left.held, left.told) == (
        "supports",
        "You left this as it was. The box holds what is stored now.",
    )


def test_what_nobody_offered_is_not_put_there():
    assert row_of(box(BASE), MINE, [MINE], "7").held == MINE
