"""From a name to the numbers behind it: asked once, waited for no longer than there is time."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread

from factcheck.fetching.addresses import IPAddress, Place, Reach
from factcheck.fetching.limits import Meter
from factcheck.fetching.refusals import Busy, NoSuchSite, NotPublic, TooSlow

#: Gives the numbers of a name for a port, as text; raises OSError where there are none.
Resolver = Callable[[str, int], list[str]]

_MOST_TRIED = 8
# The system's look-up can't be interrupted. One that hangs keeps its thread; no more than these.
_LOOK_UPS = BoundedSemaphore(16)


def system_resolver(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def numbers_of(place: Place, reach: Reach, resolve: Resolver, meter: Meter) -> list[IPAddress]:
    """The numbers of a place, in the order in which to try them; each may be connected to.

    One number that may not be reached among several refuses them all: a name of the public web
    has no such number, and a name that has one is up to something.
    """
    numbers = [place.number] if place.number else _looked_up(place, resolve, meter)
    if not all(reach.allows(number, place.port) for number in numbers):
        raise NotPublic
    return numbers[:_MOST_TRIED]


def _looked_up(place: Place, resolve: Resolver, meter: Meter) -> list[IPAddress]:
    answer = _in_time(lambda: resolve(place.host, place.port), meter)
    if isinstance(answer, list):
        try:
            numbers = list(dict.fromkeys(map(ip_address, answer)))
        except ValueError:
            numbers = []
        if numbers:
            return numbers
    raise NoSuchSite


def _in_time(ask: Callable[[], list[str]], meter: Meter) -> list[str] | Exception:
    """What a look-up gave or raised, in a thread that is left behind when the time is over."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the asker must hear of it
            answers.put(error)
        finally:
            _LOOK_UPS.release()

    if not _LOOK_UPS.acquire(timeout=meter.seconds()):
        raise Busy
    try:
        Thread(target=work, name="look-up", daemon=True).start()
    except RuntimeError:  # the system gives no more threads
        _LOOK_UPS.release()
        raise Busy from None
    try:
        return answers.get(timeout=meter.seconds())
    except Empty:
        raise TooSlow from None
