"""Texts kept per language: `{"en": "…", "id": "…"}`. A third language needs no migration."""

from collections.abc import Iterable, Mapping

from factcheck.domain.characters import clean_characters
from factcheck.domain.errors import N_, Refusal


class NoText(Refusal):
    """A text is missing in every language."""


LONGEST = 20_000  # characters: a rationale is some sentences, not a document


class TextTooLong(Refusal):
    """A text is longer than anyone would read."""


def shows(text: str) -> bool:
    """Whether there is anything to see: not white space and invisible signs alone."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def pick(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text in `language`, or else the first that there is: (its language, the text).

    ("", "") where nothing is written. A language is asked for by its base: "en-GB" finds "en".
    """
    for wanted in (language, language.split("-", maxsplit=1)[0]):
        if texts.get(wanted):
            return wanted, texts[wanted]
    return next(((code, text) for code, text in texts.items() if text), ("", ""))


def cleaned(texts: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """The texts, clean and without their outer white space and empty ones, in a fixed order.

    Languages that are not offered (any more) are kept: nothing is lost by saving a form.
    """
    order = [*languages, *sorted(set(texts) - set(languages))]
    stripped = {code: clean_characters(texts.get(code, "")).strip() for code in order}
    if any(len(text) > LONGEST for text in stripped.values()):
        raise TextTooLong(N_("Shorten the text to %(limit)s characters."), limit=LONGEST)
    return {code: text for code, text in stripped.items() if shows(text)}


def required(texts: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """`cleaned`, refusing what is empty in every language."""
    kept = cleaned(texts, languages)
    if not kept:
        raise NoText(N_("Write it in at least one language."))
    return kept
