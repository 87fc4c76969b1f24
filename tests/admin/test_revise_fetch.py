"""A revision begun from an address: what was found fills the boxes, for an editor to judge."""

from typing import Any

import pytest

from factcheck.models import Revision
from tests.admin.pages import Visitor, form_in, text_of
from tests.fetching.servers import http, says, site
from tests.newsroom import TEXT, Newsroom

PAGE = """<html lang="en"><head><title>A dear bridge</title>
<meta property="og:title" content="A dear bridge">
<meta property="og:image" content="https://example.org/bridge.jpg">
<meta name="author" content="Rahma Putri">
<meta property="article:published_time" content="2019-06-04T10:00:00+07:00">
</head><body><article><h1>A dear bridge</h1>%s</article></body></html>"""
NEW = TEXT.replace("12 million", "13 million").replace("- ", "")


@pytest.fixture
def served(settings: Any) -> Any:
    settings.FETCH_ALLOW_PRIVATE = True
    text = "".join(f"<p>{line} It is told at some length here.</p>" for line in NEW.splitlines())
    with site(says(http((PAGE % text).encode()))) as server:
        yield server


def test_what_is_found_fills_the_boxes_and_is_not_recorded(
    newsroom: Newsroom, editor: Visitor, served: Any
) -> None:
    article = newsroom.article()
    path = f"article/{article.pk}/revise/"
    answer = editor.save(path, address=served.url, step="fetch")
    said, form = text_of(answer), form_in(answer)
    assert "Found at the address: look it over" in said
    assert "Rahma Putri" in said
    assert form["headline"] == "A dear bridge"
    assert "cost 13 million euros" in form["html"]
    assert form["image_url"] == "https://example.org/bridge.jpg"
    assert form["effective_on"] == "2019-06-04"
    assert Revision.objects.count() == 1

    page = editor.send(path, form | {"headline": "A bridge, dearer"})
    editor.send(path, form_in(page) | {"step": "record", "reason": "Their new text."})
    revision = Revision.objects.select_related("act").get(number=2)
    assert (revision.headline, revision.image_url) == (
        "A bridge, dearer",
        "https://example.org/bridge.jpg",
    )
    assert str(revision.act.effective_on) == "2019-06-04"


def test_an_address_alone_is_fetched(newsroom: Newsroom, editor: Visitor, served: Any) -> None:
    article = newsroom.article()
    answer = editor.save(f"article/{article.pk}/revise/", address=served.url)
    assert "13 million" in form_in(answer)["html"]


def test_what_was_typed_is_kept(newsroom: Newsroom, editor: Visitor, served: Any) -> None:
    article = newsroom.article()
    path = f"article/{article.pk}/revise/"
    answer = editor.save(path, address=served.url, html="My own text.", step="fetch")
    assert "You typed a text already, and it was kept." in text_of(answer)
    assert form_in(answer)["html"] == "My own text."

    answer = editor.save(path, address=served.url, headline="Mine", step="fetch")
    assert "Kept as you typed it: Headline." in " ".join(text_of(answer).split())
    again = form_in(answer)
    assert again["headline"] == "Mine"
    assert "13 million" in again["html"]
    refetched = editor.send(path, again | {"step": "fetch"})
    assert "You typed a text already" not in text_of(refetched)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Give the address of the article's page."),
        ("http://127.0.0.1/", "This address doesn't lead to the public internet."),
        ("file:///etc/passwd", ""),
        ("no address", ""),
    ],
)
def test_an_address_is_refused(
    newsroom: Newsroom, editor: Visitor, address: str, sentence: str
) -> None:
    article = newsroom.article()
    answer = editor.save(f"article/{article.pk}/revise/", address=address, step="fetch")
    assert "Mend what is marked below." in text_of(answer)
    assert sentence in text_of(answer)
    assert form_in(answer)["address"] == address


def test_where_fetching_is_off_no_address_is_asked_for(
    newsroom: Newsroom, editor: Visitor, settings: Any
) -> None:
    settings.FETCHING = False
    article = newsroom.article()
    assert 'name="address"' not in editor.read(f"article/{article.pk}/revise/")
