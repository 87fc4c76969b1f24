"""Texts that are written from right to left stand so, on pages that are not."""

from django.test import Client

from tests.newsroom import Newsroom


def test_an_article_in_arabic(newsroom: Newsroom, client: Client) -> None:
    words = "كلف الجسر 12 مليون يورو"
    article = newsroom.article(f"{words}.", headline="الجسر الجديد", slug="bridge", language="ar")
    claim = newsroom.published(newsroom.claim(article, words, statement={"ar": f"{words}."}))
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<html lang="en" dir="ltr">' in page
    assert '<div class="article-body" lang="ar" dir="auto">' in page
    assert f'<span lang="ar" dir="auto">{words}.</span>' in page  # the note, in a page in English
    page = client.get(claim.get_absolute_url()).content.decode()
    assert '<blockquote lang="ar" dir="auto"' in page
