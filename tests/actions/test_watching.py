"""Sources looked at again, on a real server: what changed is found, once, and told of the right
verdicts; what pages change by themselves is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import fetching
from factcheck.actions import evidence as evidence_actions
from factcheck.actions import snapshots, sources, watching
from factcheck.actions.acts import editorial_act
from factcheck.domain.acts import Kind, ReasonMissing
from factcheck.domain.permissions import NotPermitted
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import Difference, Settlement
from factcheck.fetching.refusals import Busy
from factcheck.models import (
    Claim,
    Evidence,
    QueuedTask,
    Snapshot,
    Source,
    SourceChange,
    SourceCheck,
    Verdict,
    Watch,
)
from tests.fetching.servers import http
from tests.newsroom import Newsroom, changed_source, version
from tests.web import WORDS, Web, moved, page, status, web
from tests.working import no_longer_waiting, work

QUOTE = "It cost 12 million euros"


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.WATCHING = settings.FETCH_ALLOW_PRIVATE = True


@pytest.fixture
def daily() -> Iterator[Web]:
    with web() as made:
        made.pages["/bridge"] = page()
        made.pages["/robots.txt"] = status("404 Not Found")
        yield made


@pytest.fixture
def evidence(newsroom: Newsroom, daily: Web) -> Evidence:
    """Evidence with a quote, from a page that was copied and has not been looked at since."""
    source = newsroom.source(url=daily.url("/bridge"))
    made = newsroom.evidence(newsroom.claim(newsroom.article()), source=source, quote=QUOTE)
    work()
    assert Snapshot.objects.count() == 1
    return made


@pytest.fixture
def source(evidence: Evidence) -> Source:
    return evidence.source


def look(source: Source) -> SourceCheck:
    """Look as the schedule would, another week."""
    check = watching.look(source=source.pk, asked_at=timezone.now())
    assert check
    return check


def found(source: Source) -> list[str]:
    return list(source.changes.order_by("id").values_list("difference", flat=True))


def watch(source: Source) -> Watch:
    return Watch.objects.get(source=source)


def test_a_page_that_stays_is_the_same(source: Source, daily: Web) -> None:
    check = look(source)
    assert (check.outcome, check.status, check.url) == ("same", 200, source.url)
    assert (check.snapshot, check.detail) == (None, "")
    assert Snapshot.objects.count() == 1
    assert daily.asked() == ["/bridge", "/robots.txt", "/bridge"]
    ahead = watch(source).next_at - timezone.now()
    assert timedelta(days=6) < ahead < timedelta(days=8)


def test_an_advertisement_that_changes_is_nothing(source: Source, daily: Web) -> None:
    daily.pages["/bridge"] = page(ad="Fly to Rome for 49 euros. Book now, pay later.")
    assert look(source).outcome == "same"
    label = "Fly to Rome and back for 49 euros, only today"
    daily.pages["/bridge"] = page(WORDS.replace("\nThe old", f"\n{label}\nThe old"))
    assert look(source).outcome == "same"
    assert not found(source)
    assert Snapshot.objects.count() == 1


def test_quoted_words_that_are_lost_are_found_once(source: Source, daily: Web) -> None:
    before = Snapshot.objects.get()
    daily.pages["/bridge"] = page(WORDS.replace("12 million", "13 million"))
    check = look(source)
    assert (check.outcome, check.snapshot) == ("changed", Snapshot.objects.latest("id"))
    change = source.changes.get()
    assert (change.difference, change.settlement) == (Difference.QUOTE_LOST, Settlement.OPEN)
    assert (change.before, change.after) == (before, check.snapshot)
    assert (change.act.kind, change.act.actor_kind) == ("source.change.find", "system")
    assert look(source).outcome == "same"
    assert found(source) == ["quote_lost"]


def test_another_text_is_a_change_and_small_ones_add_up(source: Source, daily: Web) -> None:
    daily.pages["/bridge"] = page(WORDS.replace("four thousand cars", "five thousand cars"))
    look(source)
    assert found(source) == ["changed"]
    words = page(WORDS.replace("four thousand cars", "five thousand cars")).decode()
    for number in range(1, 8):  # labels, each of which could be a teaser
        labels = "".join(
            f"<p>Line {one} of another piece of news here</p>" for one in range(number)
        )
        body = words.replace("</article>", labels + "</article>").split("\r\n\r\n", 1)[1]
        daily.pages["/bridge"] = http(body.encode())
        look(source)
    assert found(source)[:2] == ["changed", "changed"]
    assert len(found(source)) < 5


def test_a_page_that_moves_for_good_is_found_once(source: Source, daily: Web) -> None:
    daily.pages["/new"] = daily.pages["/bridge"]
    daily.pages["/bridge"] = moved("/new", "302 Found")
    assert look(source).outcome == "same"
    daily.pages["/bridge"] = moved("/new")
    check = look(source)
    assert (check.outcome, check.url) == ("moved", daily.url("/new"))
    assert look(source).outcome == "same"
    assert found(source) == ["moved"]


def test_one_that_leads_to_the_front_page_has_lost_its_words(source: Source, daily: Web) -> None:
    daily.pages["/"] = page("Welcome to our front page, where there is much to read for everybody.")
    daily.pages["/bridge"] = moved("/")
    assert look(source).outcome == "changed"
    assert found(source) == ["quote_lost"]


@pytest.mark.parametrize("answer", ["404 Not Found", "410 Gone"])
def test_a_page_that_is_gone_is_found_at_once_and_once(
    source: Source, daily: Web, answer: str
) -> None:
    there = daily.pages["/bridge"]
    daily.pages["/bridge"] = status(answer)
    check = look(source)
    assert (check.outcome, check.status) == ("gone", int(answer[:3]))
    assert check.detail == "The site says that there is no such page."
    assert look(source).outcome == "gone"
    change = source.changes.get()
    assert (change.difference, change.before, change.after) == (
        "gone",
        Snapshot.objects.get(),
        None,
    )
    daily.pages["/bridge"] = there
    check = look(source)
    assert (check.outcome, check.detail) == ("same", "It is there again.")
    assert look(source).detail == ""
    daily.pages["/bridge"] = status(answer)
    look(source)
    assert found(source) == ["gone", "gone"]


def test_three_looks_that_reach_nothing_are_needed(source: Source, daily: Web) -> None:
    there = daily.pages["/bridge"]
    daily.pages["/bridge"] = status("503 Service Unavailable")
    for failures in (1, 2):
        check = look(source)
        assert (check.outcome, check.status) == ("unreachable", 503)
        assert check.detail == "The site answered with an error."
        assert watch(source).failures == failures
        assert watch(source).next_at - timezone.now() < timedelta(days=2)
    assert not found(source)
    daily.pages["/bridge"] = there
    assert look(source).outcome == "same"
    assert watch(source).failures == 0
    daily.pages["/bridge"] = status("503 Service Unavailable")
    for _ in range(3):
        assert look(source).outcome == "unreachable"
    assert found(source) == ["gone"]
    assert watch(source).next_at - timezone.now() > timedelta(days=6)
    look(source)
    assert found(source) == ["gone"]


@pytest.mark.parametrize("answer", ["403 Forbidden", "429 Too Many Requests"])
def test_a_site_that_lets_nobody_in_is_not_gone(source: Source, daily: Web, answer: str) -> None:
    daily.pages["/bridge"] = status(answer)
    for _ in range(4):
        assert look(source).outcome == "unreachable"
    assert not found(source)


def test_robots_txt_is_respected(source: Source, daily: Web) -> None:
    daily.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /bridge", kind="text/plain")
    check = look(source)
    assert (check.outcome, check.status) == ("disallowed", None)
    assert check.detail == "The site asks programs not to look at this page (robots.txt)."
    assert daily.asked() == ["/bridge", "/robots.txt"]  # the first by who added the source
    assert not found(source)


def test_a_source_that_was_never_copied_is_copied_by_the_first_look(
    newsroom: Newsroom, daily: Web, settings: Any
) -> None:
    settings.WATCHING = False  # as it was before this was built
    source = newsroom.source(url=daily.url("/bridge"))
    newsroom.evidence(newsroom.claim(newsroom.article()), source=source, quote="Not in there.")
    settings.WATCHING = True
    check = look(source)
    assert check.outcome == "same"
    assert check.snapshot == Snapshot.objects.get()
    assert not found(source)


def test_an_address_edited_by_an_editor_is_no_change(
    newsroom: Newsroom, source: Source, daily: Web
) -> None:
    daily.pages["/ferry"] = page("The ferry goes again, as it did before there was a bridge here.")
    _edit(newsroom, source, url=daily.url("/ferry"))
    source.refresh_from_db()
    assert look(source).outcome == "same"
    work()  # the copy that the edit asked for finds one, or takes another
    look(source)
    assert not found(source)


def test_one_found_gone_at_an_old_address_may_be_gone_at_the_new_one(
    newsroom: Newsroom, source: Source, daily: Web
) -> None:
    daily.pages["/bridge"] = status("404 Not Found")
    look(source)
    _edit(newsroom, source, url=daily.url("/nowhere"))
    source.refresh_from_db()
    look(source)
    look(source)
    assert found(source) == ["gone", "gone"]


def _edit(newsroom: Newsroom, source: Source, **changed: Any) -> None:
    given = {"title": source.title, "type": source.type, "url": source.url}
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="Mended.",
        version=version(source),
        details=sources.SourceDetails(**given | changed),
    )


def test_words_quoted_later_are_watched_too(newsroom: Newsroom, source: Source, daily: Web) -> None:
    claim = Claim.objects.get()
    daily.pages["/bridge"] = page(WORDS + "\nThe toll is two euros")
    assert look(source).snapshot is None
    newsroom.evidence(claim, source=source, quote="The toll is two euros", stance="context")
    check = look(source)
    assert (check.outcome, bool(check.snapshot)) == ("same", True)
    daily.pages["/bridge"] = page()
    look(source)
    assert found(source) == ["quote_lost"]


def test_a_look_is_not_taken_twice(source: Source, daily: Web) -> None:
    """As when its worker is killed after the commit."""
    daily.pages["/bridge"] = page(WORDS.replace("12 million", "13 million"))
    asked_at = timezone.now()
    assert watching.look(source=source.pk, asked_at=asked_at)
    assert watching.look(source=source.pk, asked_at=asked_at) is None
    assert SourceCheck.objects.count() == 1
    assert Snapshot.objects.count() == 2


def test_a_copy_kept_meanwhile_is_what_is_compared_with(
    source: Source, daily: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the fetch and the transaction another look may have found the same."""
    daily.pages["/bridge"] = page(WORDS.replace("12 million", "13 million"))
    store = snapshots.store

    def meanwhile(copy: Any) -> None:
        monkeypatch.setattr(snapshots, "store", store)
        look(source)
        store(copy)

    monkeypatch.setattr(snapshots, "store", meanwhile)
    later = timezone.now() + timedelta(minutes=1)
    check = watching.look(source=source.pk, asked_at=later)
    assert check
    assert check.outcome == "same"
    assert found(source) == ["quote_lost"]
    assert Snapshot.objects.count() == 2


def test_a_picture_is_compared_by_its_bytes(newsroom: Newsroom, daily: Web) -> None:
    def png(colour: bytes) -> bytes:
        return http(b"\x89PNG\r\n\x1a\n" + colour * 100, kind="image/png")

    daily.pages["/map.png"] = png(b"a")
    source = newsroom.source(url=daily.url("/map.png"))
    newsroom.evidence(newsroom.claim(newsroom.article()), source=source)
    work()
    assert look(source).outcome == "same"
    daily.pages["/map.png"] = png(b"b")
    assert look(source).outcome == "changed"
    daily.pages["/map.png"] = page("Log in to see this map, or go back to where you came from.")
    assert look(source).outcome == "changed"
    assert found(source) == ["changed", "changed"]


def test_the_same_bytes_are_the_same_however_they_are_read(
    source: Source, daily: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a newer version of what finds the text in a page."""
    document = replace(fetching.look_at(source.url), text="A page is read otherwise today.")
    monkeypatch.setattr("factcheck.fetching.look_at", lambda _url: document)
    assert look(source).outcome == "same"
    assert not found(source)


def test_what_could_not_be_read_says_nothing(
    source: Source, daily: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = replace(fetching.look_at(source.url), text="", is_read=False)
    monkeypatch.setattr("factcheck.fetching.look_at", lambda _url: document)
    for _ in range(3):
        check = look(source)
        assert (check.outcome, check.status) == ("unreachable", 200)
        assert check.detail == "It is there, but could not be read."
    assert not found(source)


# --- The schedule ---------------------------------------------------------------------------------


def tasks(path: str) -> list[int]:
    rows = QueuedTask.objects.filter(task_path=f"factcheck.tasks.{path}").order_by("enqueued_at")
    return [row.args_kwargs["kwargs"]["source"] for row in rows]


def test_what_is_due_is_looked_at_by_the_worker(source: Source, daily: Web) -> None:
    daily.pages["/bridge"] = status("404 Not Found")
    work()
    assert not SourceCheck.objects.exists()
    Watch.objects.update(next_at=timezone.now())
    work()
    assert SourceCheck.objects.get().outcome == "gone"
    assert tasks("watching.look") == [source.pk]
    work()
    assert tasks("watching.look") == [source.pk]


def test_two_workers_call_once(source: Source) -> None:
    Watch.objects.update(next_at=timezone.now())
    watching.call_due()
    watching.call_due()
    assert tasks("watching.look") == [source.pk]


def test_only_what_evidence_uses_is_looked_at(newsroom: Newsroom, evidence: Evidence) -> None:
    evidence_actions.remove_evidence(
        evidence=evidence, by=newsroom.editor, reason="Weak.", version=evidence.version
    )
    Watch.objects.update(next_at=timezone.now())
    watching.call_due()
    assert not tasks("watching.look")
    assert watching.look(source=evidence.source_id, asked_at=timezone.now()) is None


def test_many_sources_do_not_flood(newsroom: Newsroom, settings: Any) -> None:
    settings.WATCHING = False
    claim = newsroom.claim(newsroom.article())
    made = [newsroom.evidence(claim).source_id for _ in range(25)]
    made += [newsroom.source().pk for _ in range(30)]
    settings.WATCHING = True
    watching.call_due()
    assert tasks("snapshots.take") == made[: watching.NEW]
    watching.call_due()
    assert tasks("snapshots.take") == made
    watching.call_due()
    assert tasks("snapshots.take") == made
    Watch.objects.update(next_at=timezone.now())
    watching.call_due()
    assert len(tasks("watching.look")) == watching.LOOKS
    watching.call_due()
    assert sorted(tasks("watching.look")) == made[:25]


def test_an_idle_schedule_only_reads(source: Source) -> None:
    with CaptureQueriesContext(connection) as captured:
        watching.call_due()
    assert len(captured) == 2
    assert all(query["sql"].startswith("SELECT") for query in captured)


def test_a_look_can_be_asked_for(newsroom: Newsroom, source: Source, settings: Any) -> None:
    watching.look_soon(source=source, by=newsroom.reviewer)
    work()
    assert SourceCheck.objects.get().source == source
    with pytest.raises(watching.NotWatched, match="some evidence uses"):
        watching.look_soon(source=newsroom.source(), by=newsroom.reviewer)
    settings.WATCHING = False
    with pytest.raises(watching.NotWatched, match="switched off"):
        watching.look_soon(source=source, by=newsroom.reviewer)


def test_switched_off_nothing_is_called_or_looked_at(
    source: Source, settings: Any, daily: Web
) -> None:
    Watch.objects.update(next_at=timezone.now())
    settings.WATCHING = False
    watching.call_due()
    assert not tasks("watching.look")
    assert watching.look(source=source.pk, asked_at=timezone.now()) is None
    assert daily.asked() == ["/bridge"]


def test_a_busy_machine_tries_again(
    source: Source, daily: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_url: str) -> None:
        raise Busy

    Watch.objects.update(next_at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr("factcheck.fetching.look_at", busy)
        work()
    assert not SourceCheck.objects.exists()
    no_longer_waiting()
    work()
    assert SourceCheck.objects.get().outcome == "same"


# --- What an editor makes of it -------------------------------------------------------------------


def test_an_editor_confirms_or_dismisses(newsroom: Newsroom) -> None:
    change = changed_source(newsroom)
    change = watching.confirm(
        change=change, by=newsroom.editor, version=change.version, reason="The figure is another."
    )
    assert (change.settlement, change.act.kind) == ("confirmed", "source.change.confirm")
    assert list(SourceChange.objects.confirmed()) == [change]
    change = watching.dismiss(
        change=change, by=newsroom.editor, version=change.version, reason="They put it right."
    )
    assert change.settlement == "dismissed"
    assert not SourceChange.objects.confirmed().exists()


def test_it_takes_an_editor_a_reason_and_the_newest_version(newsroom: Newsroom) -> None:
    change = changed_source(newsroom)
    given: dict[str, Any] = {"change": change, "version": change.version, "reason": "It is so."}
    with pytest.raises(NotPermitted):
        watching.confirm(by=newsroom.reviewer, **given)
    with pytest.raises(ReasonMissing):
        watching.confirm(by=newsroom.editor, **given | {"reason": " "})
    watching.dismiss(by=newsroom.editor, **given)
    with pytest.raises(Stale, match="settled this change already"):
        watching.confirm(by=newsroom.editor, **given)
    change.refresh_from_db()
    with pytest.raises(Stale):
        watching.dismiss(by=newsroom.editor, **given | {"version": change.version})
    assert change.settlement == "dismissed"


# --- Which verdicts it concerns -------------------------------------------------------------------


def verdict_on(newsroom: Newsroom, source: Source, *, published: bool = True) -> Verdict:
    number = Claim.objects.count()
    claim = newsroom.claim(newsroom.article(headline=f"A bridge, told for the {number}th time"))
    newsroom.evidence(claim, source=source, quote=QUOTE)
    return newsroom.published(claim) if published else newsroom.proposed(claim)


def changes_of(*verdicts: Verdict, confirmed_only: bool = False) -> list[list[SourceChange]]:
    found = watching.changes_of(verdicts, confirmed_only=confirmed_only)
    return [found[verdict.pk] for verdict in verdicts]


def test_the_right_verdicts_are_told(newsroom: Newsroom, source: Source, daily: Web) -> None:
    published, other = verdict_on(newsroom, source), verdict_on(newsroom, newsroom.source())
    pending = verdict_on(newsroom, source, published=False)
    daily.pages["/bridge"] = status("404 Not Found")
    look(source)
    after = verdict_on(newsroom, source)
    change = source.changes.get()
    assert changes_of(published, other, pending, after) == [[change], [], [change], []]
    assert changes_of(published, confirmed_only=True) == [[]]
    assert watching.verdicts_resting_on([change]) == {change.pk: [published, pending]}
    change = watching.confirm(
        change=change, by=newsroom.editor, version=change.version, reason="It is gone."
    )
    assert changes_of(published, pending, confirmed_only=True) == [[change], [change]]
    watching.dismiss(
        change=change, by=newsroom.editor, version=change.version, reason="It is back."
    )
    assert changes_of(published, pending) == [[], []]


def test_a_verdict_that_was_superseded_is_not_concerned_by_name(
    newsroom: Newsroom, source: Source, daily: Web
) -> None:
    old = verdict_on(newsroom, source)
    claim = old.claim
    claim.refresh_from_db()
    new = newsroom.published(claim, "false")
    daily.pages["/bridge"] = status("404 Not Found")
    look(source)
    change = source.changes.get()
    assert watching.verdicts_resting_on([change]) == {change.pk: [new]}
    assert changes_of(old, new) == [[change], [change]]  # who opens the old one is told as well


def test_evidence_of_a_duplicate_is_evidence_of_the_source_that_stands(
    newsroom: Newsroom, source: Source, daily: Web
) -> None:
    duplicate = newsroom.source(url=daily.url("/copy"))
    verdict = verdict_on(newsroom, duplicate)
    look(duplicate)  # it is gone
    with editorial_act(by=newsroom.editor, kind=Kind.SOURCE_MERGE, reason="The same page."):
        duplicate.duplicate_of = source
        duplicate.save()
    assert watching.look(source=duplicate.pk, asked_at=timezone.now()) is None
    daily.pages["/bridge"] = status("404 Not Found")
    look(source)
    before, after = duplicate.changes.get(), source.changes.get()
    assert changes_of(verdict) == [[after, before]]
    assert watching.verdicts_resting_on([before, after]) == {
        before.pk: [verdict],
        after.pk: [verdict],
    }


def test_nothing_is_asked_about_nothing(newsroom: Newsroom) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert watching.changes_of([], confirmed_only=True) == {}
        assert watching.verdicts_resting_on([]) == {}
    assert not captured.captured_queries


def test_any_number_of_verdicts_takes_one_query(
    newsroom: Newsroom, source: Source, daily: Web
) -> None:
    verdicts = [verdict_on(newsroom, source) for _ in range(3)]
    daily.pages["/bridge"] = page(WORDS.replace("12 million", "13 million"))
    look(source)
    daily.pages["/bridge"] = status("404 Not Found")
    look(source)
    with CaptureQueriesContext(connection) as captured:
        found = watching.changes_of(verdicts, confirmed_only=False)
        for changes in found.values():
            assert [change.difference for change in changes] == ["gone", "quote_lost"]
            assert changes[1].after
            assert str(changes[0].source)
        changes = list(source.changes.all())
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        resting = watching.verdicts_resting_on(changes)
        assert [[str(one.claim.article) for one in each] for each in resting.values()]
    assert len(captured) == 1
    assert all(each == verdicts for each in resting.values())
