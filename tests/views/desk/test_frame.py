"""Each page about a claim stands in the desk: the list and the article are beside it."""

from typing import Any

import pytest

from factcheck.actions import comments, experts

SHOWN = "?show=all"


@pytest.fixture
def pages(room, claim):
    """The addresses of what belongs to a claim, below /desk/."""
    said = comments.say(claim=claim, by=room.reviewer, text="Is it net of tax?")
    asked: dict[str, Any] = {"question": "Is it so?", "language": "en", "days": 7}
    question, _secret = experts.ask(claim=claim, by=room.reviewer, name="Ir. Sari", **asked)
    return {
        "comment": f"comments/{said.pk}/",
        "versions": f"comments/{said.pk}/versions/",
        "ask": f"claims/{claim.pk}/experts/ask/",
        "cancel": f"experts/{question.pk}/cancel/",
        "merge": f"claims/{claim.pk}/merge/",
    }


@pytest.mark.parametrize("name", ["comment", "versions", "ask", "cancel", "merge"])
def test_the_list_and_the_article_stand_beside(room, claim, desk, pages, name):
    page = desk(room.reviewer).client.get(f"/desk/{pages[name]}{SHOWN}").content.decode()
    assert 'id="waiting"' in page
    assert 'id="mark-1"' in page
    assert claim.statement["en"] in page
    there = "plan" if name == "merge" else "talk"
    assert f'href="/desk/claims/{claim.pk}/{there}/{SHOWN}"' in page
    assert page.count("<h1") == 1


def test_the_link_stands_there_too(room, claim, desk, pages):
    typed = {"name": "Prof. Bayu", "question": "Is it?", "language": "en", "days": "7"}
    answer = desk(room.reviewer).client.post(f"/desk/{pages['ask']}{SHOWN}", typed)
    page = answer.content.decode()
    assert "The link for Prof. Bayu" in page
    assert 'id="waiting"' in page
    assert f'href="/desk/claims/{claim.pk}/talk/{SHOWN}#question-' in page


def test_what_leads_on_keeps_the_list_narrowed(room, claim, desk, pages):
    client = desk(room.reviewer).client
    talk = f"/desk/claims/{claim.pk}/talk/{SHOWN}"
    page = client.get(talk).content.decode()
    assert f'href="/desk/{pages["comment"]}{SHOWN}"' in page
    assert f'href="/desk/{pages["ask"]}{SHOWN}"' in page
    assert f'action="{talk}"' in page
    sent = {"version": 1, "text": "Is it net of every tax?"}
    answer = client.post(f"/desk/{pages['comment']}{SHOWN}", sent)
    assert answer["Location"].startswith(f"{talk}#comment-")
    answer = client.post(f"/desk/{pages['cancel']}{SHOWN}", {"reason": "Off."})
    assert answer["Location"].startswith(f"{talk}#question-")
