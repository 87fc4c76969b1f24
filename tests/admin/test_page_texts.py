"""The newsroom's own pages in the admin: written by editors; its people, by administrators."""

import pytest

from factcheck.domain.vocabulary import Page, PeopleShown
from factcheck.models import Newsroom as Chosen
from factcheck.models import PageText
from tests.admin.pages import ADMIN, Visitor, text_of
from tests.newsroom import Newsroom

ABOUT = "pagetext/2/change/"
CHOICES = "newsroom/1/change/"


def test_the_list_leads_to_each_page(editor: Visitor) -> None:
    page = editor.read("pagetext/")
    for number in (1, 2, 3):
        assert f'href="/admin/factcheck/pagetext/{number}/change/"' in page
    assert "not written yet" in page
    assert editor.client.get(f"{ADMIN}pagetext/4/change/").status_code == 302


def test_a_text_is_written_changed_and_restored(newsroom: Newsroom, editor: Visitor) -> None:
    history = editor.client.get(f"{ADMIN}pagetext/2/history/", follow=True)
    assert "Nobody has written this text yet." in text_of(history)
    editor.save(ABOUT, text_0="We are three.", reason="First.")
    editor.save(ABOUT, text_0="We are four.", reason="One more.")
    assert PageText.of(Page.ABOUT).text == {"en": "We are four."}
    assert "One more." in editor.read("pagetext/2/history/")
    first = PageText.history.filter(version=1).get()
    editor.save(f"pagetext/2/history/{first.history_id}/restore/", reason="Back.")
    assert PageText.of(Page.ABOUT).text == {"en": "We are three."}


def test_two_write_at_once_and_nothing_is_lost(newsroom: Newsroom, editor: Visitor) -> None:
    editor.save(ABOUT, text_0="We are three.", reason="First.")
    form = editor.form(ABOUT)
    editor.save(ABOUT, text_0="We are four.", reason="One more.")
    answer = text_of(editor.send(ABOUT, form | {"text_0": "We are three. Write!", "reason": "X"}))
    assert "Someone saved this while you were writing." in answer
    assert "Write!" in answer
    assert PageText.of(Page.ABOUT).text == {"en": "We are four."}


@pytest.mark.parametrize("reason", ["", " "])
def test_a_text_asks_why(newsroom: Newsroom, editor: Visitor, reason: str) -> None:
    answer = editor.save(ABOUT, text_0="We are three.", reason=reason)
    assert "Say why: a reason is kept with every change." in text_of(answer)
    assert "We are three." in text_of(answer)
    assert not PageText.objects.exists()


def test_administrators_choose_how_people_are_shown(
    newsroom: Newsroom, administrator: Visitor
) -> None:
    administrator.save(CHOICES, people_shown="roles", reason="Safer.")
    assert Chosen.now().people_shown == PeopleShown.ROLES


def test_an_editor_does_not(newsroom: Newsroom, editor: Visitor) -> None:
    assert 'name="people_shown"' not in editor.read(CHOICES)
    answer = editor.send(CHOICES, {"people_shown": "roles", "version": "0", "reason": "Mine."})
    assert answer.status_code == 403
