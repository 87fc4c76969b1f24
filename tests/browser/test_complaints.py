"""The watch over the browser is itself watched: silence must mean that all is well."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.browser.conftest import NewPage
from tests.browser.site import Site

PAGES = {
    "/": "<title>Well</title><p>Well</p>",
    "/inline-script/": "<title>Inline</title><script>document.title = 'ran'</script>",
    "/inline-style/": "<title>Inline</title><p style='color: red'>Red</p>",
    "/broken-script/": "<title>Broken</title><script src='/broken.js'></script>",
    "/broken.js": "nothing.here()",
    "/lost-image/": "<title>Lost</title><img src='/no-such-image' alt=''>",
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body or self.path == "/favicon.ico" else 404)
        kind = "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def small_site() -> Iterator[Site]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever).start()
    yield Site(f"http://127.0.0.1:{server.server_port}", Path(), {}, {})
    server.shutdown()
    server.server_close()


def test_nothing_to_complain_of(small_site: Site, new_page: NewPage) -> None:
    page = new_page(small_site)
    page.goto("/")
    assert page.inner_text("p") == "Well"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/inline-script/", "Content Security Policy"),
        ("/inline-style/", "Content Security Policy"),
        ("/broken-script/", "nothing is not defined"),
        ("/lost-image/", "404"),
    ],
)
def test_complaint(
    path: str, complaint: str, small_site: Site, new_page: NewPage, complaints: list[str]
) -> None:
    page = new_page(small_site)
    page.goto(path, wait_until="networkidle")
    assert complaint in "\n".join(complaints)
    assert page.title() != "ran"
    complaints.clear()
