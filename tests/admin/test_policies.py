"""The review policy in the admin: set by administrators, read by editors."""

from typing import Any

import pytest

from factcheck.models import ChangeSet, Policy
from tests.admin.pages import ADMIN, Visitor, text_of
from tests.newsroom import Newsroom

PAGE = "policy/1/change/"


def test_the_list_leads_to_the_one_page(administrator: Visitor) -> None:
    assert "/admin/factcheck/policy/" in administrator.read("/admin/")
    assert administrator.client.get(f"{ADMIN}policy/")["Location"] == ADMIN + PAGE
    page = administrator.read(PAGE)
    assert "How many must agree on a verdict" in page
    assert administrator.client.get(f"{ADMIN}policy/2/change/").status_code == 302


def test_it_is_set_for_the_first_time_and_again(newsroom: Newsroom, administrator: Visitor) -> None:
    assert administrator.form(PAGE)["people_needed"] == "2"
    administrator.save(PAGE, people_needed="3", reason="Two were too few.")
    policy = Policy.now()
    assert (policy.people_needed, policy.is_sealed, policy.version) == (3, True, 1)
    administrator.save(PAGE, is_sealed=None, reason="We are four people.")
    policy = Policy.now()
    assert (policy.people_needed, policy.is_sealed, policy.version) == (3, False, 2)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.article, act.reason) == ("policy.set", None, "We are four people.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why: a reason is kept with every change."),
        ({"people_needed": "1"}, "A verdict needs two to five people."),
        ({"people_needed": "six"}, "Enter a whole number."),
    ],
)
def test_it_is_refused(
    newsroom: Newsroom, administrator: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    given = {"people_needed": "3", "reason": "Agreed."} | typed
    assert sentence in text_of(administrator.save(PAGE, **given))
    assert not Policy.objects.exists()


def test_two_set_it_first(newsroom: Newsroom, administrator: Visitor) -> None:
    form = administrator.form(PAGE)
    administrator.save(PAGE, people_needed="3", reason="Agreed.")
    answer = administrator.send(PAGE, form | {"people_needed": "4", "reason": "Mine."})
    assert "Someone saved this while you were writing." in text_of(answer)
    assert Policy.now().people_needed == 3


def test_an_earlier_one_is_restored(newsroom: Newsroom, administrator: Visitor) -> None:
    history = administrator.client.get(f"{ADMIN}policy/1/history/", follow=True)
    assert "Nobody has set the policy yet." in text_of(history)
    administrator.save(PAGE, people_needed="3", reason="Agreed.")
    administrator.save(PAGE, people_needed="4", reason="More.")
    assert "Agreed." in administrator.read("policy/1/history/")
    first = Policy.history.filter(people_needed=3).get()
    administrator.save(f"policy/1/history/{first.history_id}/restore/", reason="Back.")
    assert Policy.now().people_needed == 3


def test_an_editor_reads_it(newsroom: Newsroom, editor: Visitor) -> None:
    page = editor.read(PAGE)
    assert "How many must agree on a verdict" in page
    assert 'name="people_needed"' not in page
    answer = editor.send(PAGE, {"people_needed": "3", "version": "0", "reason": "Mine."})
    assert answer.status_code == 403
    assert not Policy.objects.exists()
