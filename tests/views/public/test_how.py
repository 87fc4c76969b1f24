"""How we check: it works, in both languages."""

import pytest
from django.test import Client

from factcheck.models import Rating

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("url", "language"), [("/how/", "en"), ("/id/how/", "id")])
def test_defines_every_rating(client: Client, url: str, language: str) -> None:
    page = client.get(url).content.decode()
    for rating in Rating.objects.all():
        assert rating.definition[language] in page


def test_only_reads(client: Client) -> None:
    assert client.post("/how/").status_code == 405
