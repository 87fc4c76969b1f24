"""What a verdict may tell beside its rationale: other times, and what came of a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.domain.dates import partial_date
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import Outcome


class BadFinding(Refusal):
    """A note on another time, or an outcome, that can't be shown."""


def check_time_notes(notes: Sequence[Any]) -> None:
    """Refuse notes that are not [{"date": partial date, "note": texts, "sources": [ids]}]."""
    for note in notes:
        whole = isinstance(note, Mapping) and set(note) == {"date", "note", "sources"}
        if not whole or not _are_texts(note["note"]) or not _are_ids(note["sources"]):
            raise BadFinding(N_("A note on another time needs a date, a text and its sources."))
        if not partial_date(note["date"]):
            raise BadFinding(N_("Give the date that the note is about."))


def check_outcome(outcome: Mapping[str, Any]) -> None:
    """Refuse an outcome that is neither {} nor {"status": a known outcome, "note": texts}."""
    if not outcome:
        return
    if set(outcome) != {"status", "note"} or outcome["status"] not in set(Outcome):
        raise BadFinding(N_("Choose an outcome from the list."))
    if not _are_texts(outcome["note"]):
        raise BadFinding(N_("Say in a sentence what came of it."))


def _are_texts(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(text, str) and text for text in (*value, *value.values()))
    )


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and all(type(each) is int for each in value)
