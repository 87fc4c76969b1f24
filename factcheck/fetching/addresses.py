"""Which addresses may be fetched from. Pure: nothing here asks the network.

An address is judged twice: as it is written (`place_of`), and by each number that its host's name
leads to (`is_public`). Whoever connects must connect to a number that was judged.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from factcheck.domain.errors import N_
from factcheck.domain.words import words
from factcheck.fetching.refusals import BadAddress, LongAddress, NoAddress

IPAddress = IPv4Address | IPv6Address

LONGEST = 2_000  # characters of a URL
_PORTS = {"http": 80, "https": 443}
_HOST_LENGTH = 253
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Endings of names that never belong to the public web.
_INNER_ENDINGS = words(
    "alt arpa corp home internal intranet invalid lan local localdomain localhost onion private"
)

# What is not the public internet, after IANA's registries of special addresses. Python's own
# `is_global` is asked as well; its answers differ between versions, these don't.
_NOT_PUBLIC = [
    ip_network(net)
    for net in words(
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
        " 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
        " 224.0.0.0/4 240.0.0.0/4"
        " 168.63.129.16/32"  # a cloud's own services, reached from inside its machines only
        " 2001::/23"  # Teredo, benchmarks, ORCHID and others
        " 2001:db8::/32 2002::/16 3fff::/20"  # documentation, 6to4
    )
]
_UNICAST = ip_network("2000::/3")  # all that IPv6 gives to the public internet
# A network without IPv4 reaches it through this prefix (NAT64): the inner number counts.
_TRANSLATED = ip_network("64:ff9b::/96")
_OWN_NETWORKS = [
    ip_network(net)
    for net in words("127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7")
]


def is_public(address: IPAddress) -> bool:
    """Whether a number belongs to the public internet."""
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST or address.scope_id:
            return False
    return address.is_global and not any(address in net for net in _NOT_PUBLIC)


def is_public_or_own(address: IPAddress) -> bool:
    """Public, or this machine or its local network: for a demonstration or a test alone."""
    return is_public(address) or any(address in net for net in _OWN_NETWORKS)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a client may go.

    `allows` judges the number and port that are really connected to; `ports` are those that may be
    written in an address (None: any); `inner_names` lets names such as localhost be looked up.
    """

    allows: Callable[[IPAddress, int], bool] = lambda address, _port: is_public(address)
    ports: frozenset[int] | None = frozenset(_PORTS.values())
    inner_names: bool = False


PUBLIC_WEB = Reach()
OWN_MACHINES_TOO = Reach(
    allows=lambda address, _port: is_public_or_own(address), ports=None, inner_names=True
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart: all that a request needs, and the one way to write it (`url`).

    `host` is a name in ASCII or a number without brackets; `target` begins with "/".
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def number(self) -> IPAddress | None:
        """The host, where it is a number already."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def place_of(url: str, reach: Reach = PUBLIC_WEB) -> Place:
    """The place that a URL names. Raises BadAddress, without asking anybody.

    Refused are: other schemes than http and https, names and passwords, other ports, numbers not
    written in the usual way (octal, hexadecimal, short), names of inner networks, dots at the end,
    percent signs in the host, zones, backslashes and characters that can't be seen.
    """
    url = url.strip(" \t\r\n")
    if len(url) > LONGEST:
        raise LongAddress(LONGEST)
    if "\\" in url or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise NoAddress
    scheme = url.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise BadAddress(N_("Give an address that begins with https:// or http://."))
    if not url[len(scheme) :].startswith("://"):
        raise NoAddress
    try:
        parts = urlsplit(url)
        port = parts.port if parts.port is not None else _PORTS[scheme]
    except ValueError:  # no number for a port, a bracket left open, a name that hides a slash
        raise NoAddress from None
    if "@" in parts.netloc or parts.netloc.endswith(":"):
        raise BadAddress(
            N_("Give the address without a name, a password or an empty port before its path.")
        )
    host = _host(parts.netloc, reach)
    if reach.ports is not None and port not in reach.ports:
        raise BadAddress(
            N_("Only the usual ports of web sites are asked. Give the address without its port.")
        )
    return Place(scheme, host, port, _target(parts.path, parts.query))


def _host(netloc: str, reach: Reach) -> str:
    """The host of an authority without user: a number in its usual form, or a name in ASCII."""
    if netloc.startswith("["):
        return _bracketed(netloc)
    # IDNA 2003, as Python brings it. It also turns full-width digits and dots into plain ones,
    # which is why everything below looks at its result.
    try:
        host = netloc.partition(":")[0].encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoAddress from None
    labels = host.split(".")
    if len(host) > _HOST_LENGTH or not all(_LABEL.fullmatch(label) for label in labels):
        raise NoAddress
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise NoAddress from None
    if not reach.inner_names and (len(labels) < 2 or labels[-1] in _INNER_ENDINGS):
        raise BadAddress(
            N_("This name belongs to an inner network. Give an address on the public web.")
        )
    return host


def _bracketed(netloc: str) -> str:
    written = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?", netloc)
    try:
        return str(IPv6Address(written[1] if written else ""))
    except ValueError:
        raise NoAddress from None


def _target(path: str, query: str) -> str:
    """What is asked for, in ASCII; escapes that are there stay as they are."""
    asked = f"{path or '/'}?{query}" if query else path or "/"
    try:
        return quote(asked, safe="%/:=&?~+!$,;'@()*[]|")
    except UnicodeError:  # half of a character pair
        raise NoAddress from None
