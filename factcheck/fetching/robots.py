"""What a site asks of programs that look on a schedule: robots.txt, after RFC 9309."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from protego import Protego

from factcheck.fetching.addresses import Place
from factcheck.fetching.client import Client
from factcheck.fetching.content import ARTICLES
from factcheck.fetching.limits import FOR_ROBOTS
from factcheck.fetching.refusals import (
    BadRedirect,
    Disallowed,
    EmptyAnswer,
    FetchRefused,
    TooLarge,
    Why,
    WrongType,
)

TOKEN = "factcheck"  # noqa: S105 - our name in robots.txt
KEPT = 3_600.0  # seconds
MOST = 500  # sites
LONGEST_DELAY = 10.0  # seconds; a worker that waits does nothing else
_EVERYTHING = "User-agent: *\nAllow: /"
_NOTHING = "User-agent: *\nDisallow: /"


@dataclass
class Robots:
    """The wishes of sites, kept for a while within one process."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, tuple[Protego, float]] = field(default_factory=dict)  # and until when
    _turns: dict[str, float] = field(default_factory=dict)  # the last one of each site
    _guard: Lock = field(default_factory=Lock)

    def check(self, place: Place, client: Client) -> None:
        """Raise Disallowed where the site's robots.txt says so; wait where it asks us to.

        Where nobody can tell (no answer, 5xx), nothing is allowed for now: the refusal is that of
        robots.txt itself, and says that the site is out of reach. The next check asks again.
        """
        site = replace(place, target="/").url
        rules = self._rules_of(site, client)
        if not rules.can_fetch(place.url, TOKEN):
            raise Disallowed
        self._wait(site, rules.crawl_delay(TOKEN) or 0)

    def _rules_of(self, site: str, client: Client) -> Protego:
        now = self.clock()
        with self._guard:
            rules, until = self._rules.get(site, (None, now))
        if rules is None or until <= now:
            rules = Protego.parse(_asked_for(site, client))
            with self._guard:
                self._forget(now)
                self._rules[site] = rules, now + KEPT
        return rules

    def _forget(self, now: float) -> None:
        """Make room: what is old goes, and where that isn't enough, what is oldest."""
        self._rules = {site: kept for site, kept in self._rules.items() if kept[1] > now}
        self._turns = {site: at for site, at in self._turns.items() if at > now - LONGEST_DELAY}
        while len(self._rules) >= MOST:
            del self._rules[next(iter(self._rules))]

    def _wait(self, site: str, delay: float) -> None:
        """Until the site's delay since the turn before is over, or as long as we can wait."""
        with self._guard:
            now = self.clock()
            turn = now
            if site in self._turns:
                free = self._turns[site] + min(delay, LONGEST_DELAY)
                turn = min(max(now, free), now + LONGEST_DELAY)
            self._turns[site] = turn
        if turn > now:
            self.sleep(turn - now)


def _asked_for(site: str, client: Client) -> str:
    """The robots.txt of a site. Without one all is allowed, and so where there is something else in
    its place. Raises FetchRefused where nobody can tell."""
    try:
        fetched = replace(client, limits=FOR_ROBOTS).fetch(f"{site}robots.txt", ARTICLES)
    except (EmptyAnswer, BadRedirect, WrongType):
        return _EVERYTHING
    except TooLarge:
        return _NOTHING
    except FetchRefused as refused:
        is_missing = refused.status is not None and 400 <= refused.status < 500
        if is_missing and refused.status != 429:
            return _EVERYTHING
        if refused.why is Why.UNUSABLE:
            return _NOTHING
        raise
    return fetched.content.decode("utf-8-sig", "replace")


#: Those of this process.
ROBOTS = Robots()
