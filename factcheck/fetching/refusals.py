"""How the outside world says no, each time in one sentence for whoever asked for a page.

No sentence holds what the network said: names and addresses of inner machines stay inside.

A refusal says what happened. What to do about it depends on the door that was knocked at: an
article can be pasted, a source entered by hand. So each refusal names a remedy, and the door
(`advised`) puts it in its own words.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, auto
from types import MappingProxyType
from typing import ClassVar

from factcheck.domain.errors import N_, Refusal


class Why(Enum):
    """What a refusal says of the document, for whoever looks at it on a schedule."""

    GONE = auto()  # the site says that it is there no more: 404 and 410
    OUT_OF_REACH = auto()  # nobody can tell now: no such name, no answer, too slow, 429, 5xx
    UNUSABLE = auto()  # something is there that isn't read: too large, another type, damaged, 403
    NOT_ASKED = auto()  # our own rules or the site's wish: nobody was asked for the document


class Remedy(Enum):
    """What somebody may do about it. NONE where the refusal's own sentence says so."""

    NONE = auto()
    OTHER_WAY = auto()
    LATER = auto()
    CHECK = auto()


FOR_ARTICLES: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.OTHER_WAY: N_("Paste the text instead."),
        Remedy.LATER: N_("Try again later, or paste the text instead."),
        Remedy.CHECK: N_("Check the address, or paste the text instead."),
    }
)
FOR_SOURCES: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.OTHER_WAY: N_("Enter the source by hand."),
        Remedy.LATER: N_("Try again later, or enter the source by hand."),
        Remedy.CHECK: N_("Check the address, or enter the source by hand."),
    }
)


class FetchRefused(Refusal):
    """A page was not fetched, or not used. Every failure of this room is one of these.

    `status` is the one that the site answered with, where that is what was wrong. `message` alone
    says what happened; `advice` comes from the door.
    """

    why: Why = Why.UNUSABLE
    remedy: ClassVar[Remedy] = Remedy.OTHER_WAY
    status: int | None = None

    @property
    def is_gone(self) -> bool:
        return self.why is Why.GONE

    @property
    def is_out_of_reach(self) -> bool:
        return self.why is Why.OUT_OF_REACH


@contextmanager
def advised(advice: Mapping[Remedy, str]) -> Iterator[None]:
    """Refusals of what is done meanwhile say what to do, in the words of one door."""
    try:
        yield
    except FetchRefused as refused:
        refused.advice = advice.get(refused.remedy, "")
        raise


class SwitchedOff(FetchRefused):
    """This site fetches nothing."""

    why = Why.NOT_ASKED

    def __init__(self) -> None:
        super().__init__(N_("Fetching is switched off here."))


class BadAddress(FetchRefused):
    """What was given is no address of a page on the public web; nobody was asked."""

    why = Why.NOT_ASKED
    remedy = Remedy.NONE


class NoAddress(BadAddress):
    """Not even the form of an address."""

    remedy = Remedy.CHECK

    def __init__(self) -> None:
        super().__init__(N_("This is no address of a web page."))


class LongAddress(BadAddress):
    remedy = Remedy.OTHER_WAY

    def __init__(self, limit: int) -> None:
        super().__init__(
            N_("This address is longer than %(limit)s characters."), limit=f"{limit:,}"
        )


class NotPublic(FetchRefused):
    """The name leads to a machine that is not on the public internet; nothing was sent to it."""

    why = Why.OUT_OF_REACH

    def __init__(self) -> None:
        super().__init__(N_("This address doesn't lead to the public internet."))


class Disallowed(FetchRefused):
    """The site's robots.txt asks programs not to look at this."""

    why = Why.NOT_ASKED

    def __init__(self) -> None:
        super().__init__(N_("The site asks programs not to look at this page (robots.txt)."))


class Unreachable(FetchRefused):
    """No such name, nobody answers there, or not with a certificate that can be trusted."""

    why = Why.OUT_OF_REACH


class NoSuchSite(Unreachable):
    remedy = Remedy.CHECK

    def __init__(self) -> None:
        super().__init__(N_("There is no site of this name."))


class NobodyThere(Unreachable):
    remedy = Remedy.LATER

    def __init__(self) -> None:
        super().__init__(N_("The site can't be reached."))


class TooSlow(FetchRefused):
    """The time for one fetch is over."""

    why = Why.OUT_OF_REACH
    remedy = Remedy.LATER

    def __init__(self) -> None:
        super().__init__(N_("The site took too long to answer."))


class Busy(FetchRefused):
    """Other fetches kept this one waiting until its time was over; nobody was asked."""

    why = Why.NOT_ASKED
    remedy = Remedy.NONE

    def __init__(self) -> None:
        super().__init__(N_("Other pages are being fetched right now. Try again in a minute."))


class TooLarge(FetchRefused):
    """More bytes than a page may have, on the wire or unpacked."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            N_("This page is larger than %(limit)s MB."), limit=f"{limit / 1_000_000:g}"
        )


class BadRedirect(FetchRefused):
    """The site sends on and on, in a circle, or to where this project doesn't go."""

    why = Why.OUT_OF_REACH


class BadAnswer(FetchRefused):
    """An answer against the rules of HTTP, cut off or damaged."""

    why = Why.OUT_OF_REACH
    remedy = Remedy.LATER

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message or N_("The site's answer could not be read."), **values)


class EmptyAnswer(BadAnswer):
    """Success, and nothing in it."""


class NoLetters(BadAnswer):
    """The bytes of a text of which nothing says what letters they are."""

    why = Why.UNUSABLE
    remedy = Remedy.OTHER_WAY

    def __init__(self) -> None:
        super().__init__(N_("Nothing says for certain which letters this page holds."))


class BadStatus(BadAnswer):
    """Another status than success."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(
            message or N_("The site answered with an error (%(status)s)."), status=status
        )
        self.status = status


class NoPage(BadStatus):
    why = Why.GONE
    remedy = Remedy.CHECK

    def __init__(self, status: int) -> None:
        super().__init__(status, N_("There is no page at this address (%(status)s)."))


class NotLetIn(BadStatus):
    """The page is there, but not for everybody: a log-in, a subscription, a law."""

    why = Why.UNUSABLE
    remedy = Remedy.OTHER_WAY

    def __init__(self, status: int) -> None:
        super().__init__(status, N_("The site doesn't let this page be read (%(status)s)."))


class AskedTooOften(BadStatus):
    def __init__(self, status: int) -> None:
        super().__init__(status, N_("The site wants to be asked less often (%(status)s)."))


class WrongType(FetchRefused):
    """Something else than what was asked for, by its header or by its content."""

    def __init__(self) -> None:
        super().__init__(N_("At this address is a file of a kind that can't be read here."))


class NoArticle(FetchRefused):
    """A page in which no main text was found."""

    def __init__(self) -> None:
        super().__init__(N_("No article text was found on this page."))
