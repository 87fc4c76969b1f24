"""An outdated form: what is stored and what was typed, box by box, and how the two fit together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext

from factcheck.domain.diff import Segment, segments
from factcheck.domain.merge import merged

#: What a person may put in a box, beside one of their own texts (by its place: "0", "1", …).
STORED, BOTH = "stored", "both"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form: what it held when the form was opened, and what is stored now.

    `labels` has the words for each key where one is chosen from a list; texts have none.
    """

    name: str
    label: str
    base: str
    stored: str
    language: str = ""
    labels: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be put in a box by one button."""

    key: str
    label: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A box in which stored and typed differ.

    `segments` leads from the stored text to the typed one; None where one is chosen from a list.
    `held` is what to fill the box with, `told` says in a sentence why; `choices` has what else may
    be put there, and `mine` every text that the person typed, so that none of them is lost.
    """

    name: str
    label: str
    language: str
    segments: list[Segment] | None
    stored: str
    typed: str
    held: str
    told: str
    choices: list[Choice]
    mine: list[str]

    @property
    def use_name(self) -> str:
        """The name of its buttons."""
        return beside(self.name, "use")

    @property
    def mine_name(self) -> str:
        """The name under which `mine` goes with the form."""
        return beside(self.name, "mine")


@dataclass(frozen=True, slots=True)
class Merge:
    """The boxes that differ; `opened` is the version from which the person's changes began.

    `prefix` stands before the names of a form that is one of several on its page.
    """

    opened: int
    rows: list[Row]
    prefix: str = ""


def beside(name: str, what: str) -> str:
    """The name of what goes with a box: with "note" "use_note", with "a-0-note" "a-0-use_note"."""
    prefix, dash, own = name.rpartition("-")
    return f"{prefix}{dash}{what}_{own}"


def merge_row(
    box: Box, held: str, mine: Sequence[str] = (), chosen: str | None = None
) -> Row | None:
    """The row of a box that holds `held`; None where that is what is stored and nothing else was.

    `chosen` None is a form that has just turned out to be outdated: the box is filled with both
    changes where they fit together. Else it is the key of a choice, "" for none in this box.
    """
    held, texts = _plain(held), [_plain(text) for text in mine]
    if chosen is None:
        texts = [*(text for text in texts if text != held), held]
    offered = _offered(box, texts)
    if chosen and chosen in offered:
        texts += [held] if held and held not in offered.values() else []
        held = offered[chosen]
    elif chosen is None and _fits(box, held):
        held = _together(box, held)
    if all(text == box.stored for text in texts):
        return None
    is_text = box.labels is None
    return Row(
        name=box.name,
        label=box.label,
        language=box.language,
        segments=segments(box.stored, texts[-1]) if is_text else None,
        stored=_worded(box, box.stored),
        typed=_worded(box, texts[-1]),
        held=held,
        told=_told(box, texts[-1], held),
        choices=_choices(box, texts, held),
        mine=texts,
    )


def _plain(text: str) -> str:
    """A text as it would be stored: browsers end lines in two characters."""
    return text.replace("\r\n", "\n").strip()


def _together(box: Box, typed: str) -> str:
    """The stored and the typed changes in one; of a list, the key of whoever chose another one."""
    if box.labels is None:
        return merged(box.base, box.stored, typed).text
    return box.stored if typed == box.base else typed


def _fits(box: Box, typed: str) -> bool:
    """Whether nothing of what the two changed is in the other's way."""
    if box.labels is None:
        return merged(box.base, box.stored, typed).fits
    return box.base in {box.stored, typed} or box.stored == typed


def _offered(box: Box, texts: Sequence[str]) -> dict[str, str]:
    """All that may be put in a box, by key. Of a list nobody can have both."""
    found = {STORED: box.stored}
    if box.labels is None and texts:
        found[BOTH] = _together(box, texts[-1])
    return found | {str(place): text for place, text in enumerate(texts)}


def _choices(box: Box, texts: Sequence[str], held: str) -> list[Choice]:
    """The buttons of a box: each text that it doesn't hold, once."""
    found: dict[str, Choice] = {}
    for key, text in _offered(box, texts).items():
        if text != held and text not in found:
            found[text] = Choice(key, _label(box, key, text, texts), text)
    order = {STORED: 0, BOTH: 2}
    return sorted(found.values(), key=lambda choice: order.get(choice.key, 1))


def _label(box: Box, key: str, text: str, texts: Sequence[str]) -> str:
    if key == STORED:
        is_text = box.labels is None
        return gettext("Take the stored text") if is_text else gettext("Take what is stored")
    if key == BOTH:
        if _fits(box, texts[-1]):
            return gettext("Take both changes")
        return gettext("Take both, one after the other")
    if len(texts) == 1:
        return gettext("Keep mine")
    return gettext("Keep mine: “%(text)s”") % {"text": Truncator(text).words(6)}


def _told(box: Box, typed: str, held: str) -> str:
    """What the box holds, and why."""
    if held == box.stored:
        left = gettext("You left this as it was. The box holds what is stored now.")
        return left if typed == box.base else gettext("The box holds what is stored now.")
    if box.stored == box.base:
        return gettext("Only you changed this. The box holds yours.")
    fits = _fits(box, typed)
    if held == typed and not fits:
        return gettext("You both changed this. The box holds yours.")
    if held == _together(box, typed) != typed:
        mend = gettext("The box holds both, one after the other. Mend it before you save.")
        return gettext("Both changes fit together. The box holds both.") if fits else mend
    return gettext("The box holds yours.")


def _worded(box: Box, value: str) -> str:
    return value if box.labels is None else box.labels.get(value, value)
