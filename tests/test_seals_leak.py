"""What a seal keeps, no address of the site gives away: not its words, and not one bit of it.

Three tests stand on each other. What is sealed is stored in two tables and nowhere else; so it can
be exchanged there, behind everybody's back, with ids, hashes and times as they were; and then every
answer of the site must be the same, byte for byte, whichever rating, reasons and confidence were
proposed. That finds what a search for words can't: a class, an order, a filter, a count.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.db.models.constants import LOOKUP_SEP
from django.test import Client, RequestFactory
from django.utils import timezone

from factcheck.actions import articles, claims, comments, experts, removals, reviews, verdicts
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.actions.policies import set_policy
from factcheck.actions.seals import KEPT, sealed_from
from factcheck.actions.texts import set_newsroom, set_text
from factcheck.actions.tokens import issue
from factcheck.domain.actor import Actor
from factcheck.domain.ratings import RATINGS
from factcheck.domain.vocabulary import NoticeKind, Page, PeopleShown
from factcheck.models import Article, ChangeSet, Claim, Policy, Rating, Review, Verdict
from tests import every_address
from tests.newsroom import Newsroom, another_person, changed_source, report, version
from tests.newsroom import newsroom as make_newsroom
from tests.standing import standing
from tests.tampering import drop_triggers

# Words that stand nowhere but in what is sealed, one for each place.
RATIONALE, NOTE, OUTCOME, REVIEW, CHANGES = "zyxwvut", "qwertzu", "plokijuh", "mnbvcxy", "asdfghj"
SECRETS = (RATIONALE, NOTE, OUTCOME, REVIEW, CHANGES)
RATING, CONFIDENCE = "unverifiable", "low"  # which nothing else on the site has
INSTEAD = {"rating": "opinion", "confidence": "medium", "word": "Otherwise"}


@dataclass
class Site:
    """A newsroom at work, with `sealed` verdicts in every state that keeps one sealed."""

    room: Newsroom
    third: Actor
    author: Actor
    secret: str = ""
    sealed: list[Verdict] = field(default_factory=list)

    def propose(self, claim: Claim, by: Actor | None = None) -> Verdict:
        by = by or self.room.reviewer
        claims.take(claim=claim, by=by, version=version(claim))
        verdict = verdicts.propose(
            claim=claim,
            by=by,
            version=version(claim),
            rating=RATING,
            confidence=CONFIDENCE,
            rationale={"en": f"The accounts are {RATIONALE}.", "id": f"Catatannya {RATIONALE}."},
            time_notes=[{"date": "2018-05", "note": {"en": f"Then {NOTE}."}, "sources": []}],
            outcome={"status": "realised", "note": {"en": f"It was {OUTCOME}."}},
        )
        self.sealed.append(verdict)
        return verdict

    def send_back(self, claim: Claim) -> None:
        reviews.request_changes(
            claim=claim,
            by=self.third,
            version=version(claim),
            reason="Name the page.",
            note={"en": f"Which {CHANGES}?"},
        )

    def rate(self, claim: Claim, by: Actor, rating: str, note: str) -> None:
        reviews.review(claim=claim, by=by, version=version(claim), rating=rating, note={"en": note})

    def need(self, people: int) -> None:
        set_policy(
            by=self.room.administrator,
            reason="Agreed.",
            version=Policy.now().version,
            people_needed=people,
            is_sealed=True,
        )


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    with standing(django_db_blocker):
        yield make_site(make_newsroom())


@pytest.fixture
def site(made: Site, db: None) -> Site:
    return made


def make_site(newsroom: Newsroom) -> Site:
    """Claims by number: 1 is published; 2 is too, and checked anew; 3 is proposed; 4 is in second
    review; 5 has two of three; 6 was sent back; 7 too, and is in the hands of a colleague; 8 was
    disputed and is proposed again; 9 was called back."""
    third, author = another_person("third")[1], another_person("author")[1]
    site = Site(newsroom, third, author)
    text = "\n".join(f"Sentence {word} is here, and is long enough." for word in "abcdefghi")
    article = newsroom.article(html=text, authors=[another_person("byline")[0]])
    made = [newsroom.claim(article, quote=f"Sentence {word}") for word in "abcdefghi"]
    ground = newsroom.evidence(made[2]).source
    newsroom.published(made[0], "false")
    newsroom.published(made[1], "false")
    for claim in made[1:4]:
        site.propose(claim)
    reviews.begin_review(claim=made[3], by=newsroom.colleague, version=version(made[3]))
    site.need(3)
    site.propose(made[4])
    site.rate(made[4], third, RATING, f"So I {REVIEW}.")
    site.need(2)
    for claim in made[5:7]:
        site.propose(claim)
        site.send_back(claim)
    claims.take(claim=made[6], by=newsroom.colleague, version=version(made[6]))
    newsroom.proposed(made[7], "true")
    site.rate(made[7], third, "false", "No.")
    reviews.request_changes(
        claim=made[7], by=newsroom.editor, version=version(made[7]), reason="Look again."
    )
    site.propose(made[7])
    site.propose(made[8])
    verdicts.retract(claim=made[8], by=newsroom.reviewer, version=version(made[8]), reason="Wait.")
    article = Article.objects.get(pk=article.pk)
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="Corrected.",
        version=article.version,
        html=text.replace("Sentence a is here", "Sentence a is not here"),
    )
    _token, site.secret = issue(
        by=newsroom.editor,
        reason="For the CMS.",
        name="CMS",
        scopes=["content:write", "coverage:read"],
    )
    said = comments.say(claim=made[3], by=newsroom.colleague, text="Which page?")
    comments.say(claim=made[3], by=newsroom.editor, text="The third.", thread=said)
    _question, secret = experts.ask(
        claim=made[3],
        by=newsroom.colleague,
        name="Expert",
        question="Is it so?",
        language="en",
        days=3,
    )
    every_address.SECRETS[1:] = [secret]
    report(made[1])  # by a reader, about a claim that is checked anew
    every_address.RECEIPTS[1:] = ["a receipt"]
    article = newsroom.article(authors=[_person(author)])
    newsroom.claim(article, quote="two euros")
    notice = NoticeText(NoticeKind.UPDATE, {"en": "Updated."})
    post_notice(article=article, by=newsroom.editor, reason="Told.", notice=notice)
    changed_source(newsroom, source=ground)
    set_text(page=Page.ABOUT, by=newsroom.editor, reason="New.", version=0, text={"en": "We."})
    set_newsroom(
        by=newsroom.administrator, reason="Named.", version=0, people_shown=PeopleShown.NAMES
    )
    order: dict[str, Any] = {"reason": "Ordered.", "order": {"en": "The court's."}}
    removal = removals.remove_claim(claim=made[0], by=newsroom.administrator, **order)
    by = newsroom.administrator
    removals.lift(removal=removal, by=by, reason="It fell.", version=version(removal))
    return site


def _person(actor: Actor) -> Any:
    return apps.get_model("factcheck", "Person").objects.get(pk=actor.person)


def kept_out(site: Site) -> dict[str, Actor | None]:
    """Who may not see what is sealed."""
    room = site.room
    return {
        "the second reviewer": room.colleague,
        "an editor": room.editor,
        "an administrator": room.administrator,
        "an author": site.author,
        "a visitor": None,
    }


def client_of(site: Site, actor: Actor | None) -> Client:
    client = Client()
    if actor is not None:
        people = apps.get_model("factcheck", "User").objects
        client.force_login(people.get(person=actor.person))
    return client


# --- What is fetched -----------------------------------------------------------------------------

Asked = tuple[str, str, dict[str, str]]  # method, address, headers
Key = tuple[str, str, tuple[str, ...]]
Told = tuple[int, str]  # status; headers and body


def everything(site: Site, who: str) -> list[Asked]:
    """What a person asks of the site: each address there is, with all that it can be asked."""
    asked: list[Asked] = []
    for route in every_address.routes():
        if not concerns(route, who):
            continue
        for address in every_address.addresses(route):
            asked += [("get", address + query, {}) for query in ["", *queries(route)]]
            if route.startswith("api/"):
                asked.append(("get", address, {"Authorization": f"Bearer {site.secret}"}))
            if route in IN_BOTH_LANGUAGES:
                asked.append(("get", f"/id{address}", {}))
            if route.startswith("desk/") and who == "the second reviewer":
                asked += of_the_desk(site, route, address)
    return asked


def of_the_desk(site: Site, route: str, address: str) -> list[Asked]:
    """What else its addresses answer: a refused step shows the claim, with what was typed."""
    asked: list[Asked] = []
    if route in IN_BOTH_LANGUAGES:
        asked.append(("get", address, {"HX-Request": "true"}))
    in_review, in_hand = site.sealed[2].claim_id, site.sealed[5].claim_id
    if address.startswith((f"/desk/claims/{in_review}/", f"/desk/claims/{in_hand}/")):
        asked.append(("post", address, {}))
    return asked


IN_BOTH_LANGUAGES = {
    "admin/factcheck/claim/<path:object_id>/change/",
    "claims/<slug:slug>/",
    "desk/claims/<int:claim_id>/",
}
#: What an administrator sees as an editor does, but for being another person.
_ADMINISTRATORS = re.compile(
    r"admin/factcheck/(?:claim/<path:object_id>/change|(?:person|policy|token)/)"
)


SHOWN_AT_DESK = {
    "desk/",
    "desk/overview/",
    "desk/claims/<int:claim_id>/",
    "desk/claims/<int:claim_id>/history/",
}


def concerns(route: str, who: str) -> bool:
    """Whether a person is to ask for it; what two people see alike one of them asks for."""
    if route.startswith("admin/"):
        return who == "an editor" or (
            who == "an administrator" and bool(_ADMINISTRATORS.match(route))
        )
    if route.startswith("desk/"):
        return who == "the second reviewer" or (who != "a visitor" and route in SHOWN_AT_DESK)
    return who in {"the second reviewer", "a visitor"}


#: What can be asked of an address beside its path.
QUERIES: dict[str, list[str]] = {
    "admin/autocomplete/": [
        f"?app_label=factcheck&model_name={model}&field_name={name}&term={RATIONALE}"
        for model, name in [("claim", "article"), ("claim", "assignee"), ("evidence", "source")]
    ],
    "claims/": [f"?rating={rating.key}" for rating in RATINGS],
    "desk/": [
        f"?list={key}"
        for key in ("stale", "in-hand", "in-review", "second-review", "disputed", "open")
    ],
    "desk/overview/": ["?months=3", "?months=12", "?months=all"],
    "desk/claims/<int:claim_id>/evidence/add/": [f"?q={RATIONALE}"],
}


def queries(route: str) -> list[str]:
    """The same, and what lists and pages of the past can be asked."""
    if noun := re.fullmatch(r"admin/factcheck/(\w+)/", route):
        return queries_of_list(noun[1])
    if "<slug:slug>" in route and not route.startswith("api"):
        now = timezone.now()
        return [f"?at={now:%Y-%m-%dT%H:%M:%SZ}", f"?at={now:%Y-%m-%d}"]
    return QUERIES.get(route, [])


def queries_of_list(noun: str) -> list[str]:
    """Words to search by; of claims and acts every order; each choice of the ratings' filter."""
    asked = [f"?q={RATIONALE}"]
    if noun in {"claim", "changeset"}:
        asked += [f"?o={sign}{place}" for place in range(1, 7) for sign in ("", "-")]
    if noun == "claim":
        asked += [f"?rating__id__exact={rating.pk}" for rating in Rating.objects.all()]
    return asked


def answers(site: Site, who: str, actor: Actor | None) -> dict[Key, Told]:
    """What the site answers, without what differs from one request to the next anyway."""
    client = client_of(site, actor)
    found: dict[Key, Told] = {}
    for method, address, headers in everything(site, who):
        answer = getattr(client, method)(address, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        told = {name: value for name, value in answer.items() if name != "Expires"}
        text = f"{json.dumps(told, default=str)}\n{body.decode(errors='backslashreplace')}"
        found[method, address, tuple(headers)] = answer.status_code, _TOKEN.sub("", text)
    return found


_TOKEN = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|data-challenge="[^"]*"|name="form" value="[^"]*"'
)


# --- The tests -----------------------------------------------------------------------------------


def test_every_address_has_an_example(site: Site) -> None:
    """So that none is passed over below."""
    routes = every_address.routes()
    assert {"desk/claims/<int:claim_id>/", "claims/<slug:slug>/", "admin/"} <= set(routes)
    for route in routes:
        assert every_address.addresses(route), route


def test_what_is_sealed_is_sealed(site: Site) -> None:
    assert len(site.sealed) == 8
    for actor in kept_out(site).values():
        if actor is not None:
            assert sealed_from(actor.person, site.sealed) == {row.pk for row in site.sealed}


def test_it_is_stored_in_two_tables_and_nowhere_else(site: Site) -> None:
    """Neither a claim, nor its history, nor an index of words, nor a letter repeats it."""
    kept = {model._meta.db_table for model in KEPT}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - kept:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            assert not [word for word in SECRETS if word in rows], table
    rating = Rating.objects.get(key=RATING)
    for model in apps.get_app_config("factcheck").get_models():
        for column in model._meta.concrete_fields:
            if column.related_model is Rating and model not in KEPT:
                assert not model._base_manager.filter(**{column.name: rating}).exists(), column


def test_who_proposed_sees_it(site: Site) -> None:
    """Or else the words below would be looked for in vain."""
    page = client_of(site, site.room.reviewer).get(f"/desk/claims/{site.sealed[1].claim_id}/")
    assert RATIONALE in page.content.decode()


@pytest.mark.parametrize(
    "who", ["the second reviewer", "an editor", "an administrator", "an author", "a visitor"]
)
def test_no_address_tells_it(site: Site, who: str) -> None:
    """Every answer is the same, whatever was proposed, and holds none of its words."""
    actor = kept_out(site)[who]
    with held_still():
        first = answers(site, who, actor)
        exchange(site)
        second = answers(site, who, actor)
    assert first.keys() == second.keys()
    leaks = {
        asked: told
        for asked in first
        if (told := given_away(asked[1], first[asked], second[asked]))
    }
    assert not leaks, "\n".join(
        f"{' '.join(map(str, asked))}: {told}" for asked, told in leaks.items()
    )


@contextmanager
def held_still() -> Iterator[None]:
    """One moment for all answers; what the client would keep of each page's context is not kept."""
    now = timezone.now()
    with (
        mock.patch.object(timezone, "now", return_value=now),
        mock.patch("django.test.client.store_rendered_templates"),
    ):
        yield


def given_away(address: str, one: Told, other: Told) -> str:
    """The sealed words in an answer, and where it differs from what it is with others sealed."""
    words = [word for word in SECRETS if word in one[1] and word not in address]
    lines = zip_longest(one[1].splitlines(), other[1].splitlines(), fillvalue="")
    differing = [f"{a.strip()[:90]} | {b.strip()[:90]}" for a, b in lines if a != b]
    if one[0] != other[0]:
        differing.append(f"{one[0]} | {other[0]}")
    return "; ".join([*words, *differing[:4]])


def test_no_list_can_be_filtered_by_it(site: Site) -> None:
    """By no way of relations: a filter tells a letter at a time. Nor by the nonces of hashes."""
    request = RequestFactory().get("/")
    request.user = site.room.account(site.room.administrator)
    asked = 0
    for model, page in admin.site._registry.items():
        for way, target in ways(model, 3):
            for column in [*KEPT[target], "nonce", "row_hash"]:
                lookup = LOOKUP_SEP.join([*way, column, "startswith"])
                assert not page.lookup_allowed(lookup, "a", request), (model, lookup)
                asked += 1
        assert not page.lookup_allowed("nonce__startswith", "a", request) or model is not ChangeSet
    assert asked > 100


def ways(model: Any, steps: int) -> Iterator[tuple[list[str], type[models.Model]]]:
    """The relations that lead from a model to those with sealed columns, in so many steps."""
    for relation in model._meta.get_fields():
        if relation.is_relation and relation.related_model and steps:
            if relation.related_model in KEPT:
                yield [relation.name], relation.related_model
            for way, target in ways(relation.related_model, steps - 1):
                yield [relation.name, *way], target


def exchange(site: Site) -> None:
    """Another rating, other reasons, another confidence, as if those had been proposed."""
    drop_triggers()
    keys = [verdict.pk for verdict in site.sealed]
    rating = Rating.objects.get(key=INSTEAD["rating"])
    word = {"en": INSTEAD["word"]}
    models.QuerySet(Verdict).filter(pk__in=keys).update(
        rating=rating, confidence=INSTEAD["confidence"], rationale=word, time_notes=[], outcome={}
    )
    given: models.QuerySet[Review] = models.QuerySet(Review).filter(verdict__in=keys)
    given.update(note=word)
    given.exclude(rating=None).update(rating=rating)
