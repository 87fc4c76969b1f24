"""Keys and counts that no page would send: answered in words, never by a failure."""

from typing import Any

import pytest

from factcheck.models import Article, ChangeSet, Claim
from tests.admin.pages import ADMIN, Visitor, text_of
from tests.admin.test_articles import NEW as NEW_ARTICLE
from tests.admin.test_claims import NEW, page
from tests.newsroom import Newsroom

STRANGE = ["x", "%00", "-1", "²", "٣", "0", "9" * 18, "9" * 20, "9" * 30, "1" * 4_500]
NOT_THERE = "That choice is not one of the available choices."


@pytest.mark.parametrize("strange", STRANGE, ids=lambda text: text[:3] + str(len(text)))
@pytest.mark.parametrize(
    "path",
    [
        "claim/{claim}/history/?page={}",
        "claim/{}/history/",
        "claim/{}/change/",
        "claim/{}/step/publish/",
        "claim/{claim}/history/{}/restore/",
        "changeset/{}/change/",
        "evidence/{}/change/",
        "claim/?article__id__exact={}",
        "claim/?assignee__id__exact={}",
        "claim/?article__id__in={}",
        "claim/?article={}",
        "notice/?article__id__exact={}",
        "changeset/?article__id__exact={}",
        "claim/add/?article={}",
        "notice/add/?article={}",
        "article/add/?authors={}",
    ],
)
def test_a_strange_address_is_answered(
    newsroom: Newsroom, editor: Visitor, path: str, strange: str
) -> None:
    claim = newsroom.claim(newsroom.article())
    answer = editor.client.get(ADMIN + path.format(strange, claim=claim.pk))
    assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize("strange", ["abc", "\0", "٣", "9" * 20, "9" * 30, "1" * 5_000])
@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("article/add/", NEW_ARTICLE | {"authors": None}),
        ("claim/add/", NEW | {"article": None}),
        ("notice/add/", {"article": None, "kind": "update", "text_en": "New.", "reason": "So."}),
    ],
)
def test_a_strange_choice_is_refused(
    newsroom: Newsroom, editor: Visitor, path: str, typed: dict[str, Any], strange: str
) -> None:
    newsroom.article()
    before = ChangeSet.objects.count(), Article.objects.count()
    answer = editor.save(path, **{name: value or strange for name, value in typed.items()})
    assert answer.status_code == 200
    assert NOT_THERE in text_of(answer)
    assert (ChangeSet.objects.count(), Article.objects.count()) == before


@pytest.mark.parametrize("total", ["99999999999", "201", "1" * 5_000, "x", "-1", "", None])
def test_a_strange_number_of_rows_is_refused(
    newsroom: Newsroom, editor: Visitor, total: str | None
) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim)
    acts = ChangeSet.objects.count()
    typed = {"claimant": "The city", "reason": "So.", "evidence-TOTAL_FORMS": total}
    answer = editor.save(page(claim), **typed)
    assert answer.status_code == 200
    assert "The page was not sent whole. Load it again and repeat what you did." in text_of(answer)
    assert Claim.objects.get().claimant == ""
    assert ChangeSet.objects.count() == acts


@pytest.mark.parametrize("strange", ["x", "\0", "-1", "", None, "9" * 20, "1" * 5_000])
@pytest.mark.parametrize("name", ["INITIAL_FORMS", "0-id", "0-source", "0-claim", "0-version"])
def test_a_strange_row_is_refused(
    newsroom: Newsroom, editor: Visitor, name: str, strange: str | None
) -> None:
    claim = newsroom.claim(newsroom.article())
    row = newsroom.evidence(claim)
    typed = {"reason": "So.", "evidence-0-quote": "In it.", f"evidence-{name}": strange}
    assert editor.save(page(claim), **typed).status_code in {200, 302}
    typed["evidence-0-version"] = "7"  # someone else's meanwhile
    assert editor.save(page(claim), **typed).status_code in {200, 302}
    row.refresh_from_db()
    assert row.claim == claim
