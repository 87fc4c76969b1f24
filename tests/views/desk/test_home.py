"""/desk/: each claim stands in the list where somebody can do something about it."""

import pytest
from django.test import Client

from factcheck.actions import articles, claims, reviews
from factcheck.models import Claim
from factcheck.views.desk import queues
from tests.newsroom import version


def lists(room, actor):
    """The numbers of the claims in each list of a person, where there are any."""
    waiting = queues.waiting(room.account(actor), 50)
    return {
        each.queue.key: [row.claim.number for row in each.rows] for each in waiting if each.rows
    }


@pytest.fixture
def full(room):
    """An article with one claim in each state, numbered in this order."""
    text = "\n".join(f"Sentence {word} is here." for word in "abcdefgh")
    article = room.article(html=text)
    made = [room.claim(article, quote=f"Sentence {word}") for word in "abcdefgh"]
    claims.take(claim=made[1], by=room.reviewer, version=1)
    room.proposed(made[2])
    room.proposed(made[3])
    reviews.begin_review(claim=made[3], by=room.colleague, version=version(made[3]))
    room.proposed(made[4])
    reviews.review(
        claim=made[4],
        by=room.colleague,
        version=version(made[4]),
        rating="false",
        note={"en": "No."},
    )
    room.approved(made[5])
    room.published(made[6])
    room.proposed(made[7])
    reviews.request_changes(
        claim=made[7], by=room.colleague, version=version(made[7]), reason="More."
    )
    article.refresh_from_db()
    articles.record_revision(
        article=article,
        by=room.editor,
        reason="Changed.",
        version=article.version,
        html=text.replace("Sentence g is here", "Sentence g is not here"),
    )
    return article


def test_each_person_sees_what_waits_for_them(room, full):
    assert lists(room, room.reviewer) == {
        "in-hand": [2, 8],
        "stale": [7],
        "open": [1],
        "under-way": [3, 4, 5, 6],
    }
    assert lists(room, room.colleague) == {
        "in-review": [4],
        "second-review": [3],
        "stale": [7],
        "open": [1],
    }
    assert lists(room, room.editor) == {
        "second-review": [3],
        "disputed": [5],
        "approved": [6],
        "stale": [7],
        "open": [1],
    }


def test_nothing_waits_of_ones_own_article(room):
    claim = room.claim(room.article(authors=[room.account(room.colleague).person]))
    assert lists(room, room.colleague) == {}
    room.proposed(claim)
    assert lists(room, room.colleague) == {}


def test_the_page_names_them_and_keeps_ratings_from_reviewers(room, full, desk):
    page = desk(room.colleague).client.get("/desk/").content.decode()
    assert "A bridge at last" in page
    assert "The article says: Sentence a." in page
    assert "just now" in page
    waiting = page[page.index('id="list-second-review"') :]
    assert "rating-true" not in waiting[: waiting.index("</section>")]


def test_an_empty_desk_says_how_to_begin(room, desk):
    page = desk(room.editor).client.get("/desk/").content.decode()
    assert "Nothing waits for you." in page
    assert "An editor adds them to an article in the admin." in page


def test_a_long_list_has_pages(room, article, desk):
    text = "\n".join(f"Number {number} stands here." for number in range(100, 130))
    long = room.article(html=text)
    for number in range(100, 130):
        room.claim(long, quote=f"Number {number}")
    mine = desk(room.reviewer).client
    assert "?list=open" in mine.get("/desk/").content.decode()
    first = mine.get("/desk/?list=open").content.decode()
    assert "Number 100" in first
    assert "Number 129" not in first
    second = mine.get("/desk/?list=open&page=2").content.decode()
    assert "Number 129" in second
    assert "Number 100" not in second


@pytest.mark.parametrize(
    "address", ["/desk/?list=nothing", "/desk/?list=approved", "/desk/?list=open&page=99"]
)
def test_lists_that_are_not_there(room, desk, address):
    assert desk(room.reviewer).client.get(address).status_code == 404


def test_the_number_of_queries_is_constant(room, full, desk, django_assert_num_queries):
    client: Client = desk(room.editor).client
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/desk/")
    more = room.article(html="\n".join(f"More {number} of it." for number in range(10, 20)))
    for number in range(10, 20):
        claim = room.claim(more, quote=f"More {number}")
        if number % 2:
            room.approved(claim)
    assert Claim.objects.count() == 18
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/desk/")


# The session, the account, the person, one for each of the eight lists, and the stale ones' words.
HOME_QUERIES = 12
