"""Collect the texts to translate, and compile the translations: python -m tests.messages

What stands in gettext() and its relatives in Python, and in the translation tags of templates, goes
into the catalogue of each language but English. Translations are kept; texts no longer used go.
The files hold no dates and no line numbers, so that they change only when a text does. It takes no
GNU gettext, which not every machine has.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "factcheck" / "locale"
# English is what the code says. The plural forms are those of Django's own catalogues.
LANGUAGES = {"id": "nplurals=1; plural=0;"}

# Which arguments are texts; "c" is a context, which tells apart the meanings of a word.
PLURAL: tuple[int, ...] = (1, 2)
WITH_CONTEXT: tuple[tuple[int, str] | int, ...] = ((1, "c"), 2)
WITH_CONTEXT_PLURAL: tuple[tuple[int, str] | int, ...] = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": None,
    "N_": None,  # marked where it is written, translated where it is shown
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": WITH_CONTEXT,
    "pgettext_lazy": WITH_CONTEXT,
    "npgettext": WITH_CONTEXT_PLURAL,
    "npgettext_lazy": WITH_CONTEXT_PLURAL,
}


class Translations(Catalog):
    """A catalogue whose header never changes by itself."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, header_comment=f"# factcheck: {language}", fuzzy=False)
        self.mime_headers = [("Plural-Forms", LANGUAGES[language])]

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", LANGUAGES[str(self.locale)]),
        ]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)


def po_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def collected(language: str) -> Catalog:
    """All texts that the code and the templates ask to be translated, not yet translated."""
    catalog = Translations(language)
    sources = [*sorted((ROOT / "factcheck").rglob("*.py"))]
    sources += sorted((ROOT / "templates").rglob("*.html"))
    sources += sorted((ROOT / "templates").rglob("*.txt"))
    for path in sources:
        name = path.relative_to(ROOT).as_posix()
        for text, context in texts_in(path):
            catalog.add(text, locations=[(name, 0)], context=context)
    return catalog


def texts_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Each text as (text, context), or ((singular, plural), context)."""
    code = path.read_text("utf-8")
    if path.suffix != ".py":
        # Django turns a template into something like Python, but for its indentation.
        code = re.sub(r"^\s+", "", templatize(code, origin=str(path)), flags=re.MULTILINE)
    found = extract("python", io.BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for _, text, _, context in found:
        yield text, context


def stored(language: str) -> Catalog:
    """The catalogue on disk; an empty one where there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The texts of today with the translations that are there."""
    catalog, known = collected(language), stored(language)
    for message in texts_of(catalog):
        old = known.get(message.id, message.context)
        if old is not None:
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = old.user_comments
        if message.pluralizable and not any(message.string or ()):
            message.string = ("",) * catalog.num_plurals
    return catalog


def texts_of(catalog: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(strings) and not message.fuzzy


def as_po(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    for language in LANGUAGES:
        catalog = updated(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        messages = texts_of(catalog)
        missing = [message for message in messages if not is_translated(message)]
        print(f"{path.relative_to(ROOT)}: {len(messages)} texts, {len(missing)} not translated")
        for message in missing:
            print(f"  {message.id!r}")


if __name__ == "__main__":
    main()
