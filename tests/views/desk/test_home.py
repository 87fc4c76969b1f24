"""/desk/: each claim stands in the list where somebody can do something about it."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from factcheck.actions import articles, claims, reviews
from factcheck.forms.listing import ListForm
from factcheck.models import Claim
from factcheck.models.waiting import moved
from factcheck.views.desk.listing import Listing
from tests.newsroom import version


def listing(room, actor, query=""):
    """The list of a person, narrowed as the query says."""
    return Listing(room.account(actor).person, ListForm(QueryDict(query)))


def numbers(room, actor, query=""):
    """The numbers of its claims, in order."""
    return [claim.number for claim in listing(room, actor, query).claims]


def lists(room, actor):
    """The numbers of the claims that wait for a person, by what for."""
    found: dict[str, list[int]] = {}
    for claim in listing(room, actor, "show=all").claims.order_by("number"):
        if claim.waits:
            found.setdefault(claim.waits, []).append(claim.number)
    return found


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


def test_the_numbers_are_true(room, full):
    counted = {kind.key: number for kind, number in listing(room, room.reviewer).counts()}
    assert counted == {
        "waiting": 4,
        "stale": 1,
        "source-changed": 0,
        "in-hand": 2,
        "in-review": 0,
        "second-review": 0,
        "disputed": 0,
        "approved": 0,
        "open": 1,
        "under-way": 4,
        "all": 8,
    }
    assert len(numbers(room, room.reviewer)) == counted["waiting"]
    assert len(numbers(room, room.reviewer, "show=all")) == counted["all"]


def test_what_matters_most_stands_first(room, full):
    """Stale first, then by deadline, priority and age."""
    today = timezone.localdate()
    by_number = {claim.number: claim for claim in full.claims.all()}
    for number, days, priority in [(8, 1, "low"), (2, 1, "high"), (6, 0, "low"), (5, None, "high")]:
        claims.plan(
            claim=by_number[number],
            by=room.editor,
            version=by_number[number].version,
            due_on=None if days is None else today + timedelta(days),
            priority=priority,
        )
    assert numbers(room, room.reviewer, "show=all") == [7, 6, 2, 8, 5, 1, 3, 4]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("show=open", [1]),
        ("show=under-way", [4, 5, 3, 6]),
        ("show=all&q=sentence+F", [6]),
        ("show=all&q=nothing+like+it", []),
        ("show=all&due=today", [4]),
        ("show=all&due=week", [4, 5]),
        ("show=all&due=overdue", []),
        ("show=all&person={colleague}", [4]),
        ("show=all&article={article}", [7, 4, 5, 1, 2, 3, 6, 8]),
        ("show=crooked&due=never&person=x&article=99999", [7, 1, 2, 8]),
    ],
)
def test_it_is_narrowed_by_its_address(room, full, query, expected):
    today = timezone.localdate()
    for number, days in [(4, 0), (5, 3)]:
        claim = full.claims.get(number=number)
        day = today + timedelta(days)
        claims.plan(
            claim=claim, by=room.editor, version=claim.version, due_on=day, priority="normal"
        )
    query = query.format(article=full.pk, colleague=room.colleague.id)
    assert numbers(room, room.reviewer, query) == expected


def test_claims_keep_the_list_as_it_was_narrowed(room, full, desk):
    page = desk(room.reviewer).client.get("/desk/?show=in-hand&q=sentence").content.decode()
    second = full.claims.get(number=2)
    assert f'href="/desk/claims/{second.pk}/?show=in-hand&amp;q=sentence"' in page.replace(
        "?q=sentence&amp;show=in-hand", "?show=in-hand&amp;q=sentence"
    )


def test_next_and_previous_follow_the_list(room, full):
    mine = listing(room, room.reviewer)
    seventh, first, second, eighth = mine.claims
    assert mine.neighbours(seventh) == (None, first)
    assert mine.neighbours(second) == (first, eighth)
    assert mine.neighbours(eighth) == (second, None)
    third = full.claims.annotate(moved=moved()).get(
        number=3
    )  # not in the list: by where it would stand
    assert mine.neighbours(third) == (second, eighth)


def test_nothing_waits_of_ones_own_article(room):
    claim = room.claim(room.article(authors=[room.account(room.colleague).person]))
    assert lists(room, room.colleague) == {}
    room.proposed(claim)
    assert lists(room, room.colleague) == {}


def test_what_one_has_rated_or_opened_waits_no_more(room, full):
    from factcheck.actions.policies import set_policy
    from factcheck.actions.seals import unseal

    set_policy(by=room.administrator, reason="Three.", version=0, people_needed=3, is_sealed=True)
    claim = full.claims.get(number=1)
    room.proposed(claim)
    assert 1 in lists(room, room.colleague)["second-review"]
    note = {"en": "Same."}
    reviews.review(claim=claim, by=room.colleague, version=version(claim), rating="true", note=note)
    assert 1 not in lists(room, room.colleague).get("second-review", [])
    assert 1 in lists(room, room.editor)["second-review"]
    unseal(claim=claim, by=room.editor, version=version(claim), reason="Asked.")
    assert 1 not in lists(room, room.editor).get("second-review", [])


@pytest.mark.parametrize("page", ["", "overview/", "letters/", "claims/{}/", "claims/{}/merge/"])
def test_every_page_is_part_of_the_desk(room, claim, desk, page):
    shown = desk(room.reviewer).client.get("/desk/" + page.format(claim.pk)).content.decode()
    assert '<a href="/desk/" aria-current="true">Desk</a>' in shown


def test_the_page_names_them_and_keeps_ratings_from_reviewers(room, full, desk):
    page = desk(room.colleague).client.get("/desk/?show=second-review").content.decode()
    assert "A bridge at last" in page
    assert "The article says: Sentence c." in page
    assert "just now" in page
    assert "rating-true" not in page


def test_an_empty_desk_says_how_to_begin(room, desk):
    page = desk(room.editor).client.get("/desk/").content.decode()
    assert "Nothing waits for you." in page
    assert "Mark the words of a claim in an article to begin." in page


def test_an_empty_search_leads_back(room, full, desk):
    page = desk(room.reviewer).client.get("/desk/?q=zeppelin").content.decode()
    assert "Nothing in this list is like that." in page
    assert 'href="/desk/?show=waiting"' in page


def test_a_long_list_has_pages(room, article, desk):
    text = "\n".join(f"Number {number} stands here." for number in range(100, 130))
    long = room.article(html=text)
    for number in range(100, 130):
        room.claim(long, quote=f"Number {number}")
    mine = desk(room.reviewer).client
    first = mine.get("/desk/?show=open").content.decode()
    assert "Number 100" in first
    assert "Number 129" not in first
    second = mine.get("/desk/?show=open&page=2").content.decode()
    assert "Number 129" in second
    assert "Number 100" not in second


def test_a_page_that_is_not_there(room, desk):
    assert desk(room.reviewer).client.get("/desk/?show=open&page=99").status_code == 404


def test_the_number_of_queries_is_constant(room, full, desk, django_assert_num_queries):
    client: Client = desk(room.editor).client
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/desk/?show=all")
    more = room.article(html="\n".join(f"More {number} of it." for number in range(10, 20)))
    for number in range(10, 20):
        claim = room.claim(more, quote=f"More {number}")
        if number % 2:
            room.approved(claim)
    assert Claim.objects.count() == 18
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/desk/?show=all")


# The session, the account with its person, the list and its numbers, the stale ones' words and who
# reaffirmed them, and for the filters the articles and the people.
HOME_QUERIES = 8
