"""An article as NewsArticle: the whole of it."""

from datetime import date

import pytest
from django.conf import settings

from factcheck.actions import articles
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Notice
from factcheck.presenters.articles import article_page
from factcheck.presenters.outside.news_article import news_article
from factcheck.presenters.outside.newsroom import organization
from tests.newsroom import Newsroom, version

pytestmark = pytest.mark.django_db

SITE = settings.PUBLIC_URL


def test_the_whole_article_with_what_was_corrected(newsroom: Newsroom) -> None:
    article = newsroom.article(byline="Ani Writer", url="https://daily.example.org/bridge")
    newsroom.published(newsroom.claim(article))
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Mended.",
        version=version(article),
        html="It cost 13 million euros.",
        headline="A bridge at last",
        effective_on=date(2020, 1, 2),
    )
    for kind, text in ((NoticeKind.CORRECTION, "It was 13."), (NoticeKind.UPDATE, "More came.")):
        notice = NoticeText(kind, {"en": text}, dated=date(2020, 1, 2))
        post_notice(article=article, by=newsroom.editor, reason="Needed.", notice=notice)
    correction, update = [notice.pk for notice in Notice.objects.order_by("id")]
    article.refresh_from_db()
    url = f"{SITE}/articles/{article.slug}/"
    assert news_article(article_page(article, article.newest)) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "A bridge at last",
        "inLanguage": "en",
        "author": {"@type": "Person", "name": "Ani Writer"},
        "publisher": {"@type": "Organization", "name": "The Daily"},
        "url": url,
        "mainEntityOfPage": url,
        "sameAs": "https://daily.example.org/bridge",
        "version": 2,
        "dateModified": "2020-01-02",
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "Correction",
                "text": "It was 13.",
                "inLanguage": "en",
                "datePublished": "2020-01-02",
                "url": f"{url}#notice-{correction}",
            }
        ],
        "comment": [
            {
                "@type": "Comment",
                "name": "Update",
                "text": "More came.",
                "inLanguage": "en",
                "datePublished": "2020-01-02",
                "url": f"{url}#notice-{update}",
            }
        ],
        "sdPublisher": organization(),
    }


def test_the_newsrooms_own(newsroom: Newsroom) -> None:
    article = newsroom.article(publisher="factcheck")
    newsroom.published(newsroom.claim(article))
    assert news_article(article_page(article, article.newest))["publisher"] == organization()
