"""Several workers at once: each source is called for, copied and told of once."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck import fetching
from factcheck.actions import snapshots, watching
from factcheck.models import QueuedTask, Snapshot, Source, SourceCheck, Watch
from factcheck.models.verification import Verification
from tests.actions.test_concurrency import WRITERS, together
from tests.newsroom import Newsroom
from tests.newsroom import newsroom as make_newsroom
from tests.web import WORDS, Web, page, web


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.WATCHING = settings.FETCH_ALLOW_PRIVATE = True


@pytest.fixture
def newsroom(committed: None) -> Newsroom:
    return make_newsroom()


@pytest.fixture
def daily() -> Iterator[Web]:
    with web() as made:
        made.pages["/bridge"] = page()
        yield made


def called(path: str) -> Counter[int]:
    rows = QueuedTask.objects.filter(task_path=f"factcheck.tasks.{path}")
    return Counter(row.args_kwargs["kwargs"]["source"] for row in rows)


def test_what_is_due_is_called_for_once(newsroom: Newsroom, settings: Any) -> None:
    settings.WATCHING = False
    claim = newsroom.claim(newsroom.article())
    sources = [newsroom.evidence(claim).source_id for _ in range(8)]
    settings.WATCHING = True
    assert together(lambda _: watching.call_due()) == [None] * WRITERS
    assert called("snapshots.take") == Counter(sources)
    assert Watch.objects.count() == len(sources)
    Watch.objects.update(next_at=timezone.now())
    assert together(lambda _: watching.call_due()) == [None] * WRITERS
    assert called("watching.look") == Counter(sources)


def copied(newsroom: Newsroom, daily: Web, asked_at: Any) -> Source:
    source = newsroom.source(url=daily.url("/bridge"))
    newsroom.evidence(newsroom.claim(newsroom.article()), source=source, quote="12 million")
    assert snapshots.take(source=source.pk, asked_at=asked_at)
    return source


def test_one_change_is_told_once(newsroom: Newsroom, daily: Web) -> None:
    source = copied(newsroom, daily, timezone.now())
    daily.pages["/bridge"] = page(WORDS.replace("12 million", "13 million"))
    found = daily_document(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factcheck.fetching.look_at", lambda _url: found)
        results = together(lambda _: watching.look(source=source.pk, asked_at=timezone.now()))
    assert not [result for result in results if isinstance(result, Exception)], results
    assert [change.difference for change in source.changes.all()] == ["quote_lost"]
    assert Snapshot.objects.count() == 2
    assert Counter(SourceCheck.objects.values_list("outcome", flat=True))["changed"] == 1
    verification = Verification()
    verification.run()
    assert verification.findings == []


def daily_document(source: Source) -> Any:
    return fetching.document_at(source.url)


def test_one_copy_is_kept_of_what_was_asked_for_once(newsroom: Newsroom, daily: Web) -> None:
    source = newsroom.source(url=daily.url("/bridge"))
    found, asked_at = daily_document(source), timezone.now() - timedelta(minutes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factcheck.fetching.document_at", lambda _url: found)
        results = together(lambda _: snapshots.take(source=source.pk, asked_at=asked_at))
    assert not [result for result in results if isinstance(result, Exception)], results
    assert Snapshot.objects.count() == 1
