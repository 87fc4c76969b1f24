"""Copies of sources: each is taken once, behind the back of whoever added the source."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions import snapshots, sources, watching
from factcheck.actions.snapshots import Copy, keep, take
from factcheck.domain.actor import SYSTEM
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import Origin
from factcheck.fetching import FetchRefused, content_of
from factcheck.models import QueuedTask, Snapshot, Source, SourceCheck, Watch
from factcheck.models.snapshot import inside
from factcheck.models.verification import Verification
from tests.newsroom import Newsroom, version
from tests.web import Web, moved, page, status, web
from tests.working import no_longer_waiting, work


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.WATCHING = settings.FETCH_ALLOW_PRIVATE = True


@pytest.fixture
def daily() -> Iterator[Web]:
    with web() as made:
        made.pages["/bridge"] = page()
        yield made


def details(source: Source, **changed: Any) -> sources.SourceDetails:
    given = {"title": source.title, "type": source.type, "url": source.url}
    return sources.SourceDetails(**given | changed)


def test_a_source_is_copied_once_it_is_added(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    assert not Snapshot.objects.exists()
    work()
    [snapshot] = Snapshot.objects.all()
    assert (snapshot.source, snapshot.origin, snapshot.status) == (source, Origin.FETCHED, 200)
    assert snapshot.url == source.url
    assert "It cost 12 million euros" in snapshot.text
    assert "Rent a car" not in snapshot.text
    assert snapshot.act.actor_kind == "system"
    with inside().open(str(snapshot.file.name)) as file:
        content = content_of(file.read())
    assert snapshots.sha256_of(content) == snapshot.sha256
    assert len(content) == snapshot.size
    assert not list(Path(inside().path("snapshots/new")).iterdir())
    assert daily.asked() == ["/bridge"]  # somebody asked for it: robots.txt is for programs
    assert not SourceCheck.objects.exists()


def test_run_twice_it_keeps_one(newsroom: Newsroom, daily: Web) -> None:
    """As when its worker is killed after the commit, and before it could say that it was done."""
    source = newsroom.source(url=daily.url("/bridge"))
    [task] = QueuedTask.objects.all()
    for _ in range(2):
        work()
        QueuedTask.objects.filter(pk=task.pk).update(status="READY")
    assert Snapshot.objects.count() == 1
    assert len(daily.asked()) == 1
    assert take(source=source.pk, asked_at=timezone.now())  # asked for anew, it is another one
    assert Snapshot.objects.count() == 2


def test_clocks_that_differ_make_no_second_one(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    asked_at = timezone.now() + timedelta(minutes=5)  # by the clock of another machine
    first = take(source=source.pk, asked_at=asked_at)
    assert first
    assert first.taken_at == asked_at
    assert take(source=source.pk, asked_at=asked_at) is None
    assert Snapshot.objects.count() == 1


def test_only_another_address_is_another_copy(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    work()
    for changed in ({"title": "Better"}, {"url": source.url + "/?utm_source=mail"}):
        sources.edit_source(
            source=source,
            by=newsroom.editor,
            reason="Mended.",
            version=version(source),
            details=details(source, **changed),
        )
    assert not QueuedTask.objects.exclude(status="SUCCESSFUL").exists()
    daily.pages["/ferry"] = page("The ferry goes again, as it did before there was a bridge here.")
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="The wrong page.",
        version=version(source),
        details=details(source, url=daily.url("/ferry")),
    )
    work()
    assert [snapshot.url for snapshot in Snapshot.objects.newest_first()] == [
        daily.url("/ferry"),
        daily.url("/bridge"),
    ]


def test_nothing_is_kept_of_an_address_that_was_given_up_meanwhile(
    newsroom: Newsroom, daily: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = newsroom.source(url=daily.url("/bridge"))

    def store(copy: Copy) -> None:
        sources.edit_source(
            source=source,
            by=newsroom.editor,
            reason="The wrong page.",
            version=version(source),
            details=details(source, url=daily.url("/ferry")),
        )

    monkeypatch.setattr(snapshots, "store", store)
    assert take(source=source.pk, asked_at=timezone.now()) is None
    assert not Snapshot.objects.exists()


def test_a_site_that_is_away_is_tried_again(newsroom: Newsroom, daily: Web) -> None:
    daily.pages["/bridge"] = status("503 Service Unavailable")
    newsroom.source(url=daily.url("/bridge"))
    work()
    [task] = QueuedTask.objects.all()
    assert (task.status, task.attempts) == ("READY", 1)
    assert "The site answered with an error (503)." in task.last_words
    assert not SourceCheck.objects.exists()
    daily.pages["/bridge"] = page()
    no_longer_waiting()
    work()
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "outcome", "detail"),
    [
        (status("404 Not Found"), "gone", "The site says that there is no such page."),
        (status("410 Gone"), "gone", "The site says that there is no such page."),
        (status("403 Forbidden"), "unreachable", "The site doesn't let the page be read."),
    ],
)
def test_what_is_refused_for_good_ends_with_a_check(
    newsroom: Newsroom, daily: Web, answer: bytes, outcome: str, detail: str
) -> None:
    daily.pages["/bridge"] = answer
    source = newsroom.source(url=daily.url("/bridge"))
    work()
    [task] = QueuedTask.objects.all()
    assert task.status == "SUCCESSFUL"
    [check] = SourceCheck.objects.all()
    assert (check.source, check.outcome, check.detail) == (source, outcome, detail)
    assert check.status == int(answer.split()[1])
    assert not Snapshot.objects.exists()


def test_an_address_that_is_not_allowed_ends_with_a_check(
    newsroom: Newsroom, settings: Any
) -> None:
    settings.FETCH_ALLOW_PRIVATE = False
    newsroom.source(url="http://127.0.0.1/inside")
    work()
    [check] = SourceCheck.objects.all()
    assert check.outcome == "unreachable"
    assert check.detail
    assert "%" not in check.detail
    assert not QueuedTask.objects.exclude(status="SUCCESSFUL").exists()


def test_switched_off_nothing_is_asked(newsroom: Newsroom, daily: Web, settings: Any) -> None:
    settings.WATCHING = False
    source = newsroom.source(url=daily.url("/bridge"))
    assert not QueuedTask.objects.exists()
    assert take(source=source.pk, asked_at=timezone.now()) is None
    settings.WATCHING, settings.FETCHING = True, False
    assert take(source=source.pk, asked_at=timezone.now()) is None
    assert not daily.asked()


def test_a_source_without_an_address_is_not_copied(newsroom: Newsroom) -> None:
    newsroom.source(url="")
    assert not QueuedTask.objects.exists()


def test_an_act_that_fails_asks_for_nothing(newsroom: Newsroom, daily: Web) -> None:
    newsroom.source(url=daily.url("/bridge"))
    with pytest.raises(Refusal):
        newsroom.source(url=daily.url("/bridge"))  # it is there already
    assert QueuedTask.objects.count() == 1


def test_a_file_cut_off_by_a_crash_is_stored_anew(newsroom: Newsroom) -> None:
    content = os.urandom(1_000)
    copy = Copy(
        origin=Origin.UPLOADED,
        taken_at=timezone.now(),
        media_type="application/pdf",
        content=content,
        stored=content,
        extension="pdf",
    )
    digest = snapshots.sha256_of(content)
    half = Path(inside().path(f"snapshots/{digest[:2]}/{digest}.pdf"))
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(content[:500])
    keep(source=newsroom.source(), by=SYSTEM, copy=copy)
    assert half.read_bytes() == content


def test_files_that_were_changed_or_are_gone_are_found(newsroom: Newsroom, daily: Web) -> None:
    daily.pages["/ferry"] = page()
    for path in ("/bridge", "/ferry"):
        newsroom.source(url=daily.url(path))
    work()
    one, other = Snapshot.objects.order_by("pk")
    verification = Verification()
    verification.run()
    assert not verification.findings
    Path(inside().path(str(one.file.name))).write_bytes(b"Something else.")
    inside().delete(str(other.file.name))
    verification = Verification()
    verification.run()
    assert verification.findings == [
        f"snapshot {one.pk}: its copy was changed.",
        f"snapshot {other.pk}: its copy {other.file.name} is gone.",
    ]


def test_redirects_are_followed(newsroom: Newsroom, daily: Web) -> None:
    daily.pages["/old"] = moved("/bridge")
    newsroom.source(url=daily.url("/old"))
    work()
    assert Snapshot.objects.get().url == daily.url("/bridge")


# --- Watching begins with it ----------------------------------------------------------------------


def is_watched(source: Source) -> bool:
    """Whether its first look comes within a week, as if nothing had been asked of it before."""
    watch = Watch.objects.filter(source=source).first()
    now = timezone.now()
    return bool(watch and not watch.failures and now <= watch.next_at <= now + timedelta(days=7))


@pytest.mark.parametrize(
    "answer",
    [
        page(),
        status("404 Not Found"),
        status("403 Forbidden"),
        status("503 Service Unavailable"),
        moved("/bridge"),
    ],
    ids=["copied", "gone", "not let in", "away", "going round"],
)
def test_a_new_source_is_watched_whatever_became_of_its_copy(
    newsroom: Newsroom, daily: Web, answer: bytes
) -> None:
    daily.pages["/bridge"] = answer
    source = newsroom.source(url=daily.url("/bridge"))
    assert not Watch.objects.exists()
    with suppress(FetchRefused):
        take(source=source.pk, asked_at=timezone.now())
    assert is_watched(source)


def test_a_source_is_watched_though_its_worker_is_killed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_url: str) -> None:
        raise SystemExit

    source = newsroom.source()
    monkeypatch.setattr("factcheck.fetching.document_at", killed)
    with pytest.raises(SystemExit):
        take(source=source.pk, asked_at=timezone.now())
    assert is_watched(source)


def test_another_attempt_does_not_begin_to_watch_anew(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    asked_at = timezone.now()
    take(source=source.pk, asked_at=asked_at)
    Watch.objects.update(next_at=asked_at, failures=2)
    take(source=source.pk, asked_at=asked_at)
    take(source=source.pk, asked_at=timezone.now())
    assert list(Watch.objects.values_list("next_at", "failures")) == [(asked_at, 2)]


def test_another_address_is_watched_from_the_beginning(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    take(source=source.pk, asked_at=timezone.now())
    Watch.objects.update(next_at=timezone.now(), failures=2)
    sources.edit_source(
        source=source,
        by=newsroom.editor,
        reason="The wrong page.",
        version=version(source),
        details=details(source, url=daily.url("/ferry")),
    )
    assert is_watched(source)
    take(source=source.pk, asked_at=timezone.now())
    assert is_watched(source)


def test_a_source_that_gave_way_meanwhile_is_not_watched(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, into = newsroom.source(), newsroom.source()

    def lock(_key: int) -> None:
        sources.merge(source=source, into=into, by=newsroom.editor, reason="The same.", version=1)

    monkeypatch.setattr(snapshots, "lock", lock)
    monkeypatch.setattr(snapshots, "_is_done", lambda *_: True)
    assert take(source=source.pk, asked_at=timezone.now()) is None
    assert not Watch.objects.exists()


def test_a_source_whose_copy_is_asked_for_is_not_asked_for_again(
    newsroom: Newsroom, daily: Web
) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    watching.call_due()
    assert is_watched(source)
    assert QueuedTask.objects.count() == 1
    take(source=source.pk, asked_at=timezone.now())
    watching.call_due()
    assert QueuedTask.objects.count() == 1


def test_a_source_whose_task_was_lost_is_found(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    QueuedTask.objects.all().delete()
    work()
    assert is_watched(source)
    assert Snapshot.objects.get().source == source


def test_switched_off_nothing_is_watched_until_it_is_on_again(
    newsroom: Newsroom, daily: Web, settings: Any
) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    settings.WATCHING = False
    work()
    assert not Watch.objects.exists()
    settings.WATCHING = True
    work()
    assert is_watched(source)
    assert Snapshot.objects.get().source == source


def test_what_may_do_better_is_raised(newsroom: Newsroom) -> None:
    source = newsroom.source(url="http://127.0.0.1:9/nobody")
    with pytest.raises(FetchRefused):
        take(source=source.pk, asked_at=timezone.now())
