"""What the rules say when they say no."""


def N_(message: str) -> str:  # noqa: N802 - the conventional name that message extractors look for
    """Mark a message for translation and return it unchanged; the boundary translates it."""
    return message


class Refusal(Exception):
    """A rule says no. Its message is one sentence for the person who tried, saying what to do.

    `message` is the English message with %(name)s placeholders (the key for translation), `values`
    what stands in them; `str()` is the English sentence.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message
