"""The names by which the site may be asked, and the one by which it calls itself."""

import pytest
from django.test import Client
from pytest_django import Settings

from factcheck.settings import LOCAL_HOSTS

PUBLIC = "checks.example.org"


@pytest.fixture
def site(db: None, settings: Settings) -> Client:
    """A visitor of a public site; a failing page is answered, not raised."""
    settings.PUBLIC_URL = f"https://{PUBLIC}"
    settings.ALLOWED_HOSTS = [PUBLIC, *LOCAL_HOSTS]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = PUBLIC
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/", "/id/", "/desk/", "/admin/", "/healthz", "/nothing"])
def test_a_foreign_name_is_told_so(site: Client, path: str) -> None:
    answer = site.get(path, headers={"host": "elsewhere.example.org"}, secure=True)
    assert answer.status_code == 400
    assert "noindex" in answer.content.decode()


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", PUBLIC])
def test_its_health_is_told_without_https_to_its_neighbours(site: Client, host: str) -> None:
    answer = site.get("/healthz", headers={"host": host})
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_other_pages_lead_to_the_public_address(site: Client) -> None:
    answer = site.get("/claims/", headers={"host": "127.0.0.1:8000"})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{PUBLIC}/claims/")


def test_a_page_calls_itself_by_the_public_name(site: Client) -> None:
    answer = site.get("/claims/?page=1", headers={"host": "127.0.0.1:8000"}, secure=True)
    page = answer.content.decode()
    assert f'<link rel="canonical" href="https://{PUBLIC}/claims/">' in page
    assert f'<link rel="alternate" hreflang="id" href="https://{PUBLIC}/id/claims/">' in page
    assert "127.0.0.1" not in page
