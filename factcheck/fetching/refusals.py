"""How the outside world says no, each time in one sentence for whoever asked for a page.

No sentence holds what the network said: names and addresses of inner machines stay inside.
"""

from factcheck.domain.errors import N_, Refusal


class FetchRefused(Refusal):
    """A page was not fetched, or not used. Every failure of this room is one of these."""


class SwitchedOff(FetchRefused):
    """This site fetches nothing."""

    def __init__(self) -> None:
        super().__init__(N_("Fetching is switched off here. Paste the text instead."))


class BadAddress(FetchRefused):
    """What was given is no address of a page on the public web; nobody was asked."""


class NotPublic(FetchRefused):
    """The name leads to a machine that is not on the public internet; nothing was sent to it."""

    def __init__(self) -> None:
        super().__init__(
            N_("This address doesn't lead to the public internet. Paste the text instead.")
        )


class Unreachable(FetchRefused):
    """No such name, nobody answers there, or not with a certificate that can be trusted."""


class TooSlow(FetchRefused):
    """The time for one fetch is over."""

    def __init__(self) -> None:
        super().__init__(
            N_("The site took too long to answer. Try again later, or paste the text instead.")
        )


class Busy(FetchRefused):
    """Other fetches kept this one waiting until its time was over."""

    def __init__(self) -> None:
        super().__init__(N_("Other pages are being fetched right now. Try again in a minute."))


class TooLarge(FetchRefused):
    """More bytes than a page may have, on the wire or unpacked."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            N_("This page is larger than %(limit)s MB. Paste the text instead."),
            limit=f"{limit / 1_000_000:g}",
        )


class BadRedirect(FetchRefused):
    """The site sends on and on, in a circle, or to where this project doesn't go."""


class BadAnswer(FetchRefused):
    """An answer against the rules of HTTP, cut off, damaged, or another status than success."""

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(
            message
            or N_("The site's answer could not be read. Try again later, or paste the text."),
            **values,
        )


class WrongType(FetchRefused):
    """Something else than what was asked for, by its header or by its content."""

    def __init__(self) -> None:
        super().__init__(
            N_("There is no web page at this address but another file. Paste the text instead.")
        )


class NoArticle(FetchRefused):
    """A page in which no main text was found."""

    def __init__(self) -> None:
        super().__init__(N_("No article text was found on this page. Paste the text instead."))
