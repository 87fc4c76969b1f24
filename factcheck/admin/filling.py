"""Putting what was found into the boxes of a form, never over what somebody typed there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.conf import settings

from factcheck.domain.encoding import decoded
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.text import SourceForm
from factcheck.fetching import FoundArticle, article_at

_BESIDE_THE_TEXT = 500_000  # bytes that all other boxes of a form may take
#: How a file's text is written, where its name says so. What stands in a .txt may be anything.
FORMS = {
    ".html": SourceForm.HTML,
    ".htm": SourceForm.HTML,
    ".md": SourceForm.MARKDOWN,
    ".markdown": SourceForm.MARKDOWN,
}


class BoxFull(Refusal):
    """A text was typed where another was to be put."""


@dataclass
class Filling:
    """The boxes of a form that was sent.

    A box may be filled where it is empty, where it is as `stored`, or where it holds what was last
    put in (the box `put_in` remembers that, by its hash).
    """

    data: Any  # a QueryDict that may be changed
    stored: Mapping[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> bool:
        """Fill a box, if that loses nothing; else its name is noted among the `kept`."""
        present = mark(self.data.get(name, ""))
        memory = self._memory()
        free = {mark(""), mark(self.stored.get(name, "")), memory.get(name), mark(value)}
        if present not in free:
            self.kept.append(name)
            return False
        self.data[name] = value
        self.data["put_in"] = json.dumps(memory | {name: mark(value)})
        return True

    def put_text(self, text: str, form: SourceForm) -> None:
        """Fill the box of the text; AUTO leaves the choice of form as it is. Raises Refusal."""
        if len(text.encode()) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE_THE_TEXT:
            raise Refusal(
                N_("This text is too long for a page. Record it with manage.py record_revision.")
            )
        if not self.put("html", text):
            raise BoxFull(
                N_("You typed a text already, and it was kept. Empty its box first to replace it.")
            )
        if form != SourceForm.AUTO:
            self.data["form"] = form.value

    def _memory(self) -> dict[str, str]:
        """What was put in last, as the page remembers it; a page can be tampered with."""
        try:
            memory = json.loads(self.data.get("put_in") or "{}")
        except (ValueError, RecursionError):
            return {}
        found = memory.items() if isinstance(memory, dict) else ()
        return {name: value for name, value in found if isinstance(value, str)}


def mark(text: str) -> str:
    """A hash of words as they are read: line ends come back from a browser as it likes."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def put_file(filling: Filling, file: Any) -> None:
    """Put the text of an uploaded file in its box. Raises Refusal."""
    text = decoded(file.read())
    filling.put_text(text, FORMS.get(PurePath(file.name or "").suffix.lower(), SourceForm.AUTO))


def put_page(filling: Filling, address: str) -> FoundArticle:
    """Fetch a page and put its text and headline in their boxes. Raises Refusal."""
    if not address.strip():
        raise Refusal(N_("Give the address of the article's page."))
    found = article_at(address.strip())
    filling.put_text(found.html, SourceForm.HTML)
    if found.headline:
        filling.put("headline", found.headline)
    return found
