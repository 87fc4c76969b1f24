"""Articles in the admin: entered, described, revised."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factcheck.actions import articles
from factcheck.models import Article, ChangeSet
from tests.admin.pages import Visitor, form_in, text_of
from tests.newsroom import TEXT, Newsroom, version

NEW: dict[str, Any] = {
    "headline": "A bridge at last",
    "html": TEXT,
    "publisher": "The Daily",
    "language": "en",
    "reason": "To be checked.",
}


def picture(colour: str = "navy") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, "PNG")
    return SimpleUploadedFile("bridge.png", content.getvalue(), "image/png")


def test_an_article_is_entered(newsroom: Newsroom, editor: Visitor) -> None:
    author = newsroom.account(newsroom.reviewer).person
    answer = editor.save(
        "article/add/",
        **NEW,
        upload=picture(),
        image_alt_en="A bridge.",
        authors=[author.pk],
        published_earliest="2019-05-05",
        published_latest="2019-05-06",
    )
    article = Article.objects.select_related("newest").get()
    assert answer.status_code == 302
    assert article.slug == "a-bridge-at-last"
    assert article.newest.image_alt == {"en": "A bridge."}
    assert str(article.newest.image.name).endswith(".png")
    assert [row.person for row in article.authorships.all()] == [author]
    assert ChangeSet.objects.latest("id").reason == "To be checked."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why: a reason is kept with every change."),
        ({"html": "<img src=x>"}, "There is no text here."),
        (
            {"published_earliest": "2019-05-06", "published_latest": "2019-05-05"},
            "The range ends (2019-05-05) before it starts (2019-05-06).",
        ),
        ({"effective_on": "2999-01-01"}, "2999-01-01 is in the future."),
        ({"upload": SimpleUploadedFile("x.png", b"no picture")}, "not a JPEG, PNG or WebP"),
    ],
)
def test_an_article_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    acts = ChangeSet.objects.count()
    answer = editor.save("article/add/", **NEW | {"byline": "A. Writer"} | typed)
    assert sentence in text_of(answer)
    assert form_in(answer)["byline"] == "A. Writer"
    assert not Article.objects.exists()
    assert ChangeSet.objects.count() == acts


def test_an_address_is_given_once(newsroom: Newsroom, editor: Visitor) -> None:
    newsroom.article(html="Another bridge.")
    answer = editor.save("article/add/", **NEW, slug="a-bridge-at-last")
    assert "The address “a-bridge-at-last” belongs to something else." in text_of(answer)


def test_details_and_authors_are_changed(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    path = f"article/{article.pk}/change/"
    author = newsroom.account(newsroom.colleague).person
    editor.save(path, byline="A. Writer", authors=[author.pk], reason="Found out.")
    article.refresh_from_db()
    assert article.byline == "A. Writer"
    assert [row.person for row in article.authorships.all()] == [author]
    editor.save(path, authors=[], reason="It was someone else.")
    assert not article.authorships.exists()
    history = editor.read(f"article/{article.pk}/history/")
    assert "Colleague" in history
    assert "It was someone else." in history


def test_a_range_that_ends_before_it_starts(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = editor.save(
        f"article/{article.pk}/change/",
        published_earliest="2019-05-06",
        published_latest="2019-05-05",
        reason="Dates.",
    )
    assert "before it starts" in text_of(answer)
    assert version(article) == 1


def test_two_people_describe_one_article(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    path = f"article/{article.pk}/change/"
    form = editor.form(path)
    articles.edit_article(
        article=article, by=newsroom.administrator, reason="Name.", version=1, publisher="Daily"
    )
    answer = editor.send(path, form | {"publisher": "The Daily News", "reason": "Full name."})
    assert "Someone saved this while you were writing." in text_of(answer)
    again = form_in(answer)
    assert again["publisher"] == "Daily News"  # of "The Daily", as both wrote it
    assert again["mine_publisher"] == "The Daily News"
    assert editor.send(path, again).status_code == 302
    article.refresh_from_db()
    assert article.publisher == "Daily News"
