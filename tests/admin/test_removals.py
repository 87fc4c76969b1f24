"""Removing by law in the admin: from a claim, from an article, and lifting it."""

from typing import Any

import pytest

from factcheck.actions import articles, removals
from factcheck.models import Claim, Removal, Revision
from tests.admin.pages import ADMIN, Visitor, form_in, text_of
from tests.newsroom import Newsroom, version

ORDER = {"en": "District Court, case 12/2026."}
TYPED = {"order_en": "District Court, case 12/2026.", "reason": "The court ordered it."}


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A published claim of an article with two revisions."""
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="Mended.",
        version=version(claim.article),
        headline="A bridge, at last",
    )
    return claim


@pytest.fixture
def removal(newsroom: Newsroom, claim: Claim) -> Removal:
    by = newsroom.administrator
    return removals.remove_claim(claim=claim, by=by, reason="Ordered.", order=ORDER)


def revision(number: int) -> Revision:
    return Revision.objects.get(number=number)


def test_a_claim_is_removed_from_its_page(claim: Claim, administrator: Visitor) -> None:
    path = f"removal/add/?claim={claim.pk}"
    assert f"{ADMIN}{path}" in administrator.read(f"claim/{claim.pk}/change/")
    page = administrator.read(path)
    assert "Readers will no longer see it anywhere" in page
    assert "The article says: cost 12 million euros." in page
    answer = administrator.save(path, **TYPED)
    removal = Removal.objects.get()
    assert (answer.status_code, removal.claim, removal.order) == (302, claim, ORDER)
    page = administrator.read(f"claim/{claim.pk}/change/")
    assert "Readers don’t see this claim." in page
    assert path not in page
    assert "The article says: cost 12 million euros." in page  # which colleagues see all the same


def test_an_old_revision_is_removed_from_its_article(claim: Claim, administrator: Visitor) -> None:
    path = f"removal/add/?revision={revision(1).pk}"
    page = administrator.read(f"article/{claim.article_id}/change/")
    assert f"{ADMIN}{path}" in page
    assert f"{ADMIN}removal/add/?revision={revision(2).pk}" not in page
    assert "Readers will no longer see its headline" in administrator.read(path)
    administrator.save(path, **TYPED)
    removal = Removal.objects.get()
    assert removal.revision == revision(1)
    page = administrator.read(f"article/{claim.article_id}/change/")
    assert f"{ADMIN}removal/{removal.pk}/change/" in page
    assert "A bridge at last" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"order_en": ""}, "Say who ordered it, and under what law: readers are told."),
        ({"reason": ""}, "Say why: a reason is kept with every change."),
    ],
)
def test_it_is_refused_and_what_was_typed_stays(
    claim: Claim, administrator: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    given = TYPED | {"order_id": "Pengadilan." if typed.get("reason") == "" else ""} | typed
    answer = administrator.save(f"removal/add/?claim={claim.pk}", **given)
    assert text_of(answer).count(sentence) == 1
    form = form_in(answer)
    assert {name: form[name] for name in given} == given
    assert not Removal.objects.exists()


def test_the_newest_revision_is_refused(claim: Claim, administrator: Visitor) -> None:
    path, sentence = f"removal/add/?revision={revision(2).pk}", "This is the newest revision."
    assert sentence in administrator.read(path)
    data = {"revision": str(revision(2).pk), **TYPED}
    answer = administrator.send(path, data)
    assert sentence in text_of(answer)
    assert form_in(answer)["order_en"] == TYPED["order_en"]
    assert not Removal.objects.exists()


@pytest.mark.parametrize("query", ["", "?claim=987654", "?claim=x", "?revision=1" + "0" * 30])
def test_nothing_is_removed_that_is_not_there(
    claim: Claim, administrator: Visitor, query: str
) -> None:
    for answer in (
        administrator.client.get(f"{ADMIN}removal/add/{query}", follow=True),
        administrator.client.post(f"{ADMIN}removal/add/{query}", TYPED, follow=True),
    ):
        assert "Open the claim, or the article of the revision" in text_of(answer)


def test_a_removal_is_lifted(removal: Removal, administrator: Visitor) -> None:
    path = f"removal/{removal.pk}/lift/"
    assert f"{ADMIN}{path}" in administrator.read(f"removal/{removal.pk}/change/")
    answer = administrator.save(path, reason="")
    assert "Say why: a reason is kept with every change." in text_of(answer)
    administrator.save(path, reason="The order fell.")
    assert not Removal.objects.standing().exists()
    assert "This removal is lifted already." in administrator.read(path)
    assert f"{ADMIN}{path}" not in administrator.read(f"removal/{removal.pk}/change/")


def test_a_removal_changed_meanwhile_is_not_lifted(
    newsroom: Newsroom, removal: Removal, administrator: Visitor
) -> None:
    form = administrator.form(f"removal/{removal.pk}/lift/")
    removals.lift(removal=removal, by=newsroom.administrator, reason="It fell.", version=1)
    answer = administrator.send(f"removal/{removal.pk}/lift/", form | {"reason": "Mine."})
    assert answer.status_code == 200
    assert form_in(answer)["reason"] == "Mine."


def test_editors_see_removals_and_make_none(
    claim: Claim, removal: Removal, editor: Visitor
) -> None:
    assert "District Court" in editor.read("removal/")
    for page in (
        editor.read(f"removal/{removal.pk}/change/"),
        editor.read(f"removal/{removal.pk}/history/"),
    ):
        assert "District Court" in page
        assert "lift/" not in page
    assert "removal/add/" not in editor.read(f"article/{claim.article_id}/change/")
    for path in (f"removal/add/?claim={claim.pk}", f"removal/{removal.pk}/lift/"):
        assert editor.client.get(ADMIN + path).status_code == 403
        assert editor.client.post(ADMIN + path, TYPED).status_code == 403
    assert Removal.objects.standing().count() == 1


def test_the_desk_says_it(newsroom: Newsroom, removal: Removal, editor: Visitor) -> None:
    page = editor.client.get(f"/desk/claims/{removal.claim_id}/").content.decode()
    assert "Removed by law" in page
    assert "The article says: cost 12 million euros." in page


def test_lists_take_as_many_queries_however_many(
    newsroom: Newsroom, editor: Visitor, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        claim = newsroom.claim(newsroom.article(headline=f"Bridge {number}"))
        newsroom.published(claim)
        given: dict[str, Any] = {"by": newsroom.administrator, "reason": "Ordered.", "order": ORDER}
        removals.remove_claim(claim=claim, **given)
    with django_assert_max_num_queries(8):
        editor.read("removal/")
