"""What a clean body is made of, read by another parser than its own."""

from html.parser import HTMLParser

from factcheck.domain.html.tree import KEPT


class Elements(HTMLParser):
    """The names and attributes of a body; closing a tag that is not open fails at once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: set[str] = set()
        self.bare_text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.targets.update(value or "" for name, value in attrs if name == "href")
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags are well nested"

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.bare_text += data


def check_clean(body: str) -> None:
    """Fail unless the body holds only what bodies may hold."""
    elements = Elements()
    elements.feed(body)
    elements.close()
    assert elements.open == []
    assert elements.seen <= KEPT
    assert elements.attributes <= {"href", "rel"}
    assert all(target.startswith(("http:", "https:", "mailto:")) for target in elements.targets)
    assert elements.bare_text.strip() == ""
