"""Beginning an article from a page elsewhere or from a file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.models import Article
from tests.admin.pages import Visitor, form_in, text_of
from tests.fetching.servers import http, says, site
from tests.newsroom import TEXT, Newsroom

BEGIN, ADD = "article/begin/", "article/add/"
PAGE = """<html lang="en"><head><title>A bridge</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Rahma Putri">
<meta property="article:published_time" content="2019-06-04T10:00:00+07:00">
</head><body><article><h1>A bridge</h1>%s</article></body></html>"""


def test_a_page_fills_the_form_and_saves_nothing(
    newsroom: Newsroom, editor: Visitor, settings: Any
) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    text = "".join(f"<p>{line} It is told at some length here.</p>" for line in TEXT.splitlines())
    with site(says(http((PAGE % text).encode()))) as server:
        answer = editor.save(BEGIN, address=server.url)
    form = form_in(answer)
    assert "Look it over; nothing is saved yet." in text_of(answer)
    assert (form["headline"], form["publisher"], form["language"]) == (
        "A bridge",
        "The Daily",
        "en",
    )
    assert (form["byline"], form["url"]) == ("Rahma Putri", server.url)
    assert form["published_earliest"] == form["published_latest"] == "2019-06-04"
    assert not Article.objects.exists()

    assert editor.send(ADD, form | {"reason": "To be checked."}).status_code == 302
    article = Article.objects.select_related("newest").get()
    assert "cost 12 million euros" in article.newest.text
    assert article.byline == "Rahma Putri"


def test_a_file_fills_the_form(newsroom: Newsroom, editor: Visitor) -> None:
    answer = editor.save(BEGIN, file=SimpleUploadedFile("new.md", b"The *fare* rose."))
    form = form_in(answer)
    assert (form["html"], form["form"]) == ("The *fare* rose.", "markdown")
    rest = {"headline": "Fares", "publisher": "The Daily", "language": "en", "reason": "New."}
    assert editor.send(ADD, form | rest).status_code == 302
    assert Article.objects.select_related("newest").get().newest.text == "The fare rose."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Give the address of the article's page."),
        ({"address": "http://127.0.0.1/"}, "This address doesn't lead to the public internet."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}, "This is a PDF."),
    ],
)
def test_what_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    assert sentence in text_of(editor.save(BEGIN, **typed))


def test_reviewers_may_not(newsroom: Newsroom, editor: Visitor) -> None:
    editor.client.force_login(newsroom.account(newsroom.reviewer))
    assert editor.client.get(f"/admin/factcheck/{BEGIN}").status_code in {302, 403}
