"""Two texts paragraph by paragraph: what stayed, changed, came, went and moved."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.paragraphs import PILCROW, Paragraph, paragraphs

OLD = """The mayor opened the bridge.
It cost 12 million euros.
Nobody was hurt.
The ferry stopped in June."""


def told(old: str, new: str) -> list[str]:
    """Each paragraph as its kind and its words: [went] {came}."""
    signs = {"same": "{}", "added": "{{{}}}", "removed": "[{}]"}
    return [
        f"{p.kind}: {''.join(signs[s.kind].format(s.text) for s in p.segments)}"
        for p in paragraphs(old, new)
    ]


def test_the_same_text_is_the_same() -> None:
    assert {p.kind for p in paragraphs(OLD, OLD)} == {"same"}


def test_a_changed_word_changes_its_paragraph_alone() -> None:
    assert told(OLD, OLD.replace("12", "13")) == [
        "same: The mayor opened the bridge.",
        "changed: It cost [12]{13} million euros.",
        "same: Nobody was hurt.",
        "same: The ferry stopped in June.",
    ]


def test_print_alone_is_told_as_print() -> None:
    assert told("“A bridge”\nAt last", '"A bridge"\nAt last')[0].startswith("print: ")


def test_the_last_paragraph_moved_to_the_top() -> None:
    lines = OLD.split("\n")
    found = paragraphs(OLD, "\n".join([lines[-1], *lines[:-1]]))
    assert [(p.kind, p.move) for p in found] == [
        ("arrived", 1),
        ("same", 0),
        ("same", 0),
        ("same", 0),
        ("left", 1),
    ]
    assert {"".join(s.text for s in p.segments) for p in found if p.move} == {lines[-1]}


def test_two_that_moved_past_each_other_are_told_apart() -> None:
    found = paragraphs("A one.\nB two.\nC three.", "C three.\nB two.\nA one.")
    moved = {p.move: "".join(s.text for s in p.segments) for p in found if p.kind == "arrived"}
    left = {p.move: "".join(s.text for s in p.segments) for p in found if p.kind == "left"}
    assert moved == left
    assert len(moved) == 2


def test_what_cannot_be_told_apart_has_not_moved() -> None:
    found = paragraphs("Twin.\nTwin.\nA one.\nB two.\nC three.", "A one.\nB two.\nC three.\nTwin.")
    assert not [p for p in found if p.move]


def test_paragraphs_that_join_and_part_show_where() -> None:
    joined = told("One here.\nTwo there.", "One here. Two there.")
    assert joined[0] == f"changed: One here.[{PILCROW}]"
    parted = told("One here. Two there.", "One here.\nTwo there.")
    assert parted == [f"changed: One here.[ ]{{{PILCROW}}}", "same: Two there."]


def test_new_paragraphs_stand_where_they_came() -> None:
    new = OLD.replace("Nobody was hurt.", "Rain fell.\nNobody was hurt.").replace(
        "The mayor", "Yesterday the mayor"
    )
    assert [line.partition(":")[0] for line in told(OLD, new)] == [
        "changed",
        "same",
        "changed",
        "same",
        "same",
    ]


def test_a_new_paragraph_after_a_changed_one_came_whole() -> None:
    new = OLD.replace("stopped in June.", "stopped in May.\nCorrected on 23/11/2026: it was May.")
    assert told(OLD, new)[-2:] == [
        "changed: The ferry stopped in [June]{May}.",
        "changed: {Corrected on 23/11/2026: it was May.}",
    ]


def test_and_one_that_went_before_a_changed_one_went_whole() -> None:
    old = "Rain fell all day, as always.\nIt cost 12 million euros."
    assert told(old, "It cost 13 million euros.") == [
        "changed: [Rain fell all day, as always.]",
        "changed: It cost [12]{13} million euros.",
    ]


def test_the_case_of_a_first_letter_is_print() -> None:
    assert told("So it was. Then it fell.", "so it was. Then it fell.")[0].startswith("print: ")
    assert told("So it was.", "So It was.")[0].startswith("changed: ")
    assert told("So it was.", "So it was?")[0].startswith("changed: ")


_lines = st.lists(
    st.sampled_from(["A one two.", "B three", "C “four” five.", 'C "four" five.', "D", "E 6, 7."]),
    min_size=1,
    max_size=8,
)


@given(_lines, _lines)
def test_nothing_is_lost_and_nothing_invented(old: list[str], new: list[str]) -> None:
    """The new words stand in the order of the new text, and every old word is somewhere."""
    found = paragraphs("\n".join(old), "\n".join(new))

    def words(side: str, of: list[Paragraph]) -> list[str]:
        kept = [s.text for p in of for s in p.segments if s.kind in ("same", side)]
        return " ".join(kept).replace(PILCROW, " ").split()

    came = words("added", [p for p in found if p.kind != "left"])
    assert "".join(came) == "".join("".join(new).split())
    went = words("removed", [p for p in found if p.kind != "arrived"])
    assert sorted("".join(went)) == sorted("".join("".join(old).split()))
