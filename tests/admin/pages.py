"""Using the admin as a browser does: what is sent is what the page's own form holds."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.test import Client

ADMIN = "/admin/factcheck/"


class FormReader(HTMLParser):
    """What a browser would send from the page's main form, were nothing touched."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None
        self._multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._inside = given.get("method") == "post" and given.get("id") != "logout-form"
        if not self._inside:
            return
        if tag == "input" and name and given.get("type") not in {"submit", "file"}:
            self._input(name, given)
        elif tag == "textarea":
            self._area, self.data[name] = name, ""
        elif tag == "select":
            self._select, self._multiple = name, "multiple" in given
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value", ""), several=self._multiple)

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self._add(name, given.get("value", "on"), several=given["type"] == "checkbox")
        else:
            self.data[name] = given.get("value", "")

    def _add(self, name: str, value: str, *, several: bool) -> None:
        if several:
            self.data.setdefault(name, []).append(value)
        else:
            self.data[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            before = self.data[self._area]
            # A browser drops the line break right after the opening tag.
            self.data[self._area] = before + (data.removeprefix("\n") if not before else data)


@dataclass
class Visitor:
    """Somebody at a browser."""

    client: Client

    def form(self, path: str) -> dict[str, Any]:
        """The page's form as it stands."""
        return form_in(self.client.get(ADMIN + path))

    def send(self, path: str, data: dict[str, Any]) -> Any:
        """Send a form; None takes a box away."""
        kept = {name: value for name, value in data.items() if value is not None}
        return self.client.post(ADMIN + path, kept)

    def save(self, path: str, **typed: Any) -> Any:
        """Open a page, type, and save."""
        return self.send(path, self.form(path) | typed)

    def read(self, path: str) -> str:
        """A page's text."""
        answer = self.client.get(path if path.startswith("/") else ADMIN + path)
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())


def form_in(answer: Any) -> dict[str, Any]:
    """The form of a page that was answered."""
    reader = FormReader()
    reader.feed(answer.content.decode())
    return reader.data


def text_of(answer: Any) -> str:
    """What an answer says, with its apostrophes as people read them."""
    return str(answer.content.decode()).replace("&#x27;", "'").replace("&quot;", '"')
