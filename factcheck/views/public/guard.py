"""What a report must pass before it is kept: that it is from here, that there were not too many,
and that a person sent it. Nothing here needs a cookie, and no visitor's address is kept."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import ReportHeld
from factcheck.views.public.challenge import is_proven

#: How long who sent too many should wait, in seconds, as `settings.ACCOUNT_RATE_LIMITS` has it.
WAIT = 600
_REMEMBERED = 3600  # seconds
_NAME_LONGEST = 64


class FromElsewhere(Refusal):
    """Another site had the visitor's browser send this."""


class TooMany(Refusal):
    """So many reports came from one address that this one must wait."""


def check_origin(request: HttpRequest) -> None:
    """Refuse a form that another site sent, by what browsers say of it. Raises FromElsewhere.

    No cookie speaks for the visitor, so a forged report could do nothing that its forger can't do
    alone, but for coming from many addresses; that is what this prevents.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    elif origin is not None:
        is_ours = origin in {*settings.CSRF_TRUSTED_ORIGINS, _asked_at(request)}
    else:
        is_ours = True  # a browser too old to be made to send this, or no browser
    if not is_ours:
        raise FromElsewhere(
            N_("This was sent from another site. Look it over, and send it from here.")
        )


def held_because(request: HttpRequest, secret: str) -> ReportHeld | None:
    """Why the report of this receipt must be held, if it must; counts it. Raises TooMany.

    What was held counts against a smaller number, so that holding is no way in.
    """
    held: ReportHeld | None = None
    if request.POST.get("website"):
        held = ReportHeld.TRAP
    elif not is_proven(request.POST.get("proof", ""), secret):
        held = ReportHeld.UNPROVEN
    if not ratelimit.consume(request, action="report_held" if held else "report"):
        raise TooMany(
            N_(
                "Too many reports came from your connection. Yours is still here: send it again in "
                "ten minutes."
            )
        )
    if not held and not ratelimit.consume(request, action="report_all", key="all"):
        held = ReportHeld.FLOOD
    return held


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, and by whom: to know it again when it comes once more.

    `said` is everything that makes it the same report.
    """

    request: HttpRequest
    said: tuple[object, ...]

    def secret(self, form: str) -> str:
        """The receipt's secret: the same for the same words out of the same form, so that a second
        click leads to the first one's receipt. 256 bits that only this site can make."""
        return _keyed("receipt", form[:_NAME_LONGEST], *self.said)

    def known_as(self) -> str:
        """The form in which this address sent the same within the hour, or ""."""
        return str(cache.get(self._key) or "")

    def remember(self, form: str) -> None:
        """Know it again for an hour."""
        cache.set(self._key, form[:_NAME_LONGEST], _REMEMBERED)

    @property
    def _key(self) -> str:
        """Tells nobody the address."""
        address = get_adapter().get_client_ip(self.request)
        return f"report-sent-{_keyed('sent', address, *self.said)}"


def _keyed(purpose: str, *parts: object) -> str:
    key = hashlib.sha256(f"factcheck.{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, json.dumps(list(map(str, parts))).encode(), hashlib.sha256).hexdigest()


def _asked_at(request: HttpRequest) -> str:
    parts = urlsplit(request.build_absolute_uri("/"))
    return f"{parts.scheme}://{parts.netloc}"
