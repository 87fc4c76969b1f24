"""The client of this site: as far as its settings let it go."""

from django.conf import settings

from factcheck.fetching.addresses import OWN_MACHINES_TOO, PUBLIC_WEB
from factcheck.fetching.client import Client
from factcheck.fetching.limits import Limits
from factcheck.fetching.refusals import SwitchedOff


def is_on() -> bool:
    """Whether this site fetches at all; pages offer an address only then."""
    return bool(settings.FETCHING)


def site_client(limits: Limits = Limits()) -> Client:  # noqa: B008 - it never changes
    """Raises SwitchedOff where this site fetches nothing."""
    if not is_on():
        raise SwitchedOff
    return Client(
        user_agent=settings.FETCH_USER_AGENT,
        limits=limits,
        reach=OWN_MACHINES_TOO if settings.FETCH_ALLOW_PRIVATE else PUBLIC_WEB,
    )
