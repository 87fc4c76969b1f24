"""Connections that go to one judged number, and read no more and no longer than they may.

The name is not looked up again on the way: what was judged is what is connected to. TLS still
verifies that the other side is who the name says.
"""

import io
import socket
import ssl
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from factcheck.fetching.addresses import IPAddress, Place, Reach
from factcheck.fetching.limits import Meter
from factcheck.fetching.refusals import NobodyThere, NotPublic, TooSlow

Connection = HTTPConnection | HTTPSConnection


def connection(
    place: Place,
    numbers: Sequence[IPAddress],
    reach: Reach,
    meter: Meter,
    trust: ssl.SSLContext,
) -> Connection:
    """A connection to a place, not opened yet. Opening tries the numbers one by one."""
    made: _Plain | _Secure
    if place.scheme == "https":
        made = _Secure(place.host, place.port, ssl_context=trust, timeout=meter.seconds())
    else:
        made = _Plain(place.host, place.port, timeout=meter.seconds())
    made.numbers, made.reach, made.meter = numbers, reach, meter
    return made


class _Judged:
    """What plain and secure connections share: where they go, and how they read."""

    numbers: Sequence[IPAddress]
    reach: Reach
    meter: Meter
    port: int
    sock: Any

    def _new_conn(self) -> socket.socket:
        """A socket to the first number that answers. (urllib3 would look the name up here.)"""
        for tries_left in range(len(self.numbers) - 1, -1, -1):
            wait = self.meter.seconds()
            if tries_left:
                wait = min(wait, self.meter.limits.connecting)
            try:
                return self._connected(self.numbers[-1 - tries_left], wait)
            except TimeoutError:
                if not tries_left:
                    raise TooSlow from None
            except OSError:
                pass
        raise NobodyThere

    def _connected(self, number: IPAddress, wait: float) -> socket.socket:
        """A socket to a number, which is judged once more when the socket is open."""
        is_six = isinstance(number, IPv6Address)
        sock = socket.socket(socket.AF_INET6 if is_six else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(wait)
            sock.connect((str(number), self.port))
            self._judge_again(sock, number)
        except BaseException:
            sock.close()
            raise
        sock.settimeout(self.meter.seconds())  # for the TLS handshake and for sending
        return sock

    def _judge_again(self, sock: socket.socket, number: IPAddress) -> None:
        reached = ip_address(sock.getpeername()[0])
        if reached != number or not self.reach.allows(reached, self.port):
            raise NotPublic

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.sock = _MeteredSocket(self.sock, self.meter)


class _MeteredSocket:
    """A socket whose readers keep to the meter; everything else is the socket's own."""

    def __init__(self, sock: socket.socket, meter: Meter) -> None:
        self._sock = sock
        self._meter = meter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def makefile(self, _mode: str = "rb", *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(_MeteredReader(self._sock, self._meter))


class _MeteredReader(io.RawIOBase):
    """Waits for each piece no longer than there is time for the whole, and counts its bytes.

    A socket's own timeout begins anew with every byte; one byte a second would never end.
    """

    def __init__(self, sock: socket.socket, meter: Meter) -> None:
        super().__init__()
        self._sock = sock
        self._meter = meter
        self._raw = sock.makefile("rb", buffering=0)  # keeps the socket open while it is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._meter.seconds())
        received = self._raw.readinto(buffer)
        self._meter.count(received or 0)
        return received

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Plain(_Judged, HTTPConnection):
    pass


class _Secure(_Judged, HTTPSConnection):
    pass
