"""Certificates: the other side must be who the address names, though we connect to a number."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.fetching.addresses import Reach
from factcheck.fetching.client import Client, system_trust
from factcheck.fetching.refusals import BadRedirect, TooSlow, Unreachable
from tests.fetching.servers import PAGE, QUICK, Site, http, redirect, says, site, to

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes certificates")

NAME = "news.example.org"
SUBJECT_NAMES = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Makes self-signed certificates: a file with key and certificate."""
    folder = tmp_path_factory.mktemp("tls")

    def make(file: str) -> str:
        key, pem = folder / f"{file}.key", folder / f"{file}.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt"]
        command += ["ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={NAME}"]
        command += ["-addext", SUBJECT_NAMES, "-keyout", str(key), "-out", str(pem)]
        subprocess.run(command, check=True, capture_output=True)
        pem.write_text(pem.read_text() + key.read_text())
        return str(pem)

    return make


def both(*sites: Site) -> Reach:
    return to(*(("127.0.0.1", each.port) for each in sites))


def client(port: int, trusted: str) -> Client:
    return Client(
        "factcheck/test",
        limits=QUICK,
        reach=to(("127.0.0.1", port)),
        resolve=lambda _host, _port: ["127.0.0.1"],
        trust=ssl.create_default_context(cafile=trusted),
    )


def test_a_secure_page(certificate: Callable[[str], str]) -> None:
    file = certificate("good")
    with site(says(http()), tls=file) as made:
        for host in [NAME, "127.0.0.1"]:
            url = f"https://{host}:{made.port}/"
            assert client(made.port, file).fetch(url).content == PAGE


def test_a_certificate_for_another_name(certificate: Callable[[str], str]) -> None:
    file = certificate("other")
    with site(says(http()), tls=file) as made:
        with pytest.raises(Unreachable, match="certificate can't be trusted"):
            client(made.port, file).fetch(f"https://bank.example.org:{made.port}/")
        assert not made.requests


def test_a_certificate_from_nobody_that_the_system_knows(certificate: Callable[[str], str]) -> None:
    file = certificate("nobody")
    with site(says(http()), tls=file) as made:
        asked = replace(client(made.port, file), trust=system_trust())
        with pytest.raises(Unreachable, match="certificate can't be trusted"):
            asked.fetch(f"https://{NAME}:{made.port}/")
        assert not made.requests


def test_no_tls_at_the_other_side(certificate: Callable[[str], str]) -> None:
    """A server that answers a TLS greeting with plain HTTP."""

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(http())

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(Unreachable, match="No secure connection"):
            client(port, certificate("none")).fetch(f"https://{NAME}:{port}/")
        thread.join()


def test_a_handshake_that_never_ends(certificate: Callable[[str], str]) -> None:
    """The plain server waits for a request that a TLS client doesn't send."""
    with site(says(http())) as made:
        asked = replace(client(made.port, certificate("plain")), limits=replace(QUICK, seconds=0.5))
        begun = time.monotonic()
        with pytest.raises(TooSlow):
            asked.fetch(f"https://{NAME}:{made.port}/")
        assert time.monotonic() - begun < 2


def test_from_secure_to_plain_is_refused(certificate: Callable[[str], str]) -> None:
    file = certificate("down")
    with site(says(http())) as plain, site(redirect(plain.url), tls=file) as made:
        asked = replace(client(made.port, file), reach=both(made, plain))
        with pytest.raises(BadRedirect, match="secure"):
            asked.fetch(f"https://{NAME}:{made.port}/")
        assert not plain.connections


def test_from_plain_to_secure_is_followed(certificate: Callable[[str], str]) -> None:
    file = certificate("up")
    with site(says(http()), tls=file) as made:
        secure = f"https://{NAME}:{made.port}/"
        with site(redirect(secure)) as plain:
            asked = replace(client(made.port, file), reach=both(made, plain))
            assert asked.fetch(plain.url).url == secure


def test_what_the_system_trusts_is_asked_for_names_and_certificates() -> None:
    assert system_trust().check_hostname
    assert system_trust().verify_mode is ssl.CERT_REQUIRED
