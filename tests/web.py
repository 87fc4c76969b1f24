"""A web for tests: one real server on this machine, whose pages change as a test wishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import socket

from tests.fetching.servers import Answer, Site, http, says, site

WORDS = """The mayor opened the bridge over the river on 4 May 2019, ten years too late.
It cost 12 million euros, as the city said, and nobody was hurt while it was built.
The old ferry stopped in June. Its last captain took the first bus across the new bridge.
The city expects four thousand cars a day, and wants to widen the road on the eastern side."""


def page(words: str = WORDS, *, ad: str = "Rent a car today", title: str = "A bridge") -> bytes:
    """A page of a newspaper: an article, and what stands around it."""
    article = "".join(f"<p>{line}</p>" for line in words.splitlines())
    return http(
        f"""<!doctype html><html lang="en"><head><title>{title} | The Daily</title></head><body>
        <nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
        <main><article><h1>{title}</h1>{article}</article></main>
        <aside class="ad">{ad}</aside><footer>© The Daily</footer></body></html>""".encode()
    )


def moved(to: str, status: str = "301 Moved Permanently") -> bytes:
    return http(b"", f"Location: {to}", status=status)


def status(line: str) -> bytes:
    return http(b"<p>Sorry.</p>", status=line)


@dataclass
class Web:
    """Pages by their paths; a path without one is answered with 404."""

    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    _site: Site | None = None

    def url(self, path: str) -> str:
        assert self._site
        return self._site.url.rstrip("/") + path

    def asked(self) -> list[str]:
        """The paths that were asked for, in their order."""
        assert self._site
        return [request.split()[1].decode() for request in self._site.requests]

    def _answer(self, connection: socket, request: bytes) -> None:
        found = self.pages.get(request.split()[1].decode(), status("404 Not Found"))
        (says(found) if isinstance(found, bytes) else found)(connection, request)


@contextmanager
def web() -> Iterator[Web]:
    made = Web()
    with site(made._answer) as running:
        made._site = running
        yield made
