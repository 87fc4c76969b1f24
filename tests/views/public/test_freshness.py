"""No reader ever gets an old page, and nobody waits for a page to be drawn that didn't change.

After each step of a newsroom's work, every public page is asked for as a browser asks that had it
before, and drawn anew beside: the two must say the same. Where a tag stayed, so did the page.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions import (
    articles,
    changes,
    claims,
    people,
    ratings,
    removals,
    sources,
    verdicts,
)
from factcheck.actions.duplicates import merge
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, Claim, Person, Rating, Removal, Revision, Source
from factcheck.search.published.following import catch_up
from tests import every_address
from tests.newsroom import Newsroom, changed_source, snapshot, version

Step = Callable[[], object]


@pytest.fixture(autouse=True)
def kept_pages() -> Iterator[None]:
    """Keep pages, as the site does and other tests don't."""
    keeping = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
    with override_settings(CACHES=settings.CACHES | {"pages": keeping}):
        caches["pages"].clear()
        yield
        caches["pages"].clear()


class Readers:
    """Readers of every public page, who come back after each step."""

    def __init__(self) -> None:
        self.client = Client()
        self.seen: dict[str, tuple[str, bytes]] = {}

    def addresses(self) -> list[str]:
        today = timezone.localdate().isoformat()
        found = []
        for route in every_address.routes():
            if route.startswith(NOT_FOR_READERS):
                continue
            with suppress(every_address.NoExample):  # there is none of these yet
                for path in every_address.addresses(route)[:5]:
                    found.append(path)
                    if route.endswith("<slug:slug>/"):
                        found.append(f"{path}?at={today}")
        return found

    def come_back(self) -> set[str]:
        """The addresses whose tag is another than before. Fails where a page was not as it is."""
        catch_up()  # as the worker does
        changed = set()
        for address in self.addresses():
            tag, before = self.seen.get(address, ("", b""))
            told = self.client.get(address, headers={"If-None-Match": tag} if tag else {})
            caches["pages"].clear()
            drawn = self.client.get(address)
            assert told.get("ETag") == drawn.get("ETag"), address
            if not drawn.has_header("ETag"):
                continue
            assert (before if told.status_code == 304 else told.content) == drawn.content, address
            if told.status_code != 304:
                changed.add(address)
            self.seen[address] = (drawn["ETag"], drawn.content)
        return changed


QUOTES = ("cost 12 million euros", "two euros", "4 May 2019")
NOT_FOR_READERS = ("admin/", "desk/", "accounts/", "api/", "expert/", "media/", "healthz")


def test_every_step_is_seen_at_once(newsroom: Newsroom) -> None:
    """All that can happen, one after the other, in the eyes of readers."""
    article = newsroom.article(url="https://example.org/bridge")
    a, b, c = (newsroom.claim(article, words) for words in QUOTES)
    same = newsroom.claim(newsroom.article(headline="Another bridge"), QUOTES[0])
    work = Work(newsroom, article, a, b, c, same, newsroom.evidence(a).source)
    readers = Readers()
    readers.come_back()
    for name, is_seen, step in steps(work):
        before = set(readers.seen)
        step()
        changed = readers.come_back() & before
        assert bool(changed) == is_seen or not before, (name, sorted(changed)[:4])


@dataclass
class Work:
    """What is worked on, and what people do with it."""

    room: Newsroom
    article: Article
    a: Claim
    b: Claim
    c: Claim
    same: Claim
    source: Source

    def publish(self, claim: Claim) -> None:
        by, reason = self.room.editor, "Two people agree."
        verdicts.publish(claim=claim, by=by, version=version(claim), reason=reason)

    def revise(self, old: str, new: str) -> None:
        text = Article.objects.get(pk=self.article.pk).newest.text
        self._do(articles.record_revision, article=self.article, html=text.replace(old, new))

    def edit_article(self) -> None:
        self._do(articles.edit_article, article=self.article, publisher="The Weekly")

    def post_notice(self) -> None:
        notice = NoticeText(NoticeKind.CORRECTION, {"en": "It was wrong."})
        post_notice(article=self.article, by=self.room.editor, reason="Told.", notice=notice)

    def withdraw(self, claim: Claim) -> None:
        self._do(claims.withdraw, claim=claim)

    def reinstate(self, claim: Claim) -> None:
        self._do(claims.reinstate, claim=claim)

    def merge(self, claim: Claim, into: Claim) -> None:
        self._do(merge, claim=claim, into=into)

    def change_source(self, confirmed: bool) -> None:
        change = changed_source(self.room, source=self.source)
        if confirmed:
            self._do(changes.confirm, change=change)

    def archive(self) -> None:
        details = sources.SourceDetails(
            title=self.source.title,
            url=self.source.url,
            type="news",
            archive_url="https://archive.example/1",
        )
        self._do(sources.edit_source, source=self.source, details=details)

    def merge_sources(self) -> None:
        self._do(sources.merge, source=self.source, into=self.room.source())

    def remove(self, claim: Claim) -> None:
        given: dict[str, Any] = {"reason": "Ordered.", "order": {"en": "The court's."}}
        removals.remove_claim(claim=claim, by=self.room.administrator, **given)

    def remove_first_revision(self) -> None:
        first = Revision.objects.get(article=self.article, number=1)
        given: dict[str, Any] = {"reason": "Ordered.", "order": {"en": "The court's."}}
        removals.remove_revision(revision=first, by=self.room.administrator, **given)

    def lift(self) -> None:
        removal = Removal.objects.standing().get()
        self._do(removals.lift, removal=removal, by=self.room.administrator)

    def rename(self) -> None:
        person = Person.objects.get(pk=self.room.reviewer.person)
        self._do(people.rename, person=person, by=self.room.administrator, name="Renamed")

    def relabel(self) -> None:
        rating = Rating.objects.get(key="true")
        words = {"en": "Quite true", "id": "Benar sekali"}
        self._do(ratings.define_rating, rating=rating, label=words, definition=words)

    def _do(self, action: Callable[..., object], **given: Any) -> None:
        thing = next(iter(given.values()))
        told: dict[str, Any] = {"by": self.room.editor, "reason": "It is better so."}
        action(version=version(thing), **told | given)


def steps(work: Work) -> list[tuple[str, bool, Step]]:
    """(name, whether readers may notice anything, the step)."""
    room, a, b, c = work.room, work.a, work.b, work.c
    return [
        ("publish the first", True, lambda: room.published(a)),
        ("approve", False, lambda: room.approved(b)),
        ("publish", True, lambda: work.publish(b)),
        ("publish another", True, lambda: room.published(c, "false")),
        ("add evidence", False, lambda: room.evidence(a)),
        ("take a copy", True, lambda: snapshot(work.source, "It cost 12 million.")),
        ("find a change", False, lambda: work.change_source(confirmed=False)),
        ("confirm a change", True, lambda: work.change_source(confirmed=True)),
        ("archive", True, work.archive),
        ("merge sources", True, work.merge_sources),
        ("edit the article", True, work.edit_article),
        ("post a notice", True, work.post_notice),
        ("revise its print", True, lambda: work.revise("hurt.", "hurt –")),
        ("revise a number", True, lambda: work.revise("12 million", "13 million")),
        ("revise words away", True, lambda: work.revise("The fare was two euros.", "")),
        ("add a claim", True, lambda: room.claim(work.article, "The old ferry stopped")),
        ("publish elsewhere", True, lambda: room.published(work.same)),
        ("withdraw", True, lambda: work.withdraw(c)),
        ("reinstate", True, lambda: work.reinstate(c)),
        ("merge", True, lambda: work.merge(c, a)),
        ("check the one merged into anew", True, lambda: room.published(a, "false")),
        ("remove the claim by law", True, lambda: work.remove(a)),
        ("lift that", True, work.lift),
        ("remove a revision by law", True, work.remove_first_revision),
        ("lift that too", True, work.lift),
        ("rename", True, work.rename),
        ("relabel", True, work.relabel),
    ]


def test_publishing_one_claim_leaves_the_pages_of_the_others(newsroom: Newsroom) -> None:
    article = newsroom.article()
    a, b = newsroom.claim(article), newsroom.claim(article, "two euros")
    elsewhere = newsroom.claim(newsroom.article(headline="Another"))
    for claim in (a, elsewhere):
        newsroom.evidence(claim)
        newsroom.published(claim)
    newsroom.approved(b)
    readers = Readers()
    readers.come_back()
    verdicts.publish(claim=b, by=newsroom.editor, version=version(b), reason="Two people agree.")
    changed = readers.come_back()
    for claim in (a, elsewhere):
        assert not among(changed, claim.get_absolute_url())
    assert not among(changed, elsewhere.article.get_absolute_url())
    assert {"/", "/claims/", article.get_absolute_url()} <= changed


def test_a_page_that_names_a_removed_claim_waits_for_nobody(
    newsroom: Newsroom, client: Client
) -> None:
    """Not for the search either, which follows when somebody searches or a worker runs."""
    same: dict[str, Any] = {
        "topic": "Bridges",
        "statement": {"en": "The bridge cost twelve million."},
    }
    a, b = (
        newsroom.claim(newsroom.article(headline=f"Bridge {number}"), **same) for number in (1, 2)
    )
    for claim in (a, b):
        newsroom.published(claim)
    catch_up()
    tag = client.get(a.get_absolute_url())["ETag"]
    assert b.get_absolute_url() in client.get(a.get_absolute_url()).content.decode()
    given: dict[str, Any] = {"reason": "Ordered.", "order": {"en": "The court's."}}
    removals.remove_claim(claim=b, by=newsroom.administrator, **given)
    page = client.get(a.get_absolute_url(), headers={"If-None-Match": tag})
    assert page.status_code == 200
    assert b.get_absolute_url() not in page.content.decode()


def among(addresses: set[str], start: str) -> list[str]:
    return [each for each in addresses if each.removeprefix("/id").startswith(start)]


def test_a_page_that_is_kept_takes_one_query(newsroom: Newsroom, client: Client) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    for address in (
        "/",
        "/methodology/",
        "/topics/",
        "/sources/",
        "/claims/",
        "/corrections/",
        claim.get_absolute_url(),
        claim.article.get_absolute_url(),
    ):
        tag = client.get(address)["ETag"]
        for headers in ({}, {"If-None-Match": tag}):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address, headers=headers)
            assert answer.status_code == (304 if headers else 200)
            assert len(captured) == 1, address


def test_what_caches_in_front_are_told(newsroom: Newsroom, client: Client) -> None:
    newsroom.published(newsroom.claim(newsroom.article()))
    plain, packed = client.get("/"), client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert plain["ETag"] == packed["ETag"].removeprefix("W/")
    assert (packed["Content-Encoding"], packed["ETag"][:2]) == ("br", "W/")
    assert "Content-Encoding" not in plain
    for answer in (plain, packed, client.get("/", headers={"If-None-Match": plain["ETag"]})):
        assert (
            answer["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-while-revalidate=60"
        )
        assert answer["Vary"] == "Accept-Encoding"
        assert not answer.cookies


def test_who_is_signed_in_gets_a_page_of_their_own(newsroom: Newsroom, client: Client) -> None:
    newsroom.published(newsroom.claim(newsroom.article()))
    tag = client.get("/")["ETag"]
    client.force_login(newsroom.account(newsroom.editor))
    answer = client.get("/", headers={"If-None-Match": tag, "Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.has_header("ETag")
    assert not answer.has_header("Content-Encoding")  # it holds the token of a form
    assert "Renamed" not in Client().get("/").content.decode()


def test_what_is_not_public_has_no_tag(newsroom: Newsroom, client: Client) -> None:
    claim = newsroom.claim(newsroom.article())
    for address in (claim.get_absolute_url(), claim.article.get_absolute_url()):
        answer = client.get(address, headers={"If-None-Match": "*"})
        assert answer.status_code == 404
        assert not answer.has_header("ETag")


def test_made_up_queries_are_not_kept(newsroom: Newsroom, client: Client) -> None:
    newsroom.published(newsroom.claim(newsroom.article()))
    with mock.patch.object(caches["pages"], "set") as kept:
        client.get("/?utm_source=a")
        assert not kept.called
        client.get("/?page=1")
        assert kept.called
