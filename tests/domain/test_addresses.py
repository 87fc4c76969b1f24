"""Addresses: the forms by which two of one document compare equal."""

import pytest

from factcheck.domain.addresses import canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://www.example.org/a/"),
        ("https://example.org/a?x=1&y=2", "https://EXAMPLE.org:443/a?y=2&x=1&utm_source=mail#top"),
        ("https://m.example.org/a?fbclid=abc", "https://example.org/a"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_addresses_of_one_document_compare_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b?"),
    ],
)
def test_addresses_of_two_documents_differ(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("url", ["", "  ", "no address", "https://[half", "https://a.example:x/"])
def test_what_is_no_address_has_no_such_form(url: str) -> None:
    assert canonical(url) == ""
