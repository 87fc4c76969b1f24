"""Who may come to the desk, at each of its addresses."""

import re

import pytest
from django.test import Client

from factcheck.actions import people
from factcheck.domain.actor import SYSTEM, Role
from factcheck.models import Claim, Person
from factcheck.views.desk.urls import urlpatterns
from tests.newsroom import Newsroom, version

ADDRESSES = sorted(
    "/desk/" + re.sub(r"<int:\w+_id>", "1", str(route.pattern)) for route in urlpatterns
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.django_db
def test_a_visitor_is_asked_to_sign_in(address: str, method: str) -> None:
    answer = getattr(Client(), method)(address)
    if answer.status_code == 405:
        assert method == "post"
        return
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_role_the_rule_is_told(room: Newsroom, address: str, method: str) -> None:
    account = room.account(room.colleague)
    person = Person.objects.get(pk=account.person_id)
    people.change_role(
        person=person, by=SYSTEM, reason="Left.", version=version(person), role=Role.NONE
    )
    client = Client()
    client.force_login(account)
    answer = getattr(client, method)(address)
    if answer.status_code == 405:
        assert method == "post"
        return
    assert answer.status_code == 403
    assert "Only reviewers and editors use the desk." in answer.content.decode()


def test_a_step_that_is_only_looked_at_leads_to_its_claim(room: Newsroom, claim: Claim) -> None:
    client = Client()
    client.force_login(room.account(room.reviewer))
    answer = client.get(f"/desk/claims/{claim.pk}/publish/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/claims/{claim.pk}/"


@pytest.mark.parametrize("address", ["/desk/claims/999/", "/desk/claims/999/history/"])
def test_what_is_not_there_is_not_found(room: Newsroom, address: str) -> None:
    client = Client()
    client.force_login(room.account(room.reviewer))
    assert client.get(address).status_code == 404
    assert client.post("/desk/claims/999/take/", {"version": 1}).status_code == 404


@pytest.mark.django_db
def test_what_was_typed_outlives_the_session() -> None:
    typed = "The city's accounts show <b>it</b>."
    answer = Client().post("/desk/claims/1/propose/", {"rationale_en": typed, "rating": "true"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The city&#x27;s accounts show &lt;b&gt;it&lt;/b&gt;." in page
    assert "/accounts/login/?next=/desk/claims/1/propose/" in page
