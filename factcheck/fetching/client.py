"""The one way to the outside world: a GET with bounds on where, how much, how long and how often.

No proxy of the environment, no cookie, no password, no referrer goes with a request; nothing is
kept between two.
"""

import ssl
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin

from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from factcheck.domain.errors import N_
from factcheck.fetching import content as contents
from factcheck.fetching.addresses import PUBLIC_WEB, Place, Reach, place_of
from factcheck.fetching.limits import Limits, Meter
from factcheck.fetching.names import Resolver, numbers_of, system_resolver
from factcheck.fetching.refusals import (
    AskedTooOften,
    BadAddress,
    BadAnswer,
    BadRedirect,
    BadStatus,
    EmptyAnswer,
    NoPage,
    NotLetIn,
    TooLarge,
    TooSlow,
    Unreachable,
    WrongType,
)
from factcheck.fetching.turns import Turns
from factcheck.fetching.unpacking import CODINGS, Unpacked
from factcheck.fetching.wire import connection

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_PIECE = 65_536
# All clients of a process wait for each other's requests to a host.
_TURNS = Turns()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer that kept to every bound.

    `media_type` is what header and content agree on; `charset` what the header says, or "".
    """

    requested: str
    url: str  # where it came from, after redirects
    status: int
    media_type: str
    charset: str
    content: bytes
    fetched_at: datetime
    last_modified: str = ""
    etag: str = ""
    language: str = ""  # the header's
    reason: str = "OK"  # beside the status
    headers: tuple[tuple[str, str], ...] = ()  # as they came, in their order
    has_moved: bool = False  # for good: every redirect said so

    @property
    def text(self) -> str:
        return contents.text_of(self.content, self.charset)


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str
    is_permanent: bool


@cache
def system_trust() -> ssl.SSLContext:
    """Certificates and names are verified, against what this system trusts."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Client:
    """Fetches pages. The defaults are those of the site; tests bring a reach of their own."""

    user_agent: str
    limits: Limits = field(default_factory=Limits)
    reach: Reach = PUBLIC_WEB
    resolve: Resolver = system_resolver
    trust: ssl.SSLContext = field(default_factory=system_trust)
    turns: Turns = _TURNS

    def fetch(
        self,
        url: str,
        accepts: AbstractSet[str] = contents.ARTICLES,
        *,
        before: Callable[[Place], None] = lambda _place: None,
    ) -> Fetched:
        """The page at an address, of one of the media types. Raises FetchRefused, nothing else.

        `before` is called with each place before it is asked, and may raise a FetchRefused.
        """
        meter = Meter(self.limits)
        place = place_of(url, self.reach)
        seen = {place.url}
        moves: set[bool] = set()
        for _ in range(self.limits.redirects + 1):
            with meter.stopped():
                before(place)
            answer = self._asked(place, meter, accepts, url)
            if isinstance(answer, Fetched):
                return replace(answer, has_moved=moves == {True})
            moves.add(answer.is_permanent)
            place = self._redirected(place, answer.location)
            if place.url in seen:
                raise BadRedirect(N_("This address leads in a circle."))
            seen.add(place.url)
        raise BadRedirect(N_("This address leads on too many times."))

    def _asked(
        self, place: Place, meter: Meter, accepts: AbstractSet[str], requested: str
    ) -> Fetched | _Redirect:
        """What one place answers: a page, or where it sends us."""
        with self.turns.turn(place.host, meter):
            try:
                return self._answer(place, meter, accepts, requested)
            except (TimeoutError, ReadTimeoutError):
                raise TooSlow from None
            except ssl.SSLCertVerificationError:
                raise Unreachable(N_("The site's certificate can't be trusted.")) from None
            except ssl.SSLError:
                raise Unreachable(N_("No secure connection to this site came about.")) from None
            except (HTTPError, HTTPException, OSError, ValueError):
                # Reset, cut off or against the rules of HTTP; what exactly helps no editor.
                raise BadAnswer from None

    def _answer(
        self, place: Place, meter: Meter, accepts: AbstractSet[str], requested: str
    ) -> Fetched | _Redirect:
        numbers = numbers_of(place, self.reach, self.resolve, meter)
        link = connection(place, numbers, self.reach, meter, self.trust)
        try:
            meter.expect_head()
            link.request(
                "GET",
                place.target,
                headers=self._headers(accepts),
                preload_content=False,
                decode_content=False,
            )
            response = link.getresponse()
            meter.expect_body()
            try:
                if response.status in _REDIRECTS and "location" in response.headers:
                    return _Redirect(response.headers["location"], response.status in _PERMANENT)
                _check_status(response.status)
                return self._page(place, response, accepts, requested)
            finally:
                response.close()
        finally:
            link.close()

    def _headers(self, accepts: AbstractSet[str]) -> dict[str, str]:
        return {
            "Accept": ", ".join(sorted(accepts)),
            "Accept-Encoding": CODINGS,
            "Connection": "close",
            "User-Agent": self.user_agent.encode("ascii", "replace").decode("ascii"),
        }

    def _page(
        self, place: Place, response: BaseHTTPResponse, accepts: AbstractSet[str], requested: str
    ) -> Fetched:
        headers = response.headers
        header_type, charset = contents.declared(headers.get("content-type", ""))
        if not contents.may_be(header_type, accepts):
            raise WrongType
        body = self._body(response)
        if not body:
            raise EmptyAnswer
        media_type = contents.media_type(header_type, body)
        if media_type not in accepts:
            raise WrongType
        return Fetched(
            requested=requested,
            url=place.url,
            status=response.status,
            media_type=media_type,
            charset=charset,
            content=body,
            fetched_at=datetime.now(UTC),
            last_modified=headers.get("last-modified", "")[:100],
            etag=headers.get("etag", "")[:200],
            language=headers.get("content-language", "")[:100],
            reason=response.reason or "",
            headers=tuple(headers.items()),
        )

    def _body(self, response: BaseHTTPResponse) -> bytes:
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self.limits.size:
            raise TooLarge(self.limits.size)
        unpacked = Unpacked(response.headers.get("content-encoding", ""), self.limits.size)
        for piece in response.stream(_PIECE, decode_content=False):
            unpacked.feed(piece)
        return unpacked.whole()

    def _redirected(self, place: Place, location: str) -> Place:
        """The next place, judged from the beginning."""
        try:
            # Headers are read as Latin-1; those that are not ASCII are UTF-8 in practice.
            location = location.encode("latin-1").decode("utf-8", "replace").replace(" ", "%20")
            following = place_of(urldefrag(urljoin(place.url, location)).url, self.reach)
        except (BadAddress, UnicodeError, ValueError):
            raise BadRedirect(N_("This address leads to one that can't be fetched.")) from None
        if (place.scheme, following.scheme) == ("https", "http"):
            raise BadRedirect(N_("This address leads from a secure connection to one that isn't."))
        return following


def _check_status(status: int) -> None:
    if status == 200:
        return
    if status in {401, 402, 403, 451}:
        raise NotLetIn(status)
    if status in {404, 410}:
        raise NoPage(status)
    if status == 429:
        raise AskedTooOften(status)
    raise BadStatus(status)
