"""What the desk answers htmx: the part that stands in #desk alone, and never a strange page."""

import json

import pytest
from django.test import Client

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/claims/1/?show=open"}


@pytest.mark.parametrize("address", ["/desk/", "/desk/claims/{}/", "/desk/claims/{}/history/"])
def test_a_page_in_place_is_the_same_without_the_rest(room, claim, desk, address):
    client = desk(room.reviewer).client
    whole = client.get(address.format(claim.pk)).content.decode()
    part = client.get(address.format(claim.pk), headers=HTMX).content.decode()
    assert "site-header" in whole
    assert "site-header" not in part
    assert inside(part) == inside(whole)
    assert part[part.index("<title>") : part.index("</title>")] in whole


def inside(page: str) -> str:
    """What stands in #desk, but for the tokens of its forms."""
    from re import sub

    found = page[page.index('<div id="desk"') :]
    found = found[: found.index('id="said"')]
    return sub(r'name="csrfmiddlewaretoken" value="\w+"', "", found)


def test_no_browser_keeps_it(room, claim, desk):
    answer = desk(room.reviewer).client.get(f"/desk/claims/{claim.pk}/", headers=HTMX)
    assert "no-store" in answer["Cache-Control"]


def test_a_form_leads_to_a_place_by_a_header(room, claim, desk):
    """What answers htmx says the fragment, and that the text was accepted."""
    typed = {"text": "Is it net of tax?", "draft": "claim-1-say-0"}
    talk = f"/desk/claims/{claim.pk}/talk/"
    answer = desk(room.reviewer).client.post(talk, typed, headers=HTMX)
    place = f"{talk}#comment-{claim.comments.get().pk}"
    assert json.loads(answer["HX-Location"])["path"] == place
    assert answer.cookies["accepted_drafts"].value == "claim-1-say-0"


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_signed_out_is_led_to_the_door(claim, method):
    data = {"rationale_en": "So it is."}
    answer = getattr(Client(), method)(f"/desk/claims/{claim.pk}/propose/", data, headers=HTMX)
    assert answer["HX-Redirect"] == "/accounts/login/?next=/desk/claims/1/%3Fshow%3Dopen"
    assert answer.content == b""
