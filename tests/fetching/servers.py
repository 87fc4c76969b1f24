"""Real servers on this machine that answer as badly as a test wishes."""

import contextlib
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from factcheck.fetching.addresses import IPAddress, Reach
from factcheck.fetching.client import Client
from factcheck.fetching.limits import Limits

#: What a server does with a connection, once it has read a request.
Answer = Callable[[socket.socket, bytes], None]

PAGE = b"<!doctype html><html><head><title>T</title></head><body><p>Words.</p></body></html>"


def http(
    body: bytes = PAGE, *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A whole answer, its length and type given unless the headers say otherwise."""
    lines = [f"HTTP/1.1 {status}", *headers]
    given = " ".join(headers).lower()
    if "content-type:" not in given and kind:
        lines.append(f"Content-Type: {kind}")
    if "content-length:" not in given and "transfer-encoding:" not in given:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def says(answer: bytes) -> Answer:
    return lambda connection, _request: connection.sendall(answer)


def redirect(location: str, status: str = "302 Found") -> Answer:
    return says(http(b"", f"Location: {location}", status=status))


class Site:
    """A server at one number of this machine. It counts connections and keeps requests."""

    def __init__(
        self, answer: Answer, *, number: str = "127.0.0.1", port: int = 0, tls: str = ""
    ) -> None:
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        self.answer = answer
        self.requests: list[bytes] = []
        self.connections = 0
        self._listening = socket.create_server((number, port), family=family)
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http{'s' if tls else ''}://{number}:{self.port}/"
        self._tls = None
        if tls:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(tls)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._handle, args=[connection], daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        # Whatever the client does (it often leaves in the middle) is the test's business.
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(65_536)
                if not piece:
                    return
                request += piece
            self.requests.append(request)
            self.answer(connection, request)
            connection.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(timeout=5)


@contextlib.contextmanager
def site(
    answer: Answer, *, number: str = "127.0.0.1", port: int = 0, tls: str = ""
) -> Iterator[Site]:
    made = Site(answer, number=number, port=port, tls=tls)
    try:
        yield made
    finally:
        made.close()


def to(*numbers_and_ports: tuple[str, int]) -> Reach:
    """A reach that ends at these numbers and ports; every other is refused as if not public."""
    allowed = {(ip_address(number), port) for number, port in numbers_and_ports}

    def allows(number: IPAddress, port: int) -> bool:
        return (number, port) in allowed

    return Reach(allows=allows, ports=None, inner_names=True)


QUICK = Limits(seconds=3, connecting=1, size=100_000, head=20_000, redirects=5)


def client_for(made: Site, limits: Limits = QUICK) -> Client:
    number = made.url.split("//")[1].rsplit(":", 1)[0].strip("[]")
    return Client("factcheck/test", limits=limits, reach=to((number, made.port)))


#: Connections and look-ups of this process, by number or name, since `watched` began.
_SEEN: list[list[str]] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _SEEN and event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        _SEEN[-1].append(f"{event} {arguments[1:] if event == 'socket.connect' else arguments}")


sys.addaudithook(_hook)


@contextlib.contextmanager
def watched() -> Iterator[list[str]]:
    """Every connection and look-up that Python makes meanwhile, whoever makes it."""
    _SEEN.append([])
    try:
        yield _SEEN[-1]
    finally:
        _SEEN.pop()
