"""Pictures: who sees which, and who may keep a copy."""

import io

import pytest
from django.test import Client
from PIL import Image

from factcheck.actions.pictures import Picture
from factcheck.models import Article
from tests.newsroom import Newsroom


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "PNG")
    return newsroom.article(picture=Picture(content=content.getvalue()))


def address(article: Article) -> str:
    return f"/media/{article.newest.image.name}"


def test_a_public_picture_may_be_kept_for_good(newsroom: Newsroom, article: Article) -> None:
    newsroom.published(newsroom.claim(article))
    answer = Client().get(address(article))
    answer.close()
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_one_not_public_yet_is_for_colleagues_and_kept_by_nobody(
    newsroom: Newsroom, article: Article
) -> None:
    assert Client().get(address(article)).status_code == 404
    client = Client()
    client.force_login(newsroom.account(newsroom.reviewer))
    answer = client.get(address(article))
    answer.close()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["../db.sqlite3", "images/none.png", "%2e%2e/secret-key", "x"])
def test_nothing_else_is_served(newsroom: Newsroom, article: Article, name: str) -> None:
    newsroom.published(newsroom.claim(article))
    assert Client().get(f"/media/{name}").status_code == 404
    assert Client().post(address(article)).status_code == 405
