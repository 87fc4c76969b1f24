"""An article under check as NewsArticle, with what was corrected in it."""

from typing import Any

from django.utils.translation import get_language

from factcheck.domain.languages import pick
from factcheck.domain.vocabulary import NoticeKind
from factcheck.presenters.articles import ArticlePage
from factcheck.presenters.notices import ShownNotice
from factcheck.presenters.outside.addresses import absolute, address
from factcheck.presenters.outside.newsroom import (
    CONTEXT,
    is_own,
    organization,
    without_nothing,
)
from factcheck.presenters.outside.works import original

#: What owns up to a fault. An update says that nothing was wrong.
_CORRECTIONS = {NoticeKind.RETRACTION, NoticeKind.CORRECTION, NoticeKind.CLARIFICATION}


def news_article(page: ArticlePage) -> dict[str, Any]:
    """The newest revision of an article: whose it is, which version stands here, what was mended.

    The work is its publisher's; we only tell of it, which is what `sdPublisher` says.
    """
    article, revision = page.article, page.revision
    url = address("article", article.slug)
    notices = [*page.above, *page.below]
    work = original(article, revision.headline)
    picture = page.picture
    return without_nothing(
        {
            "@context": CONTEXT,
            **work,
            "publisher": organization() if is_own(article) else work["publisher"],
            "url": url,
            "mainEntityOfPage": url,
            "sameAs": work.get("url"),
            "image": (absolute(picture.src) if picture.src else picture.address)
            if picture
            else None,
            "version": revision.number,
            "dateModified": page.dated.day.isoformat(),
            "correction": [
                _note("CorrectionComment", url, notice)
                for notice in notices
                if notice.kind in _CORRECTIONS
            ],
            "comment": [
                _note("Comment", url, notice)
                for notice in notices
                if notice.kind not in _CORRECTIONS
            ],
            "sdPublisher": organization(),
        }
    )


def _note(kind: str, url: str, notice: ShownNotice) -> dict[str, Any]:
    language, text = pick(notice.text, get_language() or "en")
    return {
        "@type": kind,
        "name": notice.kind_label,
        "text": text,
        "inLanguage": language,
        "datePublished": notice.day.isoformat(),
        "url": f"{url}#{notice.anchor}",
    }
