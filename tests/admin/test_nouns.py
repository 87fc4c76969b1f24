"""Sources, ratings, notices and people: saved by their actions, refused in a sentence."""

from typing import Any

import pytest
from django.core import mail

from factcheck.models import ChangeSet, Notice, Person, QueuedTask, Rating, Source, User
from tests.admin.pages import Visitor, form_in, text_of
from tests.newsroom import Newsroom, version
from tests.working import work

REASON = {"reason": ""}, "Say why: a reason is kept with every change."


def test_a_source_is_added_and_changed(newsroom: Newsroom, editor: Visitor) -> None:
    typed = {"title": "Accounts", "type": "primary", "published": "2019-05", "reason": "Found."}
    editor.save("source/add/", **typed)
    source = Source.objects.get()
    assert (source.title, source.published, source.title_confirmed) == ("Accounts", "2019-05", True)
    editor.save(f"source/{source.pk}/change/", title_confirmed=None, reason="Read off the address.")
    source.refresh_from_db()
    assert not source.title_confirmed
    assert ChangeSet.objects.latest("id").article is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        REASON,
        ({"published": "2019-13"}, "Write the date as a year, a month or a day"),
        ({"url": "https://example.org/here"}, "This address is here already: “Here first”."),
        ({"type": "rumour"}, "rumour"),
    ],
)
def test_a_source_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    newsroom.source(title="Here first", url="https://example.org/here")
    given = {"title": "Accounts", "type": "primary", "author": "City", "reason": "Found."}
    answer = editor.save("source/add/", **given | typed)
    assert sentence in text_of(answer)
    assert form_in(answer)["author"] == "City"
    assert Source.objects.count() == 1


def test_a_rating_is_worded_anew(newsroom: Newsroom, editor: Visitor) -> None:
    rating = Rating.objects.get(key="true")
    path = f"rating/{rating.pk}/change/"
    assert REASON[1] in text_of(editor.save(path, label_en="Correct"))
    assert version(rating) == 1
    editor.save(path, label_en="Correct", reason="Plainer.")
    rating.refresh_from_db()
    assert (rating.label, rating.key) == ({"en": "Correct", "id": "Benar"}, "true")
    assert editor.client.get("/admin/factcheck/rating/add/").status_code == 403


def test_a_notice_is_posted_and_changed(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    path = f"notice/add/?article={article.pk}"
    given = {"kind": "update", "dated": "2019-12-24", "text_en": "A new picture.", "reason": "So."}
    assert REASON[1] in text_of(editor.save(path, **given | {"reason": ""}))
    assert not Notice.objects.exists()
    editor.save(path, **given)
    notice = Notice.objects.get()
    assert (notice.article, notice.kind) == (article, "update")
    editor.save(f"notice/{notice.pk}/change/", kind="correction", reason="It was wrong.")
    notice.refresh_from_db()
    assert (notice.kind, notice.dated.isoformat()) == ("correction", "2019-12-24")


def test_texts_in_other_languages_survive(newsroom: Newsroom, editor: Visitor) -> None:
    """A text in a language without a box is not lost by saving the others."""
    from factcheck.actions.notices import NoticeText, post_notice
    from factcheck.domain.vocabulary import NoticeKind

    notice = post_notice(
        article=newsroom.article(),
        by=newsroom.editor,
        reason="x",
        notice=NoticeText(kind=NoticeKind.UPDATE, text={"fr": "Une image.", "en": "A picture."}),
    )
    editor.save(f"notice/{notice.pk}/change/", text_en="A new picture.", reason="Clearer.")
    notice.refresh_from_db()
    assert notice.text == {"fr": "Une image.", "en": "A new picture."}


INVITED = {
    "name": "Ana",
    "username": "ana",
    "role": "reviewer",
    "email": "ana@example.org",
    "reason": "She joins us.",
}


def test_a_person_is_invited(newsroom: Newsroom, administrator: Visitor) -> None:
    answer = administrator.save("person/add/", **INVITED)
    assert answer.status_code == 302, text_of(answer)
    work()
    account = User.objects.get(username="ana")
    assert (account.person.name, account.person.role) == ("Ana", "reviewer")
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        REASON,
        ({"username": "editor"}, "This username is taken. Choose another."),
        ({"email": "editor@example.org"}, "An account with this email address is here already."),
        ({"role": "king"}, "king"),
    ],
)
def test_an_invitation_is_refused(
    newsroom: Newsroom, administrator: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    people = Person.objects.count()
    answer = administrator.save("person/add/", **INVITED | typed)
    assert sentence in text_of(answer)
    assert form_in(answer)["name"] == "Ana"
    assert Person.objects.count() == people
    assert not QueuedTask.objects.exists()


def test_without_an_address_no_invitation_is_sent(
    newsroom: Newsroom, administrator: Visitor
) -> None:
    administrator.save("person/add/", **INVITED | {"email": ""})
    assert "Without an email address no invitation was sent." in administrator.read("person/")
    assert not QueuedTask.objects.exists()


def test_name_and_role_are_two_acts(newsroom: Newsroom, administrator: Visitor) -> None:
    person = newsroom.account(newsroom.reviewer).person
    path = f"person/{person.pk}/change/"
    administrator.save(path, name="Rosa", role="editor", reason="Promoted, and married.")
    person.refresh_from_db()
    assert (person.name, person.role) == ("Rosa", "editor")
    kinds = ChangeSet.objects.order_by("-id").values_list("kind", flat=True)[:2]
    assert list(kinds) == ["person.role", "person.rename"]


def test_nobody_changes_their_own_role(newsroom: Newsroom, administrator: Visitor) -> None:
    person = newsroom.account(newsroom.administrator).person
    answer = administrator.save(
        f"person/{person.pk}/change/", name="Someone", role="reviewer", reason="Enough."
    )
    assert "Nobody changes their own role." in text_of(answer)
    person.refresh_from_db()
    assert person.name == "Administrator"  # the other act went back with it


def test_an_account_is_removed(newsroom: Newsroom, administrator: Visitor) -> None:
    person = newsroom.account(newsroom.reviewer).person
    path = f"person/{person.pk}/remove-account/"
    assert REASON[1] in text_of(administrator.save(path, reason=""))
    assert User.objects.filter(person=person).exists()
    administrator.save(path, reason="Left us.")
    assert not User.objects.filter(person=person).exists()
    person.refresh_from_db()
    assert (person.name, person.role) == ("Reviewer", "none")
    assert (
        administrator.client.get(f"/admin/factcheck/person/{person.pk}/change/").status_code == 200
    )


def test_an_editor_manages_nobody(newsroom: Newsroom, editor: Visitor) -> None:
    person = newsroom.account(newsroom.reviewer).person
    for path in [f"person/{person.pk}/change/", f"person/{person.pk}/remove-account/"]:
        assert (
            editor.send(path, {"reason": "x", "version": "1", "role": "editor"}).status_code == 403
        )
    person.refresh_from_db()
    assert person.role == "reviewer"
