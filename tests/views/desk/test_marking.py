"""A new claim from words of the article."""

import pytest

from factcheck.models import Claim
from tests.views.desk.conftest import recorded

TYPED = {
    "quote": "Nobody was hurt",
    "statement_en": "The opening hurt nobody.",
    "kinds": ["factual"],
    "reason": "Checkable.",
}


@pytest.fixture
def add(room, article, desk):
    """add(quote=…): what a reviewer's form is answered, and what it was answered by."""

    def post(**typed):
        client = desk(room.reviewer).client
        return client.post(f"/desk/articles/{article.pk}/claims/add/", TYPED | typed)

    return post


def test_what_was_selected_stands_in_the_form(room, article, desk):
    client = desk(room.reviewer).client
    sent = {"exact": "Nobody <was> hurt", "prefix": "said. ", "suffix": ".\n- The"}
    page = client.get(f"/desk/articles/{article.pk}/claims/add/", sent).content.decode()
    assert "Nobody &lt;was&gt; hurt</textarea>" in page
    assert 'name="before" value="said. "' in page
    assert "The mayor opened the bridge" in page  # the article stays beside it


def test_a_reviewer_adds_a_claim(room, add):
    answer = add()
    claim = Claim.objects.get()
    assert answer["Location"] == f"/desk/claims/{claim.pk}/"
    assert (claim.quote, claim.status) == ("Nobody was hurt", "open")
    assert claim.acts.get().actor_name == "Reviewer"


def test_what_stands_around_tells_equal_words_apart(room, desk):
    article = room.article(html="<p>It was the first. It was good.</p><p>It was the last.</p>")
    client = desk(room.reviewer).client
    address = f"/desk/articles/{article.pk}/claims/add/"
    page = client.post(address, TYPED | {"quote": "It was"})
    assert page.status_code == 422
    assert "These words stand 3 times in the text." in page.content.decode()
    around = {"before": "It was good.\n", "after": " the last."}
    assert client.post(address, TYPED | {"quote": "It was"} | around).status_code == 302
    anchor = Claim.objects.get().anchor
    assert article.newest.text[anchor.start :].startswith("It was the last")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quote": "Somebody was hurt"}, "These words are not in the text."),
        ({"quote": " "}, "Give the words of the article that the claim is about."),
        ({"quote": "x" * 2001}, "Choose fewer words"),
        ({"statement_en": ""}, "Write it in at least one language."),
        ({"kinds": []}, "Choose what kind of claim it is"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_what_is_wrong_is_said_and_kept(add, typed, sentence):
    before = recorded()
    answer = add(**typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    if "statement_en" not in typed:
        assert "The opening hurt nobody." in page
    assert recorded() == before


def test_a_second_click_adds_nothing_twice(add):
    add()
    assert "This claim is here already, word for word." in add().content.decode()
    assert Claim.objects.count() == 1


def test_an_article_that_is_not_there(room, desk):
    assert desk(room.reviewer).client.get("/desk/articles/999/claims/add/").status_code == 404
