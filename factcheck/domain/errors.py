"""What the rules say when they say no."""


def N_(message: str) -> str:  # noqa: N802 - the conventional name that message extractors look for
    """Mark a message for translation and return it unchanged; the boundary translates it."""
    return message


class Refusal(Exception):
    """A rule says no. Its message is one sentence for the person who tried, saying what to do.

    `message` is the English message with %(name)s placeholders (the key for translation), `values`
    what stands in them; `str()` is the English sentence. `advice` is a sentence after it, a key by
    itself, where what to do depends on who asked.
    """

    advice: str = ""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        said = self.message % self.values if self.values else self.message
        return f"{said} {self.advice}" if self.advice else said
